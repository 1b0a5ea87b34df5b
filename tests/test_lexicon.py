"""Acts by their cues: what fits, what does not, and what a vocabulary adds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.lexicon import cue, lexicon
from dipgraph.prose import language
from readings import known, only, read


def fit(text: str) -> tuple[str, str] | None:
    """Return the act of the longest cue at the first word of *text*, and its words; None if none fits."""
    words = [token.norm_.lower() for token in language()(text)]
    found = cue(known(), words, 0, len(words))
    return (found.cue.act, " ".join(words[: found.end])) if found else None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("agreed to meet", "agree"),
        ("agrees to meet", "agree"),
        ("agreeing to meet", "agree"),
        ("agreed also to meet", "agree"),
        ("agreed on the importance of trust", "recognise"),
        ("agreed that dialogue is vital", "recognise"),
        ("agreed that the two sides would meet", "agree"),
        ("agreed they would meet", "agree"),
        ("agreed that after the talks, as before, they will meet", "agree"),
        ("shared the view to cooperate", "intend"),
        ("shared the view that trade matters", "recognise"),
        ("expressed his deep and lasting commitment to", "reaffirm"),
        ("expressed deep concern over", "concern"),
        ("expressed concern", "concern"),
        ("conveyed the country's gratitude", "appreciate"),
        ("evaluated highly the work", "welcome"),
        ("looked forward to it", "hope"),
    ],
)
def test_the_longest_cue_that_fits_wins(text: str, act: str) -> None:
    """Cues are found in every inflection, with adverbs in between, over a few words where they have an ellipsis."""
    found = fit(text)
    assert found is not None
    assert found[0] == act, found


def test_an_ellipsis_stays_in_its_phrase() -> None:
    """The noun of a verb is its own object, not that of a preposition behind it, and not beyond a comma."""
    assert fit("expressed concern about the lack of support") == ("concern", "expressed concern")
    assert fit("noted the progress, and their commitment") == ("state", "noted")
    assert fit("noted the lack of commitment") == ("state", "noted")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("spoke with Alm about trade", "spoke with Alm about"),
        ("spoke this morning with Prime Minister Ada Alm of Exland regarding trade", None),
        ("spoke by telephone with Alm concerning the war on terror", "spoke by telephone with Alm concerning"),
        ("talked today with the Minister for Foreign Affairs of Exland on trade", None),
        ("spoke on telephone with Alm, President of Exland, about trade", None),
        ("spoke this morning to Alm about trade", None),
        # When and how they spoke is not about what.
        ("spoke with Alm for about an hour on trade", None),
        ("spoke with Alm for about an hour", ""),
        ("spoke with Alm on Monday about trade", "spoke with Alm on Monday about"),
        ("spoke with Alm on the phone about trade", "spoke with Alm on the phone about"),
        ("spoke with Alm on 3 May", ""),
        ("spoke with Alm on the margins of the summit", ""),
        ("spoke with Alm on the one-year anniversary of the war", ""),
        ("spoke with Alm on her flight to Porto", ""),
        # What he did next is not with whom.
        ("spoke with Alm and congratulated her on trade", ""),
        ("spoke with Alm, condemning the war on trade", ""),
        ("spoke with Alm after her speech about trade", ""),
        ("spoke with Alm to thank her for a letter about trade", ""),
    ],
)
def test_with_whom_somebody_spoke_may_have_a_title(text: str, words: str | None) -> None:
    """An ellipsis behind "with" goes over titles and states, days and telephones, and not over what was done else."""
    found = fit(text)
    if words is None:
        words = text.removesuffix(" trade").replace(",", " ,")
    assert found == (("discuss", words.lower()) if words else None)


def test_two_adverbs_may_be_joined() -> None:
    """ "Stands firmly and resolutely with" is "stands with"; another verb behind "and" is not read over."""
    assert fit("stands firmly and resolutely with") == ("support", "stands firmly and resolutely with")
    assert fit("stands firmly and works with") is None


def test_what_two_have_is_theirs_behind_and() -> None:
    """ "A and B's concern" is in one cue; "its support and A's concern" are two things."""
    assert fit("conveyed President Alm and Prime Minister Bro 's deep concern") == (
        "concern",
        "conveyed president alm and prime minister bro 's deep concern",
    )
    assert fit("conveyed its support and Exland 's concern") == ("support", "conveyed its support")


@pytest.mark.parametrize("text", ["wished him success", "wished the new government every success"])
def test_who_wishes_success_hopes_for_it(text: str) -> None:
    """Nothing is achieved yet; a happy birthday is wished with congratulations."""
    assert (fit(text) or ("", ""))[0] == "hope"
    assert (fit("wished her a happy birthday") or ("", ""))[0] == "congratulate"


def test_that_reaches_the_first_verb_of_its_clause_alone() -> None:
    """What stands beyond the verb after "that" decides nothing."""
    assert fit("agreed that the situation is serious and will be discussed") == (
        "recognise",
        "agreed that the situation is",
    )


def test_a_verb_that_is_joined_has_no_subject_of_its_own() -> None:
    """ "Reaffirmed its support and will" is no "reaffirmed that … will"."""
    assert fit("reaffirmed its support for peace and will send boats") == ("support", "reaffirmed its support")
    assert fit("reaffirmed that it will send boats") == ("reaffirm", "reaffirmed that it will")


def test_a_noun_of_one_verb_is_known_beside_another() -> None:
    """Beside a verb that carries acts by nouns, every such noun carries its act: no cue says "highlighted … readiness"."""
    printed = {" ".join(found.words) for found in known().cues["highlight"] if not found.derived}
    assert not any("readiness" in words for words in printed)
    assert fit("highlighted their readiness for talks") == ("intend", "highlighted their readiness")
    assert fit("praised their readiness for talks") == ("welcome", "praised")


def test_commitments_are_the_acts_that_bind() -> None:
    """A hope binds nobody, an undertaking does."""
    assert {name for name, act in known().acts.items() if act.commits} == {
        "sign",
        "pledge",
        "agree",
        "reaffirm",
        "intend",
    }


def test_words_of_a_vocabulary_need_no_code(tmp_path: Path) -> None:
    """A cue and a label that are added to a copy of the vocabularies are recognised at once, and nowhere else."""
    text = "The two ministers gladdened at the growth of moss gardens. They were gladdening at it."
    for name in ("acts.ttl", "issues.ttl"):
        shutil.copy(shipped.folder("ontology") / name, tmp_path)
    for name, old, new in (
        ("acts.ttl", 'dip:cue "welcomed"@en', 'dip:cue "gladdened at"@en , "welcomed"@en'),
        (
            "issues.ttl",
            'skos:altLabel "environmental protection"@en',
            'skos:altLabel "moss garden"@en , "environmental protection"@en',
        ),
    ):
        said = (tmp_path / name).read_text(encoding="utf-8")
        assert old in said
        (tmp_path / name).write_text(said.replace(old, new), encoding="utf-8")
    assert read(text) == []
    first, second = read(text, words=lexicon(tmp_path))
    assert (first.act, first.verb, first.issues, first.speakers) == (
        "welcome",
        "gladdened at",
        ("environment",),
        (0, 1),
    )
    assert second.verb == "were gladdening at"
    assert only("The two ministers welcomed it.").act == "welcome"

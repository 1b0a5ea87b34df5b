"""The words for states, bodies, titles and courtesies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.errors import SourceError
from dipgraph.names import TitleWords, names, words


def test_every_member_of_the_united_nations_is_named() -> None:
    """There are 193 members and six others, each with a code of two letters of its own."""
    codes = list(names().labels)
    assert len(codes) == len(set(codes)) == 199
    assert all(len(code) == 2 and code.isupper() for code in codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("ROK", "KR"),
        ("Republic of Korea", "KR"),
        ("UAE", "AE"),
        ("U.K.", "GB"),
        ("People’s Republic of China", "CN"),
        ("Bosnia and Herzegovina", "BA"),
        ("Guinea-Bissau", "GW"),
        ("Holy See", "VA"),
        ("Kosovo", "XK"),
    ],
)
def test_a_state_has_several_names(text: str, code: str) -> None:
    """Official, short and former names lead to the same state."""
    found = words(text)
    assert names().states.at(found, 0) == (len(found), (code,))


@pytest.mark.parametrize(("text", "code"), [("Democratic Republic of the Congo", "CD"), ("Papua New Guinea", "PG"), ("Dominican Republic", "DO")])  # fmt: skip
def test_the_longest_name_wins(text: str, code: str) -> None:
    """A name within a longer one is not read."""
    assert [values for _, _, values in names().states.all(words(text))] == [(code,)]


def test_capitals_count_in_the_names_of_states() -> None:
    """The pronoun is not the United States, nor the bird the state."""
    assert not list(names().states.all(words("they told us of a turkey and of china")))


def test_an_adjective_of_two_states_has_both() -> None:
    """Dominican and Congolese are left for the text to tell."""
    assert set(names().adjectives.at(words("Dominican"), 0)[1]) == {"DM", "DO"}
    assert set(names().adjectives.at(words("Congolese"), 0)[1]) == {"CD", "CG"}


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [("Geneva", "CH", "place"), ("Karuizawa", "JP", "place"), ("White House", "US", "seat"), ("Novo-Ogaryovo", "RU", "seat"), ("Moscow", "RU", "capital")],
)  # fmt: skip
def test_a_place_has_its_state_and_what_it_is(text: str, code: str, kind: str) -> None:
    """Only a capital stands for its state."""
    assert (code, kind) in names().places.at(words(text), 0)[1]


def test_every_state_but_a_town_has_a_capital() -> None:
    """Where it is governed from too, if that is elsewhere: so each can speak by its capital."""
    found = names()
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    capitals = re.findall(r'name:capital ("[^;]*)', text)
    placed = {
        code for c in capitals for code, kind in found.places.at(words(c.split('"')[1]), 0)[1] if kind == "capital"
    }
    assert set(found.labels) - placed == {"SG"}
    for town in ("The Hague", "La Paz", "Cotonou", "Abidjan", "Dar es Salaam"):
        assert found.places.at(words(town), 0)[1][0][1] == "capital", town


@pytest.mark.parametrize("word", ["England", "Scotland", "Wales", "PLO", "Hong Kong"])
def test_what_is_part_of_a_state_or_acts_for_it_is_no_name_of_it(word: str) -> None:
    """A place, or a body with a notation of its own."""
    assert names().states.at(words(word), 0)[1] == ()
    assert names().places.at(words(word), 0)[1] or names().bodies.at(words(word), 0)[1]


def test_no_body_is_taken_for_a_state_by_its_notation() -> None:
    """The African Union is not Australia; only who acts for a state has its code."""
    found = names()
    assert found.bodies.at(words("African Union"), 0)[1] == ("African Union",)
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    notations = re.findall(r'^body:(\S+)\n.*?skos:notation "(.*?)"', text, re.MULTILINE | re.DOTALL)
    assert notations
    assert [body for body, notation in notations if notation in found.labels] == ["plo"]


def test_the_council_of_the_european_union_is_another_body_than_the_european_council() -> None:
    """Each has a label of its own, and both act for the Union."""
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    blocks = {block.partition("\n")[0]: block for block in text.split("\n\n")}
    for body, label in (
        ("european-council", "European Council"),
        ("council-of-the-european-union", "Council of the European Union"),
    ):
        assert [name for name, block in blocks.items() if f'"{label}"@en' in block] == [f"body:{body}"]
        assert names().bodies.at(words(label), 0)[1] == ("EU",)


def test_the_seat_of_a_body_is_a_place_in_a_state() -> None:
    """The Palais des Nations is in Geneva, and the United Nations receive there."""
    assert set(names().places.at(words("Palais des Nations"), 0)[1]) == {("CH", "place"), ("UN", "seat")}


def test_a_minister_counsellor_is_no_minister() -> None:
    """In either spelling; and a misprint of a title is known without being one of its names."""
    for words_ in ("Minister-Counselor", "Minister-Counsellor"):
        assert names().titles.at(words(words_), 0)[1][0].notation == "minister-counsellor"
    assert names().titles.at(words("Prime Minster"), 0)[1][0].notation == "prime-minister"


def test_titles_are_read_in_any_case_and_number() -> None:
    """A title in the plural is known as one."""
    assert names().titles.at(words("foreign minister"), 0)[1] == (TitleWords("foreign-minister"),)
    assert names().titles.at(words("Ministers for Foreign Affairs"), 0)[1] == (TitleWords("foreign-minister", True),)
    assert names().titles.at(words("Taoiseach"), 0)[1][0].state == "IE"


def test_offsets_are_those_of_the_text() -> None:
    """Each word stands in the text where it says it does."""
    text = "H.E. Mr. O’Neill’s call (UNGA) – U.S.-Japan"
    found = words(text)
    assert all(text[w.start : w.end].replace("’", "'") == w.text for w in found)
    assert [w.text for w in found] == ["H.E.", "Mr.", "O'Neill", "'s", "call", "U.S.", "Japan"]


def test_no_two_states_have_a_name_in_common() -> None:
    """A name leads to one state alone; an adjective may lead to two."""
    found = names()
    for label in found.labels.values():
        assert len(found.states.at(words(label), 0)[1]) == 1, label


def test_every_term_of_the_file_is_defined_in_it() -> None:
    """What the file says in terms of its own, it says what it means."""
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    used = set(re.findall(r"^  (?:a )?(name:\w+)", text, re.MULTILINE))
    defined = {term for term, rest in re.findall(r"^(name:\w+)\n  a owl:(\w+)", text, re.MULTILINE)}
    assert used
    assert used == defined


def test_a_word_that_is_added_to_a_folder_is_known(tmp_path: Path) -> None:
    """A user's own names.ttl is read, and the shipped one where the folder has none."""
    shipped_text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    added = '\nname:grand-steward\n  a name:Title ;\n  skos:prefLabel "Grand Steward"@en ;\n  .\n'
    (tmp_path / "names.ttl").write_text(shipped_text + added, encoding="utf-8")
    assert names(tmp_path).titles.at(words("Grand Steward"), 0)[1] == (TitleWords("grand-steward"),)
    assert names().titles.at(words("Grand Steward"), 0)[1] == ()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert names(empty).labels == names().labels


def test_a_broken_file_of_names_is_said_in_one_line(tmp_path: Path) -> None:
    """With its place, and not as a traceback."""
    (tmp_path / "names.ttl").write_text("name: a", encoding="utf-8")
    with pytest.raises(SourceError, match=r"names\.ttl"):
        names(tmp_path)

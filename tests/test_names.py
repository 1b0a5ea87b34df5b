"""The words for states, bodies, titles and courtesies."""

from __future__ import annotations

import pytest

from dipgraph.names import TitleWords, names, words


def test_every_member_of_the_united_nations_is_named() -> None:
    """There are 193 members and five others, each with a code of two letters of its own."""
    codes = list(names().labels)
    assert len(codes) == len(set(codes)) == 198
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

"""Titles and names as remarks print them."""

from __future__ import annotations

import pytest

from dipgraph.names import names
from dipgraph.remark_names import each_office, in_remark, of_guests


@pytest.mark.parametrize(
    ("remark", "called"),
    [
        ("met with Foreign Secretary Home.", ["Home"]),
        ("met with Foreign Secretary Home and President Lind.", ["Home", "Lind"]),
        ("met with Foreign Secretary Home Affairs.", [""]),
        ("made an official Visit.", [""]),
        ("met with Chief Justice Ana Vega.", ["Ana Vega"]),
        ("met with Secretary of State Cardinal Lund.", ["Lund"]),
        ("visited the Consulate General.", []),
    ],
)
def test_who_is_called_by_one_word_has_it_as_the_name(remark: str, called: list[str]) -> None:
    """Also where it may be of an office, but not where more words follow."""
    assert [d.name for d in in_remark(remark, names()) if d.titles] == called


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("met with the Peruvian Foreign and Defense Ministers", [("Foreign", ("PE",)), ("Defense", ("PE",))]),
        ("met with the Foreign and Defense Ministers", [("Foreign", ()), ("Defense", ())]),
        ("met with Lima and Defense Ministers", [("Defense", ())]),
        ("met with Defense Minister Lund", [("Defense", ())]),
    ],
)
def test_two_offices_may_share_the_last_word(remark: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    """And the state; what is no office with it is none."""
    read = [d for d in in_remark(remark, names()) if d.titles][-1]
    assert [(d.titles[0].words.split()[0], d.states) for d in each_office(remark, read, names())] == found


@pytest.mark.parametrize(
    ("remark", "guests"),
    [("the Emperor spoke", True), ("met with Prime Ministers", True), ("met with the Prime Minister", False)],
)
def test_words_that_may_be_on_the_visitors(remark: str, guests: bool) -> None:
    """Those of crowned heads, and of several."""
    assert [of_guests(d) for d in in_remark(remark, names())] == [guests]

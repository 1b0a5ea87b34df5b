"""Who may be called by a name as people say it."""

from __future__ import annotations

import pytest

from dipgraph.appellations import Called, fit, fitting, parted, words


def called(*names: str, family: str = "") -> Called:
    """Return how somebody is called."""
    found = Called()
    found.names, found.family = [*names], family
    return found


BAKER = called("James Addison Baker III", family="Baker")


@pytest.mark.parametrize(
    ("asked", "rank"),
    [
        ("James Addison Baker", 0),
        ("James Baker", 1),
        ("baker james", 1),
        ("J. Baker", 1),
        ("J. A. Baker III", 1),
        ("Addison Baker", 2),
        ("Baker", 1),
        ("James Andrew Baker", None),
        ("James", None),
        ("James Addison", None),
        ("John Baker", None),
        ("James Baker Hollister", None),
        ("", None),
    ],
)
def test_words_fit_a_name(asked: str, rank: int | None) -> None:
    """The same words before some of them, the first name before another; a family name is said, and nothing else is."""
    assert fit(words(asked), BAKER) == rank


def test_a_middle_name_may_be_said_that_is_an_initial_or_not_known() -> None:
    """Henry Alfred Kissinger is Henry A. Kissinger; a name before or behind is another's, and an initial is no name."""
    kissinger = called("Henry A. Kissinger", family="Kissinger")
    assert fit(words("Henry Alfred Kissinger"), kissinger) == 1
    assert fit(words("Alfred Kissinger"), kissinger) is None
    clinton = called("Hillary Clinton", family="Clinton")
    assert fit(words("Hillary Rodham Clinton"), clinton) == 1
    assert fit(words("Hillary Clinton Rodham"), clinton) is None


def test_whom_a_name_fits_best_comes_alone() -> None:
    """Who is called just so is meant, though others have the words too; of two that fit alike both may be."""
    known = {"a": called("George W. Bush"), "b": called("George H. W. Bush"), "c": called("Barbara George Bush")}
    assert fitting("George Bush", known) == ["a", "b"]
    assert fitting("george w bush", known) == ["a"]
    assert fitting("--", known) == []


def test_what_is_no_name_is_left() -> None:
    """The words of an office and a state stand beside the name."""
    found = parted("King Hussein of Jordan", {"h": called("Hussein"), "i": called("King Smith", family="Smith")})
    assert found == {"h": (0, frozenset(("king", "of", "jordan")))}


def test_other_letters_are_as_others_write_them() -> None:
    """Accents, apostrophes, and letters that have none; other scripts stay."""
    assert words("Lech Wałęsa, Søren O'Neill; 岸田 文雄") == ("lech", "walesa", "soren", "oneill", "岸田", "文雄")

"""The persons of a document."""

from __future__ import annotations

from dipgraph.designations import designations
from dipgraph.names import names, words
from dipgraph.persons import Person, persons


def cast(text: str) -> list[Person]:
    """Return the persons of *text*."""
    return persons(designations(text, words(text), names()))


def test_one_person_under_several_names_is_one() -> None:
    """A headline's family name, the full name, a courtesy and the bare name are chained; the fullest name counts."""
    (found,) = cast("President Smith’s Call\n\nPresident Joan R. Smith, Jr. spoke. Ms. Smith agreed. Smith said no.")
    assert (found.name, found.role, found.gender, len(found.said)) == ("Joan R. Smith", "President", "she", 4)


def test_the_family_name_may_come_first() -> None:
    """Both orders are one person's."""
    (found,) = cast("Mr. MORITA Kenji, Minister for Foreign Affairs of Japan, arrived. Foreign Minister Kenji Morita spoke.")
    assert found.states == ("JP",)


def test_two_of_one_name_are_told_apart_by_their_titles_or_not_at_all() -> None:
    """A bare family name that two have is nobody's."""
    found = cast("President Ann Reid of Ireland met Prime Minister Tom Reid of Australia. President Reid spoke. Reid left.")
    assert [(p.name, len(p.said)) for p in found] == [("Ann Reid", 2), ("Tom Reid", 1)]


def test_a_name_with_another_state_is_another_person() -> None:
    """The state that is said keeps them apart."""
    assert len(cast("Minister Silva of Brazil met Minister Silva of Portugal.")) == 2


def test_a_bare_word_with_a_capital_is_nobody() -> None:
    """One word without title or courtesy is no person by itself."""
    assert not cast("Talks on Nagorno. Hezbollah. Peace.")


def test_the_title_that_says_most_is_the_office() -> None:
    """Minister alone does not outweigh the office that is said elsewhere."""
    (found,) = cast("Minister Morita arrived. Morita Kenji, Minister for Foreign Affairs of Japan, spoke.")
    assert found.role == "Minister for Foreign Affairs"

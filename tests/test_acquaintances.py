"""Persons whom records name without saying more of them."""

from __future__ import annotations

import datetime as dt

from dipgraph.acquaintances import Seen, acquainted


def seen(name: str, year: int, kind: str = "foreign-minister", state: str = "NO", record: str = "") -> Seen:
    """Return somebody who is named in a record of a year."""
    return Seen(name, state, frozenset((kind,)), dt.date(year, 5, 17), record)


def groups(*all_: Seen) -> list[int]:
    """Return for each of those seen the number of the first who is the same person, -1 for nobody."""
    found = acquainted(all_)
    return [-1 if one is None else next(n for n, other in enumerate(found) if other is one) for one in found]


def test_a_family_name_with_the_same_title_is_the_fuller_name_of_those_years() -> None:
    """Before or behind it; not a generation later."""
    assert groups(seen("Lund", 1990), seen("Ida Lund", 1992), seen("Lund", 2015)) == [0, 0, 2]


def test_names_in_either_order_and_with_initials_are_one() -> None:
    """As far as all words of the shorter are in the longer."""
    assert groups(seen("Ida Lund", 1990), seen("Lund Ida", 1991), seen("Ida B. Lund", 1992)) == [0, 0, 0]


def test_two_of_one_family_name_are_two() -> None:
    """A family name alone is the one that is nearer in time, in the same office."""
    both = (seen("Ida Lund", 1990), seen("Olav Lund", 1999))
    assert groups(*both, seen("Lund", 1991), seen("Lund", 1998)) == [0, 1, 0, 1]
    assert groups(*both, seen("Lund", 1991, "king")) == [0, 1, 2]


def test_of_two_who_are_as_near_it_is_nobody() -> None:
    """The name stays open."""
    assert groups(seen("Ida Lund", 1990), seen("Olav Lund", 1990), seen("Lund", 1991)) == [0, 1, -1]


def test_of_two_who_may_be_called_so_it_is_the_one_who_was_in_the_office() -> None:
    """Though the other is nearer in time."""
    both = (seen("Ida bin Olav Lund", 1990, "king"), seen("Ida bin Rolf Lund", 1994))
    assert groups(*both, seen("Ida Lund", 1993, "king")) == [0, 1, 0]


def test_the_same_name_in_two_states_is_two_persons() -> None:
    """And each has an address of its own."""
    found = acquainted([seen("Ida Lund", 1990), seen("Ida Lund", 1990, state="SE")])
    assert [one.key for one in found if one] == ["no-lund-ida", "se-lund-ida"]


def test_another_spelling_in_the_same_office_is_the_same() -> None:
    """In another office it is somebody else's."""
    assert groups(seen("Sergei Lindqvist", 1990), seen("Sergey Lindqvist", 1991)) == [0, 0]
    assert groups(seen("Lindqvist", 1990), seen("Lindquist", 1991)) == [0, 0]
    assert groups(seen("Berg", 1990), seen("Borg", 1991, "king")) == [0, 1]


def test_a_full_name_keeps_its_person_in_another_office() -> None:
    """Ministers become presidents; a namesake of another generation is another."""
    assert groups(seen("Ida Lund", 1990), seen("Ida Lund", 1999, "president"), seen("Ida Lund", 2030)) == [0, 0, 2]


def test_what_is_printed_alone_is_the_family_name() -> None:
    """Whatever the order in which the full name is printed."""
    found = acquainted([seen("Alm Ida", 1990), seen("Alm", 1991)])
    assert found[0] is not None
    assert (found[0].name, found[0].parts) == ("Alm Ida", ("Alm", "Ida"))


def test_two_kings_are_told_by_their_numbers_and_names() -> None:
    """A number is a word of the name, and the same king without it is the same; he is called by all of it."""
    kings = [seen(name, year, "king") for name, year in (("Olav V", 1970), ("Olav V", 1982), ("Olav", 1971))]
    assert groups(*kings, seen("Harald V", 1990, "king"), seen("Olav VI", 1990, "king")) == [0, 0, 0, 3, 4]
    (one,) = acquainted(kings[:1])
    assert one is not None
    assert one.parts == ("Olav V", "")


def test_a_name_of_descent_begins_with_the_own_name() -> None:
    """A son has the name of his father behind his own."""
    both = (seen("Salim bin Tarik al-Noor", 1990, "king"), seen("Tarik al-Noor", 1991, "king"))
    assert groups(*both) == [0, 1]
    assert groups(both[0], seen("Salim al-Noor", 1991, "king")) == [0, 0]


def test_two_offices_in_one_record_are_two_persons() -> None:
    """Of one family name."""
    both = (seen("Lund", 1990, record="trip-1"), seen("Lund", 1990, "prime-minister", record="trip-1"))
    before = seen("Ida Lund", 1989, "prime-minister")
    again = seen("Ida Lund", 1988)
    assert groups(again, before, *both) == [0, 0, 0, 3]


def test_a_chinese_name_alone_is_the_first_word() -> None:
    """Elsewhere it may be any."""
    assert groups(seen("Wang Li", 1990, state="CN"), seen("Li", 1991, state="CN")) == [0, 1]
    assert groups(seen("Wang Li", 1990, state="CN"), seen("Wang", 1991, state="CN")) == [0, 0]


def test_a_family_name_of_two_words_is_printed_alone() -> None:
    """Where families have such names; and of a name in which a word stands twice the other form is taken."""
    found = acquainted([seen("Ana Ana Vega Luz", 1990, state="MX"), seen("Ana Vega Luz", 1991, state="MX"),
                        seen("Vega Luz", 1991, state="MX")])  # fmt: skip
    assert found[0] is not None
    assert (found[0].name, found[0].parts) == ("Ana Vega Luz", ("Vega Luz", "Ana"))


def test_a_name_without_a_family_name_is_whole() -> None:
    """As that of one who has his father's behind his own; in Viet Nam somebody is called by the given name."""
    found = acquainted(
        [seen("Salim bin Tarik", 1990), seen("Tran Van Minh", 1990, state="VN"), seen("Minh", 1991, state="VN")]
    )
    assert [one.parts for one in found[:2] if one] == [("Salim bin Tarik", ""), ("Tran", "Van Minh")]


def test_where_a_name_is_printed_shorter_the_rest_is_of_the_family() -> None:
    """In states where a family name is that of both parents."""
    both = [seen(name, 1990, state=state) for state in ("MX", "NO") for name in ("Ana Vega Luz", "Ana Vega")]
    assert [one.parts for one in acquainted(both) if one] == [("Vega Luz", "Ana")] * 2 + [("Luz", "Ana Vega")] * 2


def test_a_name_without_the_first_word_is_that_of_the_same_for_some_years() -> None:
    """A wife or a son may have it behind another."""
    assert groups(seen("Ida Rahman Lund", 1992), seen("Rahman Lund", 1988)) == [0, 0]
    assert groups(seen("Ida Rahman Lund", 1992), seen("Rahman Lund", 1980)) == [0, 1]
    assert groups(seen("Ida Rahman Lund", 1992), seen("Ida Lund", 1980)) == [0, 0]

"""Whom a family name alone means: the holder of the office on these days, if it can be nobody else."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest

from dipgraph.dossiers import PersonDossier
from dipgraph.judgements import DIFFERENT
from dipgraph.matching import consistent
from dipgraph.person_rules import Candidate, alone, person_candidates
from dipgraph.posts import TenureDossier
from dipgraph.surnames import Seats, surnamed

NUMBERS = itertools.count()
PM, FM = "office/pe-pm", "office/pe-fm"
KINDS = {PM: "prime-minister", FM: "foreign-minister"}


class Peru:
    """Persons of one state with their tenures, as graphs have them."""

    def __init__(self) -> None:
        self.persons: dict[str, PersonDossier] = {}
        self.tenures: list[TenureDossier] = []

    def person(self, *names: str, office: str = PM, seen: Iterable[str] = (), held: tuple[str, str] = ("", "")) -> str:
        """Add a person who was seen in an office on some days, or held it from one to another; return the address."""
        number = next(NUMBERS)
        found = PersonDossier(f"person/{number:03}", f"graph/{number}", list(names), names[0].split()[-1], {"state/pe"})
        self.persons[found.address] = found
        if office:
            self.seat(found.address, office, seen, held)
        return found.address

    def seat(self, person: str, office: str, seen: Iterable[str] = (), held: tuple[str, str] = ("", "")) -> None:
        """Have a person in an office on some days, or from one to another."""
        days = list(seen)
        self.persons[person].days += [*days, *(day for day in held if day)]
        self.persons[person].offices[KINDS.get(office, "minister")].append(("", ""))
        spans = [(day, day) for day in days]
        self.tenures.append(
            TenureDossier(f"tenure/{next(NUMBERS):03}", frozenset(), person, office, held[0], held[1], spans)
        )

    def matched(self, single: Iterable[str] = (PM, FM)) -> dict[tuple[str, str], Candidate]:
        """Return what the rules make of each pair, of the offices of which there is a single one."""
        seats = Seats(self.persons, self.tenures, lambda office: office)
        found = surnamed(person_candidates(self.persons.values()), self.persons, seats, set(single))
        return {candidate.pair: candidate for candidate in found}


@pytest.fixture
def peru() -> Peru:
    """Return a state of which nobody is known."""
    return Peru()


def ruled(peru: Peru, one: str, other: str) -> tuple[str, bool]:
    """Return the rule by which two may be one, nothing where none says so, and whether it is safe."""
    found = peru.matched().get((min(one, other), max(one, other)))
    return (found.rule, found.safe) if found else ("", False)


def test_who_was_in_the_office_before_and_after_is_meant(peru: Peru) -> None:
    """“Prime Minister Vega” of 2003 is Ana Vega, who was seen as Prime Minister in 2002 and 2004; the reason says so."""
    full, brief = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), peru.person("Vega", seen=["2003-01-02"])
    assert ruled(peru, full, brief) == ("name-in-office", True)
    (found,) = peru.matched().values()
    assert found.rationale == (
        "“Vega” and “Ana Vega”: one word alone; one office, and the days lie within 1 May 2002 to 1 June 2004."
    )


def test_who_is_said_to_have_held_the_office_is_meant(peru: Peru) -> None:
    """By the days of a tenure, to the precision in which they are known: what may be before its begin is asked about."""
    full = peru.person("Ana Vega", held=("2002-05", "2004-06"))
    inside, before = peru.person("Vega", seen=["2003-01-02"]), peru.person("Vega", seen=["2002-05-02"])
    assert ruled(peru, full, inside) == ("name-in-office", True)
    assert ruled(peru, full, before) == ("name-and-office", False)


def test_two_accounts_of_one_day_mean_one(peru: Peru) -> None:
    """Where neither has more than the family name: on one day one person holds an office."""
    one, other = (peru.person("Vega", seen=["2003-01-02"]) for _ in range(2))
    assert ruled(peru, one, other) == ("name-in-office", True)


@pytest.mark.parametrize(
    ("seen", "rule"),
    [
        (["2004-06-02"], "name-and-office"),
        (["2003-01-02", "2005-01-01"], "name-and-office"),
        (["2013-01-01"], "name-and-office"),
        (["2023-01-01"], "name-and-office"),
        (["2035-01-01"], ""),
    ],
)
def test_a_day_outside_is_asked_about(peru: Peru, seen: list[str], rule: str) -> None:
    """A spouse or a brother may have followed; after thirty years it is no question."""
    full, brief = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), peru.person("Vega", seen=seen)
    assert ruled(peru, full, brief) == (rule, False)


def test_what_lies_between_two_terms_is_asked_about(peru: Peru) -> None:
    """Where years lie between, or another was seen in the office, somebody of the family may have held it meanwhile."""
    full, brief = peru.person("Ana Vega", seen=["1990-05-01", "1998-06-01"]), peru.person("Vega", seen=["1994-01-02"])
    assert ruled(peru, full, brief) == ("name-and-office", False)
    other = Peru()
    full, brief = other.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), other.person("Vega", seen=["2003-01-02"])
    other.person("Eva Rojas", seen=["2003-02-02"])
    assert ruled(other, full, brief) == ("name-and-office", False)


def test_one_who_may_be_either_of_two_of_a_family_is_asked_about(peru: Peru) -> None:
    """Luis Vega was Prime Minister the year after: the days fit Ana, and a person says whether it was she."""
    full, brief = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), peru.person("Vega", seen=["2003-01-02"])
    peru.person("Luis Vega", seen=["2005-06-01"])
    assert ruled(peru, full, brief) == ("name-in-office", False)
    (why,) = (c.rationale for pair, c in peru.matched().items() if pair == (full, brief))
    assert why.endswith("; Luis Vega may be meant too.")


def test_one_of_the_family_who_never_held_the_office_is_not_meant(peru: Peru) -> None:
    """A foreign minister of the same name changes nothing, one of whom no office is known does."""
    full, brief = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), peru.person("Vega", seen=["2003-01-02"])
    peru.person("Luis Vega", office=FM, seen=["2003-01-01"])
    assert ruled(peru, full, brief) == ("name-in-office", True)
    third = peru.person("Eva Vega", office="")
    peru.persons[third].days = ["2003-01-01"]
    assert ruled(peru, full, brief) == ("name-in-office", False)


def test_two_who_fit_are_asked_about_unless_they_are_one(peru: Peru) -> None:
    """Ana Vega twice is one by her name, so that the family name needs to be joined with one of them alone."""
    days = ["2002-05-01", "2004-06-01"]
    one, other = peru.person("Ana Vega", seen=days), peru.person("Ana Vega", seen=days)
    brief = peru.person("Vega", seen=["2003-01-02"])
    assert ruled(peru, one, other) == ("full-name", True)
    assert ruled(peru, one, brief) == ("name-in-office", True)
    two = Peru()
    one, other = two.person("Ana Vega", seen=days), two.person("Luis Vega", seen=days)
    brief = two.person("Vega", seen=["2003-01-02"])
    assert ruled(two, one, brief) == ruled(two, other, brief) == ("name-in-office", False)


def test_an_office_of_which_there_are_several_tells_nothing(peru: Peru) -> None:
    """Two ministers of one name may sit side by side."""
    full = peru.person("Ana Vega", office="office/pe-minister", seen=["2002-05-01", "2004-06-01"])
    brief = peru.person("Vega", office="office/pe-minister", seen=["2003-01-02"])
    assert ruled(peru, full, brief) == ("name-and-office", False)


def test_on_one_day_one_person_holds_an_office(peru: Peru) -> None:
    """Two accounts of one day mean one though Luis Vega held the office a year later, whether either has more of a name."""
    one, other = (peru.person("Vega", seen=["2003-01-02"]) for _ in range(2))
    full = peru.person("Ana Vega", seen=["2003-01-02"])
    peru.person("Luis Vega", seen=["2004-06-01"])
    assert ruled(peru, one, full) == ruled(peru, other, full) == ("name-in-office", True)
    two = Peru()
    one, other = (two.person("Vega", seen=["2003-01-02"]) for _ in range(2))
    two.person("Luis Vega", seen=["2004-06-01"])
    assert ruled(two, one, other) == ("name-in-office", True)


def test_many_of_whom_only_the_family_name_is_known_are_asked_about_one_by_one(peru: Peru) -> None:
    """Of five on five days four questions make one, though each may be each; with a no, a later match asks the rest."""
    several = [peru.person("Vega", seen=[f"2003-0{month}-02"]) for month in range(1, 6)]
    found = peru.matched()
    assert len(found) == 10
    assert {(c.rule, c.safe) for c in found.values()} == {("name-in-office", False)}
    asked = consistent(found.values(), {})
    assert len(asked) == 4
    assert {end for c in asked for end in c.pair} == set(several)
    again = consistent(found.values(), {(several[0], several[1]): DIFFERENT})
    assert len(again) == 4
    assert (several[0], several[1]) not in {c.pair for c in again}


def test_who_was_in_another_office_too_must_fit_there(peru: Peru) -> None:
    """“Vega” who was foreign minister as well, as Ana Vega never was, may be two: that is asked."""
    full, brief = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"]), peru.person("Vega", seen=["2003-01-02"])
    peru.seat(brief, FM, ["2008-01-01"])
    assert ruled(peru, full, brief) == ("name-in-office", False)
    peru.seat(full, FM, ["2007-01-01", "2008-06-01"])
    assert ruled(peru, full, brief) == ("name-in-office", True)


def test_a_name_that_leaves_a_doubt_is_settled_by_the_office(peru: Peru) -> None:
    """“Ana Vega” and “Rosa Ana Vega” may be two; on days on which both were Prime Minister they are one."""
    days = ["2002-05-01", "2004-06-01"]
    one, other = peru.person("Ana Vega", seen=days), peru.person("Rosa Ana Vega", seen=["2003-01-02"])
    assert ruled(peru, one, other) == ("name-in-office", True)
    two = Peru()
    one, later = two.person("Ana Vega", seen=days), two.person("Rosa Ana Vega", seen=["2005-01-02"])
    assert ruled(two, one, later) == ("near-name", False)


def test_names_that_are_apart_are_not_one_by_an_office(peru: Peru) -> None:
    """Two given names of one family on days of one another: the source may be wrong, and nothing is joined."""
    one = peru.person("Ana Vega", seen=["2002-05-01", "2004-06-01"])
    assert ruled(peru, one, peru.person("Luis Vega", seen=["2003-01-02"])) == ("", False)


def test_a_number_tells_two_apart(peru: Peru) -> None:
    """Tuku IV is not Tuku III, though days of both lie within one another."""
    one, other = peru.person("Tuku III", seen=["2002-05-01", "2004-06-01"]), peru.person("Tuku IV", seen=["2003-01-02"])
    assert ruled(peru, one, other) == ("", False)


def test_a_family_name_alone_is_one_word(peru: Peru) -> None:
    """Particles, numbers and other scripts are none; who has a fuller name does not go by a family name alone."""
    assert all(
        alone(peru.persons[peru.person(*names)]) for names in (("de Vega",), ("Tuku IV",), ("Kishida", "岸田文雄"))
    )
    assert not alone(peru.persons[peru.person("岸田文雄")])
    assert not alone(peru.persons[peru.person("Vega", "Ana Vega")])
    assert not alone(PersonDossier("person/x"))

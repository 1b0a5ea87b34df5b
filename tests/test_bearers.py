"""Whom a family name alone means where a state has one bearer of it: by the days, whatever the office."""

from __future__ import annotations

import itertools

import pytest

from dipgraph.bearers import ONLY_BEARER, borne
from dipgraph.dossiers import PersonDossier
from dipgraph.person_rules import person_candidates

NUMBERS = itertools.count()
ONE, OTHER = "1975-02-18", "1979-01-09"


def person(name: str, *days: str, kind: str = "prime-minister", state: str = "gb", family: str = "") -> PersonDossier:
    """Return a person of a state in an office, seen on some days."""
    found = PersonDossier(f"person/{next(NUMBERS):03}", "records", [name], family or name.rpartition(" ")[2], {state})
    found.offices[kind].append(("", ""))
    found.days = list(days)
    return found


def joined(*persons: PersonDossier) -> set[frozenset[str]]:
    """Return the names of each two that are one because nobody else has the name."""
    by = {one.address: one for one in persons}
    found = borne(person_candidates(persons), by)
    return {
        frozenset(f"{by[end].name} {by[end].days[0][:4]}" for end in c.pair)
        for c in found
        if c.rule == ONLY_BEARER and c.safe
    }


def test_days_between_others_of_the_same_person_are_his_whatever_the_title() -> None:
    """The chairman of December 1989 is who was general secretary before and president after."""
    whole = person("Mikhail S. Gorbachev", "1985-11-16", "1991-11-03", kind="general-secretary", state="su")
    brief = person("Gorbachev", "1989-12-01", kind="chairman", state="su")
    assert joined(whole, brief) == {frozenset(("Mikhail S. Gorbachev 1985", "Gorbachev 1989"))}


def test_who_comes_to_another_office_within_a_year_leads_to_the_year_before() -> None:
    """The Foreign Secretary of 1975 is the Prime Minister of 1976, and so is the Foreign Minister of 1974."""
    first = person("Callaghan", "1974-03-28", kind="foreign-minister")
    second = person("Callaghan", ONE, kind="foreign-secretary")
    whole = person("James Callaghan", "1975-12-01", OTHER)
    assert frozenset(("James Callaghan 1975", "Callaghan 1975")) in joined(first, second, whole)
    assert len(joined(first, second, whole)) == 3
    assert joined(first, whole) == set()


def test_a_child_may_follow_in_the_same_office() -> None:
    """Within a year, and of an office that both have, it is asked; years later it is asked of any."""
    whole = person("Bashar Assad", "2000-09-04", "2010-03-06", kind="president", state="sy")
    assert joined(whole, person("Assad", "2000-03-26", kind="president", state="sy")) == set()
    assert joined(whole, person("Assad", "1997-09-12", kind="vice-president", state="sy")) == set()


@pytest.mark.parametrize(
    ("other", "brief"),
    [
        (("Rifaat Shamir", "1984-01-01"), "Shamir"),
        (("Rifaat Shamir", "1950-01-01"), "Shamir"),
        (None, "Shamirr"),
        (None, "Shamir II"),
        (None, "Yitzhak"),
    ],
)
def test_where_another_may_be_meant_it_is_asked(other: tuple[str, str] | None, brief: str) -> None:
    """Another bearer, of any year, another spelling, a number or a given name: none of them is safe."""
    persons = [person("Yitzhak Shamir", ONE, OTHER), person(brief, "1977-01-01", kind="foreign-minister")]
    if other:
        persons.append(person(*other, kind="minister"))
    assert joined(*persons) == set()


def test_the_bearer_is_of_the_same_state() -> None:
    """One of another state, or a person without a day, is nobody."""
    whole = person("Yitzhak Shamir", ONE, OTHER, state="il")
    assert joined(whole, person("Shamir", "1977-01-01", kind="king")) == set()
    nobody = person("Shamir", kind="king", state="il")
    assert not any(c.safe for c in borne(person_candidates([whole, nobody]), {p.address: p for p in (whole, nobody)}))

"""Journeys of Presidents and Secretaries of State, and visits of foreign leaders, as the Office of the Historian has them.

The folder is one into which the repositories ``travels``, ``visits`` and ``pocom`` of https://github.com/HistoryAtState
were cloned; each that is missing is passed over.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path

from dipgraph.addresses import slug
from dipgraph.assertions import settings
from dipgraph.errors import SourceError
from dipgraph.former_states import former_states
from dipgraph.names import names, words
from dipgraph.pocom import STATE, elements, half_open, in_words, read_missions, read_people, read_positions, said
from dipgraph.records import KIND, Fault, Person, Post, Publisher, Record, Records, Term, with_article
from dipgraph.registry import register

NAME = "historyatstate"
_HISTORY = "https://history.state.gov/departmenthistory"
_PUBLISHER = Publisher(
    "office-of-the-historian-us",
    "Office of the Historian, United States Department of State",
    "agency",
    STATE,
    "Public domain in the United States; CC0 1.0 elsewhere.",
)
_CLONES = ("travels", "visits", "pocom")
_GENERATIONS = frozenset(("Jr", "Sr", "II", "III", "IV"))
_PRESIDENT = Post("president", "President of the United States", STATE, False, f"{_HISTORY}/travels/president")


@register(KIND, NAME)
def read_folder(folder: Path) -> Records:
    """Return what the clones in *folder* have."""
    if not folder.is_dir():
        raise SourceError("no folder: give the one into which travels, visits and pocom were cloned", folder)
    _refuse_a_part(folder)
    found = Records(_PUBLISHER)
    read_people(folder / "pocom" / "people", found)
    read_positions(folder / "pocom" / "positions-principals", found)
    read_missions(folder / "pocom" / "missions-countries", found, territory)
    for key in settings(NAME).get("posts_of_several", ()):
        if key in found.posts:
            found.posts[key] = replace(found.posts[key], several=True)
    keys = _presidents(folder / "travels" / "presidents" / "presidents.xml", found)
    for path in sorted((folder / "travels").glob("*-travels/*.xml")):
        for trip in elements(path).iter("trip"):
            _add(_trip(trip, keys, found), trip, path, found)
    for path in sorted((folder / "visits" / "data").glob("*.xml")):
        for visit in elements(path).iter("visit"):
            _add(_visit(visit, found), visit, path, found)
    return found


def _refuse_a_part(folder: Path) -> None:
    """Raise a SourceError with the folder that is wanted where *folder* is one of the clones, or within one."""
    whole = folder.absolute()
    within = next((up for up in (whole, *whole.parents) if up.name in _CLONES and any(up.rglob("*.xml"))), None)
    if within and not any((folder / name).is_dir() for name in _CLONES):
        raise SourceError(f"is within one of the clones: give the folder that has them, {within.parent}", folder)


def _presidents(path: Path, found: Records) -> dict[str, str]:
    """Put the Presidents among the persons, and their terms among the terms; return under which key each is there.

    The repositories have identifiers of their own: a grandson may have that of the President there. Persons whose names
    end otherwise ("III") are two, and the President has another key.
    """
    keys: dict[str, str] = {}
    # Visits are to the President, also where nobody is known who was.
    found.posts[_PRESIDENT.key] = _PRESIDENT
    if not path.is_file():
        return keys
    terms = []
    for number, element in enumerate(elements(path).iter("president"), start=1):
        printed, name = said(element, "id"), said(element, "name")
        known = found.persons.get(printed)
        key = f"president-{printed}" if known and _generation(known.name) != _generation(name) else printed
        keys[printed] = key
        family = next((w for w in name.split()[::-1] if w.rstrip(".,") not in ("Jr", "Sr")), name)
        given = name.partition(f" {family}")[0]
        found.persons.setdefault(key, Person(key, name, family, given, (), f"{_HISTORY}/travels/president/{printed}"))
        begins, ends = said(element, "took-office-date"), said(element, "left-office-date")
        term = f"president-{element.get('n') or number}"
        terms.append(Term(term, key, _PRESIDENT.key, begins, ends, "", _PRESIDENT.page))
    found.terms += half_open(terms)
    return keys


def _generation(name: str) -> str:
    """Return what the last word of a name tells of the generation, nothing where it is of the name itself."""
    return last if (last := name.rsplit(maxsplit=1)[-1].rstrip(".")) in _GENERATIONS else ""


def _add(record: Record | str, element: ET.Element, path: Path, found: Records) -> None:
    """Put a record among the others, or among the faults why it is none."""
    if isinstance(record, str):
        found.faults.append(Fault("no-record", f"{path.stem} {said(element, 'id') or 'without id'}", record))
        return
    if any_of := [word for word in (record.person,) if word and word not in found.persons]:
        found.faults.append(
            Fault("unknown-person", f"{record.kind} {record.key}", f"is of {any_of[0]}, who is not described")
        )
    found.records.append(record)


def _days(element: ET.Element) -> tuple[dt.date, dt.date] | str:
    """Return first and last day, or why there are none."""
    try:
        first, last = (dt.date.fromisoformat(said(element, f"{name}-date")) for name in ("start", "end"))
    except ValueError:
        return f"its days are {said(element, 'start-date')!r} and {said(element, 'end-date')!r}"
    return (first, last) if first <= last else f"it ends on {last} and starts on {first}"


def _trip(element: ET.Element, presidents: dict[str, str], found: Records) -> Record | str:
    days, key, role = _days(element), said(element, "id"), said(element, "role") or (element.get("role") or "")
    if isinstance(days, str):
        return days
    who, country = element.get("who") or "", element.find("country")
    name = said(element, "country")
    page = f"{_HISTORY}/travels/{role}/{who}#trip-{key}"
    code = country_code((country.get("id") if country is not None else "") or "", name, "trip " + key, found)
    remark, places = said(element, "remarks"), said(element, "locale")
    who = presidents.get(who, who) if role == _PRESIDENT.key else who
    return Record(key, "trip", *days, code, name, remark, role, page, who, said(element, "name"), places=places)


def _visit(element: ET.Element, found: Records) -> Record | str:
    days, key = _days(element), said(element, "id")
    if isinstance(days, str):
        return days
    country, name = element.find("from"), said(element, "from")
    identifier = (country.get("id") if country is not None else "") or ""
    page = f"{_HISTORY}/visits/{identifier}#visit-{key}"
    code = country_code(identifier, name, "visit " + key, found)
    visitor = said(element, "visitor")
    return Record(key, "visit", *days, code, name, said(element, "description"), "president", page, visitor=visitor)


def territory(identifier: str) -> str:
    """Return what a territory of a mission is called, by its identifier, which may end with the year of its own end.

    >>> territory("cote-divoire"), territory("czechoslovakia-1993"), territory("burma")
    ("Côte d'Ivoire", 'Czechoslovakia', 'Burma')
    >>> territory("bahamas"), territory("albania-1946")
    ('the Bahamas', 'Albania (until 1946)')
    """
    said = settings(NAME)
    bare = re.sub(r"-\d{4}$", "", identifier)
    name = said.get("territories", {}).get(identifier) or _names().get(bare.replace("-", "")) or in_words(bare)
    return with_article(name, said.get("with_article", ()))


@cache
def _names() -> dict[str, str]:
    """Return the names of states that are, and were, by their letters alone."""
    known = (*(state.names[0] for state in former_states()), *names().labels.values())
    return {slug(name).replace("-", ""): name for name in known}


def country_code(identifier: str, printed: str, key: str, found: Records) -> str:
    """Return the code of a country, by its name or as the settings have its identifier; nothing where it is no state.

    One that neither knows is among the faults.
    """
    known = settings(NAME).get("countries", {})
    if identifier in known:
        return str(known[identifier] or "")
    for form in (identifier.replace("-", " ").title().replace(" And ", " and "), printed, printed.partition(" (")[0]):
        found_words = words(form)
        end, codes = names().states.at(found_words, 0)
        if len(codes) == 1 and end == len(found_words):
            return codes[0]
    found.faults.append(
        Fault("unknown-country", key, f"names the country {printed!r} ({identifier}), which no vocabulary has")
    )
    return ""

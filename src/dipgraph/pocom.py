"""Principal officers and chiefs of mission as the Office of the Historian publishes them: persons, posts and terms.

The repository is https://github.com/HistoryAtState/pocom: a file a person, a file a position, a file a country.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from dipgraph.errors import SourceError
from dipgraph.records import Fault, Person, Post, Records, Term

PAGES = "https://history.state.gov/departmenthistory/people"
STATE = "US"
# Of the positions those whose holder sits in the cabinet.
_CABINET = frozenset(("secretary",))
_SMALL = frozenset(("ad", "and", "at", "for", "in", "interim", "of", "pro", "tem", "the", "to"))
# What identifiers of ranks leave out or shorten.
_RANKS = {
    "ambassador-e-p": "ambassador-extraordinary-and-plenipotentiary",
    "envoy-extraordinary-minister-plenipotentiary": "envoy-extraordinary-and-minister-plenipotentiary",
}


def elements(path: Path) -> ET.Element:
    """Return the root of an XML file; a SourceError says what is wrong with it, and a document type is refused."""
    try:
        content = path.read_bytes()
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SourceError("it declares a document type, which no record needs: take that out", path)
        return ET.fromstring(content)
    except ET.ParseError as error:
        raise SourceError(f"no XML: {error.msg if hasattr(error, 'msg') else error}", path) from None
    except OSError as error:
        raise SourceError(f"{error.strerror or error}: give a folder that can be read", path) from None


def said(element: ET.Element, name: str) -> str:
    """Return the words of the element *name* within another, on one line.

    >>> said(ET.fromstring("<a><b> two\\n words </b></a>"), "b")
    'two words'
    """
    found = element.find(name)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def read_people(folder: Path, found: Records) -> None:
    """Put the persons of the files below *folder* among the records *found*."""
    for path in sorted(folder.rglob("*.xml")):
        root = elements(path)
        if not (key := said(root, "id")):
            found.faults.append(Fault("no-identifier", path.name, "a person without an identifier"))
            continue
        family, given = said(root, "persName/surname"), said(root, "persName/forename")
        plain = " ".join(re.sub(r"\([^)]*\)?", " ", given).split())
        name = " ".join(part for part in (plain, family, said(root, "persName/genName")) if part)
        others = tuple(" ".join((e.text or "").split()) for e in root.findall("persName/altname"))
        others = tuple(
            dict.fromkeys(o for o in (*others, f"{given} {family}" if given != plain else "") if o and o != name)
        )
        found.persons[key] = Person(key, name, family or name, plain, others, f"{PAGES}/{key}")


def read_positions(folder: Path, found: Records) -> None:
    """Put the posts and terms of the principal officers in *folder* among the records."""
    for path in sorted(folder.glob("*.xml")):
        root = elements(path)
        key, label = said(root, "id"), said(root, "names/singular")
        page = f"{PAGES}/principalofficers/{key}"
        name = label if re.search(r"United States|U\.S\.", label) else f"{label} of the United States"
        if key == "secretary":
            # Its name has "of State" already.
            name = label
        found.posts[key] = Post(key, name, STATE, key in _CABINET, page)
        found.terms += _terms(root.iter("principal"), partial(_fixed, key), page, found)


def read_missions(folder: Path, found: Records, called: Callable[[str], str]) -> None:
    """Put the posts and terms of the chiefs of mission in *folder*, a file a country, among the records.

    *called* gives the name of a territory by its identifier.
    """
    for path in sorted(folder.glob("*.xml")):
        root = elements(path)
        territory = said(root, "territory-id")
        page = f"{PAGES}/chiefsofmission/{territory}"

        def post(element: ET.Element, territory: str = territory, page: str = page) -> str:
            role = said(element, "role-title-id") or "chief-of-mission"
            there = said(element, "contemporary-territory-id") or territory
            key = f"{role}-{there}"
            name = f"{in_words(role)} of the United States to {called(there)}"
            found.posts.setdefault(key, Post(key, name, STATE, False, page))
            return key

        found.terms += _terms(root.iter("chief"), post, page, found)


def _fixed(key: str, _: ET.Element) -> str:
    return key


def _terms(served: Iterator[ET.Element], post: Callable[[ET.Element], str], page: str, found: Records) -> list[Term]:
    """Return the terms of the elements *served*; one without a start and an end was not served, and is among the faults."""
    terms = []
    for element in served:
        key, begins, ends = said(element, "id"), said(element, "started/date"), said(element, "ended/date")
        notes = [said(element, "note"), said(element, "ended/note") and f"End: {said(element, 'ended/note')}"]
        if not begins and not ends:
            why = said(element, "note") or f"appointed on {said(element, 'appointed/date') or 'a day not given'}"
            found.faults.append(Fault("no-days-of-service", key, why))
            continue
        person, note = said(element, "person-id"), " ".join(filter(None, notes))
        terms.append(Term(key, person, post(element), begins, ends, note, page))
    return half_open(terms)


def half_open(terms: list[Term]) -> list[Term]:
    """Return terms that give the last day as those that give the day after it, but where a successor begins on that day."""
    starts = {(t.post, t.begins) for t in terms}
    result = []
    for term in terms:
        ends = term.ends
        if re.fullmatch(r"\d{4}-\d\d-\d\d", ends) and ((term.post, ends) not in starts or ends == term.begins):
            try:
                ends = (dt.date.fromisoformat(ends) + dt.timedelta(1)).isoformat()
            except ValueError:
                ends = term.ends
        result.append(replace(term, ends=ends))
    return result


def in_words(slug: str) -> str:
    """Return an identifier as words.

    >>> in_words("ambassador-e-p"), in_words("charge-daffaires-ad-interim"), in_words("trinidad-and-tobago")
    ('Ambassador Extraordinary and Plenipotentiary', "Chargé d'Affaires ad interim", 'Trinidad and Tobago')
    """
    whole = re.sub(r"-(?=consul-general$)", "-and-", _RANKS.get(slug, slug))
    words = [w if w in _SMALL and n else w.capitalize() for n, w in enumerate(whole.split("-"))]
    return " ".join(words).replace("Charge Daffaires", "Chargé d'Affaires")

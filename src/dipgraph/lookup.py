"""From what people write to the thing they mean: a notation, a label, a name, a date, a short or whole IRI."""

from __future__ import annotations

import pyoxigraph as ox

from dipgraph.appellations import Called, fitting, holders, parted, words
from dipgraph.errors import UsageError
from dipgraph.rows import Rows
from dipgraph.terms import FOLDERS, PREFIXES, expand, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dipgraph.stores import Store

# What the types of a parameter stand for: the class of the things that it may be.
KINDS: dict[str, tuple[str, ...]] = {
    "issue": ("Issue",),
    "state": ("State",),
    "meeting": ("Meeting",),
    "person": ("Person",),
    "office": ("Office",),
    "actor": ("Actor",),
    "document": ("Document",),
    "commitment": ("Commitment",),
    "thing": ("Person", "State", "Meeting", "Issue", "Commitment", "Document"),
}

_ROWS = """
SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?class {{ {classes} }}
  ?kind <http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?class .
  ?thing a ?kind .
  OPTIONAL {{
    ?thing ?property ?label .
    VALUES ?property {{
      <http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/2004/02/skos/core#prefLabel>
      <http://www.w3.org/2004/02/skos/core#altLabel> <{dip}isoCode> <{dip}familyName> <{dip}date> <{dip}action>
    }}
  }}
}}
"""


_BELOW = """
SELECT DISTINCT ?kind WHERE {{
  VALUES ?class {{ {classes} }}
  ?kind <http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?class .
}}
"""


# How near a name must be spelled to be a hint: further ones are those of others.
_NEAR = 0.8
# So many that may be meant are listed.
_LISTED = 6
_OF_PERSONS = ("person", "actor", "thing")
_CALLED = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT DISTINCT ?person ?property ?name WHERE {
  VALUES ?property {
    dip:familyName <http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/2004/02/skos/core#altLabel>
  }
  ?person a dip:Person ; ?property ?name .
}
"""
# What persons are called, and each office with a day on which it was held.
_HELD = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?person ?name ?office ?day WHERE {{
  {{ {persons} ?person a dip:Person ; rdfs:label ?name }}
  UNION {{ {persons} ?held dip:holder ?person ; dip:office ?post . ?post rdfs:label ?office }}
  UNION {{ {persons} ?held dip:holder ?person ; dip:office ?post ; dip:from ?day . ?post rdfs:label ?office }}
  UNION {{ {persons} ?held dip:holder ?person ; dip:office ?post ; dip:until ?day . ?post rdfs:label ?office }}
  UNION {{
    {persons} ?seat dip:participant ?person ; dip:inOffice ?post . ?post rdfs:label ?office .
    ?meeting dip:participation ?seat ; dip:date ?day
  }}
  UNION {{
    {persons} ?seat dip:participant ?person ; dip:inOffice ?post . ?post rdfs:label ?office .
    ?meeting dip:participation ?seat ; dip:earliest ?day
  }}
}}
"""


def find(store: Store, text: str, kind: str = "thing") -> ox.NamedNode:
    """Return the thing of *kind* in *store* that *text* means; a UsageError names the nearest known one, or the choice.

    *text* is an IRI, its short form, the end of it (``2022-05-23-jp-us``, ``ukraine``), a label in any language, a
    family name, an ISO code, or the day of a meeting. Case, accents and the difference of hyphen and space do not count. A
    person is found by names as people say them too, with the office or the state: ``Henry Kissinger``, ``King Hussein``.
    """
    named = expand(text)
    if named is not None and (other := _replaced(store, named)) is not None:
        named = other
    if named is not None and store.query(f"ASK {{ {named} ?p ?o }}"):
        # What is named needs no look at all others.
        if kind == "thing" or _is_one(store, named, kind):
            return named
        things = _known(store, kind)
        raise UsageError(f"{shorten(named.value)} is no {kind}: {_hint(_end(named.value), kind, things)}")
    things = _known(store, kind)
    wanted = _plain(text if named is None else named.value.rsplit("/", 1)[-1])
    exact = [iri for iri, forms in things.items() if wanted in forms[:1]]
    found = exact or sorted(iri for iri, forms in things.items() if wanted in forms)
    if not found and kind in ("meeting", "thing"):
        # A meeting's label has persons and day: the day as people write it, "23 May 2022", is enough.
        meetings = _known(store, "meeting")
        found = sorted(iri for iri, forms in meetings.items() if any(form.endswith(f" {wanted}") for form in forms))
    if not found and named is None and (plain := words(text)):
        found = sorted(iri for iri, forms in things.items() if any(words(form) == plain for form in forms))
        found = found or (
            _persons(store, text) or holders(text, lambda asked: _solutions(store, asked))
            if kind in _OF_PERSONS
            else []
        )
    if len(found) == 1:
        return ox.NamedNode(found[0])
    if found:
        about = _held(store, found[:_LISTED])
        listing = ("; " if any(names for names, _ in about.values()) else ", ").join(
            _told(address, *about[address]) for address in about
        )
        more = " …" if len(found) > _LISTED else ""
        raise UsageError(f"{text!r} may be any of {listing}{more}: name one of them")
    raise UsageError(f"unknown {kind} {text!r}: {_hint(text if named is None else _end(named.value), kind, things)}")


def _persons(store: Store, text: str) -> list[str]:
    """Return the persons who may be called *text*, also with words of an office that they held."""
    known: dict[str, Called] = {}
    for row in _solutions(store, _CALLED):
        called = known.setdefault(row["person"].value, Called())
        if row["property"].value.endswith("familyName"):
            called.family = row["name"].value
        else:
            called.names.append(row["name"].value)
    if found := fitting(text, known):
        return found
    several = parted(text, known)
    held = _held(store, several)
    ranks = {
        address: rank
        for address, (rank, left) in several.items()
        if left <= {word for office, _ in held[address][1] for word in words(office)}
    }
    return sorted(address for address, rank in ranks.items() if rank == min(ranks.values()))


def _held(store: Store, persons: Iterable[str]) -> dict[str, tuple[list[str], list[tuple[str, str]]]]:
    """Return for each of *persons* the names, and the offices, each with a day on which it was held, or none."""
    found: dict[str, tuple[list[str], list[tuple[str, str]]]] = {address: ([], []) for address in persons}
    listed = [*found]
    for at in range(0, len(listed), _ASKED):
        values = " ".join(f"<{address}>" for address in listed[at : at + _ASKED])
        for row in _solutions(store, _HELD.format(persons=f"VALUES ?person {{ {values} }}")):
            names, offices = found[row["person"].value]
            if row["name"] is not None:
                names.append(row["name"].value)
            else:
                offices.append((row["office"].value, row["day"].value if row["day"] is not None else ""))
    return found


def _told(address: str, names: list[str], offices: list[tuple[str, str]]) -> str:
    """Return what may be meant by its address, a person with name, an office and the years before it."""
    labels = [office for office, _ in offices]
    held = max(labels, key=lambda office: (labels.count(office), office), default="")
    years = sorted(day[:4] for office, day in offices if day and office == held)
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    said = ", ".join(part for part in (*names[:1], held, span) if part)
    return f"{said} ({shorten(address)})" if said else shorten(address)


def _replaced(store: Store, named: ox.NamedNode) -> ox.NamedNode | None:
    """Return the name that a thing has instead of *named*, where judgements find that it has several."""
    query = f"SELECT ?other {{ {named} <{PREFIXES['dcterms']}isReplacedBy> ?other }}"
    found = next(iter(_solutions(store, query)), None)
    return found["other"] if found is not None and isinstance(found["other"], ox.NamedNode) else None


def _classes(kind: str) -> str:
    return " ".join(f"<{PREFIXES['dip']}{name}>" for name in KINDS[kind])


def _is_one(store: Store, named: ox.NamedNode, kind: str) -> bool:
    """Say whether a thing is of a *kind*: in two questions, since Virtuoso finds no path of no steps from what is bound."""
    below, own = _BELOW.format(classes=_classes(kind)), f"SELECT DISTINCT ?kind WHERE {{ {named} a ?kind }}"
    kinds = [{str(row["kind"]) for row in _solutions(store, query)} for query in (below, own)]
    return not kinds[1].isdisjoint(kinds[0] | set(_classes(kind).split()))


def _solutions(store: Store, query: str) -> Rows:
    rows = store.query(query)
    assert isinstance(rows, Rows)
    return rows


def _known(store: Store, kind: str) -> dict[str, list[str]]:
    """Return the things of *kind* by IRI, each with the forms it is known by, the end of its IRI first."""
    things: dict[str, list[str]] = {}
    solutions = store.query(_ROWS.format(classes=_classes(kind), dip=PREFIXES["dip"]))
    assert isinstance(solutions, Rows)
    for row in solutions:
        iri = row["thing"].value
        forms = things.setdefault(iri, [_plain(iri.rsplit("/", 1)[-1]), _plain(_end(iri))])
        if row["label"] is not None:
            forms.append(_plain(row["label"].value))
    return things


def _end(iri: str) -> str:
    """Return *iri* without the folder of its kind; that of another namespace stays as it is."""
    folder, _, end = shorten(iri).partition("/")
    return end if folder in FOLDERS else iri


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()


def _hint(text: str, kind: str, things: dict[str, list[str]]) -> str:
    import difflib

    forms = {form: iri for iri, names in things.items() for form in names}
    near = difflib.get_close_matches(_plain(text), list(forms), n=1, cutoff=_NEAR)
    if near:
        return f"did you mean {_end(forms[near[0]])!r}?"
    example = next(iter(sorted(things)), None)
    if kind == "thing":
        return "give the name of a person, state, meeting, issue, commitment or document"
    if example is None:
        return f"there is no {kind} here"
    article = "an" if kind[0] in "aeiou" else "a"
    return f"give the name of {article} {kind}, such as {_end(example)!r}"


# Passages and documents in one query.
_ASKED = 1000
_ADDRESSES_OF = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT ?thing ?address ?quotation ?anchor WHERE {
  VALUES (?thing ?document) { %s }
  ?document dip:address ?address .
  OPTIONAL { ?thing dip:quotation ?quotation }
  OPTIONAL { ?thing dip:anchor ?anchor }
}
"""
_ADDRESSES = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT ?thing ?address ?words WHERE {
  {
    GRAPH ?document { ?thing a dip:Passage ; dip:quotation|dip:anchor ?words }
    ?document dip:address ?address
  } UNION { ?thing dip:address ?address }
}
"""


def addresses(store: Store) -> dict[str, str]:
    """Return the web address to which each passage and document leads, a passage's with its words as a fragment."""
    solutions = store.query(_ADDRESSES)
    assert isinstance(solutions, Rows)
    found = {}
    for row in solutions:
        fragment = "" if row["words"] is None else text_fragment(row["words"].value)
        found[row["thing"].value] = row["address"].value + fragment
    return found


def addresses_of(store: Store, things: Iterable[str]) -> dict[str, str]:
    """Return the web address to which each of *things* leads, passages and documents, as far as they have one."""
    found, several = {}, sorted({*things})
    for at in range(0, len(several), _ASKED):
        pairs = " ".join(f"(<{name}> <{name.partition('#')[0]}>)" for name in several[at : at + _ASKED])
        solutions = store.query(_ADDRESSES_OF % pairs)
        assert isinstance(solutions, Rows)
        for row in solutions:
            words = row["quotation"] or row["anchor"]
            found[row["thing"].value] = row["address"].value + (text_fragment(words.value) if words else "")
    return found


def text_fragment(words: str) -> str:
    """Return the end of an address that makes a browser go to *words*; of many words, the first four and the last four.

    >>> text_fragment("agreed to co-operate")
    '#:~:text=agreed%20to%20co%2Doperate'
    >>> text_fragment("one two three four five six seven eight nine")
    '#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine'
    """
    from urllib.parse import quote

    parts = words.split()
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    return "#:~:text=" + ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)

"""What a page of the web site shows, read from a store: a thing, what was found, what there is."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import pyoxigraph as ox

from dipgraph import lookup
from dipgraph.about import about
from dipgraph.accounts import meeting
from dipgraph.annotated import document
from dipgraph.chronology import issue
from dipgraph.errors import UsageError
from dipgraph.facts import Facts, Link
from dipgraph.judged import graph
from dipgraph.offered import choices, typed
from dipgraph.overview import EXTENT, whole
from dipgraph.people import office, person, state
from dipgraph.promises import commitment
from dipgraph.query import Parameter, Query
from dipgraph.relations import index_of
from dipgraph.said import judged_with
from dipgraph.search import found
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, XSD, shorten
from dipgraph.unknowns import unknown

# So many rows are in a table, and so many are counted; so many judgements are on a page.
SHOWN, COUNTED, JUDGED = 200, 10_000, 20
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")}
# Documents and issues as texts have their names.
_DOCUMENT = re.compile(r"[\w.-]+/\d{4}-[\w-]+")
# A name of one word is one where a clause ends with it, "the war is ukraine": elsewhere it may be a word.
_ISSUE = re.compile(
    r"[a-z0-9]+(?:-[a-z0-9]+)+"
    r"|(?:(?<=\()|(?<=\bis )|(?<=\bor )|(?<=\bare )|(?<=, )|(?<=\btakes )|(?<=\bbeside )|(?<=\bunder ))[a-z0-9]+"
    r"(?=[.;,)]| (?:or|and|alone|beside)\b|$)"
)
_WHOLE = {"commitment": commitment, "document": document, "meeting": meeting, "office": office}


def _body(facts: Facts, thing: str, page: int, is_whole: bool) -> dict[str, Any]:
    """Return what a page of a body shows: what one of a state does, and all that is said of it."""
    return {**state(facts, thing, page, is_whole), **about(facts, thing)}


# Of these a page shows a part of what there is; of some no more than a part is read, unless the whole is asked for.
_PAGED = {"issue": issue, "person": person}
_PARTIAL = {"body": _body, "state": state}


def read(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the page that is *asked* for shows.

    That is the "start", the "ontology", the "names" of all or of a kind, a "thing", what was "found", the "answer" to a
    stored query and the "choices" for it, a "network", or what is "asked" in SPARQL. A UsageError says what is unknown.
    """
    if asked["page"] == "choices":
        return choices(store, asked["name"])
    if asked["page"] == "network":
        from dipgraph.drawn import drawn

        return drawn(store, asked["name"], asked["values"])
    if asked["page"] in ("found", "asked"):
        return found(store, asked) if asked["page"] == "found" else _hinted(store, asked)
    # What follows may be read from the index of the state that is open.
    facts = Facts(store, index_of(store, asked.get("index", "")))
    if asked["page"] == "ontology":
        extent = whole(facts, EXTENT) or {}
        several = [*extent.get("classes", ()), *extent.get("properties", ())]
        counts = {iri: number for iri, number, *_ in several}
        return {"counts": counts, "is_present": extent.get("is_present", True)}
    if asked["page"] == "answer":
        return _answer(facts, asked["name"], asked["values"])
    return _thing(facts, asked) if asked["page"] == "thing" else _ready(facts, asked)


def _answer(facts: Facts, name: str, values: dict[str, list[str]]) -> dict[str, Any]:
    """Return the answer to a stored query, its text with the values in it, and what may be chosen for its parameters."""
    query, store = Query.named(name), facts.store
    text = query.bind(store, **values)
    given = [told for parameter in query.parameters if (told := _given(store, parameter, values.get(parameter.name)))]
    found = _in_words(facts, _asked(store, text))
    asked = {link["name"] for one in given if len(one["links"]) == 1 for link in one["links"]}
    found = _without_what_was_asked(found, asked)
    hint = "" if found["number"] else query.contradicted(values)
    return {**found, "text": text, "choices": choices(store, name), "given": given, "hint": hint}


def _in_words(facts: Facts, found: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as people read it: each thing by its label, and no column beside it with the same.

    Which columns are left out is "called": for the column of the things that of what they are called.
    """
    columns, rows = found["columns"], [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    called = {
        thing: label
        for label in columns
        if (thing := _thing_of(label, columns))
        and all(row[thing].get("type") == "uri" or not row[label] for row in rows)
    }
    for row in rows:
        for column, cell in row.items():
            row[column] = _labelled(facts, cell, row[called[column]].get("value", "") if column in called else "")
            if cell.get("type") == "text" and _DOCUMENT.search(cell["value"]):
                row[column] = {**cell, "pieces": _linked(facts, cell["value"], _DOCUMENT, "document")}
    shown = [column for column in columns if column not in called.values()]
    return {**found, "columns": shown, "rows": [[row[column] for column in shown] for row in rows], "called": called}


def _without_what_was_asked(found: dict[str, Any], asked: set[str]) -> dict[str, Any]:
    """Return an answer without the columns in which every row has one of the things that were *asked* for by name.

    They are "same", by column: the cell of all rows. One column stays in any case.
    """
    columns, rows = found["columns"], found["rows"]
    same = {
        column: first
        for column, first, *others in (zip(columns, *rows, strict=True) if rows else ())
        if first.get("type") == "uri"
        and shorten(first["value"]) in asked
        and all(cell.get("value") == first["value"] for cell in others)
    }
    shown = [place for place, column in enumerate(columns) if column not in same] or [0]
    same = {column: cell for column, cell in same.items() if columns.index(column) not in shown}
    kept = {"columns": [columns[place] for place in shown], "rows": [[row[place] for place in shown] for row in rows]}
    return {**found, **kept, "same": same}


def _linked(facts: Facts, text: str, names: re.Pattern[str], kind: str) -> list[Link]:
    """Return a *text* in pieces, where it has *names* of things of a *kind* their links; a document by what sort it is."""
    pieces, last = [], 0
    for name in names.finditer(text):
        link = facts.link(f"{BASE}{kind}/{name[0]}")
        if link["label"] != link["name"]:
            label = link["label"].partition(": ")[0] if kind == "document" else link["label"]
            pieces += [{"name": "", "label": text[last : name.start()]}, {**link, "label": label}]
            last = name.end()
    return [*pieces, {"name": "", "label": text[last:]}]


def _thing_of(column: str, columns: list[str]) -> str:
    """Return the column of the things whose labels stand in a *column*, if it is one of labels."""
    before = columns[columns.index(column) - 1]
    thing = {"label": before, "action": "commitment"}.get(column, column.removesuffix("_label"))
    return thing if thing in columns and thing != column else ""


def _is_part(cell: dict[str, str]) -> bool:
    return "#" in cell["value"] and not cell["value"].startswith(DIP)


def _given(store: Store, parameter: Parameter, values: list[str] | None) -> dict[str, Any] | None:
    """Return with which values a query is asked for a parameter, and whether these are no more than what is in its file."""
    used = values or ([parameter.example] if parameter.example else [])
    if not used:
        return None
    links, is_known = [{"name": "", "label": value} for value in used], True
    if parameter.type in lookup.KINDS:
        try:
            links = [Facts(store).link(lookup.find(store, value, parameter.type).value) for value in used]
        except UsageError:
            # The one in the file may be none of this graph; then nothing is found, and it cannot be asked for by name.
            is_known = False
    example = "" if values or not is_known else parameter.example
    chosen = typed(links[-1]["name"], parameter.type) if links[-1]["name"] else ""
    return {"name": parameter.name, "links": links, "is_example": not values, "example": example, "chosen": chosen}


def _hinted(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a question of one's own, in which things of the graph have their labels.

    Where it has no rows, the hints tell which names in it the graph does not know.
    """
    answer, facts = _asked(store, asked["name"]), Facts(store, index_of(store, asked.get("index", "")))
    rows = [[_labelled(facts, cell) for cell in row] for row in answer["rows"]]
    return {**answer, "rows": rows, "hints": [] if answer["number"] else unknown(store, asked["name"])}


def _labelled(facts: Facts, cell: dict[str, Any], own: str = "") -> dict[str, Any]:
    """Return a cell with what the thing is called whose address it has: its *own* label in the answer, or else in the graph.

    A part of a document is called by the document, and what is no thing of the graph is as it was.
    """
    if cell.get("type") != "uri" or not cell["value"].startswith(BASE):
        return cell
    label = own or facts.label(cell["value"].partition("#")[0] if _is_part(cell) else cell["value"])
    return {**cell, "label": label, "is_called": bool(own)}


def _asked(store: Store, text: str) -> dict[str, Any]:
    """Return an answer as a table of at most SHOWN rows: the triples of a graph, the rows of a table, or yes and no."""
    answer = store.query(text)
    if isinstance(answer, ox.QueryBoolean):
        return {"columns": [], "rows": [], "number": 1, "is_more": False, "truth": bool(answer), "is_graph": False}
    is_graph = isinstance(answer, ox.QueryTriples)
    if isinstance(answer, ox.QueryTriples):
        columns, cells = ["subject", "predicate", "object"], ([t.subject, t.predicate, t.object] for t in answer)
    else:
        columns = [variable.value for variable in answer.variables]
        cells = ([row[column] for column in columns] for row in answer)
    rows = [[_cell(cell) for cell in row] for row in islice(cells, SHOWN)]
    number = len(rows) + sum(1 for _ in islice(cells, COUNTED - SHOWN))
    # Of a whole graph it would take half a minute to count all.
    is_more = next(cells, None) is not None
    shown = {"columns": columns, "rows": rows, "number": number, "is_more": is_more}
    return {**shown, "truth": None, "is_graph": is_graph}


def _cell(term: Any) -> dict[str, str]:
    if term is None:
        return {}
    sort = "uri" if isinstance(term, ox.NamedNode) else "text"
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        sort = "number"
    cell = {"type": sort, "value": getattr(term, "value", str(term))}
    language = getattr(term, "language", None)
    return {**cell, "language": language} if language else cell


class Missing(UsageError):
    """There is no such thing, or no such page of it."""


def _ready(facts: Facts, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the start, the names of all, or those of a kind, of which a page is asked for by its number."""
    name, page = asked.get("name", ""), asked["page"]
    found = whole(facts, f"{page}/{name}/{asked['number']}" if name else page)
    if found is None and not name:
        # Whoever asks for it within dipgraph is wrong.
        raise KeyError(page)
    if found is None:
        raise Missing(f"there is no page {asked['number']} of names of the kind {name!r}: begin at /names")
    return found


def _thing(facts: Facts, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what there is to say of a thing of one of the KINDS; of long lists the page that is *asked* for.

    A Missing says that there is no such thing, or no such page.
    """
    name, number = asked["name"], asked["number"]
    iri = BASE + name
    if "/" not in name:
        return _graph(facts, iri, number)
    said = facts.of(iri)
    if not said:
        raise Missing(f"there is no {name}: look for it with other words")
    kind = name.partition("/")[0]
    types = [value.value for value in said.get("rdf:type", ()) if shorten(value.value).startswith("dip:")]
    thing: dict[str, Any] = {"label": facts.label(iri), "iri": iri, "name": shorten(iri), "kind": kind}
    thing["sort"] = facts.label(types[0]) if types else kind
    thing["class"] = shorten(types[0]) if types else ""
    several = judged_with(facts, iri)
    thing |= {"judgements": several[:JUDGED], "judged_with": len(several)}
    if kind in _PAGED or kind in _PARTIAL:
        if kind in _PARTIAL:
            found = _PARTIAL[kind](facts, iri, number, asked.get("whole", False))
        else:
            found = _PAGED[kind](facts, iri, number)
        if number > found["pages"]:
            raise Missing(f"{name} has {found['pages']:,} pages: take one of them")
        if kind == "issue":
            found["noted"] = _linked(facts, found["note"], _ISSUE, "issue")
        return {**thing, **found}
    return {**thing, **_WHOLE.get(kind, about)(facts, iri)}


def _graph(facts: Facts, iri: str, number: int) -> dict[str, Any]:
    """Return what a page of a graph that is no document shows; a Missing says that there is no such graph or page."""
    found = graph(facts, iri, number)
    name = shorten(iri)
    if number > found["pages"]:
        told = (
            f"{name} has {found['pages']:,} pages: take one of them"
            if found["pages"]
            else f"there is no {name}: look for it with other words"
        )
        raise Missing(told)
    named = {"label": name.capitalize(), "iri": iri, "name": name, "kind": "graph", "sort": "graph", "class": ""}
    return {**named, "judgements": [], "judged_with": 0, **found}

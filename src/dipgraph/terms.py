"""Names of the graph: its namespaces, and the way between an IRI and the short form that people type."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from dipgraph.errors import UsageError

BASE = "https://w3id.org/dipgraph/"
DIP = BASE + "ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

FOLDERS = ("act", "body", "commitment", "document", "issue", "meeting", "office", "person", "series", "state", "tenure")
PREFIXES: dict[str, str] = {
    "dip": DIP,
    **{folder: f"{BASE}{folder}/" for folder in FOLDERS},
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}

_PARTIAL_DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"


def shorten(iri: str) -> str:
    """Return *iri* as people write it: ``meeting/2022-05-23-jp-us``, ``dip:fulfils``, else unchanged.

    >>> shorten("https://w3id.org/dipgraph/issue/ukraine"), shorten("http://www.w3.org/2004/02/skos/core#Concept")
    ('issue/ukraine', 'skos:Concept')
    """
    if iri.startswith(BASE) and not iri.startswith(DIP):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def is_of_graph(name: str) -> bool:
    """Say whether a short *name* is that of a thing in a graph that is no document, where it stands.

    >>> is_of_graph("findings#f119"), is_of_graph("document/mofa-jp/2022-05-23-us#s1"), is_of_graph("urn:a#b")
    (True, False, False)
    """
    graph, mark, part = name.partition("#")
    return bool(mark and part and graph.replace("-", "").replace("_", "").isalnum() and graph.isascii())


def expand(name: str) -> NamedNode | None:
    """Return the IRI that *name* stands for: a whole IRI, ``meeting/…``, ``meeting:…`` or ``dip:…``; None if it is none.

    >>> expand("state/jp")
    <NamedNode value=https://w3id.org/dipgraph/state/jp>
    >>> expand("Hayashi") is None
    True
    """
    if name.startswith(("http://", "https://")):
        iri = name
    elif (name.partition("/")[0] in FOLDERS and "/" in name) or is_of_graph(name):
        iri = BASE + name
    elif name.partition(":")[0] in PREFIXES and ":" in name:
        prefix, _, local = name.partition(":")
        iri = PREFIXES[prefix] + local
    else:
        return None
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def day(text: str, widen: str | None = None) -> Literal:
    """Return *text* as an unzoned xsd:date; a year or month is widened to its "first" or "last" day where that is asked.

    >>> day("2022-02", "last")
    <Literal value=2022-02-28 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#date>>
    """
    import calendar
    import datetime as dt
    import re

    match = re.fullmatch(_PARTIAL_DATE, text)
    if match is None or (widen is None and match[3] is None):
        form = "YYYY-MM-DD" if widen is None else "YYYY-MM-DD, YYYY-MM or YYYY"
        raise UsageError(f"{text!r} is no date: write {form}")
    last = widen == "last"
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        end = calendar.monthrange(year, month)[1] if last else 1
        value = dt.date(year, month, int(match[3] or end))
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(f"{text!r} is no day of the calendar: write an existing date such as 2022-05-23") from None
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))

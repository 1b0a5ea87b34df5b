"""What a release says to who opens its folder: what is in it, how it is cited, checked and loaded."""

from __future__ import annotations

from dipgraph.edition import Edition


def read_me(edition: Edition) -> str:
    """Return the text in Markdown."""
    contents, census = edition.contents, edition.census
    largest = sorted(contents.publishers.values(), key=lambda documents: (-len(documents), documents[0].publisher))
    publishers = [f"| {_cell(documents[0].publisher)} | {len(documents):,} |" for documents in largest]
    counts = {
        "statements (a triple in a named graph)": census.statements,
        "different triples": census.triples,
        "named graphs": len(edition.graphs),
        "documents": len(contents.documents),
        "meetings": contents.meetings,
        "classes in use": len(census.classes),
        "properties in use": len(census.properties),
    }
    lines = [f"# {_cell(edition.title)}", "", _cell(edition.description), ""]
    lines += [f"Version {edition.version}, {edition.day}." + (f" <{edition.address}>" if edition.address else "")]
    lines += ["", "## To cite it", "", _cell(edition.citation), "", "## What is in it", ""]
    lines += ["| | |", "| --- | ---: |", *(f"| {words} | {number:,} |" for words, number in counts.items()), ""]
    if publishers:
        lines += ["| publisher | documents |", "| --- | ---: |", *publishers, ""]
    lines += ["| file | what it is |", "| --- | --- |", *(f"| {name} | {words} |" for name, words in _FILES), ""]
    lines += [_LICENCE if edition.licence else _NO_LICENCE, "", _USE]
    return "\n".join(lines)


_FILES = (
    ("`graph.nq.gz`", "the graph as canonical N-Quads (RDFC-1.0): the form that has the digest above once unpacked"),
    ("`graph.trig.gz`, `graph.jsonld`", "the same as TriG and as JSON-LD"),
    (
        "`ontology.html`",
        "every term, with its definition, its shapes, and an example from this graph; opens in a browser",
    ),
    ("`ontology/`", "the ontology, its vocabularies, shapes, alignments and context"),
    (
        "`queries/`",
        "the stored queries in SPARQL, which run as they stand; `queries.ttl` has them for SHACL processors",
    ),
    ("`void.ttl`", "numbers by class, property, publisher and graph (VoID), with a digest of each graph"),
    ("`dcat.ttl`", "the entry for a catalogue of data sets (DCAT 3)"),
    ("`ro-crate-metadata.json`", "each file, and each document that was encoded (RO-Crate 1.1)"),
    ("`SHA256SUMS`", "the digests of the files"),
)
_LICENCE = """The licence of the data, and what it does not cover, is in `LICENSE`; that of the queries and the shapes in
`LICENSE-APACHE`."""
_NO_LICENCE = "No licence of the data is stated. That of the queries and the shapes is in `LICENSE-APACHE`."
_USE = """## To check it

```sh
sha256sum --check SHA256SUMS
gzip -dc graph.nq.gz | sha256sum
```

## To load it

The queries ask the union of the named graphs. With dipgraph:

```sh
dipgraph load --store graph.db graph.nq.gz
dipgraph query recurring-issues --store graph.db
```

Without it, in Python:

```python
import gzip
import pyoxigraph

store = pyoxigraph.Store()
with gzip.open("graph.nq.gz") as file:
    store.bulk_load(file, format=pyoxigraph.RdfFormat.N_QUADS)
with open("queries/recurring-issues.rq", encoding="utf-8") as file:
    for row in store.query(file.read(), use_default_graph_as_union=True):
        print(row)
```
"""


def _cell(text: str) -> str:
    """Return *text* on one line, such that Markdown takes no part of it for a sign or for HTML."""
    signs = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
    return " ".join(text.split()).translate(signs)

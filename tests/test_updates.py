"""What an update may say, which graphs it can change, and the cases of the W3C suite for updates."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dipgraph.changes import DEFAULT, updating
from dipgraph.errors import UsageError
from dipgraph.guard import MOST_DEPTH
from dipgraph.updates import MOST_BYTES, checked

BASE = "http://example.org/base"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@pytest.mark.parametrize(
    ("update", "graphs"),
    [
        ("INSERT DATA { GRAPH <g> { <s> <p> <o> } }", {"http://example.org/g"}),
        ("INSERT DATA { <s> <p> <o> }", set()),
        ("PREFIX : <http://a/> INSERT DATA { GRAPH :x.y { :s :p 1 } GRAPH :z {} }", {"http://a/x.y", "http://a/z"}),
        ("BASE <http://b/> PREFIX x: <c/> CLEAR GRAPH x:y", {"http://b/c/y"}),
        (
            "WITH <http://a/> DELETE { ?s ?p 1 } INSERT { GRAPH <http://b/> { ?s ?p 2 } } WHERE { GRAPH ?g { ?s ?p 1 } }",
            {"http://a/", "http://b/"},
        ),
        ("copy <http://a/> to <http://b/> ; drop silent graph <http://c/>", {f"http://{x}/" for x in "abc"}),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("DELETEWHERE{GRAPH?g{?s ?p ?o}}", None),
        ("CLEAR ALL", None),
        ("DROP NAMED", None),
        ("PREFIX e: <http://e/> CLEAR GRAPHe:x", None),
        ("PREFIX e: <http://e/> WITHe:x DELETE { ?s ?p ?o } WHERE {}", None),
        ("PREFIX : <http://e/> PREFIX graph: <http://g/> COPY graph:a TO :b", None),
        ("PREFIX : <http://e/> PREFIX GRAPH: <http://g/> INSERT DATA { GRAPH:a { :s :p :o } }", None),
        ("PREFIX a: <http://a/> CLEAR GRAPH a:x ; PREFIX a: <http://b/> CLEAR GRAPH a:x", None),
        ("CLEAR GRAPH undeclared:x", None),
        ("INSERT { GRAPH <http://a/> { ?s ?p trueGRAPH ?g { } } } WHERE {}", None),
        ("} INSERT DATA { GRAPH <http://a/> { } }", None),
    ],
)
def test_graphs_that_can_change(update: str, graphs: set[str] | None) -> None:
    """Where every graph that is written to is named, these are known; where it cannot be told, it may be any."""
    assert checked(update, BASE).graphs == graphs


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1/>",
        "load silent <file:///etc/passwd> into graph <http://a/>",
        "LOADSILENT<http://127.0.0.1/>",
        "PREFIX e: <http://e/> LOADe:x",
        "CLEAR ALL;LOAD#c\n<http://127.0.0.1/>",
        "INSERT DATA { <a:a> <a:a> 'x' } ; LOAD <http://127.0.0.1/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT ?x { ?s ?p ?o } }",
        "PREFIX e: <http://e/> INSERT { ?s ?p ?o } WHERE { serviceSilente:x { ?s ?p ?o } }",
    ],
)
def test_what_reaches_out_is_refused(update: str) -> None:
    """However it is written, an update that fetches or asks elsewhere is refused."""
    with pytest.raises(UsageError, match=r"^(LOAD|SERVICE) is refused"):
        checked(update, BASE)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://a/LOAD> <http://a/SERVICE> 'LOAD <x> SERVICE' }",
        "# LOAD <http://a/>\nCLEAR ALL",
        "PREFIX l: <http://a/> INSERT DATA { l:LOAD l:load _:LOAD } ; DELETE { ?load ?service 1 } WHERE {}",
        "PREFIX load: <http://a/> INSERT DATA { load:a load:b load:c }",
    ],
)
def test_word_that_only_looks_like_it(update: str) -> None:
    """What stands in strings, names and comments is no keyword; a prefix of that name is one too many."""
    if "PREFIX load:" in update:
        with pytest.raises(UsageError, match="a prefix may not be called so either"):
            checked(update, BASE)
    else:
        assert checked(update, BASE).text == update


def test_graphs_of_a_request() -> None:
    """The graphs that a request names stand before each WHERE; an update that names some too is refused."""
    update = "DELETE { ?s ?p 1 } WHERE { { SELECT * WHERE { ?s ?p 1 } } } ; DELETE WHERE { ?s ?p 2 }"
    assert checked(update, BASE, ["http://a/"], ["http://b/"]).text == (
        "DELETE { ?s ?p 1 }  USING <http://a/> USING NAMED <http://b/> WHERE { { SELECT * WHERE { ?s ?p 1 } } } ; "
        "DELETE { ?s ?p 2 } USING <http://a/> USING NAMED <http://b/> WHERE { ?s ?p 2 }"
    )
    for named in (
        "WITH <http://a/> DELETE { ?s ?p 1 } WHERE {}",
        "DELETE { ?s ?p 1 } USING <http://a/> WHERE {}",
        "PREFIX e: <http://e/> DELETE { ?s ?p 1 }USINGe:x WHERE {}",
        "DELETEWHERE{ ?s ?p 1 }",
    ):
        with pytest.raises(UsageError, match="name them once"):
            checked(named, BASE, ["http://a/"])
    with pytest.raises(UsageError, match="write the whole name"):
        checked(update, BASE, ["no name"])


def test_depth_and_size() -> None:
    """An update may nest so deep and be so long, and no more; strings end."""
    with pytest.raises(UsageError, match="nests more than"):
        checked("DELETE {} WHERE " + "{" * (MOST_DEPTH + 1), BASE)
    with pytest.raises(UsageError, match="send graphs to /graphs"):
        checked("CLEAR ALL #" + "a" * MOST_BYTES, BASE)
    with pytest.raises(UsageError, match="does not end"):
        checked("INSERT DATA { <a:a> <a:a> 'x }", BASE)


@pytest.mark.parametrize(
    "piece", ["{", "}", "'", '"""', "GRAPH ", "GRAPH :a", "<", "WHERE{}", "DELETE WHERE {} ", "LOA"]
)
def test_reading_takes_little_time(piece: str) -> None:
    """Whatever is sent, it is read in a few seconds at most."""
    begun = time.process_time()
    with contextlib.suppress(UsageError):
        checked(piece * (500_000 // len(piece)), BASE)
    assert time.process_time() - begun < 5


def _store(graph: rdflib.Graph, node: rdflib.term.Node | None) -> ox.Store:
    """Return a store with what an action or a result has: the default graph as dipgraph keeps it, and the named ones."""
    store = ox.Store()
    named = [(DEFAULT, file) for file in graph.objects(node, UT.data)]
    for listed in graph.objects(node, UT.graphData):
        files = [*graph.objects(listed, UT.graph), *graph.objects(listed, UT.data)]
        named += [(ox.NamedNode(str(graph.value(listed, rdflib.RDFS.label))), file) for file in files]
    for name, file in named:
        path = str(file).removeprefix("file://")
        store.load(path=path, to_graph=name, base_iri=str(file), format=ox.RdfFormat.TURTLE)
    return store


def _content(store: ox.Store) -> dict[str, str]:
    """Return the content of each graph that has some, in canonical form."""
    found = {}
    for name in store.named_graphs():
        quads = ox.Dataset(store.quads_for_pattern(None, None, None, name))
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        if len(quads):
            found[str(name)] = "\n".join(sorted(map(str, quads)))
    return found


def test_cases_of_the_suite(material: Path) -> None:
    """Each case of the W3C suite for updates has the result that it expects, and changes no graph but those that it can;

    those that LOAD are refused.
    """
    run = refused = 0
    for manifest in sorted((material / "suites/rdf-tests/sparql/sparql11").glob("*/manifest.ttl")):
        graph = rdflib.Graph().parse(manifest)
        cases = {
            *graph.subjects(rdflib.RDF.type, MF.UpdateEvaluationTest),
            *graph.subjects(rdflib.RDF.type, UT.UpdateEvaluationTest),
        }
        for case in sorted(cases, key=str):
            action = graph.value(case, MF.action)
            text = Path(str(graph.value(action, UT.request)).removeprefix("file://")).read_text(encoding="utf-8")
            if re.search(r"\bLOAD\b", text):
                with pytest.raises(UsageError, match="LOAD is refused"):
                    checked(text, BASE)
                refused += 1
                continue
            before, store = _content(_store(graph, action)), _store(graph, action)
            update = checked(text, BASE)
            change = updating(update.text, BASE, update.graphs)
            changed = change(store)
            after = _content(store)
            assert after == _content(_store(graph, graph.value(case, MF.result))), case
            differ = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
            assert changed is None or differ <= {f"<{name}>" for name in changed}, case
            run += 1
    assert (run, refused) == (92, 2)

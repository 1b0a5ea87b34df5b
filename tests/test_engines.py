"""The engines: pyshacl and shifty find the same, in the data and in the suite of W3C but for the cases that are named."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, engines, shacl, shipped
from dipgraph.errors import UsageError
from dipgraph.judge import is_judgement, is_reference
from dipgraph.shacl import Found, Result, Shapes, Term, Triples
from dipgraph.terms import RDF, SH
from dipgraph.validate import validate

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from generate import generate

HERE = Path(__file__).parent
FILES = sorted((HERE / "invalid").glob("*.ttl")) + sorted((HERE / "valid").glob("*.ttl"))
MATERIAL = os.environ.get("DIPGRAPH_MATERIAL")
CASES = 121
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "http://www.w3.org/ns/shacl-test#"
# The cases of the suite that do not pass, with what is in the way.
UNIQUE = 'sh:uniqueLang "1"^^xsd:boolean counts as true, where the suite wants the literal true alone'
MISSED = {
    "pyshacl": {
        "core/property/uniqueLang-002": UNIQUE,
        "sparql/node/prefixes-001": "prefixes that sh:prefixes reaches by owl:imports are not declared",
        "sparql/pre-binding/shapesGraph-001": "$shapesGraph is not supported",
    },
    "shifty": {
        "core/property/uniqueLang-002": UNIQUE,
    },
}


@pytest.fixture(scope="module")
def both(shipped_dataset: Dataset) -> dict[str, shacl.Engine]:
    """Return both engines, with the reference data that comes with dipgraph."""
    reference = [t for graph in shipped_dataset.graphs if is_reference(graph) for t in graph.triples]
    return {name: engines.engine(name, reference) for name in ("pyshacl", "shifty")}


def _order(result: Result) -> tuple[str, ...]:
    return tuple(str(value) for value in vars(result).values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_engines_find_the_same_in_a_file_with_a_fault(file: Path, both: dict[str, shacl.Engine]) -> None:
    """Each file of tests/invalid and tests/valid has the same results, in every part, by both engines."""
    (graph,) = Dataset.read(file, vocabularies=False).graphs

    one, other = (sorted(both[name].check(graph.triples), key=_order) for name in ("pyshacl", "shifty"))

    assert one == other


def test_both_engines_find_the_same_in_broken_data(shipped_dataset: Dataset, both: dict[str, shacl.Engine]) -> None:
    """In documents of the shipped data that lose a statement, one after another, both engines find the same."""
    documents = [g for g in shipped_dataset.graphs if not is_reference(g) and not is_judgement(g)][::9]
    found = 0
    for graph in documents:
        for lost in range(7, len(graph.triples), 41):
            triples = graph.triples[:lost] + graph.triples[lost + 1 :]
            one, other = (sorted(both[name].check(triples), key=_order) for name in ("pyshacl", "shifty"))

            assert one == other
            found += len(one)
    assert found


def test_judgements_are_seen_with_all_documents(shipped_dataset: Dataset) -> None:
    """What findings say of documents is found alike by both engines, also where a document is missing."""
    files = [graph for graph in shipped_dataset.graphs if not graph.path.match("mofa-jp/2021-11-13-us.ttl")]
    missing = Dataset(tuple(files))
    judgements = Dataset(tuple(graph for graph in files if not is_reference(graph) and is_judgement(graph)))

    one, other = (validate(judgements, missing, engine=name) for name in ("pyshacl", "shifty"))

    assert {finding.rule.partition(":")[0] for finding in one.findings} >= {"dips"}
    assert one == other


def test_engines_find_the_same_planted_faults(tmp_path: Path) -> None:
    """In generated data with a fault of every kind in turn, both engines find the same, and something in each file."""
    planted = generate(tmp_path / "data", 60, faults=30)
    dataset = Dataset.read(tmp_path / "data")
    one, other = (validate(dataset, engine=name) for name in ("pyshacl", "shifty"))

    assert one == other
    assert {fault.path for fault in planted} <= {finding.path for finding in one.findings}


def test_literals_are_taken_as_they_are_written(both: dict[str, shacl.Engine]) -> None:
    """A day with a zone reaches either engine as it stands in the file."""
    (graph,) = Dataset.read(HERE / "invalid" / "Assessment-asOf-zoned.ttl", vocabularies=False).graphs
    said = [t.object for t in graph.triples if t.predicate.value.endswith("#asOf")]
    written = [term.value for term in said if isinstance(term, ox.Literal)]
    for engine in both.values():
        assert [result.value for result in engine.check(graph.triples)] == written


def test_unknown_engine() -> None:
    """An engine that there is not is named with the nearest that there is."""
    with pytest.raises(UsageError, match="unknown engine 'shifti': did you mean 'shifty'"):
        engines.chosen("shifti")


def test_automatic_engine_is_the_fast_one() -> None:
    """Where shifty is installed, it is taken, and says its version."""
    assert engines.chosen() == "shifty"
    assert engines.version("shifty").startswith("shifty 0.")
    assert engines.version("pyshacl").startswith("pyshacl 0.")


def test_missing_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where shifty is not installed, pyshacl is taken, and asking for shifty is an error with its cure."""
    monkeypatch.setitem(sys.modules, "shifty", None)

    assert engines.chosen() == "pyshacl"
    with pytest.raises(UsageError, match=re.escape("pip install 'dipgraph[fast]'")):
        engines.chosen("shifty")


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:sparql [ sh:select "SELECT $this WHERE {{{" ]',
        'sh:sparql [ sh:select "SELECT $this WHERE { $this no:prefix ?x }" ]',
        "sh:property [ sh:path [ ex:no ex:path ] ; sh:minCount 1 ]",
    ],
)
@pytest.mark.parametrize("name", ["pyshacl", "shifty"])
def test_shapes_that_are_not_well_formed(name: str, constraint: str) -> None:
    """What an engine has against shapes is told, with the cause behind it, whatever kind of error it raised."""
    head = f"@prefix sh: <{SH}> . @prefix ex: <https://example.org/> ."
    shape = f"{head} ex:shape a sh:NodeShape ; sh:targetClass ex:Class ; {constraint} ."
    data = f"{head} ex:thing a ex:Class ."
    parsed = (tuple(q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)) for text in (data, shape))
    with pytest.raises(UsageError, match=f"{name} cannot check by these shapes .*: correct them") as told:
        engines.report(name, *parsed)
    assert told.value.__cause__ is not None


def test_long_text_does_not_stall_a_pattern(both: dict[str, shacl.Engine]) -> None:
    """An anchor of a hundred thousand letters or spaces, where a pattern might try every way, is refused at once."""
    (graph,) = Dataset.read(HERE / "invalid" / "Passage-anchor-nine-words.ttl", vocabularies=False).graphs
    for text in ("a" * 100_000, "a " * 50_000 + "!", " " * 100_000):
        anchored = [
            ox.Triple(t.subject, t.predicate, ox.Literal(text, language="en"))
            if t.predicate.value.endswith("#anchor")
            else t
            for t in graph.triples
        ]
        began = time.perf_counter()
        one, other = (both[name].check(anchored) for name in ("pyshacl", "shifty"))

        assert one == other != []
        assert time.perf_counter() - began < 20


def _cases() -> Iterator[tuple[str, Path, Shapes, Term]]:
    assert MATERIAL
    root = Path(MATERIAL) / "suites" / "data-shapes" / "data-shapes-test-suite" / "tests"
    for file in sorted(root.rglob("*.ttl")):
        suite = Shapes(_read(file))
        for node, said in suite.said.items():
            if ox.NamedNode(_SHT + "Validate") in said.get(RDF + "type", ()):
                yield str(file.relative_to(root).with_suffix("")), file, suite, node


def _read(file: Path) -> tuple[ox.Triple, ...]:
    quads = ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())
    return tuple(quad.triple for quad in quads)


def _compared(found: Found) -> tuple[str, ...]:
    """Return what the suite compares of a result; blank nodes count as one, since their labels are not kept."""
    terms = (found.focus, found.path, found.value, found.component, found.severity)
    return tuple("_:" if isinstance(term, ox.BlankNode) else str(term) for term in terms)


def _fails(engine: str, suite: Shapes, node: Term) -> bool:
    """Say whether *engine* does not answer a case as the suite has it."""
    said = suite.said[node]
    action = suite.said[said[_MF + "action"][0]]
    data, shapes = (_named(action[_SHT + name][0]) for name in ("dataGraph", "shapesGraph"))
    read = _read(data)
    expected = said[_MF + "result"][0]
    try:
        conforms, found = engines.report(engine, read, read if shapes == data else _read(shapes))
    except UsageError:
        return expected != ox.NamedNode(_SHT + "Failure")
    if expected == ox.NamedNode(_SHT + "Failure"):
        return True
    report: Triples = [t for t in suite.triples if t.subject == expected or t.predicate.value != SH + "result"]
    wanted = sorted(map(_compared, shacl.read_report(report)))
    right = conforms == (suite.said[expected]["conforms"][0] == ox.Literal(True))
    return not right or sorted(map(_compared, found)) != wanted


def _named(term: Term) -> Path:
    assert isinstance(term, ox.NamedNode)
    return Path(term.value.removeprefix("file://"))


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore:Qualified")
@pytest.mark.parametrize("engine", MISSED)
def test_suite_of_w3c(engine: str) -> None:
    """Each engine passes the suite of SHACL but for the cases that are named, and fails those."""
    if not MATERIAL or not (Path(MATERIAL) / "suites" / "data-shapes").is_dir():
        pytest.skip("DIPGRAPH_MATERIAL does not name a folder with suites/data-shapes/")
    cases = list(_cases())

    assert len(cases) == CASES
    assert {name for name, _, suite, node in cases if _fails(engine, suite, node)} == set(MISSED[engine])


def test_shapes_come_with_dipgraph() -> None:
    """The shapes that are checked by are those of ontology/shapes.ttl, each with a message and a cure where it reports."""
    assert (shipped.folder("ontology") / "shapes.ttl").is_file()
    assert len(shacl.shapes().triples) > 1000

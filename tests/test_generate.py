"""Generated documents: the same for the same seed, valid, of the size of real ones, and at fault where it is said."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import QueryTriples

from dipgraph import Dataset, Query, open_store, validate
from dipgraph.query import stored
from dipgraph.rows import Rows

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from generate import Planted, generate, values

DOCUMENTS = 12


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold, by their paths in it."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a generated data folder without faults."""
    folder = tmp_path_factory.mktemp("generated") / "data"
    assert generate(folder, DOCUMENTS) == []
    return folder


def test_same_seed_same_files(folder: Path, tmp_path: Path) -> None:
    """The same seed gives the same files, byte for byte, and another seed others."""
    generate(tmp_path / "again", DOCUMENTS)
    generate(tmp_path / "other", DOCUMENTS, seed=43)

    assert contents(tmp_path / "again") == contents(folder)
    assert contents(tmp_path / "other") != contents(folder)


def test_larger_folder_begins_with_the_smaller(folder: Path, tmp_path: Path) -> None:
    """A larger folder has the documents of a smaller one, and more."""
    generate(tmp_path / "larger", 3 * DOCUMENTS)
    larger = contents(tmp_path / "larger")
    documents = {name: text for name, text in contents(folder).items() if name != "findings.ttl"}

    assert len(documents) == DOCUMENTS + 1
    assert documents.items() <= larger.items()
    assert len(larger) == 3 * DOCUMENTS + 2


def test_nothing_is_at_fault(folder: Path) -> None:
    """Validation finds nothing in generated documents, their actors and their findings."""
    report = validate(Dataset.read(folder))

    assert report.findings == ()


def test_planted_faults_are_found(tmp_path: Path) -> None:
    """Validation finds the faults that were planted, each in its file and by its rule, and no others."""
    planted = generate(tmp_path, DOCUMENTS + 4, faults=DOCUMENTS)
    found = {Planted(finding.path, finding.rule) for finding in validate(Dataset.read(tmp_path)).findings}

    assert len({fault.path for fault in planted}) == DOCUMENTS
    assert len({fault.rule for fault in planted}) == DOCUMENTS
    assert found == set(planted)


def test_documents_are_as_large_as_real_ones(tmp_path: Path) -> None:
    """A generated document has 100 to 115 triples on average, and all parts of the model occur."""
    generate(tmp_path, 400)
    graphs = Dataset.read(tmp_path, vocabularies=False).graphs
    sizes = [len(graph.triples) for graph in graphs if "documents" in graph.path.parts]
    classes = Counter(
        triple.object.value.rpartition("#")[2]
        for graph in graphs
        for triple in graph.triples
        if triple.predicate.value.endswith("#type") and hasattr(triple.object, "value")
    )

    assert len(sizes) == 400
    assert 100 <= sum(sizes) / len(sizes) <= 115
    assert {"Readout", "JointStatement", "PressConference", "NewsReport", "MultilateralMeeting", "Mention"} <= set(
        classes
    )
    assert {"Finding", "Assessment", "Commitment"} <= set(classes)


def test_busiest_things_answer_queries(tmp_path: Path) -> None:
    """A query that names a thing is answered with the busiest of its type."""
    generate(tmp_path, 200)
    busiest = values(tmp_path)
    with open_store() as store:
        store.load(Dataset.read(tmp_path))
        for name in (
            "actor",
            "commitments-on-issue",
            "evidence",
            "readout-divergence",
            "statements-on-issue",
            "verbs-compared",
        ):
            query = Query.named(name)
            parameter = query.parameters[0]
            solutions = query.run(store, **{parameter.name: busiest[parameter.type]})
            assert isinstance(solutions, Rows)
            assert list(solutions), name


def test_all_queries_run(folder: Path) -> None:
    """Every stored query runs on generated data as it stands, also where its default is not in them."""
    names = list(stored())
    assert names
    with open_store() as store:
        store.load(Dataset.read(folder))
        for name in names:
            results = Query.named(name).run(store)
            assert isinstance(results, Rows | QueryTriples)
            assert all(results)


def test_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """A folder with files in it is refused, and so are more faults than documents."""
    (tmp_path / "kept.ttl").write_text("kept", encoding="utf-8")

    with pytest.raises(ValueError, match="not empty"):
        generate(tmp_path, 1)
    with pytest.raises(ValueError, match="one at most"):
        generate(tmp_path / "new", 1, faults=2)
    assert contents(tmp_path) == {"kept.ttl": b"kept"}

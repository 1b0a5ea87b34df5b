"""Validation: the shipped data is clean, and each file with one fault is refused for that fault and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from dipgraph import Dataset, shipped, validate
from dipgraph.errors import DipgraphError, UsageError
from dipgraph.judge import is_reference
from dipgraph.query import stored
from dipgraph.report import Finding
from dipgraph.validate import validate_by
from dipgraph.workers import judging

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").glob("*.ttl"))
VALID = sorted((HERE / "valid").glob("*.ttl"))
MARK = "# fires: "


@pytest.fixture(scope="module")
def reference() -> Dataset:
    """Return what every document is judged with: the ontology, the vocabularies and the actors."""
    return Dataset.read(shipped.folder("data") / "actors.ttl")


@pytest.fixture(scope="module")
def beside(reference: Dataset) -> Dataset:
    """Return the reference with a valid document, with which a document may be at odds."""
    return reference.replaced_by(Dataset.read(HERE / "valid" / "smallest.ttl", vocabularies=False))


def findings(file: Path, context: Dataset) -> tuple[Finding, ...]:
    """Return what validation finds in the file."""
    return validate(Dataset.read(file, vocabularies=False), context).findings


def named(file: Path) -> str:
    """Return the rule that the file's first line names."""
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(MARK), f"{file}: the first line names no rule"
    return first.removeprefix(MARK).strip()


def test_files_were_found() -> None:
    """There are at least forty files with a fault, and one without."""
    assert len(INVALID) >= 40
    assert VALID


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_fault_fires_its_rule_alone(file: Path, reference: Dataset, beside: Dataset) -> None:
    """A file with one fault breaks the rule that it names and no other, and is told where it does, and how to mend it."""
    rule = named(file)
    found = findings(file, beside if rule.startswith("checks/") else reference)
    if not rule.startswith("checks/"):
        # Documents and findings stand in one small file here, which checks across documents would not have.
        found = tuple(finding for finding in found if not finding.rule.startswith("checks/"))

    assert {finding.rule for finding in found} == {rule}
    for finding in found:
        assert finding.line is not None
        assert finding.message.endswith(".")
        assert finding.cure


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_valid_file_has_no_finding(file: Path, reference: Dataset) -> None:
    """A file without a fault breaks no rule."""
    assert [f for f in findings(file, reference) if not f.rule.startswith("checks/")] == []


def test_every_check_has_a_file_with_its_fault() -> None:
    """Each check across documents and each test of a text is named by a file in which it fires."""
    rules = {named(file) for file in INVALID}

    assert set(stored("checks")) <= rules
    assert {"text/file", "text/sha256", "text/length", "text/quotation"} <= rules


def test_shipped_data_is_clean(shipped_dataset: Dataset) -> None:
    """The data that comes with dipgraph breaks no rule."""
    assert [str(finding) for finding in validate(shipped_dataset).findings] == []


def test_several_processes_find_the_same(reference: Dataset) -> None:
    """What is judged in two processes has the same findings in the same order as in one, and tells how far it is."""
    some = Dataset(tuple(g for file in INVALID[::16] for g in Dataset.read(file, vocabularies=False).graphs))
    told: list[tuple[int, int]] = []

    alone = validate(some, reference)
    shared = validate(some, reference, processes=2, progress=lambda done, total: told.append((done, total)))

    assert alone.findings
    assert shared == alone
    assert told[-1] == (len(some.graphs), len(some.graphs))


def test_ended_process_is_an_error_on_one_line(shipped_dataset: Dataset) -> None:
    """A process that is killed while it checks ends the validation with an error, and no wait."""
    graphs = [graph for graph in shipped_dataset.graphs if not is_reference(graph)]
    reference = [graph for graph in shipped_dataset.graphs if is_reference(graph)]

    def killed() -> None:
        with judging(reference, "pyshacl", graphs, 2) as pending:
            for child in multiprocessing.active_children():
                assert child.pid is not None
                os.kill(child.pid, signal.SIGKILL)
            list(pending.results(None))

    with pytest.raises(DipgraphError, match=r"ended from outside.*: close other programs") as error:
        killed()
    assert "\n" not in str(error.value)


def test_shapes_of_ones_own(tmp_path: Path) -> None:
    """Data can be checked by other shapes; shapes that no engine can read are an error with its cure."""
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text("@base <http://a.org/x> .\n<#a> <#p> 5 .\n")
    rule = """@base <http://a.org/s> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<#s> a sh:NodeShape ; sh:targetNode <http://a.org/x#a> ; sh:property <#p> .
<#p> a sh:PropertyShape ; sh:path <http://a.org/x#p> ; sh:maxInclusive 4 ; sh:message "Four at most." ."""
    shapes.write_text(rule)
    dataset = Dataset.read(data, vocabularies=False)
    for engine in ("pyshacl", "shifty"):
        report = validate_by(Dataset.read(shapes, vocabularies=False), dataset, engine=engine)

        assert [(f.line, f.message, f.value) for f in report.findings] == [(2, "Four at most.", "5")]
    shapes.write_text(rule.replace("sh:path <http://a.org/x#p> ;", ""))
    with pytest.raises(UsageError, match="cannot check by these shapes"):
        validate_by(Dataset.read(shapes, vocabularies=False), dataset, engine="pyshacl")

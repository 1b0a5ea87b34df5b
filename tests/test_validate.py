"""Validation: the shipped data is clean, and each file with one fault is refused for that fault and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph import Dataset, shipped, validate
from dipgraph.query import stored
from dipgraph.report import Finding

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

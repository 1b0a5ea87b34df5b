"""A data folder again: only what changed is checked, and what is found is what a check of everything finds."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from dipgraph import Dataset, memory, shipped, unchanged, validate
from dipgraph.unchanged import validate_again
from generate import generate

# Of these the documents are few, one of them with its text.
PUBLISHERS = ("dod-us", "epcc", "scc", "tdi", "upi")


@pytest.fixture
def nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a test a cache of its own, with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    # What changed just now counts as settled, or each test would have to wait for it.
    monkeypatch.setattr(unchanged, "_RECENT", 0)


@pytest.fixture
def data(tmp_path: Path, nothing_remembered: None) -> Path:
    """Return a copy of the shipped data, for which nothing is remembered."""
    shutil.copytree(shipped.folder("data"), tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def few(tmp_path: Path, nothing_remembered: None) -> Path:
    """Return the actors and a few documents of the shipped data, for which nothing is remembered."""
    for publisher in PUBLISHERS:
        shutil.copytree(shipped.folder("data") / "documents" / publisher, tmp_path / "data" / "documents" / publisher)
    shutil.copy(shipped.folder("data") / "actors.ttl", tmp_path / "data")
    return tmp_path / "data"


def a_document(data: Path) -> Path:
    """Return a document of the data."""
    return sorted((data / "documents").rglob("*.ttl"))[0]


def test_what_is_clean_is_not_checked_again(data: Path) -> None:
    """The first run checks everything, the next nothing, and with everything=True all of it again."""
    first, second = validate_again(data), validate_again(data)

    assert first.report == second.report
    assert first.report.conforms
    assert first.checked == first.report.graphs
    assert second.checked == 0
    assert validate_again(data, everything=True).checked == first.checked


def test_one_changed_document_is_checked_alone(data: Path) -> None:
    """A document that changed is checked, and a fault in it is found, again and again until it is mended."""
    validate_again(data)
    file, source = a_document(data), a_document(data).read_text()
    file.write_text(source.replace("dip:publisher", "dip:publishes", 1))

    for _ in range(2):
        again = validate_again(data)
        assert 0 < again.checked < 5
        assert again.report.findings == validate(Dataset.read(data)).findings != ()

    file.write_text(source)
    assert validate_again(data).report.conforms


def test_changed_text_is_checked_with_its_document(few: Path) -> None:
    """A text that lies beside a document is part of its state."""
    validate_again(few)
    text = sorted((few / "documents").rglob("*.txt"))[0]
    text.write_text(text.read_text() + " more")

    found = validate_again(few).report.findings

    assert {finding.rule for finding in found} >= {"text/sha256"}


def test_text_that_changes_while_it_is_checked(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that changes after its document was judged, and before the record is written, is looked at again."""
    text = sorted((few / "documents").rglob("*.txt"))[0]

    def judged_then_edited(*given: Any, **named: Any) -> Any:
        report = validate(*given, **named)
        text.write_text(text.read_text() + " more")
        return report

    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "validate", judged_then_edited)
        assert validate_again(few).report.conforms

    assert {finding.rule for finding in validate_again(few).report.findings} >= {"text/sha256"}


def test_change_that_keeps_size_and_time_is_seen(few: Path) -> None:
    """A file with the length and the time of modification that it had before is checked all the same."""
    file = a_document(few)
    before, source = file.stat(), file.read_text()
    validate_again(few)
    file.write_text(source.replace("dip:publisher", "dip:publishen", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    assert not validate_again(few).report.conforms


def test_folder_that_is_a_link_is_followed(few: Path) -> None:
    """Documents that lie behind a symbolic link are remembered and seen to change like any other."""
    (few / "documents").rename(few.parent / "elsewhere")
    (few / "documents").symlink_to(few.parent / "elsewhere")
    validate_again(few)
    assert validate_again(few).checked == 0
    file = a_document(few)
    file.write_text(file.read_text().replace("dip:publisher", "dip:publishes", 1))

    assert validate_again(few).report.findings == validate(Dataset.read(few)).findings != ()


def test_changed_reference_data_has_everything_checked(few: Path) -> None:
    """Where the actors change, every document is checked again."""
    validate_again(few)
    (few / "actors.ttl").write_text((few / "actors.ttl").read_text() + "\n# looked at\n")

    again = validate_again(few)

    assert again.checked == again.report.graphs


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_damaged_record_is_made_anew(few: Path, content: bytes) -> None:
    """A record that is empty or damaged costs a check of everything, and no error."""
    validate_again(few)
    (record,) = memory.cache_folder().glob("*.sqlite")
    record.write_bytes(content)

    assert validate_again(few).checked > 0
    assert validate_again(few).checked == 0


def test_cache_that_cannot_be_written_is_done_without(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no place for a record, everything is checked."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(few / "actors.ttl"))
    monkeypatch.setenv("LOCALAPPDATA", str(few / "actors.ttl"))

    assert validate_again(few).checked == validate_again(few).checked > 0


@pytest.mark.parametrize(("documents", "seed", "steps"), [(None, 0, 2), (None, 1, 4), (60, 1, 8)])
def test_again_finds_what_everything_finds(
    tmp_path: Path, nothing_remembered: None, documents: int | None, seed: int, steps: int
) -> None:
    """After random edits, documents deleted and brought back among them, both ways find the same in the same order.

    In the shipped data, and in so many generated documents, which one change has less of a say in.
    """
    data = tmp_path / "data"
    if documents is None:
        shutil.copytree(shipped.folder("data"), data)
    else:
        assert generate(data, documents) == []
    rng = random.Random(seed)
    validate_again(data)
    original = {path: path.read_text() for path in data.rglob("*.ttl") if path.name != "actors.ttl"}
    quicker = 0
    for _ in range(steps):
        for path in rng.sample(sorted(original), 2):
            _edit(path, original, rng)

        again = validate_again(data)

        assert again.report.findings == validate(Dataset.read(data)).findings
        quicker += again.checked < again.report.graphs
    assert quicker


def _edit(path: Path, original: dict[Path, str], rng: random.Random) -> None:
    source = path.read_text() if path.exists() else original[path]
    other = original[rng.choice(sorted(original))]
    address = re.search(r"dip:address .* ;", other)
    edits = [
        lambda: re.sub(r'-\d\d"\^\^xsd:date', f'-{rng.randrange(10, 28)}"^^xsd:date', source, count=1),
        lambda: "\n\n".join(block for block in source.split("\n\n") if rng.random() < 0.8 or "@prefix" in block),
        lambda: re.sub(r"dip:address .* ;", lambda m: address[0] if address else m[0], source, count=1),
        lambda: re.sub(r"\n  dip:madeAt [^\n]*", "", source, count=1),
        lambda: original[path],
    ]
    if rng.random() < 0.2 and path.exists():
        path.unlink()
    else:
        path.write_text(rng.choice(edits)())

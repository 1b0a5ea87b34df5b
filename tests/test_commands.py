"""The commands of stores on disk; those that ask and judge are tested through the program in test_cli."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from conftest import Run

LINES = "<https://example.org/a> <https://example.org/b> _:c <https://example.org/g{0}> .\n"


def test_load_says_what_changed(cli: Run, small: Path) -> None:
    """The last line has the counts of graphs and statements, and what is new, changed, gone and as it was."""
    cli("load", "--store", "store", small)
    assert ": 0 new, 0 changed, 0 gone, 5 unchanged; " in cli("load", "--store", "store", small).err
    actors = small / "actors.ttl"
    actors.write_text(actors.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert ": 0 new, 1 changed, 0 gone, 4 unchanged; " in cli("load", "--store", "store", small).err
    (small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").unlink()
    assert ": 0 new, 0 changed, 1 gone, 4 unchanged; " in cli("load", "--store", "store", small).err


def test_load_takes_every_form(cli: Run, tmp_path: Path) -> None:
    """Folders, files of every format, packed files and standard input go into one store."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.nq").write_text(LINES.format(1), encoding="utf-8")
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(LINES.format(2).encode()))
    outcome = cli("load", "--store", "store", "more", "b.nq.gz", "-", "--format", "nq", stdin=LINES.format(3).encode())
    assert re.fullmatch(
        r"store: 6 graphs: 6 new, 0 changed, 0 gone, 0 unchanged; [\d,]+ statements in the store\n", outcome.err
    )
    # What came by standard input has no file that could be gone.
    assert ": 0 new, 0 changed, 0 gone, 4 unchanged; " in cli("load", "--store", "store", "more").err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("load", "--store", "s", "-", "--format", "rdf"), "unknown format 'rdf': choose one of "),
        (
            ("load", "--store", "s", "no"),
            "no: no such file or folder: give the path of an RDF file, or of a folder of them",
        ),
        (("load", "--store", "s", "-"), "-: the file is empty: remove it, or write a document in it"),
        (("check", "s"), "s: no store there: make one with 'dipgraph load --store s'"),
        (("check",), "Missing argument 'STORE': see 'dipgraph check --help'"),
    ],
)
def test_wrong_use(cli: Run, arguments: tuple[str, ...], expected: str) -> None:
    """What cannot be loaded or checked is said on one line, with the cure, and no store is made."""
    outcome = cli(*arguments)
    assert outcome.code == 2
    assert outcome.error().startswith(f"dipgraph: {expected}")
    assert not (Path.cwd() / "s" / "g1").exists()


def test_check(cli: Run, small: Path, tmp_path: Path) -> None:
    """A whole store is said to be whole; a damaged one is named with what is wrong, and ends with 1."""
    cli("load", "--store", "store", small)
    outcome = cli("check", "store")
    assert (outcome.code, outcome.out) == (0, "")
    assert re.fullmatch(
        r"store: 5 graphs, [\d,]+ statements, \d+ files of [\d,]+ bytes, all as they were loaded\n", outcome.err
    )
    table = max((tmp_path / "store" / "g1").glob("*.sst"), key=lambda file: file.stat().st_size)
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    outcome = cli("check", "store")
    assert (outcome.code, outcome.out) == (1, f"store: g1/{table.name}: not as it was written\n")
    assert outcome.err == "store: 1 fault: remove the folder, and load again\n"

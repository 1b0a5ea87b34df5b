"""Is a store whole? What check says of one that is, of each kind of damage, and of what is no store."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import faults
from conftest import Run, write_data
from dipgraph.check import check
from dipgraph.dataset import Files
from dipgraph.errors import UsageError
from dipgraph.generations import digested, is_log
from dipgraph.states import MARK


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small data folder that no test changes."""
    return write_data(tmp_path_factory.mktemp("small") / "data")


@pytest.fixture(scope="module")
def made(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store of the small data folder, which was loaded for the second time, with a change."""
    path = tmp_path_factory.mktemp("made") / "store"
    before = small.with_name("before")
    shutil.copytree(small, before)
    actors = before / "actors.ttl"
    actors.write_text(actors.read_text(encoding="utf-8").replace("Exland", "Exeland"), encoding="utf-8")
    for folder in (before, small):
        faults.load(path, Files.at(folder, vocabularies=False))
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a copy of that store, which the test may damage."""
    return shutil.copytree(made, tmp_path / "store")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, by name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def largest(store: Path) -> Path:
    """Return a file of the present state that has statements in it."""
    return max(store.glob("g*/*.sst"), key=lambda file: file.stat().st_size)


def test_whole_store(store: Path, small: Path, cli: Run) -> None:
    """A whole store is counted: graphs, statements, files and bytes, and the exit code is 0."""
    graphs = list(Files.at(small, vocabularies=False))
    state = [file for file in store.glob("g2/*") if not is_log(file.name)]
    checked = check(store)
    assert checked.faults == ()
    assert (checked.graphs, checked.files, checked.removed) == (2, len(state), 0)
    assert checked.statements == sum(len(graph.triples) for graph in graphs)
    assert checked.bytes == sum(file.stat().st_size for file in state)
    done = cli("check", store)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{store}: {checked}\n"
    assert str(checked).endswith(" bytes, all as they were loaded")


def test_checking_changes_nothing(store: Path) -> None:
    """A check leaves the files of a whole store as they were."""
    before = contents(store)
    check(store)
    assert {name: text for name, text in contents(store).items() if not is_log(Path(name).name)} == {
        name: text for name, text in before.items() if not is_log(Path(name).name)
    }


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _edit_record(store: Path) -> None:
    (file,) = store.glob("g*.record")
    record = json.loads(file.read_bytes())
    for entry in record["graphs"].values():
        entry[0] += 1
    file.write_text(json.dumps(record, separators=(",", ":")), encoding="utf-8")


def _edit_mark(store: Path) -> None:
    (store / MARK).write_bytes((store / MARK).read_bytes().replace(b"\ng2\n", b"\ng1\n"))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing file": (lambda store: largest(store).unlink(), ".sst: No such file or directory"),
    "missing list of files": (lambda store: next(store.glob("g2/MANIFEST*")).unlink(), ": No such file or directory"),
    "extra file": (lambda store: (store / "g2" / "000999.sst").write_bytes(b"x"), "g2/000999.sst: nothing that was"),
    "extra folder": (lambda store: (store / "g2" / "more").mkdir(), "g2/more: nothing that was loaded"),
    "flipped byte": (lambda store: _flip(largest(store)), ".sst: not as it was written"),
    "truncated file": (lambda store: largest(store).write_bytes(b""), ".sst: not as it was written"),
    "longer file": (lambda store: largest(store).open("ab").write(b"x"), ".sst: not as it was written"),
    "missing state": (lambda store: shutil.rmtree(store / "g2"), "g2: the folder is missing"),
    "missing record": (lambda store: (store / "g2.record").unlink(), "the store is damaged (g2.record is missing)"),
    "edited record": (_edit_record, "the store is damaged (g2.record is not as it was written)"),
    "edited mark": (_edit_mark, "the store is damaged (g1.record is missing)"),
    "flipped mark": (lambda store: _flip(store / MARK), "the store is damaged ("),
    "empty mark": (lambda store: (store / MARK).write_bytes(b""), f"the file {MARK} is not as it was written"),
    "longer mark": (lambda store: (store / MARK).open("ab").write(b" "), f"the file {MARK} is not as it was written"),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(store: Path, cli: Run, damage: str) -> None:
    """What is not as it was loaded is named, with exit code 1, and the cure; nothing is removed."""
    make, expected = DAMAGES[damage]
    make(store)
    before = set(contents(store))
    checked = check(store)
    assert any(expected in fault for fault in checked.faults), checked.faults
    done = cli("check", store)
    assert done.code == 1
    assert done.out == "".join(f"{store}: {fault}\n" for fault in checked.faults)
    number = "1 fault" if len(checked.faults) == 1 else f"{len(checked.faults)} faults"
    assert done.err == f"{store}: {number}: remove the folder, and load again\n"
    assert {name for name in contents(store) if not is_log(Path(name).name)} == {
        name for name in before if not is_log(Path(name).name)
    }


def test_damage_that_is_mended(store: Path) -> None:
    """A check of a damaged store removes nothing, so that a file that is put back makes it whole."""
    mark = (store / MARK).read_bytes()
    _edit_mark(store)
    assert check(store).faults
    (store / MARK).write_bytes(mark)
    assert check(store).faults == ()


def test_every_graph_is_counted(store: Path) -> None:
    """If record and mark agree, but the statements are others, the graphs are named whose numbers differ."""
    _edit_record(store)
    _, digest = digested(store / "g2.record")
    (store / MARK).write_text(f"dipgraph store 1\ng2\n{digest}\n", encoding="utf-8")
    found = check(store).faults
    assert len(found) == 2
    assert all(fault.startswith("<https://w3id.org/dipgraph/") for fault in found)
    assert all(" statements, of " in fault and fault.endswith(" that were loaded") for fault in found)


@pytest.mark.parametrize("present", [None, {}, {"photo.jpg": b"mine"}, {"g1": b"mine", "lock": b"mine"}])
def test_what_is_no_store(tmp_path: Path, cli: Run, present: dict[str, bytes] | None) -> None:
    """A folder that is none, empty, or of something else is an error with exit code 2, and left as it was."""
    folder = tmp_path / "folder"
    if present is not None:
        folder.mkdir()
        for name, content in present.items():
            (folder / name).write_bytes(content)
    with pytest.raises(UsageError, match=r"no store there|a folder with other files, and was left"):
        check(folder)
    assert cli("check", folder).code == 2
    assert folder.exists() == (present is not None)
    assert contents(folder) == (present or {})


def test_what_a_killed_load_left_is_removed(store: Path) -> None:
    """What lies in a store and belongs to no state is removed and counted, and the store is whole."""
    (store / "g3").mkdir()
    (store / "g3" / "000001.sst").write_bytes(b"x" * 1234)
    (store / "g3.record").write_bytes(b"{")
    (store / "g4.tmp").mkdir()
    (store / f"{MARK}.new").write_bytes(b"")
    checked = check(store)
    assert (checked.faults, checked.removed) == ((), 1234)
    assert "; 1,234 bytes that nobody reads any more, or that a killed load left, were removed" in str(checked)
    assert {file.name for file in store.iterdir()} == {MARK, "lock", "g2", "g2.record"}


def test_progress_is_told(store: Path) -> None:
    """While files are read, it is told how many of how many bytes are done."""
    told: list[tuple[int, int]] = []
    checked = check(store, lambda done, total: told.append((done, total)))
    assert len(told) == checked.files
    assert told == sorted(told)
    assert told[-1] == (checked.bytes, checked.bytes)


def test_check_while_another_loads(tmp_path: Path) -> None:
    """While a process loads, each check finds one state, and it is whole."""
    store = tmp_path / "store"
    faults.load(store, faults.write(tmp_path / "data", 1))
    child = faults.Child("load", store, tmp_path / "data", 2)
    child.go()
    child.line("begun")
    found = [check(store) for _ in range(60)]
    child.kill()
    assert all(checked.faults == () for checked in found), {checked.faults for checked in found}
    assert len({checked.statements for checked in found}) > 1
    assert {checked.graphs for checked in found} <= {faults.size(version) for version in range(1, 500)}

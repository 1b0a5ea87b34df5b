"""A store's folder: whole states one after the other, who reads them, who writes, and what is swept away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import faults
from dipgraph import open_store
from dipgraph.errors import SourceError, UsageError
from dipgraph.generations import Entry, Folder, Record, digested, is_log
from dipgraph.states import MARK

BUSY = "another program is loading into this store: wait until it is done"
# It says what it sees in a store, again whenever it is sent a line, in the state that it opened first.
READER = """
import sys, faults
from pathlib import Path
with faults.open_store(Path(sys.argv[1])) as store:
    print(faults.seen(store), flush=True)
    for line in sys.stdin:
        print(faults.seen(store), flush=True)
"""
UNNAMED = b"dipgraph store 1\n\n\n"


def publish(folder: Folder, **files: bytes) -> Record:
    """Publish a state with these files, and return its record."""
    with folder.writing():
        state, record = folder.following(), folder.record()
        state.mkdir()
        for name, content in files.items():
            (state / name).write_bytes(content)
        folder.publish(state, record)
    return folder.record()


def names(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {entry.name for entry in folder.iterdir()}


def test_states_follow_each_other(tmp_path: Path) -> None:
    """A state that is published is the present one, with its files in its record, and the one before is removed."""
    folder = Folder(tmp_path / "store")
    assert folder.present is None
    with folder.reading() as state:
        assert state is None
    assert folder.record() == Record({}, {})
    assert publish(folder, a=b"one").files == {"a": digested(tmp_path / "store" / "g1" / "a")}
    assert folder.present == "g1"
    assert set(publish(folder, b=b"two", LOG=b"words").files) == {"b"}
    with folder.reading() as state:
        assert state == str(tmp_path / "store" / "g2")
    assert names(tmp_path / "store") == {MARK, "lock", "g2", "g2.record"}


def test_what_is_not_named_is_not_there(tmp_path: Path) -> None:
    """A state that was made but not published is not read, and swept by the next that writes, who is told its bytes."""
    folder = Folder(tmp_path / "store")
    publish(folder, a=b"one")
    with folder.writing() as freed:
        assert freed == 0
        folder.following().mkdir()
        (folder.following() / "b").write_bytes(b"12345")
    with folder.reading() as state:
        assert state == str(tmp_path / "store" / "g1")
    with folder.writing() as freed:
        assert freed == 5
    assert names(tmp_path / "store") == {MARK, "lock", "g1", "g1.record"}


def test_state_that_is_read_stays(tmp_path: Path) -> None:
    """While a state is read it is not removed, however many follow."""
    folder = Folder(tmp_path / "store")
    publish(folder, a=b"one")
    with folder.reading() as state:
        assert state
        publish(folder, a=b"two")
        publish(folder, a=b"three")
        assert (Path(state) / "a").read_bytes() == b"one"
        assert names(tmp_path / "store") == {MARK, "lock", "g1", "g1.record", "g3", "g3.record"}
    with folder.writing():
        pass
    assert names(tmp_path / "store") == {MARK, "lock", "g3", "g3.record"}


def test_digest_of_a_file_that_stays_is_that_of_before(tmp_path: Path) -> None:
    """A file that a state has from the one before keeps its digest, so that damage in between is noticed."""
    folder = Folder(tmp_path / "store")
    before = publish(folder, a=b"one").files["a"]
    with folder.writing():
        state, record = folder.following(), folder.record()
        state.mkdir()
        os.link(tmp_path / "store" / "g1" / "a", state / "a")
        (state / "a").write_bytes(b"One")
        folder.publish(state, record)
    assert folder.record().files["a"] == before
    assert digested(tmp_path / "store" / "g2" / "a") != before


def test_record_is_kept_as_text() -> None:
    """A record is the same when it was written and read."""
    record = Record({"https://example.org/g": Entry(3, "ab", "/é/a.ttl")}, {"CURRENT": (16, "cd")})
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("LOG", True), ("LOG.old.17", True), ("LOCK", True), ("000004.log", False), ("CURRENT", False), ("LOGS", False)],
)
def test_logs(name: str, is_one: bool) -> None:
    """What RocksDB says about itself is told from what it keeps."""
    assert is_log(name) is is_one


def test_other_process_goes_on_with_its_state(tmp_path: Path) -> None:
    """A reader in another process has its state while two loads follow; the load after it closed removes that."""
    store = tmp_path / "store"
    faults.load(store, faults.write(tmp_path / "data", 1))
    command = [sys.executable, "-c", READER, str(store)]
    environment = os.environ | {"PYTHONPATH": str(Path(faults.__file__).parent)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "1\n"
        for version in (2, 3):
            faults.load(store, faults.write(tmp_path / "data", version))
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == "1\n"
            assert names(store) == {MARK, "lock", "g1", "g1.record", f"g{version}", f"g{version}.record"}
        reader.stdin.close()
        assert reader.wait() == 0
    faults.load(store, faults.write(tmp_path / "data", 4))
    assert names(store) == {MARK, "lock", "g4", "g4.record"}
    with open_store(store) as opened:
        assert faults.seen(opened) == 4


def test_load_removes_the_state_that_it_read_itself(tmp_path: Path) -> None:
    """Who loads into a store that it has open leaves one state, and has that one."""
    with open_store(tmp_path / "store") as store:
        for version in (1, 2, 3):
            store.load(faults.write(tmp_path / "data", version))
            assert faults.seen(store) == version
            assert names(tmp_path / "store") == {MARK, "lock", f"g{version}", f"g{version}.record"}


def test_two_can_not_write(tmp_path: Path) -> None:
    """Of two that write, the second is told so, also where nothing was loaded yet, and changes nothing."""
    folder = Folder(tmp_path / "store")
    for version in (1, 2):
        with folder.writing():
            before = names(tmp_path / "store"), folder.present
            with pytest.raises(SourceError, match=BUSY), Folder(tmp_path / "store").writing():
                pass
            assert (names(tmp_path / "store"), folder.present) == before
        publish(folder, a=b"%d" % version)


@pytest.mark.parametrize(
    "present",
    [
        {"photo.jpg": b"mine"},
        {"lock": b"mine", "photo.jpg": b"mine"},
        {"g1": b"mine", "lock": b""},
        {"g7.record": b"{}", "dipgraph-store.new": b""},
    ],
)
def test_folder_of_something_else_is_refused(tmp_path: Path, present: dict[str, bytes]) -> None:
    """A folder that no load can have left is refused, and nothing in it is another."""
    for name, content in present.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match="is a folder with other files, and was left as it is"):
        open_store(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == present


def test_store_without_its_mark_is_refused(tmp_path: Path) -> None:
    """A store whose mark is lost is not taken for an empty one: what it has stays."""
    publish(Folder(tmp_path / "store"), a=b"one")
    (tmp_path / "store" / MARK).unlink()
    with pytest.raises(UsageError, match="is a folder with other files"):
        Folder(tmp_path / "store")
    assert (tmp_path / "store" / "g1" / "a").read_bytes() == b"one"


@pytest.mark.parametrize(
    "left",
    [
        {},
        {"lock": b""},
        {"lock": b"", f"{MARK}.new": b""},
        {"lock": b"", f"{MARK}.new": UNNAMED},
        {f"{MARK}.new": UNNAMED[:9]},
        {"lock": b"", MARK: UNNAMED},
        {"lock": b"", MARK: UNNAMED, "g1/CURRENT": b"MANIFEST-000005\n", "g1/000004.log": b"half"},
        {"lock": b"", MARK: UNNAMED, "g1/CURRENT": b"MANIFEST-000005\n", "g1.record": b'{"files'},
        {"lock": b"", MARK: UNNAMED, "g1/a": b"", "g1.record": b"{}", f"{MARK}.new": UNNAMED[:20]},
        {"lock": b"", MARK: UNNAMED, "g1.record": b"{}"},
    ],
)
def test_first_load_after_a_killed_one(tmp_path: Path, left: dict[str, bytes]) -> None:
    """Wherever a first load was killed, the store is empty, and the next load does what it would have."""
    store = tmp_path / "store"
    store.mkdir()
    for name, content in left.items():
        (store / name).parent.mkdir(exist_ok=True)
        (store / name).write_bytes(content)
    with open_store(store) as opened:
        assert faults.seen(opened) == 0
    faults.load(store, faults.write(tmp_path / "data", 1))
    assert faults.standing(store, 1, 1) == 1
    assert names(store) == {MARK, "lock", "g1", "g1.record"}


@pytest.mark.parametrize(
    "mark",
    [
        b"",
        b"{}",
        b"\xff",
        b"\n" * 9,
        UNNAMED[:-1],
        UNNAMED.replace(b"1", b"2"),
        b"dipgraph store 1\ng9\nab\n",
        UNNAMED[:17] + b"\nab\n",
    ],
)
def test_nothing_is_removed_from_a_damaged_store(tmp_path: Path, mark: bytes) -> None:
    """A mark that is not as it was written is an error for all, and no state is taken for one of the past."""
    folder = Folder(tmp_path / "store")
    publish(folder, a=b"one")
    kept = (tmp_path / "store" / MARK).read_bytes()
    (tmp_path / "store" / MARK).write_bytes(mark)
    with pytest.raises(SourceError, match="the store is damaged"), folder.reading():
        pass
    with pytest.raises(SourceError, match="the store is damaged"), folder.writing():
        pass
    with pytest.raises(SourceError, match="the store is damaged"):
        open_store(tmp_path / "store")
    (tmp_path / "store" / MARK).write_bytes(kept)
    with folder.writing():
        pass
    with folder.reading() as state:
        assert state
        assert (Path(state) / "a").read_bytes() == b"one"


def test_lock_of_another_is_not_emptied(tmp_path: Path) -> None:
    """A file named lock that was there before keeps its content."""
    (tmp_path / "lock").write_bytes(b"mine")
    publish(Folder(tmp_path), a=b"one")
    assert (tmp_path / "lock").read_bytes() == b"mine"

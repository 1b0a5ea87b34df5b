"""Break stores on disk on purpose, and see what is left: kills, full disks, two writers, readers, flipped bytes.

``python benchmarks/faults.py`` takes some minutes and writes its table to a page; the tests run the same functions with
smaller numbers. Every graph that is loaded carries the number of its version, so that half a load would show as two
numbers, or as too few graphs. A function raises Wrong where something is not as it must be.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dipgraph.check import check
from dipgraph.dataset import Files
from dipgraph.errors import SourceError
from dipgraph.generations import Folder, is_log
from dipgraph.loading import Loaded
from dipgraph.opening import open_store
from dipgraph.rows import Rows
from dipgraph.states import MARK
from dipgraph.stores import Store
from figures import RESULTS, publish, table

_IRI = "https://example.org/"
_VERSIONS = f"""SELECT ?version (COUNT(DISTINCT ?g) AS ?graphs) (COUNT(*) AS ?statements) WHERE {{
  GRAPH ?g {{ ?d <{_IRI}%s> ?version ; <{_IRI}part> ?p . ?p <{_IRI}number> ?i . ?s ?a ?o }} }} GROUP BY ?version"""
_PROGRAM = Path(sys.executable).with_name("dipgraph")
_BUSY = "another program is loading into this store: wait until it is done"
# So often a reader asks a state that it keeps open before it opens the store again.
_KEPT = 5


class Wrong(Exception):
    """A store was not as it must be."""


class NotPermitted(Exception):
    """The machine does not let us make a small disk."""


def size(version: int) -> int:
    """Return the number of documents of a version: some come and some go with each."""
    return 40 + 7 * version % 20


def write(folder: Path, version: int, name: str = "d", letters: int = 0) -> Files:
    """Write the documents of a version in place of those of another, each with a text of so many *letters*."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(version)
    for file in folder.iterdir():
        file.unlink()
    for number in range(size(version)):
        text = f' ; <{_IRI}text> "{chance.randbytes(letters // 2).hex()}"' if letters else ""
        content = f"<> <{_IRI}{name}> {version} ; <{_IRI}part> [ <{_IRI}number> {number} ]{text} .\n"
        (folder / f"{name}{number}.ttl").write_text(content, encoding="utf-8")
    return Files.at(folder, vocabularies=False)


def load(store: Path, files: Files) -> Loaded:
    """Load *files* as the command line does."""
    with open_store(store) as opened:
        return opened.load(files)


def seen(store: Store, *names: str) -> int:
    """Return the one version that the store has, of the documents of each name, or 0 if it is empty."""
    versions = set()
    for name in names or ("d",):
        solutions = store.query(_VERSIONS % name)
        assert isinstance(solutions, Rows)
        rows = [[int(row[n].value) for n in range(3)] for row in solutions]
        # A graph has three statements, and with a text four.
        if len(rows) > 1 or any(n != size(v) or statements not in (3 * n, 4 * n) for v, n, statements in rows):
            raise Wrong(f"torn: versions, their graphs and statements {rows}")
        versions.add(rows[0][0] if rows else 0)
    if len(versions) > 1:
        raise Wrong(f"lost: versions {versions} of {names}")
    return versions.pop()


def standing(store: Path, least: int, most: int, *names: str) -> int:
    """Return the version of a store, which must be one of these, whole, and after a check without leftovers."""
    with open_store(store) as opened:
        version = seen(opened, *names)
    if not least <= version <= most:
        raise Wrong(f"version {version}, of {least} to {most}")
    if store.is_dir() and any(store.iterdir()):
        checked = check(store)
        if checked.faults:
            raise Wrong(f"check of version {version}: {checked.faults}")
        present = Folder(store).present
        expected = {MARK, "lock"} | ({present, f"{present}.record"} if present else set())
        left = {file.name for file in store.iterdir()} - expected
        if left:
            raise Wrong(f"leftovers after a check: {sorted(left)}")
    return version


class Child:
    """This file in a process of its own, in one of the roles below; it begins when it is told to go."""

    def __init__(self, role: str, *arguments: object) -> None:
        command = [sys.executable, __file__, "--as", role, *map(str, arguments)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.line("ready")

    def go(self) -> None:
        """Let it begin."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def line(self, beginning: str) -> str:
        """Return the next line that begins so; what it says before is passed over."""
        assert self._process.stdout
        for line in self._process.stdout:
            if line.startswith(beginning):
                return line.strip()
        raise Wrong(f"a process ended, with code {self._process.wait()}, before it said {beginning!r}")

    def kill(self) -> list[str]:
        """End it with SIGKILL, and return the lines that it had still said."""
        self._process.kill()
        return self.rest()

    def rest(self) -> list[str]:
        """Wait for its end, and return the lines that it had still said."""
        return self._process.communicate()[0].splitlines()


def _loads(store: str, folder: str, version: str) -> None:
    for number in itertools.count(int(version)):
        files = write(Path(folder), number)
        _say(f"begun {number}")
        begun = time.monotonic()
        load(Path(store), files)
        _say(f"done {number} {time.monotonic() - begun}")


def _checks(store: str) -> None:
    while True:
        _say(f"checked {json.dumps(check(Path(store)).faults)}")


def _writes(store: str, folder: str, name: str, number: str) -> None:
    refused, version = 0, 1
    while version <= int(number):
        files = write(Path(folder), version, name)
        try:
            load(Path(store), files)
            version += 1
        except SourceError as error:
            if str(error) != f"{store}: {_BUSY}":
                raise
            refused += 1
            time.sleep(0.002)
    _say(f"refused {refused}")


def _reads(store: str, number: str) -> None:
    versions: set[int] = set()
    for _ in range(0, int(number), _KEPT + 1):
        with open_store(store) as opened:
            kept = [seen(opened) for _ in range(_KEPT)]
            if set(kept) != {kept[0]} or kept[0] < max(versions, default=1):
                raise Wrong(f"a state that was open changed, or time went back: {kept}")
            with open_store(store) as other:
                versions |= {kept[0], seen(other)}
    _say(f"versions {len(versions)}")


_ROLES: dict[str, Callable[..., None]] = {"load": _loads, "check": _checks, "write": _writes, "read": _reads}


def _say(line: str) -> None:
    print(line, flush=True)


def kills(folder: Path, number: int, seed: int = 1) -> Counter[str]:
    """Kill so many loads and checks, each at some moment; return how often at which stage they were.

    After each kill the store must have one version, not older than the last that was acknowledged; after a check of it
    nothing else may lie there. A third of the loads are first loads.
    """
    chance, stages = random.Random(seed), Counter[str]()
    store, version, lasting = folder / "store", 0, {True: 0.1, False: 0.1}
    for first in itertools.cycle((True, False, False)):
        if stages.total() >= number:
            break
        # A state is named by its number, which is that of the version, as each is another.
        if first:
            shutil.rmtree(store, ignore_errors=True)
            version = 0
        elif version == 0:
            load(store, write(folder / "data", 1))
            version = 1
        child = Child("load", store, folder / "data", version + 1)
        child.go()
        begun = done = version + 1
        child.line(f"begun {begun}")
        time.sleep(chance.uniform(0, 1.6 * lasting[first]))
        words = [line.split() for line in child.kill()]
        begun = max([begun, *(int(word[1]) for word in words if word[0] == "begun")])
        done = max([version, *(int(word[1]) for word in words if word[0] == "done" and len(word) == 3)])
        lasting[first] += sum(float(word[2]) - lasting[first] for word in words[:1] if len(word) == 3) / 4
        stages[f"{'first load' if begun == 1 else 'replacement'}: {_stage(store, begun, done)}"] += 1
        if store.is_dir() and chance.random() < 1 / 2:
            stages[f"check: {_killed_check(store, chance)}"] += 1
        version = standing(store, done, begun)
    return stages


def _stage(store: Path, begun: int, done: int) -> str:
    present = Folder(store).present if store.is_dir() else None
    if begun == done:
        return "after it was acknowledged"
    if present == f"g{begun}":
        return "named, not yet acknowledged"
    if (store / f"g{begun}").is_dir():
        return "while its state was written"
    return "before its state was there"


def _killed_check(store: Path, chance: random.Random) -> str:
    before = {file for file in store.rglob("*") if file.is_file()}
    child = Child("check", store)
    child.go()
    # Half of them while it removes what the killed load left, which takes a few milliseconds.
    time.sleep(chance.uniform(0, chance.choice([0.004, 0.04])))
    for line in child.kill():
        if line.startswith("checked") and line != "checked []":
            raise Wrong(line)
    left = [file for file in before if file.exists()]
    present = Folder(store).present or "none"
    swept = [file for file in before if file.relative_to(store).parts[0].startswith("g") and present not in file.parts]
    gone = len(before) - len(left)
    if not swept or gone == 0:
        return "while nothing was there to remove" if not swept else "before it removed anything"
    return "while it read" if gone >= len(swept) else "while it removed what was left"


def full(folder: Path, kibibytes: int) -> int:
    """Load growing versions into a store on a disk of this size until it is full; return the last acknowledged one.

    The error must be one line; the version that was acknowledged must be there, readable while nothing more can be
    written, and with more room the load that failed must do.
    """
    disk, data = folder / f"disk{kibibytes}", folder / f"data{kibibytes}"
    with _mounted(disk, kibibytes):
        store, version = disk / "store", 0
        for version in itertools.count(1):
            write(data, version, letters=100 << version)
            code, message = _program("load", "--store", store, data)
            if code == 0:
                continue
            if code != 2 or not message.startswith(f"dipgraph: {store}: ") or "No space left" not in message:
                raise Wrong(f"exit code {code}: {message}")
            break
        acknowledged = standing(store, version - 1, version - 1)
        _fill(disk / "filler")
        with open_store(store) as opened:
            if seen(opened) != acknowledged:
                raise Wrong("another version on a full disk")
        code, message = _program("load", "--store", store, data)
        if code != 2 or "No space left" not in message:
            raise Wrong(f"exit code {code} on a full disk: {message}")
        if acknowledged:
            code, message = _program("check", store)
            if code:
                raise Wrong(f"check on a full disk: exit code {code}: {message}")
        standing(store, acknowledged, acknowledged)
        (disk / "filler").unlink()
        _mount(disk, f"remount,size={kibibytes + 2**18}k")
        code, message = _program("load", "--store", store, data)
        if code:
            raise Wrong(f"with room again: exit code {code}: {message}")
        standing(store, version, version)
    return acknowledged


def _program(*arguments: object) -> tuple[int, str]:
    """Return the exit code and the one line on standard error of the command line."""
    command = [str(_PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.stderr.count("\n") != 1:
        raise Wrong(f"not one line: {done.stderr}")
    return done.returncode, done.stderr.strip()


def _fill(path: Path) -> None:
    with open(path, "wb", buffering=0) as filler:
        for piece in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    filler.write(b"x" * piece)
            except OSError:
                pass


@contextmanager
def _mounted(disk: Path, kibibytes: int) -> Iterator[None]:
    disk.mkdir()
    _mount(disk, f"size={kibibytes}k")
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _mount(disk: Path, options: str) -> None:
    if shutil.which("mount") is None:
        raise NotPermitted("no mount on this machine")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotPermitted(done.stderr.strip())


def two_writers(folder: Path, number: int, loads: int = 4) -> int:
    """Let two processes load into a new store at once, so many times; return how often one was told to wait.

    Each has documents of its own, and tries again until it is not refused: in the end both are there.
    """
    refused = 0
    for trial in range(number):
        store = folder / f"store{trial}"
        children = [Child("write", store, folder / name, name, loads) for name in ("left", "right")]
        for child in children:
            child.go()
        refused += sum(int(child.line("refused").split()[1]) for child in children)
        for child in children:
            child.rest()
        standing(store, loads, loads, "left", "right")
    return refused


def readers(folder: Path, number: int) -> int:
    """Let two processes ask a store so many times while a third loads versions; return how many versions were met.

    Most questions go to a state that is kept open, the others to the one that is there just then.
    """
    store = folder / "store"
    load(store, write(folder / "data", 1))
    writer = Child("load", store, folder / "data", 2)
    asking = [Child("read", store, (number + 1) // 2) for _ in range(2)]
    for child in (writer, *asking):
        child.go()
    versions = [int(child.line("versions").split()[1]) for child in asking]
    for child in asking:
        child.rest()
    said = [line.split() for line in writer.kill()]
    standing(store, 1, max(int(word[1]) for word in said if word[0] == "begun"))
    return max(versions)


def flips(folder: Path, number: int, seed: int = 1) -> Counter[str]:
    """Flip one byte at a time in the files of a store, each file once and then anywhere; return what check noticed.

    Left out are the files that no answer depends on (``generations.is_log``), and those that are empty.
    """
    chance, noticed, store = random.Random(seed), Counter[str](), folder / "store"
    for version in (1, 2):
        load(store, write(folder / "data", version))
    files = sorted(f for f in store.rglob("*") if f.is_file() and not is_log(f.name) and f.stat().st_size)
    weights = [file.stat().st_size for file in files]
    for file in [*files, *chance.choices(files, weights, k=max(0, number - len(files)))][:number]:
        content = file.read_bytes()
        place = chance.randrange(len(content))
        changed = bytes([content[place] ^ chance.randrange(1, 256)])
        file.write_bytes(content[:place] + changed + content[place + 1 :])
        if not check(store).faults:
            with open_store(store) as opened:
                raise Wrong(f"not noticed: {file}, byte {place}; the version is {seen(opened)}")
        file.write_bytes(content)
        noticed["records" if file.parent == store else f"{file.suffix[1:] or file.name.partition('-')[0]} files"] += 1
    standing(store, 2, 2)
    return noticed


def main() -> None:
    """Run everything with the full numbers, and put the table into the page of results."""
    if sys.argv[1:2] == ["--as"]:
        _say("ready")
        sys.stdin.readline()
        _ROLES[sys.argv[2]](*sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="where the chances begin [default: 1]")
    parser.add_argument("--page", type=Path, default=RESULTS, help="the page that the table is written to")
    given = parser.parse_args()
    rows, begun = [], time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        for row in _report(Path(name), given.seed):
            rows.append((*row, time.monotonic() - begun))
            begun = time.monotonic()
    publish("Faults", table(("what was done", "times", "what was seen", "seconds"), rows), given.page)


def _report(folder: Path, seed: int) -> Iterator[tuple[str, int, str]]:
    def new(name: str) -> Path:
        (folder / name).mkdir()
        return folder / name

    stages = kills(new("kills"), 300, seed)
    yield "`kill -9`", stages.total(), f"nothing torn, nothing lost, no leftovers; {_counts(stages)}"
    sizes, place = [round(1000 * 1.2**number) for number in range(20)], new("full")
    try:
        kept = Counter(f"version {full(place, size)}" for size in sizes)
        seen_there = f"{sizes[0]:,} to {sizes[-1]:,} KiB: the last acknowledged state is there, {_counts(kept)}"
        yield "disk full", len(sizes), seen_there
    except NotPermitted as error:
        yield "disk full", 0, f"not permitted: {error}"
    refused = two_writers(new("writers"), 20)
    yield "two writers at once, 4 loads each", 20, f"all there; {refused:,} times one was told to wait"
    versions = readers(new("readers"), 10_000)
    yield "asked during loads", 10_000, f"always one whole version, of {versions:,} that were met"
    noticed = flips(new("flips"), 200, seed)
    yield "one byte flipped", noticed.total(), f"noticed by check each time: {_counts(noticed)}"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{what} {number}" for what, number in sorted(counted.items()))


if __name__ == "__main__":
    main()

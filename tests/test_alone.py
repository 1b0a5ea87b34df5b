"""Turns that tests take: beside each other, and alone where they go by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import alone
import test_pool

# A turn that ends when standard input does; what it does goes into a file that all write to.
PROGRAM = """
import sys
from pathlib import Path
import alone
folder, name, how = sys.argv[1:]
alone.GATE, alone.MACHINE = Path(folder, "gate"), Path(folder, "machine")
with alone.turn(alone=how == "alone"):
    with open(Path(folder, "log"), "a") as log:
        log.write(f"{name} begins\\n")
    print("begins", flush=True)
    sys.stdin.read()
    with open(Path(folder, "log"), "a") as log:
        log.write(f"{name} ends\\n")
"""


def started(folder: Path, name: str, how: str) -> subprocess.Popen[str]:
    """Start a process that takes a turn."""
    command = [sys.executable, "-c", PROGRAM, str(folder), name, how]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent
    )


def test_turns(tmp_path: Path) -> None:
    """Two turns are beside each other; one that is alone begins after them, and ends before another begins."""
    for name in ("gate", "machine", "log"):
        (tmp_path / name).touch()
    first = [started(tmp_path, name, "beside") for name in ("one", "two")]
    for process in first:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
    later = [started(tmp_path, "three", "alone"), started(tmp_path, "four", "beside")]
    for process in (*first, *later):
        assert process.stdin is not None
        process.stdin.close()
    for process in (*first, *later):
        with process:
            assert process.wait(60) == 0
    log = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert len(log) == 8
    assert set(log[:2]) == {"one begins", "two begins"}
    place = log.index("three begins")
    assert log[place + 1] == "three ends"
    assert place > max(log.index("one ends"), log.index("two ends"))


def test_clock_is_seen() -> None:
    """A test that holds how long a query takes is known, also where a function within it reads the clock; others are not."""
    assert alone.goes_by_the_clock(test_pool.test_time_limit)
    assert not alone.goes_by_the_clock(test_pool.test_errors_of_queries)


def test_files_with_clocks_come_first() -> None:
    """Each of two processes begins with a file that goes by the clock, and all tests are there, those of a file together."""
    clocked, others = ["test_digests.py", "test_heads.py"], ["test_about.py", "test_results.py"]
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", *others, *clocked]
    names = []
    for environment in ({}, {"PYTEST_XDIST_WORKER_COUNT": "2"}):
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | environment
        done = subprocess.run(command, cwd=Path(__file__).parent, env=env, capture_output=True, text=True, check=True)
        names.append([line for line in done.stdout.splitlines() if "::" in line])
    before, after = names
    assert len(before) > 20
    assert "test_about.py" in before[0]
    assert sorted(after) == sorted(before)
    files = [name.partition("::")[0].rpartition("/")[2] for name in after]
    assert {files[0], files[len(files) // 2]} == set(clocked)
    for file in clocked:
        place = files.index(file)
        assert set(files[place : place + files.count(file)]) == {file}

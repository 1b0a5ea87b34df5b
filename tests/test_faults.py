"""Stores on disk that are killed, have no room, are shared, or are damaged; benchmarks/faults.py is the long run."""

from __future__ import annotations

from pathlib import Path

import pytest

import faults
from dipgraph.dataset import Files

# Full disks are made as small ones, and only the administrator of a Linux machine can.
SIZES = (1000, 6000, 9000)


def test_kills_leave_whole_versions(tmp_path: Path) -> None:
    """After kill -9 in loads and checks the store has one whole version, none older than acknowledged, and no leftovers."""
    stages = faults.kills(tmp_path, 25)
    assert stages.total() >= 25
    assert len({stage.partition(":")[0] for stage in stages}) == 3, stages


@pytest.mark.parametrize("kibibytes", SIZES)
def test_full_disk_keeps_the_last_version(tmp_path: Path, kibibytes: int) -> None:
    """A load that finds no room ends with one line; the version before stays, can be read and checked, and room cures it."""
    try:
        acknowledged = faults.full(tmp_path, kibibytes)
    except faults.NotPermitted as error:
        pytest.skip(f"a small disk cannot be made here: {error}")
    assert (acknowledged > 0) == (kibibytes > SIZES[0])


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Of two processes that load at once, also for the first time, one is told to wait, and what both loaded is there."""
    assert faults.two_writers(tmp_path, 3) > 0


def test_readers_meet_whole_versions(tmp_path: Path) -> None:
    """While versions are loaded, every answer is of one whole version, and a state that is open stays as it is."""
    assert faults.readers(tmp_path, 300) > 1


def test_flipped_byte_is_noticed(tmp_path: Path) -> None:
    """Whichever byte of a store is another, check says so."""
    assert faults.flips(tmp_path, 45).total() == 45


def test_torn_store_would_be_seen(tmp_path: Path) -> None:
    """What is asked of stores here fails for one that has half of a version, or half of another beside it."""
    files = faults.write(tmp_path / "data", 3)
    (tmp_path / "data" / "d0.ttl").unlink()
    faults.load(tmp_path / "store", Files.at(tmp_path / "data", vocabularies=False))
    with pytest.raises(faults.Wrong, match="torn"):
        faults.standing(tmp_path / "store", 0, 9)
    assert len(files) == faults.size(3)

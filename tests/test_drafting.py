"""Drafts of many documents: in their places, once, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.crew import Failed, done_by
from dipgraph.draft_turtle import draft_turtle
from dipgraph.drafting import Result, Source, Tally, actors_of, draft_folder, known
from dipgraph.errors import UsageError
from dipgraph.journal import NAME, Journal
from drafted import DRAFT, TEXT

ACTORS = actors_of(shipped.folder("data"))


def work(source: Source) -> Result:
    """Return the invented draft with the source's words as its text, or do what the source says."""
    text = source.files[0].read_text(encoding="utf-8")
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "sleep":
        time.sleep(60)
    if text == "fault":
        raise ValueError("no such thing")
    if text == "nothing":
        return Result(none="it is about a law")
    if text.startswith("{"):
        return Result(json=text)
    draft = replace(DRAFT, intake=replace(DRAFT.intake, text=DRAFT.intake.text + text))
    return Result(draft_turtle(draft, known(ACTORS)))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., list[Source]]:
    """Return a function that writes sources with the words given, named a, b, c and so on."""

    def made(*texts: str) -> list[Source]:
        sources = []
        for letter, text in zip("abcdefghijklm", texts, strict=False):
            path = tmp_path / "in" / f"{letter}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sources.append(Source(path.name, (path,)))
        return sources

    return made


def run(sources: list[Source], out: Path, options: str = "", processes: int | None = None) -> Tally:
    """Draft sources into a folder."""
    return draft_folder(sources, out, work, options, ACTORS, processes=processes)


def files(out: Path) -> dict[str, bytes]:
    """Return the files of a folder but its journal, with their content."""
    found = (path for path in sorted(out.rglob("*")) if path.is_file() and path.name != NAME)
    return {str(path.relative_to(out)): path.read_bytes() for path in found}


@pytest.mark.parametrize("processes", [None, 2])
def test_each_document_has_a_file_and_an_address(
    folder: Callable[..., list[Source]], tmp_path: Path, processes: int | None
) -> None:
    """The first of those that would have one address has it, others the digits of their text behind it, in any number of processes."""
    tally = run(folder("one", "two", "three"), tmp_path / "out", processes=processes)
    assert (tally.drafted, tally.failed, tally.without) == (3, {}, {})
    found = files(tmp_path / "out")
    digits = sorted(hashlib.sha256((TEXT + word).encode()).hexdigest()[:6] for word in ("two", "three"))
    expected = [*(f"mofa-jp/2022-03-03-pe-{six}.ttl" for six in digits), "mofa-jp/2022-03-03-pe.ttl"]
    assert [name for name in found if name.endswith(".ttl")] == expected
    assert found["mofa-jp/2022-03-03-pe.txt"].endswith(b"one")
    for name, content in found.items():
        if name.endswith(".ttl"):
            assert f"document/{name.removesuffix('.ttl')}> .".encode() in content.splitlines()[0]
            assert f'dip:text "{Path(name).stem}.txt"'.encode() in content


def test_what_is_done_is_not_done_again(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A second run does nothing; another text, other options or a file that is gone are done again, and those alone."""
    out = tmp_path / "out"
    sources = folder("one", "two", "nothing")
    run(sources, out)
    before = files(out)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.ttl")}
    tally = run(sources, out)
    assert (tally.drafted, tally.kept, tally.without) == (0, 3, {"c.txt": "it is about a law"})
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.ttl")} == stamps
    sources[1].files[0].write_text("deux", encoding="utf-8")
    (out / "mofa-jp" / "2022-03-03-pe.ttl").unlink()
    tally = run(sources, out)
    assert (tally.drafted, tally.kept) == (2, 1)
    after = files(out)
    assert after["mofa-jp/2022-03-03-pe.ttl"] == before["mofa-jp/2022-03-03-pe.ttl"]
    assert len(after) == 4
    assert run(sources, out, options="--publisher X").drafted == 2


def test_what_a_person_changed_is_left(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A file that is not as it was written is not overwritten, though its source changes, and is named."""
    out = tmp_path / "out"
    sources = folder("one", "two")
    run(sources, out)
    changed = out / "mofa-jp" / "2022-03-03-pe.ttl"
    changed.write_text("# reviewed\n", encoding="utf-8")
    tally = run(sources, out, options="others")
    assert (tally.drafted, tally.changed) == (1, ["mofa-jp/2022-03-03-pe.ttl"])
    assert changed.read_text(encoding="utf-8") == "# reviewed\n"


def test_a_file_of_somebody_else_is_left(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """Where there is a file that no draft wrote, the draft has another name."""
    there = tmp_path / "out" / "mofa-jp" / "2022-03-03-pe.ttl"
    there.parent.mkdir(parents=True)
    there.write_text("# by hand\n", encoding="utf-8")
    run(folder("one"), tmp_path / "out")
    assert there.read_text(encoding="utf-8") == "# by hand\n"
    assert len(files(tmp_path / "out")) == 3


def test_one_text_is_one_document(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A second copy of a text is no second document, and is named with the first."""
    tally = run(folder("one", "one"), tmp_path / "out")
    assert (tally.drafted, tally.without) == (1, {"b.txt": "it has the same text as a.txt"})


def test_what_fails_is_named_and_the_others_are_done(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A process that dies, a fault and a file that cannot be read cost one document each, and say which."""
    sources = folder("one", "die", "two", "fault", "three", "die", "four")
    sources.append(Source("gone.txt", (tmp_path / "gone.txt",)))
    tally = run(sources, tmp_path / "out", processes=2)
    assert tally.drafted == 4
    assert list(tally.failed) == ["gone.txt", "b.txt", "d.txt", "f.txt"]
    assert tally.failed["b.txt"].startswith("the process that was at it ended by signal 9")
    assert tally.failed["d.txt"] == "a fault of the program: ValueError: no such thing"
    assert run(sources, tmp_path / "out", processes=2).kept == 4


def test_a_journal_that_was_cut_off_is_read(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A line that was not written whole is none: its document is drafted again, to the same bytes in the same place."""
    out = tmp_path / "out"
    sources = folder("one", "two")
    run(sources, out)
    before = files(out)
    journal = out / NAME
    journal.write_bytes(journal.read_bytes()[:-20])
    tally = run(sources, out)
    assert (tally.drafted, tally.kept) == (1, 1)
    assert files(out) == before
    assert len(Journal(out).entries) == 2
    assert all(json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines() if line.endswith("}"))


def test_json_is_named_as_its_source(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A draft as JSON has the name of its source."""
    run(folder('{"id": 1}'), tmp_path / "out")
    assert files(tmp_path / "out") == {"a.json": b'{"id": 1}'}


def test_what_takes_too_long_is_given_up(folder: Callable[..., list[Source]]) -> None:
    """A document that takes longer than any should costs no other one, and the order of results is that of the sources."""
    sources = folder("sleep", "nothing", "nothing")
    found = list(done_by(work, sources, 2, 3.0))
    assert [source for source, _ in found] == sources
    assert found[0][1] == Failed("took more than 3 seconds, and was given up")
    assert found[1][1] == found[2][1] == Result(none="it is about a law")


def test_breaking_off_ends_every_process(folder: Callable[..., list[Source]]) -> None:
    """Whoever stops asking, as Ctrl-C does, waits for nothing."""
    results = done_by(work, folder("nothing", "sleep", "sleep"), 2, 60.0)
    next(results)
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 1


def test_actors_are_asked_for(tmp_path: Path) -> None:
    """A folder without actors is refused."""
    with pytest.raises(UsageError, match="no Turtle files with actors"):
        actors_of(tmp_path)
    assert [path.name for path in ACTORS] == ["actors.ttl"]

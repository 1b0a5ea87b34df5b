"""Drafts of many documents: in their places, once, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from conftest import Run
from dipgraph import drafting, shipped
from dipgraph.crew import Failed, done_by
from dipgraph.draft_turtle import draft_turtle
from dipgraph.drafting import Asked, Result, Source, Tally, draft_folder, inputs, sources_in
from dipgraph.errors import UsageError
from dipgraph.journal import NAME, Journal
from dipgraph.vocabulary import actors_of, known
from drafted import DRAFT, TEXT

ACTORS = actors_of(shipped.folder("data"))


def work(source: Source) -> Result:
    """Return the invented draft with the source's words as its text, or do what the source says."""
    text = source.path.read_text(encoding="utf-8")
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
            sources.append(Source(path, path.name, letter))
        return sources

    return made


def run(sources: list[Source], out: Path, options: str = "", processes: int | None = None) -> Tally:
    """Draft sources into a folder."""

    def read(source: Source) -> list[bytes]:
        return [*inputs(source, Asked("ttl", ACTORS)), options.encode()]

    return draft_folder(sources, out, work, read, ACTORS, processes=processes)


def name(words: str, suffix: str = ".ttl") -> str:
    """Return the name of the file of the source with such words."""
    return f"mofa-jp/2022-03-03-pe-{hashlib.sha256((TEXT + words).encode()).hexdigest()[:6]}{suffix}"


def files(out: Path) -> dict[str, bytes]:
    """Return the files of a folder but its journal, with their content."""
    found = (path for path in sorted(out.rglob("*")) if path.is_file() and path.name != NAME)
    return {str(path.relative_to(out)): path.read_bytes() for path in found}


@pytest.mark.parametrize("processes", [None, 2])
def test_each_document_has_a_file_and_an_address(
    folder: Callable[..., list[Source]], tmp_path: Path, processes: int | None
) -> None:
    """Documents of one publisher, day and state are told apart by their texts, in any number of processes."""
    tally = run(folder("one", "two", "three"), tmp_path / "out", processes=processes)
    assert (tally.drafted, tally.failed, tally.without) == (3, {}, {})
    found = files(tmp_path / "out")
    assert sorted(found) == sorted(name(words, end) for words in ("one", "two", "three") for end in (".ttl", ".txt"))
    assert found[name("one", ".txt")].endswith(b"one")


def test_what_is_done_is_not_done_again(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A second run does nothing; another text, other options or a file that is gone are done again, and those alone."""
    out = tmp_path / "out"
    sources = folder("one", "two", "nothing")
    run(sources, out)
    before = files(out)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.ttl")}
    tally = run(sources, out)
    assert (tally.drafted, tally.kept, tally.without) == (0, 2, {sources[2].path: "it is about a law"})
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.ttl")} == stamps
    sources[1].path.write_text("deux", encoding="utf-8")
    (out / name("one")).unlink()
    tally = run(sources, out)
    assert (tally.drafted, tally.kept, len(tally.without)) == (2, 0, 1)
    after = files(out)
    assert after[name("one")] == before[name("one")]
    assert sorted(after) == sorted(name(words, end) for words in ("one", "deux") for end in (".ttl", ".txt"))
    assert run(sources, out, options="--publisher X").drafted == 2


def test_what_a_person_changed_is_left(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A file that is not as it was written is not overwritten, though its source changes, and is named."""
    out = tmp_path / "out"
    sources = folder("one", "two")
    run(sources, out)
    changed = out / name("one")
    changed.write_text("# reviewed\n", encoding="utf-8")
    tally = run(sources, out, options="others")
    assert (tally.drafted, tally.changed) == (1, [changed])
    assert changed.read_text(encoding="utf-8") == "# reviewed\n"


def test_a_file_of_somebody_else_is_left(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A file in the place of a draft that no journal knows is not overwritten, unless it is the same."""
    out = tmp_path / "out"
    sources = folder("one", "two")
    run(sources, out)
    (out / NAME).unlink()
    (out / name("two")).write_text("# reviewed\n", encoding="utf-8")
    tally = run(sources, out)
    assert (tally.drafted, tally.changed) == (1, [out / name("two")])
    assert (out / name("two")).read_text(encoding="utf-8") == "# reviewed\n"


def test_one_text_is_one_document(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A second copy of a text is no second document, and is named with the first."""
    first, second = folder("one", "one")
    tally = run([first, second], tmp_path / "out")
    assert (tally.drafted, tally.without) == (1, {second.path: f"it has the same text as {first.path}"})


def test_a_second_copy_that_comes_later_takes_nothing_away(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A copy that sorts before the first is drafted in its place when all is drafted again, and the file stays."""
    out = tmp_path / "out"
    first, second = folder("one", "one")
    assert run([second], out).drafted == 1
    assert run([first, second], out).without == {first.path: f"it has the same text as {second.path}"}
    before = files(out)
    tally = run([first, second], out, options="others")
    assert (tally.drafted, tally.changed) == (1, [])
    assert tally.without == {second.path: f"it has the same text as {first.path}"}
    assert files(out) == before
    assert sorted(before) == [name("one"), name("one", ".txt")]


def test_what_fails_is_named_and_the_others_are_done(folder: Callable[..., list[Source]], tmp_path: Path) -> None:
    """A process that dies, a fault and a file that cannot be read cost one document each, and say which."""
    sources = folder("one", "die", "two", "fault", "three", "die", "four")
    sources.append(Source(tmp_path / "gone.txt", "gone.txt", "gone"))
    tally = run(sources, tmp_path / "out", processes=2)
    assert tally.drafted == 4
    assert [path.name for path in tally.failed] == ["gone.txt", "b.txt", "d.txt", "f.txt"]
    assert tally.failed[sources[1].path].startswith("the process that was at it ended by signal 9")
    fault = r"a fault of the program: ValueError: no such thing \(test_drafting\.py, line \d+\)"
    assert re.fullmatch(fault, tally.failed[sources[3].path])
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
    # The start of a process counts too, and takes a few seconds where the machine is at other things.
    found = list(done_by(work, sources, 2, 10.0))
    assert [source for source, _ in found] == sources
    assert found[0][1] == Failed("took more than 10 seconds, and was given up")
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


# --- The program ---

READOUT = """Foreign Minister Hayashi meets Secretary of State Blinken

May {day}, 2022

On May {day}, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan, held a meeting in Tokyo with the Honorable \
Antony Blinken, Secretary of State of the United States of America. The two ministers concurred to continue sanctions \
against Russia, and Secretary Blinken promised to send a mission in July. They welcomed the launch of the {day}th round.
"""
MANY = range(10, 30)


@pytest.fixture
def readouts(tmp_path: Path) -> Path:
    """Return a folder with readouts of twenty days."""
    folder = tmp_path / "readouts"
    folder.mkdir()
    for day in MANY:
        (folder / f"{day}.txt").write_text(READOUT.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture
def few(readouts: Path) -> Path:
    """Return a folder with readouts of three days, which are drafted without another process."""
    for path in readouts.iterdir():
        if path.stem not in ("11", "12", "13"):
            path.unlink()
    return readouts


def test_one_document_goes_to_standard_output(program: Run, readouts: Path, tmp_path: Path) -> None:
    """Without a folder the Turtle is printed; it is what the folder gets, from a file and from standard input."""
    printed = program("draft", "readouts/12.txt", "--publisher", "mofa-jp")
    assert printed.code == 0
    piped = program("draft", "-", "--publisher", "mofa-jp", stdin=(readouts / "12.txt").read_bytes())
    assert piped.out == printed.out
    written = program("draft", "readouts/12.txt", "--publisher", "mofa-jp", "--out", "out")
    assert (written.code, written.out, written.err) == (0, "", "out: 1 drafted\n")
    (path,) = (tmp_path / "out").rglob("*.ttl")
    assert path.read_text(encoding="utf-8") == printed.out
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == READOUT.format(day=12)
    base = f"https://w3id.org/dipgraph/document/mofa-jp/{path.stem}"
    assert printed.out.startswith(f"@base <{base}> .\n")
    assert (
        printed.err
        == f"readouts/12.txt: mofa-jp/{path.name}, to be reviewed; --out FOLDER writes it there, with its text beside it\n"
    )


def test_a_second_run_counts_each_document_once(cli: Run, readouts: Path) -> None:
    """The numbers add up to the documents, in the first run and in the next; what is no document is counted on one line."""
    (readouts / "law.txt").write_text("The law on lakes was passed by the house on Monday.\n", encoding="utf-8")
    (readouts / "empty.txt").write_text("", encoding="utf-8")
    for name in ("a.pdf", "b.PDF", "c.docx", "12.json"):
        (readouts / name).write_text("{}", encoding="utf-8")
    over = "readouts: passed over 3 files (.docx, .pdf): documents end in .txt,"
    for line in ("out: 20 drafted, 1 without a draft, 1 failed", "out: 20 as they were, 1 without a draft, 1 failed"):
        said = cli("draft", "readouts", "--out", "out").err.splitlines()
        assert said[-1] == line
        assert [word for word in said if "passed over" in word] == [said[0]]
        assert said[0].startswith(over)


def test_workers_end_quietly_with_their_parent(readouts: Path, tmp_path: Path) -> None:
    """When the program is killed its processes end by themselves, and say nothing."""
    for day in range(200):
        (readouts / f"more-{day}.txt").write_text(READOUT.format(day=day % 28 + 1) + f"{day}\n", encoding="utf-8")
    script = Path(sys.executable).parent / "dipgraph"
    command = [str(script), "draft", str(readouts), "--out", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as run:
        end = time.monotonic() + 60
        while not list((tmp_path / "out").glob("*/*.ttl")):
            assert time.monotonic() < end
            time.sleep(0.005)
        run.kill()
        # The pipe ends when the last of them has gone.
        assert run.communicate(timeout=30)[1] == b""
    assert run.returncode == -signal.SIGKILL


def test_as_json(cli: Run, readouts: Path, tmp_path: Path) -> None:
    """--format json gives meetings and statements as plain values, of a folder in files named as the documents."""
    printed = json.loads(cli("draft", readouts / "12.txt", "--format", "json").out)
    assert [meeting["date"] for meeting in printed["meetings"]] == ["2022-05-12"]
    assert {statement["act"] for statement in printed["statements"]} >= {"agree", "pledge"}
    assert cli("draft", readouts, "--format", "json", "--out", "out").err == "out: 20 drafted\n"
    assert json.loads((tmp_path / "out" / "12.json").read_text(encoding="utf-8")) == printed


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("readouts",), "readouts is a folder: say with --out FOLDER"),
        (("readouts", "--out", "readouts"), "this is the folder of the documents"),
        (("readouts", "--out", "o", "--title", "x"), "--title is of one document"),
        (("readouts/12.txt", "--format", "tll"), "unknown format 'tll': did you mean 'ttl'"),
        (("readouts/12.txt", "--published", "soon"), "published"),
        (("no.txt",), "no.txt: no such file"),
        (("readouts/12.txt", "--data", "readouts"), "no Turtle files with actors"),
    ],
)
def test_wrong_use(cli: Run, readouts: Path, arguments: tuple[str, ...], why: str) -> None:
    """What cannot be drafted as it is asked for is said on one line, with the cure."""
    outcome = cli("draft", *arguments)
    assert outcome.code == 2
    assert why in outcome.error()


def test_no_meeting_is_said(cli: Run, tmp_path: Path) -> None:
    """A document that reports no meeting gives no Turtle, a reason, and 1."""
    (tmp_path / "law.txt").write_text("The law on lakes was passed by the house on Monday.\n", encoding="utf-8")
    outcome = cli("draft", "law.txt")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("law.txt: no draft: ")
    assert cli("draft", "law.txt", "--out", "out").code == 1
    as_json = cli("draft", "law.txt", "--format", "json")
    assert (as_json.code, json.loads(as_json.out)["meetings"]) == (1, [])


def test_a_draft_may_be_written_beside_its_document(cli: Run, readouts: Path) -> None:
    """The empty file that a shell makes for the output is no sidecar that is broken: it is passed over, and named."""
    (readouts / "12.json").write_bytes(b"")
    printed = cli("draft", "readouts/12.txt", "--format", "json")
    assert (printed.code, printed.err) == (0, "readouts/12.json: empty: passed over\n")
    assert len(json.loads(printed.out)["meetings"]) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "index.jsonl:2: no JSON"),
        ('{"title": "Talks"}', 'index.jsonl:2: a line without "id"'),
        ('{"id": "11"}', 'index.jsonl:2: "11" a second time'),
    ],
)
def test_a_broken_line_of_an_index_is_told_once_and_the_rest_is_drafted(
    cli: Run, few: Path, line: str, words: str
) -> None:
    """Every document is drafted, with what the other lines say of it."""
    (few / "index.jsonl").write_text(f'{{"id": "11", "publisher": "mofa-jp"}}\n{line}\n', encoding="utf-8")
    told = cli("draft", few, "--out", "out")
    assert told.err.count("index.jsonl") == 1
    assert words in told.err
    assert told.err.endswith("out: 3 drafted\n")
    assert told.code == 2
    printed = cli("draft", few / "12.txt")
    assert (printed.err.count("index.jsonl"), printed.code) == (1, 2)
    assert printed.out.startswith("@base")


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "Readme.html"])
def test_what_tells_of_a_folder_is_no_document_of_it(cli: Run, few: Path, name: str) -> None:
    """It is left out, and that is said; by itself it is read as any other."""
    (few / name).write_text((few / "12.txt").read_text(encoding="utf-8").replace("12", "14"), encoding="utf-8")
    told = cli("draft", few, "--out", "out")
    assert told.code == 0
    assert told.err == f"{few / name}: left out: it tells of its folder, and is no document\nout: 3 drafted\n"
    assert cli("draft", few / name).code == 0


def test_the_id_of_a_document_is_its_path_in_the_folder(cli: Run, few: Path, tmp_path: Path) -> None:
    """As JSON a document deeper in a folder has its path from there on, without the suffix, as its file has."""
    (few / "may").mkdir()
    (few / "12.txt").rename(few / "may" / "12.txt")
    cli("draft", few, "--format", "json", "--out", "out")
    assert json.loads((tmp_path / "out" / "may" / "12.json").read_text(encoding="utf-8"))["id"] == "may/12"


def test_from_another_working_directory_nothing_is_done_again(
    readouts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a draft depends on is what files have in them, and not how their places are typed."""
    (readouts / "index.jsonl").write_text('{"id": "12", "publisher": "mofa-jp"}\n', encoding="utf-8")
    (readouts / "13.json").write_text('{"publisher": "mofa-jp"}', encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "actors.ttl").write_bytes(ACTORS[0].read_bytes())

    def tally(up: str) -> str:
        out = Path(up) / "out"
        asked = Asked("ttl", (Path(up) / "data" / "actors.ttl",))
        sources = sources_in(Path(up) / "readouts", out)
        keys = partial(inputs, asked=asked)
        return str(draft_folder(sources, out, partial(drafting.work, asked=asked), keys, asked.actors))

    monkeypatch.chdir(tmp_path)
    assert tally(".") == "20 drafted"
    monkeypatch.chdir(readouts)
    assert tally("..") == "20 as they were"


def test_a_single_document_has_the_same_time(
    folder: Callable[..., list[Source]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Few documents, which are drafted on no process of their own, are given up after as long as many."""
    monkeypatch.setattr(drafting, "LONGEST", 0.3)
    sources = folder("sleep", "nothing")
    tally = run(sources, tmp_path / "out")
    assert list(tally.without) == [sources[1].path]
    assert tally.failed == {
        sources[0].path: f"{sources[0].path}: took more than 0.3 seconds, and was given up: split it"
    }


def test_without_the_extra(tmp_path: Path) -> None:
    """Without spaCy the one line of the error says how to have it, and a review needs none."""
    start = "import sys; sys.modules['spacy'] = None; from dipgraph.cli import main; main()"
    for command, code, why in (("draft", 2, "pip install 'dipgraph[draft]'"), ("review", 2, "no such file")):
        done = subprocess.run(
            [sys.executable, "-c", start, command, "a.txt"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (code, "")
        assert done.stderr.count("\n") == 1
        assert why in done.stderr


def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(program: Run, readouts: Path, tmp_path: Path) -> None:
    """An interrupted run ends soon, with nothing half written; the next one does what is left, with the same bytes."""
    assert program("draft", readouts, "--out", "whole").err == "whole: 20 drafted\n"
    script = Path(sys.executable).parent / "dipgraph"
    command = [str(script), "draft", str(readouts), "--out", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as run:
        end = time.monotonic() + 60
        while not list((tmp_path / "out").glob("*/*.ttl")):
            assert time.monotonic() < end
            time.sleep(0.005)
        begun = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        _, error = run.communicate(timeout=30)
        # A second for itself; the machine may be at other things.
        assert time.monotonic() - begun < 3
    if run.returncode != 0:
        assert (run.returncode, error) == (130, b"dipgraph: interrupted\n")
    whole = files(tmp_path / "whole")
    part = files(tmp_path / "out")
    assert part
    assert part.items() <= whole.items()
    assert program("draft", readouts, "--out", "out").code == 0
    assert files(tmp_path / "out") == whole


def test_two_of_one_name_are_refused_only_where_their_drafts_would_be_one_file(
    cli: Run, few: Path, tmp_path: Path
) -> None:
    """The Turtle is named by its text, so that all are drafted; of JSON the two are refused, and the rest is drafted."""
    first = next(few.glob("*.txt"))
    first.with_suffix(".html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    number = len(list(few.iterdir()))
    turtle = cli("draft", str(few), "--out", str(tmp_path / "turtle"))
    assert turtle.code == 0, turtle.err
    assert len(list((tmp_path / "turtle").rglob("*.ttl"))) == number
    json = cli("draft", str(few), "--format", "json", "--out", str(tmp_path / "json"))
    assert json.code == 2
    assert json.err.count("would have the same name") == 2
    assert len(list((tmp_path / "json").rglob("*.json"))) == number - 2


def test_a_line_in_a_document_is_named_with_its_file_once(cli: Run, tmp_path: Path) -> None:
    """What is wrong in a line of a front matter is told with the file, which is not said again."""
    file = tmp_path / "in" / "a.md"
    file.parent.mkdir()
    file.write_text("---\ntitle: [\n---\n\nThe ministers met.\n", encoding="utf-8")
    told = cli("draft", str(file.parent), "--out", str(tmp_path / "out"))
    assert told.code == 2
    assert [line.count(str(file)) for line in told.err.splitlines() if "YAML" in line] == [1]

"""Drafts of many documents: one file each, whole or not there, on all cores, going on where it was stopped.

Which address a document has depends on it alone, so that those that are drafted at the same time need not know of each
other. Results are put in their places in the order of their sources: of one text that is there twice the first is drafted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dipgraph import shipped
from dipgraph.annotation import as_json
from dipgraph.crew import Failed, attempt, done_by, within
from dipgraph.draft_turtle import Encoded, draft_turtle
from dipgraph.drafts import draft, knowledge
from dipgraph.errors import DipgraphError, UsageError
from dipgraph.folders import write_whole
from dipgraph.guesses import Intake
from dipgraph.intake import STANDARD_INPUT, document_name, documents, read
from dipgraph.journal import Entry, Journal, digest, key
from dipgraph.particulars import Particulars, beside, indexed
from dipgraph.vocabulary import known

# From how many documents on other processes are worth their start.
_WORTH = 8
_MOST = 16
# In seconds: no document should take so long.
LONGEST = 60.0
NO_MEETING = "it reports no meeting of states or international bodies"
SAME_TEXT = "it has the same text as "


@dataclass(frozen=True)
class Source:
    """A document to draft: its file, its name in the journal and its name without the suffix, as JSON has it."""

    path: Path
    name: str
    stem: str


@dataclass(frozen=True)
class Asked:
    """How documents are drafted: as "ttl" or "json", with which actors, and what options say of each."""

    form: str
    actors: tuple[Path, ...]
    option: Particulars | None = None


@dataclass(frozen=True)
class Result:
    """What became of a document: its graph, or its form in JSON; where it has no meeting, why."""

    encoded: Encoded | None = None
    json: str = ""
    none: str = ""


@dataclass
class Tally:
    """What became of the documents of a folder: how many, and, by source, why others were not drafted."""

    drafted: int = 0
    kept: int = 0
    changed: list[Path] = field(default_factory=list)
    without: dict[Path, str] = field(default_factory=dict)
    failed: dict[Path, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the numbers on one line.

        >>> print(Tally(3, 1, failed={Path("x.txt"): "empty"}))
        3 drafted, 1 as they were, 1 failed
        """
        numbers = {
            "drafted": self.drafted,
            "as they were": self.kept,
            "left as somebody changed them": len(self.changed),
            "without a draft": len(self.without),
            "failed": len(self.failed),
        }
        return ", ".join(f"{number} {what}" for what, number in numbers.items() if number) or "nothing to draft"


def drafted(intake: Intake, asked: Asked) -> Result:
    """Return the draft of a document as Turtle or as JSON."""
    found = draft(intake, knowledge(shipped.folder("ontology"), *asked.actors))
    if asked.form == "json":
        return Result(json=as_json(found), none="" if found.occasions else found.none or NO_MEETING)
    encoded = draft_turtle(found, known(asked.actors))
    return Result(encoded, none="" if encoded else found.none or NO_MEETING)


def work(source: Source, asked: Asked) -> Result:
    """Return the draft of the document at a file."""
    return drafted(replace(read(source.path, option=asked.option), name=source.stem), asked)


def limited(source: Source, work: Callable[[Source], Result]) -> Result:
    """Return the draft of a source, if it takes no longer than any should: the same as on a process of its own."""
    with within(LONGEST, source.path):
        return work(source)


def inputs(source: Source, asked: Asked) -> list[bytes]:
    """Return all that the draft of a file is made of: the file, what stands beside it, and what an index says of it."""
    try:
        content = source.path.read_bytes()
    except OSError as error:
        raise UsageError(f"{source.path}: {error.strerror or error}: give a file that can be read") from None
    said = [
        part and replace(part, origin=Path(part.origin).name) for part in (beside(source.path), indexed(source.path))
    ]
    stem = source.stem if asked.form == "json" else ""
    return [content, *(repr(part).encode() for part in (*_options(asked), stem, *said))]


def _options(asked: Asked) -> tuple[str, Particulars | None]:
    """Return what is asked for without the places of the actors, which are others from another working directory."""
    return asked.form, asked.option


def piped(
    intake: Intake, asked: Asked
) -> tuple[list[Source], Callable[[Source], Result], Callable[[Source], list[bytes]]]:
    """Return what was read from standard input as the one source of a folder: it, and how it is drafted, and of what.

    In the journal it is named by its text, for all that is piped has one name.
    """
    name = f"{STANDARD_INPUT} {digest(intake.text.encode())[:12]}"
    sources = [Source(STANDARD_INPUT, name, intake.name)]
    return sources, lambda _: drafted(intake, asked), lambda _: [repr(intake).encode(), repr(_options(asked)).encode()]


def sources_in(place: Path, out: Path) -> list[Source]:
    """Return the documents of a folder, or the one at a file, but for what is written to the folder *out*."""
    end = os.path.realpath(out)
    if place.is_dir() and os.path.realpath(place) == end:
        raise UsageError(f"{out}: this is the folder of the documents: give another one for their drafts")
    found = []
    for path in documents(place):
        real = os.path.realpath(path)
        if path == place or not real.startswith(end + os.sep):
            # From the folder on, and not as it is typed: the same from wherever it is drafted.
            found.append(Source(path, os.path.relpath(real, end), document_name(path, place)))
    return found


def clashing(sources: Sequence[Source]) -> dict[Path, str]:
    """Return those of *sources* that would have one file in JSON, which has their name, each with why it is refused.

    >>> clashing([Source(Path(name), name, "a") for name in ("a.html", "a.txt")])[Path("a.txt")]
    'a.html would have the same name a.json: rename one of them'
    """
    of: dict[str, list[Path]] = {}
    for source in sources:
        of.setdefault(source.stem, []).append(source.path)
    return {
        path: f"{next(other for other in paths if other != path)} would have the same name {stem}.json: rename one of them"
        for stem, paths in of.items()
        if len(paths) > 1
        for path in paths
    }


def draft_folder(
    sources: Sequence[Source],
    out: Path,
    work: Callable[[Source], Result],
    inputs: Callable[[Source], list[bytes]],
    actors: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> Tally:
    """Draft *sources* into the folder *out*; *work* makes one, of *inputs* and of what the *actors* have.

    A source is done if the journal has it with the same key, and its file is there: then it is left alone. So is a file
    that is not as it was written, for somebody has been at it. With *processes* of None many are drafted on all cores.
    """
    journal, tally = Journal(out), Tally()
    keys: dict[str, str] = {}
    todo = []
    kept: dict[str, Path] = {}
    for source in sources:
        try:
            keys[source.name] = key(inputs(source), actors)
        except DipgraphError as error:
            tally.failed[source.path] = str(error)
            continue
        if _is_done(source, keys[source.name], journal, tally):
            kept[source.name] = source.path
        else:
            todo.append(source)
    texts = {entry.text: kept[name] for name, entry in journal.entries.items() if entry.text and name in kept}
    if len(todo) < _WORTH and processes is None:
        results = ((source, attempt(partial(limited, work=work), source)) for source in todo)
    else:
        number = min(os.cpu_count() or 1, _MOST) if processes is None else processes
        results = done_by(work, todo, number, LONGEST)  # type: ignore[assignment]
    before = len(sources) - len(todo)
    for done, (source, result) in enumerate(results, start=1):
        if isinstance(result, Failed):
            tally.failed[source.path] = result.why
        else:
            _put(source, result, keys[source.name], journal, texts, tally)
        if progress:
            progress(before + done, len(sources))
    return tally


def _is_done(source: Source, key: str, journal: Journal, tally: Tally) -> bool:
    """Return whether a source is left alone, and count it where it is."""
    entry = journal.entries.get(source.name)
    if entry is None:
        return False
    if journal.is_done(entry, key):
        if entry.none:
            tally.without[source.path] = entry.none
        else:
            tally.kept += 1
        return True
    if journal.is_changed(entry):
        tally.changed.append(journal.folder / entry.file)
        return True
    return False


def _put(source: Source, result: Result, key: str, journal: Journal, texts: dict[str, Path], tally: Tally) -> None:
    """Write a result to its place, then the line of the journal; *texts* are those that other sources have."""
    before = journal.entries.get(source.name, Entry(source.name, ""))
    entry = Entry(source.name, key, none=result.none)
    contents: list[tuple[str, bytes]] = []
    if result.encoded is not None:
        mark = digest(result.encoded.text)
        if (same := texts.setdefault(mark, source.path)) != source.path:
            entry = Entry(source.name, key, none=f"{SAME_TEXT}{same}")
        else:
            file = f"{result.encoded.address.removeprefix('document/')}.ttl"
            turtle = result.encoded.turtle.encode()
            # The text first: a graph in its place is whole.
            contents = [(f"{file.removesuffix('.ttl')}.txt", result.encoded.text), (file, turtle)]
            entry = Entry(source.name, key, file, digest(turtle), mark)
    elif result.json:
        file = f"{source.stem}.json"
        contents = [(file, result.json.encode())]
        entry = Entry(source.name, key, file, digest(contents[0][1]), none=result.none)
    path = journal.folder / entry.file
    if entry.file and entry.file != before.file and path.exists():
        # What another source wrote there, of the same text, is not what somebody changed.
        there, theirs = path.read_bytes(), journal.files.get(entry.file)
        if there != contents[-1][1] and (theirs is None or digest(there) != theirs.written):
            tally.changed.append(path)
            return
    for name, content in contents:
        write_whole(journal.folder / name, content)
    if before.file != entry.file and journal.files.get(before.file) is before:
        for suffix in (".ttl", ".txt", ".json"):
            (journal.folder / before.file).with_suffix(suffix).unlink(missing_ok=True)
    journal.add(entry)
    if entry.none:
        tally.without[source.path] = entry.none
    elif entry.file:
        tally.drafted += 1

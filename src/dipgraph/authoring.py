"""The commands that make Turtle: of a document from its text, of the records of others, and of what is one in several."""

from __future__ import annotations

from dipgraph.commands import DATA
from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from dipgraph.drafting import Asked

COMMANDS: dict[str, Command] = {}


@command(
    COMMANDS,
    Word(
        "path",
        metavar="FILE|FOLDER|-",
        required=True,
        path=True,
        help="A text, Markdown or a web page, a folder of them, or - for standard input.",
    ),
    Word("--out", metavar="FOLDER", path=True, help="Write here, by publisher, each with its text beside it."),
    Word("--format", metavar="FORMAT", default="ttl", help="ttl, or json: meetings and statements as plain values."),
    Word("--title", metavar="TEXT", help="The document's title [default: what it says of itself]."),
    Word("--published", metavar="DATE", help="The day on which it was published [default: likewise]."),
    Word("--publisher", metavar="NAME", help="The body that answers for it, by name or address [default: likewise]."),
    Word("--address", metavar="URL", help="Where it stands on the web [default: likewise]."),
    DATA,
    HELP,
)
def draft(
    path: Path,
    out: Path | None,
    format: str,
    title: str | None,
    published: str | None,
    publisher: str | None,
    address: str | None,
    data: Path | None,
) -> int:
    """Draft the Turtle of a document from its text: its meetings, who took part, what was said and promised.

    Rules find it, with the words of the vocabularies and the actors of the data; each guess has a mark that says why, by
    which rule and how surely, for `dipgraph review`. Of a folder each document becomes a file, on all cores; what is
    there already is not drafted again, and what somebody changed is left. A README tells of its folder and is left out.

    Exit code 0: drafted. 1: the document reports no meeting. 2: some could not be drafted, or a line of an index is broken.

    Example: `dipgraph draft readout.html --out drafts`

    Example: `dipgraph draft readouts --out drafts --publisher mofa-jp`
    """
    from functools import partial

    from dipgraph import registry, shipped, terminal
    from dipgraph.prose import language

    if format not in ("ttl", "json"):
        raise UsageError(registry.unknown("format", format, ["ttl", "json"]))
    of_each = {"--title": title, "--address": address}
    if path.is_dir() and (given := next((name for name, value in of_each.items() if value), None)):
        raise UsageError(f"{given} is of one document: put it into a file beside each, or an index.jsonl")
    if path.is_dir() and out is None:
        raise UsageError(f"{path} is a folder: say with --out FOLDER where its drafts are to be")
    # Without the extra this says so; what is imported below needs it too.
    language()
    from dipgraph import drafting
    from dipgraph.intake import FORMS, STANDARD_INPUT, passed_over, read, read_me, unreadable
    from dipgraph.particulars import stated
    from dipgraph.vocabulary import actors_of

    values = {"title": title, "published": published, "publisher": publisher, "address": address}
    option = stated({name: value for name, value in values.items() if value}, "option")
    asked = drafting.Asked(format, actors_of(shipped.data_folder(data)), option)
    if out is None:
        return _printed(path, asked)
    broken = 0
    if path == STANDARD_INPUT:
        refused = {}
        sources, work, inputs = drafting.piped(read(path, option=option), asked)
    else:
        sources = drafting.sources_in(path, out)
        refused = unreadable(path) if path.is_dir() else {}
        # The Turtle is named by its text, the JSON by its source.
        refused |= drafting.clashing(sources) if format == "json" else {}
        sources = [source for source in sources if source.path not in refused]
        broken = _tell_broken(*(source.path for source in sources))
        work, inputs = partial(drafting.work, asked=asked), partial(drafting.inputs, asked=asked)
    with terminal.progress(f"drafting {terminal.count(len(sources), 'document')}") as advance:
        tally = drafting.draft_folder(sources, out, work, inputs, asked.actors, advance)
    tally.failed |= refused
    _tell_empty(*(source.path for source in sources))
    if path.is_dir() and (others := passed_over(path, out)):
        number = terminal.count(sum(others.values()), "file")
        terminal.say(f"{path}: passed over {number} ({', '.join(others)}): documents end in {', '.join(FORMS)}")
    for file in read_me(path) if path.is_dir() else ():
        terminal.say(f"{file}: left out: it tells of its folder, and is no document")
    for file, why in tally.without.items():
        terminal.say(f"{file}: no draft: {why}")
    for changed in tally.changed:
        terminal.say(f"{changed}: left as somebody changed it: remove it to draft it again")
    for file, why in tally.failed.items():
        terminal.say(why if why.startswith(str(file)) else f"{file}: {why}")
    terminal.say(f"{out}: {tally}")
    return 2 if tally.failed or broken else 1 if tally.without and not path.is_dir() else 0


def _printed(path: Path, asked: Asked) -> int:
    """Print the draft of one document, and return the exit code."""
    from dipgraph import drafting, terminal
    from dipgraph.crew import within
    from dipgraph.intake import STANDARD_INPUT, read

    broken = 0 if path == STANDARD_INPUT else _tell_broken(path)
    with within(drafting.LONGEST, path):
        result = drafting.drafted(read(path, option=asked.option), asked)
    _tell_empty(path)
    if result.encoded is not None:
        terminal.write(result.encoded.turtle.encode())
        name = result.encoded.address.removeprefix("document/")
        terminal.say(f"{path}: {name}.ttl, to be reviewed; --out FOLDER writes it there, with its text beside it")
        return 2 if broken else 0
    terminal.write(result.json.encode())
    if result.none:
        terminal.say(f"{path}: no draft: {result.none}")
    return 2 if broken else 1 if result.none else 0


def _tell_broken(*documents: Path) -> int:
    """Say once what is wrong in the indexes of *documents*, of which these lines say nothing; return how many there are."""
    from dipgraph import terminal
    from dipgraph.particulars import faults

    found = faults(documents)
    for fault in found:
        terminal.say(f"{fault} (this line says nothing of any document; the others are read)")
    return len(found)


def _tell_empty(*documents: Path) -> None:
    """Say which files beside documents say nothing."""
    from dipgraph import terminal
    from dipgraph.particulars import empty_beside

    for empty in (file for path in documents for file in empty_beside(path)):
        terminal.say(f"{empty}: empty: passed over")


@command(
    COMMANDS,
    Word(
        "path", metavar="FILE", required=True, path=True, help="File that `dipgraph draft` or `dipgraph match` wrote."
    ),
    Word(
        "paths",
        metavar="PATHS",
        path=True,
        several=True,
        help="What was matched, for a file of judgements: both sides are shown as it has them [default: the data].",
    ),
    Word("--unsure-first", help="Begin with what is least sure, and not in the order of the text."),
    Word("--by", metavar="NAME", help="Who judges, a person or body of the data: for a file of judgements."),
    DATA,
    HELP,
)
def review(path: Path, paths: list[Path], unsure_first: bool, by: str | None, data: Path | None) -> int:
    """Go through the guesses of a draft in the terminal: accept, change, reject or skip each, or go back.

    Each question shows the passage in its context, what is guessed, and why. What the draft has missed is added with +:
    a statement by the words of its passage, a participant, a meeting. Every answer is in the file before the next
    question, which keeps its order and layout. When the last mark is settled, what `validate`
    would find in the file is said and asked about.
    Of the judgements that `dipgraph match` wrote, each is shown with what is known of both sides: names, offices, meetings
    with days and places, documents. An answer is signed with the name and the day; to reject that two are the same is to
    judge them different.

    Exit code 0: nothing is left. 1: some marks are. 2: the file cannot be reviewed.

    Example: `dipgraph review drafts/mofa-jp/2022-05-23-us-586e84.ttl`

    Example: `dipgraph review judgements.ttl data records --by dipgraph-editors`
    """
    from dipgraph import shipped
    from dipgraph.judgement_edits import signer_of
    from dipgraph.portraits import portrayed
    from dipgraph.terminal import count, say
    from dipgraph.vocabulary import actors_of, known
    from dipgraph.walk import faults, walk

    folder = shipped.data_folder(data)
    vocabulary = known(actors_of(folder))
    signer = signer_of(by, vocabulary) if by else ""
    known_of = portrayed(paths or [folder], path)
    again = " ".join(["dipgraph review", *map(str, (path, *paths)), *(["--by", by] if by else [])])
    beside = " ".join(map(str, (*paths, path)))
    try:
        left = walk(path, vocabulary, unsure_first, signer=signer, check=lambda: faults(path, folder), more=known_of)
    except KeyboardInterrupt:
        print()  # behind the question
        say(f"{path}: every answer is in the file: go on with '{again}'")
        raise
    if left:
        say(f"{path}: {count(left, 'question')} left: go on with '{again}'")
        return 1
    say(f"{path}: no marks are left: see what 'dipgraph validate {beside}' finds")
    return 0


@command(
    COMMANDS,
    Word("source", metavar="SOURCE", required=True, help="historyatstate, followthemoney, or one that was added."),
    Word(
        "place", metavar="FOLDER", required=True, path=True, help="Where the records lie, as their publisher has them."
    ),
    Word("--out", metavar="FOLDER", default="records", path=True, help="A new folder for the graphs."),
    Word("--part", help="These are a part of the source: do not hold the yield to what is asserted of the whole."),
    DATA,
    HELP,
)
def import_(source: str, place: Path, out: Path, part: bool, data: Path | None) -> int:
    """Make graphs of the records of others: persons, offices, tenures, and who met whom on which journey.

    `historyatstate` is a folder with clones of github.com/HistoryAtState/travels, visits and pocom; `followthemoney` a file
    of JSON lines, or a folder of them. A record becomes a document with its text beside it, its remark the evidence. The
    yield by decade is printed; what the source itself has wrong is in findings.tsv. Nothing is written where the yield is
    less than what is asserted of the source.

    Exit code 0: imported. 2: it could not be, or the yield is too low.

    Example: `dipgraph import historyatstate historyatstate --out records`

    Example: `dipgraph import followthemoney people.jsonl --out people`
    """
    from dipgraph import terminal
    from dipgraph.prose import language

    # Without the extra this says so.
    language()
    from dipgraph.importing import FINDINGS, data_files, import_records

    with terminal.progress(f"importing {source}") as advance:
        done = import_records(source, place, out, data_files(data), advance, asserted=not part)
    if done.given.decades:
        print("\n".join(done.given.lines()))
    terminal.say(f"{out}: {done.given}")
    if done.faults:
        terminal.say(f"{out / FINDINGS}: {terminal.count(len(done.faults), 'finding')} on the source itself")
    return 0


@command(
    COMMANDS,
    Word("--out", metavar="FILE", default="judgements.ttl", path=True, help="The file of judgements."),
    Word("paths", metavar="PATHS", path=True, several=True, help="Folders and files [default: the data]."),
    HELP,
)
def match(out: Path, paths: list[Path]) -> int:
    """Find what is one under several addresses: persons, offices, tenures, meetings, records that say the same.

    Rules that are safe judge by themselves, and are listed with their reasons; the rest is marked, and `dipgraph review
    FILE` settles it. No source is changed: a load of the file beside them takes what is the same for one, as long as the
    judgement stands, and a load of them without it takes all back. The file is written anew, but for what a person judged,
    which stays. The same data and judgements give the same file.

    Exit code 0: nothing is left to review. 1: something is, or judgements contradict each other, which is said on a line
    for each. 2: it could not be done.

    Example: `dipgraph match data records`

    Example: `dipgraph load data records judgements.ttl --store century.db`
    """
    from dipgraph import shipped, terminal
    from dipgraph.folders import write_whole
    from dipgraph.matching import match as find

    with terminal.progress("matching") as advance:
        found = find(paths or [shipped.data_folder()], out, advance)
    write_whole(out, found.turtle.encode())
    terminal.say(f"{out}: {found}")
    for fault in found.faults:
        terminal.say(f"{out}: {fault}")
    return 1 if found.open or found.faults else 0

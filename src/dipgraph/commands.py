"""The commands of the command line: each is a function with the words that it takes, and its docstring is its help.

What a command needs is imported when it runs, so that help and short answers do not wait for it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dipgraph.errors import SourceError, UsageError
from dipgraph.words import HELP, Command, command, help_of, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dipgraph.query import Query
    from dipgraph.stores import Store

COMMANDS: dict[str, Command] = {}
_THING = "A person, state, meeting, issue, commitment or document, as people write it."
_NETWORK = "A network of queries/networks/; for the whole graph, FILE stands alone."
_FILE = "Where to write: .gexf .graphml .cyjs for a network; .ttl .trig .nt .nq .jsonld for the graph."
_LAYOUT = "Place the nodes of a network, and give their degree and betweenness."
_PATHS = "Folders, files (.ttl .trig .nt .nq .jsonld, also .gz), or - for standard input [default: the whole data]."
_FOLDER = "Folder of a store, made by `dipgraph load`."
DATA = word(
    "--data",
    type=Path,
    metavar="FOLDER",
    help="Folder of Turtle files [default: data/ here if it has documents/, else the data that comes with dipgraph].",
)
STORE = word("--store", type=Path, metavar="FOLDER", help="Ask a store on disk, made by `dipgraph load`.")


@command(
    COMMANDS,
    word("paths", metavar="PATHS", type=Path, nargs="*", help="Files or folders to judge [default: the whole data]."),
    word("--format", metavar="FORMAT", default="text", help="text, json, or ttl (the SHACL report)."),
    word("--engine", metavar="ENGINE", default="auto", help="auto, pyshacl or shifty."),
    word("--shapes", metavar="FILE", type=Path, help="Check by these shapes alone."),
    word("--all", action="store_true", help="Check also what did not change since it was clean."),
    DATA,
    HELP,
)
def validate(paths: list[Path], format: str, engine: str, shapes: Path | None, all: bool, data: Path | None) -> int:
    """Check documents against the rules: shapes, checks across documents, quotations against their texts.

    Exit code 0: nothing found. 1: faults found. 2: it could not be checked.

    Example: `dipgraph validate data/documents/mofa-jp/2022-05-23-us.ttl`
    """
    from dipgraph import registry, shipped
    from dipgraph.dataset import Dataset
    from dipgraph.terminal import count, progress, say
    from dipgraph.unchanged import validate_again
    from dipgraph.validate import validate as judge
    from dipgraph.validate import validate_by

    if format not in ("text", "json", "ttl"):
        raise UsageError(registry.unknown("format", format, ["text", "json", "ttl"]))
    folder, done = shipped.data_folder(data), ""
    with progress("checking") as advance:
        if shapes is not None:
            dataset = Dataset.read(*(paths or [folder]), vocabularies=False)
            report = validate_by(Dataset.read(shapes, vocabularies=False), dataset, engine=engine)
        elif paths or not folder.is_dir():
            context = Dataset.read(folder)
            dataset = Dataset.read(*paths, vocabularies=False) if paths else context
            report = judge(dataset, context, engine=engine, processes=None, progress=advance)
        else:
            again = validate_again(folder, engine=engine, everything=all, progress=advance)
            report = again.report
            since = f"of {report.graphs:,} graphs changed since the last clean run"
            some = f"{again.checked:,} {since}, or depend on it, and were checked" if again.checked else f"none {since}"
            done = f"{some} (all: --all)" if again.checked < report.graphs else ""
    if format == "json":
        print(report.to_json())
    elif format == "ttl":
        print(report.to_turtle())
    else:
        for finding in report.findings:
            print(finding)
        files = len({finding.path for finding in report.findings})
        faults = f"{count(len(report.findings), 'fault')} in {count(files, 'file')}" if report.findings else "no faults"
        say(f"{done or count(report.graphs, 'graph') + ' checked'}: {faults}")
    return 0 if report.conforms else 1


@command(
    COMMANDS,
    word("name", metavar="[NAME|FILE|-]", nargs="?", help="A stored query, a file, or - for standard input."),
    word("--format", metavar="FORMAT", default="table", help="One of table, md, csv, tsv, json, xml, ttl, nt, jsonld."),
    word("--list", action="store_true", help="List the stored queries."),
    STORE,
    DATA,
    word("--help", "-h", action="store_true", help="Show what a query asks, and its parameters."),
    others=True,
)
def query(
    name: str | None,
    format: str,
    list: bool,
    store: Path | None,
    data: Path | None,
    help: bool,
    others: Sequence[str],
) -> None:
    """Answer a stored query, or SPARQL of your own; a query's parameters are options.

    `dipgraph query NAME --help` shows what a query answers, with its parameters and columns.

    Example: `dipgraph query due-commitments --as-of 2022-08-15`
    """
    if name is None and not list:
        print(help_of("query", COMMANDS["query"]), end="")
        return
    from dipgraph import registry, results, terminal
    from dipgraph.query import options

    if name is None or list:
        terminal.list_queries()
        return
    chosen = _chosen(name)
    if help:
        print(chosen.explained())
        return
    values = options(chosen, others)
    if format not in results.FORMATS:
        raise UsageError(registry.unknown("format", format, results.FORMATS))
    with _store(store, data) as opened:
        answer = chosen.run(opened, **values)
        if format == "table":
            terminal.show_answer(chosen, answer, opened, values)
        else:
            terminal.write(results.write(answer, format))


def _chosen(name: str) -> Query:
    from dipgraph.query import Query, stored

    if name == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SourceError("not UTF-8: send the query in that encoding", Path("standard input")) from None
        return Query.parse(text, "standard input")
    if name.startswith("-"):
        raise UsageError(f"{name} stands before the query's name: write 'dipgraph query NAME {name} …'")
    if (file := stored().get(name)) is not None:
        return Query.read(file, name)
    path = Path(name)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        return Query.read(path, str(path))
    return Query.named(name)


def _store(path: Path | None, data: Path | None) -> Store:
    from dipgraph.opening import open_store

    if path is not None:
        if data is not None:
            raise UsageError("--store and --data exclude each other: leave one out")
        if not path.is_dir() or not any(path.iterdir()):
            raise UsageError(f"{path}: no store there: make one with 'dipgraph load --store {path}'")
        return open_store(path)
    from dipgraph import shipped
    from dipgraph.dataset import Dataset

    opened = open_store()
    opened.load(Dataset.read(shipped.data_folder(data)))
    return opened


@command(
    COMMANDS,
    word(
        "name",
        metavar="IRI-OR-NAME",
        nargs="?",
        required=True,
        help=_THING,
    ),
    DATA,
    STORE,
    HELP,
)
def show(name: str, data: Path | None, store: Path | None) -> None:
    """Show a person, state, meeting, issue, commitment or document in words, with its evidence.

    Example: `dipgraph show meeting/2022-05-23-jp-us`
    """
    from dipgraph.show import describe

    with _store(store, data) as opened:
        for line in describe(opened, name):
            print(line)


@command(
    COMMANDS,
    word(
        "network_name",
        metavar="NETWORK",
        nargs="?",
        required=True,
        help=_NETWORK,
    ),
    word(
        "file",
        metavar="[FILE]",
        nargs="?",
        type=Path,
        help=_FILE,
    ),
    word("--layout", action="store_true", help=_LAYOUT),
    DATA,
    STORE,
    HELP,
)
def export(network_name: str, file: Path | None, layout: bool, data: Path | None, store: Path | None) -> None:
    """Write a network for Gephi, yEd or Cytoscape, or the whole graph for a triple store; the suffix says the format.

    Example: `dipgraph export who-met-whom ministers.gexf`

    Example: `dipgraph export graph.trig`
    """
    from dipgraph import exports
    from dipgraph.measures import measured
    from dipgraph.network import edges, network
    from dipgraph.terminal import say

    with _store(store, data) as opened:
        if file is None:
            if layout:
                raise UsageError("--layout is for a network: leave it out")
            path = Path(network_name)
            if not path.suffix:
                raise UsageError(f"no file for {network_name!r}: write 'dipgraph export {network_name} FILE.gexf'")
            exports.export(opened, path)
            nameless = path.suffix in (".ttl", ".nt")
            lost = ", without the names of its graphs: .trig or .nq keep them" if nameless else ""
            say(f"{path}: the whole graph{lost}")
        else:
            graph = measured(network(opened, network_name)) if layout else edges(opened, network_name)
            say(f"{file}: {exports.export(graph, file)}")


@command(
    COMMANDS,
    word("--store", type=Path, metavar="FOLDER", required=True, help="Folder of the store; made where there is none."),
    word("--format", metavar="FORMAT", default="ttl", help="Of standard input: ttl, trig, nt, nq or jsonld."),
    word("paths", metavar="PATHS", type=Path, nargs="*", help=_PATHS),
    HELP,
)
def load(store: Path, format: str, paths: list[Path]) -> None:
    """Load the data into a store on disk, to ask it later with `--store`.

    Loading again writes the graphs whose files changed, and removes those whose files are gone.
    A load that is interrupted leaves the store as it was.

    Example: `dipgraph load --store graph.db`

    Example: `dipgraph load --store graph.db archive/ more.nq.gz`
    """
    from dipgraph import registry, shipped, sources
    from dipgraph.dataset import Files
    from dipgraph.opening import open_store
    from dipgraph.terminal import progress, say

    if f".{format}" not in sources.FORMATS:
        raise UsageError(registry.unknown("format", format, [suffix[1:] for suffix in sources.FORMATS]))
    files = Files.at(*(paths or [shipped.data_folder()]), format=sources.FORMATS[f".{format}"])
    with open_store(store) as opened, progress(f"loading {len(files):,} files") as advance:
        loaded = opened.load(files, advance)
    say(f"{store}: {loaded}")


@command(COMMANDS, word("store", metavar="STORE", type=Path, nargs="?", required=True, help=_FOLDER), HELP)
def check(store: Path) -> int:
    """Check that a store on disk is whole: every byte is read, and what it holds compared with what was loaded.

    Exit code 0: it is whole. 1: it is damaged. 2: there is no store.

    Example: `dipgraph check graph.db`
    """
    from dipgraph.check import check as inspect
    from dipgraph.terminal import count, progress, say

    with progress(f"reading {store}") as advance:
        checked = inspect(store, advance)
    for fault in checked.faults:
        print(f"{store}: {fault}")
    if checked.faults:
        say(f"{store}: {count(len(checked.faults), 'fault')}: remove the folder, and load again")
        return 1
    say(f"{store}: {checked}")
    return 0

"""The commands of the command line: each is a function with the words that it takes, and its docstring is its help.

What a command needs is imported when it runs, so that help and short answers do not wait for it.
"""

from __future__ import annotations

from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, command, help_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMANDS: dict[str, Command] = {}
_THING = "A person, state, meeting, issue, commitment or document, as people write it."
_NETWORK = "A network of queries/networks/; FILE alone for the whole graph; FOLDER with --for."
_FILE = (
    "Where to write. The end of the name is the format: see docs/formats.md; .ttl .trig .nt .nq .jsonld for the graph."
)
_BULK = "Write to a folder what a bulk loader needs: fuseki, graphdb, neptune, qlever or virtuoso."
_LAYOUT = "Place the nodes of a network, and give their degree and betweenness."
_PATHS = "Folders, files (.ttl .trig .nt .nq .jsonld, also .gz), or - for standard input [default: the whole data]."
_FOLDER = "Folder of a store, made by `dipgraph load`."
_STORE = "Folder of the store, made where there is none; or the address of a SPARQL endpoint: http(s)://…."
DATA = Word(
    "--data",
    path=True,
    metavar="FOLDER",
    help="Folder of Turtle files [default: data/ here if it has documents/, else the data that comes with dipgraph].",
)
STORE = Word("--store", metavar="STORE", help="Ask a store on disk, or the SPARQL endpoint at an address: http(s)://….")


@command(
    COMMANDS,
    Word(
        "paths",
        metavar="PATHS",
        path=True,
        several=True,
        help="Folders, files (.ttl, or what `load` takes), or - for standard input [default: the whole data].",
    ),
    Word("--format", metavar="FORMAT", default="text", help="text, json, or ttl (the SHACL report)."),
    Word("--engine", metavar="ENGINE", default="auto", help="auto, pyshacl or shifty."),
    Word("--shapes", metavar="FILE", path=True, help="Check by these shapes alone."),
    Word("--all", help="Check also what did not change since it was clean."),
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
        if paths and report.findings and data is None and shapes is None:
            say(f"compared with the actors and documents of {folder}: of others with --data FOLDER")
    return 0 if report.conforms else 1


@command(
    COMMANDS,
    Word("name", metavar="[NAME|FILE|-]", help="A stored query, a file, or - for standard input."),
    Word("--format", metavar="FORMAT", default="table", help="One of table, md, csv, tsv, json, xml, ttl, nt, jsonld."),
    Word("--list", help="List the stored queries."),
    STORE,
    DATA,
    Word("--help", "-h", help="Show what a query asks, and its parameters."),
    others=True,
)
def query(
    name: str | None,
    format: str,
    list: bool,
    store: str | None,
    data: Path | None,
    help: bool,
    others: Sequence[str],
) -> None:
    """Answer a stored query, or SPARQL of your own; a query's parameters are options.

    All documents are asked at once, and what several say counts once for each: COUNT(DISTINCT ?meeting) counts it once.

    `dipgraph query NAME --help` shows what a query answers, with its parameters and columns.

    Example: `dipgraph query due-commitments --as-of 2022-08-15`
    """
    if name is None and not list:
        print(help_of("query", COMMANDS["query"]), end="")
        return
    from dipgraph import registry, results, terminal
    from dipgraph.asked import query_at, store_at
    from dipgraph.query import options

    if name is None or list:
        terminal.list_queries()
        return
    chosen = query_at(name)
    if help:
        print(chosen.explained())
        return
    values = options(chosen, others)
    if format not in results.FORMATS:
        raise UsageError(registry.unknown("format", format, results.FORMATS))
    with store_at(store, data) as opened:
        answer = chosen.run(opened, **values)
        if format == "table":
            terminal.show_answer(chosen, answer, opened, values)
        else:
            terminal.write(results.write(answer, format))


@command(
    COMMANDS,
    Word("name", metavar="IRI-OR-NAME", required=True, help=_THING),
    DATA,
    STORE,
    HELP,
)
def show(name: str, data: Path | None, store: str | None) -> None:
    """Show a person, state, meeting, issue, commitment or document in words, with its evidence.

    Example: `dipgraph show meeting/2022-05-23-jp-us`
    """
    from dipgraph.asked import store_at
    from dipgraph.show import describe

    with store_at(store, data) as opened:
        for line in describe(opened, name):
            print(line)


@command(
    COMMANDS,
    Word("network_name", metavar="NETWORK|FILE|FOLDER", required=True, help=_NETWORK),
    Word("file", metavar="[FILE]", path=True, help=_FILE),
    Word("--layout", help=_LAYOUT),
    Word("--for", metavar="STORE", help=_BULK),
    DATA,
    STORE,
    HELP,
)
def export(
    network_name: str, file: Path | None, layout: bool, for_: str | None, data: Path | None, store: str | None
) -> None:
    """Write a network for Gephi, Neo4j, R and others, or the whole graph for a triple store; the suffix says the format.

    Example: `dipgraph export who-met-whom ministers.gexf`

    Example: `dipgraph export who-met-whom ministers.html --layout`

    Example: `dipgraph export graph.trig`

    Example: `dipgraph export --for qlever folder`
    """
    from pathlib import Path

    from dipgraph import bulk, exports
    from dipgraph.asked import store_at
    from dipgraph.network import edges
    from dipgraph.opening import is_address
    from dipgraph.terminal import progress, say

    with store_at(store, data) as opened:
        if for_ is not None:
            if file is not None or layout:
                raise UsageError(
                    "--for takes the whole graph, and a folder: write 'dipgraph export --for STORE FOLDER'"
                )
            if store is not None and is_address(store):
                raise UsageError(
                    f"{store} has graphs of others too: pull from it, and export the store that is made here"
                )
            with progress(f"writing for {for_}") as advance:
                statements = bulk.bulk(opened, for_, Path(network_name), advance)
            say(f"{network_name}: {statements:,} statements for {for_}, and how to load them")
        elif file is None:
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
            if layout:
                from dipgraph.graphs import network
                from dipgraph.measures import measured

                graph = measured(network(opened, network_name))
            else:
                graph = edges(opened, network_name)
            written = exports.export(graph, file)
            say(f"{', '.join(map(str, written.files))}: {written}")


@command(
    COMMANDS,
    Word("--store", metavar="STORE", required=True, help=_STORE),
    Word("--format", metavar="FORMAT", default="ttl", help="Of standard input: ttl, trig, nt, nq or jsonld."),
    Word("paths", metavar="PATHS", path=True, several=True, help=_PATHS),
    HELP,
)
def load(store: str, format: str, paths: list[Path]) -> None:
    """Load the data into a store on disk, or at an address, to ask it later with `--store`.

    Loading again writes the graphs whose files changed, and removes those that came from below the folders
    which are loaded, and whose files are gone; what else the store holds stays.
    Judgements of `dipgraph match` hold of what is loaded with them: a load of all without them takes them back.
    A load that is interrupted leaves the store as it was.
    An endpoint is sent what differs, and nothing there is removed; a push of other data would drop it again.

    Example: `dipgraph load --store graph.db`

    Example: `dipgraph load --store graph.db archive/ more.nq.gz`

    Example: `dipgraph load --store http://localhost:7878/query`
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


@command(COMMANDS, Word("store", metavar="STORE", required=True, help=_FOLDER), HELP)
def check(store: str) -> int:
    """Check that a store on disk is whole: its files are read, and what it holds is compared with what was loaded.

    Exit code 0: it is whole. 1: it is damaged. 2: there is no store.

    Example: `dipgraph check graph.db`
    """
    from pathlib import Path

    from dipgraph.check import check as inspect
    from dipgraph.opening import is_address
    from dipgraph.terminal import count, progress, say

    if is_address(store):
        raise UsageError(f"{store}: an endpoint has no files here to read: give the folder of a store on disk")
    with progress(f"reading {store}") as advance:
        checked = inspect(Path(store), advance)
    for fault in checked.faults:
        print(f"{store}: {fault}")
    if checked.faults:
        say(f"{store}: {count(len(checked.faults), 'fault')}: remove the folder, and load again")
        return 1
    say(f"{store}: {checked}")
    return 0

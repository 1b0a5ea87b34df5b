"""The command line: the same words as the library. Answers go to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dipgraph import exports, registry, results, shipped, terminal
from dipgraph.dataset import Dataset
from dipgraph.errors import DipgraphError, SourceError, UsageError
from dipgraph.network import network
from dipgraph.query import Query, options, stored
from dipgraph.stores import Store, open_store
from dipgraph.terminal import count, messages, say, show_answer

app = typer.Typer(
    name="dipgraph",
    help="Who met whom, about what, and what they promised: a graph of diplomatic meetings, with its evidence.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
_DATA = "Folder of Turtle files [default: data/ here if it has documents/, else the data that comes with dipgraph]."
_STORE = "Ask a store on disk, made by `dipgraph load`."
Data = Annotated[Path | None, typer.Option("--data", help=_DATA, show_default=False)]
OnDisk = Annotated[Path | None, typer.Option("--store", help=_STORE, show_default=False)]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"dipgraph {version('dipgraph')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to judge [default: the whole data].", show_default=False),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, json, or ttl (the SHACL report).")] = "text",
    engine: Annotated[str, typer.Option("--engine", help="auto, pyshacl or shifty.")] = "auto",
    shapes: Annotated[
        Path | None, typer.Option("--shapes", help="Check by these shapes alone.", show_default=False)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Check also what did not change since it was clean.")
    ] = False,
    data: Data = None,
) -> None:
    """Check documents against the rules: shapes, checks across documents, quotations against their texts.

    Exit code 0: nothing found. 1: faults found. 2: it could not be checked.

    Example: `dipgraph validate data/documents/mofa-jp/2022-05-23-us.ttl`
    """
    from dipgraph.unchanged import validate_again
    from dipgraph.validate import validate as judge
    from dipgraph.validate import validate_by

    if format not in ("text", "json", "ttl"):
        raise UsageError(registry.unknown("format", format, ["text", "json", "ttl"]))
    folder = shipped.data_folder(data)
    note = ""
    with terminal.progress("checking") as progress:
        if shapes is not None:
            dataset = Dataset.read(*(paths or [folder]), vocabularies=False)
            report = validate_by(Dataset.read(shapes, vocabularies=False), dataset, engine=engine)
        elif paths:
            context = Dataset.read(folder)
            dataset = Dataset.read(*paths, vocabularies=False)
            report = judge(dataset, context, engine=engine, processes=None, progress=progress)
        elif folder.is_dir():
            again = validate_again(folder, engine=engine, everything=everything, progress=progress)
            report = again.report
            if again.checked < report.graphs:
                some = "none" if not again.checked else f"{again.checked:,}"
                note = f" ({some} of them again since the last clean run; all: --all)"
        else:
            report = judge(Dataset.read(folder), engine=engine, processes=None, progress=progress)
    if format == "json":
        print(report.to_json())
    elif format == "ttl":
        print(report.to_turtle())
    else:
        for finding in report.findings:
            print(finding)
        files = len({finding.path for finding in report.findings})
        faults = f"{count(len(report.findings), 'fault')} in {count(files, 'file')}" if report.findings else "no faults"
        say(f"{count(report.graphs, 'graph')} checked{note}: {faults}")
    if not report.conforms:
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def query(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE|-]", help="A stored query, a file, or - for standard input.", show_default=False
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(results.FORMATS)}.")] = "table",
    list_queries: Annotated[bool, typer.Option("--list", help="List the stored queries.")] = False,
    store: OnDisk = None,
    data: Data = None,
    help_: Annotated[bool, typer.Option("--help", "-h", help="Show what a query asks, and its parameters.")] = False,
) -> None:
    """Answer a stored query, or SPARQL of your own; a query's parameters are options.

    `dipgraph query NAME --help` shows what a query answers, with its parameters and columns.

    Example: `dipgraph query due-commitments --as-of 2022-08-15`
    """
    if list_queries:
        terminal.list_queries()
        return
    if name is None:
        print(context.get_help())
        return
    chosen = _chosen(name)
    if help_:
        print(chosen.explained())
        return
    values = options(chosen, context.args)
    if format not in results.FORMATS:
        raise UsageError(registry.unknown("format", format, results.FORMATS))
    with _store(store, data) as opened:
        answer = chosen.run(opened, **values)
        if format == "table":
            show_answer(chosen, answer, opened, values)
        else:
            terminal.write(results.write(answer, format))


def _chosen(name: str) -> Query:
    if name == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SourceError("not UTF-8: send the query in that encoding", Path("standard input")) from None
        return Query.parse(text, "standard input")
    if name.startswith("-"):
        raise UsageError(f"{name} stands before the query's name: write 'dipgraph query NAME {name} …'")
    if name in stored():
        return Query.named(name)
    path = Path(name)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        return Query.read(path, str(path))
    return Query.named(name)


def _store(path: Path | None, data: Path | None) -> Store:
    if path is not None:
        if data is not None:
            raise UsageError("--store and --data exclude each other: leave one out")
        if not path.is_dir() or not any(path.iterdir()):
            raise UsageError(f"{path}: no store there: make one with 'dipgraph load --store {path}'")
        return open_store(path)
    opened = open_store()
    opened.load(Dataset.read(shipped.data_folder(data)))
    return opened


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="IRI-OR-NAME", help="A person, state, meeting, issue, commitment or document, as people write it."
        ),
    ],
    data: Data = None,
    store: OnDisk = None,
) -> None:
    """Show a person, state, meeting, issue, commitment or document in words, with its evidence.

    Example: `dipgraph show meeting/2022-05-23-jp-us`
    """
    from dipgraph.show import describe

    with _store(store, data) as opened:
        for line in describe(opened, name):
            print(line)


@app.command()
def export(
    network_name: Annotated[
        str,
        typer.Argument(
            metavar="NETWORK", help="A network of queries/networks/; for the whole graph, FILE stands alone."
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Where to write: .gexf .graphml .cyjs for a network; .ttl .trig .nt .nq .jsonld for the graph.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    store: OnDisk = None,
) -> None:
    """Write a network for Gephi, yEd or Cytoscape, or the whole graph for a triple store; the suffix says the format.

    Example: `dipgraph export who-met-whom ministers.gexf`

    Example: `dipgraph export graph.trig`
    """
    with _store(store, data) as opened:
        if file is None:
            path = Path(network_name)
            if not path.suffix:
                raise UsageError(f"no file for {network_name!r}: write 'dipgraph export {network_name} FILE.gexf'")
            exports.export(opened, path)
            nameless = path.suffix in (".ttl", ".nt")
            lost = ", without the names of its graphs: .trig or .nq keep them" if nameless else ""
            say(f"{path}: the whole graph{lost}")
        else:
            graph = network(opened, network_name)
            exports.export(graph, file)
            say(f"{file}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")


@app.command()
def load(
    store: Annotated[Path, typer.Option("--store", help="Folder of the store; made where there is none.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to load [default: the whole data].", show_default=False),
    ] = None,
) -> None:
    """Load the data into a store on disk, to ask it later with `--store`. Loading again replaces graph by graph.

    Example: `dipgraph load --store graph.db`
    """
    dataset = Dataset.read(*(paths or [shipped.data_folder()]))
    with open_store(store) as opened, messages.status(f"loading {len(dataset.graphs)} graphs …"):
        quads = opened.load(dataset)
    say(f"{store}: {len(dataset.graphs)} graphs, {quads} statements")


# What Typer raises for wrong use: its own copy of Click has no public name for it.
_WrongUse: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


def main() -> None:
    """Run the command line; an error is one line on standard error, and the exit code that it carries."""
    try:
        sys.exit(app(standalone_mode=False))
    except DipgraphError as error:
        say(f"dipgraph: {error}")
        sys.exit(error.exit_code)
    except _WrongUse as error:
        _wrong_use(error)
        sys.exit(2)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output is gone (head, less): nothing more to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"dipgraph: standard output cannot be written ({error.strerror or error}): give it another place")
        sys.exit(2)


def _wrong_use(error: Any) -> None:
    """Say on one line what is wrong with the words of the command line; without any words, show the help."""
    if len(sys.argv) == 1:
        print(error.ctx.get_help())
        return
    command = error.ctx.command_path if getattr(error, "ctx", None) else "dipgraph"
    say(f"dipgraph: {error.format_message().rstrip('.')}: see '{command} --help'")

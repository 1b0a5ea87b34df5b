"""The command line."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import DOCUMENT, Run, write_data
from dipgraph import exports, registry, results, shipped, unchanged
from dipgraph.cli import COMMANDS
from dipgraph.dump import GRAPH_FORMATS
from dipgraph.network import names
from dipgraph.query import Query, stored
from dipgraph.terms import SH

PEOPLE = """#+ summary: Who is who?
#+ parameters:
#+   one: {type: person, description: whom}
#+ columns:
#+   name: the name
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?one ?name {
  VALUES ?one { UNDEF }
  ?one a dip:Person ; rdfs:label ?name .
}
ORDER BY ?name
"""
CSV = (
    "one,name\r\n"
    "https://w3id.org/dipgraph/person/alm-ada,Ada Alm\r\n"
    "https://w3id.org/dipgraph/person/berg-ben,Ben Berg\r\n"
    "https://w3id.org/dipgraph/person/berg-cora,Cora Berg\r\n"
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return a file with a query for the persons."""
    path = tmp_path / "people.rq"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_commands() -> None:
    """The commands are those of the design that there are so far."""
    known = ["validate", "query", "show", "export", "load", "check", "push", "pull", "release", "site"]
    known += ["draft", "review", "import", "match", "serve"]
    assert list(COMMANDS) == known


def test_version(program: Run) -> None:
    """--version prints the version of the installed package and ends."""
    outcome = program("--version")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"dipgraph {importlib.metadata.version('dipgraph')}\n"


def test_no_arguments_give_help(cli: Run) -> None:
    """Alone, dipgraph shows its commands."""
    outcome = cli()
    assert COMMANDS
    for command in COMMANDS:
        assert f"\n  {command} " in outcome.out
    assert cli("--help").out == cli("-h").out == outcome.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(cli: Run, monkeypatch: pytest.MonkeyPatch, command: str, option: str) -> None:
    """The help of each command shows an example of it, and explains each option and argument."""
    monkeypatch.setenv("COLUMNS", "200")
    outcome = cli(command, option)
    assert (outcome.code, outcome.err) == (0, "")
    assert re.search(rf"Example: dipgraph {command} \S+", outcome.out)
    rows = re.findall(r"^  (-.*)", outcome.out, flags=re.MULTILINE)
    assert rows
    for row in rows:
        assert re.match(r"-\S+(, -\S+)*( [A-Z]+)?  +\w+", row), row


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_its_terminal(cli: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Help is as wide as the terminal at most."""
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, cli(*command.split(), "--help").out.splitlines())) <= 80


def test_help_of_a_query_names_the_formats() -> None:
    """The help of `dipgraph query` names each format in which answers are written."""
    (format_,) = (word for word in COMMANDS["query"].words if "--format" in word.names)
    assert format_.help == f"One of {', '.join(results.FORMATS)}."


def test_list_has_every_query(cli: Run) -> None:
    """--list shows each stored query once, with its question and its parameters."""
    outcome = cli("query", "--list")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].split() == ["query", "question", "parameters"]
    assert [line.split()[0] for line in lines[1:]] == [*stored()]
    for line, query in zip(lines[1:], map(Query.named, stored()), strict=True):
        assert query.summary in line
        assert line.split()[-len(query.parameters) :] == [parameter.option for parameter in query.parameters] or not (
            query.parameters
        )


@pytest.mark.parametrize("name", stored())
def test_query_help(cli: Run, name: str) -> None:
    """`dipgraph query NAME --help` shows what the query answers, with its parameters and columns, without running it."""
    outcome = cli("query", name, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == Query.named(name).explained() + "\n"


def test_query_from_a_file(cli: Run, small: Path, people: Path) -> None:
    """A query in a file is answered from the data in the folder."""
    assert cli("query", people, "--data", small, "--format", "csv").out == CSV


def test_query_from_standard_input(cli: Run, small: Path) -> None:
    """A query is read from standard input, with its header and parameters, a byte order mark or not."""
    for mark in ("", "\ufeff"):
        outcome = cli("query", "-", "--data", small, "--format", "csv", stdin=(mark + PEOPLE).encode())
        assert (outcome.code, outcome.out, outcome.err) == (0, CSV, "")
    outcome = cli("query", "-", "--one", "alm", "--data", small, "--format", "csv", stdin=PEOPLE.encode())
    assert outcome.out == "".join(CSV.splitlines(keepends=True)[:2])


def test_options_stand_anywhere_after_the_name(cli: Run, small: Path, people: Path) -> None:
    """Parameters and options mix, with a blank or an equals sign; a parameter given twice has both values."""
    expected = CSV.replace("https://w3id.org/dipgraph/person/berg-ben,Ben Berg\r\n", "")
    outcome = cli("query", people, "--one=cora berg", f"--data={small}", "--one", "alm", "--format=csv")
    assert (outcome.code, outcome.out) == (0, expected)


def test_data_here_is_taken(cli: Run, small: Path, people: Path) -> None:
    """In a folder with data/documents/ that data is asked without --data."""
    assert small == Path.cwd() / "data"
    assert cli("query", people, "--format", "csv").out == CSV


def test_shipped_data_is_taken_elsewhere(cli: Run, people: Path) -> None:
    """Without data here the graph that comes with dipgraph is asked."""
    outcome = cli("query", people, "--one", "hayashi", "--format", "csv")
    assert outcome.out == "one,name\r\nhttps://w3id.org/dipgraph/person/hayashi-yoshimasa,Hayashi Yoshimasa\r\n"


@pytest.mark.parametrize("format_", results.FORMATS)
def test_each_format(cli: Run, small: Path, format_: str) -> None:
    """Each format is written whole to standard output: rows for a SELECT, RDF for a CONSTRUCT."""
    graph = format_ in results.GRAPH_FORMATS
    sparql = "CONSTRUCT WHERE { ?s a ?o }" if graph else "SELECT ?s { ?s a <https://w3id.org/dipgraph/ontology#State> }"
    outcome = cli("query", "-", "--format", format_, "--data", small, stdin=sparql.encode())
    assert outcome.code == 0
    assert "state/xa" in outcome.out or "state:xa" in outcome.out
    assert outcome.err == ("2 rows.\n" if format_ == "table" else "")


def test_table(cli: Run, small: Path, people: Path) -> None:
    """The table has a line a row; the question and the number of rows go to standard error."""
    outcome = cli("query", people, "--data", small)
    assert [line.split() for line in outcome.out.splitlines()] == [
        ["one", "name"],
        ["person/alm-ada", "Ada", "Alm"],
        ["person/berg-ben", "Ben", "Berg"],
        ["person/berg-cora", "Cora", "Berg"],
    ]
    assert outcome.err == "Who is who? 3 rows.\n"


def test_days_that_contradict_each_other(cli: Run, small: Path) -> None:
    """Where no row is found since the first day is later than the last, that is said beside the number."""
    outcome = cli("query", "commitments", "--since", "2023", "--until", "2022", "--data", small)
    hint = "since is later than until, and no day lies between them: exchange the two"
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"Who promised what to whom, and when? no rows. {hint}.\n"
    assert hint not in cli("query", "commitments", "--since", "2022", "--until", "2022", "--data", small).err


@pytest.mark.parametrize(
    ("sparql", "out", "err"),
    [
        ("ASK { ?s ?p ?o }", "yes\n", ""),
        ("ASK { ?s ?p 12345 }", "no\n", ""),
        ("SELECT ?s { ?s ?p 12345 }", "", "no rows.\n"),
        ("SELECT (1 AS ?n) {}", "n\n1\n", "1 row.\n"),
        ("CONSTRUCT { <urn:a> <urn:b> <urn:c> } {}", None, ""),
    ],
)
def test_table_of_other_answers(cli: Run, small: Path, sparql: str, out: str | None, err: str) -> None:
    """Yes or no is a word, a graph is Turtle, and rows are counted in words."""
    outcome = cli("query", "-", "--data", small, stdin=sparql.encode())
    assert (outcome.code, outcome.err) == (0, err)
    if out is None:
        assert outcome.out.endswith("<urn:a> <urn:b> <urn:c> .\n")
    else:
        assert outcome.out == out


def test_wide_tables_are_not_cut(cli: Run, small: Path) -> None:
    """Where nobody sees the terminal's width a long value stays on its line."""
    words = "word " * 300
    outcome = cli("query", "-", "--data", small, stdin=f'SELECT ("{words}end" AS ?x) {{}}'.encode())
    assert [line.rstrip() for line in outcome.out.splitlines()] == ["x", f"{words}end"]


def test_query_alone_gives_help(cli: Run) -> None:
    """`dipgraph query` without a name shows how it is used."""
    outcome = cli("query")
    assert outcome.code == 0
    assert "NAME" in outcome.out


def test_show(cli: Run, small: Path) -> None:
    """`dipgraph show` writes the thing in words, with its evidence."""
    outcome = cli("show", "2020-01-02", "--data", small)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[:2] == ["Meeting of Alm and Berg, 2 January 2020", "meeting/2020-01-02-xa-xb"]
    assert "      “agreed to meet again in July”" in lines


@pytest.mark.parametrize("suffix", registry.names("export"))
def test_export_a_network(cli: Run, tmp_path: Path, small: Path, suffix: str) -> None:
    """A network is written to a file of each format; the numbers of nodes and edges are told."""
    assert names()
    assert exports.__doc__
    path = tmp_path / f"a.{suffix}"
    outcome = cli("export", "who-met-whom", path, "--data", small)
    assert (outcome.code, outcome.out) == (0, "")
    assert re.fullmatch(re.escape(str(path)) + r": \d+ nodes, \d+ edges\n", outcome.err)
    assert path.stat().st_size > 0


def test_export_with_layout(cli: Run, tmp_path: Path, small: Path) -> None:
    """With --layout each node has its place and its measures; the whole graph has no nodes to place."""
    pytest.importorskip("igraph")
    assert cli("export", "who-met-whom", "a.cyjs", "--layout", "--data", small).code == 0
    text = (tmp_path / "a.cyjs").read_text(encoding="utf-8")
    assert text.count('"position": {"x": ') == text.count('"betweenness": ') == 2
    assert (
        cli("export", "a.nq", "--layout", "--data", small).error()
        == "dipgraph: --layout is for a network: leave it out"
    )


@pytest.mark.parametrize("suffix", GRAPH_FORMATS)
def test_export_the_whole_graph(cli: Run, tmp_path: Path, small: Path, suffix: str) -> None:
    """The whole graph is written to a file of each format of RDF; where graphs lose their names that is told."""
    outcome = cli("export", "[b]graph." + suffix, "--data", small)
    lost = ", without the names of its graphs: .trig or .nq keep them" if suffix in ("ttl", "nt") else ""
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"[b]graph.{suffix}: the whole graph{lost}\n"
    quads = list(ox.parse(path=str(tmp_path / f"[b]graph.{suffix}"), format=GRAPH_FORMATS[suffix]))
    assert ox.NamedNode("https://w3id.org/dipgraph/person/alm-ada") in {quad.subject for quad in quads}


def test_load_then_ask(cli: Run, tmp_path: Path, small: Path, people: Path) -> None:
    """A store that was loaded answers as the files do; every command can be asked of it."""
    store = tmp_path / "store"
    outcome = cli("load", "--store", store, small)
    assert (outcome.code, outcome.out) == (0, "")
    counts = r": 5 graphs: 5 new, 0 changed, 0 gone, 0 unchanged; [\d,]+ statements in the store\n"
    assert re.fullmatch(re.escape(str(store)) + counts, outcome.err)
    assert cli("query", people, "--store", store, "--format", "csv").out == CSV
    assert cli("show", "alm", "--store", store).out.startswith("Ada Alm\n")
    assert cli("export", "by-store.nq", "--store", store).code == 0
    assert cli("export", "by-data.nq", "--data", small).code == 0
    # Blank nodes have other names in each reading.
    written = [(tmp_path / name).read_text(encoding="utf-8") for name in ("by-store.nq", "by-data.nq")]
    by_store, by_data = ({line for line in text.splitlines() if "_:" not in line} for text in written)
    assert by_store == by_data
    assert len(by_store) > 100


def test_load_again_replaces(cli: Run, tmp_path: Path, small: Path, people: Path) -> None:
    """Loading one changed file again replaces what the store had from it, and nothing else."""
    cli("load", "--store", "store", small)
    actors = small / "actors.ttl"
    actors.write_text(actors.read_text(encoding="utf-8").replace("Ada Alm", "Ada Elm"), encoding="utf-8")
    assert cli("load", "--store", "store", actors).code == 0
    outcome = cli("query", people, "--store", "store", "--format", "csv")
    assert outcome.out == CSV.replace("Ada Alm", "Ada Elm")


def test_load_takes_the_data_here(cli: Run, tmp_path: Path) -> None:
    """Without paths the data here is loaded."""
    write_data(tmp_path / "data")
    assert ": 5 graphs: " in cli("load", "--store", "store").err


def faulty(small: Path) -> Path:
    """Make a fault in the document of the data folder: the length of its text; return its path."""
    path = small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    path.write_text(DOCUMENT.replace("dip:length 81", "dip:length 80"), encoding="utf-8")
    return path


def test_validate_in_words(cli: Run, small: Path) -> None:
    """Each finding is a line of standard output, their number one of standard error, and the exit code is 1."""
    path = faulty(small)
    outcome = cli("validate", path)
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    line = DOCUMENT.splitlines().index("  dip:length 81 ;") + 1
    expected = (
        f"{path}:{line}: document/mofa-xa/2020-01-02-xb dip:length: The length is the number of code points of the text. "
        "(found: 80) Write 81. [text/length]"
    )
    assert expected in lines
    assert outcome.err.startswith(f"1 graph checked: {len(lines)} faults in 1 file\ncompared with the actors ")


def test_validate_in_json(cli: Run, small: Path) -> None:
    """JSON has the fields of each finding; nothing else is written. Without paths all data is judged."""
    path = faulty(small)
    outcome = cli("validate", "--data", small, "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    report = json.loads(outcome.out)
    assert (report["conforms"], report["graphs"]) == (False, 2)
    (length,) = (finding for finding in report["findings"] if finding["rule"] == "text/length")
    assert (length["path"], length["value"], length["cure"]) == (str(path), "80", "Write 81.")


def test_validate_in_turtle(cli: Run, small: Path) -> None:
    """Turtle is the SHACL report."""
    path = faulty(small)
    outcome = cli("validate", path, "--format", "ttl")
    assert (outcome.code, outcome.err) == (1, "")
    quads = list(ox.parse(outcome.out.encode(), format=ox.RdfFormat.TURTLE))
    (length,) = (quad.subject for quad in quads if str(quad.object) == "<https://w3id.org/dipgraph/text/length>")
    about = {quad.predicate.value: quad.object for quad in quads if quad.subject == length}
    assert about[SH + "value"] == ox.Literal("80")
    assert about[SH + "focusNode"] == ox.NamedNode("https://w3id.org/dipgraph/document/mofa-xa/2020-01-02-xb")


def test_exit_codes_of_the_program(program: Run, small: Path) -> None:
    """The installed program ends with 0 when all is well, 1 for faults in the data, 2 for wrong use."""
    assert program("query", "meetings", "--help").code == 0
    assert program("validate", faulty(small), "--data", small).code == 1
    assert program("query", "nonsense").code == 2
    assert program("load").code == 2


def test_streams_of_the_program(program: Run, small: Path) -> None:
    """Answers go to standard output byte by byte as they are, all else to standard error."""
    outcome = program("query", "-", "--data", small, "--format", "csv", stdin='SELECT ("é林" AS ?x) {}'.encode())
    assert (outcome.code, outcome.out, outcome.err) == (0, "x\né林\n", "")
    rows = list(csv.reader(io.StringIO(outcome.out)))
    assert rows == [["x"], ["é林"]]


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise")
def test_reader_that_goes_away(tmp_path: Path, small: Path) -> None:
    """If what reads the answer ends (head, less), the program ends too, without a word."""
    script = Path(sys.executable).parent / "dipgraph"
    sparql = "SELECT * { ?a ?b ?c . ?d a ?e } LIMIT 200000"
    command = [str(script), "query", "-", "--data", str(small), "--format", "csv"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(sparql.encode())
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_validate_checks_what_changed(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run on clean data checks nothing and says so; with --all all is checked."""
    monkeypatch.setattr(unchanged, "_RECENT", 0)
    data = tmp_path / "copy"
    shutil.copytree(shipped.folder("data"), data)

    first, second, third = (
        cli("validate", "--data", data),
        cli("validate", "--data", data),
        cli("validate", "--all", "--data", data),
    )

    assert first.err == third.err == "54 graphs checked: no faults\n"
    assert second.err == "none of 54 graphs changed since the last clean run (all: --all): no faults\n"
    document = sorted((data / "documents").rglob("*.ttl"))[0]
    document.write_text(document.read_text(encoding="utf-8") + "# looked at\n", encoding="utf-8")
    fourth = cli("validate", "--data", data).err
    assert re.fullmatch(
        r"\d of 54 graphs changed since the last clean run, or depend on it, and were checked \(all: --all\): no faults\n",
        fourth,
    )


def test_validate_by_shapes_of_ones_own(cli: Run, small: Path, tmp_path: Path) -> None:
    """With --shapes the data is checked by those alone."""
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dip: <https://w3id.org/dipgraph/ontology#> .\n"
        "<http://a.org/s> a sh:NodeShape ; sh:targetClass dip:Person ; sh:property <http://a.org/p> .\n"
        '<http://a.org/p> sh:path dip:familyName ; sh:maxCount 0 ; sh:message "No family names." .\n'
    )

    outcome = cli("validate", "--shapes", shapes, small / "actors.ttl")

    assert outcome.code == 1
    assert "No family names." in outcome.out


def test_error_is_told_though_nobody_reads() -> None:
    """Where the reader is gone before what was printed is written, an error is said all the same, with its exit code."""
    program = """if True:
        import sys
        from dipgraph import cli
        from dipgraph.errors import UsageError
        def run(**values):
            print("x")
            raise UsageError("told")
        cli.COMMANDS["check"].run = run
        sys.argv = ["dipgraph", "check", "a"]
        cli.main()
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b"dipgraph: told\n"
    assert process.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
def test_interrupted(tmp_path: Path) -> None:
    """Who breaks off a command that waits for its input is told so in a line, and the exit code is 130."""
    # What runs in the background of a shell ignores the signal, and so would what it starts.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); print('ready', flush=True);"
        "from dipgraph.cli import main; sys.argv = ['dipgraph', 'query', '-']; main()"
    )
    command, pipe = [sys.executable, "-c", program], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == "dipgraph: interrupted\n"

"""Bad input: one clear line on standard error, the right exit code, and nothing lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ACTORS, DIGEST, DOCUMENT, QUOTATION, TEXT, Outcome, Run
from dipgraph.generations import Folder
from dipgraph.network import names
from dipgraph.query import TYPES

TURTLE = "<https://example.org/a> <https://example.org/b> 1 .\n"
ASK = "ASK { ?s ?p ?o }"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below the folder with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def document(folder: Path) -> Path:
    """Return the path of the small data folder's document."""
    return folder / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"


def parameter(type_: str) -> bytes:
    """Return a query with one parameter of the type."""
    header = f"#+ parameters:\n#+   it: {{type: {type_}, description: what}}\n"
    return f"{header}SELECT ?it {{\n  VALUES ?it {{ UNDEF }}\n}}\n".encode()


# --- Files of data ---


FILES = [
    (b"This is no Turtle.\n", r"a\.ttl:1: not Turtle: .+: correct it there"),
    (TURTLE.encode() + b"\n<a> <b> [ .\n", r"a\.ttl:3: not Turtle: .+: correct it there"),
    (TURTLE.encode() + b"<a> <b> 'open\n", r"a\.ttl:[23]: not Turtle: .+: correct it there"),
    (TURTLE.encode() + b"\x1b[2J", r"a\.ttl:2: not Turtle: .+: correct it there"),
    (b"\x00\x01\x02", r"a\.ttl:1: not Turtle: .+: correct it there"),
    (TURTLE.encode() + b'<a:a> <a:b> "caf\xe9" .\n', r"a\.ttl:2: not UTF-8: save the file in that encoding"),
    (TURTLE.encode("utf-16"), r"a\.ttl:1: not UTF-8: save the file in that encoding"),
    (b"", r"a\.ttl: the file is empty: remove it, or write a document in it"),
    (b"\n \n", r"a\.ttl: the file is empty: remove it, or write a document in it"),
    (b"# nothing yet\n", r"a\.ttl: no statement in this file: write the document's Turtle"),
    (None, r"a\.ttl: no such file or folder: give the path of an RDF file, or of a folder of them"),
]


@pytest.mark.parametrize(("content", "expected"), FILES)
def test_file_that_is_not_turtle(cli: Run, tmp_path: Path, content: bytes | None, expected: str) -> None:
    """A file that is not Turtle, not UTF-8, empty or missing is told with path, line and cure, and stays as it is."""
    path = tmp_path / "a.ttl"
    if content is not None:
        path.write_bytes(content)
    before = contents(tmp_path)
    outcome = cli("validate", path)
    assert outcome.code == 2
    assert re.fullmatch(f"dipgraph: {re.escape(str(tmp_path))}/{expected}", outcome.error())
    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"This is no Turtle.\n", b"caf\xe9", b"", None])
def test_store_is_not_touched_by_a_file_that_is_not_turtle(
    cli: Run, small: Path, tmp_path: Path, content: bytes | None
) -> None:
    """Of several files one of which cannot be read nothing is loaded, and what the store had stays."""
    cli("load", "--store", "store", small)
    (small / "actors.ttl").write_text(ACTORS.replace("Ada Alm", "Ada Elm"), encoding="utf-8")
    if content is not None:
        (tmp_path / "a.ttl").write_bytes(content)
    assert cli("load", "--store", "store", small / "actors.ttl", "a.ttl").code == 2
    assert cli("show", "alm", "--store", "store").out.startswith("Ada Alm\n")


@pytest.mark.parametrize("command", [("query", "-"), ("show", "alm"), ("export", "a.nq"), ("validate",)])
@pytest.mark.parametrize("fault", ["missing", "empty", "broken"])
def test_data_folder_that_cannot_be_read(
    cli: Run, tmp_path: Path, small: Path, command: tuple[str], fault: str
) -> None:
    """Each command tells of a data folder that is missing, without Turtle, or with a file that is none."""
    if fault == "broken":
        document(small).write_text("<a> <b>", encoding="utf-8")
        expected = f"{document(small)}:1: not Turtle: "
    else:
        small = tmp_path / "other"
        expected = f"{small}: no such file or folder: " if fault == "missing" else f"{small}: no RDF file ("
        if fault == "empty":
            small.mkdir()
    outcome = cli(*command, "--data", small, stdin=ASK.encode())
    assert outcome.code == 2
    assert outcome.error().startswith(f"dipgraph: {expected}")
    assert not (tmp_path / "a.nq").exists()


# --- Faults in documents ---


def faults(cli: Run, small: Path, *changes: tuple[str, str]) -> tuple[Outcome, list[str]]:
    """Return the outcome of validating the document before and after some changes in it: the new lines of the second."""
    path = document(small)
    before = cli("validate", path)
    assert before.code in (0, 1)
    text = DOCUMENT
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    after = cli("validate", path)
    known = {re.sub(r":\d+: ", ": ", line) for line in before.out.splitlines()}
    return after, [line for line in after.out.splitlines() if re.sub(r":\d+: ", ": ", line) not in known]


def line_of(words: str) -> int:
    """Return the line of the document on which some words stand."""
    return next(n for n, line in enumerate(DOCUMENT.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("dip:act act:agree ;", "dip:act act:agree ; dip:addresee state:xb ;", "dip:addressee"),
        ('  dip:verb "agreed" ;', '  dip:verb "agreed" ;\n  dip:summry "a" ;', "dip:summary"),
    ],
)
def test_misspelt_property(cli: Run, small: Path, old: str, new: str, meant: str) -> None:
    """A property that the ontology does not know is a fault, with the one that was meant."""
    outcome, lines = faults(cli, small, (old, new))
    assert outcome.code == 1
    asked = [line for line in lines if f"Did you mean {meant}?" in line]
    assert len(asked) == 1
    assert re.match(re.escape(str(document(small))) + r":\d+: document/mofa-xa/2020-01-02-xb#s1", asked[0])
    assert re.search(r"\[dips:\w[\w-]*\]$", asked[0])


def test_quotation_not_at_its_offsets(cli: Run, small: Path) -> None:
    """A quotation that is not at its offsets is one fault, with line, thing, and where the words stand."""
    outcome, lines = faults(
        cli, small, ("dip:startOffset 18", "dip:startOffset 17"), ("dip:endOffset 46", "dip:endOffset 45")
    )
    assert outcome.code == 1
    assert lines == [
        f"{document(small)}:{line_of('dip:quotation')}: document/mofa-xa/2020-01-02-xb#p1 dip:quotation: "
        f"The words at a passage's offsets are its quotation. (found: {QUOTATION}) "
        "The words stand at 18 to 46 or 51 to 79. [text/quotation]"
    ]


def test_text_with_another_digest(cli: Run, small: Path) -> None:
    """A text whose SHA-256 differs is one fault, with the digest that it has; text and document stay as they are."""
    before = cli("validate", document(small))
    text = document(small).with_suffix(".txt")
    text.write_bytes(TEXT.replace("Ben", "Ken").encode())
    files = contents(small)
    outcome = cli("validate", document(small))
    assert outcome.code == 1
    (line,) = set(outcome.out.splitlines()) - set(before.out.splitlines())
    assert line.startswith(f"{document(small)}:{line_of('dip:sha256')}: document/mofa-xa/2020-01-02-xb dip:sha256: ")
    assert f"(found: {DIGEST})" in line
    assert line.endswith(" and look at every passage again. [text/sha256]")
    assert contents(small) == files


def test_control_characters_in_data(cli: Run, small: Path) -> None:
    """A value that would steer the terminal or break the line is shown harmless in a finding and in a table."""
    _, lines = faults(cli, small, (f'"{QUOTATION}"', '"agreed\\n\\u001B[2Jto meet again Jul"'))
    (line,) = (line for line in lines if "[text/quotation]" in line)
    assert "(found: agreed \ufffd[2Jto meet again Jul)" in line
    outcome = cli("query", "-", stdin=b"SELECT ?q { ?s <https://w3id.org/dipgraph/ontology#quotation> ?q }")
    assert outcome.out.splitlines()[1].rstrip() == "agreed\ufffd\ufffd[2Jto meet again Jul"


# --- Names ---


UNKNOWN = [
    (("query", "meetngs"), "unknown query 'meetngs': did you mean 'meetings'?"),
    (("query", "Meetings"), "unknown query 'Meetings': did you mean 'meetings'?"),
    (("query", "meetngs", "--help"), "unknown query 'meetngs': did you mean 'meetings'?"),
    (("query", "meetings", "--sinse", "2022"), "meetings: unknown parameter 'sinse': did you mean 'since'?"),
    (("query", "meetings", "--format", "cvs"), "unknown format 'cvs': did you mean 'csv'?"),
    (("validate", "--format", "jsn"), "unknown format 'jsn': did you mean 'json'?"),
    (("query", "meetings", "--state", "exlnd"), "--state: unknown state 'exlnd': did you mean 'xa'?"),
    (
        ("query", "statements-on-issue", "--issue", "sea-oters"),
        "--issue: unknown issue 'sea-oters': did you mean 'sea-otters'?",
    ),
    (("show", "Ada Aln"), "unknown thing 'Ada Aln': did you mean 'alm-ada'?"),
    (("show", "Berg"), "'Berg' may be any of Ben Berg (person/berg-ben); Cora Berg (person/berg-cora): name"),
    (("show", "dip:fulfils"), "dip:fulfils cannot be shown: name a "),
    (("export", "who-met-whon", "a.gexf"), "unknown network 'who-met-whon': did you mean 'who-met-whom'?"),
    (("export", "who-met-whom", "a.gefx"), "a.gefx: unknown export 'gefx': did you mean 'gexf'?"),
    (("export", "a.trg"), "a.trg: unknown format of a whole graph 'trg': did you mean 'trig'?"),
    (("export", "who-met-whom"), "no file for 'who-met-whom': write 'dipgraph export who-met-whom FILE.gexf'"),
]


@pytest.mark.parametrize(("arguments", "expected"), UNKNOWN, ids=[" ".join(row[0]) for row in UNKNOWN])
def test_unknown_name(cli: Run, small: Path, tmp_path: Path, arguments: tuple[str], expected: str) -> None:
    """An unknown query, parameter, format, issue, thing or network is answered with the nearest; nothing is written."""
    assert "who-met-whom" in names()
    before = contents(tmp_path)
    outcome = cli(*arguments)
    assert outcome.code == 2
    assert outcome.error().startswith(f"dipgraph: {expected}")
    assert contents(tmp_path) == before


# --- Values ---


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("date", "yesterday", "'yesterday' is no date: write YYYY-MM-DD"),
        ("date", "2022-05", "'2022-05' is no date: write YYYY-MM-DD"),
        ("first-day", "22/5/2022", "'22/5/2022' is no date: write YYYY-MM-DD, YYYY-MM or YYYY"),
        ("last-day", "2022-13", "'2022-13' is no day of the calendar: write an existing date such as 2022-05-23"),
        ("integer", "two", "'two' is no whole number: write digits, such as 2"),
        ("state", "person/alm-ada", "person/alm-ada is no state: give the name of a state, such as 'xa'"),
        ("issue", "2022-05-23", "unknown issue '2022-05-23': give the name of an issue, such as "),
        ("state", "\x1b]0;x\n\x07", "unknown state '\\x1b]0;x\\n\\x07': give the name of a state, such as 'xa'"),
        ("state", "\udcff", "unknown state '\\udcff': give the name of a state, such as 'xa'"),
    ],
)
def test_value_of_the_wrong_type(cli: Run, small: Path, type_: str, value: str, expected: str) -> None:
    """A value that is not of the parameter's type is refused, with the option, the value as it was, and what would do."""
    outcome = cli("query", "-", "--it", value, "--data", small, stdin=parameter(type_))
    assert outcome.code == 2
    assert outcome.error().startswith(f"dipgraph: --it: {expected}")


@pytest.mark.parametrize("type_", TYPES)
def test_parameter_that_tries_to_leave_its_place(cli: Run, tmp_path: Path, small: Path, type_: str) -> None:
    """`x> } DROP ALL` is a name like another, and unknown; the store keeps what it has."""
    value = "x> } DROP ALL"
    store = tmp_path / "store"
    if not TYPES.index(type_):
        cli("load", "--store", store, small)
    place = ("--store", store) if store.exists() else ("--data", small)
    outcome = cli("query", "-", "--it", value, *place, stdin=parameter(type_))
    assert outcome.code == 2
    assert outcome.error().startswith("dipgraph: --it: ")
    assert repr(value) in outcome.error()
    if store.exists():
        assert cli("show", "alm", "--store", store).out.startswith("Ada Alm\n")


def test_option_before_the_name(cli: Run, small: Path) -> None:
    """A parameter before the query's name is told to go behind it."""
    outcome = cli("query", "--since", "2022", "meetings")
    assert outcome.code == 2
    assert outcome.error() == "dipgraph: --since stands before the query's name: write 'dipgraph query NAME --since …'"


# --- Queries ---


@pytest.mark.parametrize("source", ["file", "standard input"])
@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        (b"", "not SPARQL (line 1, column 1): something is missing there: correct the query"),
        (b"#+ summary: a\nSELECT ?x\nWHER { ?x ?y ?z }", "not SPARQL (line 3, column "),
        (
            b"SELECT * {\n  ?x nope:y ?z }",
            "not SPARQL (line 2, column 6): the prefix nope: is not declared: correct the query",
        ),
        (b"DROP ALL", "not SPARQL (line 1, column "),
        (b"SELECT * {\x1b[2J}", "not SPARQL (line 1, column "),
        (b"SELECT (<urn:f>(1) AS ?x) {}", "the query failed: "),
        (b"SELECT * { SERVICE <urn:nowhere> { ?s ?p ?o } }", "the query failed: "),
        (b"ASK { FILTER" + b"(" * 5000, "the query nests more than "),
        (b"#+ a: [\nASK {}", "{name}: the header is not YAML"),
        (b"#+ parameters: {a: {type: text}}\nASK {}", "{name}: parameter a has no known type: write one of "),
        (b'ASK { ?s ?p "caf\xe9" }', "{path}: not UTF-8: "),
    ],
)
def test_query_that_is_not_sparql(
    cli: Run, small: Path, tmp_path: Path, sparql: bytes, expected: str, source: str
) -> None:
    """A query that is not SPARQL is told with its position, or with what else is wrong, from a file and from a pipe."""
    path = tmp_path / "mine.rq"
    path.write_bytes(sparql)
    outcome = cli("query", path) if source == "file" else cli("query", "-", stdin=sparql)
    place = str(path) if source == "file" else "standard input"
    told = outcome.error().removeprefix("dipgraph: ")
    assert outcome.code == 2
    assert told.startswith((expected.format(name=place, path=place), f"{place}: {expected}"))
    # What goes wrong while rows are read is told without the place: the query was right so far.
    assert told.startswith(f"{place}: ") or "the query failed" in told
    assert len(outcome.error()) < 300


def test_query_file_that_is_missing(cli: Run, tmp_path: Path) -> None:
    """A file that is named as a query and is not there is missing, not an unknown query."""
    outcome = cli("query", "mine.rq")
    assert outcome.code == 2
    assert outcome.error() == "dipgraph: mine.rq: No such file or directory: give the path of a query file"


@pytest.mark.parametrize(
    ("sparql", "format_", "expected"),
    [
        (
            "SELECT * { ?s ?p ?o } LIMIT 1",
            "ttl",
            "rows cannot be written as ttl: choose one of md, csv, tsv, json, xml",
        ),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "a graph cannot be written as csv: choose one of ttl, nt, jsonld"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "md", "a graph cannot be written as md: choose one of ttl, nt, jsonld"),
    ],
)
def test_answer_that_does_not_go_into_the_format(
    cli: Run, small: Path, sparql: str, format_: str, expected: str
) -> None:
    """Rows cannot be RDF, and a graph cannot be rows."""
    outcome = cli("query", "-", "--format", format_, stdin=sparql.encode())
    assert outcome.code == 2
    assert outcome.error() == f"dipgraph: {expected}"


# --- Files to write ---


@pytest.mark.parametrize("arguments", [("who-met-whom", "{}.gexf"), ("{}.trig",)])
def test_file_in_a_folder_that_is_not_there(cli: Run, small: Path, tmp_path: Path, arguments: tuple[str]) -> None:
    """A file in a folder that does not exist, or below a file, is not written, and nothing is made."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    before = contents(tmp_path)
    for folder in ("no", "file"):
        outcome = cli("export", *(argument.format(f"{folder}/a") for argument in arguments))
        assert outcome.code == 2
        assert re.fullmatch(
            rf"dipgraph: {folder}/a\.\w+: cannot be written \(.+\): give a file in a folder that exists and can be written",
            outcome.error(),
        )
    assert contents(tmp_path) == before
    assert not (tmp_path / "no").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("suffix", ["gexf", "trig"])
def test_existing_file_in_a_folder_that_cannot_be_written(small: Path, tmp_path: Path, suffix: str) -> None:
    """An output file that exists in a folder that cannot be written stays as it was, whoever runs the tests."""
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / f"a.{suffix}"
    path.write_text("old", encoding="utf-8")
    # Who may write everywhere gives that right up, after all that is needed has been read and imported.
    program = (
        "import os, sys; from dipgraph import Dataset, export, network, open_store\n"
        "from dipgraph.errors import UsageError\n"
        "store = open_store(); store.load(Dataset.read(sys.argv[1]))\n"
        "graph = network(store, 'who-met-whom') if sys.argv[2].endswith('gexf') else store\n"
        "export(graph, sys.argv[3])\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "try: export(graph, sys.argv[2])\n"
        "except UsageError as error: print(error)\n"
    )
    folder.chmod(0o555)
    try:
        command = [sys.executable, "-c", program, str(small), str(path), str(tmp_path / f"warm.{suffix}")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    finally:
        folder.chmod(0o755)
    expected = (
        f"{path}: cannot be written (Permission denied): give a file in a folder that exists and can be written\n"
    )
    assert done.stdout == expected
    assert contents(folder) == {path.name: b"old"}


# --- Stores ---


def test_store_folder_with_foreign_files(cli: Run, small: Path, tmp_path: Path) -> None:
    """A folder with other files is not made a store, neither to load nor to ask, and stays as it is."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"\xff\xd8")
    before = contents(tmp_path)
    for arguments in (("load", small), ("query", "meetings"), ("show", "alm"), ("export", "a.nq")):
        outcome = cli(*arguments, "--store", folder)
        assert outcome.code == 2
        what = "a folder with other files, and was left as it is: give an empty or a new folder"
        told = what if arguments[0] == "load" else "a folder without a store: give the folder of one"
        assert outcome.error() == f"dipgraph: {folder} is {told}"
    assert contents(tmp_path) == before


@pytest.mark.parametrize("made", [False, True])
def test_store_that_is_not_there(cli: Run, tmp_path: Path, made: bool) -> None:
    """What is asked of a store that is not there, or of an empty folder, is refused, and no store is made."""
    if made:
        (tmp_path / "store").mkdir()
    outcome = cli("query", "meetings", "--store", "store")
    assert outcome.code == 2
    assert outcome.error() == "dipgraph: store: no store there: make one with 'dipgraph load --store store'"
    assert list(tmp_path.rglob("store/*")) == []
    assert (tmp_path / "store").exists() == made


def test_file_in_place_of_a_store(cli: Run, small: Path, tmp_path: Path) -> None:
    """A file that stands where the store should be stays."""
    (tmp_path / "store").write_text("kept", encoding="utf-8")
    outcome = cli("load", "--store", "store", small)
    assert outcome.code == 2
    assert outcome.error() == "dipgraph: store is a file: give a folder for the store"
    assert (tmp_path / "store").read_text(encoding="utf-8") == "kept"


def test_second_writer(program: Run, cli: Run, small: Path, tmp_path: Path) -> None:
    """Who loads into a store while another program does is told so, and the store keeps what it has."""
    cli("load", "--store", "store", small)
    with Folder(tmp_path / "store").writing():
        outcome = program("load", "--store", "store", small)
    assert outcome.code == 2
    assert outcome.error() == ("dipgraph: store: another program is loading into this store: wait until it is done")
    assert cli("show", "alm", "--store", "store").out.startswith("Ada Alm\n")


# --- Names of files ---


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", ["[red]a.ttl", "[/b].ttl", "a\nb\x1b[2J.ttl", "a b.ttl"])
def test_names_of_files_are_shown_as_they_are(cli: Run, tmp_path: Path, name: str) -> None:
    """Brackets in a path are no markup, and control characters are shown, not sent to the terminal."""
    outcome = cli("validate", name)
    shown = name.replace("\n", " ").replace("\x1b", "\ufffd")
    assert outcome.error().startswith(f"dipgraph: {shown}: no such file or folder: ")
    assert outcome.code == 2


def test_long_lines_are_not_broken(cli: Run, tmp_path: Path) -> None:
    """A message stays on one line, however long the path is."""
    path = tmp_path / ("long " * 40).strip() / "a.ttl"
    assert cli("validate", path).error().startswith(f"dipgraph: {path}: no such file")

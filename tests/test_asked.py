"""What a command line asks, and of what: stores in folders and at addresses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from dipgraph import endpoint as endpoints
from test_remote import ROWS, answering
from triple_stores import serving

# Each command that asks a store, and one that writes to it.
ASKING = [("query", "recurring-issues"), ("show", "alm"), ("export", "who-met-whom", "a.gexf"), ("export", "a.nq")]
COMMANDS = [*ASKING, ("load",)]
GONE = ": see that it runs, or give the address of a SPARQL 1.1 endpoint"


def read(path: Path) -> list[str]:
    """Return the lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def endpoint() -> Iterator[str]:
    """Return the address of an endpoint with nothing in it."""
    with serving() as address:
        yield address


def test_endpoint_is_loaded_and_asked(cli: Run, small: Path, tmp_path: Path, endpoint: str) -> None:
    """Every command has of an endpoint what it has of a store on disk that was loaded with the same."""
    places = {"disk": tmp_path / "store", "endpoint": endpoint}
    for kind, place in places.items():
        outcome = cli("load", "--store", place, small)
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err.startswith(f"{place}: 5 graphs: 5 new, "), kind
        assert outcome.err.endswith(" statements in the store\n")
        for suffix in ("nq", "ttl", "gexf"):
            what = ("who-met-whom",) if suffix == "gexf" else ()
            assert cli("export", *what, tmp_path / f"{kind}.{suffix}", "--store", place).code == 0
    for asked in (("query", "meetings"), ("query", "meetings", "--format", "json"), ("show", "alm")):
        on_disk, there = (cli(*asked, "--store", place) for place in places.values())
        assert there == on_disk
        assert there.out
    assert (tmp_path / "disk.gexf").read_bytes() == (tmp_path / "endpoint.gexf").read_bytes()
    # Blank nodes have names of their own in each.
    quads = [{line for line in read(tmp_path / f"{kind}.nq") if "_:" not in line} for kind in places]
    assert quads[0] == quads[1]
    assert len(read(tmp_path / "disk.ttl")) == len(read(tmp_path / "endpoint.ttl")) > 100


def test_endpoint_is_sent_what_changed(cli: Run, small: Path, endpoint: str) -> None:
    """A second load says that every graph is there as it is."""
    cli("load", "--store", endpoint, small)
    assert ": 0 new, 0 changed, 0 gone, 5 unchanged; " in cli("load", f"--store={endpoint}", small).err


def test_endpoint_that_does_not_ask_the_union(cli: Run, small: Path) -> None:
    """Where the default graph is not the union of the named ones, no answer is given as if there were nothing."""
    with serving(union=False) as address:
        assert cli("query", "meetings", "--store", address).code == 0
        cli("load", "--store", address, small)
        outcome = cli("query", "meetings", "--store", address)
    assert outcome.code == 2
    assert outcome.error().startswith(
        f"dipgraph: {address}: its default graph is empty, and its named graphs are not: "
    )
    assert "--union-default-graph" in outcome.error()


def test_store_into_which_nothing_was_loaded(cli: Run, small: Path) -> None:
    """After a first load that failed there is a store without a state: that is said, and no empty answer given."""
    assert cli("load", "--store", "store", small / "no.ttl").code == 2
    (small / "bad.ttl").write_text("no")
    assert cli("load", "--store", "store", small / "bad.ttl").code == 2
    for asked in ASKING:
        outcome = cli(*asked, "--store", "store")
        assert outcome.code == 2
        assert outcome.error() == "dipgraph: store: nothing was loaded into it yet: run 'dipgraph load --store store'"
    assert cli("check", "store").err == "store: nothing was loaded into it yet\n"


def test_file_and_foreign_folder_are_no_store(cli: Run, small: Path, tmp_path: Path) -> None:
    """What has no store is not asked: a file, or a folder with other files."""
    (tmp_path / "file").write_text("text")
    assert cli("show", "alm", "--store", "file").error() == "dipgraph: file is a file: give the folder of a store"
    outcome = cli("show", "alm", "--store", small)
    assert outcome.code == 2
    assert outcome.error() == f"dipgraph: {small} is a folder without a store: give the folder of one"


def test_what_was_exported_is_loaded(cli: Run, small: Path) -> None:
    """The whole graph of a store, written to a file, makes a store with the same statements."""
    cli("load", "--store", "one", small)
    assert cli("export", "all.nq", "--store", "one").code == 0
    outcome = cli("load", "--store", "two", "all.nq")
    assert outcome.err.startswith("two: 5 graphs: 5 new, ")
    assert cli("query", "meetings", "--store", "two") == cli("query", "meetings", "--store", "one")
    cli("export", "again.nq", "--store", "two")
    written = [{line for line in read(Path(name)) if "_:" not in line} for name in ("all.nq", "again.nq")]
    assert written[0] == written[1]


def test_unknown_thing_at_an_endpoint(cli: Run, small: Path, endpoint: str) -> None:
    """A name that the endpoint does not know is told with the nearest."""
    cli("load", "--store", endpoint, small)
    assert cli("show", "Ada Elm", "--store", endpoint).error().endswith("did you mean 'alm-ada'?")


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_listens(cli: Run, small: Path, command: tuple[str, ...]) -> None:
    """Where no server is, one line names the address, the reason and the cure; nothing is written."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    before = set(small.parent.iterdir())
    outcome = cli(*command, "--store", address)
    assert outcome.code == 2
    assert outcome.error().startswith(f"dipgraph: {address}: the endpoint cannot be used: ")
    assert "refused" in outcome.error()
    assert outcome.error().endswith(GONE)
    assert set(small.parent.iterdir()) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((200, "text/html", "<html>Welcome</html>"), f"text/html, is not {ROWS}"),
        ((403, "text/html", "<html>No</html>"), "it answered 403: Forbidden"),
        ((404, "text/plain", "no such page"), "answered 404: no such page"),
    ],
)
def test_server_that_is_no_endpoint(
    cli: Run, small: Path, command: tuple[str, ...], answer: tuple[int, str, str], told: str
) -> None:
    """What answers with a page, or refuses, is named on one line with what it said and the cure."""
    assert small.is_dir()
    with answering({"/query query": answer}) as (address, _):
        outcome = cli(*command, "--store", f"{address}/query")
    assert outcome.code == 2
    assert outcome.error().startswith("dipgraph: ")
    assert f"{address}/query" in outcome.error()
    assert told in outcome.error()
    cure = outcome.error().rpartition(": ")[2]
    assert ("DIPGRAPH_USER" if answer[0] == 403 else "address") in cure


def test_server_that_does_not_answer(cli: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that takes a question and says nothing is given up, and named, when there was time enough."""
    assert small.is_dir()
    monkeypatch.setattr(endpoints, "PATIENCE", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        outcome = cli("show", "alm", "--store", address)
    assert outcome.code == 2
    assert outcome.error() == f"dipgraph: {address}: the endpoint cannot be used: timed out{GONE}"


def test_what_makes_no_sense_at_an_address(cli: Run) -> None:
    """An endpoint has no files to check, and data is not asked together with it."""
    address = "https://127.0.0.1:9/query"
    outcome = cli("check", address)
    assert outcome.code == 2
    expected = "an endpoint has no files here to read: give the folder of a store on disk"
    assert outcome.error() == f"dipgraph: {address}: {expected}"
    outcome = cli("show", "alm", "--store", address, "--data", "data")
    assert outcome.error() == "dipgraph: --store and --data exclude each other: leave one out"


@pytest.mark.parametrize("place", ["no", "ftp://127.0.0.1/query", "http:/127.0.0.1/query"])
def test_folder_without_a_store(cli: Run, place: str) -> None:
    """A folder that is not there is told with the way to make a store; so is what only looks like an address."""
    outcome = cli("show", "alm", "--store", place)
    assert outcome.code == 2
    assert outcome.error() == f"dipgraph: {place}: no store there: make one with 'dipgraph load --store {place}'"

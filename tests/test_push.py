"""Push: what is sent and dropped, what is left alone, and what holds when it is cut off; servers are real ones."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ACTORS, Run
from dipgraph import Dataset, open_store
from dipgraph import endpoint as endpoints
from dipgraph.digests import GRAPH_DIGEST, canonical
from dipgraph.errors import SourceError, UsageError
from dipgraph.push import Plan, plan, push
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store
from dipgraph.terms import BASE
from judging import PREFIXES, judgement
from triple_stores import Fault, between, serving

OTHERS = "https://example.org/theirs"
LINE = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"


@pytest.fixture
def address() -> Iterator[str]:
    """Return the address of an endpoint with nothing in it."""
    with serving() as address:
        yield address


@pytest.fixture
def there(address: str) -> Iterator[RemoteStore]:
    """Return the store at that address."""
    with RemoteStore(address) as store:
        yield store


def here(*paths: Path) -> Store:
    """Return a store in memory with the files at *paths*."""
    store = open_store()
    store.load(Dataset.read(*paths, vocabularies=False))
    return store


def numbered(folder: Path, numbers: range, text: str = "x") -> Path:
    """Write a file for each of *numbers* and nothing else into *folder*."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for number in numbers:
        content = f'<https://example.org/{number}> <https://example.org/says> "{text}" .\n'
        (folder / f"{number:04}.ttl").write_text(content, encoding="utf-8")
    return folder


def pushed(store: Store, there: RemoteStore, drop: bool = False) -> Plan:
    """Push *store*, and return what was planned."""
    planned = plan(store, there)
    push(store, there, planned, drop=drop)
    return planned


def write_as_others_do(there: RemoteStore, name: str) -> None:
    """Put a graph of one line there that has no mark, once something was pushed."""
    there.graphs._send(there.graphs._ways[0], name, LINE)


def update(there: RemoteStore, sparql: str) -> None:
    """Do to the server what others may do."""
    headers = {"Content-Type": "application/sparql-update"}
    there.graphs.endpoint.send("POST", there.address.replace("/query", "/update"), sparql.encode(), headers)


def test_only_what_differs_is_sent(there: RemoteStore, small: Path) -> None:
    """All at first, then nothing, then the one that changed; one whose file is gone is dropped."""
    first = pushed(here(small), there)
    assert (len(first.sent), first.dropped, first.same) == (2, (), ())
    assert set(there.names()) == set(first.sent)
    again = pushed(here(small), there)
    assert (again.sent, again.dropped, set(again.same)) == ((), (), set(first.sent))
    (small / "actors.ttl").write_text(ACTORS.replace('"Exland"', '"Exeland"'), encoding="utf-8")
    changed = pushed(here(small), there)
    assert (changed.sent, changed.dropped) == ((f"{BASE}actors",), ())
    gone = pushed(here(small / "actors.ttl"), there)
    assert gone.sent == ()
    assert len(gone.dropped) == 1
    assert there.names() == [f"{BASE}actors"]
    assert set(there.quads()) == set(here(small / "actors.ttl").quads())


def test_graphs_of_others_stay(there: RemoteStore, small: Path) -> None:
    """A graph without a mark is never touched, whatever is pushed."""
    pushed(here(small), there)
    write_as_others_do(there, OTHERS)
    write_as_others_do(there, f"{BASE}document/of-others")
    assert pushed(here(small / "actors.ttl"), there, drop=True).dropped
    assert there.names() == sorted([f"{BASE}actors", OTHERS, f"{BASE}document/of-others"])
    assert canonical(there.graphs.read(OTHERS), OTHERS) == LINE


@pytest.mark.parametrize("name", [OTHERS, f"{BASE}document/of-others"])
def test_name_that_others_have_is_refused(there: RemoteStore, small: Path, tmp_path: Path, name: str) -> None:
    """Where a graph of that name is there without a mark, nothing is sent or loaded, unless it has the same content."""
    pushed(here(small / "actors.ttl"), there)
    write_as_others_do(there, name)
    (tmp_path / "mine.nq").write_bytes(LINE.replace(b" .\n", f" <{name}> .\n".encode()).replace(b"/c>", b"/d>"))
    mine = Dataset.read(tmp_path / "mine.nq", vocabularies=False)
    for attempt in (lambda: plan(here(tmp_path / "mine.nq", small), there), lambda: there.load(mine)):
        with pytest.raises(SourceError) as error:
            attempt()
        assert str(error.value) == (
            f"{there.address}: the graph <{name}> is there already, and dipgraph did not write it: "
            "drop it there, or give yours another name"
        )
    assert canonical(there.graphs.read(name), name) == LINE
    (tmp_path / "mine.nq").write_bytes(LINE.replace(b" .\n", f" <{name}> .\n".encode()))
    assert name in pushed(here(tmp_path / "mine.nq", small), there).sent
    assert name in there.graphs.marks()


def test_copy_of_a_graph_is_of_others(there: RemoteStore, small: Path) -> None:
    """A graph that was copied there has the mark of another, and stays; so does one that only speaks of marks."""
    pushed(here(small), there)
    update(
        there, f"COPY <{BASE}actors> TO <{OTHERS}> ; INSERT DATA {{ GRAPH <urn:log> {{ <urn:x> a {GRAPH_DIGEST} }} }}"
    )
    assert pushed(here(small), there).dropped == ()
    assert set(there.existing([OTHERS, "urn:log"])) == {OTHERS, "urn:log"}


def test_what_looks_like_a_mark_is_pushed(there: RemoteStore, tmp_path: Path) -> None:
    """A statement with the type of a mark is one; what is pulled or exported has it, and no mark."""
    (tmp_path / "a.ttl").write_text(f"<urn:x> a {GRAPH_DIGEST} .\n", encoding="utf-8")
    store = here(tmp_path / "a.ttl")
    pushed(store, there)
    assert set(there.quads()) == set(store.quads())
    assert pushed(store, there).sent == ()


@pytest.mark.parametrize("more", ["?timeout=3", "#x", "?graph=urn:x"])
def test_address_with_more_than_an_address_is_refused(there: RemoteStore, more: str) -> None:
    """What stands behind ? or # would make of the writing of a graph something else."""
    with pytest.raises(UsageError, match="leave out what begins with"):
        RemoteStore(there.address + more)


def test_address_may_end_in_a_slash(there: RemoteStore, small: Path) -> None:
    """It is the same address."""
    with RemoteStore(there.address + "/") as again:
        assert len(pushed(here(small), again).sent) == 2
    assert plan(here(small), there).sent == ()


def test_blank_nodes_of_different_graphs_stay_apart(there: RemoteStore, tmp_path: Path) -> None:
    """What is read from a server has a blank node for each that there is."""
    for number in range(3):
        (tmp_path / f"{number}.ttl").write_text(f"_:b <urn:says> {number} .\n", encoding="utf-8")
    pushed(here(tmp_path), there)
    assert len({quad.subject for quad in there.quads()}) == 3


def test_what_was_changed_there_is_sent_again(there: RemoteStore, small: Path) -> None:
    """A graph with its mark that has more or fewer statements than were sent is no longer ours."""
    pushed(here(small), there)
    content = set(there.statements(f"{BASE}actors"))
    update(there, f"INSERT DATA {{ GRAPH <{BASE}actors> {{ {LINE.decode()} }} }}")
    assert pushed(here(small), there).sent == (f"{BASE}actors",)
    assert set(there.statements(f"{BASE}actors")) == content
    update(there, f"DELETE DATA {{ GRAPH <{BASE}actors> {{ {next(iter(content)).triple} }} }}")
    assert there.load(Dataset.read(small, vocabularies=False)).changed == [f"{BASE}actors"]
    assert set(there.statements(f"{BASE}actors")) == content


def test_much_is_not_dropped_unasked(there: RemoteStore, tmp_path: Path) -> None:
    """More than half of what is there, and more than ten graphs, go only if that is said."""
    folder = tmp_path / "data"
    pushed(here(numbered(folder, range(24))), there)
    few = here(numbered(folder, range(11)))
    planned = plan(few, there)
    with pytest.raises(UsageError) as error:
        push(few, there, planned)
    assert str(error.value) == (
        f"{there.address}: this would drop 13 of the 24 graphs that dipgraph wrote there: look at them with --dry-run, "
        "and say --drop if they are to go"
    )
    assert len(there.names()) == 24
    push(few, there, planned, drop=True)
    assert len(there.names()) == 11
    assert pushed(here(numbered(folder, range(1))), there).dropped


def test_server_that_has_not_what_was_sent(there: RemoteStore, small: Path) -> None:
    """What is counted at the end is compared with what was sent, graph by graph."""
    store = here(small)

    def meddle(done: int, total: int) -> None:
        if done == total:
            there.graphs.drop(f"{BASE}actors")

    with pytest.raises(SourceError) as error:
        push(store, there, plan(store, there), progress=meddle)
    assert f"of <{BASE}actors> the server has nothing where " in str(error.value)
    assert str(error.value).endswith("if it stays so, the server changes what it is sent")


@pytest.mark.parametrize("fault", [503, "lost", "broken"])
def test_push_through_faults(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    """A server that is busy now and then, and connections that break before and after a write, leave the right state."""
    monkeypatch.setattr(endpoints, "WAITS", (0.001, 0.001, 0.001))
    store = here(numbered(tmp_path / "data", range(30)))
    faults: list[Fault | None] = [None, *([fault, None, fault, fault, None] * 40)]
    with between(address, faults) as (faulty, _), RemoteStore(faulty) as there:
        assert len(pushed(store, there).sent) == 30
        assert set(there.quads()) == set(store.quads())
        store = here(numbered(tmp_path / "data", range(22)))
        assert len(pushed(store, there).dropped) == 8
        assert set(there.quads()) == set(store.quads())
    with RemoteStore(address) as there:
        assert plan(store, there).sent == ()


def test_push_that_was_cut_off_is_finished_by_the_next(there: RemoteStore, tmp_path: Path) -> None:
    """Interrupted after any graph, a push leaves each graph as it was or as it is to be, and the next sends the rest."""
    folder = tmp_path / "data"
    pushed(here(numbered(folder, range(12))), there)
    for stop in range(1, 8):
        store = here(numbered(folder, range(8), f"version {stop}"))

        def interrupt(done: int, total: int, at: int = stop) -> None:
            if done == at:
                raise KeyboardInterrupt

        planned = plan(store, there)
        with pytest.raises(KeyboardInterrupt):
            push(store, there, planned, progress=interrupt)
        rest = pushed(store, there)
        assert len(rest.sent) == 8 - stop
        assert set(there.quads()) == set(store.quads())


def test_push_that_was_killed_is_finished_by_the_next(address: str, tmp_path: Path) -> None:
    """kill -9 at eight moments: whole graphs are there, and the next push ends in the right state."""
    folder = tmp_path / "data"
    command = [str(Path(sys.executable).with_name("dipgraph")), "push", address, "--data", str(folder)]
    with RemoteStore(address) as there:
        for turn in range(8):
            store = here(numbered(folder, range(60), f"turn {turn}"))
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
                time.sleep(0.2 + turn * 0.06)
                process.send_signal(signal.SIGKILL)
            assert all(
                len(list(there.statements(name))) == 1 for name in there.names() if name.rpartition("/")[2].isdigit()
            )
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            found = {quad for quad in there.quads() if quad.graph_name.value.rpartition("/")[2].isdigit()}  # type: ignore[union-attr]
            assert found == set(store.quads())


def test_command_says_what_it_did(cli: Run, small: Path, address: str) -> None:
    """Counts at the end; --dry-run lists on standard output, and sends nothing."""
    dry = cli("push", address, "--data", small, "--dry-run")
    assert dry.code == 0
    assert [line.split()[0] for line in dry.out.splitlines()] == ["send"] * 5
    assert dry.err == f"{address}: 5 graphs: 5 to send, 0 to drop, 0 as they are; nothing was done\n"
    with RemoteStore(address) as there:
        assert there.names() == []
    done = cli("push", address, "--data", small)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"{address}: 5 graphs: 5 sent, 0 dropped, 0 unchanged; ")
    assert done.err.endswith(" statements in them, counted there\n")
    assert ": 0 sent, 0 dropped, 5 unchanged; " in cli("push", address, "--data", small).err


def test_store_on_disk_is_pushed(cli: Run, small: Path, tmp_path: Path, address: str) -> None:
    """A store on disk and the files that it was loaded from are the same."""
    cli("load", "--store", tmp_path / "graph.db", small)
    assert ": 5 sent, " in cli("push", address, "--store", tmp_path / "graph.db").err
    assert ": 0 sent, 0 dropped, 5 unchanged; " in cli("push", address, "--data", small).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (lambda _: ["push", "graph.db"], "graph.db is no address: give that of a SPARQL endpoint, http(s)://…"),
        (lambda _: ["push", "http://127.0.0.1:1/query", "--data", "none"], "none: no such file or folder: "),
        (lambda a: ["pull", a, "--store", a], "what is pulled is loaded here: give the folder of a store on disk"),
        (
            lambda a: ["pull", a, "--store", "graph.db"],
            "no graph of dipgraph is there: push one, or give another address",
        ),
    ],
)
def test_wrong_use(cli: Run, address: str, arguments: Callable[[str], list[str]], said: str) -> None:
    """A place that is none, and an endpoint with nothing of ours, are one line and exit code 2."""
    outcome = cli(*arguments(address))
    assert outcome.code == 2
    assert said in outcome.error()


def test_a_load_without_the_judgements_that_are_there_is_refused(
    there: RemoteStore, small: Path, tmp_path: Path
) -> None:
    """Nothing is removed there, so that what they made one would stay so in a part: a store here is pushed instead."""
    judgements = tmp_path / "judgements.ttl"
    judgements.write_text(PREFIXES + judgement("alm-ada", "berg-ben"), encoding="utf-8")
    there.load(Dataset.read(small, judgements, vocabularies=False))
    before = there.names()
    with pytest.raises(SourceError, match=r"judgements> has judgements, of which this load has none.* push that"):
        there.load(Dataset.read(small, vocabularies=False))
    assert there.names() == before
    there.load(Dataset.read(small, judgements, vocabularies=False))

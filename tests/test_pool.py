"""Processes that answer queries: limits, what ends them, and what others notice of it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import io
import json
import shutil
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

import pytest

from dipgraph import Dataset, open_store
from dipgraph.answerer import _wrong
from dipgraph.answers import BusyError, FaultError, LimitError, Limits
from dipgraph.errors import QueryError, SourceError
from dipgraph.pool import Pool
from dipgraph.terms import BASE

T = TypeVar("T")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUGE = (
    "SELECT (STRLEN(?x32) AS ?n) { BIND('a' AS ?x0) "
    + "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(32))
    + "}"
)
DEEP = "SELECT ?x { BIND(" + "IF(true, " * 3000 + "1" + ", 2)" * 3000 + " AS ?x) }"


def asking(query: str, format: str = "json", graph: str = "ttl") -> dict[str, Any]:
    """Return what a process is asked."""
    return {
        "query": query,
        "has_dataset": False,
        "base": None,
        "default": [],
        "named": [],
        "rows": format,
        "graph": graph,
    }


def run(place: Path, work: Callable[[Pool], Awaitable[T]], size: int = 2, **limits: Any) -> T:
    """Return what *work* does with a pool of so many processes."""

    async def worked() -> T:
        pool = Pool(str(place), size, Limits(**limits))
        await pool.start()
        try:
            return await work(pool)
        finally:
            await pool.close()

    return asyncio.run(worked())


async def text(pool: Pool, query: str, format: str = "csv", graph: str = "ttl") -> str:
    """Return the answer to a query, as text."""
    answer = await pool.ask(asking(query, format, graph))
    content = b"".join([piece async for piece in answer.pieces()])
    assert len(content) == answer.size
    return content.decode()


# Of the second no answer is kept.
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/dipgraph/ontology#Person> }"
ANEW = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/dipgraph/ontology#Person> FILTER(RAND() < 2) }"


def test_answers_in_every_format(place: Path) -> None:
    """Rows, a truth value and a graph come in each format, whole."""

    async def work(pool: Pool) -> None:
        for format in ("json", "xml", "csv", "tsv"):
            assert "Hayashi" in await text(
                pool, 'SELECT ?l { ?s ?p ?l FILTER(CONTAINS(?l, "Hayashi")) } LIMIT 3', format
            )
            assert "true" in await text(pool, "ASK {}", format)
        for graph in ("ttl", "nt", "jsonld", "rdf"):
            assert len(await text(pool, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5", graph=graph)) > 100

    run(place, work)


def test_errors_of_queries(place: Path) -> None:
    """What is no SPARQL is told with its place, and the process answers on."""

    async def work(pool: Pool) -> None:
        before = pool.alive
        with pytest.raises(QueryError, match=r"^not SPARQL \(line 1, column 18\)"):
            await text(pool, "SELECT * { ?s ?p ")
        with pytest.raises(QueryError, match="'yesterday' is no date"):
            await pool.ask(
                {"stored": "recurring-issues", "values": {"since": ["yesterday"]}, "rows": "csv", "graph": "ttl"}
            )
        assert (await text(pool, COUNT)).splitlines()[0] == "n"
        assert pool.alive == before
        assert not pool.counts

    run(place, work)


def test_time_limit(place: Path) -> None:
    """A query that takes too long is ended within half a second of its time, and another process takes its place."""

    async def work(pool: Pool) -> None:
        begun = time.monotonic()
        with pytest.raises(LimitError, match="longer than 1 seconds"):
            await text(pool, SLOW)
        assert 1.0 <= time.monotonic() - begun < 1.5
        assert await text(pool, COUNT)
        await asyncio.sleep(2)
        assert pool.alive == 2

    run(place, work, seconds=1.0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory so")
@pytest.mark.parametrize(
    ("query", "why"), [(HUGE, "more than 200 MB of memory"), (DEEP, "nested too deeply")], ids=["memory", "depth"]
)
def test_query_that_ends_its_process(place: Path, query: str, why: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A query that takes more memory, or nests deeper, than a process has ends two of them; others are answered."""

    async def work(pool: Pool) -> None:
        bomb = asyncio.create_task(text(pool, query))
        for _ in range(20):
            assert await text(pool, ANEW)
        with pytest.raises(LimitError, match=why):
            await bomb
        assert pool.counts["ended"] == 2
        assert await text(pool, COUNT)

    run(place, work, size=3, memory=200 << 20, seconds=60.0)
    # What a process says when it ends is heard.
    assert query != HUGE or "memory allocation" in capfd.readouterr().err


def test_limits_of_an_answer(place: Path) -> None:
    """An answer of too many rows or bytes is an error, and never the beginning of one."""

    async def work(pool: Pool) -> None:
        for format in ("json", "xml", "csv", "tsv"):
            with pytest.raises(LimitError, match="more than 1,000 rows"):
                await text(pool, "SELECT * { ?s ?p ?o }", format)
            assert await text(pool, "SELECT * { ?s ?p ?o } LIMIT 900", format)
        with pytest.raises(LimitError, match="more than 300,000 bytes"):
            await text(pool, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", graph="nt")
        assert pool.alive == 2

    run(place, work, rows=1000, bytes=300_000)


def test_limits_of_a_download(place: Path) -> None:
    """What is downloaded of a thing is there whole; where that is more than an answer may have, it is an error."""

    async def work(pool: Pool) -> None:
        for format in ("ttl", "jsonld", "rdf", "nt", "csv"):
            with pytest.raises(LimitError, match=r"more than 100 (rows|statements are about it: ask for fewer at)"):
                await pool.ask({"data": f"{BASE}state/jp", "format": format})
            assert (await pool.ask({"data": f"{BASE}state/kr", "format": format})).content
        assert pool.alive == 2

    run(place, work, rows=100)


def test_killed_processes_are_not_noticed(place: Path) -> None:
    """Processes that are killed at any time by others fail nobody: who had asked is answered by another."""

    async def work(pool: Pool) -> None:
        expected = await text(pool, ANEW)
        killed = 0
        asked = [asyncio.create_task(text(pool, ANEW)) for _ in range(400)]
        while not all(task.done() for task in asked) and killed < 5:
            process = next((process for process in pool._all if process.code is None), None)
            if process is not None:
                process.kill()
                killed += 1
            await asyncio.sleep(0.3)
        assert killed
        assert set(await asyncio.gather(*asked)) == {expected}

    run(place, work, size=4)


def test_all_are_busy(place: Path) -> None:
    """Who waits longer than one waits is told so, and those who are answered are not disturbed."""

    async def work(pool: Pool) -> None:
        first = asyncio.create_task(text(pool, SLOW))
        await asyncio.sleep(0.5)
        # It goes on beside the others, and what comes now finds no such place.
        assert await text(pool, COUNT)
        second = asyncio.create_task(text(pool, SLOW))
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError, match="ask again"):
            await text(pool, ANEW)
        for slow in (first, second):
            slow.cancel()
            with pytest.raises(asyncio.CancelledError):
                await slow

    run(place, work, size=1, waiting=0.3)


def test_new_data_is_picked_up(place: Path, small: Path, tmp_path: Path) -> None:
    """Once the store has other data, whoever asks is answered from it, and nobody who asks meanwhile is refused."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.load(Dataset.read(small))

    async def work(pool: Pool) -> None:
        assert (await text(pool, COUNT)).split() == ["n", "3"]
        stop = asyncio.Event()

        async def asks() -> list[str]:
            found = []
            while not stop.is_set():
                found.append((await text(pool, ANEW)).split()[1])
            return found

        asking = [asyncio.create_task(asks()) for _ in range(6)]
        for number in range(4, 7):
            more = f"<https://e.org/{number}> a <https://w3id.org/dipgraph/ontology#Person> ."
            (small / f"more{number}.ttl").write_text(more, encoding="utf-8")

            def load() -> None:
                with open_store(folder) as store:
                    store.load(Dataset.read(small))

            await asyncio.to_thread(load)
            assert (await text(pool, COUNT)).split() == ["n", str(number)]
        stop.set()
        for found in await asyncio.gather(*asking):
            assert found == sorted(found)
            assert set(found) <= {"3", "4", "5", "6"}
        assert not pool.counts

    run(folder, work)


def test_answers_are_kept_until_the_data_changes(place: Path) -> None:
    """The same question has the same answer without asking anybody, until there is new data; not one that would differ."""

    async def work(pool: Pool) -> None:
        first = await pool.ask(asking(COUNT))
        assert await pool.ask(asking(COUNT)) is first
        assert await pool.ask(asking(COUNT, "csv")) is not first
        for query in (ANEW, "SELECT (now() AS ?n) {}", "SELECT (STRUUID() AS ?n) {}", "SELECT (UUID  () AS ?n) {}"):
            answer = await pool.ask(asking(query))
            assert not answer.is_steady
            assert await pool.ask(asking(query)) is not answer
        pool.present.forget()
        assert await pool.ask(asking(COUNT)) is not first

    run(place, work, size=1)


def test_store_that_is_removed(shipped_dataset: Dataset, tmp_path: Path) -> None:
    """Where the store was removed, and nobody is left to answer, that is said, and at once."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.load(shipped_dataset)

    async def work(pool: Pool) -> None:
        shutil.rmtree(folder)
        for process in [*pool._all, *pool._spare]:
            process.kill()
        await asyncio.sleep(0.3)
        pool.mend()
        with pytest.raises(BusyError, match="the store is not there any more: load again"):
            await text(pool, ANEW)
        assert pool.alive == 0

    run(folder, work, seconds=20.0, waiting=20.0)


def test_store_that_is_damaged(small: Path, tmp_path: Path) -> None:
    """A pool for a store that is damaged says so at its start, in the words of the process that found it."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        store.load(Dataset.read(small))
    (manifest,) = folder.glob("*/MANIFEST-*")
    manifest.write_bytes(b"\0" * manifest.stat().st_size)
    with pytest.raises(SourceError, match="the store is damaged"):
        run(folder, lambda pool: asyncio.sleep(0))


def test_end_while_others_wait(place: Path) -> None:
    """Who is being answered or waits when the pool ends is told so."""

    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(text(pool, SLOW)) for _ in range(3)]
        await asyncio.sleep(0.2)
        await pool.close()
        for task in asked:
            with pytest.raises(BusyError, match="the server ends"):
                await task
        with pytest.raises(BusyError, match="the server ends"):
            await text(pool, COUNT)

    run(place, work)


def test_room_of_all_answers(place: Path) -> None:
    """Answers that wait to be read have so much room on disk together; beyond that one is told so."""

    async def work(pool: Pool) -> None:
        query = asking("SELECT * { ?s ?p ?o }")
        first = await pool.ask(query)
        assert pool.room.taken == first.size > 2_000_000
        with pytest.raises(BusyError, match=r"have more than 5,000,000 bytes together"):
            await pool.ask(query)
        del first
        assert pool.room.taken == 0
        assert (await pool.ask(query)).size > 2_000_000

    run(place, work, size=1, room=5_000_000)


def test_rows_are_counted_exactly(place: Path) -> None:
    """As many rows as may be are given, one more is refused, also where rows are empty or have lines within."""

    async def work(pool: Pool) -> None:
        for format in ("json", "xml", "csv", "tsv"):
            for query in ("SELECT ?none { ?s ?p ?o } LIMIT %d", "SELECT ('a\\n},{\\n' AS ?x) { ?s ?p ?o } LIMIT %d"):
                assert await text(pool, query % 500, format)
                with pytest.raises(LimitError, match="more than 500 rows"):
                    await text(pool, query % 501, format)

    run(place, work, rows=500)


def test_predicates_that_rdf_xml_cannot_say(place: Path) -> None:
    """A graph with a predicate that is no name of XML is no RDF/XML: that is said, with another format."""

    async def work(pool: Pool) -> None:
        query = "CONSTRUCT { <a:a> <https://example.org/%s> 1 } {}"
        for name in ("1", "", "a#", "a%20"):
            with pytest.raises(QueryError, match=r"RDF/XML cannot say <https://example.org/.*accept text/turtle"):
                await text(pool, query % name, graph="rdf")
            assert f"<https://example.org/{name}>" in await text(pool, query % name, graph="nt")
        for name in ("a", "1a", "é", "a.b-c", "a%20b"):
            assert ElementTree.fromstring(await text(pool, query % name, graph="rdf")) is not None

    run(place, work, size=1)


def test_no_network_from_a_process(place: Path) -> None:
    """A process reaches no address, not even on this machine: what would ask another server fails."""

    async def work(pool: Pool) -> None:
        async def heard(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reached.append(1)
            writer.close()

        reached: list[int] = []
        server = await asyncio.start_server(heard, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(BusyError, match="Permission denied"):
            await text(pool, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        server.close()
        assert not reached

    run(place, work, seconds=5.0)


def test_store_that_is_not_there(tmp_path: Path) -> None:
    """A pool for a folder that is no store says so at its start."""
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="is a file: give a folder"):
        run(tmp_path / "file", lambda pool: asyncio.sleep(0))


def test_fault_of_our_own(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What is no fault of the query is not told as one: its traceback is on standard error, and others are answered."""

    async def work(pool: Pool) -> None:
        with pytest.raises(FaultError, match="wrong with dipgraph itself"):
            await pool.ask({"page": "no such page", "name": ""})
        assert await text(pool, COUNT)

    run(place, work)
    assert "KeyError: 'no such page'" in capfd.readouterr().err


def test_stored_query(place: Path) -> None:
    """A stored query is answered with its parameters."""

    async def work(pool: Pool) -> None:
        values = {"since": ["2023"]}
        answer = await pool.ask({"stored": "recurring-issues", "values": values, "rows": "json", "graph": "ttl"})
        rows = json.loads(b"".join([piece async for piece in answer.pieces()]))["results"]["bindings"]
        assert rows[0]["issue_label"]["value"] == "Alliance and deterrence"

    run(place, work)


def test_rest_of_an_answer_is_for_nobody(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an answer finds no room, what is left of it does not answer the next who asks."""

    class Full(io.BytesIO):
        def write(self, _: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    async def work(pool: Pool) -> None:
        with monkeypatch.context() as context:
            context.setattr("dipgraph.answers.tempfile.TemporaryFile", Full)
            with pytest.raises(BusyError, match="no room"):
                await text(pool, "SELECT * { ?s ?p ?o }")
        assert (await text(pool, "SELECT (1 AS ?x) {}")).split() == ["x", "1"]

    run(place, work, size=1)


def test_number_of_processes_stays(place: Path) -> None:
    """There are as many processes as were asked for; killed ones are replaced unasked."""

    async def settled(pool: Pool) -> tuple[int, int, int]:
        while pool._tasks:
            await asyncio.sleep(0.05)
        return len(pool._all), pool.alive, len(pool._spare)

    async def work(pool: Pool) -> None:
        assert await settled(pool) == (3, 3, 2)
        for process in [*pool._all, pool._spare[0]]:
            process.kill()
        await asyncio.sleep(0.3)
        pool.mend()
        assert await settled(pool) == (3, 3, 2)

    run(place, work, size=3)


@pytest.mark.parametrize(
    "asked",
    [
        asking("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1", "json", "json"),
        {"stored": "due-commitments", "values": {"self": ["1"]}, "rows": "json", "graph": "ttl"},
        {"stored": "due-commitments", "values": {"store": ["1"]}, "rows": "json", "graph": "ttl"},
    ],
)
def test_no_request_ends_a_process(place: Path, asked: dict[str, Any]) -> None:
    """A request that was read otherwise than meant is answered or refused, and ends no process."""

    async def work(pool: Pool) -> None:
        with contextlib.suppress(QueryError):
            await pool.ask(asked)
        assert not pool.counts

    run(place, work)


def test_store_that_is_made_anew(small: Path, tmp_path: Path) -> None:
    """A store that is removed and made again, with states of the same names, is answered from as it is then."""
    folder = tmp_path / "store"

    def load() -> None:
        with open_store(folder) as store:
            store.load(Dataset.read(small))

    async def work(pool: Pool) -> None:
        assert (await text(pool, ANEW)).split() == ["n", "3"]
        shutil.rmtree(folder)
        (small / "more.ttl").write_text(
            "<https://e.org/a> a <https://w3id.org/dipgraph/ontology#Person> .", encoding="utf-8"
        )
        await asyncio.to_thread(load)
        for _ in range(4):
            assert (await text(pool, ANEW)).split() == ["n", "4"]

    load()
    run(folder, work, size=2)


def test_fault_of_a_page_is_no_fault_of_a_query() -> None:
    """What fails while a thing is read for its page is a fault with its traceback; of a query it is told to who asked."""
    wrong = [ValueError("odd"), RuntimeError("odd")]
    assert [_wrong(error, {"page": "thing"})[0] for error in wrong] == ["fault", "fault"]
    for asked in ({"query": "ASK {}"}, {"page": "asked"}, {"page": "answer"}):
        assert [_wrong(error, asked) for error in wrong] == [("failed", "the query failed: odd")] * 2
    assert _wrong(RuntimeError("Corruption: block"), {"page": "thing"})[0] == "damaged"
    assert _wrong(OSError("gone"), {"query": "ASK {}"})[0] == "damaged"


def test_as_many_long_queries_as_processes_hold_up_nobody(place: Path) -> None:
    """Beside as many queries that take long as there are processes, others are answered, and all have their time."""

    async def work(pool: Pool) -> None:
        slow = [asyncio.create_task(text(pool, SLOW)) for _ in range(2)]
        await asyncio.sleep(0.5)
        begun = time.monotonic()
        for _ in range(5):
            assert await text(pool, ANEW)
        assert time.monotonic() - begun < 3
        assert not any(task.done() for task in slow)
        assert pool.counts["aside"] >= 1
        for task in slow:
            with pytest.raises(LimitError, match="longer than 6 seconds"):
                await task
        await asyncio.sleep(1)
        assert (pool.alive, len(pool._all)) == (2, 2)

    run(place, work, size=2, seconds=6.0)


def test_of_more_long_queries_those_that_came_last_make_way(place: Path) -> None:
    """Where as many as there are processes take long already, one more is refused after a second in which others wait."""

    async def work(pool: Pool) -> None:
        slow = [asyncio.create_task(text(pool, SLOW)) for _ in range(2)]
        await asyncio.sleep(0.5)
        assert await text(pool, ANEW)
        late = [asyncio.create_task(text(pool, SLOW)) for _ in range(2)]
        await asyncio.sleep(0.5)
        begun = time.monotonic()
        for _ in range(3):
            assert await text(pool, ANEW)
        assert time.monotonic() - begun < 5
        assert not any(task.done() for task in slow)
        refused = [task for task in late if task.done()]
        assert refused
        for task in refused:
            with pytest.raises(BusyError, match="2 queries take long: ask for less, or later"):
                await task
        assert pool.counts["refused"] == len(refused)
        for task in [*slow, *late]:
            task.cancel()
        await asyncio.gather(*slow, *late, return_exceptions=True)

    run(place, work, size=2)


def test_a_long_query_that_goes_on_beside_others_is_answered(place: Path) -> None:
    """What made way is answered whole, and its process is one of those that answer again, or is not there any more."""
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f . FILTER(RAND() < 2) } #"

    async def work(pool: Pool) -> None:
        first = asyncio.create_task(text(pool, long))
        await asyncio.sleep(0.4)
        assert not first.done()
        assert await text(pool, ANEW)
        assert pool.counts["aside"] == 1
        assert int((await first).split()[1]) > 1_000_000
        assert pool.turns.aside == set()
        await asyncio.sleep(1)
        assert (pool.alive, len(pool._all)) == (1, 1)

    run(place, work, size=1)

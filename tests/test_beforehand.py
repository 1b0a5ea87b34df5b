"""Pages that are asked for before anybody comes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from conftest import DOCUMENT
from dipgraph import Dataset, open_store
from dipgraph.beforehand import addresses, asked
from dipgraph.query import names
from dipgraph.web import Running, Settings, running


def run(place: Path, work: Callable[[Running], Awaitable[None]]) -> None:
    """Have *work* done with a server of the store at *place*."""

    async def worked() -> None:
        async with running(Settings(str(place), workers=2)) as server:
            await work(server)

    asyncio.run(worked())


async def kept(server: Running, number: int) -> set[str]:
    """Return what is kept once it is so many answers, for half a minute at most."""
    ends = time.monotonic() + 30
    while True:
        found = {bytes(key).decode(errors="replace") for key in server.pool.present._values if isinstance(key, bytes)}
        if len(found) >= number or time.monotonic() > ends:
            return found
        await asyncio.sleep(0.1)


def test_questions_and_networks_are_kept_before_anybody_asks(small: Path, tmp_path: Path) -> None:
    """Soon after the start the page of each question and network is kept, and once more after the data changed."""
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))

    async def work(server: Running) -> None:
        pages = [*addresses()]
        assert {f"/queries/{name}" for name in names() if "/" not in name} < {*pages}
        found = await kept(server, len(pages))
        assert len(found) == len(pages)
        for page in pages:
            assert any(f'"name": "{page.rpartition("/")[2]}"' in key for key in found), page
        server.pool.present.forget()
        document = small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
        document.write_text(DOCUMENT.replace("Alm and Berg agree", "Berg and Alm agree"), encoding="utf-8")
        with open_store(tmp_path / "store") as store:
            store.load(Dataset.read(small))
        assert len(await kept(server, len(pages))) == len(pages)

    run(tmp_path / "store", work)


def test_what_is_asked_before_is_what_a_browser_asks(small: Path, tmp_path: Path) -> None:
    """Whoever comes to a page that was asked for before is answered from what is kept; what is not there is said."""
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))

    async def work(server: Running) -> None:
        await kept(server, len([*addresses()]))
        before = len(server.pool.present)
        for address in addresses():
            assert await asked(server.application, address) == 200
        assert len(server.pool.present) == before
        assert await asked(server.application, "/queries/none") == 404

    run(tmp_path / "store", work)

"""A server at an address: who asks, what is done where it is busy, and what is not sent to whom."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from dipgraph import endpoint as endpoints
from dipgraph.endpoint import Endpoint
from dipgraph.errors import DipgraphError, SourceError, UsageError
from dipgraph.graph_store import GraphStore
from triple_stores import Fault, Seen, between, serving

YES = "SELECT ?x { BIND (1 AS ?x) }"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wait a moment only, and have no name and password but those of the test."""
    monkeypatch.setattr(endpoints, "WAITS", (0.01, 0.01, 0.01))
    for name in ("DIPGRAPH_USER", "DIPGRAPH_PASSWORD", "DIPGRAPH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of an empty store."""
    with serving() as address:
        yield address


def asked(address: str, *faults: Fault | None) -> tuple[list[Seen], list[str]]:
    """Ask the server something, which *faults* hinder; return the requests that came, and why there was a wait."""
    said: list[str] = []
    with between(address, list(faults)) as (faulty, seen):
        endpoint = Endpoint(faulty, said.append)
        assert GraphStore(endpoint).rows(YES)[0]
        endpoint.close()
    return seen, said


@pytest.mark.parametrize("status", [429, 503])
def test_busy_server_is_asked_again(server: str, status: int) -> None:
    """A server that says that it is busy is asked again, and the person is told."""
    seen, said = asked(server, status, status, None)
    assert len(seen) == 3
    assert [text.rpartition("/query")[2] for text in said] == [f" answered {status}, it is busy: again in 0.01 s"] * 2


def test_server_that_stays_busy(server: str) -> None:
    """It is asked as often as there are waits, and then the error is what it said."""
    with pytest.raises(SourceError, match="it answered 503: not now"):
        asked(server, *[503] * 9)


def test_lost_connection_is_made_again(server: str) -> None:
    """Once a server has answered, a connection that breaks, before or after it has done what was asked, is made anew."""
    seen, said = asked(server, 503, "broken", "lost", None)
    assert len(seen) == 4
    assert [text.partition(":")[0] for text in said[1:]] == ["the connection broke"] * 2


def test_first_connection_is_not_made_again(server: str) -> None:
    """Where no server answers at all, one need not wait to be told so."""
    with pytest.raises(SourceError, match="see that it runs"):
        asked(server, "broken")


def test_server_may_ask_for_a_longer_wait() -> None:
    """Seconds and dates are understood, and what is neither is nothing."""
    assert endpoints._retry_after("7") == 7
    assert endpoints._retry_after("Thu, 01 Jan 1970 00:00:00 GMT") == 0
    assert endpoints._retry_after("soon") == 0
    assert endpoints._retry_after(None) == 0


def authorization(seen: list[Seen]) -> list[str | None]:
    """Return what each request said of who asks."""
    return [headers.get("Authorization") for _, _, headers in seen]


def test_name_and_password_are_of_the_environment(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name and a password, or a token, are sent as the environment has them; without, nothing is sent."""
    assert authorization(asked(server)[0]) == [None]
    monkeypatch.setenv("DIPGRAPH_USER", "ada")
    monkeypatch.setenv("DIPGRAPH_PASSWORD", "s:3")
    assert authorization(asked(server)[0]) == ["Basic " + base64.b64encode(b"ada:s:3").decode()]
    monkeypatch.setenv("DIPGRAPH_TOKEN", "t0k")
    assert authorization(asked(server)[0]) == ["Bearer t0k"]


def test_name_and_password_of_all_languages(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are sent in UTF-8, without the line end of a file; what cannot be sent is said without saying it."""
    monkeypatch.setenv("DIPGRAPH_USER", "ädä")
    monkeypatch.setenv("DIPGRAPH_PASSWORD", "pass€\n")
    assert authorization(asked(server)[0]) == ["Basic " + base64.b64encode("ädä:pass€".encode()).decode()]
    monkeypatch.setenv("DIPGRAPH_TOKEN", "s3cr\net")
    with pytest.raises(UsageError) as error:
        asked(server)
    assert str(error.value) == "DIPGRAPH_TOKEN has characters that cannot be sent: set it anew"


def test_name_and_password_are_of_the_netrc_file(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those for the host are sent, those for another are not; the environment goes before."""
    (tmp_path / "netrc").write_text("machine example.org login eve password no\n", encoding="utf-8")
    assert authorization(asked(server)[0]) == [None]
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password s3\n", encoding="utf-8")
    assert authorization(asked(server)[0]) == ["Basic " + base64.b64encode(b"ada:s3").decode()]
    monkeypatch.setenv("DIPGRAPH_TOKEN", "t0k")
    assert authorization(asked(server)[0]) == ["Bearer t0k"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_server_that_sends_elsewhere_is_not_followed(server: str, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """Name and password go nowhere but to the server that was named, whatever it answers."""
    monkeypatch.setenv("DIPGRAPH_USER", "ada")
    with between(server, []) as (elsewhere, seen):
        moved = f"{status} {elsewhere}"
        with between(server, [moved]) as (faulty, _), pytest.raises(SourceError) as error:
            GraphStore(Endpoint(faulty)).rows(YES)
    assert seen == []
    assert f"it moved to {elsewhere}: give that address, if you trust it, or " in str(error.value)


def test_password_in_the_address_is_refused() -> None:
    """It would stand in messages, histories and lists of processes; the message has it not."""
    with pytest.raises(UsageError) as error:
        Endpoint("https://ada:s3cret@example.org/query")
    assert "s3cret" not in str(error.value)
    assert "DIPGRAPH_PASSWORD" in str(error.value)


@pytest.mark.parametrize("address", ["http://[::1", "https://exa mple/query", "http://127.0.0.1:x/"])
def test_address_that_is_none(address: str) -> None:
    """What is no address is an error of one line."""
    with pytest.raises(DipgraphError, match="the endpoint cannot be used: "):
        GraphStore(Endpoint(address)).rows(YES)


def test_who_may_not_is_told_what_to_set(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal names the variables and the file, and whether there was a name already."""
    with pytest.raises(
        SourceError, match="it answered 401: not now: it wants a name and a password: set them as DIPGRAPH_USER"
    ):
        asked(server, 401)
    monkeypatch.setenv("DIPGRAPH_TOKEN", "t0k")
    with pytest.raises(
        SourceError, match="it answered 403: not now: it does not take this name and password: set others as"
    ):
        asked(server, 403)

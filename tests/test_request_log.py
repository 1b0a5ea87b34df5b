"""The line that each request leaves."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import requests

from served import served

LINE = re.compile(
    r'127\.0\.0\.1 - - \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "(.*)" (\d{3}|-) (\d+) (\d+\.\d{3})'
)


def lines(path: Path, number: int, last: str = "") -> list[re.Match[str]]:
    """Return the lines of a log once there are as many, and one has the words of the *last*, each read by its form."""
    until, written = time.monotonic() + 20, list[str]()
    while (len(written) < number or not any(last in line for line in written)) and time.monotonic() < until:
        time.sleep(0.05)
        written = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    found = [LINE.fullmatch(line) for line in written]
    assert None not in found, written
    return [line for line in found if line is not None]


def test_each_request_is_a_line(tmp_path: Path) -> None:
    """A request leaves what was asked, the status and the bytes of the answer, also where it is refused."""
    log = tmp_path / "requests.log"
    with served("--workers", "1", "--log", log) as address:
        answer = requests.get(f"{address}/queries/recurring-issues?since=2023&format=csv", timeout=30)
        requests.get(f"{address}/meeting/nothing", timeout=30)
        requests.get(f"{address}/", headers={"host": "elsewhere"}, timeout=30)
        first, second, third = lines(log, 3)
        assert first[1] == "GET /queries/recurring-issues?since=2023&format=csv HTTP/1.1"
        assert (first[2], int(first[3])) == ("200", len(answer.content))
        assert (second[1], second[2], third[2]) == ("GET /meeting/nothing HTTP/1.1", "404", "421")
        # Taken away, as programs do that keep logs of each day: another is begun.
        log.rename(tmp_path / "old.log")
        requests.get(f"{address}/health", timeout=30)
        assert [line[1] for line in lines(log, 1)] == ["GET /health HTTP/1.1"]


def test_a_line_stays_a_line(tmp_path: Path) -> None:
    """Whatever stands in an address, it neither ends the line nor leaves its quotes, and no more than some of it is kept."""
    log = tmp_path / "requests.log"
    with served("--workers", "1", "--log", log) as address:
        host = urlsplit(address)
        for path in (b"/\xff\xfe\x1b[31m", b'/"%22\\', b"/" + b"x" * 9000):
            with socket.create_connection((host.hostname, host.port), timeout=10) as connection:
                connection.sendall(
                    b"GET " + path + b" HTTP/1.1\r\nhost: " + host.netloc.encode() + b"\r\nconnection: close\r\n\r\n"
                )
                while connection.recv(1 << 16):
                    pass
        requests.get(f"{address}/health", timeout=30)
        found = lines(log, 1, "/health")
        assert found[-1][1] == "GET /health HTTP/1.1"
        assert all("\x1b" not in line[0] and '"' not in line[1] and len(line[0]) < 9000 for line in found)


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the file cannot be written, the server does not start, and says so on one line."""
    program = Path(sys.executable).parent / "dipgraph"
    done = subprocess.run(
        [program, "serve", "--port", "0", "--log", tmp_path / "no" / "where.log"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"dipgraph: {tmp_path / 'no' / 'where.log'}: No such file or directory: give a file that can be written to"
    ]

"""Files of RDF: found, unpacked, and refused where no document is so large or deep."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from dipgraph.errors import SourceError
from dipgraph.sources import FORMATS, LARGEST_PIECE, STANDARD_INPUT, find

LINE = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"


def write(path: Path, content: bytes) -> Path:
    """Write the file, packed if it is named so, and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def refusal(path: Path) -> str:
    """Return the message with which a file is refused when it is read, which takes little time."""
    begun = time.monotonic()
    with pytest.raises(SourceError) as error:
        find([path])[0].read()
    assert time.monotonic() - begun < 10
    assert str(error.value).startswith(f"{path}: ")
    return str(error.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_format_is_that_of_the_name(tmp_path: Path, suffix: str, packed: str) -> None:
    """Every format is known by its suffix, packed or not, alone and in a folder; the content comes unpacked."""
    path = write(tmp_path / "folder" / f"a.b{suffix}{packed}", b"\xef\xbb\xbf" + LINE)
    for given in (path, path.parent):
        (source,) = find([given])
        assert source.path == path
        assert source.format == FORMATS[suffix]
        assert source.read() == LINE
        assert source.bare == str(tmp_path.resolve() / "folder" / "a.b")


def test_what_is_hidden_is_not_found(tmp_path: Path) -> None:
    """Files and folders that begin with a dot are left out, and so is what is no RDF."""
    for name in (".hidden.ttl", ".venv/a.ttl", "b/c.ttl", "b/d.txt", "a.ttl"):
        write(tmp_path / name, LINE)
    assert [source.path.relative_to(tmp_path).as_posix() for source in find([tmp_path])] == ["a.ttl", "b/c.ttl"]


def test_standard_input_has_the_format_that_is_said() -> None:
    """A dash is standard input."""
    (source,) = find([STANDARD_INPUT], RdfFormat.TRIG)
    assert source.format == RdfFormat.TRIG


def test_document_that_is_too_large(tmp_path: Path) -> None:
    """A literal of 100 MB is no document, and is not parsed."""
    path = write(tmp_path / "a.ttl", b'<a:a> <a:b> "' + b"x" * 100_000_000 + b'" .\n')
    assert refusal(path) == f"larger than {LARGEST_PIECE >> 20} MiB, which no document is: split it, or give N-Quads"


def test_gzip_bomb(tmp_path: Path) -> None:
    """A small file that unpacks to a gigabyte is refused after a part of it."""
    path = tmp_path / "bomb.nq.gz"
    # A gzip file may have several parts, here the same a thousand times.
    path.write_bytes(gzip.compress(b"#" * 999_999 + b"\n") * 1000)
    assert path.stat().st_size < 2_000_000
    assert "unpacks to more than " in refusal(path)


@pytest.mark.parametrize(
    "content", [b"no gzip", gzip.compress(LINE * 1000, mtime=0)[:50], gzip.compress(LINE, mtime=0)[:-4] + b"abcd"]
)
def test_broken_gzip(tmp_path: Path, content: bytes) -> None:
    """What is not packed, or was cut or damaged on its way, is said to be so."""
    path = tmp_path / "a.ttl.gz"
    path.write_bytes(content)
    assert refusal(path) == "not a gzip file, or a part of one: pack it again"


def test_json_that_nests_too_deep(tmp_path: Path) -> None:
    """JSON-LD of twenty thousand nested objects, which would take all memory, is refused before it is parsed."""
    path = write(tmp_path / "a.jsonld", b'{"a:a":' * 20_000 + b"1" + b"}" * 20_000)
    assert refusal(path) == "nests more than 100 brackets: make it flatter"


def test_triple_terms_that_nest_too_deep(tmp_path: Path) -> None:
    """Nested triple terms, which would end the process, are refused before they are parsed."""
    path = write(tmp_path / "a.ttl", b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 20_000 + b"<a:c>" + b")>>" * 20_000 + b".")
    assert refusal(path) == "has more than 1000 triple terms (<<): leave them out"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nested.ttl", b"<a:a> <a:b> " + b"[ <a:b> " * 100_000 + b"1" + b"]" * 100_000 + b" .\n"),
        ("blank.nt", b"".join(b"_:b%d <a:b> _:c%d .\n" % (n, n) for n in range(1_000_000))),
        ("long.nq", b'<a:a> <a:b> "' + b"x" * 100_000_000 + b'" <a:g> .\n'),
        ("list.ttl", b"<a:a> <a:b> " + b"( " * 100_000 + b")" * 100_000 + b" .\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bombs_end_within_limits(tmp_path: Path, name: str, content: bytes) -> None:
    """Deep nesting, a million blank nodes and an endless literal are loaded or refused in a minute and two gigabytes."""
    write(tmp_path / name, content)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))\n"
        "from dipgraph.cli import main; sys.argv = ['dipgraph', *sys.argv[1:]]; main()"
    )
    command = [sys.executable, "-c", program, "load", "--store", str(tmp_path / "store"), str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if name == "long.nq":
        assert done.returncode == 2
        assert done.stderr == f"dipgraph: {tmp_path / name}: a term in it is longer than 16 MiB: shorten it\n"
    else:
        assert done.returncode == 0, done.stderr

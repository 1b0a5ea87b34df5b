"""Loading: what is new, changed, gone or as it was, in memory and on disk; every format; and errors in the middle."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import Run
from dipgraph import open_store
from dipgraph.dataset import Files
from dipgraph.errors import SourceError
from dipgraph.loading import Loaded
from dipgraph.rows import Rows
from dipgraph.sources import FORMATS
from dipgraph.stores import Store

EX = "https://example.org/"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
BASE = "https://w3id.org/dipgraph/"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store in memory, and one on disk."""
    with open_store(tmp_path / "store" if request.param == "disk" else None) as store:
        yield store


def write(folder: Path, **files: int) -> Path:
    """Write Turtle files of so many statements, one of them with a blank node, to a folder, and return it."""
    folder.mkdir(exist_ok=True)
    for name, number in files.items():
        objects = " , ".join(map(str, range(1, number)))
        content = f"@base <{BASE}{name}> .\n<> <{EX}has> [] {', ' * (number > 1)}{objects} .\n"
        (folder / f"{name}.ttl").write_text(content, encoding="utf-8")
    return folder


def load(store: Store, *paths: Path) -> Loaded:
    """Load without the vocabularies."""
    return store.load(Files.at(*paths, vocabularies=False))


def held(store: Store) -> dict[str, int]:
    """Return the number of statements by graph, each by the end of its name."""
    rows = store.query(GRAPHS)
    assert isinstance(rows, Rows)
    return {row["g"].value.rpartition("/")[2]: int(row["n"].value) for row in rows}


def names(*ends: str) -> list[str]:
    """Return whole names of graphs."""
    return [BASE + end for end in ends]


def test_what_changed_is_said(store: Store, tmp_path: Path) -> None:
    """A load names the graphs that are new, changed, gone and as they were, and counts the statements of all."""
    folder = write(tmp_path / "a", one=1, two=2, three=3)
    assert load(store, folder) == Loaded(names("one", "three", "two"), [], [], [], 6)
    write(folder, two=4, four=5)
    (folder / "one.ttl").unlink()
    assert load(store, folder) == Loaded(names("four"), names("two"), names("one"), names("three"), 12)
    assert held(store) == {"four": 5, "three": 3, "two": 4}
    assert load(store, folder) == Loaded([], [], [], names("four", "three", "two"), 12)


def test_only_what_belongs_to_a_loaded_folder_goes(store: Store, tmp_path: Path) -> None:
    """A file that is gone takes its graph with it when its folder is loaded, not when another is, or a file of its own."""
    one, other = write(tmp_path / "one", a=1, b=2), write(tmp_path / "one-more", c=3)
    load(store, one, other)
    (one / "a.ttl").unlink()
    assert load(store, other).removed == []
    assert load(store, one / "b.ttl").removed == []
    assert held(store) == {"a": 1, "b": 2, "c": 3}
    assert load(store, one).removed == names("a")
    assert held(store) == {"b": 2, "c": 3}


def test_folder_above_takes_what_is_gone_below(store: Store, tmp_path: Path) -> None:
    """A whole folder that is gone takes its graphs with it when the folder above is loaded."""
    write(tmp_path / "data", a=1)
    below = write(tmp_path / "data" / "below", b=2)
    load(store, tmp_path / "data")
    shutil.rmtree(below)
    assert load(store, tmp_path / "data").removed == names("b")
    assert held(store) == {"a": 1}


def test_loading_a_file_leaves_the_others(store: Store, tmp_path: Path) -> None:
    """A file of another folder is put beside what is there; one of the same graph stands in its place."""
    load(store, write(tmp_path / "one", a=1, b=2))
    assert load(store, write(tmp_path / "two", c=3) / "c.ttl") == Loaded(names("c"), [], [], [], 6)
    assert load(store, write(tmp_path / "two", b=5) / "b.ttl") == Loaded([], names("b"), [], [], 9)
    assert held(store) == {"a": 1, "b": 5, "c": 3}


def test_moved_folder(store: Store, tmp_path: Path) -> None:
    """A folder that lies elsewhere by now has the same graphs, and what goes from it there goes from the store."""
    load(store, write(tmp_path / "old", a=1, b=2))
    (tmp_path / "old").rename(tmp_path / "new")
    assert load(store, tmp_path / "new") == Loaded([], [], [], names("a", "b"), 3)
    (tmp_path / "new" / "a.ttl").unlink()
    assert load(store, tmp_path / "new") == Loaded([], [], names("a"), names("b"), 2)


def test_all_may_go(store: Store, tmp_path: Path) -> None:
    """A store whose last graph is replaced by one of another name goes on."""
    folder = write(tmp_path / "a", one=1)
    load(store, folder)
    (folder / "one.ttl").rename(folder / "two.ttl")
    assert load(store, folder) == Loaded(names("two"), [], names("one"), [], 1)
    assert held(store) == {"two": 1}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("z.ttl", b"<a:a> <a:b> .", "z.ttl:1: not Turtle: "),
        ("z.nt", b"<a:a> <a:b> <a:c> .\nx", "z.nt:2: not N-Triples: "),
        ("z.ttl", b"", "z.ttl: the file is empty"),
        ("z.ttl", b"# nothing", "z.ttl: no statement in this file"),
        ("z.ttl", b"\xff", "z.ttl:1: not UTF-8"),
        ("z.nq", b"<a:a> <a:b> <a:c> <https://w3id.org/dipgraph/a> .", "is also that of "),
        ("z.ttl.gz", b"no gzip", "z.ttl.gz: not a gzip file"),
    ],
)
@pytest.mark.parametrize("before", [{}, {"a": 1, "gone": 2}])
def test_error_leaves_the_store_as_it_was(
    store: Store, tmp_path: Path, before: dict[str, int], name: str, content: bytes, expected: str
) -> None:
    """If the last file cannot be loaded, nothing of the load is there, and a load without it does what that would have."""
    folder = write(tmp_path / "data", **before)
    if before:
        load(store, folder)
        (folder / "gone.ttl").unlink()
    write(folder, a=3, b=4)
    (folder / name).write_bytes(content)
    with pytest.raises(SourceError) as error:
        load(store, folder)
    assert expected in str(error.value)
    assert "\n" not in str(error.value)
    # The error is still held here, and what it holds must not keep the next load from its work.
    assert held(store) == before
    if (tmp_path / "store").exists():
        with open_store(tmp_path / "store") as again:
            assert held(again) == before
    (folder / name).unlink()
    assert load(store, folder).statements == 7
    assert held(store) == {"a": 3, "b": 4}


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format(store: Store, tmp_path: Path, suffix: str, packed: str) -> None:
    """A file of each format is loaded, packed or not, twice the same; those that name graphs keep their names."""
    several = FORMATS[suffix] in (ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD)
    node, has = ox.NamedNode(f"{EX}s"), ox.NamedNode(f"{EX}has")
    quads = [ox.Quad(node, has, end, ox.NamedNode(f"{EX}g") if several else ox.DefaultGraph()) for end in (
        ox.Literal("word", language="en"), ox.BlankNode("b0"), node)]  # fmt: skip
    if several:
        quads.append(ox.Quad(node, has, ox.BlankNode("b0")))
    content = ox.serialize(quads, format=FORMATS[suffix])
    assert content
    file = tmp_path / "data" / f"file{suffix}{packed}"
    file.parent.mkdir()
    file.write_bytes(gzip.compress(content) if packed else content)
    expected = {"file": 1, "g": 3} if several else {"file": 3}
    for _ in range(2):
        assert load(store, file.parent).statements == sum(expected.values())
        assert held(store) == expected
    assert load(store, file.parent).unchanged


def test_graph_gone_from_a_file_of_several(store: Store, tmp_path: Path) -> None:
    """A graph that a file with several has no more goes, loaded as a file or with its folder."""
    file = tmp_path / "several.nq"
    line = f"<{EX}s> <{EX}p> <{EX}o> <{EX}%s> .\n"
    file.write_text(line % "g" + line % "h", encoding="utf-8")
    load(store, file)
    file.write_text(line % "h", encoding="utf-8")
    assert load(store, file) == Loaded([], [], [f"{EX}g"], [f"{EX}h"], 1)
    assert held(store) == {"h": 1}


@pytest.mark.parametrize(
    ("form", "content", "graph"),
    [
        ((), f"<> <{EX}p> <{EX}o> .", f"{BASE}standard-input"),
        ((), f"@base <{EX}named> . <> <{EX}p> <{EX}o> .", f"{EX}named"),
        (("--format", "ttl"), f"<> <{EX}p> <{EX}o> .", f"{BASE}standard-input"),
        (("--format", "nt"), f"<{EX}s> <{EX}p> <{EX}o> .", f"{BASE}standard-input"),
        (("--format", "nq"), f"<{EX}s> <{EX}p> <{EX}o> <{EX}g> .", f"{EX}g"),
        (("--format", "trig"), f"<{EX}g> {{ <{EX}s> <{EX}p> <{EX}o> }}", f"{EX}g"),
        (("--format", "jsonld"), f'{{"@id": "{EX}s", "{EX}p": {{"@id": "{EX}o"}}}}', f"{BASE}standard-input"),
    ],
)
def test_standard_input(cli: Run, tmp_path: Path, form: tuple[str, ...], content: str, graph: str) -> None:
    """`dipgraph load -` loads what it is sent, in the format that is said; sent again it changes nothing."""
    command = ("load", "--store", "store", *form, "-")
    first = cli(*command, stdin=content.encode())
    assert first.code == 0, first.err
    assert first.err.startswith("store: 4 graphs: 4 new, 0 changed, 0 gone, 0 unchanged; ")
    assert ": 0 new, 0 changed, 0 gone, 4 unchanged; " in cli(*command, stdin=content.encode()).err
    with open_store(tmp_path / "store") as store:
        assert store.query(f"ASK {{ GRAPH <{graph}> {{ ?s <{EX}p> <{EX}o> }} }}")


def test_standard_input_that_is_no_rdf(cli: Run) -> None:
    """What is sent and is not RDF is said with its line, and nothing of it is in the store."""
    done = cli("load", "--store", "store", "-", stdin=b"<a:a> <a:b> <a:c> .\nno")
    assert done.code == 2
    assert done.error().startswith("dipgraph: -:2: not Turtle: ")
    assert cli("load", "--store", "store", "-", stdin=b"").error().startswith("dipgraph: -: the file is empty")


def test_folder_that_leads_into_itself(tmp_path: Path) -> None:
    """A link from a folder to itself is an error on one line, not a search without end."""
    folder = write(tmp_path / "data", a=1)
    try:
        (folder / "again").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("a link cannot be made here")
    with pytest.raises(SourceError) as error:
        Files.at(folder)
    assert str(error.value).startswith(f"{folder}: ")
    assert str(error.value).endswith(", in this folder or below it: give one that can be read")

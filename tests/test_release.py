"""A release is whole or not there, the same each time, true to the graph, and can be checked by anybody."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from conftest import Run
from dipgraph import Dataset, open_store, shipped
from dipgraph.census import Census
from dipgraph.contents import Contents
from dipgraph.edition import Edition
from dipgraph.errors import UsageError
from dipgraph.rdf import from_rdflib
from dipgraph.release import SUMS, release
from dipgraph.stores import Store
from releases import DAY, content, made

LICENSE = shipped.folder("data") / "LICENSE"
DUMPS = {
    "graph.nq.gz": ("nquads", ox.RdfFormat.N_QUADS),
    "graph.trig.gz": ("trig", ox.RdfFormat.TRIG),
    "graph.jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}


def statements() -> int:
    """Return how many statements the files have that come with dipgraph."""
    return sum(len(graph.triples) for graph in Dataset.read(shipped.folder("data")).graphs)


@pytest.fixture(scope="module")
def folder(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of the data that comes with dipgraph."""
    place = tmp_path_factory.mktemp("release") / "out"
    made(shipped_store, place)
    return place


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of each file below *folder*, by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def canonical(quads: Iterator[ox.Quad]) -> ox.Dataset:
    """Return *quads* with the names of RDFC-1.0 for blank nodes."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_two_releases_are_equal(program: Run, tmp_path: Path) -> None:
    """From files or from a store on disk, loaded in another order, by processes of another hash seed: byte by byte."""
    data = tmp_path / "data"
    shutil.copytree(shipped.folder("data"), data)
    documents = sorted((data / "documents").iterdir(), reverse=True)
    assert program("load", "--store", "s", *documents, data / "findings.ttl", data / "actors.ttl").code == 0
    options = ("--version", "1.0", "--date", DAY, "--license", LICENSE)
    one = program("release", "one", *options, "--data", data, env={"PYTHONHASHSEED": "1", "TZ": "UTC"})
    two = program("release", "two", *options, "--store", "s", env={"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})
    assert (one.code, two.code) == (0, 0), one.err + two.err
    first, second = files(tmp_path / "one"), files(tmp_path / "two")
    assert len(first) > 50
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert one.err == f"one: version 1.0 of {DAY}, 57 graphs, {statements():,} statements\n"


@pytest.mark.parametrize("name", DUMPS)
def test_pyoxigraph_reads_the_graph(folder: Path, shipped_store: Store, name: str) -> None:
    """Each form of the graph has the statements of the store, in the same named graphs."""
    found = ox.parse(content(folder / name), format=DUMPS[name][1])
    assert canonical(found) == canonical(shipped_store.quads())


# rdflib 7 warns of what it does itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", DUMPS)
def test_rdflib_reads_the_graph(folder: Path, shipped_store: Store, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib reads the same from each form."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    dataset.parse(data=content(folder / name), format=DUMPS[name][0])
    quads = (ox.Quad(*map(from_rdflib, quad)) for quad in dataset.quads() if None not in quad)  # type: ignore[arg-type]
    assert canonical(quads) == canonical(shipped_store.quads())


def test_n_quads_are_canonical(folder: Path, shipped_store: Store) -> None:
    """The N-Quads are those that the dataset has when it is canonicalised at once; what is packed has no name or time."""
    lines = content(folder / "graph.nq.gz").splitlines(keepends=True)
    text = ox.serialize(canonical(shipped_store.quads()), format=ox.RdfFormat.N_QUADS)
    assert text is not None
    assert lines == sorted(text.splitlines(keepends=True))
    for name in ("graph.nq.gz", "graph.trig.gz"):
        assert (folder / name).read_bytes()[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_sums_are_those_of_the_files(folder: Path) -> None:
    """``sha256sum -c`` accepts the sums, which are of every file but themselves."""
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    done = subprocess.run(["sha256sum", "-c", "--strict", SUMS], cwd=folder, capture_output=True, text=True, check=True)
    assert {line.removesuffix(": OK") for line in done.stdout.splitlines()} == set(files(folder)) - {SUMS}
    assert len(done.stdout.splitlines()) > 50


def test_licences_and_sources_are_copies(folder: Path) -> None:
    """Licences, queries and ontology are the files of the project, and no day of today stands in any file."""
    assert (folder / "LICENSE").read_bytes() == LICENSE.read_bytes()
    assert b"Apache License" in (folder / "LICENSE-APACHE").read_bytes()
    for name in ("ontology", "queries"):
        assert len(files(folder / name)) > 5
        # What an import must yield is of no edition.
        shipped_files = {
            file: content for file, content in files(shipped.folder(name)).items() if "record_sources/" not in file
        }
        assert files(folder / name) == shipped_files


def test_edition(shipped_store: Store, tmp_path: Path) -> None:
    """Title, holder, licence and days are those of the graph and of the licence; without options they are found."""
    told: list[tuple[int, int]] = []
    progress = lambda done, total: told.append((done, total))  # noqa: E731
    edition = release(shipped_store, tmp_path / "out", licence=LICENSE, progress=progress)
    assert edition.title == "dipgraph: accounts of diplomatic meetings, 2021-11-13 to 2023-09-14"
    assert (edition.holder, edition.license) == ("The dipgraph editors", "https://creativecommons.org/licenses/by/4.0/")
    assert (edition.issued, edition.day) == ("", DAY)
    assert told[-1] == (57, 57)
    digest = hashlib.sha256(content(tmp_path / "out" / "graph.nq.gz")).hexdigest()
    assert (edition.sha256, edition.version) == (digest, digest[:12])
    assert digest in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "52 documents of 13 publishers about 24 meetings" in edition.description


ODC, CC0 = "https://opendatacommons.org/licenses/by/1-0", "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize(
    ("text", "license", "holder"),
    [
        (f"Copyright (c) 2020-2026 Ann & Bob\n{ODC}.", ODC, "Ann & Bob"),
        (f"© 2026 Institute of Words\n{CC0}", CC0, "Institute of Words"),
        ("All rights reserved.", "", ""),
        ("Copyright [yyyy] [name of copyright owner]", "", ""),
        ("Copyright and Similar Rights means copyright\nCopyright (C) 2007 Words, Inc. <https://example.org/>", "", ""),
    ],
)
def test_licence_is_read(shipped_store: Store, text: str, license: str, holder: str) -> None:
    """The address of the licence and the holder are taken from its text, or are not stated."""
    edition = Edition("1", "", "2026-01-01", "", text, "", {}, Census(), Contents.of(shipped_store))
    assert (edition.license.rstrip("/"), edition.holder) == (license.rstrip("/"), holder)


def test_contents(shipped_store: Store, small_store: Store) -> None:
    """Documents, publishers, days, places, issues and languages are those that the graph has."""
    contents = Contents.of(shipped_store)
    document = contents.documents["https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us"]
    assert (document.publisher, document.published) == ("Ministry of Foreign Affairs of Japan", "2022-05-23")
    assert document.address == "https://www.mofa.go.jp/press/release/press4e_003128.html"
    assert (len(contents.documents), len(contents.publishers), contents.meetings) == (52, 13, 24)
    assert (contents.days[0], contents.days[-1], contents.languages) == ("2021-11-13", "2023-09-14", ["en", "ja"])
    assert contents.places["https://w3id.org/dipgraph/state/jp"] == "Japan"
    assert contents.issues["https://w3id.org/dipgraph/issue/ukraine"] == "War in Ukraine"
    assert contents.vocabularies["https://w3id.org/dipgraph/act"].publisher == "The dipgraph editors"
    assert Contents.of(small_store).days == ("2020-01-02",)


def test_read_me(folder: Path, tmp_path: Path, program: Run) -> None:
    """What the README of a release says can be done: its commands answer, and its Python runs."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert f"{statements():,}" in text
    shell = text.rpartition("With dipgraph:")[2].partition("```sh\n")[2].partition("```")[0].splitlines()
    for name in ("graph.nq.gz", "queries"):
        (tmp_path / name).symlink_to(folder / name)
    outcomes = [program(*line.split()[1:]) for line in shell]
    assert [outcome.code for outcome in outcomes] == [0, 0]
    assert "issue/alliance" in outcomes[1].out
    page = (folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]*)"', page)
    assert len(links) > 10
    assert [link for link in links if not (folder / link).exists()] == []
    python = text.partition("```python\n")[2].partition("```")[0]
    done = subprocess.run([sys.executable, "-c", python], cwd=folder, capture_output=True, text=True, check=True)
    assert "issue/alliance" in done.stdout


def test_hostile_words_stay_words(small: Path, tmp_path: Path) -> None:
    """What is markup, a quotation mark or a line end in a label is words in every file; the files stay well formed."""
    hostile = '<script>alert("1")</script> & \\"quoted\\"\\n# |heading| [x](javascript:1)'
    for path in sorted(small.rglob("*.ttl")):
        words = path.read_text(encoding="utf-8")
        for label in (
            "Foreign Office of Exland",
            "Ada Alm",
            "Alm",
            "Readout of Exland on the meeting of 2 January 2020",
        ):
            words = words.replace(f'"{label}"', f'"{label} {hostile}"'.replace('("1")', "(1)"))
        path.write_text(words, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(small))
        made(store, tmp_path / "out")
        expected = canonical(store.quads())
    for name in ("ontology.html", "index.html"):
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert 'href="javascript' not in page
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "\\<script\\>" in text
    assert "\n# |heading|" not in text
    for name, (_, form) in DUMPS.items():
        assert canonical(ox.parse(content(tmp_path / "out" / name), format=form)) == expected


def test_what_is_in_the_way(small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with something in it, a file, and a place that is none are errors of one line, and stay as they are."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    before = files(tmp_path)
    for place, said in (
        (tmp_path / "full", "the folder is not empty: give a new folder"),
        (tmp_path / "file", "there is a file: give a new folder"),
        (tmp_path / "file" / "below", "cannot be written"),
        (tmp_path / "none" / "below", "cannot be written (No such file or directory)"),
    ):
        with pytest.raises(UsageError) as error:
            made(small_store, place)
        assert str(error.value).startswith(f"{place}: ")
        assert said in str(error.value)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UsageError, match="this is the folder you are in: give the name of a new one"):
        made(small_store, Path("."))
    (tmp_path / "here").rmdir()
    assert files(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"version": ""}, "'' is no version"),
        ({"version": "1.0\n"}, "is no version: write letters, digits"),
        ({"version": "<b>"}, "'<b>' is no version"),
        ({"date": "2026-02-30"}, "'2026-02-30' is no day of the calendar"),
        ({"date": "yesterday"}, "'yesterday' is no date"),
        ({"address": "example.org"}, "'example.org' is no address of a folder"),
        ({"address": "https://example.org/?x"}, "is no address of a folder"),
        ({"address": "https://example.org/a b"}, "is no address of a folder"),
        ({"address": "https://user:secret@example.org/"}, "is no address of a folder"),
        ({"date": "1999-01-01"}, "1999-01-01"),
        ({"address": "https://example.org/<a>"}, "is no address of a folder"),
    ],
)
def test_bad_options(small_store: Store, tmp_path: Path, options: dict[str, str], said: str) -> None:
    """A version, a day or an address that is none is an error of one line, and nothing is written."""
    with pytest.raises(UsageError) as error:
        release(small_store, tmp_path / "out", **options)  # type: ignore[arg-type]
    assert said in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_release(tmp_path: Path) -> None:
    """An empty graph, and one that does not say when it was written, are errors of one line."""
    with open_store() as store:
        with pytest.raises(UsageError, match="nothing in the graph to release: load something"):
            made(store, tmp_path / "out")
        (tmp_path / "a.ttl").write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
        store.load(Dataset.read(tmp_path / "a.ttl", vocabularies=False))
        with pytest.raises(UsageError, match="when it was written: give the day of the release with --date"):
            release(store, tmp_path / "out")
        assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]
        edition = release(store, tmp_path / "out", date=DAY)
    assert (edition.title, edition.holder, edition.license) == ("dipgraph: a graph of diplomacy", "", "")


def test_no_room(tmp_path: Path) -> None:
    """Where a file cannot become as large as it must, there is one line, and nothing is left."""
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from dipgraph.cli import main; main()"
    )
    command = [sys.executable, "-c", limited, "release", "out", "--data", str(shipped.folder("data"))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "dipgraph: out: cannot be written (File too large): give a folder that can, with room in it\n"
    assert list(tmp_path.iterdir()) == []


def test_interrupted(tmp_path: Path) -> None:
    """Interrupted from the keyboard at any moment, a release leaves nothing."""
    # Where the tests run in the background, the signal may be ignored, and would be here too.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{heard}; from dipgraph.cli import main; main()", "release", "out"]
    command += ["--data", str(shipped.folder("data"))]
    for wanted in ("graph.nq.gz", "graph.jsonld"):
        # On a machine that is busy the moment may be missed: then once more.
        codes: list[int] = []
        while 130 not in codes and len(codes) < 5:
            with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as running:
                limit = time.monotonic() + 60
                while (
                    not list(tmp_path.glob(f".out.*/{wanted}")) and running.poll() is None and time.monotonic() < limit
                ):
                    time.sleep(0.002)
                os.kill(running.pid, signal.SIGINT)
                codes.append(running.wait(60))
            if codes[-1] == 0:
                shutil.rmtree(tmp_path / "out")
            assert list(tmp_path.iterdir()) == []
        assert codes[-1] == 130, codes


def test_command(cli: Run, small: Path, tmp_path: Path) -> None:
    """The command says what it wrote, takes an empty folder, and refuses what has graphs of others."""
    (tmp_path / "out").mkdir()
    outcome = cli("release", "out", "--data", small, "--version", "2.0", "--address", "https://example.org/2.0")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("out: version 2.0 of 2026-11-22, 5 graphs, ")
    assert outcome.err.endswith("; no licence of the data is stated: give it with --license\n")
    assert not (tmp_path / "out" / "LICENSE").exists()
    assert b"@base <https://example.org/2.0/void.ttl> ." in (tmp_path / "out" / "void.ttl").read_bytes()
    (small / "LICENSE").write_text("Copyright 2026 Exland\n", encoding="utf-8")
    assert cli("release", "two", "--data", small).err.count(";") == 0
    assert b"Exland" in (tmp_path / "two" / "dcat.ttl").read_bytes()
    assert "graphs of others" in cli("release", "b", "--store", "http://localhost:1/query").error()
    assert "the licence of the data" in cli("release", "b", "--data", small, "--license", "none").error()
    assert "no store there" in cli("release", "b", "--store", "none").error()
    assert not (tmp_path / "b").exists()

"""Files for the bulk loaders of triple stores: complete, the same each time, and taken by those loaders that are here."""

from __future__ import annotations

import configparser
import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import Run
from dipgraph import Dataset, open_store, registry
from dipgraph.bulk import DATA, KIND, bulk
from dipgraph.errors import UsageError
from dipgraph.push import plan
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store
from triple_stores import LOGIN, fuseki, virtuoso

KINDS = registry.names(KIND)


@pytest.fixture(scope="module")
def store(shipped_dataset: Dataset) -> Iterator[Store]:
    """Return a store in memory with the data that comes with dipgraph."""
    with open_store() as store:
        store.load(shipped_dataset)
        yield store


def test_kinds_are_registered() -> None:
    """There is a recipe for each of the five."""
    assert KINDS == ["fuseki", "graphdb", "neptune", "qlever", "virtuoso"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_is_written(store: Store, tmp_path: Path, kind: str) -> None:
    """The data are all statements in their graphs, blank nodes told apart, and a mark in each; the number is returned."""
    told: list[tuple[int, int]] = []
    number = bulk(store, kind, tmp_path / "out", lambda done, total: told.append((done, total)))
    content = gzip.decompress((tmp_path / "out" / DATA).read_bytes())
    quads = list(ox.parse(content, format=ox.RdfFormat.N_QUADS))
    assert number == len(list(store.quads())) == len(quads) - len(store.names())
    assert told[-1] == (len(store.names()), len(store.names()))
    found, expected = ox.Dataset(q for q in quads if not str(q.subject).startswith("<ni:")), ox.Dataset(store.quads())
    for dataset in (found, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == expected
    assert len(list((tmp_path / "out").iterdir())) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_the_same_each_time(shipped_dataset: Dataset, tmp_path: Path, kind: str) -> None:
    """Two stores with the same content, in the same place, give the same files, byte by byte."""
    written = []
    for _ in range(2):
        with open_store() as store:
            store.load(shipped_dataset)
            bulk(store, kind, tmp_path / "out")
        written.append({file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()})
        shutil.rmtree(tmp_path / "out")
    assert written[0] == written[1]


def test_what_is_in_the_way(store: Store, tmp_path: Path) -> None:
    """A folder with something in it, a file, no room to write, and an unknown kind are errors of one line."""
    (tmp_path / "full").mkdir()
    mine = tmp_path / "full" / f"{DATA}.part"
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place, said in (
        (tmp_path / "full", "the folder is not empty: give a new one"),
        (tmp_path / "file", "cannot be written"),
        (tmp_path / "none" / "below", "cannot be written (No such file or directory): give a folder that can"),
    ):
        with pytest.raises(UsageError) as error:
            bulk(store, "qlever", place)
        assert str(error.value).startswith(f"{place}: ")
        assert said in str(error.value)
    with pytest.raises(UsageError, match="unknown triple store 'virtuso': did you mean 'virtuoso'"):
        bulk(store, "virtuso", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert mine.read_text(encoding="utf-8") == "mine"


def test_configurations_are_read(store: Store, tmp_path: Path) -> None:
    """Those in Turtle are Turtle, that for QLever is one of sections, that for Neptune is JSON; all name the data."""
    for kind in KINDS:
        bulk(store, kind, tmp_path / kind)
    for name in ("fuseki/fuseki.ttl", "graphdb/repository.ttl"):
        assert len(list(ox.parse((tmp_path / name).read_bytes(), format=ox.RdfFormat.TURTLE, base_iri="urn:x"))) > 5
    qlever = configparser.ConfigParser(interpolation=None)
    qlever.read(tmp_path / "qlever" / "Qleverfile")
    assert (qlever["data"]["FORMAT"], qlever["index"]["INPUT_FILES"]) == ("nq", DATA)
    assert json.loads((tmp_path / "neptune" / "load.json").read_text())["source"].endswith(DATA)
    assert str(tmp_path) in (tmp_path / "virtuoso" / "load.sql").read_text()


def is_as_here(address: str, store: Store) -> None:
    """Assert that a push to the server would send nothing."""
    with RemoteStore(address) as there:
        planned = plan(store, there)
        assert (planned.sent, planned.dropped) == ((), ())
        assert len(planned.same) == len(store.names())


def test_fuseki_loads_it(store: Store, tmp_path: Path) -> None:
    """Fuseki's loader makes a database of it, which Fuseki serves by the configuration; a push sends nothing then."""
    bulk(store, "fuseki", tmp_path / "out")
    with fuseki(tmp_path / "out") as address:
        is_as_here(address, store)
        with open_store(address) as there:
            assert there.query("ASK { ?meeting a <https://w3id.org/dipgraph/ontology#BilateralMeeting> }")


def test_virtuoso_loads_it(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virtuoso's bulk loader reads it as isql is told, and reports no error; a push sends nothing then."""
    for name, value in LOGIN.items():
        monkeypatch.setenv(name, value)
    bulk(store, "virtuoso", tmp_path / "out")
    with virtuoso(tmp_path / "out") as server:
        command = ["isql-vt", str(server.sql), *LOGIN.values(), str(tmp_path / "out" / "load.sql")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"LC_ALL": "C"})
        assert "0 Rows." in done.stdout
        is_as_here(server.address, store)


def test_command(cli: Run, small: Path, tmp_path: Path) -> None:
    """The command writes the folder, and says how much; a network, a layout or a second file make no sense with it."""
    outcome = cli("export", "--for", "qlever", tmp_path / "out", "--data", small)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(f"{tmp_path / 'out'}: ")
    assert outcome.err.endswith(" statements for qlever, and how to load them\n")
    assert cli("export", "--for", "qlever", "who-met-whom", "a.gexf", "--data", small).code == 2
    assert cli("export", "--for", "qlever", tmp_path / "b", "--layout", "--data", small).code == 2

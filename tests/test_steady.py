"""Blank nodes have the same names each time: those of RDFC-1.0 for the whole dataset."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, digests, open_store
from dipgraph.errors import SourceError
from dipgraph.steady import Steady
from dipgraph.stores import Store


def canonical(quads: list[ox.Quad]) -> list[bytes]:
    """Return *quads* as canonical N-Quads, made at once."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert text is not None
    return sorted(text.splitlines(keepends=True))


def lines(store: Store) -> list[bytes]:
    """Return the lines of all graphs of *store*, read one by one."""
    text = ox.serialize(Steady(store).quads(), format=ox.RdfFormat.N_QUADS)
    assert text is not None
    return sorted(text.splitlines(keepends=True))


def test_whole_dataset_is_canonical(shipped_store: Store) -> None:
    """Graph by graph, the lines are those of the dataset canonicalised at once."""
    expected = canonical(list(shipped_store.quads()))
    assert any(b"_:c14n100 " in line for line in expected)
    assert lines(shipped_store) == expected


def test_blank_nodes_of_different_graphs(tmp_path: Path) -> None:
    """Graphs that use one name for two blank nodes keep them apart; what a node is named in the file does not matter."""
    texts = []
    for first, second in (("x", "x"), ("y", "z")):
        for name, node in (("a", first), ("b", second)):
            text = f'@prefix e: <https://example.org/> . _:{node} e:p "{name}" , _:o . _:o e:p e:{name} .'
            (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
        with open_store() as store:
            store.load(Dataset.read(tmp_path / "a.ttl", tmp_path / "b.ttl", vocabularies=False))
            texts.append(lines(store))
            assert texts[-1] == canonical(list(store.quads()))
    assert texts[0] == texts[1]
    assert len({line.split()[0] for line in texts[0]}) == 4


def test_it_can_be_asked_and_read(small_store: Store) -> None:
    """It answers as the store does, and gives each graph that is read."""
    taken: dict[str, list[ox.Quad]] = {}
    steady = Steady(small_store, taken.__setitem__)
    assert list(steady.quads()) == [quad for quads in taken.values() for quad in quads]
    assert list(taken) == steady.names() == small_store.names()
    assert {name: set(quads) for name, quads in taken.items() if not name.endswith("ontology")} == {
        name: set(small_store.statements(name)) for name in taken if not name.endswith("ontology")
    }
    assert steady.query("ASK { ?meeting a <https://w3id.org/dipgraph/ontology#BilateralMeeting> }")


def test_blank_nodes_that_cannot_be_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank nodes that take for ever are an error of one line."""
    monkeypatch.setattr(digests, "_SECONDS", 1)
    pairs = [f"_:n{a} <https://example.org/p> _:n{b} ." for a in range(12) for b in range(12) if a != b]
    (tmp_path / "clique.ttl").write_text("\n".join(pairs), encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(tmp_path / "clique.ttl", vocabularies=False))
        with pytest.raises(SourceError, match="blank nodes of the whole graph cannot be told apart"):
            Steady(store)

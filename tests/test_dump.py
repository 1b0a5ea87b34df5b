"""The whole graph as a file."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, export, open_store
from dipgraph.dump import GRAPH_FORMATS, dump
from dipgraph.stores import Store


@pytest.mark.parametrize("suffix", GRAPH_FORMATS)
def test_whole_graph_is_read_back(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """The whole graph comes back as it was: with its named graphs, or, in Turtle and N-Triples, each triple once."""
    path = tmp_path / f"graph.{suffix}"
    export(small_store, path)
    content = path.read_bytes()
    back = list(ox.parse(content, format=GRAPH_FORMATS[suffix]))
    assert len(set(back)) == len(back) > 100
    named = [quad for quad in back if not _has_blank(quad)]
    if suffix in ("ttl", "nt"):
        expected = {ox.Quad(q.subject, q.predicate, q.object) for q in small_store.quads()}
    else:
        expected = set(small_store.quads())
    assert len(back) == len(expected)
    assert set(named) == {quad for quad in expected if not _has_blank(quad)}
    export(small_store, path)
    assert path.read_bytes() == content


def _has_blank(quad: ox.Quad) -> bool:
    return any(isinstance(node, ox.BlankNode) for node in quad)


def test_graphs_stand_in_order(small_store: Store) -> None:
    """Graphs stand in the order of their names, and triples in order within each."""
    output = io.BytesIO()
    assert dump(small_store, "nq", output) == len(list(small_store.quads()))
    lines = [
        (str(quad.graph_name), str(quad.triple)) for quad in ox.parse(output.getvalue(), format=ox.RdfFormat.N_QUADS)
    ]
    assert len({graph for graph, _ in lines}) > 2
    named = [line for line in lines if "_:" not in line[1]]
    assert named == sorted(named)


def test_triple_of_two_graphs_stands_once(tmp_path: Path) -> None:
    """What two graphs say is two quads, and one triple."""
    for name in ("a", "b"):
        text = f"@prefix e: <https://example.org/> . e:s e:p 1 . e:{name} e:p 2 ."
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(tmp_path / "a.ttl", tmp_path / "b.ttl", vocabularies=False))
        counts = {suffix: dump(store, suffix, io.BytesIO()) for suffix in GRAPH_FORMATS}
    assert counts == {"ttl": 3, "trig": 4, "nt": 3, "nq": 4, "jsonld": 4}

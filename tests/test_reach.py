"""What shapes can reach: with that part of the reference data, everything is as with the whole of it."""

from __future__ import annotations

import pyoxigraph as ox

from dipgraph import Dataset, engines, shacl
from dipgraph.judge import is_judgement, is_reference
from dipgraph.reach import Index, Reach, parts
from dipgraph.terms import DIP

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def test_part_of_the_reference_is_small_and_enough(shipped_dataset: Dataset) -> None:
    """A document needs a small part of the reference data, with which pyshacl finds what it finds with the whole."""
    reference = [t for graph in shipped_dataset.graphs if is_reference(graph) for t in graph.triples]
    index = Index(reference, Reach(shacl.shapes()))
    whole = engines.engine("pyshacl", reference)
    documents = [g for g in shipped_dataset.graphs if not is_reference(g) and not is_judgement(g)][::12]
    assert documents
    for graph in documents:
        around = index.around(graph.triples)
        part = engines.engine("pyshacl", around)
        broken = graph.triples[: len(graph.triples) // 2]

        assert 0 < len(around) < len(reference) / 5
        assert set(part.check(broken)) == set(whole.check(broken))


def test_paths_and_queries_are_followed() -> None:
    """Properties within inverse paths and queries are followed backward too, a type never."""
    reach = Reach(shacl.shapes())

    assert {DIP + name for name in ("holder", "attests", "describes")} <= reach.backward
    assert {DIP + name for name in ("office", "madeAt", "force")} <= reach.forward
    assert not any(name.endswith("#type") for name in reach.backward)


def test_near_is_what_is_reached_with_all_classes(shipped_dataset: Dataset) -> None:
    """What is near a document is part of what is reached from it by a walk that keeps all classes."""
    reference = [t for graph in shipped_dataset.graphs if is_reference(graph) for t in graph.triples]
    index = Index(reference, Reach(shacl.shapes()))
    named = ox.Triple(ox.NamedNode(DIP + "Own"), ox.NamedNode(_SUBCLASS), ox.NamedNode(DIP + "Meeting"))
    documents = [g for g in shipped_dataset.graphs if not is_reference(g) and not is_judgement(g)][::12]
    assert documents
    for graph in documents:
        near, widely = set(index.around(graph.triples)), set(index.around([*graph.triples, named]))

        assert near < widely
        left = widely - near - set(index.classes)
        assert {t.predicate.value.rpartition("#")[2] for t in left} <= {"type", "notation"}
        assert {index.triples[at] for at in index.near(graph.triples)} >= near


def test_parts_are_whole_subjects(shipped_dataset: Dataset) -> None:
    """A graph falls into parts without loss, none of which share a subject."""
    triples = max((graph.triples for graph in shipped_dataset.graphs), key=len)
    divided = list(parts(triples))

    assert sum(len(part) for part in divided) == len(triples)
    assert sum(len({t.subject for t in part}) for part in divided) == len({t.subject for t in triples})

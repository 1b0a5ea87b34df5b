"""What shapes can reach: with that part of the reference data, everything is as with the whole of it."""

from __future__ import annotations

from dipgraph import Dataset, engines, shacl
from dipgraph.judge import is_judgement, is_reference
from dipgraph.reach import Index, Reach, Targets, parts
from dipgraph.terms import DIP


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


def test_shapes_that_can_target_something(shipped_dataset: Dataset) -> None:
    """Of the shapes, those are tried that target a class, also one above, or a property of the graph."""
    (graph,) = (g for g in shipped_dataset.graphs if g.path.match("mofa-jp/2022-05-23-us.ttl"))
    reference = [t for g in shipped_dataset.graphs if is_reference(g) for t in g.triples]
    classes = [t for t in reference if t.predicate.value.endswith("subClassOf")]

    names = Targets(shacl.shapes(), classes).of(graph.triples, graph.triples)

    assert {shacl.SHAPES + name for name in ("Document", "Meeting", "Statement")} <= set(names)
    assert shacl.SHAPES + "Tenure" not in names


def test_parts_are_whole_subjects(shipped_dataset: Dataset) -> None:
    """A graph falls into parts without loss, none of which share a subject."""
    triples = max((graph.triples for graph in shipped_dataset.graphs), key=len)
    divided = list(parts(triples))

    assert sum(len(part) for part in divided) == len(triples)
    assert sum(len({t.subject for t in part}) for part in divided) == len({t.subject for t in triples})

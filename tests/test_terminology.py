"""The terms of the ontology as its files have them."""

from __future__ import annotations

from dipgraph import shipped
from dipgraph.terminology import SHAPES, Facts, rules
from dipgraph.terms import DIP, PREFIXES, RDFS, SKOS

TERMS = Facts(shipped.folder("ontology") / "dipgraph.ttl")
SHAPE_FACTS = Facts(shipped.folder("ontology") / "shapes.ttl")


def test_terms_stand_in_their_sections() -> None:
    """The terms come in the order of the file, under the heading where they stand."""
    assert list(TERMS.sections)[1:4] == [
        "Terms of others, declared so that this file is complete",
        "Actors",
        "Meetings",
    ]
    assert TERMS.sections["Actors"][:3] == [DIP + "Actor", DIP + "Person", DIP + "Minister"]
    assert len(TERMS.subjects(DIP)) == len(set(TERMS.subjects(DIP))) > 100


def test_words_and_sorts() -> None:
    """A term has its words in English, its relations, and is a class, a property or a value."""
    assert TERMS.text(DIP + "Person", RDFS + "label") == "person"
    assert TERMS.text(DIP + "Person", SKOS + "definition").startswith("A human being")
    assert TERMS.iris(DIP + "Person", RDFS + "subClassOf") == [DIP + "Actor"]
    assert [TERMS.sort(DIP + name) for name in ("Person", "holder", "cure", "host")] == [
        "class",
        "property",
        "property",
        "value",
    ]


def test_lists() -> None:
    """The items of a list come in its order; a path gives the addresses in it."""
    (node,) = TERMS.of[DIP + "Format"][PREFIXES["owl"] + "equivalentClass"]
    (items,) = TERMS.of[str(node)][PREFIXES["owl"] + "oneOf"]
    assert [item.value.rpartition("#")[2] for item in TERMS.items(items)] == ["inPerson", "telephone", "video"]
    assert list(TERMS.reached(items)) == [item.value for item in TERMS.items(items)]


def test_rules_are_about_terms() -> None:
    """A rule on a property of the ontology is about that, one on a class about the class; each has message and cure."""
    found = rules(SHAPE_FACTS)
    assert SHAPES + "Person-familyName" in {rule.shape for rule in found[DIP + "familyName"]}
    assert {SHAPES + "Person", SHAPES + "Person-minister"} <= {rule.shape for rule in found[DIP + "Person"]}
    assert all(rule.message and rule.cure for rules in found.values() for rule in rules)
    assert len({rule.shape for rules in found.values() for rule in rules}) > 100

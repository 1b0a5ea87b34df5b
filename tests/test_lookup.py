"""From what people write to the thing they mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import PREFIXES
from dipgraph import Dataset, lookup, open_store
from dipgraph.errors import UsageError
from dipgraph.stores import Store
from dipgraph.terms import BASE

ADA = "person/alm-ada"
MEETING = "meeting/2020-01-02-xa-xb"
OTTERS = "issue/sea-otters"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("person", "https://w3id.org/dipgraph/person/alm-ada", ADA),
        ("person", "person/alm-ada", ADA),
        ("person", "person:alm-ada", ADA),
        ("person", "alm-ada", ADA),
        ("person", "Ada Alm", ADA),
        ("person", "  ADA   alm ", ADA),
        ("person", "ada_alm", ADA),
        ("person", "アルム", ADA),
        ("person", "Alm", ADA),
        ("actor", "alm", ADA),
        ("thing", "alm", ADA),
        ("state", "xa", "state/xa"),
        ("state", "XA", "state/xa"),
        ("state", "exland", "state/xa"),
        ("actor", "Wyland", "state/xb"),
        ("office", "foreign minister of exland", "office/xa-minister"),
        ("meeting", "2020-01-02-xa-xb", MEETING),
        ("meeting", "2020-01-02", MEETING),
        ("meeting", "2 January 2020", MEETING),
        ("meeting", "Meeting of Alm and Berg, 2 January 2020", MEETING),
        ("issue", "sea-otters", OTTERS),
        ("issue", "Sea otters", OTTERS),
        ("issue", "Otter question", OTTERS),
        ("document", "mofa-xa/2020-01-02-xb", "document/mofa-xa/2020-01-02-xb"),
        ("document", "document/mofa-xa/2020-01-02-xb", "document/mofa-xa/2020-01-02-xb"),
        ("document", "2020-01-02-xb", "document/mofa-xa/2020-01-02-xb"),
        ("commitment", "meet-again", "commitment/2020-01-02-xa-xb/meet-again"),
        ("commitment", "Meet again in July.", "commitment/2020-01-02-xa-xb/meet-again"),
        ("thing", "document/mofa-xa/2020-01-02-xb#s1", "document/mofa-xa/2020-01-02-xb#s1"),
    ],
)
def test_find(small_store: Store, kind: str, text: str, expected: str) -> None:
    """A thing is found by IRI, short form, its end, label in any language, family name, code, action, or day."""
    assert lookup.find(small_store, text, kind).value == BASE + expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("issue", "sea-oters", "unknown issue 'sea-oters': did you mean 'sea-otters'?"),
        ("issue", "issue/sea-oters", "unknown issue 'issue/sea-oters': did you mean 'sea-otters'?"),
        ("issue", f"{BASE}issue/sea-oters", f"unknown issue '{BASE}issue/sea-oters': did you mean 'sea-otters'?"),
        ("issue", "oter question", "unknown issue 'oter question': did you mean 'sea-otters'?"),
        ("state", "Exlnd", "unknown state 'Exlnd': did you mean 'xa'?"),
        ("person", "", "unknown person '': give the name of a person, such as 'alm-ada'"),
        ("person", "qqqqqqqq", "unknown person 'qqqqqqqq': give the name of a person, such as 'alm-ada'"),
        ("person", "\x1b[2J", "unknown person '\\x1b[2J': give the name of a person, such as 'alm-ada'"),
        ("person", "state/xa", "state/xa is no person: give the name of a person, such as 'alm-ada'"),
        ("state", "person/alm-ada", "person/alm-ada is no state: "),
        (
            "person",
            "Berg",
            "'Berg' may be any of Ben Berg (person/berg-ben); Cora Berg (person/berg-cora): name one of them",
        ),
    ],
)
def test_unknown_and_ambiguous(small_store: Store, kind: str, text: str, expected: str) -> None:
    """What is unknown, of another kind, or may be several is told, with the nearest name or the choice."""
    with pytest.raises(UsageError) as error:
        lookup.find(small_store, text, kind)
    if expected.endswith(": "):
        assert str(error.value).startswith(expected)
    else:
        assert str(error.value) == expected


def test_end_of_the_iri_comes_before_other_names(tmp_path: Path) -> None:
    """Who is named by the end of an IRI is meant, though another has the same words as a label."""
    path = tmp_path / "a.ttl"
    issues = 'issue:sea-lanes a dip:Issue .\nissue:straits a dip:Issue ; skos:altLabel "Sea lanes"@en .\n'
    path.write_text(PREFIXES + issues, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(path))
        assert lookup.find(store, "sea lanes", "issue").value == BASE + "issue/sea-lanes"


@pytest.mark.parametrize("kind", lookup.KINDS)
def test_every_kind_without_anything(kind: str) -> None:
    """In an empty store every kind says that there is none."""
    hint = "give the name of a person, state, " if kind == "thing" else f"there is no {kind} here"
    with open_store() as store, pytest.raises(UsageError, match=f"unknown {kind} 'x': {hint}"):
        lookup.find(store, "x", kind)


@pytest.mark.parametrize("kind", [kind for kind in lookup.KINDS if kind != "thing"])
def test_every_kind_finds_what_is_shipped(shipped_store: Store, kind: str) -> None:
    """Of each kind there is something in the shipped data, and its short form is found again."""
    with pytest.raises(UsageError) as error:
        lookup.find(shipped_store, "qqqqqqqqqqqqqqqq", kind)
    name = str(error.value).rpartition("such as '")[2].removesuffix("'")
    assert name
    assert lookup.find(shipped_store, name, kind).value.endswith("/" + name)


def test_many_that_may_be_meant_are_shortened(tmp_path: Path) -> None:
    """Of more than six that may be meant, six are named."""
    people = "".join(f'person:p{n} a dip:Person ; dip:familyName "Berg" .\n' for n in range(7))
    path = tmp_path / "a.ttl"
    path.write_text(PREFIXES + people, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(path))
        with pytest.raises(UsageError) as error:
            lookup.find(store, "Berg", "person")
    listing = ", ".join(f"person/p{n}" for n in range(6))
    assert str(error.value) == f"'Berg' may be any of {listing} …: name one of them"


def test_things_of_other_namespaces(tmp_path: Path) -> None:
    """A thing of somebody's own is found by its IRI and its label, and the hint gives an IRI that can be used."""
    path = tmp_path / "a.ttl"
    path.write_text(f'{PREFIXES}<urn:own:1> a dip:State ; rdfs:label "Zedland"@en .\n', encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(path))
        assert lookup.find(store, "zedland", "state").value == "urn:own:1"
        with pytest.raises(UsageError, match=r"did you mean 'urn:own:1'\?$"):
            lookup.find(store, "Zedlnd", "state")
        assert lookup.find(store, "urn:own:1", "state").value == "urn:own:1"
        with pytest.raises(UsageError, match="unknown state ''"):
            lookup.find(store, "", "state")


def test_addresses_lead_to_the_passage(small_store: Store) -> None:
    """A document leads to its address, its passage to the same with the words as a text fragment."""
    found = lookup.addresses(small_store)
    document = BASE + "document/mofa-xa/2020-01-02-xb"
    words = "agreed%20to%20meet%20again%20in%20July"
    assert found == {
        document: "https://example.org/readout",
        f"{document}#p1": f"https://example.org/readout#:~:text={words}",
    }


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("one", "one"),
        ("a, b & c", "a%2C%20b%20%26%20c"),
        ("co-operate", "co%2Doperate"),
        ("外交", "%E5%A4%96%E4%BA%A4"),
        ("1 2 3 4 5 6 7 8", "1%202%203%204%205%206%207%208"),
        ("1 2 3 4 5 6 7 8 9", "1%202%203%204,6%207%208%209"),
    ],
)
def test_text_fragment(words: str, fragment: str) -> None:
    """Up to eight words stand whole, of more the first and last four; what has a meaning in fragments is escaped."""
    assert lookup.text_fragment(words) == f"#:~:text={fragment}"


KINGS = """
state:jo a dip:State ; rdfs:label "Jordan"@en .
office:king a dip:Office ; rdfs:label "King of Jordan"@en ; dip:officeOf state:jo .
office:envoy a dip:Office ; rdfs:label "Envoy of Jordan"@en ; dip:officeOf state:jo .
person:h a dip:Person ; rdfs:label "Hussein"@en .
person:n a dip:Person ; rdfs:label "Nasir A. Öz III"@en ; dip:familyName "Öz" ; dip:givenName "Nasir A." .
person:m a dip:Person ; rdfs:label "Nasir Moss Öz"@en ; dip:familyName "Öz" ; skos:altLabel "Bo Öz"@en .
person:d a dip:Person ; rdfs:label "Eva de la Cruz"@en ; dip:familyName "de la Cruz" .
person:o a dip:Person ; rdfs:label "Öz Cora"@en ; dip:familyName "Öz" .
<urn:t1> a dip:Tenure ; dip:holder person:h ; dip:office office:king ;
  dip:from "1959"^^xsd:gYear ; dip:until "1999"^^xsd:gYear .
<urn:t2> a dip:Tenure ; dip:holder person:n ; dip:office office:envoy .
<urn:m> a dip:BilateralMeeting ; dip:date "1971-02-03"^^xsd:date ; dip:participation <urn:s> .
<urn:s> a dip:Participation ; dip:participant person:n ; dip:inOffice office:envoy .
"""


@pytest.fixture
def kings(tmp_path: Path) -> Iterator[Store]:
    """Return a store with a king, and three of one family."""
    (tmp_path / "a.ttl").write_text(PREFIXES + KINGS, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(tmp_path / "a.ttl"))
        yield store


@pytest.mark.parametrize("kind", ["person", "actor", "thing"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hussein of Jordan", "h"),
        ("King Hussein", "h"),
        ("Hussein, King of Jordan", "h"),
        ("Nasir Amal Oz", "n"),
        ("General Nasir A. Oz", "n"),
        ("Field Marshal Cora Öz", "o"),
        ("General de la Cruz", "d"),
        ("King of Jordan", "h"),
        ("the king of Jordan", "h"),
        ("envoy Öz", "n"),
        ("Cora Oz", "o"),
        ("cora öz", "o"),
        ("BO OZ", "m"),
    ],
)
def test_a_person_is_found_as_people_say_it(kings: Store, kind: str, text: str, expected: str) -> None:
    """By first and last name in any order, with a middle name or none, with office or state, and without accents."""
    assert lookup.find(kings, text, kind).value == f"{BASE}person/{expected}"


@pytest.mark.parametrize("text", ["Hussein of Peru", "King Öz", "Oz Moss Berg", "Amal Oz", "of", "King", "Nasir"])
def test_who_is_called_otherwise_is_not_found(kings: Store, text: str) -> None:
    """Another state, office or given name is another person, and a title is no name."""
    with pytest.raises(UsageError, match="unknown person"):
        lookup.find(kings, text, "person")


def test_who_held_an_office_is_told_with_years(kings: Store) -> None:
    """Of several that held it each is told, whether a term or a meeting says so; an office that nobody held is none."""
    held = "<urn:t3> a dip:Tenure ; dip:holder person:o ; dip:office office:envoy ; dip:from '1980'^^xsd:gYear ."
    kings._store.load((PREFIXES + held).encode(), format=ox.RdfFormat.TURTLE)
    with pytest.raises(UsageError) as error:
        lookup.find(kings, "Envoy of Jordan", "person")
    assert str(error.value) == (
        "'Envoy of Jordan' may be any of Nasir A. Öz III, Envoy of Jordan, 1971 (person/n); "
        "Öz Cora, Envoy of Jordan, 1980 (person/o): name one of them"
    )
    for text in ("Envoy of Peru", "Envoy"):
        with pytest.raises(UsageError, match="unknown person"):
            lookup.find(kings, text, "person")


def test_a_hint_is_a_name_that_is_spelled_nearly_so(kings: Store) -> None:
    """Where the words are those of another name no name is hinted at."""
    for text, hint in (
        ("Huseein", "did you mean 'h'"),
        ("Shah of Persia", "give the name of a person"),
        ("Nora Czu", "give the"),
    ):
        with pytest.raises(UsageError, match=hint):
            lookup.find(kings, text, "person")


def test_of_several_each_is_told_with_office_and_years(kings: Store) -> None:
    """Who looks for one of them sees which address to take."""
    with pytest.raises(UsageError) as error:
        lookup.find(kings, "Nasir Oz", "person")
    assert str(error.value) == (
        "'Nasir Oz' may be any of Nasir Moss Öz (person/m); Nasir A. Öz III, Envoy of Jordan, 1971 (person/n): "
        "name one of them"
    )

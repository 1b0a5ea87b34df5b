"""Things in words, with their evidence."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import ACTORS, DOCUMENT, write_data
from dipgraph import Dataset, open_store
from dipgraph.errors import UsageError
from dipgraph.query import Query, stored
from dipgraph.rows import Rows
from dipgraph.show import FOLDER, describe
from dipgraph.stores import Store
from dipgraph.terms import DIP

KINDS = [name.removeprefix(f"{FOLDER}/") for name in stored(FOLDER)]
HEAD = [
    ("Alm", "Ada Alm", "person/alm-ada"),
    ("XA", "Exland", "state/xa"),
    ("2020-01-02", "Meeting of Alm and Berg, 2 January 2020", "meeting/2020-01-02-xa-xb"),
    ("sea otters", "Sea otters", "issue/sea-otters"),
    ("meet-again", "Meet again in July.", "commitment/2020-01-02-xa-xb/meet-again"),
    ("mofa-xa/2020-01-02-xb", "Readout of Exland on the meeting of 2 January 2020", "document/mofa-xa/2020-01-02-xb"),
]


def test_kinds() -> None:
    """There is a query for each kind of thing that can be shown."""
    assert {"commitment", "document", "issue", "meeting", "person"} <= set(KINDS)


@pytest.mark.parametrize(("name", "label", "short"), HEAD)
def test_begins_with_label_and_name(small_store: Store, name: str, label: str, short: str) -> None:
    """The first line is the thing's label, the second its short IRI."""
    assert list(describe(small_store, name))[:2] == [label, short]


def test_every_kind_has_an_example() -> None:
    """Each kind is among the examples above."""
    assert {short.partition("/")[0] for _, _, short in HEAD} == set(KINDS)


@pytest.mark.parametrize("name", ["2020-01-02", "sea otters", "meet-again", "mofa-xa/2020-01-02-xb"])
def test_evidence_leads_to_the_passage(small_store: Store, name: str) -> None:
    """What a passage supports is followed by its words and by the address that leads to them."""
    lines = list(describe(small_store, name))
    at = lines.index("      “agreed to meet again in July”")
    assert lines[at + 1] == "      https://example.org/readout#:~:text=agreed%20to%20meet%20again%20in%20July"
    assert lines[at - 1].startswith("  ")
    assert not lines[at - 1].startswith("      ")


def test_line_with_two_passages_stands_once(tmp_path: Path) -> None:
    """What two passages support is said once, followed by both."""
    folder = write_data(tmp_path / "data")
    more = '<#p2>\n  a dip:Passage ;\n  dip:anchor "in July. He agreed"@en ;\n  .\n'
    document = DOCUMENT.replace("dip:evidence <#p1> ;", "dip:evidence <#p1> , <#p2> ;") + more
    (folder / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text(document, encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(folder))
        lines = list(describe(store, "sea otters"))
    first, second = lines.index("      “agreed to meet again in July”"), lines.index("      “in July. He agreed”")
    assert abs(first - second) == 2
    assert lines[min(first, second) - 1].startswith("  ")
    assert lines.count(lines[min(first, second) - 1]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_shipped_data(shipped_store: Store, kind: str) -> None:
    """Of each kind something in the shipped data is shown with a section and a line in it; all of it can be printed."""
    sparql = f"""SELECT ?thing {{ ?thing a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?class
        FILTER(LCASE(STR(?class)) = "{DIP.lower()}{kind}") }} ORDER BY STR(?thing) LIMIT 40"""
    rows = shipped_store.query(sparql)
    assert isinstance(rows, Rows)
    for row in rows:
        thing = row["thing"]
        assert isinstance(thing, ox.NamedNode)
        lines = list(describe(shipped_store, thing.value))
        assert all(line.isprintable() for line in lines)
        if len(lines) > 2:
            assert lines[2] == ""
            assert lines[3] == lines[3].strip() != ""
            assert lines[4].startswith("  ")
            return
    pytest.fail(f"no {kind} has more than its name")


@pytest.mark.parametrize("name", stored(FOLDER))
def test_queries_have_the_columns_that_show_needs(name: str) -> None:
    """A query of what is shown takes the thing, and gives section, text and passage."""
    query = Query.named(name)
    assert [parameter.name for parameter in query.parameters] == ["thing"]
    assert {"section", "text", "passage"} <= set(query.columns)


def test_unknown_thing(small_store: Store) -> None:
    """An unknown name is answered with the nearest."""
    with pytest.raises(UsageError, match=r"^unknown thing 'Ada Aln': did you mean 'alm-ada'\?$"):
        list(describe(small_store, "Ada Aln"))


def test_ambiguous_name(small_store: Store) -> None:
    """A name that two persons have is answered with the choice."""
    with pytest.raises(UsageError, match=r"^'Berg' may be any of Ben Berg \(person/berg-ben\); Cora Berg \(p"):
        list(describe(small_store, "Berg"))


@pytest.mark.parametrize("name", ["office/xa-minister", "dip:fulfils"])
def test_thing_that_cannot_be_shown(small_store: Store, name: str) -> None:
    """Of a thing of another kind it is said what can be shown."""
    with pytest.raises(UsageError) as error:
        list(describe(small_store, name))
    listing = ", ".join(KINDS[:-1]) + f" or {KINDS[-1]}"
    see = "for a statement or finding, see 'dipgraph query evidence --help'"
    assert str(error.value) == f"{name} cannot be shown: name a {listing}; {see}"


def test_control_characters_are_shown(tmp_path: Path) -> None:
    """A label cannot steer the terminal."""
    folder = write_data(tmp_path / "data")
    (folder / "actors.ttl").write_text(ACTORS.replace('"Ada Alm"', '"Ada\\u001B[2JAlm"'), encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert next(describe(store, "alm")) == "Ada\ufffd[2JAlm"

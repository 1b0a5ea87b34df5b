"""Short forms of IRIs, and dates."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from dipgraph import terms
from dipgraph.errors import UsageError

XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
SHORT = [
    ("https://w3id.org/dipgraph/issue/ukraine", "issue/ukraine"),
    ("https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us#s13", "document/mofa-jp/2022-05-23-us#s13"),
    ("https://w3id.org/dipgraph/ontology#fulfils", "dip:fulfils"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "rdf:type"),
    ("http://www.w3.org/2000/01/rdf-schema#label", "rdfs:label"),
    ("http://purl.org/dc/terms/title", "dcterms:title"),
    ("http://www.wikidata.org/entity/Q17", "http://www.wikidata.org/entity/Q17"),
]


@pytest.mark.parametrize(("iri", "short"), SHORT)
def test_shorten(iri: str, short: str) -> None:
    """An IRI of the graph loses its base, one of a known namespace gets its prefix, others stay."""
    assert terms.shorten(iri) == short


@pytest.mark.parametrize(("iri", "short"), SHORT)
def test_expand_is_the_way_back(iri: str, short: str) -> None:
    """What shorten gives is taken by expand, and so is the whole IRI."""
    assert terms.expand(short) == NamedNode(iri)
    assert terms.expand(iri) == NamedNode(iri)


@pytest.mark.parametrize("prefix", terms.PREFIXES)
def test_expand_takes_each_prefix(prefix: str) -> None:
    """Every prefix can be written before a name."""
    assert terms.expand(f"{prefix}:x") == NamedNode(terms.PREFIXES[prefix] + "x")


@pytest.mark.parametrize("folder", terms.FOLDERS)
def test_folders_and_prefixes_agree(folder: str) -> None:
    """``meeting/x`` and ``meeting:x`` are the same thing."""
    assert terms.expand(f"{folder}/x") == terms.expand(f"{folder}:x")


@pytest.mark.parametrize(
    "text",
    [
        "Hayashi",
        "",
        "ukraine",
        "nowhere/jp",
        "nope:jp",
        "state/x> } DROP ALL",
        "state/a b",
        "https://example.org/a b",
        "state/\udcff",
    ],
)
def test_expand_refuses_what_is_no_iri(text: str) -> None:
    """A name, an unknown prefix, and what cannot be an IRI give None, never a broken IRI."""
    assert terms.expand(text) is None


@pytest.mark.parametrize(
    ("text", "widen", "expected"),
    [
        ("2022-05-23", None, "2022-05-23"),
        ("2022-05-23", "first", "2022-05-23"),
        ("2022-05-23", "last", "2022-05-23"),
        ("2022-05", "first", "2022-05-01"),
        ("2022-04", "last", "2022-04-30"),
        ("2023-02", "last", "2023-02-28"),
        ("2024-02", "last", "2024-02-29"),
        ("2022-12", "last", "2022-12-31"),
        ("2022", "first", "2022-01-01"),
        ("2022", "last", "2022-12-31"),
        ("0001", "first", "0001-01-01"),
        ("9999", "last", "9999-12-31"),
    ],
)
def test_day(text: str, widen: str | None, expected: str) -> None:
    """A day is itself; a month or year is its first or last day."""
    assert terms.day(text, widen) == Literal(expected, datatype=XSD_DATE)


@pytest.mark.parametrize(
    "text", ["", "22", "2022-5-23", "2022-05-23T00:00:00", "23.05.2022", "2022-05-23 ", "May 2022"]
)
@pytest.mark.parametrize("widen", [None, "first", "last"])
def test_day_refuses_other_forms(text: str, widen: str | None) -> None:
    """Whatever is not year, year and month, or day of the calendar in digits is refused with the form that would do."""
    form = "YYYY-MM-DD" if widen is None else "YYYY-MM-DD, YYYY-MM or YYYY"
    with pytest.raises(UsageError) as error:
        terms.day(text, widen)
    assert str(error.value) == f"{text!r} is no date: write {form}"


@pytest.mark.parametrize("text", ["2022", "2022-05"])
def test_day_wants_a_whole_day_where_nothing_widens(text: str) -> None:
    """A year or month alone is no day."""
    with pytest.raises(UsageError, match=r"is no date: write YYYY-MM-DD$"):
        terms.day(text)


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "0000", "2022-02-30", "2023-02-29", "2022-05-00"])
def test_day_refuses_days_that_do_not_exist(text: str) -> None:
    """The thirteenth month and the thirtieth of February are no days."""
    for widen in ("first", "last"):
        with pytest.raises(UsageError, match="is no day of the calendar: write an existing date"):
            terms.day(text, widen)

"""Records of others, as a source of them is read: terms are settled, and what is wrong with them is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dipgraph import registry
from dipgraph.errors import SourceError, UsageError
from dipgraph.historyatstate import NAME
from dipgraph.records import KIND, Fault, Person, Post, Publisher, Record, Records, Term, identifier, read, settled


def of(*terms: Term, several: bool = False) -> tuple[list[Term], list[Fault]]:
    """Return terms of one post as they are settled, and the faults."""
    found = Records(Publisher("x", "X", "agency"))
    found.persons = {key: Person(key, key, key) for key in ("ann", "ben")}
    found.posts = {"mayor": Post("mayor", "Mayor", "PE", several=several)}
    found.terms = list(terms)
    return settled(found), found.faults


def test_terms_that_follow_each_other_stay_as_they_are() -> None:
    """A successor may begin on the day on which the predecessor is no longer in office."""
    terms = (Term("a", "ann", "mayor", "1990-01-01", "1995-02-03"), Term("b", "ben", "mayor", "1995-02-03", ""))
    assert of(*terms) == (list(terms), [])


def test_an_end_before_the_start_is_no_statement() -> None:
    """It is left out, noted, and told as a fault of the source."""
    terms, faults = of(Term("a", "ann", "mayor", "1995-02-03", "1990-01-01"))
    assert [(t.begins, t.ends) for t in terms] == [("1995-02-03", "")]
    assert "1990-01-01" in terms[0].note
    assert [fault.rule for fault in faults] == ["ends-before-start"]


def test_a_coarse_end_in_the_month_of_the_start_is_none() -> None:
    """Who took up an office in a month may leave it in that month."""
    assert of(Term("a", "ann", "mayor", "1992-02", "1992-02"))[1] == []


OVERLAPPING = (
    Term("a", "ann", "mayor", "1990-01-01", "1995-06-01"),
    Term("b", "ben", "mayor", "1995-02-03", "1999"),
    Term("c", "ben", "mayor", "1995-03-01", "1999"),
    Term("d", "ann", "mayor", "1994-01-01", ""),
)


def test_a_term_that_overlaps_keeps_its_end_and_says_with_which() -> None:
    """Both bounds are the source's; of two terms of one person neither is in the way of the other, and both are faults."""
    terms, faults = of(*OVERLAPPING)
    assert [(t.ends, t.overlaps) for t in terms] == [
        ("1995-06-01", ("b", "c")),
        ("1999", ()),
        ("1999", ()),
        ("", ()),
    ]
    assert [(fault.rule, fault.key) for fault in faults] == [("overlapping-terms", "a"), ("overlapping-terms", "b")]
    assert "runs until 1995-06-01, and b, c, d of the same office began before" in faults[0].words


def test_terms_of_an_office_that_several_hold_do_not_overlap() -> None:
    """They may all run at once, and nothing is wrong with the source."""
    assert of(*OVERLAPPING, several=True) == (list(OVERLAPPING), [])


def test_terms_of_nobody_are_left_out_and_told() -> None:
    """An unknown person or post is a fault of the source."""
    terms, faults = of(Term("a", "cid", "mayor"), Term("b", "ann", "judge"))
    assert terms == []
    assert [fault.rule for fault in faults] == ["unknown-person", "unknown-post"]


def test_an_identifier_that_is_there_twice_is_told_and_kept_apart() -> None:
    """Two terms are never one because the source numbers them so."""
    terms, faults = of(Term("a", "ann", "mayor", "1990", "1991"), Term("a", "ben", "mayor", "1995", "1996"))
    assert [t.key for t in terms] == ["a", "a-2"]
    assert [fault.rule for fault in faults] == ["identifier-twice"]


def test_what_is_no_date_is_no_bound() -> None:
    """The other bound stays."""
    terms, faults = of(Term("a", "ann", "mayor", "spring", "1996-01-02"))
    assert [(t.begins, t.ends) for t in terms] == [("", "1996-01-02")]
    assert [fault.rule for fault in faults] == ["no-date"]


def test_the_remark_stands_in_the_text_where_it_is_said_to() -> None:
    """The text of a record has its heading, and behind it the remark, to the last sign."""
    days = dt.date(1998, 3, 2), dt.date(1998, 3, 4)
    record = Record("7", "trip", *days, "PE", "Peru", "Met with “A”.", "p", "", "k", "Ann", places="Lima")
    assert record.text == "Trip 7\nAnn\nPeru: Lima\n1998-03-02 to 1998-03-04\n\nMet with “A”.\n"
    assert record.text[record.begin : record.begin + len(record.remark)] == record.remark


def test_two_identifiers_that_differ_in_capitals_make_two_addresses() -> None:
    """The publisher's own identifiers are kept as they are."""
    assert identifier("Q7a") != identifier("Q7A")


def test_a_source_is_found_by_name(tmp_path: Path) -> None:
    """An unknown one says which was meant, and one that finds nothing where to look."""
    with pytest.raises(UsageError, match=r"unknown record source .* did you mean 'historyatstate'"):
        read("historyatstat", tmp_path)
    assert NAME in registry.names(KIND)
    with pytest.raises(SourceError, match="nothing of historyatstate"):
        read(NAME, tmp_path)

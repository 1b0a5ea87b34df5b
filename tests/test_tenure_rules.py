"""Which tenures are one told by two sources: by the days that they have, and by when somebody was seen in office."""

from __future__ import annotations

import itertools

import pytest

from dipgraph.judgements import DIFFERENT
from dipgraph.matching import consistent
from dipgraph.posts import TenureDossier
from dipgraph.tenure_rules import dated, judged, tenure_candidates

NUMBERS = itertools.count()


def tenure(
    begins: str = "", ends: str = "", *seen: str, graph: str = "", holder: str = "a", office: str = "o"
) -> TenureDossier:
    """Return a tenure with its days, or with spans ("2001-01-01/2001-01-03") in which the holder was seen in office."""
    number = next(NUMBERS)
    spans = [(day.partition("/")[0], day.partition("/")[2] or day) for day in seen]
    return TenureDossier(f"t{number:03}", frozenset((graph or f"g{number}",)), holder, office, begins, ends, spans)


def ruled(one: TenureDossier, other: TenureDossier, *others: TenureDossier) -> tuple[str, bool] | None:
    """Return the rule, and whether it is safe."""
    found = judged(one, other, others)
    return (found.rule, found.safe) if found else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2021-01-26", "2025-01-20"), ("2021-01-26", "2025-01-21"), ("same-begin", True)),
        (("2021-01-26", ""), ("2021-01-26", ""), ("same-begin", True)),
        (("2021", "2025"), ("2021-01-26", "2025-01-21"), ("same-begin", True)),
        (("2021-01", ""), ("2021-01-26", "2025"), ("same-begin", True)),
        (("2021-01-20", "2025-01-20"), ("2021-01-26", "2025-01-21"), ("overlap", True)),
        (("2001", "2003"), ("2003", "2006-05"), None),
        (("2001", "2004"), ("2002", "2006-05"), ("overlap", True)),
        (("2001-01-20", "2005-01-20"), ("2005-01-20", "2009-01-20"), None),
        (("2001-01-20", ""), ("2005-01-20", "2009-01-20"), None),
        (("2001-01-20", "2005-01-20"), ("", "2005-01"), ("same-end", False)),
        (("2001-01-20", "2005-01-20"), ("", "2001-01-20"), None),
        (("2001-01-20", ""), ("", "2005-01-20"), None),
        (("2021", "2021-03-01"), ("2021-08-01", ""), None),
    ],
)
def test_two_that_certainly_have_a_day_in_common_are_one(
    one: tuple[str, str], other: tuple[str, str], expected: tuple[str, bool] | None
) -> None:
    """With the same begin to the precision that each gives, or overlapping: an end that is not known overlaps nothing."""
    assert ruled(tenure(*one), tenure(*other)) == ruled(tenure(*other), tenure(*one)) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (("2022-02-09/2022-02-12", "2022-05-21"), ("seen-within", True)),
        (("2021-11-01/2021-11-10",), ("seen-within", True)),
        (("2022-02-09", "2024-02-12"), ("seen-within", False)),
        (("2019-02-09", "2024-02-12"), None),
        (("2023-09-13",), None),
        ((), ("same-office", False)),
    ],
)
def test_who_was_seen_in_office_within_a_tenure_was_so_in_that_one(
    seen: tuple[str, ...], expected: tuple[str, bool] | None
) -> None:
    """On all of the days: where some are outside it is asked, and the day on which it was over is outside."""
    assert ruled(tenure("2021-11-10", "2023-09-13"), tenure("", "", *seen)) == expected


def test_two_without_days_are_one_where_nobody_came_between() -> None:
    """Seen in the same years, or within one; more years apart are asked; somebody else between makes two of them."""
    early, late = tenure("", "", "2017-06-29", "2021-05-21"), tenure("", "", "2021-02-03")
    assert ruled(early, late) == ("same-days", True)
    after = tenure("", "", "2022-03-01")
    assert ruled(early, after) == ("same-days", True)
    assert ruled(early, after, tenure("", "", "2021-10-10", holder="b")) is None
    assert ruled(early, tenure("", "", "2024-03-01")) == ("same-days", False)
    assert ruled(early, tenure("", "", "2031-03-01")) is None
    assert ruled(early, tenure()) == ("same-office", False)


def candidates(*tenures: TenureDossier) -> list[tuple[str, str]]:
    """Return the pairs that are safe, where addresses "a" and "A" are of one person, "o" and "O" of one office."""
    found = consistent(tenure_candidates(tenures, str.lower, str.lower), {}, dated(tenures))
    return [candidate.pair for candidate in found if candidate.safe]


def test_only_tenures_of_one_person_in_one_office_are_compared() -> None:
    """By whatever addresses of both, once these are judged the same."""
    days = ("2021-01-26", "2025-01-20")
    one, same = tenure(*days), tenure(*days, holder="A", office="O")
    assert candidates(one, same) == [(one.address, same.address)]
    assert candidates(one, tenure(*days, holder="b")) == []
    assert candidates(one, tenure(*days, office="p")) == []


def test_one_graph_tells_its_tenures_apart() -> None:
    """Two terms of one source are two, and a longer one of another is joined with one of them at most."""
    first, second = (
        tenure("2001-01-20", "2005-01-20", graph="g"),
        tenure("2005-01-20", "2009-01-20", graph="g"),
    )
    whole = tenure("2001-01-20", "2009-01-20")
    assert candidates(first, tenure("2001-01-20", "2005-01-20", graph="g")) == []
    assert candidates(first, second, whole) == [(first.address, whole.address)]


def test_days_that_are_known_go_before_those_on_which_somebody_was_seen() -> None:
    """Where a source has the days, those without are held against them alone: in two terms one may be seen in both."""
    first, second = tenure("1996-06-18", "1999-07-06", graph="g"), tenure("2009-03-31", "2021-06-13", graph="g")
    both, late = tenure("", "", "1998-01-01", "2012-01-01"), tenure("", "", "2011-01-01")
    assert candidates(first, second, both, late) == [(second.address, late.address)]
    assert all(candidate.verdict != DIFFERENT for candidate in tenure_candidates([first, second, both], str, str))

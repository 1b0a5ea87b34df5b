"""What there is, at a glance."""

from __future__ import annotations

from dipgraph.facts import Facts
from dipgraph.overview import KINDS, NAMED, NEWEST, names, start, whole
from dipgraph.stores import Store


def test_start(shipped_store: Store) -> None:
    """There are counts, most of what there is most of, and the newest meetings with who took part."""
    facts = Facts(shipped_store)
    told = start(facts)
    counts = dict(told["counts"])
    assert counts["statements"] == 374
    spoken, described, seated = (
        int(facts.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {pattern} }}")[0][0])
        for pattern in (
            "?statement a dip:Statement ; dip:issue ?thing",
            "?document a ?kind ; dip:describes ?thing",
            "?meeting dip:participation/dip:participant ?thing",
        )
    )
    assert counts["issues spoken of"] == spoken < 115
    assert counts["meetings described"] == described
    assert counts["persons who took part"] == seated
    numbers = [number for _, number in told["counts"]]
    assert numbers == sorted(numbers, reverse=True)
    dates = [meeting["date"] for meeting in told["meetings"]]
    assert len(dates) == NEWEST
    assert dates == sorted(dates, reverse=True)
    assert all(meeting["people"] for meeting in told["meetings"])


def test_names(shipped_store: Store) -> None:
    """Each kind has its things by name, and says how many there are."""
    told = whole(Facts(shipped_store), "names")
    assert told == names(Facts(shipped_store))
    assert [kind for kind, _, _ in told["kinds"]] == list(KINDS)
    for kind, links, number in told["kinds"]:
        assert len(links) == min(number, NAMED) > 0
        labels = [link["label"].casefold() for link in links]
        assert labels == sorted(labels)
        assert all(link["name"].startswith(f"{kind}/") for link in links)


def test_nothing_is_there() -> None:
    """Of an empty store nothing is counted, and nothing has a name."""
    assert start(Facts(Store())) == {"counts": [], "meetings": []}
    assert names(Facts(Store())) == {"kinds": []}

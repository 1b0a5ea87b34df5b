"""A meeting as its accounts tell it, against what was read in the documents by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import write_data
from dipgraph import Dataset, Query
from dipgraph.accounts import _joined, accounts_of, meeting, points
from dipgraph.facts import Facts
from dipgraph.rows import Rows
from dipgraph.said import found_by
from dipgraph.statements import in_order, place
from dipgraph.stores import Store
from dipgraph.terms import BASE, shorten
from judging import OF_ACTORS

TOKYO = f"{BASE}meeting/2022-05-23-jp-us"


@pytest.fixture(scope="module")
def facts(shipped_store: Store) -> Facts:
    """Return the shipped data as it is looked up."""
    return Facts(shipped_store)


def test_accounts_stand_in_order(facts: Facts) -> None:
    """The readouts of two sides and the press conference come with their sides, and whether they were read whole."""
    assert [(one["name"], one["side"], one["is_whole"]) for one in accounts_of(facts, TOKYO)] == [
        ("document/mofa-jp/2022-05-23-us", "Japan", True),
        ("document/mofa-jp/2022-05-23-us-press-conference", "Japan", False),
        ("document/state-us/2022-05-23-jp", "United States", True),
    ]


def test_side_by_side(facts: Facts) -> None:
    """Both sides tell five points, Japan alone 13, the United States alone three; each statement stands once."""
    told = meeting(facts, TOKYO)
    groups = told["groups"]
    assert [(group["side"], group["is_shared"], len(group["points"])) for group in groups] == [
        ("", True, 5),
        ("Japan", False, 13),
        ("United States", False, 3),
    ]
    # The next session of the Economic 2+2: a promise of one in the one account, a plan in the other.
    last = [[one["verb"] for cell in point["statements"] for one in cell] for point in groups[0]["points"]]
    assert ["promised", "planned to convene"] in last
    # Only Japan's readout has the wish that the United States return to the TPP; the American one was read whole.
    (tpp,) = (
        point
        for point in groups[1]["points"]
        for cell in point["statements"]
        for one in cell
        if "Trans-Pacific" in one["summary"]
    )
    assert [len(cell) for cell in tpp["statements"]] == [1, 0, 0]
    # The press conference was not read whole: that it does not have a point says nothing.
    assert tpp["absent"] == ["", "", "silent"]
    # Both sides speak of the Alliance, each otherwise: neither is silent about it.
    (cornerstone,) = (
        point
        for point in groups[2]["points"]
        for cell in point["statements"]
        for one in cell
        if one["verb"] == "hailed"
    )
    assert cornerstone["absent"] == ["unmatched", "", ""]
    shown = [
        one["name"] for group in groups for point in group["points"] for cell in point["statements"] for one in cell
    ]
    assert sorted(shown) == sorted({shorten(name) for point in points(facts, TOKYO) for name in point})
    assert len(shown) == 33


def test_facts_have_their_accounts(facts: Facts) -> None:
    """Each fact of a meeting says in words which accounts have it, by their numbers."""
    told = {
        fact["what"]: [(one["label"], one["accounts"]) for one in fact["said"]]
        for fact in meeting(facts, TOKYO)["facts"]
    }
    assert told == {
        "Day": [("23 May 2022", [1, 2, 3])],
        "Began at": [("17:50 (UTC+9)", [1])],
        "Lasted": [("about 40 minutes", [1]), ("40 minutes", [2])],
        "Format": [("in person", [1, 2, 3])],
        "Place": [("Tokyo", [2, 3])],
        "Country": [("Japan", [1, 2, 3])],
    }


def test_a_joint_text_is_the_account_of_all_sides(facts: Facts) -> None:
    """What a joint statement alone has is told by all its sides, and none of them is silent about it."""
    for name in ("2023-01-11-jp-us-scc", "2022-07-29-jp-us-epcc"):
        told = meeting(facts, f"{BASE}meeting/{name}")
        (joint,) = (one["name"] for one in told["accounts"] if len(one["sides"]) > 1)
        number = [one["name"] for one in told["accounts"]].index(joint)
        assert {group["side"] for group in told["groups"]} <= {"", "Japan", "United States", "the press"}
        for group in told["groups"]:
            for point in group["points"]:
                if point["statements"][number]:
                    assert group["is_shared"]
                    absent = zip(told["accounts"], point["absent"], strict=True)
                    assert not [one for one, why in absent if why and one["sides"] != ["the press"]]


def test_silence_is_that_of_readout_divergence(facts: Facts) -> None:
    """A side that is called silent about a point is one that the stored query has as silent on each of its issues."""
    checked = 0
    for name, _ in facts.rows("SELECT DISTINCT ?m ?d WHERE { ?m a/rdfs:subClassOf* dip:Meeting ; dip:date ?d }"):
        rows = Query.named("readout-divergence").run(facts.store, meeting=shorten(name))
        assert isinstance(rows, Rows)
        silent: dict[str, str] = {row["issue"].value: row["silent"].value for row in rows}
        told = meeting(facts, name)
        for group in told["groups"]:
            for point in group["points"]:
                issues = {issue["name"] for cell in point["statements"] for one in cell for issue in one["issues"]}
                for account, why in zip(told["accounts"], point["absent"], strict=True):
                    if why == "silent":
                        checked += 1
                        document = account["name"].removeprefix("document/")
                        assert all(document in silent.get(f"{BASE}{issue}", "") for issue in issues), (name, document)
    assert checked > 10


def test_what_is_about_is_so_by_its_account(facts: Facts) -> None:
    """Only the account that gives a day as about that one has it so."""
    told = {fact["what"]: fact["said"] for fact in meeting(facts, f"{BASE}meeting/2023-04-17-jp-us")["facts"]}
    days = {one["label"]: len(one["accounts"]) for one in told["Day"]}
    assert days == {"17 April 2023": 3, "about 17 April 2023": 1}


def test_what_analysts_found(facts: Facts) -> None:
    """A day that no account prints has its reason; so have statements that make one point, and what a meeting fulfils."""
    told = meeting(facts, f"{BASE}meeting/2022-05-24-jp-us")
    assert [one["rationale"][:40] for one in told["datings"]] == ["The readout speaks of calls 'yesterday' w"[:40]]
    reasons = [
        one for group in meeting(facts, TOKYO)["groups"] for point in group["points"] for one in point["reasons"]
    ]
    assert reasons
    assert all(one["rationale"] and one["analysts"] for one in reasons)
    kept = meeting(facts, f"{BASE}meeting/2022-07-29-jp-us-epcc")["earlier"]
    assert "commitment/2022-05-23-jp-us/meet-at-economic-2plus2" in {one["name"] for one in kept}


def test_commitments_of_a_meeting(facts: Facts) -> None:
    """Commitments come with whom they bind, the strongest force of their accounts, and by when they are due in each."""
    rows = {row["name"]: row for row in meeting(facts, TOKYO)["commitments"]}
    row = rows["commitment/2022-05-23-jp-us/meet-at-economic-2plus2"]
    assert (row["force"], row["accounts"], row["is_procedural"]) == (5, 2, True)
    assert row["due"] == "July 2022 or 1 June 2022 to 31 August 2022"
    assert [one["label"] for one in row["by"]] == ["Japan", "United States"]
    assert [row["force"] for row in rows.values()] == sorted((row["force"] for row in rows.values()), reverse=True)


def test_a_meeting_with_one_account(tmp_path: Path) -> None:
    """Where there is one account, nobody is silent, and its statements are told by its side."""
    store = Store()
    store.load(Dataset.read(write_data(tmp_path / "data")))
    told = meeting(Facts(store), f"{BASE}meeting/2020-01-02-xa-xb")
    assert [group["is_shared"] for group in told["groups"]] == [False]
    assert all(point["absent"] == [""] for group in told["groups"] for point in group["points"])


def test_statements_stand_by_their_numbers() -> None:
    """Statements are in the order of their numbers, and what has none stands first."""
    assert in_order(["b#s2", "a#s11", "a#s2", "a#s2", "a#x"]) == ["a#x", "a#s2", "a#s11", "b#s2"]
    assert place("a#s11") == ("a", 11, "s11")


def test_spellings_of_a_place_are_one(shipped_store: Store) -> None:
    """Washington with its district and without is one place, told by all; a host is not called a participant too."""
    shown = meeting(Facts(shipped_store), f"{BASE}meeting/2022-07-29-jp-us-epcc")
    places = next(row["said"] for row in shown["facts"] if row["what"] == "Place")
    assert [place["label"] for place in places] == ["Washington"]
    told = {str(quad.graph_name)[1:-1] for quad in shipped_store.quads() if str(quad.predicate).endswith("#place>")
            and str(quad.subject) == f"<{BASE}meeting/2022-07-29-jp-us-epcc>"}  # fmt: skip
    assert {shown["accounts"][number - 1]["iri"] for number in places[0]["accounts"]} == told
    capacities = [[one["label"] for one in person["capacities"]] for person in shown["participants"]]
    assert ["host"] in capacities
    assert all("participant" not in several or several == ["participant"] for several in capacities)
    # What one account names more closely is not what another says.
    joined = _joined([{"label": "Tokyo", "accounts": [1]}, {"label": "Tokyo, Iikura House", "accounts": [2]}])
    assert [place["label"] for place in joined] == ["Tokyo", "Tokyo, Iikura House"]


def test_what_is_kept_in_part_is_said_so(shipped_store: Store) -> None:
    """The link to a commitment that is judged kept in part does not say more than the judgement, at both of its ends."""
    ends = ("commitment/2021-12-11-jp-us/arrange-kishida-us-visit", "meeting/2023-01-13-jp-us-space")
    facts = Facts(shipped_store)
    (later,) = found_by(facts, BASE + ends[0], "dip:earlier", "dip:later")
    (earlier,) = [one for one in found_by(facts, BASE + ends[1], "dip:later", "dip:earlier") if one["name"] == ends[0]]
    assert (later["relation"], later["term"]) == ("fulfils in part", "dip:fulfils")
    assert earlier["relation"] == "fulfils in part"
    whole = f"{BASE}commitment/2022-05-23-jp-us/meet-at-economic-2plus2"
    assert "fulfils" in {one["relation"] for one in found_by(facts, whole, "dip:earlier", "dip:later")}


def test_accounts_of_one_label_are_told_apart(tmp_path: Path) -> None:
    """Two records that are called alike have the ends of their addresses, and another document has none."""
    about = f"a dip:Record ; dip:describes <{BASE}meeting/m>"
    for name, label in (("x/trip-1", "Trip of Alm"), ("x/trip-2", "Trip of Alm"), ("x/trip-3", "Trip of Bro")):
        text = f'<{BASE}document/{name}> {about} ; rdfs:label "{label}"@en .'
        (tmp_path / f"{name[2:]}.ttl").write_text(
            f"@base <{BASE}document/{name}> .\n{OF_ACTORS}{text}", encoding="utf-8"
        )
    with Store() as store:
        store.load(Dataset.read(tmp_path))
        labels = [account["label"] for account in accounts_of(Facts(store), f"{BASE}meeting/m")]
        assert labels == ["Trip of Alm (trip-1)", "Trip of Alm (trip-2)", "Trip of Bro"]

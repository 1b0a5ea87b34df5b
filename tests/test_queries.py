"""The stored queries: each answer here was worked out by reading the documents, not taken from a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib.plugins.sparql import prepareQuery

from dipgraph import Dataset, Query, open_store, shipped
from dipgraph.offered import choices
from dipgraph.query import stored
from dipgraph.rows import Rows, cell
from dipgraph.stores import Store
from dipgraph.terms import BASE

DATA = shipped.folder("data")
SOURCES = ("documents/mofa-jp/2022-05-23-us.ttl", "documents/tdi/2023-04-17-jp-us.ttl")
MAY = "2022-05-23-jp-us"
APRIL = "2023-04-17-jp-us"


def answer(store: Store, name: str, **values: Any) -> list[dict[str, str]]:
    """Return the rows of a stored query as people read them."""
    solutions = Query.named(name).run(store, **values)
    assert isinstance(solutions, Rows)
    columns = [variable.value for variable in solutions.variables]
    return [{column: cell(row[column]) for column in columns} for row in solutions]


def column(rows: list[dict[str, str]], name: str) -> list[str]:
    """Return one column of some rows."""
    return [row[name] for row in rows]


@pytest.fixture
def store(shipped_store: Store) -> Store:
    """Return the store with all shipped data."""
    return shipped_store


@pytest.fixture(scope="module")
def two() -> Iterator[Store]:
    """Return a store with the two source documents, the actors and the vocabularies alone."""
    with open_store() as store:
        store.load(Dataset.read(DATA / "actors.ttl", *(DATA / name for name in SOURCES)))
        yield store


def test_two_source_documents_share_five_issues(two: Store) -> None:
    """Asked of the two source documents alone, five issues recur, each in two meetings and two documents."""
    rows = answer(two, "recurring-issues")

    assert sorted(column(rows, "issue_label")) == [
        "Alliance and deterrence",
        "G7 coordination",
        "Indo-Pacific",
        "Japan-U.S.-ROK trilateral cooperation",
        "War in Ukraine",
    ]
    for row in rows:
        assert (row["meetings"], row["documents"], row["possible_meetings"]) == ("2", "2", "2")
        assert (row["first"], row["last"]) == ("2022-05-23", "2023-04-17")


def test_recurring_issues_of_a_state(store: Store) -> None:
    """South Korea took part in two meetings, which have two issues in common."""
    rows = answer(store, "recurring-issues", state="KR")

    assert sorted(column(rows, "issue")) == ["issue/north-korea-nuclear", "issue/trilateral-us-japan-rok"]
    assert set(column(rows, "possible_meetings")) == {"2"}


def test_recurring_issues_of_a_period(store: Store) -> None:
    """Three meetings were held in January 2023; of their issues the Alliance alone is in two: the ministers' and the 2+2."""
    rows = answer(store, "recurring-issues", since="2023-01", until="2023-01")

    assert {row["possible_meetings"] for row in rows} == {"3"}
    assert sorted(column(rows, "issue")) == ["issue/alliance", "issue/indo-pacific"]


def test_meetings(store: Store) -> None:
    """There are 24 meetings, eight of them in 2023, two with Park Jin."""
    assert len(answer(store, "meetings")) == 24
    assert len(answer(store, "meetings", since="2023")) == 8
    assert column(answer(store, "meetings", person="Park Jin"), "meeting") == [
        "meeting/2022-07-08-jp-kr-us",
        "meeting/2023-08-23-jp-kr-us",
    ]


def test_meeting_has_the_facts_of_its_accounts(store: Store) -> None:
    """The meeting of 17 April 2023 was held in person in Japan; five documents tell of it."""
    [row] = [row for row in answer(store, "meetings") if row["meeting"] == f"meeting/{APRIL}"]

    assert (row["date"], row["format"], row["country"], row["documents"]) == ("2023-04-17", "in person", "Japan", "5")
    assert "Hayashi Yoshimasa" in row["participants"]


def test_documents(store: Store) -> None:
    """Of 52 documents 22 could not be read whole; the two source documents have 17 and 13 statements."""
    rows = answer(store, "documents")
    statements = {row["document"]: row["statements"] for row in rows}

    assert len(rows) == 52
    assert column(rows, "complete").count("false") == 22
    assert statements["document/mofa-jp/2022-05-23-us"] == "17"
    assert statements["document/tdi/2023-04-17-jp-us"] == "13"


def test_statements_on_an_issue(store: Store) -> None:
    """The Pacific trade pact is spoken of three times, always by Hayashi: once a request, twice a position put forward."""
    rows = answer(store, "statements-on-issue", issue="tpp")

    assert sorted((row["date"], row["document"].split("/")[1], row["act"]) for row in rows) == [
        ("2022-05-23", "mofa-jp", "request or urge"),
        ("2023-04-17", "jiji", "state"),
        ("2023-04-17", "mofa-jp", "state"),
    ]
    assert set(column(rows, "speakers")) == {"Hayashi Yoshimasa"}


def test_statements_on_a_broader_issue_include_the_narrower(store: Store) -> None:
    """What is said on free trade agreements includes what is said on the Pacific trade pact."""
    assert len(answer(store, "statements-on-issue", issue="free-trade-agreement")) == 3


def test_commitments(store: Store) -> None:
    """In September 2023 one thing was promised, by a minister who had left: it binds him, not his state."""
    [row] = answer(store, "commitments", since="2023-09")

    assert row["committed_by"] == "Hayashi Yoshimasa"
    assert row["passage"] == "document/mofa-jp/2023-09-14-us#p5"


def test_commitments_on_an_issue(store: Store) -> None:
    """Extended deterrence was promised about twice: in May 2022 newly, in July as something to be kept up."""
    rows = answer(store, "commitments-on-issue", issue="extended-deterrence")

    assert [(row["date"], row["continuity"]) for row in rows] == [("2022-05-23", "new"), ("2022-07-29", "continuing")]


def due(store: Store, day: str) -> dict[str, dict[str, str]]:
    """Return the rows of due-commitments on a day by the end of the commitment's address."""
    return {row["commitment"].rsplit("/", 1)[-1]: row for row in answer(store, "due-commitments", as_of=day)}


def test_promise_is_due_within_its_interval(store: Store) -> None:
    """On 10 July 2022 the promise of May to meet at the Economic 2+2 in July is due, and not yet kept."""
    row = due(store, "2022-07-10")["meet-at-economic-2plus2"]

    assert (row["status"], row["due_from"], row["due_until"]) == ("due", "2022-07-01", "2022-07-31")
    assert row["fulfilled_by"] == row["fulfilment_passage"] == ""


def test_promise_is_fulfilled_with_both_passages(store: Store) -> None:
    """On 15 August 2022 it is fulfilled by the meeting of 29 July; passages of the promise and of the meeting show it."""
    row = due(store, "2022-08-15")["meet-at-economic-2plus2"]

    assert (row["status"], row["score"]) == ("fulfilled", "1")
    assert row["fulfilled_by"] == "meeting/2022-07-29-jp-us-epcc"
    assert row["promise_passage"] == "document/mofa-jp/2022-05-23-us#p13"
    assert row["fulfilment_passage"] == "document/state-us/2022-07-29-jp-epcc-remarks#p1"


def test_promise_without_fulfilment_is_overdue(two: Store) -> None:
    """To one who has the two source documents alone, nothing shows in August that the promise of July was kept."""
    row = due(two, "2022-08-15")["meet-at-economic-2plus2"]

    assert (row["status"], row["fulfilled_by"]) == ("overdue", "")


def test_promise_is_not_known_before_it_is_made(store: Store) -> None:
    """Before the meeting of 23 May 2022 there is no such promise; that of Biden's visit is due until the end of June."""
    rows = due(store, "2022-05-22")

    assert {name: row["status"] for name, row in rows.items()} == {"arrange-biden-visit": "due"}


def test_commitment_history(store: Store) -> None:
    """Sanctions: agreed in May 2022, reaffirmed in July, not in the readout of April 2023, agreed again in May 2023."""
    rows = answer(store, "commitment-history", issue="russia-sanctions")
    found = {row["document"].removeprefix("document/"): (row["note"], row["verb"], row["force"]) for row in rows}

    assert found["mofa-jp/2022-05-23-us"] == ("commitment", "concurred to continue", "4")
    assert found["mofa-jp/2022-05-23-us-press-conference"] == ("commitment", "shared the view that", "3")
    assert found["mofa-jp/2022-07-29-us"] == ("commitment", "confirmed their commitment", "4")
    assert found["mofa-jp/2023-04-17-us"] == ("not mentioned", "", "")
    assert found["mofa-jp/2023-05-19-us"] == ("commitment", "concurred on continuing", "4")
    assert found["epcc/2022-07-29-jp-us"] == ("not read whole", "", "")
    assert column(rows, "date") == sorted(column(rows, "date"))


def test_readout_divergence(store: Store) -> None:
    """On 23 May 2022 China, extended deterrence and the TPP are on Japan's side alone, the Taiwan Strait on the other."""
    rows = answer(store, "readout-divergence", meeting="2022-05-23")
    alone: dict[str, set[str]] = {}
    for row in rows:
        alone.setdefault(row["only_side"], set()).add(row["issue"].removeprefix("issue/"))

    assert {"china-policy", "extended-deterrence", "tpp"} <= alone["Japan"]
    assert alone["United States"] == {"taiwan-strait"}
    # Both sides have these, so that neither is alone with them.
    assert not {"ukraine", "ipef", "north-korea-nuclear", "trilateral-us-japan-rok", "economic-2plus2"} & alone["Japan"]


def test_silence_counts_only_in_an_account_read_whole(store: Store) -> None:
    """The Minister's press conference of that day was not read whole: it is never named as silent."""
    rows = answer(store, "readout-divergence", meeting=MAY)

    assert rows
    assert not [row for row in rows if "press-conference" in row["silent"]]


def test_verbs_compared(store: Store) -> None:
    """One promise is 'promised' with force 5 for Japan's ministry, 'planned to convene' with force 3 for the other side."""
    rows = answer(store, "verbs-compared", meeting=MAY)
    pairs = {(r["verb"], r["force"], r["other_verb"], r["other_force"]) for r in rows}

    assert ("promised", "5", "planned to convene", "3") in pairs
    assert ("concurred to continue", "4", "shared the view that", "3") in pairs


def test_joint_and_one_sided(store: Store) -> None:
    """Blinken's word on the defence of Japan binds the United States alone; going on with sanctions binds both."""
    rows = answer(store, "joint-and-one-sided")
    sides = {(r["commitment"].removeprefix("commitment/"), r["document"]): r["side"] for r in rows}
    document = "document/mofa-jp/2022-05-23-us"

    assert sides[f"{MAY}/defend-japan", document] == "one-sided"
    assert sides[f"{MAY}/continue-sanctions-and-aid", document] == "joint"
    assert sides[f"{MAY}/meet-at-economic-2plus2", document] == "one-sided"


def test_unanswered_requests(store: Store) -> None:
    """The call to return to the trade pact is never answered; the requests over the abductions are."""
    rows = answer(store, "unanswered-requests")

    assert ("document/mofa-jp/2022-05-23-us#s17", "issue/tpp") in {(r["statement"], r["issue"]) for r in rows}
    assert "issue/north-korea-abductions" not in column(rows, "issue")


def test_office_holders_on_a_day_of_change(store: Store) -> None:
    """On 13 September 2023 the foreign minister of Japan is the successor, the day before it is Hayashi."""
    for day, holder in (
        ("2023-09-13", "Kamikawa Yoko"),
        ("2023-09-12", "Hayashi Yoshimasa"),
        ("2021-11-10", "Hayashi Yoshimasa"),
    ):
        rows = answer(store, "office-holders", on=day)
        assert [r["holder_label"] for r in rows if r["office"] == "office/jp-foreign-minister"] == [holder], day


def test_a_holding_without_an_end_does_not_go_on_for_ever(store: Store) -> None:
    """Greene, in office from July 2021, was last seen on 7 January 2022: thirty years on he is told, and then no more."""
    for day, told in (("2052-01-07", ["no end known"]), ("2052-01-08", [])):
        rows = answer(store, "office-holders", on=day)
        assert [r["certainty"] for r in rows if r["holder"] == "person/greene-raymond"] == told, day


def test_publishers_are_told_apart(store: Store) -> None:
    """Names of publishers that have commas stand with semicolons between them."""
    found = [row["publishers"].split("; ") for row in answer(store, "corroborated-meetings") if row["sources"] == "2"]
    assert found
    assert {len(names) for names in found} == {2}


def test_unresolved_mentions(store: Store) -> None:
    """Five mentions of the source documents name nobody in particular; 'the two leaders' are resolved."""
    rows = answer(store, "unresolved-mentions")

    assert sorted(column(rows, "words")) == [
        "Foreign Ministers of the other G7 countries",
        "its allies and partners",
        "like-minded countries",
        "neighboring countries",
        "the international community",
    ]
    assert all(column(rows, "reason"))


def test_possible_duplicates(store: Store) -> None:
    """The meeting of 23 May 2022 and the call of the next day are the only two of the same persons within a day."""
    rows = answer(store, "possible-duplicates")

    assert [(r["meeting"], r["other"]) for r in rows] == [(f"meeting/{MAY}", "meeting/2022-05-24-jp-us")]


def test_press_only(store: Store) -> None:
    """Cybersecurity and climate on 17 April 2023 rest on one newspaper alone; the Alliance does not."""
    issues = {r["issue"] for r in answer(store, "press-only") if r["meeting"] == f"meeting/{APRIL}"}

    assert {"issue/cybersecurity", "issue/climate-change"} <= issues
    assert "issue/alliance" not in issues


def test_after_a_change(store: Store) -> None:
    """No meeting of Hayashi's successor is documented; Kishi's met once, and what was promised with Kishi was raised."""
    hayashi = answer(store, "after-a-change", person="Hayashi")
    kishi = answer(store, "after-a-change", person="Kishi")

    assert {(r["successor"], r["fate"]) for r in hayashi} == {("Kamikawa Yoko", "no meeting documented")}
    assert {(r["successor"], r["successor_meetings"]) for r in kishi} == {("Hamada Yasukazu", "1")}
    assert len(kishi) == 4


def test_after_a_change_in_an_office(store: Store) -> None:
    """The office is chosen from offices alone, and named by the end of its address, its label or its address."""
    offered = choices(store, "after-a-change")["office"]
    assert ("us-secretary-of-state", "Secretary of State of the United States") in offered
    assert ("jp-prime-minister", "Prime Minister of Japan") in offered
    assert all(name.startswith(("jp-", "kr-", "us-")) for name, _ in offered)
    held = answer(store, "after-a-change", person="Hayashi")
    for office in ("jp-foreign-minister", "Minister for Foreign Affairs of Japan", f"{BASE}office/jp-foreign-minister"):
        assert answer(store, "after-a-change", person="Hayashi", office=office) == held, office
    for office in ("us-secretary-of-state", "Prime Minister of Japan"):
        assert answer(store, "after-a-change", person="Hayashi", office=office) == [], office


def test_evidence(store: Store) -> None:
    """The promise to meet in July is shown by a quotation with offsets and by an anchor of the other side's readout."""
    rows = answer(store, "evidence", of=f"commitment/{MAY}/meet-at-economic-2plus2")

    assert {(r["passage"], r["exact"]) for r in rows} == {
        ("document/mofa-jp/2022-05-23-us#p13", "true"),
        ("document/state-us/2022-05-23-jp#p5", "false"),
    }
    [quoted] = [r for r in rows if r["exact"] == "true"]
    text = (DATA / "documents/mofa-jp/2022-05-23-us.txt").read_text(encoding="utf-8")
    assert text[int(quoted["start"]) : int(quoted["end"])] == quoted["words"]


def test_evidence_of_a_statement(store: Store) -> None:
    """A statement's evidence is its passage."""
    rows = answer(store, "evidence", of="document/tdi/2023-04-17-jp-us#s7")

    assert column(rows, "words") == ["look forward to the G7 Leaders Summit in Hiroshima"]


def test_actor(store: Store) -> None:
    """Park Jin held one office and took part in two meetings."""
    rows = answer(store, "actor", actor="Park Jin")
    kinds = column(rows, "sort")

    assert kinds.count("office") == 1
    assert sorted(r["thing"] for r in rows if r["sort"] == "meeting") == [
        "meeting/2022-07-08-jp-kr-us",
        "meeting/2023-08-23-jp-kr-us",
    ]


def test_who_met_whom(store: Store) -> None:
    """Hayashi and Park Jin met twice, Hayashi and Lloyd Austin twice; nobody meets himself, and no pair is there twice."""
    rows = answer(store, "networks/who-met-whom")
    met = {frozenset((r["source"], r["target"])): r for r in rows}

    assert len(met) == len(rows)
    assert all(len(pair) == 2 for pair in met)
    pair = frozenset(("person/hayashi-yoshimasa", "person/park-jin"))
    assert (met[pair]["weight"], met[pair]["start"], met[pair]["end"]) == ("2", "2022-07-08", "2023-08-23")
    assert met[frozenset(("person/hayashi-yoshimasa", "person/austin-lloyd"))]["weight"] == "2"


def test_actors_and_issues(two: Store) -> None:
    """In the two source documents Hayashi speaks of the trade pact once, Blinken not at all."""
    rows = answer(two, "networks/actors-and-issues")
    weights = {(r["source"], r["target"]): r["weight"] for r in rows}

    assert weights["person/hayashi-yoshimasa", "issue/tpp"] == "1"
    assert ("person/blinken-antony", "issue/tpp") not in weights


def test_issues_together(two: Store) -> None:
    """The Alliance and the war in Ukraine were raised at both source meetings, cybersecurity and climate at one."""
    rows = answer(two, "networks/issues-together")
    weights = {frozenset((r["source"], r["target"])): r["weight"] for r in rows}

    assert weights[frozenset(("issue/alliance", "issue/ukraine"))] == "2"
    assert weights[frozenset(("issue/cybersecurity", "issue/climate-change"))] == "1"
    assert frozenset(("issue/tpp", "issue/climate-change")) not in weights


def test_commitment_links(store: Store) -> None:
    """The promise of May 2022 gives a date to that of February to hold a first Economic 2+2; the edge has a direction."""
    rows = answer(store, "networks/commitment-links")
    links = {(r["source"], r["target"]): r["label"] for r in rows}
    later, earlier = (
        f"commitment/{MAY}/meet-at-economic-2plus2",
        "commitment/2022-02-11-jp-us/hold-first-economic-2plus2",
    )

    assert links[later, earlier] == "extends"
    assert Query.named("networks/commitment-links").directed


def test_people_by_decade(store: Store) -> None:
    """Hayashi and Blinken met 24 times in the 2020s; with Austin Hayashi had the two 2+2, and with Park Jin each had two."""
    rows = answer(store, "people-by-decade")

    assert {row["decade"] for row in rows} == {"2020s"}
    assert [(row["one_label"], row["other_label"], row["meetings"]) for row in rows] == [
        ("Antony J. Blinken", "Hayashi Yoshimasa", "24"),
        ("Lloyd J. Austin III", "Hayashi Yoshimasa", "2"),
        ("Antony J. Blinken", "Park Jin", "2"),
        ("Hayashi Yoshimasa", "Park Jin", "2"),
    ]
    assert (rows[0]["first"], rows[0]["last"]) == ("2021-11-13", "2023-09-14")
    assert len(answer(store, "people-by-decade", state="KR")) == 2


def test_states_first_and_last(store: Store) -> None:
    """Of the 24 meetings one was after Hayashi had left, who took part for no state; South Korea was at two, with both."""
    rows = {(row["one"], row["other"]): row for row in answer(store, "states-first-and-last")}

    assert len(rows) == 3
    both = rows["state/jp", "state/us"]
    assert (both["meetings"], both["first"], both["last"]) == ("23", "2021-11-13", "2023-08-23")
    assert both["first_meeting"] == "meeting/2021-11-13-jp-us"
    assert both["last_meeting"] == "meeting/2023-08-23-jp-kr-us"
    [row] = answer(store, "states-first-and-last", state="KR", **{"with": "US"})
    assert (row["one"], row["other"], row["meetings"], row["first"]) == ("state/kr", "state/us", "2", "2022-07-08")


def test_offices_held(store: Store) -> None:
    """Kishida was foreign minister for six days in November 2021 too; as prime minister he was at one signing."""
    rows = answer(store, "offices-held", person="Kishida")

    assert {row["person_label"] for row in rows} == {"Kishida Fumio"}
    assert [(row["office"], row["from"], row["until"], row["first_seen"]) for row in rows] == [
        ("office/jp-prime-minister", "2021-10-04", "2024-10-01", "2023-01-13"),
        ("office/jp-foreign-minister", "2021-11-04", "2021-11-10", ""),
    ]


def test_corroborated_meetings(store: Store) -> None:
    """Fourteen of the 24 have two publishers or more; two documents of one ministry on the first call are one source."""
    rows = {row["meeting"]: row for row in answer(store, "corroborated-meetings")}

    assert Counter(row["standing"] for row in rows.values()) == {"corroborated": 14, "uncorroborated": 10}
    april, first = rows[f"meeting/{APRIL}"], rows["meeting/2021-11-13-jp-us"]
    assert (april["sources"], april["documents"]) == ("4", "5")
    assert april["publishers"].startswith("Jiji Press; Ministry of Foreign Affairs of Japan; ")
    assert (first["standing"], first["sources"], first["documents"]) == ("uncorroborated", "1", "2")
    assert len(answer(store, "corroborated-meetings", since="2023", until="2023-03")) == 3


@pytest.mark.parametrize("name", [name for name in stored() if not name.startswith("checks/")])
def test_query_answers_as_written(store: Store, name: str) -> None:
    """Every stored query has a question, describes all its columns, and its written example has an answer."""
    query = Query.named(name)
    solutions = query.run(store)
    assert isinstance(solutions, Rows)
    columns = [variable.value for variable in solutions.variables]

    assert query.summary.endswith("?")
    assert query.description
    assert list(query.columns) == columns
    assert list(solutions), "no row for the written example"


@pytest.mark.parametrize("name", list(stored()))
def test_query_runs_elsewhere(name: str) -> None:
    """Every stored query, as it stands in its file, is SPARQL to rdflib too."""
    prepareQuery(Query.named(name).text)


@pytest.mark.parametrize(
    "name",
    [
        "recurring-issues",
        "due-commitments",
        "meetings",
        "press-only",
        "commitments",
        "networks/meetings-in-time",
        "office-holders",
    ],
)
def test_another_engine_gives_the_same_rows(two: Store, name: str) -> None:
    """rdflib, on the same graphs with their union as default graph, gives the rows that the store gives."""
    dataset = Dataset.read(DATA / "actors.ttl", *(DATA / path for path in SOURCES)).to_rdflib()
    theirs = [tuple("" if term is None else str(term) for term in row) for row in dataset.query(Query.named(name).text)]  # type: ignore[union-attr]
    solutions = Query.named(name).run(two)
    assert isinstance(solutions, Rows)
    ours = [tuple("" if term is None else term.value for term in row) for row in solutions]

    assert ours
    assert theirs == ours


@pytest.mark.parametrize("name", list(stored("checks")))
def test_check_finds_nothing_in_the_shipped_data(store: Store, name: str) -> None:
    """A check states its rule and its cure, and has no row on the shipped data."""
    query = Query.named(name)

    assert query.summary.endswith(".")
    assert query.cure.endswith(".")
    assert answer(store, name) == []


def test_meetings_in_time_are_those_that_who_met_whom_counts(store: Store) -> None:
    """Two persons have as many edges with a day as who-met-whom counts meetings: 24 for Blinken and Hayashi."""
    counted = {(row["source"], row["target"]): int(row["weight"]) for row in answer(store, "networks/who-met-whom")}
    edges = answer(store, "networks/meetings-in-time")

    assert Counter((row["source"], row["target"]) for row in edges) == counted
    assert max(counted.values()) == 24
    # Also of a meeting whose day not all accounts give.
    days = {row["date"] for row in answer(store, "meetings")}
    assert {row["start"] for row in edges} <= days
    trilateral = [row for row in edges if row["start"] == "2023-08-23"]
    assert len(trilateral) == 3
    assert len(set(column(trilateral, "label"))) == 1


@pytest.mark.parametrize("day", ["2022-10-03", "2022-10-04"])
def test_a_call_is_found_by_either_local_day(store: Store, day: str) -> None:
    """The call of 4 October 2022 in Tokyo was on 3 October in Washington: asked for either day, it is there."""
    assert column(answer(store, "meetings", since=day, until=day), "meeting") == ["meeting/2022-10-04-jp-us"]

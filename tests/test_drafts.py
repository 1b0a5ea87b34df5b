"""Whole documents as they are drafted: readouts in the styles of several houses, and the two whose encoding is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.guesses import Draft, Intake, Utterance
from dipgraph.intake import read, take_in
from dipgraph.terms import BASE, DIP

READOUTS = Path(__file__).parent / "readouts"
# Whose page it is, where the text does not say so.
PUBLISHERS = {"white_house": "The White House"}
ENCODED = ("mofa-jp/2022-05-23-us", "tdi/2023-04-17-jp-us")


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what the vocabularies and actors of the project have."""
    return knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))


def line(made: Draft, one: Utterance) -> str:
    """Return a statement in one line: act, passage, speakers, issues, and what it commits to."""
    people = made.occasions[one.occasion].participants
    said = [
        one.act,
        made.intake.text[one.start : one.end],
        "+".join(people[n].name for n in one.speakers) or "document",
        "+".join(one.issues),
    ]
    if one.undertaking:
        what = one.undertaking
        said.append(
            " ".join(filter(None, ("+".join(what.committed), "continuing" if what.continuing else "new", what.due)))
        )
    return " | ".join(said)


@pytest.mark.parametrize("path", sorted(READOUTS.glob("*.txt")), ids=lambda path: path.stem)
def test_readouts_of_many_houses_are_read(path: Path, known: Knowledge) -> None:
    """Each statement of a readout is found, with act, passage, speakers, issues and commitment, and nothing else."""
    intake = replace(read(path), publisher=PUBLISHERS.get(path.stem, ""))
    made = draft(intake, known)
    assert len(made.occasions) == 1, made.none
    found = "\n".join(line(made, one) for one in made.utterances)
    assert found == path.with_suffix(".found").read_text(encoding="utf-8").strip()


def encoded(path: Path) -> Iterator[tuple[int, int, str, set[str], int]]:
    """Yield the statements of an encoded document: where the passage lies, the act, the issues, how many speak."""
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    query = f"""PREFIX dip: <{DIP}> SELECT ?s ?start ?end ?act (GROUP_CONCAT(DISTINCT STR(?issue)) AS ?issues)
        (COUNT(DISTINCT ?speaker) AS ?speakers)
        {{ ?s dip:act ?act ; dip:issue ?issue ; dip:speaker ?speaker ; dip:evidence ?e .
        ?e dip:startOffset ?start ; dip:endOffset ?end }} GROUP BY ?s ?start ?end ?act"""
    for row in store.query(query):  # type: ignore[union-attr]
        issues = {issue.removeprefix(BASE + "issue/") for issue in row["issues"].value.split()}
        act = row["act"].value.removeprefix(BASE + "act/")
        yield int(row["start"].value), int(row["end"].value), act, issues, int(row["speakers"].value)


@pytest.mark.parametrize("name", ENCODED)
def test_documents_that_were_encoded_by_hand_are_found_again(name: str, known: Knowledge) -> None:
    """Nearly all statements are found where they lie, nearly all with act, an issue and speakers; few are none."""
    text = shipped.folder("data") / "documents" / f"{name}.txt"
    made = draft(read(text), known)
    statements = list(encoded(text.with_suffix(".ttl")))
    assert len(statements) > 10
    met = acts = issues = speakers = 0
    for start, end, act, about, voices in statements:
        over = [(min(u.end, end) - max(u.start, start), u) for u in made.utterances]
        shared, best = max(over, key=lambda pair: pair[0])
        if shared >= 0.5 * min(best.end - best.start, end - start):
            met += 1
            acts += best.act == act
            issues += bool(about & set(best.issues))
            speakers += max(1, len(best.speakers)) == voices
    assert met >= 0.9 * len(statements)
    assert min(acts, issues, speakers) >= 0.9 * met
    assert len(made.utterances) <= 1.1 * len(statements)


def test_a_draft_is_the_same_each_time(known: Knowledge) -> None:
    """The same document gives the same draft, whatever was drafted before."""
    path = READOUTS / "japan.txt"
    first = draft(read(path), known)
    draft(read(READOUTS / "state.txt"), known)
    assert draft(read(path), known) == first


@pytest.mark.parametrize("text", ["", "No meeting.", "The weather was good.\n\nNobody agreed to meet."])
def test_what_reports_no_meeting_says_so(text: str, known: Knowledge) -> None:
    """Without a meeting there is no statement, and a reason."""
    made = draft(Intake("a", text), known)
    assert (made.occasions, made.utterances) == ((), ())
    assert made.none


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Außenministerin traf am Montag in Berlin ihren Amtskollegen zu einem Gespräch über Handel.", "und"),
        ("両外相は東京で会談し、地域の平和と安定のために緊密に連携していくことで一致した。", "ja"),
    ],
)
def test_what_is_not_in_english_is_said_not_to_be_read(text: str, language: str, known: Knowledge) -> None:
    """That nothing is found in another language is put down to the language, and of English to the text."""
    assert draft(Intake("a", text, language=language), known).none.startswith("only English is read")
    assert "English" not in draft(Intake("a", "The weather was good."), known).none


def test_passages_lie_in_the_text_in_order(known: Knowledge) -> None:
    """No passage is empty or holds another, each begins where the last one ended or later."""
    for path in READOUTS.glob("*.txt"):
        made = draft(read(path), known)
        last = 0
        for one in made.utterances:
            assert last <= one.start < one.end <= len(made.intake.text)
            last = one.end


def test_each_meeting_has_what_is_told_after_its_people(known: Knowledge) -> None:
    """Of two meetings in one paragraph, a statement belongs to the one whose people were last named before it."""
    text = (
        "Readout of meetings with France and Italy\n\nMay 3, 2021\n\n"
        "President Theodore Ashcombe of the United States met today with President Anne Duval of France. They discussed"
        " trade. President Ashcombe met separately with President Marco Bassi of Italy. They agreed to fight terrorism."
    )
    made = draft(Intake("a", text, body=text.index("President Theodore")), known)
    found = [(one.occasion, one.act) for one in made.utterances]
    assert found == [(0, "discuss"), (1, "agree")]
    assert {made.occasions[1].participants[n].name for n in made.utterances[1].speakers} == {
        "Theodore Ashcombe",
        "Marco Bassi",
    }


STRUCK = (
    "The ministers ~~agreed to open a bridge~~ discussed ice. ~~They agreed to sell grain.~~"
    " They agreed to ~~buy~~ sell boats."
)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_struck_out_is_not_said(form: str, known: Knowledge) -> None:
    """The text keeps it with its marks, and what is said beside it has its place; ``<del>`` strikes out as tildes do."""
    met = "Foreign Minister Anna Alm of Sweden and Foreign Minister Bo Bro of Finland met in Oslo on 12 March 2024."
    text = f"{met}\n\n{STRUCK}"
    if form == "html":
        text = "".join(f"<p>{line}</p>" for line in re.sub("~~(.*?)~~", r"<del>\1</del>", text).split("\n\n"))
    made = draft(take_in(text.encode(), "talks", (), form), known)
    assert [line(made, one).split(" | ")[1] for one in made.utterances] == [
        "discussed ice",
        "agreed to ~~buy~~ sell boats",
    ]
    assert "~~They agreed to sell grain.~~" in made.intake.text


MET = "Foreign Minister Anna Alm of Sweden met Foreign Minister Bo Bro of Finland."


@pytest.mark.parametrize(
    "text",
    [
        f"Accra, 14 March 2024 – {MET} They agreed to open the ferry.",
        f"ACCRA, March 14 (Newswire) -- {MET} They agreed to open the ferry.",
        f"Two ministers meet\n\nAccra (Newswire) - {MET}\n\nThey agreed to open the ferry.",
    ],
)
def test_what_follows_a_dateline_on_its_line_is_read(text: str, known: Knowledge) -> None:
    """A report begins behind the place and the day, and not on the line after them."""
    made = draft(take_in(text.encode(), "talks", (), "text"), known)
    assert [line(made, one) for one in made.utterances] == [
        "agree | agreed to open the ferry | Anna Alm+Bo Bro | bilateral-relations | SE+FI new"
    ]


def test_a_counterpart_beside_whom_somebody_stands_speaks_with_him(known: Knowledge) -> None:
    """ "A and her Finnish counterpart B" are two who speak, and "neither of two" are two who did not."""
    text = (
        "Foreign Minister Anna Alm of Sweden and her Finnish counterpart Bo Bro met in Oslo on 12 March 2024.\n\n"
        "Alm and her Finnish counterpart Bro agreed to open a port. Neither Sweden nor Finland agreed to sell grain."
    )
    made = draft(take_in(text.encode(), "talks", (), "text"), known)
    assert [line(made, one).split(" | ")[:3] for one in made.utterances] == [
        ["agree", "agreed to open a port", "Anna Alm+Bo Bro"],
        ["state", "Neither Sweden nor Finland agreed to sell grain", "Anna Alm+Bo Bro"],
    ]


def test_whoever_took_part_in_one_of_several_meetings_is_not_open(known: Knowledge) -> None:
    """Whoever took part in none is."""
    text = (
        "Journey\n\n3 June 2024\n\nNorwegian Foreign Minister Kari Dahl"
        " met Peruvian Foreign Minister Ana Soto in Lima on 3 June 2024."
        " They discussed the report of Ambassador Eva Lind.\n\nOn 4 June 2024 Foreign Minister"
        " Dahl met Chilean Foreign Minister Luis Rojas in Santiago."
    )
    made = draft(take_in(text.encode(), "journey"), known)
    assert len(made.occasions) == 2
    assert [made.intake.text[one.start : one.end] for one in made.mentions] == ["Ambassador Eva Lind"]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_table_of_who_attended_is_read(form: str, known: Knowledge) -> None:
    """In Markdown and in a page; the members of a delegation have their offices and states from it."""
    rows = [
        ("Name", "Title"),
        ("Mart Tamm", "Minister of Economic Affairs of Estonia"),
        ("Liis Kask", "Ambassador of Estonia to Peru"),
        ("Diego Rey", "Director General for Europe, Ministry of Foreign Affairs of Peru"),
    ]
    lead = "On 4 June 2024, Deputy Minister of Peru Carla Ortiz held talks in Lima with an Estonian delegation."
    after = "The two sides discussed digital trade. Minister Tamm proposed a memorandum on cybersecurity."
    if form == "html":
        table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        text = f"<html><body><h1>Talks</h1><p>{lead}</p><table>{table}</table><p>{after}</p></body></html>"
    else:
        table = "\n".join(f"| {a} | {b} |" for a, b in (rows[0], ("---", "---"), *rows[1:]))
        text = f"# Talks\n\n{lead}\n\n{table}\n\n{after}\n"
    made = draft(take_in(text.encode(), "talks", (), form), known)
    assert [(p.name, p.state) for one in made.occasions for p in one.participants] == [
        ("Carla Ortiz", "PE"),
        ("Mart Tamm", "EE"),
        ("Liis Kask", "EE"),
        ("Diego Rey", "PE"),
    ]
    assert [line(made, one).split(" | ")[2] for one in made.utterances] == ["Carla Ortiz+Mart Tamm", "Mart Tamm"]


THREE = (
    "Foreign Minister Anna Alm of Sweden, Foreign Minister Bo Bro of Norway and Foreign Minister Carl Cid of Finland met in"
    " Oslo on 12 March 2024.\n\n"
)
ALL = "Anna Alm+Bo Bro+Carl Cid"


@pytest.mark.parametrize(
    ("subject", "speakers"),
    [
        ("Sweden, Norway and Finland", ALL),
        ("Finland, Norway, and Sweden", "Carl Cid+Bo Bro+Anna Alm"),
        ("The three ministers", ALL),
        ("The trio", ALL),
        ("The group", ALL),
        ("All three sides", ALL),
        ("Our three countries", ALL),
        ("Alm, Bro and Cid", ALL),
        ("Ministers Alm, Bro and Cid", ALL),
        ("The Swedish, Norwegian and Finnish ministers", ALL),
        ("The Nordic countries", ALL),
        ("Sweden, together with Norway and Finland,", ALL),
        ("Norway and Finland", "Bo Bro+Carl Cid"),
        ("The foreign ministers of Norway and Finland", "Bo Bro+Carl Cid"),
        ("Finland, for its part,", "Carl Cid"),
    ],
)
def test_three_sides_speak_together_or_two_of_them(subject: str, speakers: str, known: Knowledge) -> None:
    """A row of states, names or titles is all that it names, and a number or a group is all who met."""
    made = draft(take_in(f"{THREE}{subject} agreed to open a bridge.".encode(), "talks", (), "text"), known)
    assert [line(made, one).split(" | ")[2] for one in made.utterances] == [speakers]


def test_in_a_joint_text_the_states_that_it_names_speak_for_those_who_met(known: Knowledge) -> None:
    """Also where nobody is named."""
    text = (
        "Joint Statement of the Foreign Ministers of Sweden, Norway and Finland\n\nMarch 12, 2024\n\n"
        "The Foreign Ministers of Sweden, Norway and Finland met in Oslo.\n\nSweden, Norway and Finland agreed to open a"
        " bridge. Norway and Finland will build a tunnel."
    )
    made = draft(take_in(text.encode(), "talks", (), "text"), known)
    sides = [[made.occasions[0].participants[n].state for n in one.speakers] for one in made.utterances]
    assert sides == [["SE", "NO", "FI"], ["NO", "FI"]]


@pytest.mark.parametrize(
    ("head", "state", "standpoint"),
    [
        ("DFA PRESS RELEASE\n\nTalks\n\nMANILA, 4 March 2024 \u2013 ", "PH", "PH"),
        ("OFFICE OF THE SPOKESPERSON\n\nTalks\n\nMarch 4, 2024\n\n", "", ""),
        ("Department of State\nOffice of the Spokesperson\n\nTalks\n\nMarch 4, 2024\n\n", "US", "US"),
        ("Talks\n\nLima, 4 March 2024\n\n", "PE", ""),
        ("Talks\n\nGeneva, 4 March 2024\n\n", "", ""),
        ("Talks\n\nHanoi (VNA) \u2013 ", "VN", ""),
        ("Talks\n\nMOSCOW, March 4. /TASS/. ", "RU", ""),
        ("Talks\n\nNew Delhi, Mar 4 (PTI) ", "IN", ""),
        ("Talks\n\nSEOUL, March 4 (Yonhap) -- ", "KR", ""),
    ],
)
def test_a_title_without_a_state_is_of_whose_text_it_is(
    head: str, state: str, standpoint: str, known: Knowledge
) -> None:
    """By the agency, by the capital in the dateline; an office that any state has, or a seat of bodies, says nothing."""
    text = f"{head}Foreign Minister Ana Vega met Foreign Minister Bo Bro of Finland.\n\nThey agreed to open a port."
    made = draft(take_in(text.encode(), "talks", (), "text"), known)
    assert [(p.name, p.state) for p in made.occasions[0].participants] == [("Ana Vega", state), ("Bo Bro", "FI")]
    assert made.standpoint == standpoint
    assert made.intake.text[made.intake.body :].startswith("Foreign Minister Ana Vega")


def test_who_received_somebody_is_of_the_state_in_which_they_met(known: Knowledge) -> None:
    """So is who held talks with a visiting minister, whose state is not where they met."""
    text = "Talks\n\nForeign Minister Ana Vega {} Finnish Foreign Minister Bo Bro in Lima on 4 March 2024. They agreed."
    for told in ("received", "held talks with visiting"):
        made = draft(take_in(text.format(told).encode(), "talks", (), "text"), known)
        assert [p.state for p in made.occasions[0].participants] == ["PE", "FI"]
    made = draft(
        take_in(text.replace("Finnish", "visiting New Zealand").format("met").encode(), "t", (), "text"), known
    )
    assert (made.occasions[0].country, made.occasions[0].participants[1].state) == ("PE", "NZ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Visit of External Affairs Minister to Sri Lanka (June 20, 2024)\n\nExternal Affairs Minister Arun Mehta called"
            " on President Nimal Perera of Sri Lanka.\n\nIn his meeting with Prime Minister Kamala Silva, EAM reiterated his"
            " support for reforms. Prime Minister Silva thanked India.",
            [
                ("2024-06-20", ["Arun Mehta IN", "Nimal Perera LK"]),
                ("2024-06-20", ["Arun Mehta IN", "Kamala Silva LK"]),
            ],
        ),
        (
            "Minister Petrou met the Minister of Egypt (Athens, 14.05.2024)\n\nForeign Minister Nikos Petrou of Greece met"
            " his Egyptian counterpart Hany Farouk in Athens.\n\nMr. Petrou thanked him, while Mr. Farouk briefed his Greek"
            " counterpart on the reforms.",
            [("2024-05-14", ["Nikos Petrou GR", "Hany Farouk EG"])],
        ),
        (
            "Telephone conversation\n\nParis, 3 November 2023\n\nThe President of the Republic spoke with the Prime Minister"
            " of Lebanon, Najib Haddad.\n\nHe reaffirmed his support for reforms. The Head of State thanked him.",
            [("2023-11-03", ["Najib Haddad LB", " FR"])],
        ),
        (
            "Meeting\n\nJoint Statement\nSenator the Hon Sarah Collins, Minister for Foreign Affairs, Australia"
            "\nThe Hon Ratu Vakarau, Minister for Foreign Affairs, Fiji\n\n30 May 2024\n\nToday we met in Suva.\n\n"
            "We discussed trade. Fiji committed to host the next meeting.",
            [("2024-05-30", ["Sarah Collins AU", "Ratu Vakarau FJ"])],
        ),
        (
            "Medina meets Ortega\n\nMexico City, May 21, 2024\n\nForeign Secretary Rosa Medina met today"
            " with Spanish Minister of Foreign Affairs, European Union and Cooperation Pablo Ortega."
            "\n\nBoth discussed trade.",
            [("2024-05-21", ["Rosa Medina MX", "Pablo Ortega ES"])],
        ),
    ],
)
def test_houses_have_their_ways_of_telling_who_met(
    text: str, expected: list[tuple[str, list[str]]], known: Knowledge
) -> None:
    """Days in brackets of a title, a meeting that opens a sentence, titles alone behind a dateline, names above a text."""
    made = draft(take_in(text.encode(), "talks", (), "text"), known)
    found = [(str(one.date), [f"{p.name} {p.state}" for p in one.participants]) for one in made.occasions]
    assert found == expected
    assert made.utterances
    assert all(one.speakers for one in made.utterances)
    assert {one.occasion for one in made.utterances} <= set(range(len(expected)))


def test_who_has_a_counterpart_is_not_that_counterpart(known: Knowledge) -> None:
    """Of two who are named in a sentence "his Greek counterpart" is the Greek, whoever is named first."""
    text = (
        "Talks\n\nForeign Minister Nikos Petrou of Greece met his Egyptian counterpart Hany Farouk in Athens on 14 May 2024."
        "\n\nMr. Petrou thanked the hosts, while Mr. Farouk briefed his Greek counterpart on the reforms."
    )
    last = draft(take_in(text.encode(), "talks", (), "text"), known).utterances[-1]
    assert (last.speakers, last.addressees) == ((1,), (0,))


@pytest.mark.parametrize(
    ("said", "bound", "doubt"),
    [
        ("On behalf of the European Union, Minister Dahl pledged to build ten schools by 2030.", ("EU",), ""),
        ("Minister Dahl pledged to build ten schools by 2030.", ("FI",), ""),
        ("They agreed that Norway would host the next talks in 2028.", ("FI", "PE"), "bound-other"),
        ("They agreed that Peru would host the next talks in 2028.", ("FI", "PE"), ""),
        ("They announced that Peru will buy ten ferries.", ("PE",), ""),
        ('"Minister Quispe and I pledged that Finland will build ten schools," Minister Dahl said.', ("FI",), ""),
    ],
)
def test_who_is_bound_is_told_or_in_doubt(said: str, bound: tuple[str, ...], doubt: str, known: Knowledge) -> None:
    """A promise on behalf of a body binds it; what a third state is to do binds others only with a mark."""
    met = "Foreign Minister Lena Dahl of Finland met Foreign Minister Rosa Quispe of Peru in Lima."
    text = f"Talks\n\n3 March 2027\n\n{met} {said}"
    (promise,) = (o.undertaking for o in draft(take_in(text.encode(), "talks"), known).utterances if o.undertaking)
    assert (promise.committed, [r.rule for r in promise.doubts]) == (bound, [doubt] if doubt else [])


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("Minister Dahl reaffirmed her commitment to the defense of Peru.", ("PE",)),
        ("Minister Dahl reaffirmed her unwavering commitment to Peru’s security in the region.", ("PE",)),
        ("Minister Dahl reaffirmed her commitment to a partnership of Finland and Peru.", ()),
        ("Minister Dahl reaffirmed her commitment to support Peru for as long as it takes.", ("PE",)),
        ("Minister Dahl reaffirmed the commitment of Finland to the people of Peru.", ("PE",)),
        ("Minister Dahl reaffirmed her commitment to working with Peru.", ()),
        ("Minister Dahl reaffirmed her commitment to the people of Chile.", ()),
    ],
)
def test_a_commitment_to_a_side_is_made_to_it(said: str, to: tuple[str, ...], known: Knowledge) -> None:
    """Whose defence or people it is to has the promise; ties of both, common work and those who are away have not."""
    met = "Foreign Minister Lena Dahl of Finland met Foreign Minister Rosa Quispe of Peru in Lima."
    text = f"Talks\n\n3 March 2027\n\n{met} {said}"
    (promise,) = (o.undertaking for o in draft(take_in(text.encode(), "talks"), known).utterances if o.undertaking)
    assert promise.to == to


def test_a_joint_promise_with_a_side_that_is_not_told_has_a_mark(known: Knowledge) -> None:
    """Where the state of one of those who agreed is not told, it is said that somebody else is bound too."""
    text = (
        "Talks\n\n3 March 2027\n\nPresident Karl Ahlm received Foreign Minister Rosa Quispe of Peru. They agreed to open a"
        " school in Cusco in 2028."
    )
    (promise,) = (o.undertaking for o in draft(take_in(text.encode(), "talks"), known).utterances if o.undertaking)
    assert promise.committed == ("PE",)
    assert ["Karl Ahlm" in r.words for r in promise.doubts] == [True]


MET = "On 3 March 2031, Foreign Minister Ana Silva of Portugal met Foreign Minister Jan Novak of Slovakia in Lisbon. "


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Minister Silva assured him that the works will be completed by the end of August.",
            ["pledge 2031-08 PT"],
        ),
        ("Minister Silva assured him that the works of Slovakia will be completed by August.", ["state"]),
        ("Minister Silva assured him that the works were completed in August.", ["state"]),
        ("It was decided that Portugal shall chair the group by 2033.", ["agree 2033 PT SK"]),
        ("They agreed to set up a group on dredging, which will report within 90 days.", ["agree 2031-06 PT SK"]),
        ("They agreed to set up a group on dredging, which met within 90 days.", ["agree PT SK"]),
        (
            "They agreed to hold the Commission, which last met in 2026, in Porto in the coming year.",
            ["agree 2032 PT SK"],
        ),
        ("Minister Novak accepted an invitation to visit Porto by May 2032.", ["agree 2032-05 SK"]),
        (
            "Minister Silva invited Minister Novak to Porto in May 2032. He accepted the invitation.",
            ["invite", "agree 2032-05 SK"],
        ),
        (
            "Minister Silva invited Minister Novak to Porto in May 2032. He accepted the invitation for June 2032.",
            ["invite", "agree 2032-06 SK"],
        ),
        ("Minister Silva invited Minister Novak to Porto. He accepted the invitation.", ["invite", "agree SK"]),
        ("Minister Silva announced that talks would be held by May 2032.", ["intend 2032-05 PT"]),
        ("Minister Silva said that the two countries had agreed on building a bridge by 2034.", ["agree 2034 PT SK"]),
        ("Minister Silva announced that both sides have agreed to open a port.", ["agree PT SK"]),
        ("Minister Silva said that the two countries had agreed in 2019 to build a bridge.", ["state"]),
        ("Minister Silva said that the two countries had agreed on the importance of ties.", ["state"]),
        ("Minister Silva recalled that both sides had agreed to build a bridge.", ["state"]),
        ("Minister Novak conveyed the greetings of President Kral.", ["state"]),
        ("Minister Novak conveyed warm greetings on the national day.", ["congratulate"]),
        ("Minister Novak will depart Lisbon on 16 May 2031.", []),
        ("Minister Novak will return to Bratislava tomorrow.", []),
        ("Minister Novak will return the paintings by June 2031.", ["intend 2031-06 SK"]),
    ],
)
def test_promises_that_are_reported_are_told_from_courtesies(said: str, found: list[str], known: Knowledge) -> None:
    """Who vouches promises, and what is promised may be due in a clause behind; who departs promises nothing."""
    made = draft(
        Intake("a.txt", f"{MET}{said}\n", published=dt.date(2031, 3, 4), publisher="Ministry of Portugal"), known
    )
    shown = [
        " ".join([one.act, *filter(None, (one.undertaking.due, *one.undertaking.committed) if one.undertaking else ())])
        for one in made.utterances
    ]
    assert shown == found


def heard(made: Draft) -> list[str]:
    """Return for each statement of a draft its act, and the family names of who says it and to whom."""
    people = [o.participants for o in made.occasions]

    def called(one: Utterance, numbers: tuple[int, ...]) -> str:
        return "+".join(people[one.occasion][n].name.split()[-1] for n in numbers)

    return [
        f"{one.act} {called(one, one.speakers)}{'>' if one.addressees else ''}{called(one, one.addressees)}"
        for one in made.utterances
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Minister Silva invited Minister Novak, who promised to come in May.", ["invite Silva>Novak", "pledge Novak"]),
        (
            "“We want to open a school,” said Minister Silva, who thanked Slovakia.",
            ["state Silva", "appreciate Silva>Novak"],
        ),
        (
            "Minister Novak invited Minister Silva to Bratislava, which she accepted.",
            ["invite Novak>Silva", "agree Silva"],
        ),
        (
            "On his part, Minister Novak praised Minister Silva. He extended an invitation to her.",
            ["welcome Novak>Silva", "invite Novak>Silva"],
        ),
        (
            "For his part, Foreign Minister Novak stressed the need for ships, and confirmed that Bratislava will buy two.",
            ["state Novak", "intend Novak"],
        ),
        ("Minister Silva assured Minister Novak of Portugal's support.", ["support Silva>Novak"]),
        ("Minister Silva signed an agreement on rivers with her Slovak counterpart.", ["sign Silva+Novak"]),
        ("At the talks, held at the castle, both authorities highlighted the growth of trade.", ["state Silva+Novak"]),
        ("The ministers, meeting for the third time, agreed to build a port.", ["agree Silva+Novak"]),
        ("The Slovak authority accepted the medal.", []),
        ("Minister Silva opened by condemning the coup in Niger.", ["condemn Silva"]),
        (
            "During the cordial talks, which took an hour, appreciation was expressed for the ties.",
            ["appreciate Silva+Novak"],
        ),
        ("Gaza was the focus of the meeting.", ["discuss Silva+Novak"]),
        ("At the centre of the conversation were trade and Gaza.", ["discuss Silva+Novak"]),
        ("The head of Slovakia's diplomacy stressed the need for trade.", ["state Novak"]),
        ("The head of Poland's diplomacy stressed the need for trade.", []),
        ("Portugal affirmed that Portugal together with Peru will work for a truce.", ["intend Silva"]),
        ("They held a session in which they addressed trade.", ["discuss Silva+Novak"]),
        ("Minister Silva concluded by inviting Minister Novak to Porto.", ["invite Silva>Novak"]),
        ("Portugal will open a consulate in Nitra in May, said Minister Silva.", ["intend Silva"]),
        ("Minister Novak complained about the delay.", ["concern Novak"]),
        ("The top Slovak diplomat, for his part, condemned the coup in Niger.", ["condemn Novak"]),
        (
            "Minister Silva asked for boats, to which Minister Novak responded that Slovakia would send two.",
            ["request Silva", "pledge Novak"],
        ),
        (
            "Minister Novak congratulated Minister Silva and wished her success.",
            ["congratulate Novak>Silva", "hope Novak"],
        ),
        ("Minister Novak said he was grateful, and he would build a port.", ["appreciate Novak"]),
    ],
)
def test_who_speaks_is_told_in_the_ways_of_many_houses(said: str, found: list[str], known: Knowledge) -> None:
    """By relative clauses, turns, guests and hosts; what is set apart by commas is no verb of its own."""
    made = draft(
        Intake("a.txt", f"{MET}{said}\n", published=dt.date(2031, 3, 4), publisher="Ministry of Portugal"), known
    )
    assert heard(made) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # A ministry commits its own state alone, of both that it names.
        ("Under this plan, Portugal and Slovakia will train divers.", ["intend PT"]),
        ("Portugal has committed €2 million to divers over the next two years.", ["pledge PT 2033"]),
        ("Portugal remains committed to the treaty.", ["reaffirm PT"]),
        (
            "They agreed to remain in contact as Prime Minister Costa plans to travel to Peru later this year.",
            ["agree PT SK", "intend PT 2031"],
        ),
        # Of another side nobody knows what it plans.
        ("They agreed to remain in contact as Slovakia plans to travel to Peru later this year.", ["agree PT SK"]),
        ("Minister Silva said that Portugal will train divers.", ["intend PT"]),
    ],
)
def test_what_a_document_says_itself_commits_whose_it_is(said: str, found: list[str], known: Knowledge) -> None:
    """Where nobody is said to say it; before the meeting is told of, that is so of those who will meet too."""
    day, publisher = dt.date(2031, 3, 4), "Ministry of Portugal"
    made = draft(Intake("a.txt", f"{MET}{said}\n", published=day, publisher=publisher), known)
    shown = [
        " ".join(filter(None, (one.act, *one.undertaking.committed, one.undertaking.due)))
        for one in made.utterances
        if one.undertaking
    ]
    assert shown == found
    assert bool(made.utterances[-1].speakers) is (len(found) == 1 and said.startswith(("Minister", "They")))
    ahead = draft(
        Intake("a.txt", f"The Ministers will open a school. {MET}\n", published=day, publisher=publisher), known
    )
    behind = draft(
        Intake("a.txt", f"{MET}The Ministers will open a school.\n", published=day, publisher=publisher), known
    )
    assert [
        (one.speakers, one.undertaking and one.undertaking.committed) for one in (*ahead.utterances, *behind.utterances)
    ] == [
        ((), ("PT",)),
        ((0, 1), ("PT", "SK")),
    ]


@pytest.mark.parametrize(
    ("above", "points"),
    [
        (
            "They agreed to:",
            ("i. Open a consulate in Porto by May 2032;", "ii. Abolish visas; and", "iii. Fight piracy."),
        ),
        (
            "The ministers agreed on the following:",
            ("- to open a consulate by May 2032;", "- visa-free travel;", "- piracy."),
        ),
        ("Both sides agreed:", ("a) Open a consulate by May 2032", "b) Abolish visas", "c) Fight piracy")),
    ],
)
def test_each_point_under_a_promise_is_one(above: str, points: tuple[str, ...], known: Knowledge) -> None:
    """With its own issue and due date; what leads to them is none by itself."""
    text = f"{MET}\n\n{above}\n" + "\n".join(points) + "\n\nMinister Silva thanked Minister Novak.\n"
    made = draft(Intake("a.txt", text, published=dt.date(2031, 3, 4)), known)
    *promises, last = made.utterances
    assert [one.act for one in promises] == ["agree"] * 3
    assert [one.issues for one in promises] == [("consular",), ("consular",), ("maritime-security",)]
    assert [one.undertaking.due if one.undertaking else None for one in promises] == ["2032-05", "", ""]
    assert all(text[one.start : one.end].rstrip(";. ") in "".join(points) for one in promises)
    assert last.act == "appreciate"


def test_points_that_say_who_did_what_are_read_by_themselves(known: Knowledge) -> None:
    """What leads to them promises nothing."""
    points = "- Minister Silva promised to send 40 teachers;\n- They welcomed the ceasefire in Sudan.\n"
    text = f"{MET}\n\nThe ministers agreed:\n{points}"
    made = draft(Intake("a.txt", text, published=dt.date(2031, 3, 4)), known)
    assert heard(made)[-2:] == ["pledge Silva", "welcome Silva+Novak"]


def test_who_announces_what_a_state_will_do_commits_it(known: Knowledge) -> None:
    """Also where nothing else says of which side those are who met."""
    text = (
        "Pacific talks\n\nOn 7 July 2028 Helen Frost and Tomasi Vaka met in Apia. Ms. Frost announced that Australia would"
        " fund a wharf by 2030. Mr. Vaka pledged that Tonga would send builders.\n"
    )
    made = draft(Intake("a.txt", text, body=15), known)
    assert [(one.act, one.undertaking.committed) for one in made.utterances if one.undertaking] == [
        ("pledge", ("AU",)),
        ("pledge", ("TO",)),
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Director General Moe assured the Minister that the Agency will complete its study by May.", ["pledge IAEA"]),
        ("Director General Moe said the Agency will give two boats.", ["pledge IAEA"]),
        ("Minister Saleh said the Kingdom will host the fair in Riyadh on 10 December.", ["intend SA"]),
        # The Agency is none of hers, and no ship is a state.
        ("Minister Saleh said the Agency will complete its study by May.", ["state"]),
        ("Minister Saleh informed the Director General that the first ship will sail on 14 March.", ["state"]),
        ("Director General Moe said the Kingdom will host the fair.", ["state"]),
    ],
)
def test_a_side_is_called_by_its_form(said: str, found: list[str], known: Knowledge) -> None:
    """ "The Kingdom" and "the Agency" are the speaker's own where he is of one, and promise; another's will is stated."""
    met = (
        "International Atomic Energy Agency Director General Per Moe met Noor Saleh, Minister of Energy of Saudi Arabia,"
        " in Vienna."
    )
    made = draft(take_in(f"Talks\n\n3 March 2027\n\n{met} {said}".encode(), "talks"), known)
    bound = [(one.act, one.undertaking.committed if one.undertaking else ()) for one in made.utterances]
    assert [" ".join([act, *sides]) for act, sides in bound] == found


@pytest.mark.parametrize(
    ("said", "speakers", "bound"),
    [
        ("They discussed cables. Finland will finance half of the costs.", (), ("FI",)),
        ("They discussed cables. Peru will buy ten ferries.", (), ("PE",)),
        ("They discussed cables. Minister Quispe said that Peru will buy ten ferries.", (1,), ("PE",)),
        ("They discussed cables. Peru will buy ten ferries, said Minister Quispe.", (1,), ("PE",)),
        ('They discussed cables. "Peru will buy ten ferries," Minister Quispe said.', (1,), ("PE",)),
    ],
)
def test_what_nobody_is_said_to_say_the_document_says(
    said: str, speakers: tuple[int, ...], bound: tuple[str, ...], known: Knowledge
) -> None:
    """A state's "will" without a word of saying is the document's own voice and binds that state; else it has a speaker."""
    met = "Foreign Minister Lena Dahl of Finland met Foreign Minister Rosa Quispe of Peru in Lima."
    text = f"Talks\n\n3 March 2027\n\n{met} {said}"
    last = draft(take_in(text.encode(), "talks"), known).utterances[-1]
    assert last.undertaking is not None
    assert (last.speakers, last.undertaking.committed) == (speakers, bound)
    assert ("nobody is said" in last.reasons[0].rule) is (speakers == ())

"""Records as journeys: who met whom on each."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph.encounters import Journeys
from dipgraph.historyatstate import NAME
from dipgraph.journeys import Journey
from dipgraph.names import names
from dipgraph.records import read
from small_records import trip, visit, write


def journeys(folder: Path, trips: tuple[str, ...] = (), visits: tuple[str, ...] = ()) -> list[Journey]:
    """Return the journeys of small records."""
    found = read(NAME, write(folder, trips, visits))
    way = Journeys(found, names(), NAME)
    return [way.journey(record) for record in found.records]


def meetings(journey: Journey) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return for each meeting what it is called, and name, side and capacity of those who took part."""
    return [
        (e.what, [(p.participant.name, p.participant.state, p.participant.capacity) for p in e.parties])
        for e in journey.encounters
    ]


ADA = ("Ada Vale", "US", "guest")
REX = ("Rex Stone", "US", "host")


def test_those_of_one_state_make_one_meeting(tmp_path: Path) -> None:
    """The country of the record is that of an office without a state, and its host; others meet by themselves."""
    (one,) = journeys(
        tmp_path, (trip("1", "Met with President Quispe, Foreign Minister Rojas, and Chadian President Ngaro."),)
    )
    assert meetings(one) == [
        ("", [ADA, ("Quispe", "PE", "host"), ("Rojas", "PE", "host")]),
        ("", [ADA, ("Ngaro", "TD", "")]),
    ]


def test_a_second_of_one_office_is_of_the_state_before(tmp_path: Path) -> None:
    """A state has one prime minister."""
    (one,) = journeys(
        tmp_path, (trip("1", "Met with Prime Minister Rojas, Chadian President Ngaro, and Prime Minister Deb."),)
    )
    assert [[p[:2] for p in parties[1:]] for _, parties in meetings(one)] == [
        [("Rojas", "PE")],
        [("Ngaro", "TD"), ("Deb", "TD")],
    ]


def test_those_who_met_together_make_one_meeting(tmp_path: Path) -> None:
    """Of several states."""
    (one,) = journeys(tmp_path, (trip("1", "Trilateral meeting with President Quispe and Chadian President Ngaro."),))
    assert [len(parties) for _, parties in meetings(one)] == [3]


def test_a_larger_meeting_is_one_of_its_own(tmp_path: Path) -> None:
    """With whom the traveller accompanied to it, who is known by the source."""
    (one,) = journeys(
        tmp_path, (trip("1", "Accompanied President Stone to the Lima Summit. Met with President Quispe."),)
    )
    assert meetings(one) == [
        ("", [ADA, ("Quispe", "PE", "host")]),
        ("Lima Summit", [ADA, ("Stone", "US", "guest")]),
    ]
    assert [p.known for p in one.encounters[1].parties] == ["vale-ada", "stone-rex"]


def test_a_traveller_who_does_not_hold_the_office_yet_has_none(tmp_path: Path) -> None:
    """The record says whose journey it is; the term says since when he held the office."""
    before, after = journeys(tmp_path, (trip("1", "Vacation.", first="1997-01-20"), trip("2", "Vacation.")))
    assert [(j.traveller[0].known, j.traveller[0].post) for j in (before, after)] == [
        ("vale-ada", ""),
        ("vale-ada", "secretary"),
    ]
    assert before.encounters == []


def test_a_trip_outside_the_term_is_a_finding(tmp_path: Path) -> None:
    """It may be that of one who is elected and not yet in office, or a wrong day."""
    found = read(NAME, write(tmp_path, (trip("1", "Vacation.", first="1997-01-20"), trip("2", "Vacation."))))
    way = Journeys(found, names(), NAME)
    for record in found.records:
        way.journey(record)
    assert [(f.rule, f.key) for f in found.faults] == [("outside-term", "trip 1")]


def test_a_state_is_the_one_of_the_day(tmp_path: Path) -> None:
    """Also of a third country, and where a word for a people is meant of the one that was there."""
    trips = (
        trip("1", "Met with Soviet Foreign Minister Gorin.", first="1974-05-06"),
        trip("2", "Met with Prime Minister Haas.", first="1974-05-06", country="german-democratic-republic",
             printed="German Democratic Republic"),
        trip("3", "Met with Russian Foreign Minister Gorin."),
    )  # fmt: skip
    sides = [j.encounters[0].parties[1].participant.state for j in journeys(tmp_path, trips)]
    assert sides == ["state/soviet-union", "state/east-germany", "RU"]


def test_a_word_that_nobody_knows_is_not_the_country_of_the_record(tmp_path: Path) -> None:
    """The side is open then, and so it is of those who serve no state."""
    trips = (trip("1", "Met with Ruritanian President Ott."), trip("2", "Met with Special Envoy Ott."))
    assert [j.encounters[0].parties[1].participant.state for j in journeys(tmp_path, trips)] == ["", ""]


def test_a_title_of_another_state_is_one_of_the_country_too(tmp_path: Path) -> None:
    """But where no other state has it, and of the publisher's own state."""
    remarks = ("Met with State Councilor Tale.", "Audience with Pope Felix V.", "Met with Treasury Secretary Gray.")
    made = journeys(tmp_path, tuple(trip(str(n), remark) for n, remark in enumerate(remarks)))
    met = [[p.code for e in j.encounters for p in e.parties[1:]] for j in made]
    assert met == [["PE"], ["VA"], []]


def test_kinds_of_visit_say_that_the_visitor_was_received(tmp_path: Path) -> None:
    """By who held the office on that day; a private visit says nothing."""
    visits = (visit("1", "President Ngaro", "State visit; visited Boston."), visit("2", "King Tuku", "Private visit."))
    received, private = journeys(tmp_path, visits=visits)
    assert meetings(received) == [("", [("Ngaro", "TD", "guest"), REX])]
    assert private.encounters == []


@pytest.mark.parametrize(
    "description",
    [
        "Private visit. (“courtesy call”).",
        "Private visit at Camp David.",
        "Private Visit (Lunch).",
        "First visit, at invitation of the President.",
    ],
)
def test_words_say_so_too_wherever_they_stand(tmp_path: Path, description: str) -> None:
    """A courtesy call, a meal, or a visit at the host's own seat."""
    (made,) = journeys(tmp_path, visits=(visit("1", "President Ngaro", description),))
    assert meetings(made) == [("", [("Ngaro", "TD", "guest"), REX])]


def test_a_larger_meeting_at_the_seat_is_the_only_one(tmp_path: Path) -> None:
    """Who attended it is not said to have been received besides."""
    (made,) = journeys(tmp_path, visits=(visit("1", "President Ngaro", "Attended the Lake Summit at Camp David."),))
    assert meetings(made) == [("Lake Summit", [("Ngaro", "TD", "guest")])]


def test_a_soviet_chairman_in_a_republic_of_the_union_is_not_taken_for_one_of_the_union(tmp_path: Path) -> None:
    """He may be the chairman of the republic's own soviet; in Moscow he is one of the Soviet Union."""
    said = "Soviet Chairman Lund and Foreign Minister Berg."
    there = trip("1", said, first="1991-12-18", country="belarus", printed="Byelorussia")
    home = trip("2", said, first="1991-12-18", country="russia", printed="Russia")
    first, second = journeys(tmp_path, (there, home))
    assert [sorted(p.participant.state for e in j.encounters for p in e.parties[1:]) for j in (first, second)] == [
        ["", "BY"],
        ["state/soviet-union", "state/soviet-union"],
    ]


def test_a_description_names_the_host_and_the_day(tmp_path: Path) -> None:
    """Of a private visit too."""
    (one,) = journeys(
        tmp_path, visits=(visit("1", "King Tuku", "Private visit. Met with President Stone May 5.", last="1998-05-07"),)
    )
    assert meetings(one) == [("", [("Tuku", "TD", "guest"), ("Stone", "US", "host")])]
    assert (str(one.encounters[0].first), str(one.encounters[0].last)) == ("1998-05-05", "1998-05-05")


def test_visitors_are_read_as_they_are_printed(tmp_path: Path) -> None:
    """Two of them; a name with brackets, or with a word that is a title elsewhere; one without a title."""
    printed = (
        "President Ada Ngaro and Prime Minister Ben Deb",
        "Prime Minister Rolf M. (Rolle) Berg",
        "Prime Minister A.B.C.D. (Ted) Berg",
        "Prime Minister Amir Abbas Tale",
        "Ida Lund",
        "Amir Sheikh Salim bin Tale",
    )
    visits = tuple(visit(str(n), text, "Private visit.") for n, text in enumerate(printed))
    assert [[p.participant.name for p in j.traveller] for j in journeys(tmp_path, visits=visits)] == [
        ["Ada Ngaro", "Ben Deb"],
        ["Rolf M. Berg"],
        ["A.B.C.D. Berg"],
        ["Amir Abbas Tale"],
        ["Ida Lund"],
        ["Salim bin Tale"],
    ]


def test_whom_a_remark_names_besides_is_a_mention(tmp_path: Path) -> None:
    """With who it is, where the source knows."""
    (one,) = journeys(tmp_path, (trip("1", "Accompanied President Stone. Attended the funeral of President Quispe."),))
    record = one.record
    assert [(record.text[start:end], known) for start, end, _, known in one.mentions] == [
        ("President Stone", "stone-rex"),
        ("President Quispe", ""),
    ]


def test_who_is_elected_is_known_by_the_term_that_begins_soon(tmp_path: Path) -> None:
    """He has no office yet."""
    (one,) = journeys(
        tmp_path,
        visits=(visit("1", "King Tuku", "Private visit. Met with President-elect Stone.", first="1993-01-02"),),
    )
    (meeting,) = one.encounters
    assert [(p.known, p.post) for p in meeting.parties] == [("", ""), ("stone-rex", "")]


def test_who_holds_an_office_no_more_acts_for_no_state(tmp_path: Path) -> None:
    """And is no host."""
    (one,) = journeys(tmp_path, (trip("1", "Met with President Quispe and former President Rojas."),))
    assert meetings(one) == [("", [ADA, ("Quispe", "PE", "host"), ("Rojas", "", "")])]


def test_who_has_no_title_need_not_be_of_the_country(tmp_path: Path) -> None:
    """Nor an ambassador, nor a general of the name of one who held an own post; who serves no state is no host."""
    remarks = (
        "Met with Gen. Ott.",
        "Met with Ambassador Ott.",
        "Conferred with General Stone.",
        "Met with General Ott.",
    )
    made = journeys(tmp_path, tuple(trip(str(n), remark) for n, remark in enumerate(remarks)))
    sides = [[p[1:] for p in parties[1:]] for j in made for _, parties in meetings(j)]
    assert sides == [[("", "")], [("", "")], [("", "")], [("PE", "host")]]


def test_titles_printed_with_a_name_are_none_of_it(tmp_path: Path) -> None:
    """Also where a blank is missing; and what a group is called by is no name."""
    visits = (visit("1", "Lieutenant General Ada Ngaro", ""), visit("2", "Chancellor-elect Ben Deb", ""))
    assert [(p.participant.name, p.kinds) for j in journeys(tmp_path, visits=visits) for p in j.traveller] == [
        ("Ada Ngaro", ()),
        ("Ben Deb", ()),
    ]
    trips = (
        trip("1", "Met with Foreign Ministers of the Andean Community."),
        trip("2", "Met with Archbishop Ana Vega."),
    )
    named = [[p.participant.name for e in j.encounters for p in e.parties[1:]] for j in journeys(tmp_path, trips)]
    assert named == [[""], ["Ana Vega"]]


def test_the_other_side_of_what_two_states_hold_is_host_at_home(tmp_path: Path) -> None:
    """Elsewhere it attends."""
    trips = (
        trip("1", "Attended the U.S.-Peru Strategic Dialogue."),
        trip("2", "Attended the U.S.-Chad Strategic Dialogue."),
    )
    assert [p[1][1:] for j in journeys(tmp_path, trips) for _, p in meetings(j)] == [("PE", "host"), ("TD", "attendee")]


def test_with_whom_a_larger_meeting_was_held_took_part(tmp_path: Path) -> None:
    """And made no other one."""
    (one,) = journeys(tmp_path, (trip("1", "Attended the Lima Conference with Chadian President Ngaro."),))
    assert meetings(one) == [("Lima Conference", [ADA, ("Ngaro", "TD", "")])]


def test_two_in_one_office_are_not_both_of_the_country(tmp_path: Path) -> None:
    """The first may be, unless they share a title in the plural."""
    trips = (
        trip("1", "Met with President Quispe and President Ngaro."),
        trip("2", "Met with Presidents Quispe and Ngaro."),
    )
    sides = [[p[1] for _, parties in meetings(j) for p in parties[1:]] for j in journeys(tmp_path, trips)]
    assert sides == [["PE", ""], ["", ""]]


def test_who_received_a_visitor_is_not_who_else_was_met(tmp_path: Path) -> None:
    """Officials are not the President, and what the visitor is called by is none of the hosts."""
    visits = (
        visit("1", "King Tuku", "Met with U.S. officials."),
        visit("2", "King Tuku", "Private visit; President Stone met with the King and Queen."),
        visit("3", "King Tuku", "En route to a conference of Prime Ministers."),
        visit("4", "King Tuku", "Met with the President."),
        visit("5", "King Tuku", "Private visit. Presented a message to President Stone from his wife."),
    )
    made = [meetings(j) for j in journeys(tmp_path, visits=visits)]
    tuku = ("Tuku", "TD", "guest")
    hosts: tuple[list[tuple[str, str, str]], ...] = (
        [("", "US", "host")],
        [("Stone", "US", "host")],
        [],
        [REX],
        [("Stone", "US", "host")],
    )
    assert made == [[("", [tuku, *host])] if host else [] for host in hosts]


def test_officials_are_called_as_the_record_has_them(tmp_path: Path) -> None:
    """With the words behind the state."""
    (one,) = journeys(tmp_path, (trip("1", "Met with Peruvian officials to discuss fisheries."),))
    (meeting,) = one.encounters
    seen = meeting.parties[1].participant
    assert (seen.name_in_source, seen.role, seen.state, seen.capacity) == (
        "Peruvian officials",
        "Official",
        "PE",
        "host",
    )


def test_whom_a_visitor_met_besides_the_host_is_another_meeting(tmp_path: Path) -> None:
    """Of the two of them."""
    (one,) = journeys(
        tmp_path, visits=(visit("1", "King Tuku", "Met with President Stone and with Peruvian President Quispe."),)
    )
    tuku = ("Tuku", "TD", "guest")
    assert meetings(one) == [("", [tuku, ("Stone", "US", "host")]), ("", [tuku, ("Quispe", "PE", "")])]


def test_two_of_one_family_name_in_two_offices_are_two(tmp_path: Path) -> None:
    """And both took part."""
    (one,) = journeys(tmp_path, (trip("1", "Met with President Quispe and Foreign Minister Quispe."),))
    assert [p.kinds for p in one.encounters[0].parties[1:]] == [("president",), ("foreign-minister",)]


def test_states_of_a_list_end_where_the_office_of_another_begins(tmp_path: Path) -> None:
    """Who is named behind them has an office of his own, and none of theirs."""
    (one,) = journeys(
        tmp_path, (trip("1", "Met with the Foreign Ministers of Peru and Chad, and UN Special Envoy de Vega."),)
    )
    assert meetings(one) == [
        ("", [ADA, ("", "PE", "host")]),
        ("", [ADA, ("", "TD", "")]),
        ("", [ADA, ("de Vega", "UN", "")]),
    ]


def test_who_acts_for_a_party_or_a_region_acts_for_no_state(tmp_path: Path) -> None:
    """Nor does the premier of a part of the country; a minister who leads a party does."""
    part = {"country": "denmark", "printed": "Denmark (Greenland)"}
    trips = (
        trip("1", "Met with Chadian Opposition Coalition President Omar Ngaro."),
        trip("2", "Met with Labour Party leader Rojas."),
        trip("3", "Met with Premier Olsen and Foreign Minister Lund.", **part),
        trip("4", "Met with Mayor Rojas."),
        trip(
            "5",
            "Met with Director of the Peruvian Communist Party Foreign Affairs Commission and Foreign Minister Rojas.",
        ),
    )
    sides = [[p[1:] for _, parties in meetings(j) for p in parties[1:]] for j in journeys(tmp_path, trips)]
    assert sides == [[("", "")], [("", "")], [("", ""), ("DK", "host")], [("", "")], [("PE", "host")]]


def test_ministers_of_a_group_of_states_are_not_those_of_the_country(tmp_path: Path) -> None:
    """Nor of the body of which they are members; states that are called by one name are met together."""
    trips = (
        trip("1", "Met with the Foreign Ministers of the P5+ 1."),
        trip("2", "Met with the Foreign Ministers of the Permanent Members of the UN Security Council."),
        trip("3", "Met with the Presidents of the Baltic States."),
        trip("4", "Met with the Foreign Ministers of the permanent member states of the UN."),
        trip("5", "Met with Latin American Foreign Ministers."),
    )
    seen = [
        [
            (p.participant.name_in_source, p.participant.role, p.participant.state)
            for e in j.encounters
            for p in e.parties[1:]
        ]
        for j in journeys(tmp_path, trips)
    ]
    baltic = "the Presidents of the Baltic States"
    assert seen == [
        [("the Foreign Ministers of the P5+ 1", "Foreign Minister", "")],
        [("the Foreign Ministers of the Permanent Members of the UN Security Council", "Foreign Minister", "")],
        [(baltic, "President", "EE"), (baltic, "President", "LV"), (baltic, "President", "LT")],
        [("the Foreign Ministers of the permanent member states of the UN", "Foreign Minister", "")],
        [("Latin American Foreign Ministers", "Foreign Minister", "")],
    ]


def test_an_office_is_called_by_all_its_words(tmp_path: Path) -> None:
    """What the vocabulary does not have is not the office of its last word; two that are joined are two."""
    remarks = (
        "Met with Secretary of National Defense Rojas.",
        "Met with National Congress Chairman Rojas.",
        "Met with Vice President and Foreign Minister Rojas.",
        "Met with AU Chair-Designate Ana Vega.",
        "Met with Minister of State Rojas.",
        "Met with the Governor of Bermuda, Admiral Rojas.",
    )
    trips = tuple(trip(str(n), remark) for n, remark in enumerate(remarks))
    assert [j.encounters[0].parties[1].offices for j in journeys(tmp_path, trips)] == [
        ("~national-defense-secretary",),
        ("~national-congress-chairman",),
        ("vice-president", "foreign-minister"),
        ("chair-designate",),
        ("~minister-of-state",),
        ("~bermuda-governor", "admiral"),
    ]


def test_the_secretary_of_state_of_the_holy_see_is_met_there(tmp_path: Path) -> None:
    """Elsewhere one without a state is that of the publisher's own."""
    there = {"country": "holy-see", "printed": "Vatican City"}
    trips = (trip("1", "Met with Secretary of State Lund.", **there), trip("2", "Met with Secretary of State Lund."))
    assert [[p[1:] for _, parties in meetings(j) for p in parties[1:]] for j in journeys(tmp_path, trips)] == [
        [("VA", "host")],
        [],
    ]


def test_a_larger_meeting_has_its_hosts(tmp_path: Path) -> None:
    """And those who are said to have been there, who were not met one by one besides."""
    trips = (
        trip("1", "Attended the Lima Summit, hosted by Chadian President Ngaro and including Norwegian King Olav."),
        trip("2", "Attended a conference on trade, co-hosted by Peru and the UN."),
        trip("3", "Attended Economic Summit Meeting with the Heads of State of Peru, Chad, and Norway."),
        trip("4", "Met with the Presidents of Peru, Chad, and Norway for the third Lima Summit."),
        trip("5", "Attended a meeting of the Presidents of Chad and Norway."),
    )
    three = [("", "PE", "host"), ("", "TD", ""), ("", "NO", "")]
    assert [meetings(j) for j in journeys(tmp_path, trips)] == [
        [("Lima Summit", [ADA, ("Ngaro", "TD", "host"), ("Olav", "NO", "")])],
        [("conference on trade", [ADA, ("", "PE", "host"), ("", "UN", "host")])],
        [("Economic Summit Meeting", [ADA, *three])],
        [("third Lima Summit", [ADA, *three])],
        [("meeting of the Presidents of Chad and Norway", [ADA, ("", "TD", ""), ("", "NO", "")])],
    ]


def test_who_invited_the_traveller_was_met(tmp_path: Path) -> None:
    """As the host."""
    (one,) = journeys(tmp_path, (trip("1", "Invited by President Quispe to sign a protocol."),))
    assert meetings(one) == [("", [ADA, ("Quispe", "PE", "host")])]


def test_with_whom_a_visitor_was_at_a_larger_meeting_is_met_there(tmp_path: Path) -> None:
    """And not by himself besides."""
    (one,) = journeys(tmp_path, visits=(visit("1", "King Tuku", "Attended the Boston Summit with President Stone."),))
    assert meetings(one) == [("Boston Summit", [("Tuku", "TD", "guest"), ("Stone", "US", "host")])]


def test_who_is_told_in_a_sentence_of_third_states_need_not_be_of_the_country(tmp_path: Path) -> None:
    """He is met with the one before; where the record begins with one of a third state, the next is of the country."""
    trips = (
        trip("1", "Met with President Quispe. Also met with Chadian Prime Minister Ngaro and Speaker Deb."),
        trip("2", "Met with Chadian Prime Minister Ngaro and President Quispe."),
    )
    assert [meetings(j)[-1][1][1:] for j in journeys(tmp_path, trips)] == [
        [("Ngaro", "TD", ""), ("Deb", "", "")],
        [("Quispe", "PE", "host")],
    ]


def test_one_called_by_the_names_of_two_peoples_is_of_neither_state(tmp_path: Path) -> None:
    """The record does not say whose office it is."""
    (one,) = journeys(tmp_path, (trip("1", "Met with Bosnian Serb President Vuk."),))
    assert meetings(one) == [("", [ADA, ("Vuk", "", "")])]


def test_two_of_one_name_in_one_list_are_two(tmp_path: Path) -> None:
    """By their offices; whom a later sentence names again in another is one."""
    trips = (
        trip("1", "Met with Foreign Minister Juan Rojas and President Juan Rojas."),
        trip("2", "Met with Foreign Minister Juan Rojas at noon. Later met with President Juan Rojas."),
    )
    assert [len(j.encounters[0].parties) for j in journeys(tmp_path, trips)] == [3, 2]


def test_a_secretary_who_paid_the_visit_was_not_met(tmp_path: Path) -> None:
    """Whose visit it was is no meeting."""
    (one,) = journeys(tmp_path, (trip("1", "Met with President Quispe in the first visit by a Secretary of State."),))
    assert meetings(one) == [("", [ADA, ("Quispe", "PE", "host")])]


def test_a_meeting_that_was_called_off_is_none(tmp_path: Path) -> None:
    """Whoever was to be met is a mention; the visit remains, and one that was cancelled says not who received it."""
    visits = (
        visit("1", "King Tuku", "Private visit to Boston. Meeting scheduled May 9 with President Stone cancelled."),
        visit("2", "King Tuku", "State visit postponed."),
        visit("3", "King Tuku", "Working visit. The talks with Secretary Vale were called off."),
        visit("4", "King Tuku", "Private visit. Told President Stone of a meeting that was cancelled."),
    )
    made = journeys(tmp_path, visits=visits)
    assert [meetings(j) for j in made] == [[], [], [("", [("Tuku", "TD", "guest"), REX])], []]
    assert [known for _, _, _, known in made[0].mentions] == ["stone-rex"]


def test_days_in_brackets_are_those_of_the_meeting(tmp_path: Path) -> None:
    """Of the days of the record."""
    remark = "Met with President Quispe. Met afterward (March 4-6) with Chadian President Ngaro."
    (one,) = journeys(tmp_path, (trip("1", remark, last="1998-03-09"),))
    assert [(e.first.day, e.last.day) for e in one.encounters] == [(2, 9), (4, 6)]


def test_another_who_received_a_visitor_is_there_instead_of_the_president(tmp_path: Path) -> None:
    """A kind of visit says who did where nobody is named; who is of a third state received nobody."""
    visits = (
        visit("1", "King Tuku", "Official working visit. Met with Vice President Moss."),
        visit("2", "King Tuku", "Official working visit. Met with the President and Vice President Moss."),
        visit("3", "King Tuku", "Official working visit. Met with Peruvian President Quispe."),
    )
    made = [[p[0] for _, parties in meetings(j) for p in parties[1:]] for j in journeys(tmp_path, visits=visits)]
    assert made == [["Moss"], ["Rex Stone"], ["Rex Stone", "Quispe"]]


def test_who_is_said_to_be_of_a_state_that_is_no_more_is_of_it(tmp_path: Path) -> None:
    """By its name behind his own or by its adjective, on a day on which it was there; and of none before him in the list."""
    trips = (
        trip("1", "Met with King Olav of Norway and King Pavle of Yugoslavia.", first="1974-05-06"),
        trip("2", "Discussed trade with North Vietnamese negotiator Lan.", first="1974-05-06"),
        trip("3", "Met with King Pavle of Yugoslavia.", first="2010-05-06"),
    )
    made = journeys(tmp_path, trips)
    assert [[p.participant.state for e in j.encounters for p in e.parties[1:]] for j in made[:2]] == [
        ["NO", "state/yugoslavia"],
        ["state/north-vietnam"],
    ]
    assert made[1].encounters[0].parties[1].participant.role == "Negotiator"
    assert made[2].encounters[0].parties[1].participant.state != "state/yugoslavia"


def test_those_without_names_are_of_the_states_that_the_record_names(tmp_path: Path) -> None:
    """A group is not of the country of the record, but two offices that share a word are one each."""
    remarks = (
        "Met with President Quispe and regional Foreign Ministers.",
        "Conferred with other attending heads of state.",
        "Met with various P5+1 Foreign Ministers.",
        "Met with the Foreign Ministers of countries contributing troops to Chad.",
        "Met with heads of state and government of Chad and Norway.",
        "Met with the Presidents and Prime Ministers of Peru and Chad.",
        "Met with President Quispe and the Foreign and Defense Ministers.",
        "Met with the Chadian Foreign and Defense Ministers.",
    )
    made = journeys(tmp_path, tuple(trip(str(n), remark) for n, remark in enumerate(remarks)))
    seen = [
        [
            (p.participant.role, p.participant.state)
            for e in j.encounters
            for p in e.parties[1:]
            if not p.participant.name
        ]
        for j in made
    ]
    assert seen == [
        [("Foreign Minister", "")],
        [("head of state", "")],
        [("Foreign Minister", "")],
        [("Foreign Minister", "")],
        [("head of state", "TD"), ("head of state", "NO")],
        [("President", "PE"), ("Prime Minister", "PE"), ("President", "TD"), ("Prime Minister", "TD")],
        [("Foreign Minister", "PE"), ("Defense Minister", "PE")],
        [("Foreign Minister", "TD"), ("Defense Minister", "TD")],
    ]
    called = [[p.participant.name_in_source for e in j.encounters for p in e.parties[1:]][-1] for j in made[:3]]
    assert called == ["regional Foreign Ministers", "other attending heads of state", "P5+1 Foreign Ministers"]


def test_of_the_own_side_without_a_name_is_the_traveller(tmp_path: Path) -> None:
    """A minister is who travelled as one; the head of the state is another."""
    trips = (
        trip("1", "Attended a meeting of the Foreign Ministers of Chad, Norway, and the United States."),
        trip("2", "Attended a meeting of the Heads of State of Chad, Norway, and the United States."),
    )
    sides = [[p[1] for _, parties in meetings(j) for p in parties[1:]] for j in journeys(tmp_path, trips)]
    assert sides == [["TD", "NO"], ["TD", "NO", "US"]]


def test_whom_a_traveller_joined_without_a_name_is_his_own_president(tmp_path: Path) -> None:
    """With those beside him; the President of the country is met."""
    trips = (
        trip("1", "Joined the President and First Lady in an audience with King Olav."),
        trip("2", "Met with the President and King Olav."),
    )
    first, second = journeys(tmp_path, trips)
    assert [[(p.known, p.participant.state) for p in e.parties[1:]] for e in first.encounters] == [
        [("stone-rex", "US"), ("", "PE")]
    ]
    assert [[(p.known, p.participant.state) for p in e.parties[1:]] for e in second.encounters] == [
        [("", "PE"), ("", "PE")]
    ]

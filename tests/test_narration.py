"""Which of its meetings a document tells of at a place."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.guesses import Draft
from dipgraph.intake import take_in


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what the vocabularies and actors of the project have."""
    return knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))


def read(text: str, known: Knowledge) -> Draft:
    """Return the draft of a text."""
    return draft(take_in(text.encode(), "journey", (), "text"), known)


def met(made: Draft) -> list[tuple[str, set[str]]]:
    """Return day and participants of each meeting."""
    return [(str(one.date), {p.name for p in one.participants}) for one in made.occasions]


def said(made: Draft) -> list[tuple[int, str]]:
    """Return the number of the meeting and the act of each statement."""
    return [(one.occasion, one.act) for one in made.utterances]


HEAD = "Minister Pekka Salo in Norway\n\n14 May 2024\n\n"
FIRST = (
    "On 12 May, Minister for Foreign Affairs of Finland Pekka Salo met with Minister of Foreign Affairs of Norway Kari Dahl"
    " in Oslo. The ministers discussed trade.\n\n"
)
BOTH = {"Pekka Salo", "Kari Dahl"}


@pytest.mark.parametrize(
    "again",
    [
        "On 13 May, the two ministers met again, in Bergen.",
        "On Monday, 13 May, Minister Salo met Minister Dahl for a second time.",
        "They also spoke by phone on 13 May.",
        "On 13 May, the ministers held another round of talks.",
    ],
)
def test_the_same_people_meet_again_on_another_day(again: str, known: Knowledge) -> None:
    """What follows is said at that meeting, and what stands before at the first."""
    made = read(f"{HEAD}{FIRST}{again} They agreed to build a bridge. Minister Dahl thanked Finland.", known)
    assert met(made) == [("2024-05-12", BOTH), ("2024-05-13", BOTH)]
    assert said(made) == [(0, "discuss"), (1, "agree"), (1, "appreciate")]


@pytest.mark.parametrize(
    "before",
    [
        "The ministers last met on 13 May.",
        "They will meet again on 20 May.",
        "The two ministers met on 2 March in Helsinki.",
        "The ministers met on 12 May.",
        "They also spoke about 13 May, a holiday.",
    ],
)
def test_a_meeting_that_is_recalled_or_to_come_is_no_second_one(before: str, known: Knowledge) -> None:
    """Nor is the same one told again."""
    made = read(f"{HEAD}{FIRST}{before} They agreed to build a bridge.", known)
    assert met(made) == [("2024-05-12", BOTH)]
    assert {number for number, _ in said(made)} == {0}


def test_who_joined_the_second_time_was_not_there_before(known: Knowledge) -> None:
    """And the other way round both were."""
    made = read(
        f"{HEAD}{FIRST}On 13 May, they held another meeting, joined by State Secretary Ola Berg of Norway.", known
    )
    assert met(made) == [("2024-05-12", BOTH), ("2024-05-13", {*BOTH, "Ola Berg"})]


def test_a_journey_is_told_day_by_day(known: Knowledge) -> None:
    """A sentence belongs to the meeting of the day or of the people with whom it begins, wherever it stands."""
    made = read(
        "Minister Park Mina on a visit\n\nMarch 9, 2024\n\n"
        "On March 5, Foreign Minister Park Mina of the Republic of Korea met with Foreign Minister Tran Bao of Viet Nam in"
        " Hanoi. Both sides discussed piracy.\n\n"
        "On March 7, she travelled to Jakarta for talks with Foreign Minister Siti Sari of Indonesia. Minister Sari"
        " welcomed investment.\n\nThe Minister was also received by President Joko Adi of Indonesia. President Adi"
        " expressed hope for cooperation.\n\nMinister Tran and Minister Park also agreed to cooperate on food security."
        " Minister Sari condemned the attack. On March 5, both ministers also welcomed the launch of a ferry.",
        known,
    )
    assert [names for _, names in met(made)] == [
        {"Park Mina", other} for other in ("Tran Bao", "Siti Sari", "Joko Adi")
    ]
    assert said(made) == [(0, "discuss"), (1, "welcome"), (2, "hope"), (0, "agree"), (1, "condemn"), (0, "welcome")]


@pytest.mark.parametrize(
    "of_another",
    [
        "“We agreed to open a school in Lima in 2026,” Minister Salo said after the talks with Minister Rosa Quispe.",
        "Minister Salo and Minister Rosa Quispe signed an agreement on schools.",
    ],
)
def test_what_was_said_at_a_meeting_that_was_not_found_is_left_out(of_another: str, known: Knowledge) -> None:
    """A statement after, at or together with talks with somebody who took part in no meeting is put to none."""
    made = read(f"{HEAD}{FIRST}{of_another} Minister Dahl thanked Finland.", known)
    assert met(made) == [("2024-05-12", BOTH)]
    assert said(made) == [(0, "discuss"), (0, "appreciate")]


def test_a_meeting_of_which_somebody_is_told_has_not_what_is_said_today(known: Knowledge) -> None:
    """That she is told of a meeting is said at the talks of that day; what follows is of those again."""
    made = read(
        f"{HEAD}{FIRST}Minister Salo informed Minister Dahl that on 2 May he had met Foreign Minister Rosa Quispe of Peru."
        " Minister Dahl thanked him.",
        known,
    )
    assert {number for number, _ in said(made)} == {0}


def test_to_whom_it_is_said_tells_the_meeting(known: Knowledge) -> None:
    """Of two meetings of one minister, that is meant at which the one was to whom he says it."""
    made = read(
        f"{HEAD}{FIRST}On 13 May, Minister Salo met with Foreign Minister Rosa Quispe of Peru in Bergen. Minister Salo"
        " assured Minister Dahl that Finland will pay for the bridge. He told Minister Quispe that Finland will buy copper.",
        known,
    )
    assert [number for number, _ in said(made)] == [0, 0, 1]


def test_the_ministers_are_those_of_the_meeting_of_ministers(known: Knowledge) -> None:
    """And not the guest with the prime minister, on whom he called before or after."""
    call = (
        "Prior to this, Minister Salo paid a courtesy call on Prime Minister Odd Moe of Norway. Prime Minister Moe welcomed"
        " the visit."
    )
    made = read(f"{HEAD}{FIRST}{call} The two ministers agreed to build a bridge.", known)
    assert [one for _, one in met(made)] == [BOTH, {"Pekka Salo", "Odd Moe"}]
    assert said(made) == [(0, "discuss"), (1, "welcome"), (0, "agree")]
    made = read(f"{HEAD}{FIRST}{call} The leaders agreed to build a bridge.", known)
    assert said(made) == [(0, "discuss"), (1, "welcome"), (1, "agree")]


def test_the_ministers_of_several_states_are_met_one_by_one(known: Knowledge) -> None:
    """Who they are, the sentences behind say; each bilateral meeting is one of its own, as is that with another."""
    made = read(
        f"{HEAD}On 12 May, Minister for Foreign Affairs of Finland Pekka Salo held bilateral meetings with the Foreign"
        " Ministers of Ghana and Peru in Oslo. With Foreign Minister Kofi Mensah of Ghana, he discussed the Sahel. With"
        " Peru's Luz Vega, the Minister agreed to establish a forum on forests. On Monday, he met UN Secretary-General"
        " Rafael Gomez.",
        known,
    )
    assert met(made) == [
        ("2024-05-12", {"Pekka Salo", "Kofi Mensah"}),
        ("2024-05-12", {"Pekka Salo", "Luz Vega"}),
        ("2024-05-13", {"Pekka Salo", "Rafael Gomez"}),
    ]
    assert said(made) == [(0, "discuss"), (1, "agree")]


@pytest.mark.parametrize("heading", ["Background", "About the partnership", "Notes to editors", "Related links"])
def test_a_section_on_those_who_met_tells_of_no_meeting(heading: str, known: Knowledge) -> None:
    """What the next section says is of the meeting again, and so is one about the talks."""
    more = "The two countries agreed to build a bridge."
    assert said(read(f"{HEAD}{FIRST}{heading}\n\n{more}\n\nIn detail\n\nThe ministers discussed fish.", known)) == [
        (0, "discuss"),
        (0, "discuss"),
    ]
    assert (
        said(read(f"{HEAD}{FIRST}Background: {more}\n\nThe ministers discussed fish.", known)) == [(0, "discuss")] * 2
    )
    assert said(read(f"{HEAD}{FIRST}About the talks\n\n{more}", known)) == [(0, "discuss"), (0, "agree")]


@pytest.mark.parametrize(
    ("told", "acts"),
    [
        ("In 2018, the two countries agreed to build a road.", []),
        ("Finland and Norway signed the Strategic Partnership in 2018.", []),
        ("Minister Salo pledged 5 million dollars in March 2020 for a school.", []),
        ("On 3 May 2019, Finland and Norway signed a treaty.", []),
        # The year of what they did it about is another.
        ("The ministers signed a protocol to the treaty adopted in 2018.", ["sign"]),
        ("The ministers signed the plan for 2023.", ["sign"]),
        ("The ministers agreed to go on with the project that began in 2020.", ["agree"]),
        ("The ministers welcomed the growth of trade in 2023.", ["welcome"]),
        ("The ministers signed a treaty in 2024.", ["sign"]),
    ],
)
def test_what_was_done_in_a_year_before_was_done_at_no_meeting(told: str, acts: list[str], known: Knowledge) -> None:
    """It is told of before or behind what was done."""
    assert [act for _, act in said(read(f"{HEAD}{FIRST}{told}", known))] == ["discuss", *acts]

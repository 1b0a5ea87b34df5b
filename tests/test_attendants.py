"""The lists of who took part."""

from __future__ import annotations

import pytest

from dipgraph.attendants import Listed, listed
from dipgraph.designations import designations
from dipgraph.names import names, words
from dipgraph.prose import paragraphs
from dipgraph.rolls import columns


def read(text: str) -> list[Listed]:
    """Return the lists of a text."""
    said = designations(text, words(text), names())
    found: list[Listed] = []
    for number, paragraph in enumerate(all_ := paragraphs(text)):
        for sentence in paragraph.sentences:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            found += listed(text, start, end, said, all_[number + 1 :], names())
    return found


def who(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the names and states that the lists of a text have."""
    return [(d.name, d.states) for one in read(text) for d in one.persons]


OURS = "Foreign Minister Oleg Zimin and Presidential Aide Pyotr Sokolov"
A, B, C = ("Oleg Zimin", ("RU",)), ("Pyotr Sokolov", ("RU",)), ("Peter Moss", ("US",))


@pytest.mark.parametrize(
    "text",
    [
        f"The talks were attended by {OURS} on the Russian side and Secretary of State Peter Moss on the American side.",
        f"Taking part in the consultations on the Russian side were {OURS},"
        " on the American side, Secretary of State Peter Moss.",
        f"Present on the Russian side were {OURS}; on the American side: Secretary of State Peter Moss.",
    ],
)
def test_a_list_tells_the_side_of_each(text: str) -> None:
    """Whether the side is named before its persons or behind them."""
    assert who(text) == [A, B, C]


def test_delegations_have_a_head_and_members() -> None:
    """Who led it, in brackets from where, and who was in it; the side stands before the word."""
    text = (
        "The delegations were led by Minister of Justice Mary Stone (Ireland) and Security Minister Paul Grey; the Canadian"
        " delegation included Deputy Minister Tom Field and Ambassador Jane Lake."
    )
    assert who(text) == [("Mary Stone", ("IE",)), ("Paul Grey", ()), ("Tom Field", ("CA",)), ("Jane Lake", ("CA",))]
    assert all(one.sent for one in read(text))


def test_a_list_may_stand_in_lines_of_its_own() -> None:
    """Until a line that names nobody."""
    text = "Participants:\n- Ambassador Paul Gruber, Austria\n- Ambassador Zsofia Nagy, Hungary\n\nThey agreed."
    assert who(text) == [("Paul Gruber", ("AT",)), ("Zsofia Nagy", ("HU",))]


def test_who_joined_is_on_the_side_of_the_subject() -> None:
    """ "Was joined by" is told of who leads."""
    (one,) = read("President Reed was joined by Secretary of State Peter Moss and Ambassador Mary Stone.")
    assert one.beside
    assert [d.name for d in one.persons] == ["Peter Moss", "Mary Stone"]


@pytest.mark.parametrize(
    "text",
    [
        "President Lind attended the ceremony with Prime Minister Ove Dahl.",
        "The delegation included experts who had worked for Minister Ove Dahl.",
        "The participants discussed the proposal of President Anna Lind.",
        "The meeting was attended by experts to prepare the visit of President Anna Lind.",
        "The participants in the project thanked them.",
        "The talks were attended by President Lind's advisers.",
    ],
)
def test_who_is_only_spoken_of_is_in_no_list(text: str) -> None:
    """Ceremonies, projects, clauses and possessives list nobody."""
    assert who(text) == []


TABLE = "{head}\nKwame Boateng | Ghana | Foreign Minister\nAnn Reed | Ireland | Ambassador\n\nThey agreed."


def test_a_table_has_a_person_in_each_row() -> None:
    """Name, office and state stand in cells of their own, in any order; a row of another table, or a paragraph, ends it."""
    (one,) = read(TABLE.format(head="Participant | Country | Position"))
    assert one.table
    assert [(d.name, [t.words for t in d.titles], d.states) for d in one.persons] == [
        ("Kwame Boateng", ["Foreign Minister"], ("GH",)),
        ("Ann Reed", ["Ambassador"], ("IE",)),
    ]
    turned = "Title | Name\nMinister of Trade of Ghana | Kwame Boateng\nA note | for | all\nEnvoy of Peru | Ana Vega"
    assert who(turned) == [("Kwame Boateng", ("GH",))]


@pytest.mark.parametrize(
    "head", ["Amount | Country | Share", "Name", "Name | Amount", "Name | Title | " + "x" * 500, "", " | | ", "|" * 300]
)
def test_other_tables_list_nobody(head: str) -> None:
    """A head has a column of names and one of offices or states."""
    assert columns(head, names()) == []
    assert who(TABLE.format(head=head)) == []


def test_a_table_without_people_in_its_rows_lists_nobody() -> None:
    """Rows may be missing, or have no names."""
    assert read("Name | Title") == []
    assert read("Name | Title\n12 | 13\n | ") == []


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was held with the participation of Liga Berzina, Peteris Kalns and Sean Doyle.",
        "Also attending were Liga Berzina, Peteris Kalns and Sean Doyle.",
    ],
)
def test_names_without_titles_are_listed(text: str) -> None:
    """Of whom they are, the list does not say."""
    assert who(text) == [("Liga Berzina", ()), ("Peteris Kalns", ()), ("Sean Doyle", ())]


def test_a_side_may_stand_at_the_end_of_a_list() -> None:
    """ "For Ireland" before the full stop."""
    text = "Also attending were Liga Berzina and Peteris Kalns for Latvia, and Sean Doyle for Ireland."
    assert who(text) == [("Liga Berzina", ("LV",)), ("Peteris Kalns", ("LV",)), ("Sean Doyle", ("IE",))]


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Oleg Zimin led the Russian delegation, while Secretary of State Peter Moss led the American side.",
        "The Russian side was headed by Foreign Minister Oleg Zimin; the American side by Secretary of State Peter Moss.",
        "The Russian delegation to the third session was headed by Foreign Minister Oleg Zimin, and that of the United"
        " States by Secretary of State Peter Moss.",
        "The Russian delegation was led by Foreign Minister Oleg Zimin and the American team was represented by Secretary"
        " of State Peter Moss.",
    ],
)
def test_who_led_a_side_is_told_in_either_voice(text: str) -> None:
    """ "A led the delegation of B", "the side of B was headed by A", and the verb may be left out the second time."""
    assert who(text) == [A, C]
    assert all(one.led and one.tells for one in read(text))


def test_side_by_side_is_no_list() -> None:
    """And who leads no delegation leads nobody who met."""
    assert read("The American side by side with the Russian side saw Minister Oleg Zimin.") == []
    assert read("Foreign Minister Oleg Zimin led the Russian economy, said Secretary of State Peter Moss.") == []


def test_a_list_goes_on_in_the_lines_below_its_head() -> None:
    """Until a sentence in which somebody does something; an embassy says of which state its ambassador is."""
    text = (
        "Participants: Foreign Minister Oleg Zimin of Russia\nAmbassador Tom Field, Canadian Embassy\n"
        "Oleg Zimin thanked Tom Field."
    )
    assert who(text) == [A, ("Tom Field", ("CA",))]


def test_a_roll_has_who_is_called_by_an_office_alone() -> None:
    """ "The President" in a list of all who met is one of them, elsewhere in a list he is not."""
    assert who("PARTICIPANTS: The President; Secretary of State Peter Moss")[0] == ("", ())
    assert ("", ()) not in who("The talks were attended by Secretary of State Peter Moss and the President.")


def test_a_list_in_a_sentence_does_not_go_on_in_the_next_line() -> None:
    """ "Other participants included A" ends with its line; who stands at the beginning of the next is no part of it."""
    text = (
        f"Other participants in the talks from the Russian side included {OURS}.\nPeter Moss is in Moscow on a visit."
    )
    assert who(text) == [A, B]


def test_for_whom_each_chaired_is_said_behind_him() -> None:
    """ "Co-chaired by A for Russia and B for the United States": of that state each."""
    text = (
        "The session was co-chaired by Minister Oleg Zimin for Russia and Secretary Peter Moss for the United States."
    )
    assert who(text) == [A, C]


def test_those_who_were_also_in_the_meeting_are_a_list() -> None:
    """As are those at it."""
    for place in ("in the meeting", "at the meeting", "in the talks"):
        text = f"Also {place} were Director Ann Roe and Norwegian Ambassador Per Holm."
        assert who(text) == [("Ann Roe", ()), ("Per Holm", ("NO",))]

"""Whom words of a text mean."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from dipgraph.guesses import Intake
from dipgraph.mentions import Mentions, mentions
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster


def read(text: str, publisher: str = "") -> Mentions:
    """Return the mentions of a text, whose first line is the title, for its first meeting."""
    title = text.partition("\n")[0]
    intake = Intake("a", text, title=title, published=dt.date(2027, 3, 3), publisher=publisher, body=len(title) + 1)
    found = paragraphs(text)
    (occasion, *_), _ = occasions(intake, found, names(), Roster())
    return mentions(intake, found, names(), Roster(), occasion)


LEAD = "Readout of President Smith’s Meeting with Prime Minister Dahl of Norway\nPresident Joan Smith of Ireland met today with Prime Minister Ove Dahl of Norway. "


def meant(words: str, sentence: str, text: str = LEAD, publisher: str = "") -> tuple[int, ...]:
    """Return who is meant by *words* in *sentence* behind a lead: 0 is President Smith, 1 is Prime Minister Dahl."""
    found = read(text + sentence, publisher)
    start = len(text) + re.search(rf"\b{re.escape(words)}", found.text[len(text) :]).start()  # type: ignore[union-attr]
    return found.speakers(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("President Smith", (0,)),
        ("The President", (0,)),
        ("the president", (0,)),
        ("Smith", (0,)),
        ("The Prime Minister", (1,)),
        ("Mr. Dahl", (1,)),
        ("the Norwegian Prime Minister", (1,)),
        ("The Irish side", (0,)),
        ("Norway", (1,)),
        ("Dublin", (0,)),
        ("her Norwegian counterpart", (1,)),
        ("Norway's top official", (1,)),
        ("The two leaders", (0, 1)),
        ("Both sides", (0, 1)),
        ("The leaders of the two countries", (0, 1)),
        ("They", (0, 1)),
        ("The President and the Prime Minister", (0, 1)),
        ("President Smith, together with Prime Minister Dahl,", (0, 1)),
        ("In response, the Prime Minister", (1,)),
    ],
)
def test_a_subject_is_resolved(words: str, expected: tuple[int, ...]) -> None:
    """By name, title, state, group, and several joined."""
    assert meant(words, f"{words} noted the progress.") == expected


@pytest.mark.parametrize(
    "words",
    [
        "The support of the President",
        "The group",
        "The President’s adviser",
        "President Haas of Austria",
        "The Chancellor",
        "Sweden",
        "We",
        "The Norway Pavilion",
        "The talks",
        "His proposal",
        "The Swedish side",
    ],
)
def test_nobody_is_meant_who_did_not_speak(words: str) -> None:
    """Words that only contain a mention, and persons and states that took no part."""
    assert meant(words, f"{words} noted the progress.") == ()


@pytest.mark.parametrize(
    ("sentence", "pronoun", "expected"),
    [
        ("Mr. Dahl thanked her. He promised help.", "He", (1,)),
        ("President Smith thanked the Prime Minister. She promised help.", "She", (0,)),
        ("The Prime Minister noted that he would come.", "he would", (1,)),
        ("The two leaders spoke of trade. They agreed.", "They", (0, 1)),
    ],
)
def test_a_pronoun_is_the_last_fitting_subject(sentence: str, pronoun: str, expected: tuple[int, ...]) -> None:
    """Of the sentence, else of those before, and never against a courtesy."""
    assert meant(pronoun, sentence) == expected


def test_a_pronoun_out_of_reach_stays_open() -> None:
    """It is not bound to somebody named long before."""
    gap = "Trade grew. Prices fell. Costs rose. Work went on. "
    found = read(LEAD + gap + "He left.")
    assert [found.text[o.start : o.end] for o in found.open] == ["He"]


def test_in_a_joint_text_we_are_all() -> None:
    """In a readout it is the document's own voice."""
    text = "Joint Statement by President Joan Smith of Ireland and Prime Minister Ove Dahl of Norway\nWe met today in Oslo. "
    assert meant("We", "We agreed on it.", text) == (0, 1)
    assert meant("Ireland", "Ireland will provide ships.", text) == (0,)


def test_the_title_alone_is_the_one_whose_account_it_is() -> None:
    """Of two presidents "the President" is the publisher's, and the other's state is said."""
    text = "Call\nPresident Joan Smith spoke today with President Ann Haas of Austria. "
    assert meant("The President", "The President thanked her.", text, "Government of Ireland") == (0,)
    assert meant("the Austrian President", "She thanked the Austrian President.", text, "Government of Ireland") == (1,)


def test_of_two_who_may_be_meant_neither_is() -> None:
    """Where it is nobody's account, a title that two have stays open."""
    text = "Talks\nBERN (Kyodo) -- President Joan Smith of Ireland met President Ann Haas of Austria. "
    assert meant("The President", "The President thanked her.", text, "Kyodo News") == ()


def test_who_took_no_part_is_open_with_the_reason() -> None:
    """The mention stays visible."""
    found = read(LEAD + "They spoke of Chancellor Karl Brandt of Germany.")
    assert [(found.text[o.start : o.end], o.why) for o in found.open] == [
        ("Chancellor Karl Brandt of Germany", "named, and not read as one who took part")
    ]


def test_a_minister_of_a_state_is_who_alone_is_of_it() -> None:
    """Whatever the office is called there; a president is none."""
    text = "Talks\nMr. Salem Hamad, Minister of Trade of Oman, met Ms. Edith Hale, Secretary of State for Trade of the United Kingdom. "
    assert meant("The British Minister", "The British Minister thanked him.", text) == (1,)
    assert meant("The Irish Minister", "The Irish Minister thanked him.") == ()


def test_mentions_do_not_overlap() -> None:
    """They stand in the order of the text."""
    found = read(
        LEAD
        + "The Norwegian Prime Minister and the leaders of both countries thanked the United Nations Secretary-General."
    ).all
    assert len(found) > 4
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_two_leaders_are_one_of_each_side() -> None:
    """Where more than two took part, "the two leaders" are who was named first of each side."""
    text = LEAD + "The President was joined by Foreign Minister Liam Burke of Ireland. "
    assert meant("The two leaders", "The two leaders discussed water.", text) == (0, 2)


PALMER = "Talks\nNew Zealand Foreign Minister Ruth Palmer met her Fijian counterpart, Josua Tora, in Suva today. They discussed fish. "


@pytest.mark.parametrize(("words", "expected"), [("He", (1,)), ("She", (0,))])
def test_who_met_her_counterpart_is_a_woman(words: str, expected: tuple[int, ...]) -> None:
    """So that "he" behind is the other of the two."""
    assert meant(words, f"{words} undertook to report.", PALMER) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ana Tora, High Commissioner, was there. She promised to help.", ()),
        ("Mr. Luke Tora, High Commissioner, was there. She promised to help.", (0,)),
        ("Ms. Lind's proposal was discussed. She promised to help.", (0,)),
    ],
)
def test_a_pronoun_behind_a_sentence_on_another_is_open(sentence: str, expected: tuple[int, ...]) -> None:
    """Unless a courtesy speaks against it, or it is what belongs to the other that the sentence is about."""
    assert meant("She", sentence, PALMER) == expected


VISIT = (
    "Prime Minister Dahl in Dublin\nPresident Joan Smith of Ireland received Prime Minister Ove Dahl of Norway in Dublin"
    " today. "
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The host", (0,)),
        ("His host", (0,)),
        ("The guest", (1,)),
        ("Her high-ranking guest", (1,)),
        ("The visiting Prime Minister", (1,)),
        ("The visiting leader", (1,)),
        ("The Irish host", (0,)),
        ("The host and her guest", (0, 1)),
        ("The head of state", (0,)),
        ("The host country", ()),
        ("The hotel", ()),
    ],
)
def test_host_and_guest_are_told_by_where_they_met(words: str, expected: tuple[int, ...]) -> None:
    """A country that hosts is nobody."""
    assert meant(words, f"{words} noted the progress.", VISIT) == expected


def test_a_visiting_minister_is_the_guest_of_two_with_the_same_title() -> None:
    """Where nothing tells who came, neither is meant, and it is said why."""
    text = "Talks\nForeign Minister Ann Roe of Ireland met Foreign Minister Ola Berg of Norway{}. "
    sentence = "The visiting minister thanked the host."
    assert meant("The visiting minister", sentence, text.format(" in Dublin")) == (1,)
    assert meant("The visiting minister", sentence, text.format(" in Oslo")) == (0,)
    abroad = read(text.format(" in Vienna").replace("of Ireland", "").replace("of Norway", "of Norway ") + sentence)
    assert any(one.why for one in abroad.open)


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("President Smith congratulated Prime Minister Dahl; the latter thanked her.", "the latter", (1,)),
        ("Mr. Dahl invited President Smith to Oslo, and the latter accepted.", "the latter", (0,)),
        ("Mr. Dahl greeted President Smith. The former spoke of ice.", "The former", (1,)),
        ("Mr. Dahl greeted President Smith. The former spoke of ice; the latter of fire.", "the latter", (0,)),
        ("Mr. Dahl greeted President Smith. The latter half was quiet.", "The latter", ()),
        ("Mr. Dahl greeted President Smith. The former mayor thanked them.", "The former", ()),
        ("It rained. The latter spoke of ice.", "The latter", ()),
        ("It rained. It snowed. The former thanked the latter for ice.", "The former", (0,)),
        ("It rained. It snowed. The former thanked the latter for ice.", "the latter", (1,)),
    ],
)
def test_the_former_and_the_latter(sentence: str, words: str, expected: tuple[int, ...]) -> None:
    """Of two who are named last, in the sentence or the one before; a former mayor is no former one of two."""
    assert meant(words, sentence) == expected


def test_they_are_the_principals_and_not_who_only_attended() -> None:
    """Also where the text calls them ministers."""
    text = (
        "Talks\nForeign Minister Ove Dahl of Norway met Foreign Minister Anna Lind of Sweden. Also attending were Ambassador Mary"
        " Stone and Kari Berg. "
    )
    for words in ("They", "Both sides", "The ministers"):
        assert meant(words, f"{words} agreed on it.", text) == (0, 1)
    assert meant("Ambassador Stone", "Ambassador Stone agreed on it.", text) == (2,)


def test_a_title_that_is_longer_elsewhere_is_the_same() -> None:
    """ "The High Representative" is that of the Union, and the Norwegian diplomat the one who is from there."""
    text = "Talks\nHigh Representative/Vice-President Ana Vega of the European Union met Undersecretary Ola Berg of Norway. "
    assert meant("The High Representative", "The High Representative left.", text) == (0,)
    assert meant("The Norwegian diplomat", "The Norwegian diplomat left.", text) == (1,)


@pytest.mark.parametrize(
    "said", ["Minister Olsen said", "spokesman Per Olsen told journalists", "Minister Per Olsen of Sweden added"]
)
def test_a_pronoun_is_not_one_who_met_where_another_is_quoted_before(said: str) -> None:
    """He who took no part goes on; and a people is nobody who is quoted."""
    assert meant("He", f"“Norway will help,” {said}. He noted the progress.") == ()
    assert meant("He", "That was for thousands of Norwegians, the Prime Minister said. He noted the progress.") == (1,)


MINISTERS = "Talks in Lima\nForeign Minister Ada Alm of Norway met Foreign Minister Bo Bro of Peru in Lima. {} joined the meeting by telephone. "


@pytest.mark.parametrize(
    "joined", ["President Cy Cole of Peru", "Prime Minister Cy Cole of Peru", "Ambassador Cy Cole of Norway"]
)
@pytest.mark.parametrize("words", ["The Ministers", "The two ministers", "Both Ministers", "The foreign ministers"])
def test_the_ministers_are_two_ministers_where_there_are(joined: str, words: str) -> None:
    """No head of state or government who was there too, number 1, and nobody who was only beside them."""
    found = read(f"{MINISTERS.format(joined)}{words} agreed on ports.")
    start = found.text.rindex(words)
    assert found.speakers(start, start + len(words)) == (0, 2)


def test_a_prime_minister_who_is_foreign_minister_is_one_of_the_ministers() -> None:
    """And where there is no other minister, the prime minister is one of two."""
    both = "Talks\nPrime Minister and Minister of Foreign Affairs Ada Alm of Qatar met Foreign Minister Bo Bro of Peru in Lima. "
    assert meant("The ministers", "The ministers agreed.", both) == (0, 1)
    one = "Talks\nPrime Minister Ada Alm of Norway met Foreign Minister Bo Bro of Peru in Lima. "
    assert meant("The ministers", "The ministers agreed.", one) == (0, 1)


FOUR = (
    "Consultations\nForeign Minister Ada Alm of Norway and Minister for Defence Di Dahl of Norway met Secretary of State for"
    " Foreign Affairs Bo Bro of the United Kingdom and {} Cy Cole of the United Kingdom in Oslo. "
)


@pytest.mark.parametrize(
    ("office", "words", "expected"),
    [
        ("Secretary of State for Defence", "The Ministers", (0, 1, 2, 3)),
        ("Secretary of State for Defence", "Ministers", (0, 1, 2, 3)),
        ("Permanent Under Secretary", "The Ministers", (0, 1, 2)),
        ("Secretary of State for Defence", "The Norwegian Ministers", (0, 1)),
    ],
)
def test_secretaries_of_state_are_ministers_too(office: str, words: str, expected: tuple[int, ...]) -> None:
    """Where those who have the word in their office are of one side alone."""
    assert meant(words, f"{words} agreed on ports.", FOUR.format(office)) == expected


def test_a_president_updates_the_ministers_whom_he_met() -> None:
    """His own secretary beside him is none of them."""
    text = (
        "Meeting\nPresident Cy Cole of Peru and Secretary of State Di Dahl of Peru met Foreign Minister Ada Alm of Norway and"
        " Minister for Defence Bo Bro of Norway. "
    )
    found = read(f"{text}The President updated the Ministers.")
    start = found.text.rindex("the Ministers")
    assert found.speakers(start, start + 13) == (2, 3)


def test_a_style_before_the_name_is_a_title_of_its_own() -> None:
    """ "The Archbishop" has an office, which is printed behind the name."""
    lead = "Visit\nArchbishop Pietro Galli, Secretary for Relations with States, met Foreign Minister Bo Bro of Peru in Lima. "
    assert meant("The Archbishop", "The Archbishop thanked him.", lead) == (0,)
    assert meant("The Cardinal", "The Cardinal thanked him.", lead) == ()


def test_his_majesty_is_ones_own_where_no_other_is_there() -> None:
    """A court says so of its own king."""
    own = "A visit\nHis Majesty King Hussein received Foreign Minister Bo Bro of Peru in Amman. "
    assert meant("His Majesty", "His Majesty stressed peace.", own, "Royal Hashemite Court of Jordan") == (0,)


def test_a_title_is_first_of_whom_it_is_the_office() -> None:
    """ "The Ambassador" is not the assistant minister who is an ambassador too."""
    lead = "A call\nAssistant Foreign Minister and Ambassador Ada Alm of Kuwait met the Ambassador of Peru, Bo Bro. "
    assert meant(
        "The Ambassador", "The Ambassador invited her to Lima.", lead, "Ministry of Foreign Affairs of Kuwait"
    ) == (1,)


@pytest.mark.parametrize(
    ("words", "expected"), [("All three", {"Karim", "Sato", "Lund"}), ("The ministers", {"Karim", "Sato"})]
)
def test_all_three_are_the_three_of_whom_one_only_joined(words: str, expected: set[str]) -> None:
    """A group that is told to be as many as took part is all of them, also who joined the others; the ministers are not."""
    text = (
        "Talks on ports\nForeign Minister Omar Karim of Jordan met Foreign Minister Rei Sato of Japan in Oslo today."
        " Norway's Permanent Representative, Ambassador Eva Lund, joined the discussion on ports. "
    )
    found = read(f"{text}{words} agreed to meet again.")
    who = found.speakers(len(text), len(text) + len(words))
    lead = "Foreign Minister Omar Karim of Jordan met Foreign Minister Rei Sato of Japan in Oslo today."
    (occasion,), _ = occasions(
        Intake("a", text, title="Talks on ports", published=dt.date(2027, 3, 3), body=text.index(lead)),
        paragraphs(text),
        names(),
        Roster(),
    )
    assert {occasion.participants[n].name.split()[-1] for n in who} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("President Ilves expressed her interest in ferries, and the Prime Minister pledged ten. He smiled.", (1,)),
        ("President Ilves also conveyed his thanks, and the Prime Minister pledged ten. He smiled.", (0,)),
        # Whose interest it was is not told, or is that of another.
        ("President Ilves thanked her, and the Prime Minister pledged ten. He smiled.", (0,)),
        ("President Ilves praised her courage, and the Prime Minister pledged ten. He smiled.", (0,)),
    ],
)
def test_who_voices_her_interest_is_a_woman(sentence: str, expected: tuple[int, ...]) -> None:
    """What somebody voices is her own, so "he" behind it is another; whom she praises may be another woman."""
    met = "Talks\nPresident Kai Ilves of Estonia met with Prime Minister Robin Dahl of Norway today. "
    assert meant("He", sentence, met) == expected


THREE_MET = (
    "Readout of a Meeting\nPresident Joan Smith of Ireland met with Prime Minister Ove Dahl of Norway and President Ursula von"
    " der Leyen of the European Commission. "
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("President Smith thanked Prime Minister Dahl. They discussed trade.", (0, 1, 2)),
        ("Prime Minister Dahl and President von der Leyen thanked Ireland. They discussed trade.", (1, 2)),
        ("They discussed trade.", (0, 1, 2)),
    ],
)
def test_they_are_those_who_are_joined_or_else_all(sentence: str, expected: tuple[int, ...]) -> None:
    """Who does something and to whom he does it are not two who go on together where three met."""
    assert set(meant("They", sentence, THREE_MET)) == set(expected)


def test_a_family_name_may_begin_with_two_particles() -> None:
    """So both who are named together speak."""
    words = "President Smith and President von der Leyen"
    assert set(meant(words, f"{words} condemned the attack.", THREE_MET)) == {0, 2}


def test_officials_of_a_house_are_those_of_its_state() -> None:
    """The White House has nobody but those of the United States."""
    lead = (
        "Readout of a Meeting\nNational Security Advisor Jake Wren of the United States and Director Ann Roe of the United"
        " States met with Foreign Minister Ove Dahl of Norway. "
    )
    assert set(meant("White House officials", "White House officials thanked Norway.", lead)) == {0, 1}


FOUR_MET = (
    "Readout of a Call\nSecretary of State Joan Smith spoke with Foreign Minister Ove Dahl of Norway, NATO Secretary General Mark"
    " Ruud and a UN representative, Geir Holm. "
)


@pytest.mark.parametrize(
    "words", ["All four", "The four", "All of them", "The four officials", "Each of them", "They all"]
)
def test_a_number_says_that_all_are_meant(words: str) -> None:
    """Whoever is of a body too, though it be one of several representatives of it."""
    assert set(meant(words, f"{words} condemned the attack.", FOUR_MET)) == {0, 1, 2, 3}


CALLED = "Readout of a Call\nPresident Kai Ilves of Estonia held a call with Prime Minister Robin Dahl of Norway. "


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("She thanked him for his visit. He promised to ratify it.", "He", (1,)),
        ("She thanked him for his visit. He promised to ratify it. She declined.", "She declined", (0,)),
        ("She thanked him. He assured her that Norway would pay.", "her", (0,)),
        # Who promises that a state will act is of it, and who thanks it is not; of a third state nothing is told.
        ("He assured her that Norway would pay.", "He", (1,)),
        ("He assured her that Estonia would pay.", "He", (0,)),
        ("The talks went well. She thanked Estonia.", "She", (1,)),
        ("He assured her that Sweden would pay.", "He", (0,)),
        ("He assured her that Norway was rich.", "He", (0,)),
        # Who is "she" further on in a sentence may be a third.
        ("President Ilves recalled the Queen, when she hosted a visit. He promised help.", "He", (0,)),
        # Where nobody is called otherwise, it is still who is named first.
        ("He thanked him for his visit. He promised to ratify it.", "He promised", (0,)),
        # Whose deed it was is not who thanks for it; for anything else he may thank.
        ("Mr. Dahl promised him a visit. He thanked him for this.", "He", (0,)),
        ("Mr. Dahl promised him a visit. He thanked him for the welcome.", "He", (1,)),
    ],
)
def test_who_is_called_she_is_not_he(sentence: str, words: str, expected: tuple[int, ...]) -> None:
    """Of two of whom nothing is known, the second is "he" where the first is "she"; who thanks for a deed did not do it."""
    assert meant(words, sentence, CALLED) == expected


BOTH_OFFICES = (
    "Talks\nPrime Minister and Minister of Foreign Affairs Hadi Karim of Qatar met Minister of Foreign Affairs Ana Sol of Spain"
    " today. "
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HE Prime Minister and Minister of Foreign Affairs", (0,)),
        ("The Prime Minister and Minister of Foreign Affairs", (0,)),
        ("The Prime Minister and the Minister of Foreign Affairs of Spain", (0, 1)),
    ],
)
def test_who_holds_two_offices_is_called_by_both(words: str, expected: tuple[int, ...]) -> None:
    """Two offices behind one article are one person's who has both, and two persons' where each has an article."""
    assert meant(words, f"{words} affirmed it.", BOTH_OFFICES) == expected


@pytest.mark.parametrize(
    ("who", "publisher", "words", "expected"),
    [
        ("Kai Lund", "", "The Head of State", (0,)),
        ("Kai Lund", "Government of Norway", "The Head of State", (0,)),
        ("Kai Lund", "", "The Head of State of Estonia", (1,)),
        ("Foreign Minister Kai Lund", "Government of Norway", "The Head of State", (1,)),
    ],
)
def test_whose_office_goes_without_saying_is_the_head_of_state(
    who: str, publisher: str, words: str, expected: tuple[int, ...]
) -> None:
    """Who is named first, without an office, and not the President of another state; who has another office is none."""
    text = f"Call\n{who} spoke by phone with President of Estonia Ove Ilves today. "
    assert meant(words, f"{words} welcomed it.", text, publisher) == expected

"""The meetings of a document, in the house styles of several ministries; the texts are the project's own."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from dipgraph.guesses import Intake, Occasion
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster

DAY = dt.date(2027, 3, 3)  # a Wednesday


def read(text: str, publisher: str = "", published: dt.date | None = DAY) -> tuple[tuple[Occasion, ...], str]:
    """Return the meetings of a text whose first line is the title."""
    title = text.partition("\n")[0]
    intake = Intake("a", text, title=title, published=published, publisher=publisher, body=len(title) + 1)
    return occasions(intake, paragraphs(text), names(), Roster())


def one(text: str, publisher: str = "") -> Occasion:
    """Return the only meeting of a text."""
    found, _ = read(text, publisher)
    assert len(found) == 1
    return found[0]


def who(occasion: Occasion) -> list[tuple[str, str, str]]:
    """Return name, office and state of each participant."""
    return [(p.name, p.role, p.state) for p in occasion.participants]


def none(text: str, publisher: str = "") -> str:
    """Return why a text has no meeting."""
    found, why = read(text, publisher)
    assert not found
    return why


MINISTRY_JP = "Ministry of Foreign Affairs of Japan"
MORITA = ("MORITA Kenji", "Minister for Foreign Affairs", "JP")


def test_a_telephone_talk_with_its_hour() -> None:
    """Japan's ministry gives the hour, how long it was, and both in full."""
    found = one(
        "Telephone Talk between the Foreign Ministers of Japan and the United Kingdom\nOn March 2, commencing at 9:15 p.m. (JST), for approximately 25 minutes,"
        " Mr. MORITA Kenji, Minister for Foreign Affairs of Japan, held a telephone talk with the Rt Hon Jane Ashdown MP, Foreign Secretary of the"
        " United Kingdom. The overview is as follows.\n1. Minister Morita congratulated her. In response, Secretary Ashdown thanked him.",
        MINISTRY_JP,
    )
    assert (found.date, found.start, found.minutes, found.minutes_approximate) == (
        dt.date(2027, 3, 2),
        "21:15+09:00",
        25,
        True,
    )
    assert (found.format, found.country) == ("telephone", "")
    assert who(found) == [MORITA, ("Jane Ashdown", "Foreign Secretary", "GB")]


@pytest.mark.parametrize(
    ("more", "country"),
    [
        ("Minister Lind is on an official visit to Singapore from 2 to 4 March 2027.", "SG"),
        ("Minister Lind was paying a three-day working visit to Kenya.", "KE"),
        ("Minister Lind will be on an official visit to Singapore in May.", ""),
        ("Minister Lind is on a visit to Kenya. \nMinister Saar is on a visit to Ghana.", ""),
    ],
)
def test_the_visit_on_which_they_met_may_be_told_at_the_end(more: str, country: str) -> None:
    """Of one to come, or of two, nothing follows."""
    found = one(f"Talks\nForeign Minister Anna Lind of Sweden met Foreign Minister Mart Saar of Estonia.\n{more}")
    assert found.country == country


def test_a_guest_on_a_visit_supports_the_country_and_the_host() -> None:
    """No town is made of "who is visiting Japan"."""
    found = one(
        "Courtesy Call\nOn March 3, H.E. Ms. Lotte Vermeer, Minister of Foreign Affairs of the Netherlands, who is visiting Japan, paid a courtesy call on"
        " Ms. OKADA Haruka, Prime Minister of Japan.",
        MINISTRY_JP,
    )
    assert (found.country, found.place) == ("JP", "")
    assert [p.capacity for p in found.participants] == ["guest", "host"]


def test_a_call_that_is_attributed_to_a_spokesperson() -> None:
    """Of the State Department; the Secretary without a state is that of the publisher's."""
    found = one(
        "Secretary Harlow’s Call with Kenyan Foreign Minister Otieno\nThe below is attributable to Spokesperson Dana Whitfield:\n"
        "Secretary of State Peter Harlow spoke today with Kenyan Foreign Minister James Otieno. The Secretary thanked him.",
        "U.S. Department of State",
    )
    assert found.format == "telephone"
    assert found.date == DAY
    assert who(found) == [("Peter Harlow", "Secretary of State", "US"), ("James Otieno", "Foreign Minister", "KE")]


def test_the_one_whose_account_it_is_may_be_named_without_title_and_state() -> None:
    """The Kremlin's title has the guest alone; the office is told further on, and the place in the head is that of the meeting."""
    text = (
        "Meeting with President of Kyrgyzstan Talant Sadyrov\nIvan Belov had a meeting with President of the Kyrgyz Republic Talant Sadyrov at the"
        " Bocharov Ruchei residence.\nForeign Minister of Russia Oleg Zimin also took part in the meeting.\nThe President of Russia noted the growth of trade."
    )
    found = one(text, "President of Russia")
    assert who(found) == [
        ("Ivan Belov", "President", "RU"),
        ("Oleg Zimin", "Foreign Minister", "RU"),
        ("Talant Sadyrov", "President", "KG"),
    ]
    assert (found.place, found.country) == ("Bocharov Ruchei", "RU")


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        (
            "Wang Lei Meets with Claire Donovan\nMember of the Political Bureau and Foreign Minister Wang Lei met with Australian Foreign Minister Claire Donovan in Guangzhou.",
            "Ministry of Foreign Affairs of the People's Republic of China",
            [("Wang Lei", "CN"), ("Claire Donovan", "AU")],
        ),
        (
            "Visit of External Affairs Minister\nExternal Affairs Minister (EAM), Dr. R. Subramaniam is in Muscat. EAM met H.E. Talal Al Harthy, Foreign Minister of Oman, on 2 March.",
            "Ministry of External Affairs, Government of India",
            [("R. Subramaniam", "IN"), ("Talal Al Harthy", "OM")],
        ),
        (
            "PM call with Chancellor Brandt\nThe Prime Minister spoke to the German Chancellor, Friedrich Brandt, this morning.",
            "Prime Minister's Office, 10 Downing Street",
            [("Friedrich Brandt", "DE"), ("", "GB")],
        ),
        (
            "Federal Chancellor speaks with President Mamedov\nFederal Chancellor Friedrich Brandt spoke by telephone with the President of the Republic of Azerbaijan, Elchin Mamedov.",
            "Federal Government of Germany",
            [("Friedrich Brandt", "DE"), ("Elchin Mamedov", "AZ")],
        ),
        (
            "Ministers agree to step up cooperation\nMANILA (Jiji Press) -- Japanese Foreign Minister Kenji Morita and his Philippine counterpart, Rosa Villanueva, agreed to meet more often.",
            "Jiji Press",
            [("Kenji Morita", "JP"), ("Rosa Villanueva", "PH")],
        ),
    ],
)  # fmt: skip
def test_other_houses_tell_it_in_their_own_way(text: str, publisher: str, expected: list[tuple[str, str]]) -> None:
    """China, India, the United Kingdom, Germany, a news agency."""
    found, _ = read(text, publisher)
    assert [(p.name, p.state) for p in found[0].participants] == expected


def test_a_dateline_is_no_place() -> None:
    """The newspaper writes from Manila; they need not have met there."""
    found, _ = read(
        "Talks\nMANILA (Kyodo) -- Foreign Minister Anna Lind of Sweden met Foreign Minister Ove Dahl of Norway.",
        "Kyodo News",
    )
    assert (found[0].country, found[0].place) == ("", "")


THREE = (
    "Minister Lind’s meetings\nOn 1 March, Minister for Foreign Affairs Anna Lind of Sweden met with Foreign Minister Omar Haidar of Jordan on the sidelines"
    " of the Human Rights Council. They discussed the region.\n\nLater the same day she met with Foreign Minister Luis Ferrer of Peru.\n\n"
    "On 2 March, Minister Lind held a telephone conversation with Foreign Minister Hana Novotna of Slovakia. She recalled that President Haas of Austria had called.\n"
)


def test_three_meetings_of_a_day_or_two_are_three() -> None:
    """Each has its own day and format, and the one whose account it is takes part in all."""
    found, _ = read(THREE)
    assert [(str(o.date), o.format, o.within, [p.state for p in o.participants]) for o in found] == [
        ("2027-03-01", "in-person", "Human Rights Council", ["SE", "JO"]),
        ("2027-03-01", "in-person", "", ["SE", "PE"]),
        ("2027-03-02", "telephone", "", ["SE", "SK"]),
    ]


def test_who_spoke_separately_did_not_meet_each_other() -> None:
    """One call with each; a trilateral call is one."""
    text = "Calls\nPresident Mario Castillo of Ecuador spoke {}today with President Ines Rojas of Chile and President Carlos Quispe of Peru."
    assert [len(o.participants) for o in read(text.format("separately "))[0]] == [2, 2]
    assert [len(o.participants) for o in read(text.format(""))[0]] == [3]


def test_who_is_listed_took_part() -> None:
    """In brackets, or in lines that follow the word."""
    brackets = one(
        "Weimar\nThe foreign ministers of the Weimar Triangle (Jan Kowalski of Poland, Marie Lenoir of France and Ute Brandt of Germany) met in Weimar."
    )
    assert [(p.name, p.state) for p in brackets.participants] == [
        ("Jan Kowalski", "PL"),
        ("Marie Lenoir", "FR"),
        ("Ute Brandt", "DE"),
    ]
    assert (brackets.place, brackets.country) == ("Weimar", "DE")
    lines = one(
        "Talks\nSenior officials met in Vienna.\n\nParticipants:\n- Ambassador Paul Gruber, Austria\n- Ambassador Zsofia Nagy, Hungary\n\nThey agreed."
    )
    assert [(p.name, p.state) for p in lines.participants] == [("Paul Gruber", "AT"), ("Zsofia Nagy", "HU")]


def test_who_is_only_mentioned_took_no_part() -> None:
    """Whose visit is discussed, whose death is mourned, on whose behalf one speaks, and who will be met."""
    found = one(
        "Call\nPresident Joan Smith of Ireland spoke today with President Ann Haas of Austria to discuss the visit of President Luc Morel of France."
        " She conveyed condolences on the passing of Queen Maud of Norway. They welcomed King Omar of Jordan’s meeting with Prime Minister Levy of Israel."
    )
    assert [p.name for p in found.participants] == ["Joan Smith", "Ann Haas"]


def test_a_joint_text_has_those_in_whose_name_it_is() -> None:
    """By name, or where no names are given by state; a text that tells of no meeting has none."""
    named = one(
        "Joint Statement by President Joan Smith of Ireland and President Ann Haas of Austria\nWe met today in Vienna."
    )
    assert who(named) == [("Joan Smith", "President", "IE"), ("Ann Haas", "President", "AT")]
    assert named.country == "AT"
    unnamed = one("Joint Statement\nWe, the leaders of Mongolia, the Kingdom of Norway, and Peru, met today.")
    assert who(unnamed) == [("", "Leader", "MN"), ("", "Leader", "NO"), ("", "Leader", "PE")]
    assert none("Joint Statement of Ireland and Austria\nWe condemn the attack. We support its people.")


def test_a_meeting_by_video_is_neither_a_call_nor_in_person() -> None:
    """Also where it is called a virtual meeting."""
    text = "{}\nForeign Minister Anna Lind of Sweden {} Foreign Minister Ove Dahl of Norway."
    assert one(text.format("Meeting", "held a video conference with")).format == "video"
    assert one(text.format("Virtual meeting", "met with")).format == "video"
    assert one(text.format("Talks", "spoke with")).format == "telephone"
    assert one(text.format("Meeting", "met with")).format == "in-person"


def test_a_domestic_meeting_is_none() -> None:
    """And it is said whose."""
    why = none("Meeting\nPrime Minister Okada Haruka of Japan met with Finance Minister Sato Jun of Japan.")
    assert "Japan" in why
    assert "domestic" in why
    assert none("Meeting\nPresident Ivan Belov met with Defence Minister Oleg Zimin.", "President of Russia")


def test_what_is_announced_has_not_been() -> None:
    """Nor is there a meeting where nobody met."""
    assert "to come" in none(
        "Minister Lind to meet Minister Saar\nForeign Minister Anna Lind of Sweden will meet Foreign Minister Mart Saar of Estonia on Friday."
    )
    assert none("Statement on the earthquake\nThe Government of Sweden expresses its condolences.")
    assert none("")


def test_a_head_of_state_without_a_state_stays_open() -> None:
    """He is of another state than his host, but the text does not tell which."""
    found = one("Call\nPresident Joan Smith of Ireland spoke with President Tamm.")
    assert [p.state for p in found.participants] == ["IE", ""]
    assert found.participants[1].reasons[0].rule == "state-none"


def test_each_guess_has_its_reason() -> None:
    """A rule by name and how sure it is."""
    found = one(THREE.partition("\n\n")[0])
    reasons = [r for p in found.participants for r in p.reasons] + list(found.reasons)
    assert reasons
    assert all(r.rule and r.words and 0 < r.confidence <= 1 for r in reasons)


def test_the_day_of_the_document_counts_where_none_is_said() -> None:
    """Without a day of its own nothing is made up."""
    text = "Call\nForeign Minister Anna Lind of Sweden spoke with Foreign Minister Ove Dahl of Norway."
    assert one(text).date == DAY
    (found,), _ = read(text, published=None)
    assert found.date is None


TRIP = "Readout of Vice President Harlow’s Trip to the United Arab Emirates\n"


@pytest.mark.parametrize(
    "text",
    [
        "Vice President Dana Harlow traveled to Abu Dhabi to offer condolences on the passing of Sheikh Khalid bin Rashid Al Nuaimi. On behalf of President"
        " Reed, the Vice President led a delegation, and met with His Highness Sheikh Sultan bin Rashid Al Nuaimi, President of the United Arab Emirates.",
        "Vice President Dana Harlow led a delegation to Abu Dhabi. She was received by His Highness Sheikh Sultan bin Rashid Al Nuaimi.",
        "Vice President Dana Harlow traveled to Abu Dhabi and expressed the condolences of the American people to His Highness Sheikh Sultan bin Rashid Al Nuaimi.",
        "Vice President Dana Harlow traveled to Abu Dhabi to meet with President Sultan bin Rashid Al Nuaimi of the United Arab Emirates.",
    ],
)
def test_a_journey_is_a_meeting_with_whom_was_met(text: str) -> None:
    """However late or politely it is told; he who has died took no part, nor he in whose name she came."""
    found = one(TRIP + text, "The White House")
    assert [(p.name, p.state) for p in found.participants] == [
        ("Dana Harlow", "US"),
        ("Sultan bin Rashid Al Nuaimi", "AE"),
    ]
    assert found.country == "AE"


@pytest.mark.parametrize("what", ["the upcoming visit by", "the statement of", "the appointment of", "the efforts of"])
def test_what_is_welcomed_is_nobody_who_was_met(what: str) -> None:
    """ "Welcomed the visit by A" tells of no meeting with A."""
    found = one(
        "Call\nPresident Joan Smith of Ireland spoke today with President Ann Haas of Austria. President Smith welcomed"
        f" {what} Austrian Foreign Minister Karl Weiss."
    )
    assert [p.name for p in found.participants] == ["Joan Smith", "Ann Haas"]


def test_a_journey_to_a_place_alone_is_no_meeting() -> None:
    """Who visited a clinic met nobody who is named."""
    assert none(TRIP + "Vice President Dana Harlow traveled to Abu Dhabi and visited a clinic.", "The White House")


AGENCY = (
    "Ghana, Netherlands vow to step up fight against smuggling\nACCRA, Feb. 8 (Newswire) - Ghanaian Foreign Minister Kwame Boateng and his Dutch counterpart"
    " Sophie van Dijk pledged on Thursday to step up the fight, officials said.\n\n"
)


def agency(text: str, published: dt.date | None) -> tuple[Occasion, ...]:
    """Return the meetings of an agency's report, of which the body begins behind the dateline."""
    title = text.partition("\n")[0]
    body = text.index(" - ") + 3
    intake = Intake("a", text, title=title, published=published, publisher="Newswire", body=body)
    return occasions(intake, paragraphs(text), names(), Roster())[0]


def test_an_agency_tells_of_talks_without_saying_that_they_met() -> None:
    """Where they spoke is said later; without a year there is no day, and Thursday is that of the dateline."""
    (found,) = agency(AGENCY + "Speaking after talks in Accra, Boateng thanked her.", None)
    assert who(found) == [("Kwame Boateng", "Foreign Minister", "GH"), ("Sophie van Dijk", "Foreign Minister", "NL")]
    assert (found.date, found.country, found.place) == (None, "GH", "Accra")
    (found,) = agency(AGENCY + "Speaking after talks in Accra, Boateng thanked her.", dt.date(2029, 2, 12))
    assert found.date == dt.date(2029, 2, 8)


def test_two_who_pledge_without_talks_have_not_met() -> None:
    """Both may have done so at home."""
    assert not agency(AGENCY + "They wrote so in a letter.", None)


def test_on_the_same_day_it_was_at_the_same_place() -> None:
    """The larger meeting is carried on to whom she also met, but not to whom she called."""
    first = "Talks\nOn March 1, Foreign Minister Park Mina of the Republic of Korea met Foreign Minister Tran Bao of Viet Nam on the sidelines of the Ruby Forum in Jakarta, Indonesia.\n\n"
    found, _ = read(first + "On the same day, Minister Park also met with Foreign Minister Siti Sari of Indonesia.")
    assert [(o.place, o.country, o.within) for o in found] == [("Jakarta", "ID", "Ruby Forum")] * 2
    found, _ = read(
        first
        + "On the same day, Minister Park also held a telephone conversation with Foreign Minister Ove Dahl of Norway."
    )
    assert [o.place for o in found] == ["Jakarta", ""]


def test_delegations_of_a_joint_text_are_those_who_met() -> None:
    """The heads of state whose commitments it recalls did not take part; who led those of a state is of that."""
    text = (
        "Joint Statement from Canada and Ireland Following the Dialogue\nOn March 1, officials of Canada and Ireland met in Ottawa, to follow up on the commitments"
        " made by President Ann Reed of Ireland and Prime Minister Luc Roy of Canada. The delegations were led by Minister of Justice Mary Stone (Ireland) and"
        " Minister Paul Grey; the Canadian delegation included Deputy Minister Tom Field.\n\nWe agreed to act."
    )
    assert who(one(text)) == [
        ("Mary Stone", "Minister of Justice", "IE"),
        ("Paul Grey", "Minister", "CA"),
        ("Tom Field", "Deputy Minister", "CA"),
    ]


def test_a_host_of_a_delegation_met_it() -> None:
    """Of a list of one side alone, who received it is of the other."""
    text = (
        "Joint Statement of Mexico and the United States\nOn March 1, President Ana Soto of Mexico hosted a U.S. delegation led by Trade Advisor"
        " Mary Stone and Deputy Attorney General Jane O. Field to deepen cooperation.\n\nThey agreed to act."
    )
    assert [(p.name, p.state) for p in one(text).participants] == [
        ("Ana Soto", "MX"),
        ("Mary Stone", "US"),
        ("Jane O. Field", "US"),
    ]


def test_who_is_listed_of_one_side_takes_the_state_from_nobody() -> None:
    """The President whose account it is stays of his own state."""
    text = (
        "Talks with President of the United States Ann Reed\nIvan Belov held talks with President of the United States Ann Reed.\n\nTaking part in the consultations on the"
        " Russian side were Foreign Minister Oleg Zimin and Presidential Aide Pyotr Sokolov, and on the American side, Secretary of State Peter Moss."
    )
    assert [(p.name, p.state) for p in one(text, "President of Russia").participants] == [
        ("Ivan Belov", "RU"),
        ("Oleg Zimin", "RU"),
        ("Pyotr Sokolov", "RU"),
        ("Ann Reed", "US"),
        ("Peter Moss", "US"),
    ]


@pytest.mark.parametrize(
    "verb", ["will welcome", "will host", "will speak with", "will hold a meeting with", "will meet with"]
)
def test_what_is_announced_is_no_meeting(verb: str) -> None:
    """And the draft says that it is to come."""
    text = f"Statement on the Bilateral Meeting between President Reed and Prime Minister Lind\nPresident Ann Reed {verb} Prime Minister Anna Lind of Sweden on March 20."
    assert "to come" in none(text, "The White House")


def test_what_is_announced_beside_a_meeting_is_left_out() -> None:
    """Only that which was told of is one."""
    found = one(
        "Readout\nNational Security Advisor Leo Grant met today with Foreign Minister Anna Lind of Sweden. President Reed will welcome Prime Minister Ove Dahl of"
        " Norway on March 20.",
        "The White House",
    )
    assert [p.name for p in found.participants] == ["Leo Grant", "Anna Lind"]


def test_two_offices_joined_by_and_are_two_persons() -> None:
    """Neither is named, and the states are those of the offices."""
    found = one("Meeting in Moscow\nThe President of Chile and the Foreign Minister of Qatar discussed gas in Moscow.")
    assert [(p.role, p.state) for p in found.participants] == [("President", "CL"), ("Foreign Minister", "QA")]


def test_a_family_name_alone_may_be_who_met() -> None:
    """In a text of one sentence, of the side whose account it is."""
    found = one("Meeting\nMorita met Secretary of State Peter Harlow.", MINISTRY_JP)
    assert [(p.name, p.state) for p in found.participants] == [("Morita", "JP"), ("Peter Harlow", "US")]


def test_an_hour_without_an_offset_has_that_of_the_country() -> None:
    """Of a call that of who tells of it; where a country has several, none. That it is guessed is among the reasons."""
    text = "Talks\nOn March 1, commencing at 5:50 p.m., Foreign Minister Kenji Morita of Japan {} Foreign Minister Anna Lind of Sweden{}."
    found = one(text.format("met", " in Tokyo"), MINISTRY_JP)
    assert found.start == "17:50+09:00"
    assert [reason.words for reason in found.reasons if reason.rule == "start-offset"] == [
        "+09:00 is the time of JP, all of it"
    ]
    assert one(text.format("held a telephone talk with", ""), MINISTRY_JP).start == "17:50+09:00"
    assert one(text.format("met", " in Washington"), MINISTRY_JP).start == "17:50"
    assert one(text.format("met", ""), MINISTRY_JP).start == "17:50"


def test_the_capacity_is_what_the_text_says() -> None:
    """Who chaired it, who observed it; of another meeting that somebody chaired nothing follows."""
    text = (
        "Talks\nForeign Minister Anna Lind of Sweden met Foreign Minister Ove Dahl of Norway and Ambassador Mary Stone of Ireland. The meeting was chaired by Anna"
        " Lind. Mary Stone took part as an observer. Ove Dahl chaired the commission last year."
    )
    assert [p.capacity for p in one(text).participants] == ["chair", "", "observer"]


def test_a_day_that_is_only_about_is_approximate() -> None:
    """ "Earlier this week" is near the day of the document."""
    text = "Talks\nForeign Minister Anna Lind of Sweden met Foreign Minister Ove Dahl of Norway{}."
    assert one(text.format(" earlier this week")).date_approximate
    assert not one(text.format(" on Monday this week")).date_approximate
    assert not one(text.format("")).date_approximate


def test_who_was_present_took_part_on_the_side_that_is_said() -> None:
    """Behind the names, and beside the head of state without a name; who was present elsewhere did not."""
    text = (
        "Meeting with Foreign Minister of Iran\nThe President received Foreign Minister of Iran Reza Karimi. Foreign Minister Oleg Zimin and other senior officials"
        " also attended the meeting; on the Iranian side, Ambassador to Russia Ali Jafari was present. Minister Jan Kowalski of Poland was at the fair."
    )
    assert [(p.name, p.state) for p in one(text, "President of Russia").participants] == [
        ("Oleg Zimin", "RU"),
        ("Ali Jafari", "IR"),
        ("Reza Karimi", "IR"),
        ("", "RU"),
    ]


def test_among_several_sides_nobody_is_of_its_own_by_a_title_alone() -> None:
    """Three ambassadors without a state stay open."""
    text = (
        "Trilateral Meeting\nNational Security Advisor Leo Grant hosted his counterparts, Secretary General Ishida Ken of Japan and Director Kim Jun of the Republic"
        " of Korea, in Tokyo. Participants included: Ambassador Mary Stone and Ambassador Sato Jiro."
    )
    found = one(text, "The White House").participants
    assert [(p.name, p.state) for p in found[-2:]] == [("Mary Stone", ""), ("Sato Jiro", "")]


def test_a_town_that_is_visited_is_the_place() -> None:
    """And its state the host."""
    text = "Talks\nMr. MORITA Kenji, Minister for Foreign Affairs of Japan, visiting Oslo, held a meeting with Foreign Minister Ove Dahl of Norway."
    found = one(text, MINISTRY_JP)
    assert (found.place, found.country, [p.capacity for p in found.participants]) == ("Oslo", "NO", ["guest", "host"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("held a telephone talk with", "telephone"),
        ("held telephone talks with", "telephone"),
        ("had a phone call with", "telephone"),
        ("held a video teleconference with", "video"),
        ("held a telephone talk for about 20 minutes with", "telephone"),
        ("had a video call lasting about an hour with", "video"),
    ],
)
def test_talks_from_afar_are_meetings(words: str, expected: str) -> None:
    """Calls and video conferences have two who met, however long they took, and the format that the words say."""
    found = one(
        f"Exchange between the ministers\nOn March 2, Mr. MORITA Kenji, Minister for Foreign Affairs of Japan, {words}"
        " Ms. Jane Ashdown, Foreign Secretary of the United Kingdom. The ministers agreed to cooperate."
    )
    assert found.format == expected
    assert [name for name, _, _ in who(found)] == ["MORITA Kenji", "Jane Ashdown"]


@pytest.mark.parametrize("word", ["attendees", "participants"])
def test_who_attended_of_a_delegation_may_stand_in_brackets(word: str) -> None:
    """The members that are named behind a delegation that was received are those who met."""
    found = one(
        f"A visit\nForeign Minister Morita Kenji received a delegation ({word}: Lars Berg, Minister of Finance of Norway;"
        " Kari Dahl, Ambassador of Norway). He welcomed the visit.",
        MINISTRY_JP,
    )
    assert [(name, state) for name, _, state in who(found)] == [
        ("Morita Kenji", "JP"),
        ("Lars Berg", "NO"),
        ("Kari Dahl", "NO"),
    ]
    sent = one(
        f"A visit\nForeign Minister Morita Kenji received a delegation from the U.S. Congress ({word}: Senator Joan Hill)."
        " He welcomed the visit.",
        MINISTRY_JP,
    )
    assert [(name, state) for name, _, state in who(sent)] == [("Morita Kenji", "JP"), ("Joan Hill", "US")]


def test_headings_tell_of_one_meeting_each() -> None:
    """ "Meeting with Minister X of Y" as a heading is one more meeting of those whom the account is about, on its own day."""
    page = (
        "The Minister's talks in New York\n\nForeign Minister Morita Kenji of Japan met with his counterparts.\n\n"
        "Meeting with Foreign Minister Lars Berg of Norway\nOn March 2, Minister Morita met Minister Berg.\n\n"
        "Meeting with Foreign Minister Ana Vega of Peru\nOn March 3, Morita and Vega discussed water.\n"
    )
    first, second = read(page)[0]
    assert [name for name, _, _ in who(first)] == ["Morita Kenji", "Lars Berg"]
    assert [name for name, _, _ in who(second)] == ["Morita Kenji", "Ana Vega"]
    assert [str(one.date)[5:] for one in (first, second)] == ["03-02", "03-03"]
    assert len(read(page.replace("Meeting with Foreign Minister Ana", "Reply to Foreign Minister Ana"))[0]) == 1


def test_a_seat_of_the_united_nations_is_in_a_state_whose_government_receives_nobody_there() -> None:
    """Nor is a meeting at the Brdo-Brijuni Process at Brdo."""
    met = "Prime Minister Anna Berg of Norway received Mr. MORITA Kenji, Minister for Foreign Affairs of Japan, {}."
    geneva = one("Meeting of Berg and Morita\n" + met.format("at the Palais des Nations"))
    assert (geneva.place, geneva.country) == ("Palais des Nations", "CH")
    assert {p.capacity for p in geneva.participants} <= {"", "guest"}
    process = one("Meeting of Berg and Morita\n" + met.format("at the Brdo-Brijuni Process"))
    assert (process.place, process.country) == ("", "")


def test_a_title_that_ends_with_one_of_a_single_state_is_of_that_state() -> None:
    """A member of the Politburo is of China, whatever of the party is said before."""
    for title in ("Politburo Member", "CCP Politburo Member", "Politburo Standing Committee Member"):
        found = one(f"Meeting\n{title} Gao Ren met with Prime Minister Anna Berg of Norway in Oslo.")
        assert who(found)[0] == ("Gao Ren", title, "CN")


def test_an_adjective_of_several_states_leaves_the_state_open_and_says_so() -> None:
    """It is never that of a third, which the text names more often."""
    (found,), _ = read(
        "Meeting\nForeign Minister Anna Berg of Norway met with Congolese President Jean Mbala in Oslo. Rwanda and Rwanda were spoken of."
    )
    (mbala,) = [p for p in found.participants if p.name == "Jean Mbala"]
    assert mbala.state == ""
    assert any("several states" in reason.words for reason in mbala.reasons)


BERG = ("Anna Berg", "Foreign Minister", "NO")
VEGA = ("Lucia Vega", "Foreign Minister", "PE")


@pytest.mark.parametrize(
    "told",
    [
        "{berg} met {vega}, who spoke by phone with {third} on Monday, in Lima on Wednesday.",
        "{berg}, who held a video call with {third} on Monday, met {vega} in Lima on Wednesday.",
        "{berg} held talks in Lima on Wednesday with {vega}, days after Vega's phone call with {third}.",
        "{berg} met {vega} in Lima on Wednesday, after Vega's video conference with {third} in May.",
        "Following talks between {fourth} and {third} in May, {berg} met {vega} in Lima on Wednesday.",
        "{berg} met {vega} in Lima on Wednesday. Last month, she also spoke by telephone with {third}.",
        "{berg} met {vega} in Lima on Wednesday, fresh from a summit with {third} in Beijing.",
        "{berg} and {vega} met in Lima on Wednesday, their first meeting since Berg's predecessor Lars Holm hosted {third}.",
        "{berg} said on Wednesday after talks with {vega} in Lima that trade would grow.",
    ],
)
def test_whom_one_of_them_met_before_took_no_part(told: str) -> None:
    """Neither the third person nor the day, place and format of that other meeting are told of this one."""
    text = told.format(
        berg="Norwegian Foreign Minister Anna Berg",
        vega="Peruvian Foreign Minister Lucia Vega",
        third="Chinese President Gao Ren",
        fourth="U.S. Secretary of State John Harlow",
    )
    found = one(f"Talks in Lima\n{text}")
    assert sorted(who(found)) == [BERG, VEGA]
    assert (found.date, found.format, found.place) == (DAY, "in-person", "Lima")


def test_a_call_in_which_one_told_of_another_meeting_is_with_who_was_told() -> None:
    """The meeting of which was told is another."""
    found = one(
        "A call\nNorwegian Prime Minister Anna Berg briefed Peruvian President Lucia Vega by phone on her talks with Chinese President Gao Ren."
    )
    assert (found.format, [p.state for p in found.participants]) == ("telephone", ["NO", "PE"])


def test_the_prime_minister_of_a_text_without_publisher_is_somebody_whose_state_is_open() -> None:
    """There was a meeting with the other, of whom it is told; with a publisher it is his prime minister."""
    text = "Call with President Morel\nThe Prime Minister spoke to President Morel of France this morning."
    assert who(one(text)) == [("Morel", "President", "FR"), ("", "Prime Minister", "")]
    assert who(one(text, "Office of the Prime Minister of Norway"))[1] == ("", "Prime Minister", "NO")
    titled = text.replace("Call with President Morel", "PM call with President Morel: 3 March 2027")
    assert who(one(titled))[1] == ("", "Prime Minister", "GB")


def test_a_foreign_secretary_without_a_state_is_no_colleague_of_the_foreign_minister() -> None:
    """Each state has one of them: whose the other is, the text does not say, and no state is made up."""
    text = "Talks\nForeign Minister Morita Kenji held a telephone talk with Foreign Secretary Ashdown."
    assert who(one(text, MINISTRY_JP)) == [
        ("Morita Kenji", "Foreign Minister", "JP"),
        ("Ashdown", "Foreign Secretary", ""),
    ]


def test_an_office_without_a_state_is_that_of_the_capital_from_which_it_writes() -> None:
    """The dateline of a release says where its government sits."""
    text = "Call with President Morel\nMarch 3, 2027 - Ottawa, Ontario\n\nPrime Minister Anna Roy spoke with President Morel of France today."
    body = text.index("Prime Minister")
    intake = Intake("a", text, "Call with President Morel", DAY, "Office of the Prime Minister", body=body)
    (found,), _ = occasions(intake, paragraphs(text), names(), Roster())
    assert who(found)[0] == ("Anna Roy", "Prime Minister", "CA")


def test_a_counterpart_has_the_office_of_the_other() -> None:
    """Also where the title of the text calls both ministers, and no more."""
    found = one(
        "Minister Sari meets Minister Vega of Peru\nForeign Minister Retno Sari met her Peruvian counterpart, Lucia Vega, in Jakarta.",
        "Ministry of Foreign Affairs of Indonesia",
    )
    assert [p.role for p in found.participants] == ["Foreign Minister", "Foreign Minister"]


def sides(text: str, publisher: str) -> list[tuple[str, str]]:
    """Return the names and states of those who took part in the only meeting of a text, in order of their names."""
    return sorted((p.name, p.state) for p in one(text, publisher).participants)


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        (
            "Meeting in London\nForeign Secretary Jane Ashdown hosted her Peruvian counterpart, Lucia Vega, on Tuesday."
            " They were joined by the Minister for the Americas, David Rowe, and Peru's Ambassador to the UK, Juan Soto.",
            "Foreign, Commonwealth & Development Office",
            [("David Rowe", "GB"), ("Jane Ashdown", "GB"), ("Juan Soto", "PE"), ("Lucia Vega", "PE")],
        ),
        (
            "Visit\nPresident Joko Wibowo received Australian Prime Minister Albert Stone on Tuesday. Accompanying President"
            " Wibowo were Minister of Foreign Affairs Retno Sari and Minister of Trade Zul Hasan. Meanwhile, Prime Minister Stone"
            " was accompanied by Minister for Foreign Affairs Sue Walker and Ambassador Penny Hill.",
            "Cabinet Secretariat of the Republic of Indonesia",
            [("Albert Stone", "AU"), ("Joko Wibowo", "ID"), ("Penny Hill", "AU"), ("Retno Sari", "ID"), ("Sue Walker", "AU"), ("Zul Hasan", "ID")],
        ),
        (
            "Audience\nHis Royal Highness Prince Faris bin Talal, Crown Prince and Prime Minister, met today with Egyptian President"
            " Hassan Mansour. The meeting was attended by HH Prince Saad bin Fahd, Minister of Foreign Affairs; and from the Egyptian"
            " side Foreign Minister Badr Sami and Ambassador Omar Farid.",
            "Saudi Press Agency",
            [("Badr Sami", "EG"), ("Faris bin Talal", "SA"), ("Hassan Mansour", "EG"), ("Omar Farid", "EG"), ("Saad bin Fahd", "SA")],
        ),
        (
            "Consultations\nThe third round of consultations was held in Lima. The Norwegian delegation was led by Ms. Ingrid Dahl, State"
            " Secretary, Ministry of Foreign Affairs, and included Ambassador Ole Lund. The Peruvian delegation was headed by Mr. Jose Paz,"
            " Vice Minister of Foreign Affairs, and comprised Director General Rosa Leon.",
            "Ministry of Foreign Affairs of Peru",
            [("Ingrid Dahl", "NO"), ("Jose Paz", "PE"), ("Ole Lund", "NO"), ("Rosa Leon", "PE")],
        ),
        (
            "Senators in Kyiv\nPresident of Ukraine Ivan Bondar met in Kyiv with a delegation of the U.S. Congress: Senators Lindsey Graves"
            " and Richard Blume and Congressman Brian Fitz.",
            "Office of the President of Ukraine",
            [("Brian Fitz", "US"), ("Ivan Bondar", "UA"), ("Lindsey Graves", "US"), ("Richard Blume", "US")],
        ),
        (
            "Talks at the palace\nPresident Ali Demir met with President Ivan Bondar of Ukraine. Minister of National Defense Orhan Kaya and Head"
            " of the National Intelligence Organization (MİT) Selim Koç were also present at the meeting.",
            "Presidency of the Republic of Türkiye",
            [("Ali Demir", "TR"), ("Ivan Bondar", "UA"), ("Orhan Kaya", "TR"), ("Selim Koç", "TR")],
        ),
        (
            "2+2\nToday I was pleased to host, together with Deputy Prime Minister Mark Dunne, Indonesian Foreign Minister Retno Sari and"
            " Indonesian Defence Minister Budi Hartono in Canberra.",
            "Minister for Foreign Affairs of Australia",
            [("Budi Hartono", "ID"), ("Mark Dunne", "AU"), ("Retno Sari", "ID")],
        ),
        (
            "A call\nFrench President Jean Morel spoke by phone with Egypt's Hassan Mansour and Norway's Prime Minister Anna Berg.",
            "",
            [("Anna Berg", "NO"), ("Hassan Mansour", "EG"), ("Jean Morel", "FR")],
        ),
        (
            "Luncheon\nKing Erik received the President of Italy, Marco Rossi, at the Royal Palace. Prime Minister Anna Berg and her husband,"
            " Per Berg, also attended the luncheon.",
            "The Royal Court of Norway",
            [("Anna Berg", "NO"), ("Erik", "NO"), ("Marco Rossi", "IT"), ("Per Berg", "NO")],
        ),
    ],
)  # fmt: skip
def test_lists_of_who_took_part(text: str, publisher: str, expected: list[tuple[str, str]]) -> None:
    """Each of them is on the side that is said, or of whom he accompanies; and an adjective is of the one behind it alone."""
    assert sides(text, publisher) == expected


def test_the_prime_minister_who_met_a_prime_minister_is_another() -> None:
    """Without a name of his own, he is of the state whose account it is."""
    text = "A visit\nThe Prime Minister met the Canadian Prime Minister Anna Roy in Downing Street this afternoon."
    assert who(one(text, "Prime Minister's Office, 10 Downing Street")) == [
        ("Anna Roy", "Prime Minister", "CA"),
        ("", "Prime Minister", "GB"),
    ]


def test_who_is_met_of_a_group_is_of_the_state_of_the_group() -> None:
    """Of officials of a state one is called by the title alone."""
    found, _ = read(
        "President Ivan Petrov met with Indian officials\nDuring a talk with Vice President Ravi Menon, Mr Petrov said that trade mattered.",
        "President of Russia",
    )
    assert ("Ravi Menon", "Vice President", "IN") in who(found[0])


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Minister for Europe and Foreign Affairs", "Minister of Foreign Affairs"),
        ("Deputy Prime Minister and Minister of Foreign Affairs", "Minister of Foreign Affairs"),
        ("Minister for Foreign Affairs", "Minister for Foreign Affairs"),
        ("Deputy Minister of Foreign Affairs", "Deputy Minister of Foreign Affairs"),
        ("Minister for Veterans Affairs", "Minister for Veterans Affairs"),
    ],
)
def test_a_counterpart_has_nothing_of_what_is_of_one_state(office: str, expected: str) -> None:
    """Each state has a foreign minister, and what else is in that title is not in that of the other."""
    text = f"Talks\nThe {office} of Peru, Jane Vega, met her Armenian counterpart, Ara Sarian, in Lima on Tuesday."
    assert who(one(text)) == [("Jane Vega", office, "PE"), ("Ara Sarian", expected, "AM")]


def test_an_office_that_one_state_alone_has_is_not_that_of_a_counterpart() -> None:
    """The Russian counterpart of the Secretary of State is none."""
    found = one(
        "Talks\nUS Secretary of State John Harlow and his Russian counterpart Ivan Petrov met in Riyadh on Tuesday."
    )
    assert who(found)[1] == ("Ivan Petrov", "", "RU")


def test_the_visit_tells_where_the_talks_were() -> None:
    """A sentence below it need not say so again."""
    found, _ = read(
        "Visit of EAM to Norway\nExternal Affairs Minister R. Menon paid an official visit to Norway. During the visit, EAM held bilateral talks"
        " with Ms. Anna Berg, Minister of Foreign Affairs of Norway.",
        "Ministry of External Affairs",
    )
    assert found[0].country == "NO"


def test_a_thousand_participants_are_read_in_no_time() -> None:
    """Each name is compared with those that it may be, and not with all."""
    parts = ("ba", "ko", "ri", "mu", "ten", "sal", "dor", "vi", "pe", "lan")
    names_ = [f"{a}{b}{c}".title() for a in parts for b in parts for c in parts]
    listed = "\n\n".join(f"{n} {names_[(7 * i + 3) % 1000]}, Minister of Trade of Peru" for i, n in enumerate(names_))
    begin = time.monotonic()
    found = one(
        "Ministers\nMinister Ola Dahl of Norway met Minister Eva Paz of Peru in Lima. The meeting was attended by:\n\n"
        f"{listed}"
    )
    assert len(found.participants) > 900
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        (
            "Courtesy call\nPrime Minister Sato Aiko received a courtesy call from a delegation of the European Parliament led by Ms. Eva Kaiser,"
            " Chair of the Delegation for relations with Japan.",
            MINISTRY_JP,
            [("Eva Kaiser", "EU"), ("Sato Aiko", "JP")],
        ),
        (
            "Meeting in Dublin\nThe Tánaiste, Michael Dunne TD, today met with the UK Secretary of State for Northern Ireland, the Rt Hon Hilary"
            " Benson MP.",
            "Department of Foreign Affairs of Ireland",
            [("Hilary Benson", "GB"), ("Michael Dunne", "IE")],
        ),
        (
            "Meeting in Abu Dhabi\nThe Prime Minister, Shri Arun Modak, met H.H. Sheikh Zayed bin Rashid Al Nahyan, President of the UAE."
            " External Affairs Minister R. Menon and National Security Adviser Ajay Dov were part of the Indian delegation.",
            "Prime Minister's Office of India",
            [("Ajay Dov", "IN"), ("Arun Modak", "IN"), ("R. Menon", "IN"), ("Zayed bin Rashid Al Nahyan", "AE")],
        ),
        (
            "Talks\nThe Minister of Foreign Affairs and Human Mobility of Ecuador, Gabriela Blanco, met the European Commissioner for International"
            " Partnerships, Jozef Sik.",
            "Ministry of Foreign Affairs of Ecuador",
            [("Gabriela Blanco", "EC"), ("Jozef Sik", "EU")],
        ),
        (
            "A call\nCustodian of the Two Holy Mosques King Fahd bin Talal received a phone call today from French President Jean Morel.",
            "Saudi Press Agency",
            [("Fahd bin Talal", "SA"), ("Jean Morel", "FR")],
        ),
        (
            "At State House\nPresident William Kip hosted Chairperson of the African Union Commission Mahmoud Yous. Present were Cabinet Secretary"
            " Kip Too (Defence) and Ambassador Amina Moh.",
            "The Presidency of Kenya",
            [("Amina Moh", "KE"), ("Kip Too", "KE"), ("Mahmoud Yous", "African Union"), ("William Kip", "KE")],
        ),
        (
            "Three ministers\nThe meeting of the foreign ministers of Türkiye, Azerbaijan, and Kazakhstan took place in Baku today.",
            "",
            [("", "AZ"), ("", "KZ"), ("", "TR")],
        ),
    ],
)  # fmt: skip
def test_offices_and_sides_of_more_ministries(text: str, publisher: str, expected: list[tuple[str, str]]) -> None:
    """Heads of delegations, ministers of the country that is visited, offices that only one side has."""
    assert sides(text, publisher) == expected


def test_a_report_of_an_agency_calls_the_ministers_of_its_own_state_by_their_titles() -> None:
    """Whose account it is, it is not; but of which state they are, it tells."""
    found = one(
        "Talks\nTOKYO, March 3, 2027 (Kyodo) - Prime Minister Aiko Sato and visiting Brazilian President Mauro Lima held talks in Tokyo."
    )
    assert [(p.name, p.state) for p in found.participants] == [("Aiko Sato", "JP"), ("Mauro Lima", "BR")]
    found = one(
        "Talks\nPrime Minister Aiko Sato and visiting Brazilian President Mauro Lima held talks in Tokyo.", "Kyodo"
    )
    assert [(p.name, p.state) for p in found.participants] == [("Aiko Sato", "JP"), ("Mauro Lima", "BR")]


def test_a_joint_statement_that_tells_who_met_has_their_names() -> None:
    """And not only the states of its title."""
    text = (
        "Joint Statement of the Foreign Ministers of Norway and Peru\nThe text of the following statement was released by the two governments."
        "\n\nForeign Minister Anna Berg of Norway and Foreign Minister Lucia Vega of Peru met in Lima on March 2, 2027."
    )
    assert sorted(who(one(text))) == [BERG, VEGA]


@pytest.mark.parametrize(
    ("told", "place", "country"),
    [
        ("In his country residence Novo-Ogaryovo, President Ivan Petrov met with Prime Minister Anna Berg of Norway.", "Novo-Ogaryovo", "RU"),
        ("President William Kip hosted Prime Minister Anna Berg of Norway at State House, Nairobi.", "State House, Nairobi", "KE"),
        ("Secretary General Mark Rut met Prime Minister Anna Berg of Norway at NATO Headquarters in Brussels.", "NATO Headquarters, Brussels", "BE"),
    ],
)  # fmt: skip
def test_a_residence_a_house_and_the_seat_of_a_body_are_in_a_state(told: str, place: str, country: str) -> None:
    """Which the next words name, if not they themselves."""
    found = one(f"A meeting\n{told}")
    assert (found.place, found.country) == (place, country)


def test_who_was_also_met_abroad_is_of_the_state_that_is_visited() -> None:
    """A title without a state is not of the side whose account it is where all who were met before were of the other."""
    found, _ = read(
        "Meetings in Bangkok\nNational Security Advisor Mike Stone met today in Bangkok with Prime Minister Niran Chai of Thailand. He also met with"
        " Foreign Minister Somchai Lek.",
        "The White House",
    )
    assert [who(o)[1] for o in found] == [
        ("Niran Chai", "Prime Minister", "TH"),
        ("Somchai Lek", "Foreign Minister", "TH"),
    ]


def test_the_house_of_one_who_is_listed_does_not_end_the_list() -> None:
    """Nor does a participation that is told in a noun."""
    found = one(
        "Dialogue\nMr. Jon Field hosted Colombian Foreign Minister Luis Rojas. Mr. Field was joined by Assistant Secretary Ann Doyle of the Department"
        " of State, Assistant Secretary Leo Marsh of the Department of Homeland Security, and Senior Director Eva Kuhn, with participation by"
        " Ambassador Rosa Diaz.",
        "The White House",
    )
    assert {p.name for p in found.participants} == {
        "Jon Field",
        "Luis Rojas",
        "Ann Doyle",
        "Leo Marsh",
        "Eva Kuhn",
        "Rosa Diaz",
    }


def test_talks_of_long_ago_after_which_somebody_spoke_are_no_meeting() -> None:
    """What was said after talks in May is no report of them."""
    text = "Trade to grow\nNorwegian Foreign Minister Anna Berg said after talks with Peruvian Foreign Minister Lucia Vega in May that trade would grow."
    assert none(text)


def test_a_letter_that_is_received_is_no_meeting() -> None:
    """Who received a person met him."""
    lead = "News\nNorwegian Foreign Minister Kari Dahl received"
    assert none(f"{lead} a letter from Peruvian Foreign Minister Ana Soto today. It was about ice.")
    assert one(f"{lead} Peruvian Foreign Minister Ana Soto today.").format == "in-person"


def test_what_is_asked_in_an_interview_tells_of_no_meeting() -> None:
    """And "You" is nobody's name."""
    asked = (
        "Q: You met with Peruvian Foreign Minister Ana Soto. What did you discuss?\n\nForeign Minister Dahl: Energy."
    )
    assert none(f"Interview with Foreign Minister Dahl\n{asked}")


def test_a_colleague_of_another_state_is_a_counterpart() -> None:
    """And has the same office."""
    found = one("Talks\nNorwegian Foreign Minister Kari Dahl met her Peruvian colleague Ana Paz in Lima today.")
    assert who(found)[1] == ("Ana Paz", "Foreign Minister", "PE")


def test_who_says_what_a_state_will_do_is_of_it() -> None:
    """Where nothing else tells the state; what another's state will do says nothing."""
    lead = "Talks\nForeign Minister Dan Levy met Norwegian Foreign Minister Kari Dahl today. Levy told Dahl:"
    assert who(one(f'{lead} "Israel will help."'))[0] == ("Dan Levy", "Foreign Minister", "IL")
    assert who(one(f'{lead} "Norway will help."'))[0] == ("Dan Levy", "Foreign Minister", "")


JOURNEY = (
    "Visit of Foreign Minister Dahl to Chile\nNorwegian Foreign Minister Kari Dahl visited Chile from 1 to 3 March 2027.\n\n"
    "On 2 March she met President of Chile Luis Rojas in Valparaiso.\n\nIn {place} she met Foreign Minister Alberto Soto."
)


def test_a_minister_of_no_state_who_is_met_abroad_is_doubtfully_of_that_state() -> None:
    """And of those days of the journey none is sure, but the one before is past. In Geneva nobody is, where those of all states meet."""
    first, second = read(JOURNEY.format(place="Santiago"))[0]
    assert who(second)[1] == ("Alberto Soto", "Foreign Minister", "CL")
    assert (first.date, second.date) == (dt.date(2027, 3, 2), dt.date(2027, 3, 2))
    unsure = {r.rule: r.confidence for r in (*second.reasons, *second.participants[1].reasons)}
    assert (unsure["date-of-journey"], unsure["state-abroad"]) == (0.3, 0.4)
    assert who(read(JOURNEY.format(place="Geneva"))[0][1])[1] == ("Alberto Soto", "Foreign Minister", "")


def test_the_minister_of_a_state_is_its_foreign_minister() -> None:
    """Who meets another on the same day, in a second meeting."""
    found, _ = read(
        "Journey\nVietnamese Foreign Minister Tran Van Son met Cambodian Foreign Minister Sok Dara in Phnom Penh on 2 March 2027.\n\n"
        "The same day, the Vietnamese minister met Lao Prime Minister Kham Siphan."
    )
    assert [[p.name for p in o.participants] for o in found] == [
        ["Tran Van Son", "Sok Dara"],
        ["Tran Van Son", "Kham Siphan"],
    ]
    assert {o.date for o in found} == {dt.date(2027, 3, 2)}


def test_those_who_failed_to_agree_after_talks_have_met() -> None:
    """Without talks, nothing says so."""
    lead = "Fish\nNorwegian Foreign Minister Kari Dahl and Peruvian Foreign Minister Ana Paz failed to reach an agreement on fish"
    assert [p.state for p in one(f"{lead} after the talks in Budapest.").participants] == ["NO", "PE"]
    assert none(f"{lead} this year.")


AGAIN = "News\nNorwegian Foreign Minister Kari Dahl met Peruvian Foreign Minister Ana Soto in Lima on 3 March 2027. They {again}."


def test_those_who_also_talked_on_another_day_did_so_in_a_second_meeting() -> None:
    """Which has its own day and form; on the same day, or about a day, they did not."""
    met, called = read(AGAIN.format(again="talked by phone on 1 February 2027, too"))[0]
    assert [(o.date, o.format, o.country) for o in (met, called)] == [
        (dt.date(2027, 3, 3), "in-person", "PE"),
        (dt.date(2027, 2, 1), "telephone", ""),
    ]
    assert who(met) == who(called)
    for again in ("talked for an hour on 3 March 2027", "talked about the fire of 1 February 2027", "met again"):
        assert len(read(AGAIN.format(again=again))[0]) == 1, again


def test_whoever_is_met_on_a_visit_is_of_the_state_that_is_visited() -> None:
    """The title, or the first paragraph, says which that is; of another visit nothing follows."""
    visit = "{}\nForeign Minister Anna Lind of Sweden {}.\n\nOn 2 March, Minister Lind called on President Jose Amaral."
    for title, lead in (
        ("Visit by Foreign Minister Lind to Timor-Leste", "left on Monday"),
        ("News", "is on an official visit to Timor-Leste from 1 to 3 March"),
    ):
        found = one(visit.format(title, lead))
        assert [(p.name, p.state, p.capacity) for p in found.participants] == [
            ("Anna Lind", "SE", "guest" if title == "News" else ""),
            ("Jose Amaral", "TL", "host" if title == "News" else ""),
        ]


def test_a_visit_and_a_town_in_the_state_that_is_visited_are_the_place() -> None:
    """ "Who is paying an official visit to Norway", and further on where in it."""
    text = "Talks\nForeign Minister Ove Dahl met Foreign Minister Anna Lind of Sweden, who is paying an official visit to Norway, in {}."
    assert [(o.place, o.country) for o in read(text.format("Bergen"))[0]] == [("Bergen", "NO")]
    assert [(o.place, o.country) for o in read(text.format("Lima"))[0]] == [("", "NO")]


def test_who_is_only_listed_is_no_principal() -> None:
    """Where two have met, who also took part is beside them."""
    found = one(
        "Talks\nForeign Minister Ove Dahl of Norway met Foreign Minister Anna Lind of Sweden. Also attending were Ambassador Mary"
        " Stone and Kari Berg."
    )
    assert [(p.name, p.beside) for p in found.participants] == [
        ("Ove Dahl", False),
        ("Anna Lind", False),
        ("Mary Stone", True),
        ("Kari Berg", True),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Minister of Cooperation and Moroccan Expatriates", "Nasser Alaoui"),
        ("Minister of Public Safety and Citizens Abroad", "Nasser Alaoui"),
    ],
)
def test_a_title_may_end_with_whose_its_field_is(title: str, name: str) -> None:
    """ "Moroccan Expatriates" is for what the minister is, and no name."""
    found = one(f"Talks\nForeign Minister Anna Lind of Sweden met the {title} of the Kingdom of Morocco, {name}.")
    assert [(p.name, p.state) for p in found.participants] == [("Anna Lind", "SE"), (name, "MA")]


def test_ministers_in_a_list_by_state_have_met() -> None:
    """Each with the state that stands before the name; what a semicolon parts otherwise is another clause."""
    found = one(
        "Talks\nThe Ministers of Trade of Brazil, Carlos Prado; of Chile, Elena Ruiz; and of Peru, Juan Benitez, met in Lima."
    )
    assert who(found) == [
        ("Carlos Prado", "Minister of Trade", "BR"),
        ("Elena Ruiz", "Minister of Trade", "CL"),
        ("Juan Benitez", "Minister of Trade", "PE"),
    ]


def test_in_whose_presence_it_was_is_listed() -> None:
    """Who stands by is no principal."""
    found = one(
        "Talks\nPresident Ann Reed of Ireland received Prime Minister Ove Dahl of Norway, in the presence of Minister of Trade"
        " Luc Roy and Ambassador Mary Stone."
    )
    assert [(p.name, p.beside) for p in found.participants] == [
        ("Ann Reed", False),
        ("Luc Roy", True),
        ("Mary Stone", True),
        ("Ove Dahl", False),
    ]


def test_who_alone_has_no_state_stands_for_the_body_that_nobody_else_stands_for() -> None:
    """Where two are left, or a side with an office, nothing follows."""
    text = (
        "Talks\nThe European Union and Norway held a meeting in Brussels on 2 March. The meeting was chaired by High Representative"
        " Ana Vega. The Norwegian delegation was led by Foreign Minister Ove Dahl."
    )
    assert [(p.name, p.state, p.capacity) for p in one(text).participants] == [
        ("Ana Vega", "EU", "chair"),
        ("Ove Dahl", "NO", ""),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "“Estonia will send ten boats,” Minister Tamm said.",
        "Tamm said: “Estonia will send ten boats.”",
        '"Estonia stands ready to send boats. It is right", Tamm added.',
    ],
)
def test_for_which_state_somebody_speaks_is_his(said: str) -> None:
    """Who says what a state will do is of it, whether the name stands before or behind the words."""
    text = f"Talks\nForeign Minister Mart Tamm, who is in Kyiv, met Ukrainian Foreign Minister Ivan Bondar. {said}"
    assert [(p.name, p.state) for p in one(text).participants] == [("Mart Tamm", "EE"), ("Ivan Bondar", "UA")]
    other = (
        text.replace("Tamm said", "Holm said").replace("Tamm added", "Holm added").replace("Minister Holm", "Ms. Holm")
    )
    assert said[:4] == "Tamm" or one(other).participants[0].state == ""


@pytest.mark.parametrize(
    ("title", "met", "prime_minister"),
    [
        ("Call with Peru", "The Prime Minister spoke to {}. The Prime Minister updated on his call with Prime Minister Rossi.", ""),
        ("Talks", "The Prime Minister met {}. After the meeting the Prime Minister will travel to see Prime Minister Rossi.", ""),
        ("Talks", "The Prime Minister met {}. The Prime Minister recalled Prime Minister Carlo Rossi's visit.", ""),
        ("A call", "Following his call with Prime Minister Rossi yesterday, the Prime Minister spoke to {}.", ""),
        ("Talks", "After a meeting with Prime Minister Carlo Rossi, the Prime Minister held talks with {}.", ""),
        ("Prime Minister Anna Berg in Lima", "The Prime Minister met {}.", "Anna Berg"),
        ("A call", "The Prime Minister spoke to {}. Prime Minister Anna Berg thanked her.", "Anna Berg"),
    ],
)  # fmt: skip
def test_a_title_alone_is_nobody_who_is_only_met_or_spoken_of(title: str, met: str, prime_minister: str) -> None:
    """The one whose account it is has the name of one who acts, and no name where the text gives none."""
    found = one(f"{title}\n{met.format('President Lucia Vega of Peru')}")
    assert sorted(p.name for p in found.participants) == sorted((prime_minister, "Lucia Vega"))


@pytest.mark.parametrize("dateline", ["Hanoi (VNA) - ", "Hanoi, 4 March (VNA) – ", "HANOI (VNA) -- "])
def test_the_dateline_of_a_report_is_no_place_of_a_meeting(dateline: str) -> None:
    """It was written there, and nothing says that they met there."""
    body = "Deputy Prime Minister Tran Minh met Foreign Minister Anna Berg of Norway."
    text = f"Talks held\n\n{dateline}{body}"
    found, _ = occasions(
        Intake("a", text, title="Talks held", publisher="VNA", body=text.index(body)),
        paragraphs(text),
        names(),
        Roster(),
    )
    assert [(o.place, o.country) for o in found] == [("", "")]


@pytest.mark.parametrize(
    "guest",
    [
        "Mr. Li Wen, chief executive of the Chinese company Sun Copper,",
        "Former Kenyan President Peter Odera",
        "Ms. Ada Roth, chairwoman of the German bank Nordkredit,",
    ],
)
def test_a_firm_and_a_former_office_are_on_behalf_of_no_state(guest: str) -> None:
    """The nationality of a firm, and the state of a former office, are not those for which somebody is there."""
    assert "nobody is named who met them" in none(f"Talks\nPresident Rosa Quispe of Peru met {guest} in Lima today.")


def test_a_former_office_beside_others_stays_without_a_state() -> None:
    """Who was there beside a minister by a former office is named, and of no side."""
    found = one(
        "Talks\nForeign Minister Lena Dahl of Norway met Foreign Minister Rosa Quispe of Peru and former Kenyan President Peter"
        " Odera in Lima today."
    )
    assert [state for _, _, state in who(found)] == ["NO", "PE", ""]


def test_a_colleague_is_of_the_state_that_is_said_before_his_title() -> None:
    """A Secretary of State is not that of the United States where the words before the title say another state."""
    found = one(
        "Talks\nForeign Minister Lena Dahl of Norway spoke by phone with her colleague from Romania, Secretary of State Ion Banu."
    )
    assert [state for _, _, state in who(found)] == ["NO", "RO"]


def test_a_ministry_is_of_the_state_behind_the_last_of() -> None:
    """What a ministry is for, a union or a region, is not whose it is."""
    text = "Talks\nThe Minister, Inés Prado, met Foreign Minister Lena Dahl of Norway in Oslo today."
    for name in (
        "Ministry of Foreign Affairs and European Union of Spain",
        "Ministry for the European Union of Finland",
    ):
        state = "ES" if "Spain" in name else "FI"
        assert [s for _, _, s in who(one(text, name))] == [state, "NO"]


def test_the_head_whom_a_ministry_names_without_a_state_is_its_own() -> None:
    """A guest who is the subject takes the side of the account from nobody: whom he called on is the publisher's."""
    text = "Visit\nForeign Minister Rosa Quispe of Peru called on Prime Minister Lena Dahl this morning."
    assert [s for _, _, s in who(one(text, "Ministry of Foreign Affairs of Norway"))] == ["PE", "NO"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "TUNIS - President of the Republic, Mr. Slim Amor, met Foreign Minister Rosa Quispe of Peru.",
            "President of the Republic",
        ),
        ("OSLO – Prime Minister Slim Amor received Foreign Minister Rosa Quispe of Peru.", "Prime Minister"),
        (
            "The Deputy Prime Minister/Foreign Minister, Senator Slim Amor, met Foreign Minister Rosa Quispe of Peru.",
            "Deputy Prime Minister and Foreign Minister",
        ),
    ],
)
def test_an_office_has_no_dateline_and_no_rank_in_it(text: str, office: str) -> None:
    """The place where a report was written, and what somebody is called besides, are no words of an office."""
    assert who(one(f"Visit\n{text}", "Ministry of Foreign Affairs of Tunisia"))[0][:2] == ("Slim Amor", office)


@pytest.mark.parametrize(
    "listed_so",
    [
        "Also at the meeting were the Ambassador of Peru, Ivo Paz, and Secretary of State for Trade Rui Costa of Peru.",
        "The audience was attended by the Ambassador of Peru, Ivo Paz, and Secretary of State for Trade Rui Costa of Peru.",
    ],
)
def test_whoever_is_said_to_have_been_there_took_part(listed_so: str) -> None:
    """Those of whom it is told that they were at the meeting are participants, and no mentions left open."""
    found = one(
        f"Talks\nForeign Minister Lena Dahl of Norway met Foreign Minister Rosa Quispe of Peru in Lima. {listed_so}"
    )
    assert [name for name, _, _ in who(found)] == ["Lena Dahl", "Rosa Quispe", "Ivo Paz", "Rui Costa"]


def test_two_titles_with_a_stroke_in_a_heading_are_one_person() -> None:
    """A heading that joins two titles of one minister by a stroke tells of the meeting that the body tells of."""
    found = one(
        "Telephone Call between the Deputy Prime Minister/Foreign Minister and the Foreign Minister of Peru\nThe Deputy Prime"
        " Minister/Foreign Minister, Senator Lena Dahl, received a telephone call today from the Foreign Minister of Peru, Rosa Quispe.",
        "Ministry of Foreign Affairs of Norway",
    )
    assert [(name, state) for name, _, state in who(found)] == [("Lena Dahl", "NO"), ("Rosa Quispe", "PE")]


def test_a_house_behind_at_is_nobody_who_was_met() -> None:
    """Where they met, by the name of a house, is no person."""
    found = one(
        "Talks\nPrime Minister Lena Dahl of Norway met at Villa Parafjord with Peruvian Prime Minister Rosa Quispe."
    )
    assert [name for name, _, _ in who(found)] == ["Lena Dahl", "Rosa Quispe"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Political consultations with Chile in Jakarta", ("Jakarta", "ID")),
        ("Foreign Minister Haugen in Jakarta", ("Jakarta", "ID")),
        ("Minister Haugen visits Indonesia", ("", "ID")),
        ("Foreign Minister's working visit to Jakarta", ("Jakarta", "ID")),
        ("Visit of the Minister of Foreign Affairs of Norway, Mr. Lars Haugen, to Jakarta", ("Jakarta", "ID")),
        # What is to come or was before, and of what is spoken, says not where they met.
        ("Minister Haugen meets Minister Santoso ahead of visit to Peru", ("", "")),
        ("Meeting on the situation in Kyiv", ("", "")),
        ("Minister Haugen meets Minister Santoso", ("", "")),
    ],
)
def test_a_title_says_where_somebody_is(title: str, expected: tuple[str, str]) -> None:
    """Where the sentence on the meeting says nothing of the place."""
    found = one(
        f"{title}\nForeign Minister Lars Haugen of Norway met Foreign Minister Dewi Santoso of Indonesia on Monday."
    )
    assert (found.place, found.country) == expected


def test_the_hours_of_a_second_meeting_are_those_of_the_first_day() -> None:
    """ "Subsequently", "then went": on the day of the meeting before, and not on that of the document."""
    for later in (
        "She subsequently met with",
        "She then paid a courtesy call on",
        "Later in the day, the Minister met",
    ):
        found, _ = read(
            "Visit to Lima\nForeign Minister Ada Alm met Foreign Minister Bo Bro of Peru in Lima on 27 February."
            f" {later} President Cy Cole of Peru.",
            "Norwegian Ministry of Foreign Affairs",
        )
        assert [(o.date, {p.name for p in o.participants}) for o in found] == [
            (dt.date(2027, 2, 27), {"Ada Alm", "Bo Bro"}),
            (dt.date(2027, 2, 27), {"Ada Alm", "Cy Cole"}),
        ]


def test_who_issues_a_joint_statement_with_others_is_one_of_them() -> None:
    """ "Joint statement with: A and B": the third is whose publication it is, by the office of the others."""
    found = one(
        "Joint statement with: Minister of Foreign Affairs of Latvia Ilze Ozola and Minister of Foreign Affairs of Finland Aino Lahti"
        "\nThe three ministers met in Tallinn today. We agreed to build a wind park.",
        "Ministry of Foreign Affairs of Estonia",
    )
    assert who(found) == [
        ("Ilze Ozola", "Minister of Foreign Affairs", "LV"),
        ("Aino Lahti", "Minister of Foreign Affairs", "FI"),
        ("", "Minister of Foreign Affairs", "EE"),
    ]


def test_who_is_of_an_opposition_stands_for_no_state() -> None:
    """The Shadow Foreign Secretary is no minister: a meeting with him alone is none of states."""
    text = "Talks in London\nForeign Minister Lars Haugen of Norway met the Shadow Foreign Secretary, Tom Price, in London."
    assert "nobody is named who met them" in none(text)


def test_a_counterpart_has_no_office_of_one_who_is_named_further_on() -> None:
    """Whose counterpart somebody is, stands before or right behind."""
    found, _ = read(
        "Talks in Oslo\nForeign Minister Lars Haugen received his Moldovan colleague Ion Rusu in Oslo. They discussed energy and"
        " trade, ports and rivers, and much besides that concerns the two countries, in a long and frank exchange over several"
        " hours. Earlier today Mr Rusu met with State Secretary Kari Berg.",
        "Norwegian Ministry of Foreign Affairs",
    )
    assert [[(p.name, p.role) for p in o.participants] for o in found] == [
        [("Lars Haugen", "Foreign Minister"), ("Ion Rusu", "Foreign Minister")],
        [("Ion Rusu", ""), ("Kari Berg", "State Secretary")],
    ]


def test_a_meeting_that_the_title_alone_has_stands_where_it_stands_there() -> None:
    """First, if it is the first of the title, though another is told further on; last, if it is the last."""
    publisher = "Norwegian Ministry of Foreign Affairs"
    found, _ = read(
        "Foreign Minister Haugen receives Moldovan Foreign Minister Ion Rusu\nMr Rusu thanked Foreign Minister Lars Haugen in Oslo."
        " Earlier today Mr Rusu met with State Secretary Kari Berg.",
        publisher,
    )
    assert [{p.name for p in o.participants} for o in found] == [{"Lars Haugen", "Ion Rusu"}, {"Ion Rusu", "Kari Berg"}]
    found, _ = read(
        "Minister Haugen’s Meetings with Prime Minister Cy Cole of Peru and Adviser Bo Bro\nForeign Minister Lars Haugen met in Lima"
        " with Prime Minister Cy Cole of Peru. This followed his talks with Bo Bro, Adviser to the Prime Minister.",
        publisher,
    )
    assert [{p.name for p in o.participants} for o in found] == [{"Lars Haugen", "Cy Cole"}, {"Lars Haugen", "Bo Bro"}]


def test_several_who_have_one_office_may_stand_behind_a_colon() -> None:
    """Each is of his state, two of one state too; behind a colon that begins a sentence nobody else was met."""
    several = "Luc Bel of France, Karl Dorn of Germany, and Nick Fenn and Matt Gale of the United Kingdom"
    told = "On March 2, Deputy Minister Ada Alm met the Deputy Ministers of France, Germany and the United Kingdom."
    found = one(f"Readout of Deputy Minister Ada Alm’s Meeting with Deputy Ministers: {several}\n{told}")
    assert [(p.name, p.state) for p in found.participants[1:]] == [
        ("Luc Bel", "FR"),
        ("Karl Dorn", "DE"),
        ("Nick Fenn", "GB"),
        ("Matt Gale", "GB"),
    ]
    met = "Minister Lucía Vega of Peru met Minister Ove Dahl of Norway: Minister Ana Haas of Austria was away."
    assert [p.name for p in one(f"Talks\n{met}").participants] == ["Lucía Vega", "Ove Dahl"]


@pytest.mark.parametrize(
    ("margins", "within", "country"),
    [
        ("Summit on Peace in Ukraine in Lucerne", "Summit on Peace in Ukraine", "CH"),
        ("Summit on Peace in Ukraine", "Summit on Peace in Ukraine", ""),
        ("Conference on Security in Munich", "Conference on Security", "DE"),
        ("Conference on Water in Chile", "Conference on Water", "CL"),
    ],
)
def test_a_larger_meeting_is_called_by_the_country_that_it_is_on(margins: str, within: str, country: str) -> None:
    """Where it is on a state of affairs, the country behind that is part of its name; else it was held there."""
    met = "On 2 March, Minister Lucía Vega of Peru met Minister Ove Dahl of Norway on the margins of the"
    found = one(f"Talks\n{met} {margins}.")
    assert (found.within, found.country) == (within, country)


@pytest.mark.parametrize(("town", "guest"), [("Helsinki", "Estonia"), ("Ankara", "Peru"), ("Jeddah", "Pakistan")])
def test_a_town_between_the_verb_and_an_office_is_the_place(town: str, guest: str) -> None:
    """Who is received there is of the state that his office names."""
    found = one(f"Talks\nPresident of Norway Ola Berg received in {town} President of {guest} Ana Soto on Tuesday.")
    assert found.place == town
    assert [p.name for p in found.participants] == ["Ola Berg", "Ana Soto"]
    assert found.participants[1].state == {"Estonia": "EE", "Peru": "PE", "Pakistan": "PK"}[guest]


@pytest.mark.parametrize("above", ["", "\n", "Talks\n"])
def test_an_office_at_which_they_met_does_not_hide_with_whom(above: str) -> None:
    """Whoever has it received the other there, whatever stands above."""
    told = (
        "Prime Minister Dan Peled met this evening, at the Prime Minister’s Office in Jerusalem, with Greek Prime"
        " Minister Nikos Vlachos. The two discussed trade."
    )
    intake = Intake("a", above + told, published=DAY)
    found, _ = occasions(intake, paragraphs(intake.text), names(), Roster())
    assert [who(o) for o in found] == [
        [("Dan Peled", "Prime Minister", "IL"), ("Nikos Vlachos", "Prime Minister", "GR")]
    ]


def test_the_office_of_another_is_no_seat_of_who_is_met_there() -> None:
    """And what is welcomed of an office is no place."""
    told = "Talks\nForeign Minister Dan Peled met at the Prime Minister's Office in Jerusalem with Greek Prime Minister Nikos Vlachos."
    assert who(one(told))[0] == ("Dan Peled", "Foreign Minister", "")
    assert none("Talks\nForeign Minister Dan Peled welcomed the Prime Minister's offer with joy.")


def test_a_counterpart_in_the_title_is_the_first_who_is_called_so() -> None:
    """A minister who signed beside his own counterpart took no part; and the town stands before the visit."""
    text = (
        "PM Ola Berg holds talks with Lao counterpart\n\nVNA Thursday, January 09, 2025 17:36\n\nVientiane (VNA) – Prime"
        " Minister Ola Berg held talks with his Lao counterpart Somsak Vong in Vientiane on January 9 as part of his"
        " two-day visit to Laos.\n\nPM Somsak thanked Norway. Minister of Planning Nils Dahl and his Lao counterpart Kham"
        " Sith signed the plan for 2025. The two PMs attended the ceremony."
    )
    first = text.index("Prime Minister")
    title = text.partition("\n")[0]
    intake = Intake("a", text, title=title, published=dt.date(2025, 1, 9), body=first)
    found, _ = occasions(intake, paragraphs(text), names(), Roster())
    assert [[p.name for p in o.participants] for o in found] == [["Ola Berg", "Somsak Vong"]]
    assert (found[0].place, found[0].country) == ("Vientiane", "LA")
    # In the body, "the Lao counterpart" may be one or the other.
    second = one(text.replace(title, "Talks").replace("two PMs", "Lao counterpart"))
    assert [p.name for p in second.participants] == ["Ola Berg", "Somsak Vong"]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("met President Ana Soto of Peru in Helsinki on 3 May 2026.", "2026-05-03"),
        ("met President Ana Soto of Peru in Helsinki on Sunday, May 3, 2026, and thanked her.", "2026-05-03"),
        # Days of something else, or without a year, do not count long after.
        ("met President Ana Soto of Peru, who was elected on 3 May 2026, in Helsinki.", "2027-03-03"),
        ("met President Ana Soto of Peru in Helsinki to mark the treaty of 3 May 2026.", "2027-03-03"),
        ("met President Ana Soto of Peru for the first time since the talks on 3 May 2026.", "2027-03-03"),
        ("met President Ana Soto of Peru in Helsinki on 3 May.", "2027-03-03"),
    ],
)
def test_a_day_in_full_counts_however_long_before_the_document(told: str, day: str) -> None:
    """What was published months later tells of the day that it prints with its year."""
    assert str(one(f"Presidents meet\nPresident Ola Berg of Norway {told}").date) == day


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("PRESIDENT OLU RECEIVES PRESIDENT TALO, CALLS FOR PEACE", "received President Ade Talo of Benin at State House", "in-person"),
        ("President Olu calls on Benin to act", "met President Ade Talo of Benin in Abuja", "in-person"),
        ("President Olu calls President Talo", "received President Ade Talo of Benin at the State House", "in-person"),
        ("President Olu calls President Talo", "spoke with President Ade Talo of Benin", "telephone"),
        ("Statement on the Summit and Call with President Talo", "spoke with President Ade Talo of Benin", "telephone"),
        ("CALL WITH PRESIDENT TALO", "received a phone call from President Ade Talo of Benin", "telephone"),
    ],
)  # fmt: skip
def test_what_is_called_for_in_a_title_is_no_call(title: str, body: str, expected: str) -> None:
    """And who is received somewhere has not called, whatever the title says."""
    assert one(f"{title}\nPresident Bola Olu of Nigeria {body} on Tuesday.").format == expected


@pytest.mark.parametrize(
    ("printed", "published", "day"),
    [("14/02/2027", None, "2027-02-14"), ("14/02/2027", DAY, "2027-02-14"), ("04/02/2027", DAY, "None"), ("04/02/2027", None, "None")],
)  # fmt: skip
def test_a_day_that_is_printed_in_numbers_counts_where_it_is_one(
    printed: str, published: dt.date | None, day: str
) -> None:
    """Of two that it may be it is neither, nor is it that of the document."""
    found, _ = read(
        f"Talks\nForeign Minister of Peru Ana Soto met Foreign Minister Ola Berg of Norway ({printed}).", "", published
    )
    assert [str(one.date) for one in found] == [day]
    assert any(r.rule == ("date-open" if day == "None" else "date-said") for r in found[0].reasons)


LEAD = (
    "Foreign Minister Ola Berg held a number of bilateral meetings in New York on the sidelines of the 80th session of the"
    " United Nations General Assembly.\n"
)
TOLD = (
    "Minister Berg met with Ana Soto, Foreign Minister of Peru. The two discussed trade.\nThe Foreign Minister also met with"
    " Luc Morel, Minister of Foreign Affairs of France.\nIn Geneva on 2 March, Minister Berg met Foreign Minister Kofi"
    " Mensah of Ghana."
)


@pytest.mark.parametrize("title", ["Talks", "Foreign Minister holds several meetings"])
def test_where_several_meetings_were_a_common_lead_says(title: str) -> None:
    """It is none of them, and says nothing of one that was elsewhere."""
    found, _ = read(f"{title}\n{LEAD}{TOLD}", "Ministry of Foreign Affairs of Norway")
    assembly = "80th session of the United Nations General Assembly"
    assert [(o.participants[1].name, o.place, o.country, o.within) for o in found] == [
        ("Ana Soto", "New York", "US", assembly),
        ("Luc Morel", "New York", "US", assembly),
        ("Kofi Mensah", "Geneva", "CH", ""),
    ]
    # Of one meeting alone it is no lead.
    alone, _ = read(f"{title}\n{LEAD.replace('a number of bilateral meetings', 'a bilateral meeting')}{TOLD}")
    assert [o.place for o in alone][-2:] == ["", "Geneva"]


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("at the White House in Washington", "White House, Washington"),
        ("at the Planalto Palace, in Brasília, on Tuesday", "Planalto Palace, Brasília"),
        ("at the White House, Washington, D.C. on Tuesday", "White House, Washington, D.C."),
        # What is not told of the house, or is in another state.
        ("at the White House to discuss peace in Washington", "White House"),
        ("at the White House, Peru's Minister said", "White House"),
        ("at the White House and in Lima", "White House"),
    ],
)
def test_the_town_behind_a_house_is_of_the_place(where: str, place: str) -> None:
    """Both are kept, the house first."""
    text = f"Talks\nPresident Ola Berg of Norway met President Ana Soto of Peru {where}."
    assert one(text).place == place


def test_a_call_is_on_the_margins_of_nothing() -> None:
    """What the lead says of the meetings is not of it."""
    lead = "Foreign Minister Ola Berg of Norway held several meetings in Geneva on the margins of the Human Rights Council.\n"
    found, _ = read(
        f"Talks\n{lead}He spoke by phone with Foreign Minister Ana Soto of Peru.\nForeign Minister Berg also met Foreign"
        " Minister Luc Morel of France."
    )
    assert [(o.format, o.place, o.within) for o in found] == [
        ("telephone", "", ""),
        ("in-person", "Geneva", "Human Rights Council"),
    ]

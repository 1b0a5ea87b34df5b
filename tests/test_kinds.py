"""What kind of document it is."""

from __future__ import annotations

import pytest

from dipgraph.intake import take_in
from dipgraph.kinds import Kind, kind
from dipgraph.names import names
from dipgraph.particulars import Particulars


def of(text: str, publisher: str = "", address: str = "") -> Kind:
    """Return the kind of a document, taken in as a text is whose first line is the title."""
    told = Particulars("option", publisher=publisher, address=address)
    return kind(take_in(text.replace("\n", "\n\n", 1).encode(), "a", [told]), names())


@pytest.mark.parametrize(
    ("publisher", "address", "standpoint"),
    [
        ("Ministry of Foreign Affairs of Japan", "", "JP"),
        ("The White House", "", "US"),
        ("President of Russia", "", "RU"),
        ("Foreign, Commonwealth & Development Office", "", "GB"),
        ("European External Action Service", "", "EU"),
        ("International Atomic Energy Agency", "", "IAEA"),
        ("Japan International Cooperation Agency", "", "JP"),
        ("News of the Ministry of Foreign Affairs of Peru", "", "PE"),
        ("Permanent Mission of Japan to the United Nations", "", "JP"),
        ("Korean Embassy", "", ""),
        ("Ministry of Foreign Affairs and International Cooperation of Cambodia", "", "KH"),
        ("Department of International Relations and Cooperation", "", "ZA"),
        ("UN News", "", "UN"),
        ("", "https://www.info.gov.hk/1", "HKSAR"),
        ("", "https://www.mofa.go.jp/press/1.html", "JP"),
        ("", "https://www.state.gov/readout", "US"),
        ("", "https://www.gov.uk/news", "GB"),
        ("", "https://blog.example/jp", ""),
        ("", "", ""),
    ],
)
def test_a_readout_is_the_account_of_whose_government_published_it(
    publisher: str, address: str, standpoint: str
) -> None:
    """By the publisher's name or the address, and by nothing else of them."""
    found = of("Meeting of ministers\nThey met.", publisher, address)
    assert (found.kind, found.tier, found.standpoint) == ("Readout", "ownSide", standpoint)


def test_a_joint_text_is_nobodys_account_alone() -> None:
    """Its title says that it is joint."""
    found = of("Joint Statement of Japan and Italy\nWe met today.", "Ministry of Foreign Affairs of Japan")
    assert (found.kind, found.tier, found.standpoint) == ("JointStatement", "joint", "")


def test_turns_of_speakers_make_a_transcript() -> None:
    """One line with a colon does not."""
    turns = "SECRETARY HARLOW: Good morning.\n\nQUESTION: What of trade?\n\nSECRETARY HARLOW: It was discussed."
    assert of(f"Remarks\n{turns}").kind == "PressConference"
    assert of("Talks in Oslo\nNOTE: the text is provisional.").kind == "Readout"


def test_a_news_agency_is_the_press() -> None:
    """By its name, or by the dateline."""
    for name in ("Jiji Press", "The Japan Daily", "Peru News Agency", "Oslo Post"):
        assert of("Ministers meet\nThey met.", name).tier == "press", name
    assert of("Ministers meet\nMANILA (Kyodo) -- The ministers met on Friday.").kind == "NewsReport"


def test_a_release_with_place_and_day_before_its_first_sentence_is_no_report_of_an_agency() -> None:
    """A heading says that it is one, or the year does, which agencies leave out; one that is named is believed."""
    assert of("PRESS RELEASE\nAccra, 14 March – The Minister received Ambassador Kari Lund.").tier == "ownSide"
    assert of("Talks in Accra\nACCRA, 14 March 2024 – The ministers met.").kind == "Readout"
    assert of("Talks in Accra\nACCRA, 14 March 2024 (Newswire) – The ministers met.").kind == "NewsReport"
    assert of("Talks in Accra\nACCRA, March 14 – The ministers met.").kind == "NewsReport"


@pytest.mark.parametrize("agency", ["VNA", "PTI", "XYZ"])
def test_the_agency_of_a_dateline_publishes_the_report(agency: str) -> None:
    """Known or not, it speaks for nobody, though it writes from a capital."""
    text = f"Talks in Hanoi\n\nHanoi, March 14 ({agency}) - The ministers met."
    taken = take_in(text.encode(), "a")
    assert taken.publisher == agency
    found = kind(taken, names())
    assert (found.kind, found.tier, found.standpoint) == ("NewsReport", "press", "")


@pytest.mark.parametrize(
    ("who", "standpoint"),
    [
        ("External Affairs Minister R. Menon", "IN"),
        ("External Affairs Minister R. Menon of India", ""),
        ("India's External Affairs Minister R. Menon", ""),
        ("the External Affairs Minister of the Republic of India", ""),
    ],
)
def test_who_says_of_which_state_a_minister_is_is_another(who: str, standpoint: str) -> None:
    """India alone calls its own so without a state."""
    assert of(f"Meeting\nForeign Minister Ada Alm met {who} in Muscat.").standpoint == standpoint

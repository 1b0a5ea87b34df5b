"""Which larger meetings remarks say were attended, and by which names."""

from __future__ import annotations

import pytest

from dipgraph.conferences import conferences, other_side
from dipgraph.names import names
from dipgraph.remarks import reading


def named(remark: str) -> list[str]:
    """Return the names of the larger meetings that were attended."""
    return [remark[slice(*place)] for place in conferences(reading(remark), 0, len(remark))]


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Attended the signing of the Lima-Quito peace treaty in Cuzco.", ["signing of the Lima-Quito peace treaty"]),
        ("Attended a conference on Andean reform, and met with leaders.", ["conference on Andean reform"]),
        ("Witnessed the signing of the Halden Accords.", ["signing of the Halden Accords"]),
        ("Addressed the Permanent Council of the OAS. Afterwards visited Lima.", ["Permanent Council of the OAS"]),
        ("Addressed a Session of the U.N. General Assembly June 3.", ["Session of the U.N. General Assembly"]),
        ("Joined President Stone for the G7 Leaders’ Summit.", ["G7 Leaders’ Summit"]),
        ("Accompanied President Stone to Lima for the Andean Summit.", ["Andean Summit"]),
        ("Met with Foreign Minister Berg for a Foreign and Defense Ministerial.", ["Foreign and Defense Ministerial"]),
        ("Invited Guest to the Andean Leaders' Summit.", ["Andean Leaders' Summit"]),
        ("Attended meeting of the Foreign Ministers of Peru, Chad, and Norway.", ["meeting of the Foreign Ministers"]),
        ("Attended meeting of the Foreign Ministers of Peru, the Gambia, and Chad.", ["meeting of the Foreign Ministers"]),
        ("Attended meeting of the Foreign Ministers of the United Kingdom, and Chad.", ["meeting of the Foreign Ministers"]),
        ("Attended a special NATO Ministerial meeting on the situation in Halden.", ["special NATO Ministerial meeting"]),
        ("Attended meetings of NATO, and spoke in Brussels.", ["meetings of NATO"]),
        ("Attended Council of Foreign Ministers meeting.", ["Council of Foreign Ministers meeting"]),
        ("Foreign Ministers meeting.", ["Foreign Ministers meeting"]),
        ("Working visit; Andean Leaders' Summit.", ["Andean Leaders' Summit"]),
        ("Official visit. Second Lima Summit.", ["Second Lima Summit"]),
        ("Attended the A–9 Summit.", ["A–9 Summit"]),
        ("Attended the First Lima (Condor) Conference.", ["First Lima (Condor) Conference"]),
        ("Attended the Second ALPO Council Meeting.", ["Second ALPO Council Meeting"]),
        ("Attended the first meeting of the Lake Council.", ["first meeting of the Lake Council"]),
        ("Attended ALPO Ministerial and Summit meetings.", ["ALPO Ministerial and Summit meetings"]),
        ("Co-chaired the opening of the U.S.-Peru Strategic Dialogue.", ["U.S.-Peru Strategic Dialogue"]),
        ("Attended the Chad Ministerial Preparatory Conference.", ["Chad Ministerial Preparatory Conference"]),
        ("Attended the Conference in Support of Chad in Lima.", ["Conference in Support of Chad"]),
        ("Attended the A3 + 1 negotiations with Chad.", ["A3 + 1 negotiations"]),
        ("Attended an ALPO meeting, and meetings of the Lake Council.", ["ALPO meeting", "meetings of the Lake Council"]),
        ("Attended the ALPO Conference and Regional Forum.", ["ALPO Conference", "Regional Forum"]),
        ("Attended an ALPO Meeting and a Lake Council Meeting.", ["ALPO Meeting", "Lake Council Meeting"]),
        ("Attended the second ministerial meeting of the Lake Council.", ["second ministerial meeting of the Lake Council"]),
        ("Attended the ALPO Ministerial Council Meeting.", ["ALPO Ministerial Council Meeting"]),
        ("Attended the opening session of the Lima Peace Conference.", ["Lima Peace Conference"]),
        ("Attended the first phase of the Conference on Security.", ["Conference on Security"]),
        ("Led delegation to attend the ALPO Leaders Meeting.", ["ALPO Leaders Meeting"]),
        ("Attended an ad hoc ministerial meeting on Chad.", ["ad hoc ministerial meeting on Chad"]),
        ("Attended the Chad – U.S. Ministerial Consultations.", ["Chad – U.S. Ministerial Consultations"]),
        ("Attended a funeral and a ministerial meeting of the Lake Council.", ["ministerial meeting of the Lake Council"]),
        ("Attended a conference on aid to Chad to meet the King.", ["conference on aid to Chad"]),
        ("Attended Chadian-Peruvian autonomy talks.", ["Chadian-Peruvian autonomy talks"]),
        ("Met with the King at the Lima Assembly reception.", []),
        ("Met with the King for the third Lima Summit.", ["third Lima Summit"]),
        ("Attended a conference on urgent aid to Chad, co-hosted by Peru.", ["conference on urgent aid to Chad"]),
        ("Lima Accords Signing Ceremony.", ["Lima Accords Signing Ceremony"]),
        ("Attended the initialling of the Lima Accords in Quito.", ["initialling of the Lima Accords"]),
        ("Attended opening session of the Lima Organization, May 3.", ["opening session of the Lima Organization"]),
        ("Attended a forum on “Trade in the Andes” at Lima.", ["forum on “Trade in the Andes”"]),
        ("Attended “Lake Summit” with the King.", ["“Lake Summit”"]),
        ("Attended a forum on “Trade in the Andes at Lima.", ["forum on “Trade"]),
    ],
)  # fmt: skip
def test_a_larger_meeting_has_its_whole_name(remark: str, found: list[str]) -> None:
    """It ends before a place, a day, what was done next, and the states that are listed."""
    assert named(remark) == found


@pytest.mark.parametrize(
    "remark",
    [
        "Informal meeting with Prime Minister Berg.",
        "Working luncheon.",
        "Summit meeting with President Quispe.",
        "Addressed a Joint Session of Congress March 3.",
        "Addressed the National Assembly on July 10.",
        "En route to London for a conference of Andean Prime Ministers.",
        "Discussed prospects for an Andean peace conference.",
        "Discussed preparations for the Lima Summit.",
        "Briefed President Quispe on the Andean Summit.",
        "Preparations for the Lima and Quito Conferences.",
        "Joined President Stone’s meeting.",
        "Met with EU High Representative for Foreign Affairs and the European Commission.",
        "Addressed the U.S. Conference of Mayors.",
        "Held a Town Meeting.",
        "Informal visit after attending a Lake Council meeting.",
        "Afterwards visited St. Paul, meeting with President Quispe.",
    ],
)
def test_what_is_no_larger_meeting(remark: str) -> None:
    """What has no name, what is of one state, and what was only spoken of or travelled to."""
    assert named(remark) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("U.S.-Peru Strategic Dialogue", ("PE", "Peru")),
        ("meeting of the Joint U.S.-Norwegian Commission", ("NO", "Norwegian")),
        ("Australia-United States Ministerial", ("AU", "Australia")),
        ("U.S.-South Africa Strategic Dialogue", ("ZA", "South Africa")),
        ("U.S.-Jordan-Israel Trilateral Committee", ("", "")),
        ("U.S.-EU Summit", ("", "")),
        ("NATO-Russia Council", ("", "")),
        ("U.S.-Africa Leaders Summit", ("", "")),
    ],
)
def test_what_two_states_hold_is_no_meeting_of_several(name: str, other: tuple[str, str]) -> None:
    """Where the name joins two states and knows no third."""
    assert other_side(name, "US", names()) == other

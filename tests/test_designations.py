"""How a text names persons."""

from __future__ import annotations

import pytest

from dipgraph.designations import Designation, designations
from dipgraph.names import names, words


def read(text: str) -> list[Designation]:
    """Return the designations of *text*."""
    return designations(text, words(text), names())


def said(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, titles and states of each designation of *text*."""
    return [(d.name, " and ".join(t.words for t in d.titles), d.states) for d in read(text)]


@pytest.mark.parametrize(
    ("text", "name", "title", "state"),
    [
        ("Prime Minister Marek Nowak of Poland", "Marek Nowak", "Prime Minister", "PL"),
        ("French President Luc Morel", "Luc Morel", "President", "FR"),
        ("Qatar’s Foreign Minister Sheikh Khalid bin Nasser Al-Ansari", "Khalid bin Nasser Al-Ansari", "Foreign Minister", "QA"),
        ("Mr. MORITA Kenji, Minister for Foreign Affairs of Japan", "MORITA Kenji", "Minister for Foreign Affairs", "JP"),
        ("H.E. Dr. Lotte van der Meer, Minister of Foreign Affairs of the Kingdom of the Netherlands", "Lotte van der Meer", "Minister of Foreign Affairs", "NL"),
        ("Prime Minister of the Republic of Armenia Aram Petrosyan", "Aram Petrosyan", "Prime Minister", "AM"),
        ("the Prime Minister of Iraq, Hassan al-Rubaie,", "Hassan al-Rubaie", "Prime Minister", "IQ"),
        ("Minister of Economy, Trade and Industry Ito Ken of Japan", "Ito Ken", "Minister of Economy, Trade and Industry", "JP"),
        ("Kim Ha-neul, Director of National Security of the Republic of Korea", "Kim Ha-neul", "Director of National Security", "KR"),
        ("NATO Secretary-General Piet Visser", "Piet Visser", "Secretary-General", "NATO"),
        ("His Majesty King Carl XVI Gustav of Sweden", "Carl XVI Gustav", "King", "SE"),
        ("Emma Larsen (Denmark)", "Emma Larsen", "", "DK"),
        ("Hon. Ambassador Juma Otieno (MP), Minister for Foreign Affairs of Tanzania", "Juma Otieno", "Minister for Foreign Affairs", "TZ"),
        ("H.E. Ambassador Juma Otieno, Minister of Foreign Affairs of the United Republic of Tanzania", "Juma Otieno", "Minister of Foreign Affairs", "TZ"),
        ("Ambassador Eva Lind of Norway", "Eva Lind", "Ambassador", "NO"),
        ("Energy Policy and Trade Advisor to the President of Finland Jan de Vries", "Jan de Vries", "Energy Policy and Trade Advisor to the President", "FI"),
    ],
)  # fmt: skip
def test_a_person_is_read_with_title_and_state(text: str, name: str, title: str, state: str) -> None:
    """In whatever order a house writes them, name, office and state are told apart."""
    assert said(text) == [(name, title, (state,))]


def test_several_titles_are_one_persons_where_a_name_follows() -> None:
    """Of "the President and Prime Minister A" the first is somebody else."""
    assert said("Deputy Prime Minister and Defence Minister Jo Reid of Australia") == [
        ("Jo Reid", "Deputy Prime Minister and Defence Minister", ("AU",))
    ]
    assert [d.name for d in read("The President and Prime Minister Reid agreed")] == ["", "Reid"]
    assert [d.name for d in read("The Director General and Energy Minister Reid signed it")] == ["", "Reid"]
    assert said("Economy and Energy Minister Reid of Australia")[0][:2] == ("Reid", "Economy and Energy Minister")


def test_titles_in_a_list_of_persons_are_not_one_persons() -> None:
    """Of "the Vice President, President A, and" the first is somebody else; with nobody behind both are A's."""
    found = said("The Vice President, President Ortega of Peru, and Prime Minister Reid agreed")
    assert [name for name, _, _ in found] == ["", "Ortega", "Reid"]
    assert said("The Deputy Prime Minister, Foreign Minister Ortega, met Prime Minister Reid")[0][:2] == (
        "Ortega",
        "Deputy Prime Minister and Foreign Minister",
    )


def test_a_title_in_the_plural_is_that_of_each_name() -> None:
    """Each has its own state, and two joined by "and" share the one that is said."""
    assert said("Foreign Ministers Anna Lind of Sweden and Ove Dahl of Norway") == [
        ("Anna Lind", "Foreign Minister", ("SE",)),
        ("Ove Dahl", "Foreign Minister", ("NO",)),
    ]
    assert said("the foreign ministers of Japan and Italy, Morita Kenji and Luca Bianchi, met") == [
        ("Morita Kenji", "foreign minister", ("JP",)),
        ("Luca Bianchi", "foreign minister", ("IT",)),
    ]


def test_a_headline_ends_a_name() -> None:
    """What is written with a capital beside a name is not of it."""
    assert [d.name for d in read("President Joan R. Smith, Jr. Call with King Omar II of Jordan")] == [
        "Joan R. Smith",
        "Omar II",
    ]


@pytest.mark.parametrize(
    "text",
    ["the White House welcomed it", "On May 23 in New York", "the Minsk Agreement", "the Biden-Harris Administration"],
)
def test_what_is_no_person_is_not_read_as_one(text: str) -> None:
    """Places, months, treaties and governments have no titles and are no persons with one."""
    assert not [d for d in read(text) if d.titles or len(d.name.split()) > 1]


def test_where_one_is_sent_is_not_whom_one_is_of() -> None:
    """An ambassador to Japan is not Japan's, and the President of France's visit to Russia makes nobody French."""
    assert said("Ambassador to Japan Rex Hall") == [("Rex Hall", "Ambassador to Japan", ())]
    assert said("a journey of the President of France to Russia, Ivan Belov and Luc Morel said")[1:] == [
        ("Ivan Belov", "", ()),
        ("Luc Morel", "", ()),
    ]


def test_a_courtesy_tells_the_pronoun() -> None:
    """Of a title alone nothing is known."""
    assert [d.gender for d in read("Ms. Vermeer; Queen Anna; President Reid")] == ["she", "she", ""]


def test_offsets_hold_what_is_said() -> None:
    """The name lies within the designation."""
    text = "On Monday, Mr. MORITA Kenji, Minister for Foreign Affairs of Japan, spoke."
    (found,) = read(text)
    assert text[found.start : found.end] == "Mr. MORITA Kenji, Minister for Foreign Affairs of Japan"
    assert text[found.name_start : found.name_end] == "MORITA Kenji"


def test_any_text_is_read_to_a_bound() -> None:
    """Of a text that names without end only so many are read."""
    assert len(read("President Ann Reid and " * 3000)) == 2000


def test_what_follows_in_is_a_place_and_no_person() -> None:
    """Though the lexicon does not know it; a possessor is a person, and so is who has a title."""
    assert [d.name for d in read("Today in La Celle-Saint-Cloud, the Minister of Energy, Jean Morel, spoke.")] == [
        "Jean Morel"
    ]
    assert [d.name for d in read("in Jean Morel's view")] == ["Jean Morel"]
    assert [d.name for d in read("in Minister Morel the state has a friend")] == ["Morel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saudi Foreign Minister Prince Omar Al Harbi", ("Omar Al Harbi", "Foreign Minister", ("SA",))),
        (
            "Minister of Energy of Saudi Arabia Prince Omar bin Khalid",
            ("Omar bin Khalid", "Minister of Energy", ("SA",)),
        ),
        ("Prince Omar bin Khalid", ("Omar bin Khalid", "Prince", ())),
        ("Crown Prince Omar bin Khalid", ("Omar bin Khalid", "Crown Prince", ())),
    ],
)
def test_a_prince_who_is_a_minister_has_that_office(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    """Without one, he has his title."""
    assert said(f"{text} spoke.") == [expected]


def test_an_envoy_of_a_body_for_a_region_is_one_person() -> None:
    """Whose office is the whole, and whose name stands behind a comma."""
    text = "The Special Envoy of the European Union for the Sahel, Ms. Rossi, spoke."
    assert said(text) == [("Rossi", "Special Envoy of the European Union for the Sahel", ("EU",))]


def test_a_dash_joins_two_offices_of_one_person() -> None:
    """As a comma and "and" do."""
    (found,) = read("Deputy Prime Minister – Minister of Foreign Affairs of Bulgaria Ivan Petrov spoke.")
    assert [t.words for t in found.titles] == ["Deputy Prime Minister", "Minister of Foreign Affairs"]
    assert (found.name, found.states) == ("Ivan Petrov", ("BG",))


def test_the_general_secretariat_is_no_general() -> None:
    """The general of an army is one."""
    assert read("They met at the headquarters of the General Secretariat.") == []
    assert len(read("They met the General in Lima.")) == 1


def test_two_offices_of_one_stand_before_a_name_that_is_set_apart() -> None:
    """ "The Deputy Prime Minister and Minister of Trade of Peru, Ms. A"; without the comma they are two persons."""

    def read(text: str) -> list[tuple[str, int]]:
        return [(d.name, len(d.titles)) for d in designations(text, words(text), names())]

    assert read("She met the Deputy Prime Minister and Minister of Trade of Peru, Ms. Ana Vega.") == [("Ana Vega", 2)]
    assert read("She met the President and Prime Minister Dahl.") == [("", 1), ("Dahl", 1)]
    assert read("She met the President of Chile and the Minister of Trade of Peru, Ms. Ana Vega.")[-1] == (
        "Ana Vega",
        1,
    )


def test_each_of_a_list_may_have_the_state_before_the_name() -> None:
    """ "The Ministers of Trade of Brazil, A; of Chile, B; and of Peru, C"."""
    text = (
        "The Ministers of Trade of Brazil, Carlos Prado; of Chile, Elena Ruiz; and of Peru, Juan Benitez, met; of late."
    )
    found = designations(text, words(text), names())
    assert [(d.name, d.states) for d in found] == [
        ("Carlos Prado", ("BR",)),
        ("Elena Ruiz", ("CL",)),
        ("Juan Benitez", ("PE",)),
    ]
    assert {t.words for d in found for t in d.titles} == {"Minister of Trade"}


@pytest.mark.parametrize(
    "text",
    [
        "the Foreign Ministers of Egypt, Samir Nabil, Jordan, Omar Haddad, and Iraq, Faris Hakim, met",
        "the Foreign Ministers of Egypt (Samir Nabil), Jordan (Omar Haddad) and Iraq (Faris Hakim)",
        "the Foreign Ministers of Egypt, Samir Nabil, of Jordan, Omar Haddad, and of Iraq, Faris Hakim",
        "the Foreign Ministers of Egypt, Mr. Samir Nabil; Jordan, Mr. Omar Haddad; and Iraq, Mr. Faris Hakim",
        "the Foreign Ministers of Egypt, Jordan and Iraq, Samir Nabil, Omar Haddad and Faris Hakim",
    ],
)
def test_a_state_in_a_list_is_nobody(text: str) -> None:
    """However the states stand between the names, each is that of one of them."""
    title = "Foreign Minister"
    assert said(text) == [
        ("Samir Nabil", title, ("EG",)),
        ("Omar Haddad", title, ("JO",)),
        ("Faris Hakim", title, ("IQ",)),
    ]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Foreign Minister Hossein Amir-Abdollahian", "Hossein Amir-Abdollahian", "Foreign Minister"),
        ("Foreign Minister Amir-Abdollahian", "Amir-Abdollahian", "Foreign Minister"),
        ("H.E. Mr. Hossein AMIR-ABDOLLAHIAN, Minister of Trade", "Hossein AMIR-ABDOLLAHIAN", "Minister of Trade"),
        ("Foreign Minister Hossein Amir Abdollahian", "Hossein Amir Abdollahian", "Foreign Minister"),
        ("Prime Minister Sultan-Galiev", "Sultan-Galiev", "Prime Minister"),
        ("Minister Ann Prince-Baker", "Ann Prince-Baker", "Minister"),
        ("Foreign Minister Stephen King", "Stephen King", "Foreign Minister"),
        ("Minister Sultan Al-Karim", "Sultan Al-Karim", "Minister"),
        ("Sultan Haitham bin Talal", "Haitham bin Talal", "Sultan"),
        ("Amir Tamim bin Hamad", "Tamim bin Hamad", "Amir"),
        ("Secretary-General Ana Ruiz", "Ana Ruiz", "Secretary-General"),
        ("Minister-President Jonas Weiss", "Jonas Weiss", "Minister-President"),
    ],
)
def test_a_part_of_a_name_that_could_be_a_title_is_none(text: str, name: str, title: str) -> None:
    """With a hyphen, behind a given name, or before that of a family; a title with a hyphen is still one."""
    assert said(text) == [(name, title, ())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Jean-Yves Dupont", "Jean-Yves Dupont"),
        ("S.E. M. Paul Ndong", "Paul Ndong"),
        ("M. K. Raman", "M. K. Raman"),
        ("Hon Nanaia Rewi", "Nanaia Rewi"),
        ("the Hon'ble Arun Mehta", "Arun Mehta"),
        ("H.E. Dr. Arun Mehta", "Arun Mehta"),
        ("Shri Arun Mehta", "Arun Mehta"),
        ("Dato' Seri Azlan Rahim", "Azlan Rahim"),
        ("Dato’ Sri Azlan Rahim", "Azlan Rahim"),
        ("YB Datuk Seri Azlan Rahim", "Azlan Rahim"),
        ("Pehin Dato Azlan Rahim", "Azlan Rahim"),
        ("Sra. Diana Soto", "Diana Soto"),
        ("Senhor Mauro Lima", "Mauro Lima"),
        ("Lt. Gen. (Retd) Khalid Aziz", "Khalid Aziz"),
        ("Air Chief Marshal John Smith", "John Smith"),
        ("Bapak Joko Santoso", "Joko Santoso"),
        ("Sri Wulan Santoso", "Sri Wulan Santoso"),
        ("Archbishop Paul Greco", "Paul Greco"),
        ("DCM John Smith", "John Smith"),
        ("Chargé d’Affaires a.i. John Smith", "John Smith"),
    ],
)
def test_a_name_has_no_courtesy_in_it(text: str, name: str) -> None:
    """Of whatever country; what is a given name or an initial stays."""
    assert [d.name for d in read(f"The minister met {text} today.") if d.name] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Cardinal Pietro Greco, Secretary of State",
        "Secretary of State Cardinal Pietro Greco",
        "Cardinal Secretary of State Pietro Greco",
        "the Secretary of State, Cardinal Pietro Greco",
        "Archbishop Pietro Greco, Secretary for Relations with States",
    ],
)
def test_the_secretary_of_state_who_is_a_cardinal_is_that_of_the_holy_see(text: str) -> None:
    """The United States' has the same title."""
    (found,) = read(text)
    assert (found.name, {t.implied for t in found.titles}) == ("Pietro Greco", {"VA"})
    assert {t.implied for t in read("Secretary of State Peter Harlow")[0].titles} == {"US"}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Undersecretary for North America Roberto Vela", "Roberto Vela", "Undersecretary for North America"),
        ("Director General for Latin America Roberto Vela", "Roberto Vela", "Director General for Latin America"),
    ],
)
def test_a_part_of_the_world_belongs_to_the_title(text: str, name: str, title: str) -> None:
    """And is neither a state nor a name."""
    assert said(text) == [(name, title, ())]


def test_member_states_are_nobody() -> None:
    """Nor is any other word for several states a name."""
    text = "We, the Foreign Ministers of the Member States of the Association of Southeast Asian Nations (ASEAN) and Australia, met."
    assert not [d.name for d in read(text) if d.name]


@pytest.mark.parametrize("text", ["Thanked King Abdullah for his visit.", "Urged Prince Abdullah to act."])
def test_a_verb_before_a_title_is_no_name(text: str) -> None:
    """The title of a king ends a name, as in Stephen King, and never stands within it."""
    assert [d.name for d in read(text) if d.titles] == ["Abdullah"]


@pytest.mark.parametrize("whose", ["Latin American", "South American", "Central American", "North American"])
def test_a_part_of_the_world_is_no_state(whose: str) -> None:
    """Neither is what ends with the adjective of one."""
    assert [(d.name, d.states) for d in read(f"He met with {whose} foreign ministers.") if d.titles] == [("", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cabinet Secretary H.E. Dr. Joseph Mutua, E.G.H., of Kenya", ["Joseph Mutua"]),
        ("her counterpart Deputy Prime Minister – Minister of Foreign Affairs Marat Seitov", ["", "Marat Seitov"]),
        ("President J.R.R. Rao of India", ["J.R.R. Rao"]),
        ("MEMORANDUM OF CONVERSATION\nPARTICIPANTS: Minister Bo Bro of Peru\nPLACE: Lima", ["Bo Bro"]),
    ],
)
def test_letters_of_orders_and_of_offices_are_no_names(text: str, expected: list[str]) -> None:
    """Nor are the heads of a memorandum."""
    assert [d.name for d in designations(text, words(text), names()) if d.name or d.titles] == expected


def test_a_name_that_a_state_has_too_is_a_surname_where_somebody_is_called_by_it() -> None:
    """Without a title before it elsewhere, a state behind a name is a state."""
    text = "Argentine Minister of Foreign Affairs, International Trade and Worship Graciela Montenegro spoke."
    office = "Minister of Foreign Affairs, International Trade and Worship"
    assert said(f"{text} Minister Montenegro said so.")[0] == ("Graciela Montenegro", office, ("AR",))
    assert said(text)[0] == ("Graciela", office, ("AR",))


@pytest.mark.parametrize(
    ("text", "name", "title", "state"),
    [
        ("Crown Prince of Abu Dhabi Khalid bin Nasser", "Khalid bin Nasser", "Crown Prince of Abu Dhabi", "AE"),
        ("Karl Dorn, Mayor of Vienna", "Karl Dorn", "Mayor of Vienna", "AT"),
        ("the Governor of Tokyo, Sato Yuri", "Sato Yuri", "Governor of Tokyo", "JP"),
        ("African Union Commission Chairperson Olu Dahl", "Olu Dahl", "African Union Commission Chairperson", "African Union"),
        ("President of the European Commission Ursel Stolz", "Ursel Stolz", "President of the European Commission", "EU"),
        # A state, a body that has no other, and a house of a government are no part of it.
        ("Crown Prince of Denmark Ove Dahl", "Ove Dahl", "Crown Prince", "DK"),
        ("NATO Secretary General Piet Visser", "Piet Visser", "Secretary General", "NATO"),
        ("Press Secretary of the White House Jo Reid", "Jo Reid", "Press Secretary", "US"),
    ],
)  # fmt: skip
def test_an_office_of_a_town_or_of_a_commission_has_it_in_its_name(
    text: str, name: str, title: str, state: str
) -> None:
    """Whoever is mayor is so of a town, and the chair of a commission is not that of the whole body."""
    assert said(text) == [(name, title, (state,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("was met in Lima President of Chile Eva Soto", [("Eva Soto", "President", ("CL",))]),
        ("was met in Singapore Prime Minister of Norway Ola Berg", [("Ola Berg", "Prime Minister", ("NO",))]),
        ("was met in Berlin Deputy Chancellor of Austria Karl Dorn", [("Karl Dorn", "Deputy Chancellor", ("AT",))]),
        ("was met in Oslo Foreign Minister Ana Soto of Peru", [("Ana Soto", "Foreign Minister", ("PE",))]),
        ("was met in Brussels NATO Secretary-General Piet Visser", [("Piet Visser", "Secretary-General", ("NATO",))]),
        # Without a state of its own an office is that of the town; and an adjective is no place.
        ("was met in London Foreign Secretary Jane Ashdown", [("Jane Ashdown", "Foreign Secretary", ("GB",))]),
        ("had trust in Russian Ambassador of Peace Ivan Orlov", [("Ivan Orlov", "Ambassador of Peace", ("RU",))]),
    ],
)
def test_a_town_behind_in_is_where_they_met_if_the_office_behind_it_has_a_state(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """It is no part of the office."""
    assert said(f"He {text}.") == expected


@pytest.mark.parametrize(
    ("text", "name", "title", "states"),
    [
        ("Chief of Army Staff General Omar Mir", "Omar Mir", "Chief of Army Staff", ()),
        ("Peru's Chief of the Defence Staff Admiral Luis Paz", "Luis Paz", "Chief of the Defence Staff", ("PE",)),
        ("Chief of the General Staff Luis Paz", "Luis Paz", "Chief of the General Staff", ()),
        # Behind no office in the forces it is a part of the title.
        ("Secretary General Ove Dahl", "Ove Dahl", "Secretary General", ()),
        ("Army General Ove Dahl of Norway", "Ove Dahl", "Army General", ("NO",)),
        ("the UK's Minister of State for Europe, North America and Overseas Territories Ann Lee", "Ann Lee",
         "Minister of State for Europe, North America and Overseas Territories", ("GB",)),
        ("Ambassador of the Custodian of the Two Holy Mosques to Peru Nawaf Al-Ali", "Nawaf Al-Ali",
         "Ambassador of the Custodian of the Two Holy Mosques to Peru", ("SA",)),
        ("the Custodian of the Two Holy Mosques, King Faisal", "Faisal", "King", ()),
    ],
)  # fmt: skip
def test_a_title_is_read_to_its_end(text: str, name: str, title: str, states: tuple[str, ...]) -> None:
    """A rank behind an office in the forces is none, commas may stand within a title, and a king by his style has envoys."""
    assert said(text) == [(name, title, states)]

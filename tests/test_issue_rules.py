"""The issues of a statement, and from where they are."""

from __future__ import annotations

import datetime as dt

import pytest

from readings import met, only, read


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They discussed the war in Ukraine.", {"ukraine"}),
        ("They agreed to continue sanctions against Russia and support for Ukraine.", {"russia-sanctions", "ukraine"}),
        ("They discussed energy, climate change, and human rights.", {"energy", "climate-change", "human-rights"}),
        # A broader one beside a narrower, of one object.
        ("They discussed North Korea's nuclear and missile activities.", {"north-korea-nuclear"}),
        # The name of who takes part is no subject; that of another is, and so is what happens in it.
        ("They discussed China.", {"china-policy"}),
        ("They discussed the future of Japan.", {"bilateral-relations"}),
        # Contacts, where nothing else is named.
        ("They agreed to remain in close contact.", {"consultation-mechanisms"}),
        ("They agreed to remain in close contact on Syria.", {"syria"}),
        # Order and law as such are no second object beside the place that they are said of.
        ("They discussed regional issues, including Syria.", {"syria"}),
        ("They opposed any change of the status quo by force in the South China Sea.", {"south-china-sea"}),
        ("On Syria, they agreed to remain in close contact.", {"syria"}),
        ("They discussed food and energy security.", {"food-security", "energy"}),
        # Circumstances are no subject.
        ("They welcomed the growth of trade amid the COVID-19 pandemic.", {"trade-investment"}),
        ("They agreed to fight piracy on the margins of the NATO summit.", {"maritime-security"}),
        # The war, where what Russia does in it is named beside; elsewhere it is Russia.
        ("They discussed the situation in Russia and Ukraine.", {"ukraine"}),
        ("They discussed the dialogue with Russia.", {"russia-policy"}),
        # A body that meets is the subject, and not that it meets.
        ("They agreed to hold the next meeting of the Joint Commission in May.", {"consultation-mechanisms"}),
        # Relations with a body are about it, where it stands right beside them.
        ("They welcomed the Strategic Partnership with ASEAN.", {"asean"}),
        ("They welcomed their strategic partnership at the ASEAN summit.", {"bilateral-relations", "asean"}),
        ("They discussed bilateral trade and economic cooperation.", {"trade-investment"}),
        # Visits and meetings to come.
        ("Minister Alm looks forward to welcoming Secretary Bro in May.", {"high-level-visits"}),
        ("They agreed to meet soon in Oslo.", {"high-level-visits"}),
        ("Secretary Bro looks forward to visiting Japan in May.", {"high-level-visits"}),
        # Before the verb; with what is said of it.
        ("On Syria, they agreed to act.", {"syria"}),
        ("On Syria, they stressed the need for humanitarian aid.", {"syria", "humanitarian-assistance"}),
        ("Regarding Syria, they discussed the war in Gaza and Syria.", {"syria", "gaza"}),
        # What something is outside of is no subject.
        ("They discussed challenges outside of the Middle East, including energy.", {"energy"}),
        ("They stressed that nobody must be displaced to a place outside of Gaza.", {"gaza"}),
        ("Minister Alm congratulated the Secretary on her election.", {"domestic-politics"}),
        ("They discussed critical technologies and defense investments.", {"science-technology", "security"}),
        ("Minister Alm invited the Secretary to Tokyo.", {"high-level-visits"}),
        ("They praised the friendship of their countries.", {"bilateral-relations"}),
        ("They expressed condolences on the loss.", {"domestic-politics"}),
    ],
)
def test_issues_are_those_that_the_words_carry(text: str, issues: set[str]) -> None:
    """The narrowest that the words name, each object its own."""
    assert set(only(text).issues) == issues


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Minister Alm praised the exhibition in Human Rights Avenue.", {"bilateral-relations"}),
        ("Minister Alm praised the Ukraine Square market.", {"bilateral-relations"}),
        ("Minister Alm told the China Daily that tea is good.", {"bilateral-relations"}),
        ("Minister Alm praised the frigate Ukraine Star.", {"defence-cooperation"}),
        ("Minister Alm thanked the crew of the MV Climate Hope.", {"bilateral-relations"}),
        ("Minister Alm praised the Lebanon Hotel.", {"bilateral-relations"}),
        ("Minister Alm praised the work of the Alliance of Civilizations.", {"bilateral-relations"}),
        ("Minister Alm thanked Minister of Trade Dahl for the reception.", {"bilateral-relations"}),
        ("Minister Alm congratulated her on her appointment as Minister of Agriculture.", {"domestic-politics"}),
        # What is about it, though it is a name too.
        ("Minister Alm praised the Ukraine Recovery Fund.", {"ukraine"}),
        ("Minister Alm praised the Climate Change Conference.", {"climate-change"}),
        ("Minister Alm praised the Alliance's role.", {"alliance"}),
        ("Minister Alm praised the strength of the Japan-U.S. Alliance.", {"alliance"}),
        ("They agreed that the Ministers of Agriculture would meet.", {"agriculture"}),
        ("They discussed the streets of Gaza.", {"gaza"}),
    ],
)
def test_what_bears_a_name_is_not_about_it(text: str, issues: set[str]) -> None:
    """A street, a newspaper, a ship, a hotel, an office; a fund or a conference is."""
    assert set(only(text).issues) == issues


def test_words_that_lead_back_have_what_was_before() -> None:
    """ "These threats" are those of the statement before; a forum is added to it; a new paragraph begins anew."""
    text = "They condemned the war in Ukraine. They agreed to counter these threats."
    assert [one.issues for one in read(text)] == [("ukraine",), ("ukraine",)]
    text = "They condemned the war in Ukraine. They agreed on further responses at the United Nations."
    assert read(text)[1].issues == ("ukraine", "united-nations")
    text = "They condemned the war in Ukraine.\nThey agreed to go on."
    assert read(text)[1].issues != ("ukraine",)


@pytest.mark.parametrize(
    "sentence",
    [
        "On this, they agreed to act.",
        "In this regard, Minister Alm expressed readiness to send boats.",
        "To that end, the two ministers agreed to act.",
        "On the same subject, Minister Alm offered to help.",
        "They also discussed the matter.",
        "They agreed to end the fighting there.",
        "On this issue they agreed to remain in close contact.",
    ],
)
def test_a_sentence_may_lead_back_over_the_paragraph(sentence: str) -> None:
    """Its issue is that of the statement before, wherever that stands, and the reason says by which words."""
    found = read(f"They condemned the war in Ukraine.\n{sentence}")[1]
    assert found.issues == ("ukraine",)
    assert "before" in found.reasons[1].words
    assert found.reasons[1].confidence < 0.7


@pytest.mark.parametrize(
    "sentence",
    [
        "On this occasion, they agreed to act.",
        "In these talks, they agreed to act.",
        "On that day, they agreed to act.",
    ],
)
def test_an_occasion_leads_back_to_nothing(sentence: str) -> None:
    """It is the meeting itself."""
    assert read(f"They condemned the war in Ukraine.\n{sentence}")[1].issues == ("bilateral-relations",)


def test_a_channel_of_contact_is_about_itself() -> None:
    """ "This channel" leads back to no matter of the talks, and "on this issue" does."""
    text = "They condemned the war in Ukraine. They agreed to maintain this channel of communication."
    assert read(text)[1].issues == ("consultation-mechanisms",)


def test_condolences_are_on_what_was_told_before() -> None:
    """Where nothing was, a loss is one at home; congratulations are on nothing that was told before."""
    text = "They condemned the war in Ukraine and expressed condolences to the families. They wished the hosts a good year."
    assert [one.issues for one in read(text)] == [("ukraine",), ("ukraine",), ("bilateral-relations",)]


def test_the_situation_there_is_where_it_was() -> None:
    """ "The situation there" leads back, over a forum that is named beside it."""
    text = "They discussed the war in Ukraine. They raised the situation there at the United Nations."
    assert read(text)[1].issues == ("ukraine", "united-nations")


def test_a_body_that_takes_part_is_a_subject() -> None:
    """ "Relations with NATO", in a meeting with NATO, are about it, where a state is only a party."""
    (one,) = met("NATO US", "They agreed that NATO needs friends.")
    assert one.issues == ("nato",)
    assert met("CN US", "They agreed that China needs friends.")[0].issues == ("bilateral-relations",)
    assert met("CN US", "They discussed the situation in western China.")[0].issues == ("china-policy",)


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They discussed Ukraine's fight against corruption and its democracy.", {"ukraine", "democracy"}),
        ("They discussed Ukraine's democracy.", {"democracy"}),
        ("They discussed close United States-Ukraine cooperation on climate change.", {"climate-change"}),
        ("They discussed support for Ukraine and its democracy.", {"ukraine", "democracy"}),
        ("They discussed aid for Ukraine's power grid.", {"ukraine", "energy"}),
        ("They discussed the future of Ukraine.", {"ukraine"}),
    ],
)
def test_a_state_at_war_has_a_life_beside_it(text: str, issues: set[str]) -> None:
    """What belongs to it at home is not said of the war; help for it, and the state alone, are."""
    assert set(met("UA US", text)[0].issues) == issues


def test_a_colon_leads_to_the_issues_of_its_points() -> None:
    """What is promised in points has the issues of each, and none of what stands behind them."""
    text = (
        "The two ministers committed to the following steps:\n- expand trade;\n- fight piracy.\nThey discussed energy."
    )
    assert [one.issues for one in read(text)] == [("trade-investment",), ("maritime-security",), ("energy",)]
    text = "They committed to the following steps:\nMore trade was the aim."
    assert read(text)[0].issues == ("bilateral-relations",)


def test_a_heading_gives_its_issue() -> None:
    """What a point does not name, its heading does."""
    for heading, issue in (("2 Climate change", "climate-change"), ("Regional security", "security")):
        assert only(f"{heading}\n(1) They agreed to go on.").issues == (issue,)


def test_what_is_guessed_from_afar_is_less_sure() -> None:
    """Labels in the passage are surer than what came before, and that is surer than nothing at all."""
    inside = only("They discussed the war in Ukraine.").reasons[1]
    before = read("They discussed the war in Ukraine. They agreed to go on.")[1].reasons[1]
    nothing = only("They agreed to go on.").reasons[1]
    assert inside.confidence > before.confidence > nothing.confidence
    assert (inside.rule, nothing.words) == ("issue", "no label in reach")


@pytest.mark.parametrize(
    "rest",
    [
        "Secretary Bro paid tribute to the late John Hume.",
        "They agreed to invite the Chicago Poetry Foundation.",
        "Minister Alm recalled the feast of Saint Patrick.",
        "They discussed the urgency of less crowding.",
        "The two ministers reviewed recent endeavours.",
    ],
)
def test_a_sentence_that_names_something_of_its_own_is_not_about_the_one_before(rest: str) -> None:
    """A name that is no state and nobody who took part, or what they then discussed: relations in general stand for it."""
    first, last = read(f"The two ministers condemned the war in Ukraine. {rest}")
    assert (first.issues, last.issues) == (("ukraine",), ("bilateral-relations",))


@pytest.mark.parametrize(
    "rest",
    [
        "They agreed that the violence must end.",
        "Secretary Bro expressed hope that the United States would help.",
        "Minister Alm stressed that Japan would go on.",
        "They discussed the situation.",
        "Minister Alm urged the Government of Japan to act.",
        "Secretary Bro stressed the efforts of the President and the Administration.",
    ],
)
def test_a_sentence_that_names_nothing_else_is_about_the_one_before(rest: str) -> None:
    """States, governments and those who met are nothing else."""
    _, last = read(f"The two ministers condemned the war in Ukraine. {rest}")
    assert last.issues == ("ukraine",)


@pytest.mark.parametrize(
    "rest",
    [
        "Secretary Bro reaffirmed U.S. support for Japan.",
        "Secretary Bro reaffirmed her commitment to the people of Japan.",
        "Secretary Bro expressed her support for Japan and the Japanese people.",
    ],
)
def test_support_for_a_side_alone_is_of_the_relations(rest: str) -> None:
    """Where nothing but who takes part is named, it is not about what was spoken of before."""
    assert read(f"They discussed the war in Gaza. {rest}")[1].issues == ("bilateral-relations",)
    assert read("They discussed the war in Gaza. Secretary Bro reaffirmed her support.")[1].issues == ("gaza",)


def test_of_many_things_none_is_carried_over() -> None:
    """What follows a sentence about four things is hardly about all of them; within the sentence it is."""
    many = "discussed Ukraine, climate change, vaccines, terrorism and free trade"
    _, last = read(f"The two ministers {many}. They agreed that this work must go on.")[:2]
    assert len(read(f"The two ministers {many} and agreed to act.")[-1].issues) > 3
    assert len(last.issues) > 3  # "this work" leads back
    _, last = read(f"The two ministers {many}. They agreed that more must be done.")
    assert last.issues == ("bilateral-relations",)


def test_what_a_sentence_without_a_statement_names_is_meant_by_the_next() -> None:
    """ "The test" is that of the sentence before, also where that only says why they spoke, and not an earlier matter."""
    text = (
        "They discussed trade.\nThe ministers spoke after the missile launch by North Korea. They condemned the test."
    )
    assert read(text)[-1].issues == ("north-korea",)


@pytest.mark.parametrize(("year", "issues"), [(2005, {"energy"}), (2013, {"energy"}), (2014, {"energy", "ukraine"})])
def test_nothing_is_about_a_war_before_it_began(year: int, issues: set[str]) -> None:
    """In an earlier year it is not meant, whatever is named; where no day is known it may be."""
    said = "They discussed energy and the crisis in Ukraine."
    assert set(met("JP UA", said, dt.date(year, 5, 1))[0].issues) == issues
    assert set(met("JP UA", said)[0].issues) == {"energy", "ukraine"}


@pytest.mark.parametrize(
    ("rest", "issues"),
    [
        ("They welcomed the humanitarian aid of the past week.", {"syria", "humanitarian-assistance"}),
        ("They stressed the need for the protection of civilians.", {"syria"}),
        ("They welcomed the aid that reaches civilians in need in Syria.", {"syria", "humanitarian-assistance"}),
        ("They stressed the protection of civilians and humanitarian access.", {"syria", "humanitarian-assistance"}),
        ("They called for a ceasefire.", {"syria"}),
        ("They discussed the ceasefire.", {"syria"}),
        ("They discussed recent endeavours.", {"bilateral-relations"}),
        ("They welcomed the humanitarian aid for Yemen.", {"yemen", "humanitarian-assistance"}),
    ],
)
def test_relief_is_that_of_the_conflict_that_was_spoken_of(rest: str, issues: set[str]) -> None:
    """In the same paragraph, unless it names its own; who is to be spared is no relief, and a ceasefire only the war's."""
    assert set(read(f"They discussed the war in Syria and trade. {rest}")[1].issues) == issues


def test_relief_is_of_no_conflict_where_two_were_spoken_of_or_none() -> None:
    """Nor is it of one in another paragraph; and convoys are relief where that was spoken of."""
    convoys = "They called for more convoys into Gaza."
    assert read(f"They welcomed the humanitarian aid. {convoys}")[1].issues == ("gaza", "humanitarian-assistance")
    assert only(convoys).issues == ("gaza",)
    aid = "They welcomed the humanitarian aid."
    for before in ("They discussed the wars in Syria and Yemen. ", "They discussed trade. ", "They discussed Syria.\n"):
        assert read(before + aid)[1].issues == ("humanitarian-assistance",)
    assert only("They stressed the protection of civilians.").issues == ("humanitarian-assistance",)


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They discussed economic ties, particularly in energy and on semiconductors.", {"energy", "semiconductors"}),
        ("They discussed economic ties, including a pact on energy.", {"economy", "energy"}),
        ("They discussed regional security issues, including Syria and Iran.", {"syria", "iran"}),
        ("They praised their security partnership, including support for Syria.", {"security", "syria"}),
        ("They discussed sanctions on Russia for its unprovoked and unjustified attack on Ukraine.", {"russia-sanctions"}),
        ("They discussed sanctions on Russia and the war in Ukraine.", {"russia-sanctions", "ukraine"}),
        ("They discussed international issues and regional security.", {"security"}),
        ("They discussed bilateral cooperation in trade.", {"trade-investment"}),
        ("They agreed on a strategic partnership to combat piracy.", {"maritime-security"}),
        ("They agreed on a strategic partnership and rules against piracy.", {"bilateral-relations", "maritime-security"}),
        ("They will have their teams follow up on trade.", {"trade-investment"}),
        ("They will have their teams follow up.", {"consultation-mechanisms"}),
        ("They discussed bilateral cooperation and trade.", {"bilateral-relations", "trade-investment"}),
        ("They discussed trade in the context of preparations for the G7 Summit.", {"trade-investment", "g7"}),
        ("They discussed economic and technology issues.", {"economy", "science-technology"}),
    ],
)  # fmt: skip
def test_a_field_gives_way_to_what_of_it_is_meant(text: str, issues: set[str]) -> None:
    """What is told in detail, the reason for a measure and the field of a cooperation are no objects beside each other."""
    assert set(only(text).issues) == issues


def test_who_congratulates_and_wishes_well_does_both_for_one_reason() -> None:
    """In one sentence; good wishes of another are of the relations."""
    text = "Minister Alm congratulated the Secretary on her election and wished her success."
    assert [one.issues for one in read(text)] == [("domestic-politics",)] * 2
    text = "Minister Alm congratulated the Secretary on her election. He wished her a good year."
    assert read(text)[1].issues == ("bilateral-relations",)


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        # Its actions are those of the statement before; its people are another matter.
        (
            "They condemned the DPRK's missile launches. They agreed that the DPRK's actions are wrong.",
            {"north-korea-nuclear"},
        ),
        (
            "They condemned the DPRK's missile launches. They discussed refugees from the DPRK.",
            {"migration", "north-korea"},
        ),
        (
            "They condemned the DPRK's missile launches. They discussed a response to future provocations at the G7.",
            {"north-korea-nuclear", "g7"},
        ),
        (
            "They discussed hostages held by Hamas. They condemned threats to peace in the West Bank.",
            {"middle-east-peace"},
        ),
        ("They discussed support for Ukraine. They condemned the actions of Russia.", {"ukraine"}),
        # Success that is wished to a country of which a crisis was told, and that is wished to its people.
        ("They discussed the crisis in Syria. They wished the government success in ending the crisis.", {"syria"}),
        ("They discussed the crisis in Syria. They wished the people a good year.", {"bilateral-relations"}),
        # A meeting since which much was done is no visit.
        ("They reviewed the progress made since the May summit.", {"bilateral-relations"}),
        ("They reviewed the plans of the summit.", {"high-level-visits"}),
    ],
)
def test_what_is_told_goes_on(text: str, issues: set[str]) -> None:
    """What was told of a state goes on where its doings are spoken of, and the crisis that was told where it is named."""
    assert set(read(text)[-1].issues) == issues


def test_what_is_said_of_the_last_object_has_it_too() -> None:
    """ "Peace in one place, which is part of all order": both."""
    text = (
        "They discussed energy and peace across the Taiwan Strait,"
        " which the Secretary underscored is an essential part of a free and open Indo-Pacific."
    )
    first, second = read(text)
    assert set(first.issues) == {"energy", "taiwan-strait"}
    assert set(second.issues) == {"taiwan-strait", "indo-pacific"}


def test_relations_before_circumstances_do_not_hide_them() -> None:
    """ "The relationship, given the role in the Indo-Pacific": both; trade amid a pandemic is trade alone."""
    text = "They agreed to strengthen the relationship given its role for a free and open Indo-Pacific."
    assert set(only(text).issues) == {"bilateral-relations", "indo-pacific"}


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They discussed the internal political situation in Venezuela.", {"venezuela"}),
        ("They discussed the internal political situation in Chile.", {"domestic-politics"}),
        ("They discussed the plans for national elections in Libya.", {"libya"}),
        ("They discussed free and fair elections in Libya.", {"democracy", "libya"}),
        ("They discussed the elections in Chile.", {"domestic-politics"}),
        ("They discussed democratic institutions and the elections in Chile.", {"democracy"}),
        (
            "Minister Alm congratulated her and the Democratic Alliance on their victory in the general election.",
            {"domestic-politics"},
        ),
        ("They discussed efforts to calm Syria and to bolster regional security.", {"syria"}),
        (
            "They discussed energy, Syria, regional security, and trade.",
            {"energy", "syria", "security", "trade-investment"},
        ),
        ("They condemned the DPRK's rhetoric and ballistic missile launches.", {"north-korea-nuclear"}),
        ("They discussed Ukraine's defence and sanctions on Russia.", {"ukraine", "russia-sanctions"}),
    ],
)
def test_a_general_issue_is_that_of_what_is_named(text: str, issues: set[str]) -> None:
    """Politics and security are those of the place that is named; a list has each, and a state at war stays."""
    assert set(only(text).issues) == issues


@pytest.mark.parametrize("body", ["EU", "UN"])
def test_a_short_code_is_that_of_a_body_too(body: str) -> None:
    """The role of a body that takes part is a subject, as that of a state is not."""
    issue = {"EU": "european-union", "UN": "united-nations"}[body]
    assert met(f"{body} US", f"They stressed the role of the {body}.")[0].issues == (issue,)

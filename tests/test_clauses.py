"""The clauses of a sentence that carry an act, where they begin and end, and what carries none."""

from __future__ import annotations

import pytest

from dipgraph.clauses import clauses
from dipgraph.prose import paragraphs
from readings import known


def found(text: str) -> list[tuple[str, str, str]]:
    """Return the clauses of *text*: act, passage, subject."""
    return [
        (one.cue.act, text[one.start : one.end], text[slice(*one.subject)] if one.subject else "")
        for number, paragraph in enumerate(paragraphs(text))
        for one in clauses(number, paragraph, known())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The two ministers strongly condemned the attack and discussed the war, and welcomed the talks.",
            [
                ("condemn", "condemned the attack", "The two ministers"),
                ("discuss", "discussed the war", "The two ministers"),
                ("welcome", "welcomed the talks", "The two ministers"),
            ],
        ),
        (
            "They discussed trade, and the Secretary thanked the Minister for his visit.",
            [("discuss", "discussed trade", "They"), ("appreciate", "thanked the Minister for his visit", "the Secretary")],
        ),
        (
            "They agreed to meet again, reaffirming the importance of trust.",
            [("agree", "agreed to meet again", "They"), ("state", "reaffirming the importance of trust", "They")],
        ),
        (
            "Mr. Alm conveyed his sympathy and his support for the villagers.",
            [("condole", "conveyed his sympathy", "Mr. Alm"), ("support", "his support for the villagers", "Mr. Alm")],
        ),
        (
            "He reaffirmed their commitment to peace and their readiness to help.",
            [
                ("reaffirm", "reaffirmed their commitment to peace", "He"),
                ("intend", "their readiness to help", "He"),
            ],
        ),
        ("The situation in Syria was discussed.", [("discuss", "The situation in Syria was discussed", "")]),
        (
            "The progress was noted, and more meetings of experts were agreed.",
            [
                ("state", "The progress was noted", ""),
                ("agree", "more meetings of experts were agreed", ""),
            ],
        ),
        ("It was agreed to resume the talks.", [("agree", "It was agreed to resume the talks", "")]),
        (
            "The discussion focused on the war in Gaza.",
            [("discuss", "focused on the war in Gaza", "The discussion")],
        ),
        ("They had a candid exchange of views on trade.", [("discuss", "had a candid exchange of views on trade", "They")]),
        ("An exchange of views took place on trade.", [("discuss", "An exchange of views took place on trade", "")]),
        ("Trade was the main topic of discussion.", [("discuss", "Trade was the main topic of discussion", "")]),
        ("Mr. Alm met Ms. Bro to discuss trade and congratulate her on her election.", [
            ("discuss", "discuss trade", "Mr. Alm"),
            ("congratulate", "congratulate her on her election", "Mr. Alm"),
        ]),
        ("Faced with the crisis, they shared their concern.", [("concern", "shared their concern", "they")]),
        ("As he opened the talks, Mr. Alm stressed their value.", [("state", "stressed their value", "Mr. Alm")]),
        ("While exchanging views on trade related to gas, they agreed to meet.", [("agree", "agreed to meet", "they")]),
        ("Building on the funds announced in May, they agreed to meet.", [("agree", "agreed to meet", "they")]),
        ("“We will continue our work,” Mr. Alm said.", [("intend", "will continue our work", "Mr. Alm")]),
        ("We continue to call for calm.", [("request", "continue to call for calm", "We")]),
        (
            "Today the leaders – Minister Alm of Japan, Minister Lo of Peru, and Ms. Bro – agreed to act.",
            [
                (
                    "agree",
                    "agreed to act",
                    "the leaders – Minister Alm of Japan, Minister Lo of Peru, and Ms. Bro –",
                )
            ],
        ),
        (
            "They stressed the value of roads, and in this context, the Minister welcomed the plan.",
            [("state", "stressed the value of roads", "They"), ("welcome", "welcomed the plan", "the Minister")],
        ),
        (
            "They discussed trade and, in turn, the Secretary thanked Exland; to that end, Mr. Alm asked for help.",
            [
                ("discuss", "discussed trade", "They"),
                ("appreciate", "thanked Exland", "the Secretary"),
                ("request", "asked for help", "Mr. Alm"),
            ],
        ),
        (
            "They stressed the value of peace and the need for talks; they shared concern about Exland.",
            [
                ("state", "stressed the value of peace and the need for talks", "They"),
                ("concern", "shared concern about Exland", "they"),
            ],
        ),
        ("They continued to discuss the war.", [("discuss", "continued to discuss the war", "They")]),
        ("They followed up on the plan.", [("discuss", "followed up on the plan", "They")]),
        ("The Minister took the opportunity to thank Exland.", [
            ("appreciate", "took the opportunity to thank Exland", "The Minister"),
        ]),
        ("Exland is watching the reforms with interest, the Minister said.", [
            ("state", "Exland is watching the reforms with interest", "the Minister"),
        ]),
        ("Wyland will need more gas in any case, Mr. Alm added.", [
            ("state", "Wyland will need more gas in any case", "Mr. Alm"),
        ]),
        ("They agreed to open the port, the Minister said.", [("agree", "agreed to open the port", "They")]),
        ("Exland and Wyland urge leaders to act.", [("request", "urge leaders to act", "Exland and Wyland")]),
    ],
)  # fmt: skip
def test_each_act_has_its_clause(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A passage goes from the verb to the end of its objects, a passive from its subject; subjects may be shared."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Alm, who welcomed the launch last year, left.",
        "The issues discussed by the experts are many.",
        "The summit, welcomed by both, was held in May.",
        "They met at a house which Mr. Bro had praised.",
        "The shared view of the experts is known.",
        "Mr. Alm is a friend of those who support it.",
        "Discussing trade, he left the room.",
        "They left to discuss trade.",
    ],
)
def test_what_describes_or_stands_below_carries_no_act(text: str) -> None:
    """Relative clauses, participles at nouns, background and other errands are passed over."""
    (paragraph,) = paragraphs(text)
    assert [one for one in clauses(0, paragraph, known()) if one.form != "own"] == []


def test_what_stands_in_a_report_is_not_told_twice() -> None:
    """A verb below "that" is what is reported; one that is joined to the main verb is the speaker's."""
    text = (
        "Mr. Alm stated that the summit, attended by both, reaffirmed its aims and renewed its call, and welcomed it."
    )
    assert [act for act, _, _ in found(text)] == ["state", "welcome"]
    text = "They noted that the plan is good and welcomed it."
    assert [passage for _, passage, _ in found(text)] == ["noted that the plan is good", "welcomed it"]


def test_what_is_said_without_that_is_not_told_twice() -> None:
    """ "Said it was open but would wait" is one report; what follows a comma and "and" is the speaker's again."""
    assert [act for act, _, _ in found("Mr. Alm said he was open but was willing to wait.")] == ["state"]
    assert [act for act, _, _ in found("Mr. Alm said it was good, and thanked Ms. Bro.")] == ["state", "appreciate"]


def test_nouns_that_could_be_verbs_are_nouns_in_an_opening() -> None:
    """ "During the talks a treaty was signed" has one verb."""
    assert [act for act, _, _ in found("During the talks a treaty was signed.")] == ["sign"]
    assert found("We want to establish a club.") == []


def test_a_passage_ends_before_a_relative_clause() -> None:
    """What "which" tells is no part of the passage."""
    assert found("They welcomed the plan, which helps all.")[0][1] == "welcomed the plan"


@pytest.mark.parametrize(
    "passage",
    [
        "noted the value of ports for grain, which feed the world, as well as work on canals",
        "agreed to build a road, which will be long, and to open a port",
        "thanked Japan for its signature, which opens the way, and for joining the club",
        "discussed the plan for roads, the ports of the south, which the Minister oversees, the funds for both, and Haiti",
    ],
)
def test_a_passage_goes_on_behind_a_relative_clause_where_its_object_does(passage: str) -> None:
    """What "as well as", the same small word, or the next point of a list joins to the object belongs to the act."""
    assert found(f"They {passage}.")[0][1] == passage


def test_the_list_of_a_relative_clause_is_its_own() -> None:
    """ "Which is the basis of peace, the order, and trade" is no list of what was affirmed."""
    passage = "affirmed the strength of the alliance"
    assert found(f"They {passage}, which is the basis of peace, the order, and trade.")[0][1] == passage


def test_a_passage_ends_before_who_will_do_the_next_thing() -> None:
    """The subject of "will" is no part of what another clause has."""
    text = "We will build a port; our ministers will meet in May, and the group will meet in June."
    assert [passage for _, passage, _ in found(text)][:2] == ["will build a port", "will meet in May"]


def test_a_bracket_that_closes_belongs_to_the_passage() -> None:
    """Marks at the end are left out, but not those that close what was opened."""
    assert found("They welcomed the Framework (IPEF).")[0][1] == "welcomed the Framework (IPEF)"
    assert found("They called it “historic” and welcomed it.")[-1][1] == "welcomed it"


def test_one_verb_is_divided_where_its_undertakings_differ() -> None:
    """What goes on and what is new, what is due and what is not, are two; else they are one."""
    text = "They agreed to continue their talks and to sign a treaty."
    assert [passage for _, passage, _ in found(text)] == ["agreed to continue their talks", "to sign a treaty"]
    text = "They agreed to sign a treaty and to meet by the end of 2024."
    assert [passage for _, passage, _ in found(text)] == ["agreed to sign a treaty", "to meet by the end of 2024"]
    assert len(found("They agreed to sign a treaty and to open an office.")) == 1
    assert len(found("They discussed how to continue talks and to sign a treaty.")) == 1


def test_a_point_without_a_subject_is_read() -> None:
    """A bullet may begin with its verb."""
    assert found("• Recognized the importance of trade, and highlighted its growth.") == [
        ("recognise", "Recognized the importance of trade", ""),
        ("state", "highlighted its growth", ""),
    ]


def test_several_blanks_are_one() -> None:
    """A cue fits over two blanks, and a passage ends before them."""
    text = "The two ministers agreed   to  open a port   and thanked us."
    (paragraph,) = paragraphs(text)
    said = [text[one.start : one.end] for one in clauses(0, paragraph, known())]
    assert said == ["agreed   to  open a port", "thanked us"]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("\u201cJapan will always help,\u201d said Minister Alm of Japan.", ["will always help"]),
        ("Launched in May after long talks, the working group is a forum of both.", ["is a forum of both"]),
        (
            "Minister Alm said that Japan abides by the treaty and will promote the ferry.",
            ["said that Japan abides by the treaty", "will promote the ferry"],
        ),
        (
            "Today, Minister Alm will open a port, where both will review the plan and coordinate the ferries.",
            ["will open a port"],
        ),
        ("They discussed the plan, which Minister Alm launched in June.", ["discussed the plan"]),
        (
            "Mr. Dahl joined the talks, and Minister Alm and other guests reiterated their commitment to the treaty.",
            ["reiterated their commitment to the treaty"],
        ),
        ("Today\u2019s inaugural meeting focused on the ferries.", ["focused on the ferries"]),
        (
            "Japan appreciates Wyland\u2019s support and opposes tariffs in all forms.",
            ["appreciates Wyland\u2019s support", "opposes tariffs in all forms"],
        ),
    ],
)
def test_acts_are_found_where_others_word_them_so(text: str, passages: list[str]) -> None:
    """A verb before its subject, a participle that describes, a second verb of a report, verbs before names."""
    (paragraph,) = paragraphs(text)
    assert [text[one.start : one.end] for one in clauses(0, paragraph, known())] == passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exland will, as always, support peace.", [("intend", "will, as always, support peace", "Exland")]),
        ("Exland will, in due course, open a port.", [("intend", "will, in due course, open a port", "Exland")]),
        (
            "They began by discussing trade, and the Minister reiterated his support for the plan.",
            [
                ("discuss", "began by discussing trade", "They"),
                ("support", "reiterated his support for the plan", "the Minister"),
            ],
        ),
        ("Asked about the war, Mr. Alm condemned the attack.", [("condemn", "condemned the attack", "Mr. Alm")]),
        (
            "Trade was another topic of the conversation.",
            [("discuss", "Trade was another topic of the conversation", "")],
        ),
    ],
)
def test_asides_and_openings_are_read_over(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A passage goes on behind an aside, and what opens a sentence is no subject of what follows."""
    assert found(text) == expected


def test_what_is_said_behind_a_comma_is_one_passage() -> None:
    """ "A said, B is a friend": to the end of what is said."""
    first, *_ = found("Mr. Alm said, Exland and Wyland are friends. They agreed to meet.")
    assert first == ("state", "said, Exland and Wyland are friends", "Mr. Alm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Spokesman for the Presidency said the President welcomed the launch.",
            [("welcome", "welcomed the launch", "the President")],
        ),
        (
            "The official spokesperson added that Mr. Alm condemned the attack.",
            [("condemn", "condemned the attack", "Mr. Alm")],
        ),
        ("The spokesman welcomed the launch.", [("welcome", "welcomed the launch", "The spokesman")]),
    ],
)
def test_what_a_spokesperson_tells_is_done_by_whom_it_is_told_of(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    """What the spokesperson does is done by nobody else."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (
            "Minister Alm noted that she understood the fears, and they pledged to continue the talks.",
            ["noted that she understood the fears", "pledged to continue the talks"],
        ),
        (
            "Minister Alm stressed that trade matters, and the two ministers agreed to meet.",
            ["stressed that trade matters", "agreed to meet"],
        ),
        (
            "Minister Alm stressed that trade matters, and Secretary Bro welcomed the fair.",
            ["stressed that trade matters", "welcomed the fair"],
        ),
        (
            "Minister Alm praised the plan, on which the two sides agreed to work.",
            ["praised the plan", "on which the two sides agreed to work"],
        ),
        # The last of a row of names is no subject by itself.
        (
            "Minister Alm stressed that Japan, Peru, and the United States agreed to act.",
            ["stressed that Japan, Peru, and the United States agreed to act"],
        ),
        (
            "Minister Alm praised the pact, which they both agreed has been of help.",
            ["praised the pact", "which they both agreed has been of help"],
        ),
        ("Minister Alm praised the pact, which was agreed in May.", ["praised the pact"]),
        (
            "Minister Alm underscored the value of the pact and the Alm-Berg Administration's commitment to deepening it.",
            ["underscored the value of the pact", "the Alm-Berg Administration's commitment to deepening it"],
        ),
        (
            "Minister Alm underscored the value of the pact and the need for commitment.",
            ["underscored the value of the pact and the need for commitment"],
        ),
        (
            "Minister Alm described the value of the pact and her support for it.",
            ["described the value of the pact and her support for it"],
        ),
        (
            "The two ministers praised the truce underscoring that it must hold.",
            ["praised the truce", "underscoring that it must hold"],
        ),
        # A letter has contents.
        (
            "The two ministers praised the letter underscoring the need for trust.",
            ["praised the letter underscoring the need for trust"],
        ),
        (
            "The two ministers agreed to stay in touch as Minister Alm plans to convene them.",
            ["agreed to stay in touch", "plans to convene them"],
        ),
        ("The two ministers agreed to consult as the law is applied.", ["agreed to consult as the law is applied"]),
        (
            "The two ministers committed to stay in contact and to accelerate the works.",
            ["committed to stay in contact", "to accelerate the works"],
        ),
        (
            "Minister Alm praised the Forum on Ice and Snow held in Porto and invited the Secretary.",
            ["praised the Forum on Ice and Snow held in Porto", "invited the Secretary"],
        ),
        (
            "Minister Alm thanked the hosts of the Forum on Ice and Snow Sports planned for May and stressed its value.",
            ["thanked the hosts of the Forum on Ice and Snow Sports planned for May", "stressed its value"],
        ),
    ],
)
def test_a_sentence_is_parted_where_another_act_begins(text: str, passages: list[str]) -> None:
    """Behind a report or a relative clause, without a comma, and beside what is agreed; else it is one passage."""
    assert [said for _, said, _ in found(text)] == passages

"""Direct speech: where it stands, who is quoted, and that what is said in it is the speaker's."""

from __future__ import annotations

import pytest

from dipgraph.prose import paragraphs
from dipgraph.quotations import speeches
from readings import ALM, BOTH, BRO, known, only, read


def quoted(text: str) -> list[tuple[str, str]]:
    """Return the speeches of *text*, each with the words for its speaker."""
    (paragraph,) = paragraphs(text)
    doc = paragraph.doc
    return [
        (doc[one.start : one.end].text, doc[slice(*one.subject)].text if one.subject else "")
        for one in speeches(paragraph, known().verbs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Mr. Alm said, "We reject it. We will go."', [("We reject it. We will go.", "Mr. Alm")]),
        ('Mr. Alm told Ms. Bro: "We will open it."', [("We will open it.", "Mr. Alm")]),
        ('"We will open it," Ms. Bro replied.', [("We will open it,", "Ms. Bro")]),
        ('"We will open it," she went on.', [("We will open it,", "she")]),
        ("\u201cWe will open it,\u201d said Ms. Bro, who left.", [("We will open it,", "Ms. Bro")]),
        ('Mr. Alm welcomed it and said: "We will open it."', [("We will open it.", "Mr. Alm")]),
        ('"We will open it", she added.', [("We will open it", "she")]),
        ("'We will open it,' said Ms. Bro.", [("We will open it,", "Ms. Bro")]),
        ("\u2018We will open it,\u2019 said Ms. Bro.", [("We will open it,", "Ms. Bro")]),
        ('"We agree," he said. "We will open it."', [("We agree,", "he"), ("We will open it.", "he")]),
    ],
)
def test_a_speech_has_its_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    """Who speaks stands before it, behind it on either side of the verb, or before the speech that it goes on."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ['They called the plan "a great step" forward.', 'They left the "Group of Five States" in May.']
)
def test_words_in_marks_are_no_speech_without_a_verb_of_saying(text: str) -> None:
    """A name or a few words in quotation marks are the text's own."""
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Minister Alm said, "I reject this plan. We will not sign." Secretary Bro thanked him.',
            [("warn", "reject this plan", ALM), ("intend", "will not sign", ALM), ("appreciate", "thanked him", BRO)],
        ),
        ('Secretary Bro said: "We promise nothing."', [("state", "promise nothing", BRO)]),
        (
            'Minister Alm told Secretary Bro: "We will open the port by July."',
            [("intend", "will open the port by July", ALM)],
        ),
        (
            '"We condemn the attack. We will send ten boats," Secretary Bro replied.',
            [("condemn", "condemn the attack", BRO), ("pledge", "will send ten boats", BRO)],
        ),
        ('Minister Alm said: "The United States will send ten boats."', []),
        (
            '"Japan and the United States share a deep commitment to open seas," Minister Alm said.',
            [("reaffirm", "share a deep commitment to open seas", ALM)],
        ),
        ('"It was a good day for the whole region," Minister Alm said.', [
            ("state", "It was a good day for the whole region", ALM)
        ]),
        ("They agreed to open the port, Minister Alm said.", [("agree", "agreed to open the port", BOTH)]),
        ("They agreed to open the port, he added.", [("agree", "agreed to open the port", BOTH)]),
        ("They agreed to open the port, and Minister Alm thanked her.", [
            ("agree", "agreed to open the port", BOTH), ("appreciate", "thanked her", ALM)
        ]),
    ],
)  # fmt: skip
def test_what_is_quoted_is_its_speakers(text: str, expected: list[tuple[str, str, tuple[int, ...]]]) -> None:
    """Each act in a speech is said by who is quoted; who said it is no part of a passage."""
    assert [(one.act, text[one.start : one.end], one.speakers) for one in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        'Minister Alm said: "We reject the plan.\n"We condemn the attack."',
        '"We reject the plan.\n"We condemn the attack," Minister Alm said.',
        "Minister Alm said: \u201cWe reject the plan.\n\u201cIt rained.\n\u201cWe condemn the attack.\u201d",
    ],
)
def test_a_speech_goes_on_in_the_next_paragraph(text: str) -> None:
    """Each paragraph begins with a mark, and only the last ends with one; who is quoted stands at either end."""
    found = [(one.act, text[one.start : one.end], one.speakers) for one in read(text)]
    assert [one for one in found if one[0] != "state"] == [
        ("warn", "reject the plan", ALM),
        ("condemn", "condemn the attack", ALM),
    ]


def test_a_speech_that_is_not_closed_ends_with_its_paragraph() -> None:
    """What follows without a mark is said by others."""
    text = 'Minister Alm said: "We reject the plan.\nSecretary Bro thanked the hosts.'
    assert [(one.act, one.speakers) for one in read(text)] == [("warn", ALM), ("appreciate", BRO)]


def test_a_mark_that_only_closes_begins_nothing() -> None:
    """Nor does an apostrophe."""
    assert quoted('The plan" was closed. Minister Alm said, "We reject it."') == [("We reject it.", "Minister Alm")]
    assert quoted("The ministers' plan of the '90s and Peru's aid, said Ms. Bro.") == []


def test_of_a_long_speech_the_passage_is_its_first_sentence() -> None:
    """Where no act stands in it, what is stated is no more than a sentence."""
    text = '"It was a good day for all. It rained in the north. Ice fell," Minister Alm said.'
    assert [text[one.start : one.end] for one in read(text)] == ["It was a good day for all."]


@pytest.mark.parametrize("verb", ["concluded", "said"])
def test_who_concludes_with_words_signs_nothing(verb: str) -> None:
    """Behind a quotation "concluded" only tells who is quoted: the quotation is the statement, and binds nobody."""
    text = f"\u201cWe must not forget the fishermen in the camps\u201d, {verb} Minister Alm."
    one = only(text)
    assert (one.act, one.speakers) == ("state", ALM)
    assert text[one.start : one.end] == "We must not forget the fishermen in the camps"


def test_a_paragraph_that_is_a_quotation_goes_on_the_one_before() -> None:
    """Without a word of who says it, what stands between marks is said by who was quoted in the paragraph before."""
    text = '"It was a good day," Secretary Bro says.\n"I thank the crew."\nBoth sides left.\n"I condemn the attack."'
    assert [(one.act, one.speakers) for one in read(text)][1:2] == [("appreciate", BRO)]
    assert ("condemn", BRO) not in [(one.act, one.speakers) for one in read(text)]

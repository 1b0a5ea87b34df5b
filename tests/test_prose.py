"""Paragraphs, sentences and words with their offsets."""

from __future__ import annotations

import pytest

from dipgraph.prose import paragraphs, unstruck


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*."""
    return [str(sentence) for paragraph in paragraphs(text) for sentence in paragraph.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met leaders in the U.S. The visit was short.", 2),
        ("They talked at 5 p.m. He left at 6 p.m. local time.", 2),
        ("President Joseph Alm, Jr. met Ms. B. Bro today. They talked.", 2),
        ("She met with U.S. Secretary of State Bo Bro in Washington, D.C., and left.", 1),
        ("Mr. Alm met Dr. Bro of St. Kitts.", 1),
        ("It cost $2.5 million. That is much.", 2),
        ("“We agree.” He smiled.", 2),
        ('"We agree," he said. "It is good." They left.', 3),
        ('He doubled it to 10 billion. "We go on," he said.', 2),
        ("They agreed (see No. 5.) They left.", 2),
        ("Is it so? Yes! It is.", 3),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations end a sentence only before a word that opens one; quotes and brackets close with their sentence."""
    assert len(sentences(text)) == count, sentences(text)


def test_a_quotation_that_opens_belongs_to_its_own_sentence() -> None:
    """A plain quotation mark after a full stop opens the next sentence, if none is open."""
    assert sentences('He left. "We go on," he said.')[1].startswith('"We')


def test_what_is_struck_out_leaves_blanks() -> None:
    """Words between two tildes are not said, the others keep their place; tildes that enclose nothing stay."""
    text = "They ~~agreed to meet~~ talked.\n~~One\nTwo.~~ Three ~~ four ~~~ five ~ six."
    read = unstruck(text)
    assert (len(read), read.split()) == (
        len(text),
        ["They", "talked.", "Three", "~~", "four", "~~~", "five", "~", "six."],
    )
    assert [read.index(word) for word in ("talked", "Three", "six")] == [
        text.index(word) for word in ("talked", "Three", "six")
    ]
    assert unstruck("An end~~\n\n~~of a line.") == "An end~~\n\n~~of a line."


def test_blanks_belong_to_the_sentence_before() -> None:
    """Several blanks end no sentence and begin none."""
    assert [each.strip() for each in sentences("They met.   They talked. ")] == ["They met.", "They talked."]
    assert not sentences("They met.   They talked.")[1].startswith(" ")
    assert len(sentences("They met in the U.S.  The visit was short.")) == 2


@pytest.mark.parametrize(
    ("line", "point", "rest"),
    [
        ("1. The two ministers met.", "1.", "The two ministers met."),
        ("(1) The two ministers met.", "(1)", "The two ministers met."),
        ("  • (2) The two ministers met.", "• (2)", "The two ministers met."),
        ("- The two ministers met.", "-", "The two ministers met."),
        ("a) The two ministers met.", "a)", "The two ministers met."),
        ("1 Japan-U.S. relations", "1", "Japan-U.S. relations"),
        ("25 members met.", "", "25 members met."),
        ("5", "", "5"),
        ("a.m. is the morning.", "", "a.m. is the morning."),
    ],
)
def test_points_are_no_part_of_what_they_number(line: str, point: str, rest: str) -> None:
    """Numbers and bullets before a paragraph stand apart from it, and its offsets begin behind them."""
    (paragraph,) = paragraphs(line)
    assert (paragraph.point, str(paragraph.doc)) == (point, rest)
    assert line[paragraph.start : paragraph.end] == rest


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1 Japan-U.S. relations", True),
        ("Opening remarks", True),
        ("The two ministers met.", False),
        ("The overview is as follows:", False),
        ("“It is good.”", False),
        ("word " * 17, False),
    ],
)
def test_a_heading_has_no_full_stop(line: str, heading: bool) -> None:
    """A short line without the mark of a sentence names what follows."""
    assert paragraphs(line)[0].heading is heading


def test_offsets_lead_back_into_the_text() -> None:
    """Paragraph and sentence lie in the text where their offsets say."""
    text = "Title\n\n\tFirst one. Second \u2019one\u2019.\r\n\n  Third.\n"
    for paragraph in paragraphs(text):
        for sentence in paragraph.sentences:
            at = paragraph.start + sentence.start_char
            assert text[at : at + len(str(sentence))] == str(sentence)
    assert paragraphs("") == []
    assert [str(p.doc) for p in paragraphs(text, begin=6)][:1] == ["First one. Second \u2019one\u2019."]


def test_a_sentence_without_an_end_is_broken_off() -> None:
    """A line of many words without a full stop is read in pieces, none of them too long."""
    pieces = sentences("word " * 2500)
    assert [len(piece.split()) for piece in pieces] == [1000, 1000, 500]


def test_a_line_without_an_end_is_read_in_pieces() -> None:
    """Pieces of a long line lie one behind the other and leave nothing out; what has no blank is one word."""
    text = "word " * 50_000
    pieces = paragraphs(text)
    assert len(pieces) == 3
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text.rstrip()
    assert len(paragraphs('"' * 50_000)[0].doc) == 1

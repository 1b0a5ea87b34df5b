"""The text of a document in Markdown."""

from __future__ import annotations

import datetime as dt
import sys
import time

import pytest

from dipgraph import markdown_texts
from dipgraph.errors import SourceError, UsageError
from dipgraph.markdown_texts import markdown_text

PAGE = """---
title: Talks with Ruritania
date: 2022-05-23
url: https://www.ministry.example/talks
tags: [talks]
---

# Talks with **Ruritania** &amp; Graustark

*May 23, 2022*

Minister Doe [met](https://a.example/x "title") Minister `Roe`\\
in the Castle
on Monday.

1. They **agreed** to meet
   again.
2. They ~~did not~~ discuss trade:
   - fish
   - 5 \\* 3 tons

> Both sides "noted" progress.

![The ministers](a.jpg)

| Tranche | Amount |
|---------|--------|
| First   | 12     |

<div class="note">A <b>note</b></div>

A text<br>of two lines and a<!-- hidden --> tag, 3 < 5.
"""


def test_words_stay_and_marks_go() -> None:
    """Headings, paragraphs, items and rows are lines of their own; no word is lost, and no mark left but tildes."""
    text, title, said = markdown_text(PAGE, "a.md")
    assert title == "Talks with Ruritania & Graustark"
    assert text.split("\n\n") == [
        "Talks with Ruritania & Graustark",
        "May 23, 2022",
        "Minister Doe met Minister Roe\nin the Castle on Monday.",
        "1. They agreed to meet again.",
        "2. They ~~did not~~ discuss trade:",
        "fish",
        "5 * 3 tons",
        'Both sides "noted" progress.',
        "Tranche | Amount",
        "First | 12",
        "A note",
        "A text\nof two lines and a tag, 3 < 5.",
    ]
    assert (said.title, said.published, said.address) == (
        "Talks with Ruritania",
        dt.date(2022, 5, 23),
        "https://www.ministry.example/talks",
    )


def test_no_front_matter() -> None:
    """A line of dashes later on is no front matter, and neither is one that is not closed."""
    text, title, said = markdown_text("Talks\n=====\n\nThey met.\n\n---\ntitle: x\n---\n", "a.md")
    assert (title, said.title) == ("Talks", "")
    assert text.startswith("Talks\n\nThey met.")
    assert markdown_text("---\ntitle: x\n\nThey met.", "a.md")[2].title == ""


@pytest.mark.parametrize(
    "front", ["---\n- a\n---\n", "---\na: [\n---\n", "---\ndate: soon\n---\n", "---\ntitel: x\n---\n"]
)
def test_broken_front_matter_is_told(front: str) -> None:
    """Front matter that cannot be read is an error with its place."""
    with pytest.raises(SourceError, match=r"a\.md \(front matter\)"):
        markdown_text(front + "They met.", "a.md")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        "&" * 290_000,
        "a_b" * 90_000,
        "**a " * 70_000,
        "`a" * 100_000,
        "<a " * 90_000,
        "\\\\" * 140_000,
        "word " * 58_000,
    ],
)
def test_marks_without_end_are_through_in_time(text: str) -> None:
    """As many marks as are taken take a few seconds at most."""
    begin = time.monotonic()
    assert markdown_text(text, "a.md")[0]
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("word " * 70_000, "characters of Markdown"),
        ("[" * 6_000, "brackets"),
        (">" * 3_000 + "a", "too deep"),
        ("\n".join(" " * 2 * depth + "- a" for depth in range(100)), "too deep"),
    ],
)
def test_what_would_be_lost_or_take_long_is_refused(text: str, words: str) -> None:
    """What is larger or nested deeper than any document is an error, and never a text with parts left out."""
    with pytest.raises(SourceError, match=words):
        markdown_text(text, "a.md")


def test_without_the_library_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, an error says how to have it."""
    markdown_texts._parser.cache_clear()
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(UsageError, match=r"dipgraph\[draft\]"):
        markdown_text("They met.", "a.md")

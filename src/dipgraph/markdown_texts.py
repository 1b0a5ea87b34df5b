"""The text of a document in Markdown: its words without the marks, and what its front matter says of it.

Headings, paragraphs and the items of lists are lines of their own, with an empty line between them; the numbers of
items are words of the text and stay, bullets do not. Of a link its words stay, of a picture nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dipgraph import characters
from dipgraph.errors import SourceError, UsageError
from dipgraph.particulars import Particulars, mapping, stated

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Between lines of three dashes, at the very beginning; in characters.
_FRONT = re.compile(r"---[ \t]*\n(?P<said>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LARGEST_FRONT = 65536
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL)
# In characters, and in brackets, whose pairs take the parser time with the square of their number.
_LARGEST, _MOST_BRACKETS = 300_000, 5_000
# What is nested deeper the parser leaves out, and says nothing.
_DEEPEST = 60


def markdown_text(text: str, name: str) -> tuple[str, str, Particulars]:
    r"""Return the text, its first heading, and what the front matter says.

    >>> markdown_text("---\ndate: 2022-05-23\n---\n# Talks\n\nThey **agreed** to [meet](https://a.example).\n", "a.md")[0]
    'Talks\n\nThey agreed to meet.'
    """
    if len(text) > _LARGEST:
        raise SourceError(f"more than {_LARGEST:,} characters of Markdown: save it as plain text, .txt", name)
    if text.count("[") > _MOST_BRACKETS:
        raise SourceError(f"more than {_MOST_BRACKETS:,} brackets: save it as plain text, .txt", name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text, 0, _LARGEST_FRONT)
    said = Particulars("front matter")
    if front:
        said = stated(mapping(front["said"] or "", f"{name} (front matter)"), f"{name} (front matter)")
        text = text[front.end() :]
    tokens = _parser().parse(text)
    deepest = max((token for token in tokens), key=lambda token: token.level, default=None)
    if deepest and deepest.level >= _DEEPEST - 2:
        raise SourceError("lists or quotations nested too deep: save it as plain text, .txt", name)
    blocks = list(_blocks(tokens))
    title = next((words for words, tag in blocks if tag == "h1" and words), "")
    title = title or next((words for words, tag in blocks[:1] if tag in ("h2", "h3")), "")
    whole = characters.lines("\n\n".join(words for words, _ in blocks), name)
    return whole, characters.line(title, name), said


@cache
def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError:
        raise UsageError("Markdown needs markdown-it-py: pip install 'dipgraph[draft]'") from None
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    # Pieces that are lines of their own, with the tag that they stand in.
    tag, number = "", ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type in ("heading_open", "paragraph_open"):
            tag = token.tag
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close":
            number = ""
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield " | ".join(filter(None, cells or [])), "tr"
            cells = None
        elif token.type == "inline":
            words = _words(token.children or [])
            if cells is not None:
                cells.append(words)
            else:
                yield number + words, tag
                number = ""
        elif token.type in ("fence", "code_block"):
            yield token.content, "pre"
        elif token.type == "html_block":
            yield _TAG.sub(" ", token.content), "div"


def _words(tokens: list[Token]) -> str:
    said = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            said.append(token.content)
        elif token.type in ("s_open", "s_close"):
            said.append("~~")  # what is struck out stays, and stays struck out
        elif token.type == "softbreak":
            said.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            said.append("\n")
    return "".join(said)

"""The way in of a draft: from a file, a page or standard input to a text as it is stored, and what is said of it.

Of each particular the first that says it is believed: an option, a file beside the document, the index of its folder
(see :mod:`dipgraph.particulars`), the front matter of Markdown, the lines above the report, the meta data of a page.
``Intake.origins`` says who was believed, ``Intake.doubts`` who says otherwise.

What is stored is in :mod:`dipgraph.characters`; offsets count its code points. The same input gives the same intake.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dipgraph import characters
from dipgraph.errors import SourceError, UsageError
from dipgraph.guesses import Intake
from dipgraph.heads import Head, head
from dipgraph.markdown_texts import markdown_text
from dipgraph.particulars import BESIDE, Particulars, beside, indexed
from dipgraph.web_heads import page_particulars
from dipgraph.web_texts import page_text, page_tree

FORMS = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
STANDARD_INPUT = Path("-")
# A page with its pictures, in bytes; a text, in code points: the longest transcripts have a fifth of it.
LARGEST, LONGEST = 10 * 2**20, 1_000_000
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MARKDOWN = re.compile(r"---[ \t]*\r?\n\w{1,40}:|#{1,3} \S")
_WORDS = re.compile(r"[^\W\d_]+")
# Nearly every second or third word of an English text is one of these.
_LITTLE = "the of and to in a on with for that is was by his her their he she they it as at from will be"
_ENGLISH = frozenset(_LITTLE.split())


def take_in(content: bytes, name: str, said: Sequence[Particulars] = (), form: str = "", place: str = "") -> Intake:
    """Return a document's *content* as a draft takes it, called *name*; *said* is what goes before its own words.

    *form* is "text", "markdown" or "html"; without it, it is told from the beginning. *place* stands in errors.

    >>> taken = take_in(b"Talks\\n\\nMay 23, 2022\\n\\nThe ministers met.", "talks")
    >>> taken.title, str(taken.published), taken.text[taken.body:]
    ('Talks', '2022-05-23', 'The ministers met.')
    """
    place = place or name
    if len(content) > LARGEST:
        raise SourceError(f"larger than {LARGEST >> 20} MiB, which no readout is: split it, or save its text", place)
    if not content.strip():
        raise SourceError("empty: give a file with a text", place)
    text = characters.decoded(content, place, form in ("html", ""))
    form = form or _form(text)
    own: list[Particulars] = []
    page = Particulars("page")
    if form == "html":
        tree = page_tree(text, place)
        page = page_particulars(tree, place)
        stated = next((part.title for part in said if part.title), "")
        title = page.title or stated
        text = page_text(tree, title, place)
    elif form == "markdown":
        text, title, front = markdown_text(text, place)
        own.append(front)
    else:
        text, title = characters.plain(text, place), ""
    if len(text) > LONGEST:
        raise SourceError(f"more than {LONGEST:,} characters, which no readout has: split it", place)
    if not _WORDS.search(text):
        raise SourceError("no words in it: give a file with a text", place)
    found = head(text, title)
    shown = Particulars("text", found.title, found.published, found.publisher)
    return _settled(name, text, found, [*said, *own, shown, page], page.language)


def read(path: Path, root: Path | None = None, option: Particulars | None = None) -> Intake:
    """Return the document at *path*, or of standard input ("-"), with what an option, files beside it and an index say.

    Its name is the path from the folder *root* on, without the suffix.
    """
    options = [option] if option else []
    if path == STANDARD_INPUT:
        return take_in(sys.stdin.buffer.read(LARGEST + 1), "standard-input", options, place="standard input")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        strerror = error.strerror if isinstance(error, OSError) else str(error)
        reason = "no such file" if isinstance(error, FileNotFoundError) else strerror
        raise SourceError(f"{reason}: give the path of a text, a page or a folder", path) from None
    said = [*options, *(part for part in (beside(path), indexed(path)) if part)]
    return take_in(content, document_name(path, root), said, FORMS.get(path.suffix.lower(), ""), str(path))


def documents(place: Path) -> list[Path]:
    """Return the files that are documents in the folder *place*, also deeper, sorted; of a file, itself.

    Documents end in one of the FORMS; what is called README tells of its folder and is none. Hidden files and folders are
    passed over, and links to folders are not followed.
    """
    if place == STANDARD_INPUT or not place.is_dir():
        return [place]
    found = sorted(_documents(place))
    if not found:
        for why in unreadable(place).values():
            raise UsageError(why)
        raise UsageError(f"{place}: no documents in it: they end in {', '.join(FORMS)}")
    return found


def unreadable(place: Path) -> dict[Path, str]:
    """Return the folders in *place*, or itself, that may not be read, each with what is said of it."""
    found: dict[Path, str] = {}

    def tell(error: OSError) -> None:
        path = Path(error.filename)
        found[path] = f"{path}: {error.strerror}: make the folder readable, or move it away"

    for _ in _files(place, tell):
        pass
    return dict(sorted(found.items()))


def passed_over(place: Path, out: Path) -> dict[str, int]:
    """Return how many files of a folder are no documents, by how they end, but for what may stand beside one and *out*."""
    found: dict[str, int] = {}
    end = os.path.realpath(out)
    for path in _files(place):
        suffix = path.suffix.lower()
        if suffix not in (*FORMS, *BESIDE, ".jsonl") and not os.path.realpath(path).startswith(end + os.sep):
            found[suffix or path.name] = found.get(suffix or path.name, 0) + 1
    return dict(sorted(found.items()))


def document_name(path: Path, root: Path | None = None) -> str:
    """Return the name of the document at *path*: its path from *root* on, without the suffix.

    >>> document_name(Path("readouts/may/talks.txt"), Path("readouts"))
    'may/talks'
    """
    if path == STANDARD_INPUT:
        return "standard-input"
    inside = path.relative_to(root) if root and root != path and path.is_relative_to(root) else Path(path.name)
    known = inside.suffix.lower() in FORMS
    return (inside.with_suffix("") if known else inside).as_posix()


def read_me(place: Path) -> list[Path]:
    """Return the files in the folder *place* that tell of their folders, and are no documents: README.md, readme.txt."""
    return sorted(path for path in _files(place) if path.suffix.lower() in FORMS and path.stem.lower() == "readme")


def _documents(place: Path) -> Iterator[Path]:
    return (path for path in _files(place) if path.suffix.lower() in FORMS and path.stem.lower() != "readme")


def _files(place: Path, tell: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    for folder, folders, files in os.walk(place, onerror=tell):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(folder) / name


def _form(text: str) -> str:
    if _HTML.match(text):
        return "html"
    return "markdown" if _MARKDOWN.match(text.removeprefix("\ufeff")) else "text"


def _settled(name: str, text: str, found: Head, said: list[Particulars], marked: str) -> Intake:
    # The first that says a thing is believed.
    values: dict[str, Any] = {}
    origins, doubts = [], [found.doubt] if found.doubt else []
    for key in ("title", "published", "publisher", "address", "language"):
        saying = [part for part in said if getattr(part, key) and (key != "language" or part.origin != "page")]
        if saying:
            values[key] = getattr(saying[0], key)
            origins.append((key, saying[0].origin))
    for part in said:
        # A time in UTC may be of the day before or after.
        believed: dt.date | None = values.get("published")
        if part.published and believed and part.published != believed:
            near = part.origin == "page" and abs((part.published - believed).days) <= 1
            if not near:
                # The name of a file, and not where it lies: the same document gives the same draft everywhere.
                doubts.append(f"published {part.published} says the {Path(part.origin).name}, {believed} is believed")
    if "language" not in values:
        values["language"] = "en" if _is_english(text[found.body :]) else marked if marked != "en" else ""
        values["language"] = values["language"] or "und"
        origins.append(("language", "page" if values["language"] not in ("en", "und") else "text"))
    return Intake(
        name,
        text,
        **values,
        body=found.body,
        place=found.place,
        origins=tuple(origins),
        doubts=tuple(doubts),
    )


def _is_english(text: str) -> bool:
    words: list[str] = [word.lower() for word in _WORDS.findall(text, 0, 20_000)]
    # Of a few words in Latin letters nothing can be told: they may be.
    if len(words) < 5:
        return sum(word.isascii() for word in words) * 2 > len(words)
    return sum(word in _ENGLISH for word in words) * 8 > len(words)

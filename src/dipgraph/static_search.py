"""The words of a site of files: scripts that hold nothing but data, so that a page opened from a disk may read them too.

It is what the index of a store has, as SQLite's FTS5 made it: for each word where it stands, what things are called just so,
which addresses they have, how words are spelled; and what is shown of each thing. ``search.js`` finds in it what the server
finds in that index. Each file is called with its name: ``dipgraph("terms-0", [...]);``.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any, TypeVar

from dipgraph.months import MONTHS
from dipgraph.pages import several
from dipgraph.search import AROUND, FEW, LONGEST, MANY, PAGE, WEIGHTS
from dipgraph.search_index import KINDS
from dipgraph.sought import DATE, ENDING, ENDS, THING
from dipgraph.spelling import BETWEEN
from dipgraph.terms import BASE, FOLDERS

# So many characters are in a file, more or less, and the lengths of so many things.
LARGEST, BLOCK = 48_000, 5_000
# How keys begin that are no words of texts: what things are called just so, addresses, and how words are spelled.
EXACT, ADDRESS, SPELLED = "=", "/", "~"
Key = TypeVar("Key", str, int)
_COLUMNS = {name: at for at, name in enumerate(("title", "names", "words", "joined"))}


def files(db: sqlite3.Connection, page: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index *db* of a store, each with its name and content; *page* gives where a thing has its page.

    The last is ``start``, which says what is in the others.
    """
    rows = db.execute("SELECT max(id) FROM thing").fetchone()[0] or 0
    lengths = [0] * (rows + 1)
    terms, things = list[str](), list[int]()
    for number, (first, content) in enumerate(_parted(_entries(db, lengths))):
        terms.append(first)
        yield _file(f"terms-{number}", content)
    for at in range(0, rows + 1, BLOCK):
        yield _file(f"lengths-{at // BLOCK}", _json(lengths[at : at + BLOCK]))
    for number, (at, content) in enumerate(_parted(_things(db, page))):
        things.append(at)
        yield _file(f"things-{number}", content)
    kinds = [
        {
            "name": KINDS[kind],
            "one": _noun(1, KINDS[kind]),
            "several": _noun(2, KINDS[kind]),
            "first": first,
            "last": last,
        }
        for kind, first, last in db.execute("SELECT kind, first, last FROM kind ORDER BY kind")
    ]
    start = {
        "terms": terms, "things": things, "block": BLOCK, "rows": rows, "average": sum(lengths) / rows if rows else 1,
        "kinds": kinds, "weights": WEIGHTS, "few": FEW, "page": PAGE, "many": MANY, "longest": LONGEST, "around": AROUND,
        "months": MONTHS, "date": _in_script(DATE), "thing": _in_script(THING), "ending": _in_script(ENDING), "ends": ENDS,
        "base": BASE, "folders": FOLDERS,
    }  # fmt: skip
    yield _file("start", _json(start))


def _file(name: str, content: str) -> tuple[str, bytes]:
    return name, f'dipgraph("{name}",{content});\n'.encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _noun(number: int, kind: str) -> str:
    return several(number, kind).partition(" ")[2]


def _in_script(pattern: re.Pattern[str]) -> str:
    """Return a pattern as a script has it.

    >>> _in_script(re.compile(r"(?P<sign>[./-]) \\d (?P=sign)", re.VERBOSE))
    '(?<sign>[./-])\\\\d\\\\k<sign>'
    """
    text = pattern.pattern.replace("(?P<", "(?<")
    if pattern.flags & re.VERBOSE:
        text = re.sub(r"(?<!\[)\s+", "", text)
    return re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", text)


def _parted(entries: Iterable[tuple[Key, str]]) -> Iterator[tuple[Key, str]]:
    """Yield the *entries*, a key and what is written of it, in lists of LARGEST characters and more, with the first key."""
    part, first, size = list[str](), None, 0
    for key, written in entries:
        first = key if first is None else first
        part.append(written)
        size += len(written) + 1
        if size >= LARGEST:
            yield first, f"[{','.join(part)}]"
            part, first, size = [], None, 0
    if first is not None:
        yield first, f"[{','.join(part)}]"


def _entries(db: sqlite3.Connection, lengths: list[int]) -> Iterator[tuple[str, str]]:
    """Yield each key with what it has, in the order of a script; what is in very many things has several entries.

    Meanwhile *lengths* takes how many words each thing has.
    """
    found = list[tuple[str, str]]()
    for mark, query in ((EXACT, "SELECT name, id FROM exact"), (ADDRESS, "SELECT address, id FROM address")):
        for key, rows in groupby(db.execute(f"{query} ORDER BY 1, 2"), key=lambda row: row[0]):
            found.append((mark + key, _json([at for _, at in rows])))
    for word, shown, number, is_name in db.execute("SELECT word, shown, number, is_name FROM spelling"):
        found.append((SPELLED + word, _json([shown if shown != word else 0, number, is_name])))
    db.execute("CREATE VIRTUAL TABLE temp.standing USING fts5vocab(main, found, instance)")
    places = db.execute("SELECT term, doc, col, offset FROM temp.standing")
    for term, rows in groupby(places, key=lambda row: row[0]):
        found += [(term, part) for part in _postings(rows, lengths)]
    db.execute("DROP TABLE temp.standing")
    # A sort keeps the order of what is equal.
    for key, has in sorted(found, key=lambda entry: entry[0].encode("utf-16-be")):
        yield key, f"{_json(key)},{has}"


def _postings(places: Iterable[tuple[str, int, str, int]], lengths: list[int]) -> Iterator[str]:
    """Yield where a word stands: each thing as distance to the one before, with how many places, and each of these so.

    A place is four times the number of words before it, and the number of its column.
    """
    numbers, last = list[int](), 0
    for at, rows in groupby(places, key=lambda row: row[1]):
        spots = sorted(offset * 4 + _COLUMNS[column] for _, _, column, offset in rows)
        lengths[at] += len(spots)
        numbers += [at - last, len(spots), spots[0], *(spot - before for before, spot in pairwise(spots))]
        last = at
        if len(numbers) > LARGEST // 4:
            yield _json(numbers)
            numbers, last = [], 0
    if numbers:
        yield _json(numbers)


def _things(db: sqlite3.Connection, page: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Yield what is shown of each thing by its number: page, title, names, words, day, and the number of its meeting."""
    rows = db.execute("SELECT id, coalesce(passage, name), title, names, words, date, meeting FROM thing ORDER BY id")
    for at, name, title, names, words, date, meeting in rows:
        texts = (text.replace(BETWEEN, "") for text in (title, names, words if words != title else ""))
        yield at, _json([page(name), *texts, date or "", meeting or 0])

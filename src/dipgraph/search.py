"""What is found in the index of a store, in the order in which a person wants it.

Without a kind the best few of each are given, the kinds in the order who, what about, where, in which words; but those in
which a thing is called just so before others. With a kind, all of it page by page. In a kind a thing that is called just so
comes first, then what has the words in its title or names, then what is said of it; of a great many, the newest.
"""

from __future__ import annotations

import os
import re
import sqlite3
from typing import Any

from dipgraph.errors import UsageError
from dipgraph.relations import opened
from dipgraph.search_index import KINDS
from dipgraph.sought import Term, addressed, any_of, terms
from dipgraph.spelling import BETWEEN, folded
from dipgraph.stores import Store

# So many characters are looked for at most; so many of each kind are shown beside others, and so many of one kind.
LONGEST, FEW, PAGE = 200, 5, 20
# Beyond so many of a kind, their day says more than how often they have the words.
MANY = 1000
# Before and after a word that was looked for, and how many words stand around it.
_ON, _OFF, AROUND = "\x02", "\x03", 30
# What a word counts in a title, in names, in what is said, and as it is joined or dated.
WEIGHTS = (10.0, 6.0, 1.0, 1.0)
_MATCHING = "FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ?"
# A small difference says less than the day.
_BM25 = f"round(-bm25(found, {', '.join(map(str, WEIGHTS))}), 1)"
_BEST = f"""
SELECT rowid, {_BM25}, rowid IN (SELECT id FROM exact WHERE name = ?) {_MATCHING}
ORDER BY 3 DESC, 2 DESC, 1 DESC LIMIT ? OFFSET ?
"""
_NEWEST = f"""
SELECT rowid, NULL, rowid IN (SELECT id FROM exact WHERE name = ?) {_MATCHING} ORDER BY rowid DESC LIMIT ? OFFSET ?
"""
_MET = "coalesce(thing.date, met.date), thing.passage, met.name, met.title"
_SHOWN = f"""
SELECT thing.name, highlight(found, 0, ?1, ?2), snippet(found, 1, ?1, ?2, '…', {AROUND}),
  snippet(found, 2, ?1, ?2, '…', {AROUND}), {_MET}
FROM found JOIN thing ON thing.id = found.rowid LEFT JOIN thing met ON met.id = thing.meeting
WHERE found MATCH ?3 AND found.rowid = ?4
"""
_PLAIN = f"""
SELECT thing.name, thing.title, thing.names, substr(thing.words, 1, 200), {_MET}
FROM thing LEFT JOIN thing met ON met.id = thing.meeting WHERE thing.id = ?
"""
_NEAR = """
SELECT word, shown FROM spelling WHERE length(word) BETWEEN ? AND ? AND is_name >= ?
ORDER BY word NOT LIKE ?, number DESC LIMIT 3000
"""
# The most usual words of those that begin so, names first.
_BEGUN = "SELECT word FROM spelling WHERE word >= ? AND word < ? ORDER BY is_name DESC, number DESC LIMIT 60"
# Words and whether they are what was looked for.
Pieces = list[tuple[str, bool]]


def found(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what is found in the index of the state that *store* reads, or in the last before as long as it is not made.

    Then "is_present" is false; "ready" is false where there is none at all.

    What is *asked*: the words ("name"), the folder of the indexes ("index"), and if wanted a "kind" and how many of it
    are passed over ("start"). A UsageError says that the words are too many, or the kind unknown.
    """
    words, kind, start = asked["name"], asked.get("kind"), asked.get("start", 0)
    if len(words) > LONGEST:
        raise UsageError(f"more than {LONGEST} characters are looked for: give a few words")
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of what is found: take {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    nothing: dict[str, Any] = {
        "words": words,
        "kind": kind,
        "start": start,
        "how": "all",
        "meant": None,
        "counts": {},
        "groups": [],
    }
    wanted = terms(words)
    if not wanted or store.state is None:
        return {**nothing, "ready": True, "is_present": True}
    path = os.path.join(asked["index"], f"{store.state}.sqlite")
    if not (is_present := os.path.exists(path)):
        before = [entry.path for entry in os.scandir(asked["index"]) if entry.name.endswith(".sqlite")]
        if not before:
            return {**nothing, "ready": False, "is_present": False}
        path = max(before, key=os.path.getmtime)
    db = opened(path)
    if named := addressed(db, words):
        return {**nothing, **_named(db, named, kind), "ready": True, "is_present": is_present}
    how, expression, counts = _understood(db, wanted)
    meant = _meant(db, words) if how in ("some", "none") or sum(counts.values()) < FEW else None
    groups: list[dict[str, Any]] = []
    for name, number in counts.items():
        if number and kind in (None, name):
            at, most = (0, FEW) if kind is None else (start, PAGE)
            groups.append(
                {"kind": name, "number": number, "results": _results(db, expression, words, name, number, at, most)}
            )
    # A sort keeps the order of what is equal.
    groups.sort(key=lambda group: not any(result["exact"] for result in group["results"]))
    told = {"how": how, "meant": meant, "counts": counts, "groups": groups}
    return {**nothing, **told, "ready": True, "is_present": is_present}


def _begun(db: sqlite3.Connection, term: Term) -> str:
    """Return the expression of words that begin as a *term*.

    FTS5 takes the ending off a beginning too, "hai" of "hay", with which no Hayashi begins: so the words themselves are
    looked for, too, and only they where the ending is one that is changed.
    """
    forms: list[str] = []
    for form in term.beginnings:
        key = folded(form)
        words = [f'"{word}"' for (word,) in db.execute(_BEGUN, (key, f"{key}\U0010ffff"))]
        forms += words if words and key.endswith("y") else [f'"{form}" *', *words]
    return any_of(forms)


def _named(db: sqlite3.Connection, rows: list[int], kind: str | None) -> dict[str, Any]:
    """Return what is found where things are looked for by their address: nothing else."""
    several: dict[str, list[dict[str, Any]]] = {}
    for at in rows:
        (number,) = db.execute("SELECT kind FROM kind WHERE ? BETWEEN first AND last", (at,)).fetchone()
        (row,) = db.execute(_PLAIN, (at,))
        several.setdefault(KINDS[number], []).append(_result(KINDS[number], row, None, True))
    groups = [
        {"kind": name, "number": len(results), "results": results}
        for name, results in several.items()
        if kind in (None, name)
    ]
    return {"counts": {name: len(results) for name, results in several.items()}, "groups": groups}


def _understood(db: sqlite3.Connection, terms: list[Term]) -> tuple[str, str, dict[str, int]]:
    """Return how the words were taken so that something is found, the expression of that, and how much of each kind.

    First "all" as they are; then the last as a "beginning", then each; then "some" of them; or there are "none".
    """
    *before, last = (term.whole for term in terms)
    tries = [("all", [*before, last])]
    if terms[-1].beginnings:
        begun = _begun(db, terms[-1])
        tries.append(("beginning", [*before, begun]))
        if before:
            each = (_begun(db, term) if term.beginnings else term.whole for term in terms[:-1])
            tries.append(("beginning", [*each, begun]))
    for how, wanted in tries:
        if sum((counts := _counts(db, " AND ".join(wanted))).values()):
            return how, " AND ".join(wanted), counts
    numbers = {term.whole: sum(_counts(db, term.whole).values()) for term in terms}
    # What is nearly everywhere says nothing, unless there is nothing else.
    there = [term for term, number in numbers.items() if number]
    some = " OR ".join([term for term in there if numbers[term] <= MANY] or there)
    return ("some", some, _counts(db, some)) if there else ("none", "", {})


def _counts(db: sqlite3.Connection, expression: str) -> dict[str, int]:
    """Return how many things of each kind have what the *expression* says."""
    ranges = db.execute("SELECT kind, first, last FROM kind ORDER BY kind").fetchall()
    return {
        KINDS[kind]: db.execute(f"SELECT count(*) {_MATCHING}", (expression, first, last)).fetchone()[0]
        for kind, first, last in ranges
    }


def _results(
    db: sqlite3.Connection, expression: str, words: str, kind: str, number: int, start: int, most: int
) -> list[dict[str, Any]]:
    """Return *most* things of a *kind* from *start* on, the best first."""
    first, last = db.execute("SELECT first, last FROM kind WHERE kind = ?", (KINDS.index(kind),)).fetchone()
    order = _BEST if number <= MANY else _NEWEST
    ranked = db.execute(order, (folded(words), expression, first, last, most, start)).fetchall()
    results = []
    for at, score, exact in ranked:
        (row,) = db.execute(_SHOWN, (_ON, _OFF, expression, at))
        results.append(_result(kind, row, score, bool(exact)))
    return results


def _result(kind: str, row: tuple[Any, ...], score: float | None, exact: bool) -> dict[str, Any]:
    """Return a thing of a *kind* that was found as pages and programs have it."""
    name, title, names, text, date, passage, meeting, label = row
    return {
        "kind": kind,
        "name": name,
        "title": _pieces(title),
        "snippet": _pieces(next((shown for shown in (text, names) if _ON in shown), text)),
        "score": score,
        "exact": exact,
        "date": date,
        "page": passage or name,
        "meeting": {"name": meeting, "title": label.replace(BETWEEN, "")} if meeting else None,
    }


def _pieces(marked: str) -> Pieces:
    """Return a text with marks as pieces.

    >>> _pieces("the \\x02sanction\\x03 of")
    [('the ', False), ('sanction', True), (' of', False)]
    """
    parts = re.split(f"[{_ON}{_OFF}]", marked.replace(BETWEEN, ""))
    return [(part, number % 2 == 1) for number, part in enumerate(parts) if part]


def _meant(db: sqlite3.Connection, words: str) -> str | None:
    """Return the *words* with each that is nowhere as the nearest that is somewhere; None if nothing is found by that."""
    from difflib import get_close_matches

    def nearest(found: re.Match[str]) -> str:
        form = folded(found[0])
        if db.execute("SELECT 1 FROM found WHERE found MATCH ? LIMIT 1", (f'"{form}"',)).fetchone():
            return found[0]
        # Most of what is mistaken is a name; other words must be nearer.
        for is_name, cutoff in ((True, 0.75), (False, 0.85)):
            known = dict(db.execute(_NEAR, (len(form) - 2, len(form) + 2, is_name, f"{form[0]}%")))
            if near := get_close_matches(form, known, n=1, cutoff=cutoff):
                return str(known[near[0]])
        return found[0]

    meant = re.sub(r"[^\W\d_]{4,}", nearest, words)
    return meant if meant != words and any(_understood(db, terms(meant))[2].values()) else None

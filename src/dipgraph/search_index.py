"""An index of the words of a store: a file of SQLite with a row for each thing that one may want to open.

``python -m dipgraph.search_index STORE FOLDER`` makes that of the present state, ``FOLDER/g7.sqlite``, wholly or not at all.
The words of the graph are put into tables on the disk first, a graph after the other, so that memory stays flat.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

from dipgraph import about, chronology, overview
from dipgraph.confined import end_with_parent
from dipgraph.errors import DipgraphError
from dipgraph.facts import Facts
from dipgraph.filling import TAKEN, Filling
from dipgraph.opening import open_store
from dipgraph.spelling import compounds, folded, spelled
from dipgraph.spoken import day
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, RDF, RDFS, SKOS, shorten

# What is found, in the order in which it is shown: who, then what about, then where, then in which words.
KINDS = (
    "person", "state", "body", "issue", "office", "series", "meeting", "commitment", "act", "document", "tenure", "statement"
)  # fmt: skip
# Between two names of one thing.
DOT = " · "
_TITLE, _NAMES, _TEXT, _DATE = range(4)
_OWN = {
    **dict.fromkeys((f"{RDFS}label", f"{SKOS}prefLabel", f"{DIP}action"), _TITLE),
    **dict.fromkeys((f"{SKOS}altLabel", f"{SKOS}hiddenLabel", f"{DIP}cue"), _NAMES),
    **dict.fromkeys((f"{DIP}familyName", f"{DIP}givenName", f"{DIP}isoCode"), _NAMES),
    **dict.fromkeys((f"{SKOS}definition", f"{DIP}place"), _TEXT),
    **dict.fromkeys((f"{DIP}date", f"{DIP}earliest", f"{DIP}published", f"{DIP}from"), _DATE),
}
# A thing is found by the label of what it names so, too.
_LABELLED = {DIP + name for name in ("country", "series", "within", "publisher", "officeOf", "partOf", "bodyKind")}
_LINKS = (
    "madeAt", "describes", "summary", "verb", "evidence", "quotation", "anchor", "participation", "participant", "holder",
    "nameInSource", "roleInSource", "inOffice", "office", "mentionedAs", "refersTo",
)  # fmt: skip
_READ = {f"{RDF}type", *_OWN, *_LABELLED, *(DIP + name for name in _LINKS), *TAKEN}
_TABLES = """
CREATE TEMP TABLE typed (thing TEXT PRIMARY KEY, kind INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE said (thing TEXT, field INTEGER, rank INTEGER, words TEXT, PRIMARY KEY (thing, field, rank, words))
  WITHOUT ROWID;
CREATE TEMP TABLE labelled (thing TEXT, other TEXT, PRIMARY KEY (thing, other)) WITHOUT ROWID;
CREATE TEMP TABLE held (thing TEXT PRIMARY KEY, meeting TEXT) WITHOUT ROWID;
CREATE TEMP TABLE stated (name TEXT, title TEXT, words TEXT, passage TEXT, meeting TEXT);
CREATE TEMP TABLE made (name TEXT, title TEXT, names TEXT, words TEXT, date TEXT, meeting INTEGER);
CREATE TEMP TABLE met (name TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, names TEXT NOT NULL, words TEXT NOT NULL,
  joined TEXT NOT NULL, date TEXT, meeting INTEGER, passage TEXT
);
CREATE TABLE kind (kind INTEGER PRIMARY KEY, first INTEGER, last INTEGER);
CREATE TABLE exact (name TEXT, id INTEGER, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE TABLE spelling (word TEXT PRIMARY KEY, shown TEXT, number INTEGER, is_name INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
  title, names, words, joined, content = 'thing', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""
# What is said of the things of a kind: by themselves, and the titles of what they name.
_SAID = """
SELECT thing, field, rank, words FROM typed JOIN said USING (thing) WHERE kind = ?1
UNION ALL
SELECT typed.thing, ?2, 1, said.words FROM typed JOIN labelled USING (thing)
JOIN said ON said.thing = labelled.other AND field = ?3 AND rank = 0 WHERE kind = ?1
ORDER BY 1, 2, 3, 4
"""
_WORD = re.compile(r"[^\W\d_]{3,}")


class _Statement(NamedTuple):
    """A row of the table stated."""

    name: str
    title: str
    words: str
    passage: str
    meeting: str | None


def build(store: Store, path: str) -> None:
    """Write the index of *store* to a new file at *path*."""
    with sqlite3.connect(path, isolation_level=None) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _TABLES)
        kinds, relations = _kinds(store), Filling(db)
        for name in store.names():
            graph = _Graph(store, name)
            _take(db, graph, kinds)
            relations.take(graph.subjects)
        relations.finish(store)
        overview.put(db, store)
        for module in (about, chronology):
            module.put(db, Facts(store, db))
        spellings: Counter[tuple[str, bool]] = Counter()
        for kind in KINDS:
            before = _last(db)
            if kind == "statement":
                _put_statements(db, spellings)
            else:
                _put_things(db, store, kind, spellings)
            if kind == "meeting":
                db.execute("INSERT INTO met SELECT name, id FROM thing WHERE id > ?", (before,))
            db.execute("INSERT INTO kind VALUES (?, ?, ?)", (KINDS.index(kind), before + 1, _last(db)))
        # The most usual way to write a word comes first, and stays.
        db.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?, ?) "
            "ON CONFLICT (word) DO UPDATE SET is_name = max(is_name, excluded.is_name)",
            ((folded(word), word, number, is_name) for (word, is_name), number in spellings.most_common()),
        )
        db.executescript("INSERT INTO found (found) VALUES ('rebuild'); INSERT INTO found (found) VALUES ('optimize')")
    db.close()


def _last(db: sqlite3.Connection) -> int:
    (last,) = db.execute("SELECT max(id) FROM thing").fetchone()
    return last or 0


def _kinds(store: Store) -> dict[str, int]:
    """Return the kind that each class of the graph belongs to, by its number."""
    above: dict[str, list[str]] = {}
    for quad in store.embedded.quads_for_pattern(None, ox.NamedNode(f"{RDFS}subClassOf"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            above.setdefault(quad.object.value, []).append(quad.subject.value)
    kinds: dict[str, int] = {}
    for kind, name in enumerate(KINDS):
        waiting = [DIP + overview.KINDS.get(name, "Statement")]
        while waiting:
            if (at := waiting.pop()) not in kinds:
                kinds[at] = kind
                waiting += above.get(at, [])
    return kinds


class _Graph:
    """What is read of one named graph: the values of each subject by predicate."""

    def __init__(self, store: Store, name: str) -> None:
        self.subjects: dict[Any, dict[str, list[Any]]] = {}
        # All of it at once: it takes longer to look for each property than to read what is not wanted.
        for quad in store.embedded.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            if (predicate := quad.predicate.value) in _READ:
                self.subjects.setdefault(quad.subject, {}).setdefault(predicate, []).append(quad.object)

    def things(self, subject: Any, *names: str) -> list[str]:
        """Return the short names that the properties *names* of *subject* have."""
        found = self.subjects.get(subject, {})
        several = (value for name in names for value in found.get(DIP + name, ()))
        return sorted(shorten(value.value) for value in several if isinstance(value, ox.NamedNode))

    def texts(self, subject: Any, *names: str) -> list[str]:
        """Return the literals that the properties *names* of *subject* have."""
        found = self.subjects.get(subject, {})
        several = (value for name in names for value in found.get(DIP + name, ()))
        return sorted(value.value for value in several if isinstance(value, ox.Literal))


def _take(db: sqlite3.Connection, graph: _Graph, kinds: dict[str, int]) -> None:
    """Put what a graph says into the tables."""
    typed, said, labelled, held = [], [], [], []
    for subject, values in graph.subjects.items():
        kind = min((kinds[t.value] for t in values.get(f"{RDF}type", ()) if t.value in kinds), default=None)
        for actor in graph.things(subject, "participant", "holder", "refersTo"):
            said += [(actor, _NAMES, 1, words) for words in graph.texts(subject, "nameInSource")]
            said += [(actor, _TEXT, 1, words) for words in graph.texts(subject, "roleInSource", "mentionedAs")]
            labelled += [(actor, office) for office in graph.things(subject, "inOffice", "office")]
        if not isinstance(subject, ox.NamedNode):
            continue
        name = shorten(subject.value)
        if kind is not None and KINDS[kind] == "statement":
            db.execute("INSERT INTO stated VALUES (?, ?, ?, ?, ?)", _statement(graph, subject, name))
            continue
        if kind is not None:
            typed.append((name, kind))
        for predicate, several in values.items():
            if (field := _OWN.get(predicate)) is not None:
                for value in several:
                    if isinstance(value, ox.Literal):
                        said.append((name, field, 0 if (value.language or "en").startswith("en") else 1, value.value))
            elif predicate in _LABELLED:
                labelled += [(name, shorten(value.value)) for value in several if isinstance(value, ox.NamedNode)]
        labelled += [
            (name, actor)
            for part in values.get(f"{DIP}participation", ())
            for actor in graph.things(part, "participant")
        ]
        held += [(name, meeting) for meeting in graph.things(subject, "madeAt", "describes")[:1]]
    db.executemany("INSERT OR IGNORE INTO typed VALUES (?, ?)", typed)
    db.executemany("INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?)", said)
    db.executemany("INSERT OR IGNORE INTO labelled VALUES (?, ?)", labelled)
    db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", held)


def _statement(graph: _Graph, subject: ox.NamedNode, name: str) -> _Statement:
    """Return the row of a statement: its summary, the words of its passages and its verb, and where it stands."""
    passages = graph.things(subject, "evidence")
    words = [
        text
        for passage in graph.subjects[subject].get(f"{DIP}evidence", ())
        for text in graph.texts(passage, "quotation", "anchor")
    ]
    verbs = [verb for verb in graph.texts(subject, "verb") if not any(verb in text for text in words)]
    title = " ".join(graph.texts(subject, "summary")) or " … ".join(words + verbs) or name
    passage = passages[0] if passages else name
    meeting = next(iter(graph.things(subject, "madeAt")), None)
    return _Statement(name, title, " … ".join(words + verbs), passage, meeting)


def _put_things(db: sqlite3.Connection, store: Store, kind: str, spellings: Counter[tuple[str, bool]]) -> None:
    """Put the things of a *kind* into the index, the oldest first: what is found is shown from its end."""
    db.execute("DELETE FROM made")
    rows = db.execute(_SAID, (KINDS.index(kind), _TEXT, _TITLE))
    for thing, group in groupby(rows, key=lambda row: row[0]):
        said: dict[int, list[str]] = {field: [] for field in (_TITLE, _NAMES, _TEXT, _DATE)}
        for _, field, _, text in group:
            said[field].append(text)
        title, *others = said[_TITLE] or [_called(store, thing)]
        names, words = others + said[_NAMES], said[_TEXT]
        date = next(iter(said[_DATE]), None)
        made = (thing, title, DOT.join(dict.fromkeys(names)), DOT.join(dict.fromkeys(words)), date)
        at = "SELECT max(met.id) FROM held JOIN met ON met.name = meeting WHERE thing = ?1"
        db.execute(f"INSERT INTO made SELECT ?1, ?2, ?3, ?4, ?5, ({at})", made)
    rows = db.execute(
        "SELECT made.name, made.title, made.names, made.words, coalesce(made.date, thing.date), made.meeting, NULL "
        "FROM made LEFT JOIN thing ON thing.id = made.meeting ORDER BY 5, 1 DESC"
    )
    _put(db, kind, rows, spellings)


def _called(store: Store, thing: str) -> str:
    """Return what a thing without a label is called: a tenure by holder and office, others by the words of their name."""
    label = Facts(store).label(BASE + thing)
    return thing.rpartition("/")[2].replace("-", " ") if label == thing else label


def _put_statements(db: sqlite3.Connection, spellings: Counter[tuple[str, bool]]) -> None:
    """Put the statements into the index, those of the oldest meeting first."""
    rows = db.execute(
        "SELECT s.name, s.title, '', s.words, NULL, met.id, s.passage FROM stated s LEFT JOIN met ON met.name = s.meeting "
        "ORDER BY met.id, s.rowid DESC"
    )
    _put(db, "statement", rows, spellings)


def _put(
    db: sqlite3.Connection, kind: str, rows: Iterable[tuple[Any, ...]], spellings: Counter[tuple[str, bool]]
) -> None:
    """Put *rows* of name, title, names, words, date, meeting and passage into the index."""
    is_name = kind in ("person", "state", "body")
    for at, (name, title, names, words, date, meeting, passage) in enumerate(rows, _last(db) + 1):
        texts = [spelled(text) for text in (title, names, words)]
        # A meeting is found by its day as well, which its title mostly has.
        joined = " ".join([*compounds(" ".join(texts)), *([date, day(date)] if kind == "meeting" and date else [])])
        row = (at, name, *texts, joined, date, meeting, passage)
        db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for text in texts:
            spellings.update((word, is_name and text is not texts[2]) for word in _WORD.findall(text))
        if kind not in ("document", "statement"):
            keys = {folded(one) for one in (title, *names.split(DOT)) if one}
            db.executemany("INSERT INTO exact VALUES (?, ?)", ((key, at) for key in keys))


def main(place: str, folder: str) -> None:
    """Make the index of the present state of the store at *place* in *folder*, if it is not there."""
    end_with_parent()
    if hasattr(os, "nice"):
        # Those who answer go first.
        os.nice(5)
    with open_store(place) as store:
        if store.state is None or os.path.exists(path := os.path.join(folder, f"{store.state}.sqlite")):
            return
        new = f"{path}.new"
        if os.path.exists(new):
            os.unlink(new)
        build(store, new)
        os.replace(new, path)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (DipgraphError, OSError, sqlite3.Error) as error:
        sys.exit(f"dipgraph: {error}")

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
from typing import Any

import pyoxigraph as ox

from dipgraph import about, chronology, overview
from dipgraph.confined import end_with_parent
from dipgraph.errors import DipgraphError
from dipgraph.facts import Facts
from dipgraph.filling import Filling
from dipgraph.gleaned import ADDRESS, DATE, LABELLED, NAMES, OWN, REPLACED, TEXT, TITLE, Graph, statement
from dipgraph.opening import open_store
from dipgraph.sought import date_keys
from dipgraph.spelling import compounds, folded, spelled
from dipgraph.spoken import day
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, RDF, RDFS, shorten

# What is found, in the order in which it is shown: who, then what about, then where, then in which words.
KINDS = (
    "person", "state", "body", "issue", "office", "series", "meeting", "commitment", "act", "document", "tenure", "statement"
)  # fmt: skip
# Between two names of one thing.
DOT = " · "
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
CREATE TEMP TABLE elsewhere (thing TEXT, address TEXT, PRIMARY KEY (thing, address)) WITHOUT ROWID;
CREATE TABLE address (address TEXT, id INTEGER, PRIMARY KEY (address, id)) WITHOUT ROWID;
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


def build(store: Store, path: str) -> None:
    """Write the index of *store* to a new file at *path*."""
    with sqlite3.connect(path, isolation_level=None) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _TABLES)
        kinds, relations = _kinds(store), Filling(db)
        for name in store.names():
            graph = Graph(store, name)
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
        db.execute(
            "INSERT OR IGNORE INTO address SELECT elsewhere.address, id FROM elsewhere "
            "JOIN address ON address.address = elsewhere.thing"
        )
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


def _take(db: sqlite3.Connection, graph: Graph, kinds: dict[str, int]) -> None:
    """Put what a graph says into the tables."""
    typed, said, labelled, held, elsewhere = [], [], [], [], []
    for subject, values in graph.subjects.items():
        kind = min((kinds[t.value] for t in values.get(f"{RDF}type", ()) if t.value in kinds), default=None)
        for actor in graph.things(subject, "participant", "holder", "refersTo"):
            said += [(actor, NAMES, 1, words) for words in graph.texts(subject, "nameInSource")]
            said += [(actor, TEXT, 1, words) for words in graph.texts(subject, "roleInSource", "mentionedAs")]
            labelled += [(actor, office) for office in graph.things(subject, "inOffice", "office")]
        if not isinstance(subject, ox.NamedNode):
            continue
        name = shorten(subject.value)
        if kind is not None and KINDS[kind] == "statement":
            db.execute("INSERT INTO stated VALUES (?, ?, ?, ?, ?)", statement(graph, subject, name))
            continue
        if kind is not None:
            typed.append((name, kind))
        for predicate, several in values.items():
            if (field := OWN.get(predicate)) is not None:
                for value in several:
                    if isinstance(value, ox.Literal):
                        said.append((name, field, 0 if (value.language or "en").startswith("en") else 1, value.value))
            elif predicate in LABELLED:
                labelled += [(name, shorten(value.value)) for value in several if isinstance(value, ox.NamedNode)]
        labelled += [
            (name, actor)
            for part in values.get(f"{DIP}participation", ())
            for actor in graph.things(part, "participant")
        ]
        elsewhere += [(name, value.value) for value in values.get(ADDRESS, ()) if hasattr(value, "value")]
        elsewhere += [(shorten(value.value), name) for value in values.get(REPLACED, ()) if hasattr(value, "value")]
        held += [(name, meeting) for meeting in graph.things(subject, "madeAt", "describes")[:1]]
    db.executemany("INSERT OR IGNORE INTO typed VALUES (?, ?)", typed)
    db.executemany("INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?)", said)
    db.executemany("INSERT OR IGNORE INTO labelled VALUES (?, ?)", labelled)
    db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", held)
    db.executemany("INSERT OR IGNORE INTO elsewhere VALUES (?, rtrim(?, '/'))", elsewhere)


def _put_things(db: sqlite3.Connection, store: Store, kind: str, spellings: Counter[tuple[str, bool]]) -> None:
    """Put the things of a *kind* into the index, the oldest first: what is found is shown from its end."""
    db.execute("DELETE FROM made")
    rows = db.execute(_SAID, (KINDS.index(kind), TEXT, TITLE))
    for thing, group in groupby(rows, key=lambda row: row[0]):
        said: dict[int, list[str]] = {field: [] for field in (TITLE, NAMES, TEXT, DATE)}
        for _, field, _, text in group:
            said[field].append(text)
        title, *others = said[TITLE] or [_called(store, thing)]
        names, words = others + said[NAMES], said[TEXT]
        date = next(iter(said[DATE]), None)
        made = (thing, title, DOT.join(dict.fromkeys(names)), DOT.join(dict.fromkeys(words)), date)
        at = "SELECT max(met.id) FROM held JOIN met ON met.name = meeting WHERE thing = ?1"
        db.execute(f"INSERT INTO made SELECT ?1, ?2, ?3, ?4, ?5, ({at})", made)
    rows = db.execute(
        "SELECT made.name, made.title, made.names, made.words, coalesce(made.date, thing.date), made.meeting, NULL, "
        "thing.date FROM made LEFT JOIN thing ON thing.id = made.meeting ORDER BY 5, 1 DESC"
    )
    _put(db, kind, rows, spellings)


def _called(store: Store, thing: str) -> str:
    """Return what a thing without a label is called: a tenure by holder and office, others by the words of their name."""
    label = Facts(store).label(BASE + thing)
    return thing.rpartition("/")[2].replace("-", " ") if label == thing else label


def _put_statements(db: sqlite3.Connection, spellings: Counter[tuple[str, bool]]) -> None:
    """Put the statements into the index, those of the oldest meeting first, the last of a document before the others."""
    rows = db.execute(
        "SELECT s.name, s.title, '', s.words, NULL, met.id, s.passage, thing.date FROM stated s "
        "LEFT JOIN met ON met.name = s.meeting LEFT JOIN thing ON thing.id = met.id "
        "ORDER BY met.id, substr(s.name, 1, instr(s.name, '#')) DESC, length(s.name) DESC, s.name DESC"
    )
    _put(db, "statement", rows, spellings)


def _put(
    db: sqlite3.Connection, kind: str, rows: Iterable[tuple[Any, ...]], spellings: Counter[tuple[str, bool]]
) -> None:
    """Put *rows* of name, title, names, words, date, meeting, passage and the day of that meeting into the index."""
    is_name = kind in ("person", "state", "body")
    for at, (name, title, names, words, date, meeting, passage, met) in enumerate(rows, _last(db) + 1):
        texts = [spelled(text) for text in (title, names, words)]
        # A meeting is found by its day as well, which its title mostly has.
        dated = [key for one in dict.fromkeys((date, met)) if one for key in date_keys(one)]
        dated += [date, day(date)] if kind == "meeting" and date else []
        joined = " ".join([*compounds(" ".join(texts)), *dated])
        row = (at, name, *texts, joined, date, meeting, passage)
        db.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        addresses = ((address, at) for address in dict.fromkeys((name, passage)) if address)
        db.executemany("INSERT OR IGNORE INTO address VALUES (?, ?)", addresses)
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

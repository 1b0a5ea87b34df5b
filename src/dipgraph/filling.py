"""The relations of a whole store, as tables of the index of its state.

Triples are taken graph by graph, and joined at the end. Until then they and their texts wait in tables on the disk, so that
memory stays flat.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from dipgraph.facts import Facts
from dipgraph.relations import RELATIONS, Relation, Triple
from dipgraph.stores import Store
from dipgraph.terms import expand

# So many triples or labels are put into the index at once.
_MANY = 2000
# Of what there are more than pages lead to, the label is read from the graph where it is shown.
_UNLABELLED = ("statement", "commitment")
# A text: what it says, and of which sort it is.
Key = tuple[str, int]
_LITERAL, _THING, _BLANK = range(3)
_SORTS = {ox.NamedNode: _THING, ox.BlankNode: _BLANK}


def _asked(triple: Triple) -> tuple[str, str]:
    """Return the property of a *triple*, and the class where one stands in it."""
    return triple[1], triple[2] if ":" in triple[2] else ""


def _iri(name: str) -> str:
    node = expand(name)
    assert node is not None
    return node.value


_DAYS: tuple[Triple, ...] = (("meeting", "dip:date", "day"), ("meeting", "dip:earliest", "day"))
_TRIPLES = (*(triple for relation in RELATIONS for triple in (*relation.said, *relation.maybe)), *_DAYS)
_NUMBERS = {asked: number for number, asked in enumerate(dict.fromkeys(map(_asked, _TRIPLES)))}
# What is taken, by property: the number of the triples, and the object that they must have, if any.
_TAKEN: dict[str, list[tuple[int, str]]] = {}
for (_property, _class), _number in _NUMBERS.items():
    _TAKEN.setdefault(_iri(_property), []).append((_number, _iri(_class) if _class else ""))
TAKEN = frozenset(_TAKEN)
_TABLES = (
    "CREATE TABLE node (id INTEGER PRIMARY KEY, name TEXT NOT NULL, label TEXT, day TEXT)",
    "CREATE TEMP TABLE text (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort INTEGER NOT NULL, UNIQUE (name, sort))",
    "CREATE TEMP TABLE triple (number INTEGER, subject INTEGER, object INTEGER, PRIMARY KEY (number, subject, object)) "
    "WITHOUT ROWID",
    "INSERT INTO text VALUES (0, '', 0)",
)
_COLUMNS = [(relation.name, column) for relation in RELATIONS for column in relation.columns]
_USED = " UNION ".join(f"SELECT {column} FROM {name}" for name, column in _COLUMNS)
_LED_TO = " UNION ".join(
    f"SELECT {column} FROM {relation.name}"
    for relation in RELATIONS
    for column in relation.linked
    if column not in _UNLABELLED
)
_NODES = f"""
INSERT INTO node SELECT text.id, name, iif(sort = {_THING} AND text.id IN ({_LED_TO}), '', NULL), day
FROM text LEFT JOIN (
  SELECT subject, min(name) AS day FROM triple JOIN text ON text.id = object
  WHERE number IN ({", ".join(str(_NUMBERS[_asked(triple)]) for triple in _DAYS)}) GROUP BY subject
) ON subject = text.id
WHERE text.id IN ({_USED}) ORDER BY text.id
"""
_UNNAMED = f"SELECT id, name FROM node WHERE label = '' AND id > ? ORDER BY id LIMIT {_MANY}"


class Filling:
    """The tables of the relations in an index that is being made."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin them in an index that has none."""
        self._db = db
        self._waiting: list[tuple[int, Key, Key]] = []
        for statement in _TABLES:
            db.execute(statement)

    def take(self, subjects: Mapping[Any, Mapping[str, Iterable[Any]]]) -> None:
        """Take of what is said of *subjects*, by property, the triples of which a relation is made."""
        waiting = self._waiting
        for subject, values in subjects.items():
            key = _key(subject)
            for property in TAKEN & values.keys():
                for number, wanted in _TAKEN[property]:
                    keys = map(_key, values[property])
                    waiting += [(number, key, value) for value in keys if not wanted or value == (wanted, _THING)]
        if len(waiting) >= _MANY:
            self._put()

    def _put(self) -> None:
        texts = {end for _, *ends in self._waiting for end in ends}
        self._db.executemany("INSERT OR IGNORE INTO text (name, sort) VALUES (?, ?)", texts)
        chosen = "SELECT id FROM text WHERE name = ? AND sort = ?"
        ids = {text: self._db.execute(chosen, text).fetchone()[0] for text in texts}
        triples = ((number, ids[subject], ids[object]) for number, subject, object in self._waiting)
        self._db.executemany("INSERT OR IGNORE INTO triple VALUES (?, ?, ?)", triples)
        self._waiting.clear()

    def finish(self, store: Store) -> None:
        """Join the triples; *store* says what things are called."""
        self._put()
        for relation in RELATIONS:
            _join(self._db, relation)
        self._db.execute(_NODES)
        last = 0
        while some := self._db.execute(_UNNAMED, (last,)).fetchall():
            facts, last = Facts(store), some[-1][0]
            labels = ((facts.label(name), number) for number, name in some)
            self._db.executemany("UPDATE node SET label = ? WHERE id = ?", labels)
        # Only what has a label is looked for by its name.
        self._db.execute("CREATE UNIQUE INDEX node_name ON node (name) WHERE label IS NOT NULL")
        for table in ("triple", "text"):
            self._db.execute(f"DROP TABLE {table}")


def _key(term: Any) -> Key:
    return term.value if hasattr(term, "value") else str(term), _SORTS.get(type(term), _LITERAL)


def _join(db: sqlite3.Connection, relation: Relation) -> None:
    """Make the table of a *relation*, by joining triples in the order in which they stand in it."""
    key = _first(relation, relation.keys[0])
    columns = ", ".join(f"{column} INTEGER NOT NULL" for column in relation.columns)
    db.execute(f"CREATE TABLE {relation.name} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")
    # The single row before the first triple lets each have its condition where it is joined.
    tables, places = "(SELECT 0)", dict[str, str]()
    for at, triple in enumerate((*relation.said, *relation.maybe)):
        conditions = [f"t{at}.number = {_NUMBERS[_asked(triple)]}"]
        for end, name in (("subject", triple[0]), ("object", triple[2])):
            if name in places:
                conditions.append(f"t{at}.{end} = {places[name]}")
            elif ":" not in name:
                places[name] = f"t{at}.{end}"
        way = "LEFT JOIN" if triple in relation.maybe else "CROSS JOIN"
        tables += f" {way} triple t{at} ON {' AND '.join(conditions)}"
    things = " AND ".join(
        f"(SELECT sort FROM text WHERE id = {places[column]}) = {_THING}" for column in relation.certain
    )
    cells = ", ".join(f"coalesce({places[column]}, 0)" for column in relation.columns)
    db.execute(f"INSERT OR IGNORE INTO {relation.name} SELECT {cells} FROM {tables} WHERE {things}")
    for other in relation.keys[1:]:
        db.execute(f"CREATE INDEX {relation.name}_{other} ON {relation.name} ({_first(relation, other)})")


def _first(relation: Relation, key: str) -> str:
    """Return the columns of a relation, that of a *key* first."""
    return ", ".join((key, *(column for column in relation.columns if column != key)))

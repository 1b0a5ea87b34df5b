"""Who took part where, on what was spoken, who promised what: relations of which pages show a great many at once.

Each is a few patterns of triples. The graph is asked by them for one thing, in SPARQL; or the index of the state is, for
which they were joined for all things (``filling``): the rows are the same. Texts stand in the index once, in the table
``node``, and rows are numbers of them; what pages lead to has its label there, and a meeting its first day.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from dipgraph.facts import Facts
from dipgraph.stores import Store

Triple = tuple[str, str, str]


class Relation(NamedTuple):
    """A relation: its name, the triples of which it is made, and those that there may be; its columns, and what asks it.

    In a triple stand a variable, a property, and a variable or a class. The columns are variables; what is not there is an
    empty text. Those that are *linked* are things, which pages lead to; it is asked by its *keys*, which are linked too.
    """

    name: str
    said: tuple[Triple, ...]
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    linked: tuple[str, ...]
    maybe: tuple[Triple, ...] = ()

    @property
    def certain(self) -> tuple[str, ...]:
        """The columns that are linked and certainly there, which must be things."""
        sure = {end for subject, _, object in self.said for end in (subject, object)}
        return tuple(column for column in self.linked if column in sure)

    @property
    def pattern(self) -> str:
        """The pattern in SPARQL."""
        said = " . ".join(map(_written, self.said))
        maybe = "".join(f" OPTIONAL {{ {_written(triple)} }}" for triple in self.maybe)
        return f"{said}{maybe} FILTER ({' && '.join(f'isIRI(?{column})' for column in self.certain)})"


def _written(triple: Triple) -> str:
    subject, property, object = triple
    return f"?{subject} {property} {object if ':' in object else f'?{object}'}"


SEATS = Relation(
    "seats",
    (("meeting", "dip:participation", "seat"), ("seat", "dip:participant", "person")),
    ("meeting", "person", "behalf"), ("person", "meeting"), ("meeting", "person", "behalf"),
    maybe=(("seat", "dip:onBehalfOf", "behalf"),),
)  # fmt: skip
SENT = Relation(
    "sent",
    (("meeting", "dip:participation", "seat"), ("seat", "dip:onBehalfOf", "state")),
    ("meeting", "state"), ("state", "meeting"), ("meeting", "state"),
)  # fmt: skip
PRINTED = Relation(
    "printed",
    (("seat", "dip:participant", "person"), ("seat", "dip:nameInSource", "name")),
    ("person", "name"), ("person",), ("person",),
)  # fmt: skip
_MADE = (("statement", "rdf:type", "dip:Statement"), ("statement", "dip:madeAt", "meeting"))
ON = Relation(
    "on_issue",
    (
        ("statement", "dip:issue", "issue"), *_MADE, ("statement", "dip:act", "act"),
        ("statement", "dip:summary", "summary"),
    ),
    ("issue", "statement", "meeting", "act", "summary"), ("issue",), ("issue", "statement", "meeting", "act"),
)  # fmt: skip
SPOKE = Relation(
    "spoke",
    (("statement", "dip:speaker", "speaker"), ("statement", "dip:issue", "issue")),
    ("speaker", "issue", "statement"), ("speaker",), ("speaker", "issue", "statement"),
)  # fmt: skip
SAID = Relation(
    "said_at",
    (("statement", "dip:speaker", "speaker"), *_MADE),
    ("speaker", "meeting", "statement"), ("speaker",), ("speaker", "meeting", "statement"),
)  # fmt: skip
SIDES = Relation(
    "sides", (("document", "dip:standpoint", "state"),), ("document", "state"), ("document",), ("document", "state")
)
PROMISED = Relation(
    "promised",
    (("commitment", "dip:committedBy", "by"), ("commitment", "dip:madeAt", "meeting")),
    ("by", "commitment", "meeting", "procedural"), ("by",), ("by", "commitment", "meeting"),
    maybe=(("commitment", "dip:procedural", "procedural"),),
)  # fmt: skip
RELATIONS = (SEATS, SENT, PRINTED, ON, SPOKE, SAID, SIDES, PROMISED)


def rows(facts: Facts, relation: Relation, columns: tuple[str, ...], **given: Iterable[str]) -> list[tuple[str, ...]]:
    """Return *columns* of a relation where others have one of the values that are *given*, each row once, in no order."""
    if facts.index is None:
        names = " ".join(f"?{column}" for column in columns)
        return facts.rows(f"SELECT DISTINCT {names} WHERE {{ {_values(given)} {relation.pattern} }}")
    where, values = _where(given)
    return _named(
        facts.index, columns, f"SELECT DISTINCT {', '.join(columns)} FROM {relation.name} WHERE {where}", values
    )


def beside(facts: Facts, relation: Relation, columns: tuple[str, ...], **given: Iterable[str]) -> list[tuple[str, ...]]:
    """Return *columns* of all that a relation has of the meetings of which it has what is *given*, each row once."""
    if facts.index is None:
        names = " ".join(f"?{column}" for column in columns)
        meetings = f"{{ SELECT DISTINCT ?meeting WHERE {{ {_values(given)} {relation.pattern} }} }}"
        return facts.rows(f"SELECT DISTINCT {names} WHERE {{ {meetings} {relation.pattern} }}")
    where, values = _where(given)
    meetings = f"SELECT meeting FROM {relation.name} WHERE {where}"
    chosen = f"SELECT DISTINCT {', '.join(columns)} FROM {relation.name} WHERE meeting IN ({meetings})"
    return _named(facts.index, columns, chosen, values)


def days(facts: Facts, relation: Relation, **given: Iterable[str]) -> dict[str, str]:
    """Return the first day of each meeting of which a relation has what is *given*, and which has a day."""
    if facts.index is None:
        return facts.dates(f"{_values(given)} {relation.pattern}")
    where, values = _where(given)
    meetings = f"SELECT meeting FROM {relation.name} WHERE {where}"
    return dict(facts.index.execute(f"SELECT name, day FROM node WHERE id IN ({meetings}) AND day IS NOT NULL", values))


def counts(facts: Facts, relation: Relation, by: str, of: str, **given: Iterable[str]) -> list[tuple[str, int]]:
    """Return for each value of the column *by* how many different values there are of the column *of*, in no order."""
    if facts.index is None:
        counted = f"SELECT ?{by} (COUNT(DISTINCT ?{of}) AS ?number) WHERE {{ {_values(given)} {relation.pattern} }}"
        return [(name, int(number)) for name, number in facts.rows(f"{counted} GROUP BY ?{by}")]
    where, values = _where(given)
    counted = f"SELECT {by} AS what, count(DISTINCT {of}) AS number FROM {relation.name} WHERE {where} GROUP BY {by}"
    return facts.index.execute(f"SELECT name, number FROM ({counted}) JOIN node ON node.id = what", values).fetchall()


def numbers(
    db: sqlite3.Connection, relation: Relation, columns: tuple[str, ...], **given: Iterable[str]
) -> dict[str, int]:
    """Return the texts that an index has in *columns* where others have what is *given*, with their numbers."""
    where, values = _where(given)
    several = " UNION ".join(f"SELECT {column} FROM {relation.name} WHERE {where}" for column in columns)
    return dict(db.execute(f"SELECT name, id FROM node WHERE id IN ({several})", values * len(columns)))


def _values(given: dict[str, Iterable[str]]) -> str:
    several = ((column, " ".join(f"<{value}>" for value in values)) for column, values in given.items())
    return " ".join(f"VALUES ?{column} {{ {values} }}" for column, values in several)


def _where(given: dict[str, Iterable[str]]) -> tuple[str, list[str]]:
    chosen = "SELECT id FROM node WHERE label IS NOT NULL AND name IN (SELECT value FROM json_each(?))"
    return " AND ".join(f"{column} IN ({chosen})" for column in given), [json.dumps([*v]) for v in given.values()]


def _named(db: sqlite3.Connection, columns: tuple[str, ...], chosen: str, values: list[str]) -> list[tuple[str, ...]]:
    """Return the rows that are *chosen* with the texts that stand for their numbers."""
    names = ", ".join(f"n{at}.name" for at, _ in enumerate(columns))
    joins = " ".join(f"JOIN node n{at} ON n{at}.id = chosen.{column}" for at, column in enumerate(columns))
    return db.execute(f"SELECT {names} FROM ({chosen}) chosen {joins}", values).fetchall()


def index_of(store: Store, folder: str) -> sqlite3.Connection | None:
    """Return the index of the state that *store* reads from the *folder* of the indexes, None where it is not there yet."""
    path = path_of(store, folder)
    return opened(path) if folder and os.path.exists(path) else None


def path_of(store: Store, folder: str) -> str:
    """Return where in a *folder* of indexes that of the state stands which *store* reads, or of all in memory."""
    return os.path.join(folder, f"{store.state or 'memory'}.sqlite")


@lru_cache(maxsize=2)
def opened(path: str) -> sqlite3.Connection:
    """Return the index at *path*, which is never written again."""
    # A process asks in one thread after the other, never in two at once.
    db = sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute(f"PRAGMA mmap_size = {1 << 30}")
    return db

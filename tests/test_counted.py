"""Rows that are counted in what is written of an answer."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from dipgraph.counted import Counted
from dipgraph.outputs import ROWS

# What texts are made of that look like the marks between rows, or hide them.
PIECES = ['"', "\\", "}", "{", ",", "[", ":", "\n", "\r", "</result>", "a", "}},{", "é", "\t", "},{}"]


@pytest.mark.parametrize("format", list(ROWS))
def test_count_is_exact(format: str) -> None:
    """Whatever the texts in it are, also with rows that are empty, as many rows are counted as there are."""
    chance, store = random.Random(7), ox.Store()
    for number in [*range(8)] * 25:
        rows = []
        for _ in range(number):
            text = ox.Literal("".join(chance.choices(PIECES, k=chance.randrange(7))))
            term = chance.choice((str(text), f"<<( <a:a> <a:b> {text} )>>"))
            rows.append(chance.choice(("{}", f"{{ BIND({term} AS ?x) }}", f"{{ BIND({term} AS ?y) }}")))
        query = f"SELECT * {{ {' UNION '.join(rows) or 'FILTER(false)'} }}"
        answer = store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        written = answer.serialize(format=ROWS[format])
        assert written is not None
        counted, at = Counted(format), 0
        while at < len(written):
            size = chance.choice((1, 2, 3, 9, 100))
            found = counted.after(written[at : at + size])
            at += size
        assert found == number, written

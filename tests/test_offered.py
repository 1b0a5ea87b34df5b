"""What is offered for the parameters of questions."""

from __future__ import annotations

import pytest

from dipgraph import Query
from dipgraph.offered import choices
from dipgraph.rows import Rows
from dipgraph.stores import Store


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("evidence", "of"), ("meetings", "state"), ("commitments", "state"), ("commitments-on-issue", "issue"),
        ("statements-on-issue", "issue"), ("people-by-decade", "state"), ("offices-held", "person"),
    ],
)  # fmt: skip
def test_what_is_offered_gives_an_answer(shipped_store: Store, name: str, parameter: str) -> None:
    """Each choice means one thing, of which there is something to say, and is called otherwise than it is typed."""
    query, offered = Query.named(name), choices(shipped_store, name)[parameter]
    assert offered
    assert all(value != label for value, label in offered)
    assert len({label for _, label in offered}) == len(offered)
    for value, _ in offered[::7] if name == "evidence" else offered:
        rows = query.run(shipped_store, **{parameter: [value]})
        assert isinstance(rows, Rows)
        assert next(iter(rows), None) is not None, value


def test_offices_that_were_left(shipped_store: Store) -> None:
    """Offered where somebody left an office is one that somebody left."""
    left = {value for value, _ in choices(shipped_store, "after-a-change")["office"]}
    every = shipped_store.query(
        "PREFIX dip: <https://w3id.org/dipgraph/ontology#>\n"
        "SELECT DISTINCT ?office { ?t dip:office ?office ; dip:until ?day }"
    )
    assert isinstance(every, Rows)
    assert left == {row[0].value.rpartition("/")[2] for row in every}

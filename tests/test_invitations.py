"""Who was host, by the words of a remark."""

from __future__ import annotations

import pytest

from dipgraph.designations import designations
from dipgraph.invitations import hosts, inviting
from dipgraph.names import names, words


def of(remark: str, name: str) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
    """Return name and states of the hosts of the meeting *name*, and the names of those who were there besides."""
    begin = remark.index(name)
    here = designations(remark, words(remark), names())
    first, others = hosts(remark, (begin, begin + len(name)), len(remark), here, names())
    return [(d.name, d.states) for d in first], [d.name for d in others]


@pytest.mark.parametrize(
    ("remark", "name", "found", "others"),
    [
        (
            "attended the Lima Summit, hosted by Peruvian President Ana Quispe and including Chadian President Omar Ngaro.",
            "Lima Summit",
            [("Ana Quispe", ("PE",))],
            ["Omar Ngaro"],
        ),
        (
            "attended the Lima Summit hosted by President Ana Quispe and met with President Ngaro.",
            "Lima Summit",
            [("Ana Quispe", ())],
            [],
        ),
        (
            "attended a conference on trade, co-hosted by Peru, Chad, and the UN and met with President Ngaro",
            "conference on trade",
            [("", ("PE",)), ("", ("TD",)), ("", ("UN",))],
            [],
        ),
        ("attended a Peruvian-hosted meeting on trade", "Peruvian-hosted meeting", [("", ("PE",))], []),
        (
            "attended the jointly hosted Peruvian-UN conference",
            "Peruvian-UN conference",
            [("", ("PE",)), ("", ("UN",))],
            [],
        ),
        ("co-hosted a Trade Conference with the Government of Peru", "Trade Conference", [("", ("PE",))], []),
        ("attended a Trade Conference with the Government of Peru", "Trade Conference", [], []),
        ("attended a Peruvian-UN conference", "Peruvian-UN conference", [], []),
    ],
)
def test_hosts_of_a_larger_meeting(
    remark: str, name: str, found: list[tuple[str, tuple[str, ...]]], others: list[str]
) -> None:
    """By the words behind its name, or in it; who only took part is no host."""
    assert of(remark, name) == (found, others)


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Invited by President Quispe and General Rojas to sign a protocol.", ["Quispe", "Rojas"]),
        ("Official visit at the invitation of the Governor-General.", [""]),
        ("Private visit. Was once invited by President Quispe.", []),
        ("At the invitation of the students of Lima.", []),
    ],
)
def test_who_invited_the_traveller(remark: str, found: list[str]) -> None:
    """Where the remark begins with it, and names somebody or an office."""
    assert [d.name for d in inviting(remark, designations(remark, words(remark), names()))] == found

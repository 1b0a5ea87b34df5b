"""Answers: in memory, in files within a room, and kept."""

from __future__ import annotations

import asyncio

import pytest

from dipgraph.answers import IN_MEMORY, Answer, BusyError, Kept, Room


def made(room: Room, *pieces: bytes) -> Answer:
    """Return an answer of so many pieces."""
    answer = Answer(room)
    for piece in pieces:
        answer.write(piece)
    return answer


async def read(answer: Answer) -> bytes:
    """Return what an answer says."""
    return b"".join([piece async for piece in answer.pieces()])


def test_answer_is_given_as_it_came() -> None:
    """Small or large, an answer is given as it was written; only a small one can be read again, and has a tag."""
    room, large = Room(1 << 30), b"x" * (IN_MEMORY + 1)
    small = made(room, b"a", b"bc")
    assert (asyncio.run(read(small)), asyncio.run(read(small)), small.size, room.taken) == (b"abc", b"abc", 3, 0)
    assert small.tag == made(room, b"ab", b"c").tag != made(room, b"ab").tag
    answer = made(room, b"1", large, b"2")
    assert not answer.is_small
    assert room.taken == answer.size == len(large) + 2
    assert asyncio.run(read(answer)) == b"1" + large + b"2"
    assert room.taken == 0


def test_room_is_common_and_given_back() -> None:
    """Answers in files share a room: one that finds none is told so, and one that nobody reads gives its part back."""
    room, piece = Room(3 * IN_MEMORY), b"x" * (IN_MEMORY + 1)
    first, second = made(room, piece), made(room, piece)
    with pytest.raises(BusyError, match="large answers that wait to be read"):
        made(room, piece)
    del first
    assert room.taken == len(piece)
    third = made(room, piece)
    for answer in (second, third):
        answer.close()
        answer.close()
    assert room.taken == 0


def test_kept_are_those_that_were_last_asked_for() -> None:
    """Within the bytes that they may have together, values are there that were asked for last, and none that is larger."""
    kept: Kept[str] = Kept(10_000)
    for number in range(5):
        kept.put(number, f"value {number}", 1400)
        assert kept.get(0) == "value 0"
        assert kept.size <= kept.most
    assert [number for number in range(5) if kept.get(number) is not None] == [0, 2, 3, 4]
    kept.put(6, "large", 10_000)
    assert (kept.get(6), kept.get(2)) == (None, "value 2")
    kept.clear()
    assert (kept.get(0), kept.size) == (None, 0)

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
    """Within the bytes that they may have together, answers are there that were asked for last."""
    room, kept = Room(0), Kept(10_000)
    for number in range(5):
        kept.put(b"%d" % number, made(room, b"x" * 1400))
        assert kept.get(b"0") is not None
        assert kept.size <= kept.most
    assert [number for number in range(5) if kept.get(b"%d" % number) is not None] == [0, 2, 3, 4]
    kept.clear()
    assert (kept.get(b"0"), kept.size) == (None, 0)


def test_what_is_not_kept() -> None:
    """A large answer is not kept, nor one that would be another next time, nor one that is larger than all may be."""
    kept = Kept(IN_MEMORY // 2)
    unsteady = made(Room(0), b"x")
    unsteady.is_steady = False
    for answer in (made(Room(1 << 30), b"x" * (IN_MEMORY + 1)), unsteady, made(Room(0), b"x" * IN_MEMORY)):
        kept.put(b"asked", answer)
        assert kept.get(b"asked") is None
    assert kept.size == 0

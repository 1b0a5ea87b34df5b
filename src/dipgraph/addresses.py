"""The addresses of what a document tells of, made from names, days and words: meetings, persons, offices, commitments."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from dipgraph.spelling import folded

# In these states' names the family comes first, also in English.
_FAMILY_FIRST = {"CN", "HK", "KH", "KP", "KR", "TW", "VN"}
# Words that belong to the family name behind them.
_PARTICLES = {
    "abu", "al", "ap", "ben", "bin", "d", "da", "dal", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "le", "van", "von", "y", "zu",
}  # fmt: skip
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_IDLE = {
    "a", "all", "also", "an", "and", "any", "as", "at", "be", "both", "by", "each", "for", "from", "in", "including", "into", "is",
    "it", "its", "of", "on", "or", "other", "our", "s", "that", "the", "their", "them", "these", "they", "this", "to", "towards",
    "we", "which", "will", "with", "would",
}  # fmt: skip
# So many words of what is to be done name a commitment.
_MOST = 6
_LONGEST = 60


def slug(text: str) -> str:
    """Return *text* as a part of an address: its words in small letters, without accents, joined by hyphens.

    >>> slug("São Tomé: the “2+2”")
    'sao-tome-the-2-2'
    """
    return "-".join(re.findall("[a-z0-9]+", folded(text)))[:_LONGEST].strip("-")


def parted(name: str, state: str = "") -> tuple[str, str]:
    """Return the family name and the given names of a person's *name*, as those of the *state* write it.

    A word in capitals is the family name, whatever the order.

    >>> parted("WANG Yi", "CN"), parted("Ursula von der Leyen"), parted("Park Jin", "KR"), parted("Joseph R. Biden, Jr.")
    (('Wang', 'Yi'), ('von der Leyen', 'Ursula'), ('Park', 'Jin'), ('Biden', 'Joseph R.'))
    """
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
        parts.pop()
    if len(parts) < 2:
        return " ".join(parts), ""
    capitals = [part for part in parts if len(part) > 1 and part.isupper() and "." not in part]
    if capitals and len(capitals) < len(parts):
        return " ".join(map(str.title, capitals)), " ".join(part for part in parts if part not in capitals)
    if state in _FAMILY_FIRST:
        return parts[0], " ".join(parts[1:])
    at = len(parts) - 1
    while at > 1 and folded(parts[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(parts[at:]), " ".join(parts[:at])


def person(family: str, given: str) -> str:
    """Return the address of a person.

    >>> person("von der Leyen", "Ursula")
    'person/von-der-leyen-ursula'
    """
    return f"person/{slug(f'{family} {given}')}"


def office(state: str, role: str) -> str:
    """Return the address of an office of a state or body.

    >>> office("state/cn", "Minister of Foreign Affairs of China")
    'office/cn-minister-of-foreign-affairs-of-china'
    """
    return f"office/{slug(state.rpartition('/')[2] + ' ' + role)}"


def meeting(day: dt.date | None, sides: Iterable[str], others: Sequence[str] = ()) -> str:
    """Return the address of a meeting: its day, and the states and bodies, or the names of *others* where there are none.

    >>> meeting(dt.date(2022, 5, 23), ["state/us", "state/jp"])
    'meeting/2022-05-23-jp-us'
    """
    named = sorted({side.rpartition("/")[2] for side in sides}) or [slug(name) for name in others[:3]]
    return f"meeting/{day.isoformat() if day else 'undated'}-{'-'.join(named or ['unknown'])[:_LONGEST].strip('-')}"


def document(publisher: str, day: dt.date | None, sides: Iterable[str], own: Iterable[str]) -> str:
    """Return the address of a document: publisher, day, and with whom: the sides but those whose account it is.

    >>> document("body/mofa-jp", dt.date(2022, 5, 23), ["state/us", "state/jp"], ["state/jp"])
    'document/mofa-jp/2022-05-23-us'
    """
    every = sorted({side.rpartition("/")[2] for side in sides})
    others = [side for side in every if side not in {side.rpartition("/")[2] for side in own}] or every
    named = "-".join(others or ["meeting"])[:_LONGEST].strip("-")
    return f"document/{publisher.rpartition('/')[2]}/{day.isoformat() if day else 'undated'}-{named}"


def commitment(of: str, action: str, taken: set[str]) -> str:
    """Return the address of a commitment made at the meeting *of*, from what is to be done; put it among those *taken*.

    >>> commitment("meeting/2022-05-23-jp-us", "Continue to work with the United States.", set())
    'commitment/2022-05-23-jp-us/continue-work-united-states'
    """
    words = [word for word in slug(action).split("-") if word and word not in _IDLE][:_MOST] or ["act"]
    stem = f"commitment/{of.rpartition('/')[2]}/{'-'.join(words)}"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found


def unlike(name: str, taken: set[str]) -> str:
    """Return *name*, with a number where it is *taken* already; put it among those.

    >>> taken = {"smith"}
    >>> unlike("smith", taken), unlike("smith", taken)
    ('smith-2', 'smith-3')
    """
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found

"""The addresses of what a document tells of, made from names, days and words: meetings, persons, offices, commitments."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable

from dipgraph.appellations import PLAIN
from dipgraph.spelling import folded

# In these states' names the family comes first, also in English.
_FAMILY_FIRST = {"CN", "HK", "KH", "KP", "KR", "TW", "VN"}
# In these it may, in English too: how the text calls somebody tells it.
_EITHER_FIRST = _FAMILY_FIRST | {"HU", "JP", "MY", "SG"}
# Words that belong to the family name behind them.
_PARTICLES = {
    "abu", "al", "ap", "ben", "bin", "d", "da", "dal", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "van", "von", "y", "zu",
}  # fmt: skip
# Those that are no given name where nothing else stands before the family name.
_LEADING = {"de", "del", "della", "di", "dos", "du", "van", "von"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "2nd", "3rd"}
# The number of a sovereign or a pope, by which he is called; a second, third or fourth may be of a family too.
_REGNAL = re.compile(r"I|VI{0,3}|I?X|X[IVX]+")
_IDLE = {
    "a", "all", "also", "an", "and", "any", "as", "at", "be", "both", "by", "each", "for", "from", "in", "including", "into",
    "is", "it", "its", "of", "on", "or", "other", "our", "s", "that", "the", "their", "them", "these", "they", "this", "to",
    "towards", "we", "which", "will", "with", "would",
}  # fmt: skip
# So many words of what is to be done name a commitment.
_MOST = 6
_LETTERS = str.maketrans(PLAIN)
_LONGEST, _MOST_OF_MEETING = 60, 100


def slug(text: str) -> str:
    """Return *text* as a part of an address: its words in small letters, in the letters of English, joined by hyphens.

    >>> slug("São Tomé: the “2+2”"), slug("Sikorski, Radosław"), slug("Støre"), slug("Þórður Ægisson")
    ('sao-tome-the-2-2', 'sikorski-radoslaw', 'store', 'thordur-aegisson')
    """
    return "-".join(re.findall("[a-z0-9]+", folded(text).translate(_LETTERS)))[:_LONGEST].strip("-")


def parted(name: str, state: str = "", called: str = "") -> tuple[str, str]:
    """Return the family name and the given names of a person's *name*, as those of the *state* write it.

    A word in capitals is the family name, whatever the order; in some states, so is what the person is *called*.

    >>> parted("WANG Yi", "CN"), parted("Ursula von der Leyen"), parted("Park Jin", "KR"), parted("Joseph R. Biden, Jr.")
    (('Wang', 'Yi'), ('von der Leyen', 'Ursula'), ('Park', 'Jin'), ('Biden', 'Joseph R.'))
    >>> parted("George VI"), parted("Juan Carlos I"), parted("Michael D. Higgins"), parted("Carl XVI Gustaf")
    (('George VI', ''), ('Juan Carlos I', ''), ('Higgins', 'Michael D.'), ('Carl XVI Gustaf', ''))
    >>> parted("De Gaulle"), parted("Charles de Gaulle")
    (('De Gaulle', ''), ('de Gaulle', 'Charles'))
    >>> parted("Aoki Kenta", "JP", "Aoki"), parted("Kenta Aoki", "JP", "Aoki"), parted("Jin Park", "KR", "Park")
    (('Aoki', 'Kenta'), ('Aoki', 'Kenta'), ('Park', 'Jin'))
    """
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and folded(parts[-1]) in _SUFFIXES:
        parts.pop()
    if len(parts) < 2 or any(_REGNAL.fullmatch(part) for part in parts[1:]):
        return " ".join(parts), ""
    capitals = [part for part in parts if len(part) > 1 and part.isupper() and "." not in part]
    if capitals and len(capitals) < len(parts):
        return " ".join(map(str.title, capitals)), " ".join(part for part in parts if part not in capitals)
    if len(parts[1:]) == 1 and folded(parts[0]) in _LEADING:
        return " ".join(parts), ""
    ends = [folded(part) for part in (parts[0], parts[-1])]
    first = state in _FAMILY_FIRST
    if state in _EITHER_FIRST and ends.count(folded(called)) == 1:
        first = folded(called) == ends[0]
    if first:
        return parts[0], " ".join(parts[1:])
    at = len(parts) - 1
    while at > 1 and folded(parts[at - 1]) in _PARTICLES and not parts[at - 1].endswith("."):
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


def meeting(day: dt.date | None, leaders: Iterable[tuple[str, str]]) -> str:
    """Return the address of a meeting: its day, its states and bodies, and who leads each side, as pairs of side and name.

    Two meetings of a day between the same states are two, for a president and a minister are not the same.

    >>> meeting(dt.date(2022, 5, 23), [("state/us", "Blinken"), ("state/us", "Emanuel"), ("state/jp", "Hayashi")])
    'meeting/2022-05-23-jp-us-hayashi-blinken'
    """
    first: dict[str, str] = {}
    for side, name in leaders:
        first.setdefault(side.rpartition("/")[2], slug(name))
    # Who is of no side that is known leads none, unless there are no others.
    ordered = sorted(pair for pair in first.items() if pair[0]) or sorted(first.items())
    named = [side for side, _ in ordered if side] + [name for _, name in ordered if name]
    return f"meeting/{day.isoformat() if day else 'undated'}-{'-'.join(named or ['unknown'])[:_MOST_OF_MEETING].strip('-')}"


def document(publisher: str, day: dt.date | None, sides: Iterable[str], own: Iterable[str], text: bytes) -> str:
    """Return the address of a document: publisher, day, with whom (the sides but its own), and its text's first digits.

    The digits, of its SHA-256, make it another than that of each other document of the same day, which need not be known.

    >>> document("body/mofa-jp", dt.date(2022, 5, 23), ["state/us", "state/jp"], ["state/jp"], b"Today, ...")
    'document/mofa-jp/2022-05-23-us-f3190a'
    """
    every = sorted({side.rpartition("/")[2] for side in sides})
    others = [side for side in every if side not in {side.rpartition("/")[2] for side in own}] or every
    named = "-".join(others or ["meeting"])[:_LONGEST].strip("-")
    digits = hashlib.sha256(text).hexdigest()[:6]
    return f"document/{publisher.rpartition('/')[2]}/{day.isoformat() if day else 'undated'}-{named}-{digits}"


def commitment(of: str, action: str, taken: set[str]) -> str:
    """Return the address of a commitment made at the meeting *of*, from what is to be done; put it among those *taken*.

    >>> commitment("meeting/2022-05-23-jp-us", "Continue to work with the United States.", set())
    'commitment/2022-05-23-jp-us/continue-work-united-states'
    """
    words = [word for word in slug(action).split("-") if word and word not in _IDLE][:_MOST] or ["act"]
    return unlike(f"commitment/{of.rpartition('/')[2]}/{'-'.join(words)}", taken)


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

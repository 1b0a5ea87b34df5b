"""What a draft takes a text to say: meetings, statements, commitments and mentions, each with the passage and the reason.

Offsets count the code points of the text that is stored, and their end is exclusive. A reason names the rule that fired;
its confidence lies between 0 and 1, and sorts what a person looks at first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why something is guessed: in words for who reviews it, the name of the rule, and how sure it is."""

    words: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Intake:
    """A document as it came: its text as it is stored, and what the text, a page, a file beside it or an option says.

    *body* is where what it reports begins, behind title and date. *published* is the day that it gives as its own;
    *place* is what stands below the date. *language* is "und" where the text is not English and nothing says what it
    is. *origins* has for each particular who said it, *doubts* in words who says otherwise.
    """

    name: str
    text: str
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    address: str = ""
    language: str = "en"
    body: int = 0
    place: str = ""
    origins: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Participant:
    """One who took part: the name without titles, as printed once in full; office and state as the text supports them.

    *person* and *office* are addresses where the graph knows them, else empty: a new person, or an open mention.
    *state* is an ISO 3166-1 alpha-2 code or the notation of a body ("EU", "NATO"); *capacity* "host", "guest", "chair",
    "observer" or empty. *start* and *end* are where the text first names the person. *family* is the one word of the name
    by which the text calls the person behind a title, if it does. *beside* is who is only listed as attending, and no
    principal: for whom "both sides" and "they" do not stand.
    """

    name: str
    role: str = ""
    state: str = ""
    person: str = ""
    office: str = ""
    capacity: str = ""
    name_in_source: str = ""
    start: int = 0
    end: int = 0
    reasons: tuple[Reason, ...] = ()
    family: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Occasion:
    """A meeting that the text reports; what it does not support is None or empty. *told* is where it tells of it."""

    date: dt.date | None = None
    date_end: dt.date | None = None
    date_approximate: bool = False
    start: str = ""
    start_approximate: bool = False
    minutes: int | None = None
    minutes_approximate: bool = False
    format: str = "in-person"
    country: str = ""
    place: str = ""
    within: str = ""
    participants: tuple[Participant, ...] = ()
    reasons: tuple[Reason, ...] = ()
    told: tuple[int, ...] = ()


@dataclass(frozen=True)
class Undertaking:
    """What a statement commits to: who is bound, to whom; continuing or new; when it is due, as printed and as days.

    *doubts* are why others than those who are bound by it may be.
    """

    committed: tuple[str, ...]
    to: tuple[str, ...] = ()
    continuing: bool = False
    procedural: bool = False
    due_words: str = ""
    due: str = ""
    due_from: dt.date | None = None
    due_until: dt.date | None = None
    doubts: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Utterance:
    """A statement: its passage, act (a notation), verb as printed, who speaks to whom, and the issues (notations).

    *opening* is where the words before the first act of its sentence lie, if it is that.
    *occasion* is the number of its meeting; *speakers* and *addressees* are numbers of its participants, and no speaker
    at all is the document's own voice.
    """

    occasion: int
    start: int
    end: int
    act: str
    verb: str
    speakers: tuple[int, ...]
    issues: tuple[str, ...]
    addressees: tuple[int, ...] = ()
    undertaking: Undertaking | None = None
    reasons: tuple[Reason, ...] = ()
    opening: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Open:
    """Words that name or describe somebody and were not resolved to a participant, and why; or to whom they refer."""

    start: int
    end: int
    why: str
    person: str = ""


@dataclass(frozen=True)
class Draft:
    """All that is guessed of a document.

    *kind* is a class of the ontology: "Readout", "JointStatement", "PressConference" or "NewsReport". *tier* is
    "ownSide", "joint", "counterpart" or "press", *standpoint* the state or body whose account it is. Where there is no
    meeting, *none* says why.
    """

    intake: Intake
    kind: str = "Readout"
    tier: str = ""
    standpoint: str = ""
    occasions: tuple[Occasion, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    mentions: tuple[Open, ...] = ()
    none: str = ""
    reasons: tuple[Reason, ...] = ()

"""What kind of document it is, how near to the participants its publisher stands, and whose account it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.datelines import cased, is_agency
from dipgraph.guesses import Intake, Reason
from dipgraph.heads import kind_of_release
from dipgraph.memoranda import headed, memorandum
from dipgraph.names import Names, Word, words

_JOINT = re.compile(
    r"\b(?:joint|common|trilateral|quadrilateral)\s+(?:\w+\s+){0,3}(?:statement"
    r"|communiqu[eé]|declaration|press release|media release|vision|readout)|(?<!press )(?<!office )communiqu[eé]\b"
    r"|^declaration\b|leaders[’']? (?:joint )?(?:statement|declaration)",
    re.IGNORECASE,
)
_WE = re.compile(r"^\s*(?:\d+\.\s*)?We\b(?:,|\s)", re.MULTILINE)
_CONFERENCE = re.compile(
    r"\b(?:press conference|press availability|press briefing|transcript|remarks (?:by"
    r"|at|of|with|before|to)|q ?& ?a|interview)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^(?:Q|QUESTION|MODERATOR|[A-Z][A-Z .’'-]{3,40})\s?[:.](?=\s+\S)|^(?:Question|Moderator):", re.MULTILINE
)
_AGENCIES = re.compile(
    r"\b(?:Reuters|AFP|Xinhua|Kyodo News|Jiji Press|TASS|Interfax|Yonhap|Anadolu|UPI|Associated Press|PTI|ANI)\b"
)
_PRESS = re.compile(
    r"\b(?:news|press agency|times|post|shimbun|herald|reuters|tribune|gazette"
    r"|journal|daily|agency|broadcasting|jiji|kyodo|xinhua|tass|sputnik|yonhap"
    r"|afp|upi|insight)\b|\.com\b",
    re.IGNORECASE,
)
# Words of the name of an institution, whatever else stands in it: the news of a ministry, an agency for space.
_INSTITUTION = re.compile(
    r"\b(?:ministry|ministries|department|government|embassy|consulate|mission|delegation|secretariat|presidency|cabinet"
    r"|chancellery|(?:prime minister|president|king|queen)(?:['’]s office)?|office of the|foreign (?:office|service)"
    r"|state duma|parliament|commission|council"
    r"|(?<!news )(?<!press )(?<!information )agency (?:for|of)"
    r"|(?:cooperation|energy|space|defen[cs]e|development|intelligence|security|aid|border|trade|exploration) agency)\b",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"(?:The\s+)?(?:\w+\s+)?(?:Ministry|Department|Office|Secretariat)\b")
_OF = re.compile(r"\bof\s+(?:the\s+)?$")
_REPORTED = re.compile(
    r"\b(?:said in a (?:statement|press release)|according to|told reporters|sources said|reported)\b"
)
# What addresses of governments have in them.
_OFFICIAL = frozenset(
    [
        "gov",
        "go",
        "gob",
        "gouv",
        "gv",
        "mofa",
        "mfa",
        "government",
        "kremlin",
        "mid",
        "europa",
        "auswaertiges-amt",
        "bundesregierung",
        "bundeskanzler",
        "diplomatie",
        "elysee",
        "fmprc",
        "mea",
        "state",
        "presidency",
        "president",
    ]
)
_BY_DOMAIN = {"gov": "US", "mil": "US", "eu": "EU", "uk": "GB", "hk": "HKSAR"}
# Others say of which state he is whom India calls so.
_BY_OTHERS = re.compile(
    r"\bIndia(?:n|['’]s)\s+External Affairs Minister"
    r"|External Affairs Minister(?:[^.;\n]|\b[A-Z][a-z]?\.){0,60}\bof (?:the Republic of )?India\b"
)
# What only documents of one government have in them.
_HOUSE = (
    (
        re.compile(
            r"attributable to (?:the )?(?:\w+\s){0,3}(?:Deputy )?Spokes|\bNSC Spokesperson|National Security Council Spokes",
            re.MULTILINE,
        ),
        "US",
    ),
    (
        re.compile(
            r"\b(?:Downing Street|No\.? ?10|Number 10) spokes|^PM (?:call|meeting) with [^\n]*: \d{1,2} [A-Z]",
            re.MULTILINE,
        ),
        "GB",
    ),
    (re.compile(r"[Ee]xternal Affairs Minister|\bEAM\b"), "IN"),
    (re.compile(r"\A\W*Readout of the Secretary-General['’]s\b"), "UN"),
    (re.compile(r"\(\d\)\s.*\b(?:concurred|shared the view)\b"), "JP"),
)


@dataclass(frozen=True)
class Kind:
    """The class of the document, its tier, whose account it is and whose publication (codes, or nothing), and why."""

    kind: str
    tier: str
    standpoint: str
    side: str
    reasons: tuple[Reason, ...]


def kind(intake: Intake, names: Names) -> Kind:
    """Return what kind of document *intake* is."""
    title, body = intake.title or intake.text.strip().partition("\n")[0], intake.text[intake.body :]
    publisher = publishing(intake, names)
    turns = sum(not headed(found.group()) for found in _TURN.finditer(intake.text))
    if not memorandum(intake.text) and (turns >= 3 or (_CONFERENCE.search(title) and not _JOINT.search(title))):
        words_ = f"it has {turns} turns of speakers" if turns >= 3 else "its title says so"
        return Kind(
            "PressConference",
            "ownSide",
            publisher,
            publisher,
            (Reason(f"a transcript: {words_}", "kind-transcript", 0.8),),
        )
    lines = (line.strip() for line in intake.text[: intake.body].splitlines())
    called = _JOINT.search(title) or any(_JOINT.fullmatch(line) for line in lines)
    if called or (len(_WE.findall(body)) >= 2 and re.search(r"^\s*We,", body, re.MULTILINE)):
        return Kind(
            "JointStatement",
            "joint",
            "",
            publisher or house(intake.text),
            (Reason("a joint text: its title or its “we” says so", "kind-joint", 0.9),),
        )
    head = intake.text[: intake.body]
    press = (not publisher and (_is_press(intake.publisher, names) or _by_agency(head))) or (
        not intake.publisher and bool(_AGENCIES.search(intake.text, 0, intake.body + 400))
    )
    if press or (not publisher and not intake.publisher and len(_REPORTED.findall(body)) >= 2):
        # The agency of a state calls those of its own state by their titles alone.
        signed_by = intake.publisher or intake.text[: intake.body]
        agency = [(i, -e, codes[0]) for i, e, codes in names.agencies.all(words(signed_by))]
        if re.search(r"(?i)\b(?:news|press) agency\b", intake.publisher):
            agency += _of_states(words(intake.publisher), names)
        side = min(agency)[2] if agency else ""
        signed = Reason("published or signed by a news agency", "kind-press", 0.8)
        return Kind("NewsReport", "press", "", side, (signed,))
    standpoint = publisher or house(intake.text)
    why = "its publisher" if publisher else "its wording" if standpoint else "nothing but what it tells"
    reason = Reason(
        f"a readout, the account of {standpoint or 'an unknown side'} by {why}",
        "kind-readout",
        0.9 if publisher else 0.6,
    )
    return Kind("Readout", "ownSide", standpoint, standpoint, (reason,))


def publishing(intake: Intake, names: Names) -> str:
    """Return the state or body whose government published the document, by publisher and address; or nothing."""
    if code := institution(intake.publisher, names):
        return code
    if intake.publisher and not (_is_press(intake.publisher, names) or _by_agency(intake.text[: intake.body])):
        # "Office of the Prime Minister", and "Ottawa, March 3": that of the state which is governed from there.
        found = words(cased(intake.text[: intake.body]))
        for _, _, hits in names.places.all(found):
            if capital := next((code for code, sort in hits if sort == "capital"), ""):
                return capital
    host = re.match(r"(?:https?://)?([^/:]+)", intake.address)
    if host:
        parts = host[1].lower().split(".")
        if _OFFICIAL & set(parts):
            return _BY_DOMAIN.get(parts[-1], parts[-1].upper() if len(parts[-1]) == 2 else "")
    return ""


def institution(name: str, names: Names) -> str:
    """Return the state or body of which an institution is by its *name*; nothing of the press, of which it says no side.

    >>> from dipgraph.names import names
    >>> [institution(n, names()) for n in ("International Atomic Energy Agency", "Embassy of Japan in Peru", "Japan Daily")]
    ['IAEA', 'JP', '']
    """
    found = words(name)
    whose = [codes[0] for i, _, codes in names.states.all(found) if _OF.search(name[: found[i].start])]
    if whose and _MINISTRY.match(name):
        return whose[
            -1
        ]  # what stands before is what it is for: "Ministry of European Union and Foreign Affairs of Peru"
    # An international body is one whatever it is called; what is told by the name of a state alone may be a newspaper.
    told = [(i, -e, codes[0]) for i, e, codes in names.bodies.all(found)]
    known = [(i, -e, codes[0]) for i, e, codes in names.publishers.all(found)]
    if not _is_press(name, names) or told or known:
        told += _of_states(found, names)
        told = told or known or [(i, -e, places[0][0]) for i, e, places in names.places.all(found)]
    return min(told)[2] if told else ""


def _of_states(found: Sequence[Word], names: Names) -> list[tuple[int, int, str]]:
    """Return where states are named, and which."""
    phrases_of = (names.states, names.adjectives)
    return [(i, -e, codes[0]) for p in phrases_of for i, e, codes in p.all(found) if len(codes) == 1]


def _is_press(publisher: str, names: Names) -> bool:
    """Whether a publisher is a newspaper or an agency by its name."""
    press = bool(_PRESS.search(publisher)) or any(names.agencies.all(words(publisher)))
    return press and not _INSTITUTION.search(publisher)


def _by_agency(head: str) -> bool:
    """Whether a head ends with an agency's dateline, and no line of it says that it is a release."""
    lines = [line.strip() for line in head.splitlines()]
    released = any(kind_of_release(line) and not line.lower().startswith(("news", "top")) for line in lines if line)
    return is_agency(head) and not released


def house(text: str) -> str:
    """Return the state whose documents alone have such wording, or nothing."""
    found = next((state for pattern, state in _HOUSE if pattern.search(text)), "")
    return "" if found == "IN" and _BY_OTHERS.search(text) else found

"""Which larger meeting a remark says was attended, by the name that it has there.

A larger meeting goes by a name: words up to what it was (a summit, a session), and what that was of or on. What has none
("Informal meeting with …") is the meeting with whom the remark names. What belongs to one state, as its parliament does,
is no meeting of states, and what somebody only spoke of or travelled to is none that he attended.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dipgraph.months import month_of
from dipgraph.names import Names, words

# Whose leaders are those of no one state.
REGIONS = "(?:Central American|Latin American|European|African|Arab|Caribbean|Asian|Nordic|Baltic|Allied)"
_ATTENDED = (
    r"\b(?:[Aa]ttend(?:ed|s|ing)?|[Pp]articipat(?:ed|es|ing) in|[Tt]ook part in|[Cc]o-?(?:chaired|convened|hosted)"
    r"|[Ww]itnessed|[Cc]haired|[Hh]osted|[Oo]pened"
    r"|[Jj]oined(?: [^.;]{0,60}? (?:at|for|in))?|[Aa]ddressed|[Dd]elegation (?:to|at)"
    r"|[Ii]nvited [Gg]uest (?:to|at)|[Aa]ccompanied [^.;]{0,60}? (?:to|at|for)|\bat|\bduring)\s+"
    r"|\b[Mm]et [^.;]{0,120}? for (?=(?:an?|the)\s)|,?\s+and\s+(?=(?:an?\s+)?(?:ministerial\s+)?meetings? of\s)"
)
_WORD = (
    r"(?:[\w.’'“”&/+=–-]*[A-Z0-9][\w.’'“”&/+=–-]*|\([A-Z]\w+\)|\+|–|of|the|and|on|for|in|with|de|special|informal|working|opening|closing"
    r"|ministerial|international|emergency|ad\s+hoc|disarmament|autonomy|leaders?['’]?|foreign|ministers|summit|preliminary|peace|economic|joint|annual|first|second"
    r"|third|fourth|fifth|inaugural)"
)
_NOUN = (
    r"(?:Summit(?:\s+(?:[Mm]eeting|[Cc]onference))?|Ministerial and Summit [Mm]eetings?"
    r"|Ministerials?(?:\s+(?:[Mm]eetings?|Council(?:\s+[Mm]eeting)?"
    r"|(?:Preparatory\s+)?[Cc]onference|[Cc]onsultations))?"
    r"|[Cc]onferences?|[Mm]eetings?|Council(?:\s+[Mm]eeting)?|[Ff]orum(?:\s+Annual\s+[Mm]eeting)?"
    r"|[Ss]essions?|General Assembly(?:\s+[Ss]ession)?|Assembly"
    r"|[Cc]onsultations|(?:[Ss]igning|[Ii]nitial+ing)(?:\s+[Cc]eremony)?|[Dd]ialogue|[Tt]alks|Committee|Commission|[Ll]uncheon|[Dd]inner|[Bb]runch|summit|negotiations)"
)
# Capitals and small words up to the noun that says what it was; at the head of a sentence the verb is left out.
_NAMED = re.compile(
    rf"(?:(?P<cue>{_ATTENDED})|^|(?<=[a-z]{{3}}\.\s)|(?<=;\s))"
    rf"(?:and \w+ (?:at )?)?(?:(?:the|a|an|both)\s+)?"
    r"(?:(?:(?:opening|closing)(?:\s+session)?|first\s+phase)\s+of\s+(?:the\s+)?)?"
    rf"(?P<what>(?:{_WORD},?\s+){{0,11}}?{_NOUN})(?![\w’'])"
)
_WHAT = re.compile(rf"(?P<what>(?:{_WORD},?\s+){{0,11}}?{_NOUN})(?![\w’'])")
# Behind the name of one meeting another one follows; and what lay before the days of the record.
_AND = re.compile(r",?\s+and\s+(?:an?\s+|the\s+)?(?=[A-Z])")
_AFTER = re.compile(r"\b(?:after|before|following|prior to|since)\s+$")
# What a meeting was of or on.
_OF = re.compile(r"\s+(?:of|on|for|in [Ss]upport of)\s+(?=(?:the\s+|an?\s+)?[\w“])")
HOSTED = re.compile(r",?\s+(?:which\s+was\s+)?(?:co-?|jointly\s+)?(?:hosted|convened|organi[sz]ed|sponsored)\s+by\s+")
_TOKEN = re.compile(r"[^\s(;:]+\s*")
_MOST = 12
# Where a name has ended: a place, a day, somebody, or what was done next.
_STOP = {
    "in", "at", "with", "where", "while", "when", "before", "after", "to", "from", "by", "held", "hosted", "during",
    "which", "who", "also", "afterwards", "including", "as", "met", "had", "gave", "laid", "spoke", "led", "arrived",
    "departed", "took",
}  # fmt: skip
_SMALL = {
    "and", "of", "the", "on", "for", "a", "an",
}  # fmt: skip
# A point that ends no sentence: "U.S."
_ABBREVIATED = re.compile(r"(?:.*[^A-Za-z.])?(?:[A-Z]\.)+")
# Of these words alone no meeting is told from another.
_COMMON = {
    "first", "second", "third", "inaugural", "opening", "closing",
    "meeting", "meetings", "summit", "summits", "conference", "conferences", "council", "forum",
    "session", "sessions",
    "ministerial", "informal", "working", "joint", "luncheon", "dinner", "brunch", "state", "consultations", "talks",
    "negotiations", "dialogue", "strategic", "committee", "commission", "signing", "initialing",
    "initialling", "further", "continued", "offsite",
    "pre-summit", "shuttle", "bilateral", "international", "special", "high-level", "high", "level", "annual",
    "foreign", "emergency", "preliminary", "peace", "group", "president’s", "president's", "the", "of", "and", "on",
    "for", "a", "an", "in", "with",
}  # fmt: skip
# Whose meeting it was may tell it from others too.
_WHOSE = re.compile(r"\b(?:[Mm]inisters|Heads|Chiefs|Leaders|Presidents)\b")
_STATES_OF = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z]\w+\s+)*(?:Ministers|Heads of (?:State and )?Government)")
# The own people of the traveller, the bodies of one state, and gatherings that are of no states.
_NO_STATES = re.compile(
    r"\b(?:Chiefs? of (?:U\.S\. Diplomatic )?Missions?|Ambassadors|U\.?S\.? (?:military|troops|embassy|personnel)|Embassy"
    r"|Congress|Parliament|Legislat\w+|(?:National|Federal|People['’]s|Ireland|Virginia General) Assembly|Supreme Soviet"
    r"|Mayors|Bar Association|AIPAC|Press Conference|[Cc]abinet|NSC|Town|Red Cross|Olympic|World Affairs|Business Council"
    r"|Foreign Service|[Ss]tate [Dd]inner|Palestine National Council)\b"
)
# What was held beside a meeting is not that.
_BESIDE = re.compile(r"\s+(?:reception|ceremon(?:y|ies)|events?)\b")
# Who only told of a meeting, or made it ready, did not attend it by that.
_BEFORE = re.compile(r"^(?:\w+ed|Address|Preparations?)\b")
_FOR = re.compile(r"^.*?\s+(?:for|at|to)\s+(?:(?:the|a|an)\s+)?(?=\S)")
_SOMEBODY = re.compile(r"^(?:President|Vice President|Prime Minister|King|Queen|Secretary|Vatican)\b")


def conferences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the names of larger meetings that a clause of a remark says were attended.

    >>> clause = "attended the signing of the Lima peace treaty in Quito"
    >>> [clause[slice(*place)] for place in conferences(clause, 0, len(clause))]
    ['signing of the Lima peace treaty']
    """
    for found in _NAMED.finditer(text, start, end):
        begin, stop = found.start("what"), found.end("what")
        if (not found["cue"] and _BEFORE.match(found["what"])) or _AFTER.search(text[start : found.start()]):
            continue
        stop = _closed(text, begin, _to_the_end(text, stop, end), end)
        travels = (found["cue"] or "")[1:].startswith(("ccompanied", "oined"))
        elsewhere = (
            _SOMEBODY.match(found["what"]) or ", for " in found["what"] or (travels and " for the " in found["what"])
        )
        if elsewhere and (behind := _FOR.match(text[begin:stop])):
            # "to Lima for the Andean Summit".
            begin += behind.end()
        begin += text[begin] in '“"' and not re.search('[”"]', text[begin + 1 : stop])
        hosted = HOSTED.search(text, stop, end) if not _told_apart(text[begin:stop]) else None
        if hosted and not re.search(r"[.;,]", text[stop : hosted.start()]):
            # What nobody else is called by is known by its hosts.
            yield begin, hosted.start()
            continue
        name = text[begin:stop]
        if _BESIDE.match(text, stop) or _SOMEBODY.match(name) or _NO_STATES.search(name) or not _told_apart(name):
            continue
        yield begin, stop
        more = _AND.match(text, stop, end)
        another = _WHAT.match(text, more.end(), end) if more else None
        if another and _told_apart(another["what"]) and not _NO_STATES.search(another["what"]):
            # "the NATO Ministerial Meeting and a NATO-Russia Council Meeting".
            yield another.start(), _closed(text, another.start(), _to_the_end(text, another.end(), end), end)


def other_side(name: str, home: str, names: Names) -> tuple[str, str]:
    """Return the code of the one state with which *home* met by the *name* of a meeting, and the words for it, or nothing.

    >>> from dipgraph.names import names
    >>> other_side("U.S.-Mexico Binational Commission", "US", names()), other_side("U.S.-EU Summit", "US", names())
    (('MX', 'Mexico'), ('', ''))
    """
    found = words(name)
    said = {i: (j, codes) for phrases in (names.adjectives, names.states) for i, j, codes in phrases.all(found)}
    for start, (middle, codes) in said.items():
        end, others = said.get(middle, (0, ()))
        if (
            others
            and found[middle].gap.strip() in ("-", "‐", "–")
            and len({code for _, both in said.values() for code in both}) == 2
        ):
            one, other = (codes, start, middle), (others, middle, end)
            for (ours, _, _), (theirs, first, last) in ((one, other), (other, one)):
                if ours == (home,) and theirs != ours:
                    return theirs[0], name[found[first].start : found[last - 1].end]
    return "", ""


def _to_the_end(text: str, at: int, end: int) -> int:
    """Return where a name ends whose noun ends *at*: behind what the meeting was of or on."""
    of = _OF.match(text, at, end)
    if of is None:
        return at
    here, stop, last, before = of.end(), at, at, "of"
    for token in itertools.islice(_TOKEN.finditer(text, here, end), _MOST):
        word = token[0].rstrip()
        bare = word.rstrip(",.)”")
        short = word.startswith(f"{bare}.") and bool(_ABBREVIATED.fullmatch(f"{bare}."))
        bare = f"{bare}." if short else bare
        # "on aid to Peru" goes on.
        onward = bare == "to" and re.match("[A-Z]", text[token.end() : end])
        closes = (bare in _STOP and not onward) or month_of(bare) > 0 or (bare.islower() and bare.endswith("ed"))
        if closes or token.start() != here or (before == "and" and bare in ("a", "an")):
            # "on the situation in …": what it was on is cut there, and tells nothing.
            return stop if re.search("[A-Z]", text[at:stop]) or bare not in _STOP else at
        if (
            word.endswith(",")
            and before == "of"
            and last > at
            and (re.match("[A-Z]", text[token.end() :]) or _STATES_OF.fullmatch(text, at, last))
        ):
            # The first of a list: "of the Heads of Government of Canada, France, …".
            return last
        if bare not in _SMALL:
            stop = here + len(bare)
        elif bare == "of":
            last = stop
        if word.endswith((",", ")")) or (word.endswith(".") and not short):
            break
        # "of the United Kingdom, France, …" is the first of a list, whose ministers' meeting it was.
        first = before == "of" and bare[:1].isupper() and _STATES_OF.fullmatch(text, at, last)
        here, before = token.end(), before if bare in ("the", "both") or first else bare
    return stop


def _closed(text: str, start: int, stop: int, end: int) -> int:
    """Return where a name ends that would end within quotation marks: behind the closing one, if the clause has it.

    >>> text = "a forum on “Trade in the Andes” in Lima"
    >>> text[2:_closed(text, 2, 17, len(text))]
    'forum on “Trade in the Andes”'
    """
    opened = text.rfind("“", start, stop)
    if opened < 0 or "”" in text[opened:stop]:
        return stop
    closing = text.find("”", stop, end)
    return closing + 1 if closing >= 0 else stop


def _told_apart(name: str) -> bool:
    """Whether a name tells a meeting from others: by a word of its own, or by whose meeting it was."""
    own = (word for word in re.findall(r"[^\s,]*[A-Z0-9][^\s,]*", name) if word.casefold() not in _COMMON)
    return any(own) or bool(_WHOSE.search(name))

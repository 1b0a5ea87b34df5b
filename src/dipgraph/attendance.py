"""Who meets whom: the sentences that tell of a meeting, with the persons before and after the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dipgraph.days import day_before
from dipgraph.designations import Designation
from dipgraph.months import MONTH
from dipgraph.persons import Person
from dipgraph.telling_words import FOR_TALKS, HELD, TRAVELLED, Cues

_ASIDE = re.compile(r",\s*(?:who|which)\b[^;:]*,\s*(?=\w+\W*$|$)")
_FOR = re.compile(
    r"\b(?:behalf|passing|death|demise|memory|funeral|invitation|request|initiative|direction|(?<!was )(?<!were )hosted by"
    r"|led by|following)\s+(?:of\s+)?(?:the\s+)?$"
)
_HEADS = re.compile(r"(?:\bdelegation\b,?[^,;:]{0,100}\b(?:led|headed)|\bvisit\b[^;:]{0,60}, hosted) by\s+(?:the\s+)?$")
# A meeting that is only spoken of: "to go on from the June 9 consultations between".
_EARLIER = re.compile(
    r"\b(?:buil[dt] on|building on|following|follow(?:ed|ing)? up on|after|since|fresh from|recall\w*|earlier|previous"
    r"|recent|last|outcomes? (?:of|from)|results? of)\s+(?:[\w.’']+\s+){0,4}$"
    r"|\b(?:on|about|regarding)\s+(?:his|her|their)\s+(?:\w+\s+){0,2}$"
)
# Behind whom a colon begins the list of who they are.
_LED = re.compile(
    r"\b(?:delegation|following|leaders|ministers|counterparts|representatives|senators|officials)\b[^:]*$"
)
# What was said when the talks were over.
_SAYING = re.compile(
    r"\b(?:said|told|says|announced|declared)\b[^,;.]{0,80}\bafter\s+(?:(?:his|her|their|the)\s+)?(?:\w+\s+)?$"
)
_LONG_SINCE = re.compile(rf"\b(?:in (?:{MONTH})|last (?:week|month|year)|earlier this)\b")
# So it begins, and goes on with who met: "Following talks between A and B, C met D".
_BEGINS = re.compile(r"(?:[\w-]+\s+){0,3}(?:After|Following|Since|after|following)\s+(?:[\w.’']+\s+){0,4}$")
_INTRODUCING = re.compile(r"\W*(?:After|Following|Before|Since|Ahead of|Prior to|In addition to|Besides)\b[^,;]*$")
_INTRODUCED = re.compile(_INTRODUCING.pattern[:-1] + r"\b(?:with|of|to|by|between|and|from|meeting)\s[^,;]*$")
_MAIN = re.compile(r"\s+(?:also\s+|then\s+)?(?:\w+ed|met|held|spoke|said|told|had)\b")
_CLAUSE = re.compile(
    r"\b(?:when|since|after|as|where|which|that|who|during|following)\s*$"
    r"|\b(?:since|after|before)\s+(?:the\s+)?[\w.-]+['’]s\s+(?:\w+\s+){0,2}$"
)
# So an office tells what it is about: "The Kremlin said on Thursday that A and B spoke".
_SAYS_THAT = re.compile(r"\b(?:said|announced|reported|confirmed|says|informs|informed)\b[^;:.]{0,60}?\bthat\s*$")
_PAST = re.compile(r"\b(?:had|previously|last (?:week|month|year))\s*$|\brecall\w*\s+(?:that|how|when)\b[^;]*$")
# What tells of a meeting by itself, behind the persons of such a clause.
_OWN_VERB = re.compile(r",[^;]*?\b(?:met|spoke|held|hosted|received|welcomed)\b")
# What stands between one who met and the noun: "Biden's Call", "Biden, Jr. Virtual Meeting".
_POSSESSIVE = re.compile(
    r"(?:['’]s|(?<=s)['’])?,?\s*(?:(?:and|in-person|expanded|brief|recent|separate)\s*)*(?:(?:his|her|their)\s*)?"
)
_MUTUAL = re.compile(r"\s+(?:\w+\s+){0,4}(?:between|among|of)\b")
# Of a longer sentence only so much is read; and farther apart nobody is told in one breath.
_LONG, _FAR = 3000, 200
# Where the words on who met end, and those on what it was about begin.
_STOP = re.compile(
    r"\bto\s+(?!the\b|his\b|her\b|their\b|an?\b|all\b|both\b)[a-z]{3,}|\b(?:about(?!\s+(?:\w+[\s-]+){1,3}(?:minutes|hours?)\b)"
    r"|regarding|concerning|discuss\w*|following|after|fresh from|ahead of|before|in advance of"
    r"|prior to|in preparation for"
    r"|where|during which|in which|at which|which|that|whom|while|as part of|in light of"
    r"|in the wake of|in support of|in response to|in honou?r of|on behalf of|in order"
    r"|as well as to|for an? (?:update|discussion|exchange)|because|amid|since"
    r"|when)\b"
    r"|\b(?:expressed|reaffirmed|agreed|thanked|congratulated|noted|underscored"
    r"|reiterated|said|stressed|exchanged|emphasized|emphasised|conveyed|offered"
    r"|commended|highlighted|welcomed the|discussing)\b|(?<!\(attendees)(?<!\(participants)[;:]\s|\bon (?:the (?:situation"
    r"|occasion|anniversary|topic|issue)|bilateral|regional|global|issues|cooperation)"
)
_COMING = re.compile(
    r"\b(?:will|would|shall|plans? to|is to|are to|looks? forward to|hopes? to"
    r"|intends? to|is scheduled to|are scheduled to|invited|to)\s+(?:\w+\s+){0,2}$"
)
# So a sentence begins that tells of one more meeting; and so near behind it the other of it stands.
_WITHIN = re.compile(
    r"(?:In|During|At)\s+(?:his|her|a|the)\s+(?:(?:separate|bilateral|subsequent|subsequent bilateral)\s+)?"
)
_OPENING = 12
# "and other senior officials were present".
_OTHERS = re.compile(r"\band\s+(?:other|others|members\s+of)\b[^,;:]*")
_AT = re.compile(r"\b(?:at|in|inside|outside)\s+$")
_JOINS = re.compile(
    r"[\s,]*(?:\([^()]{0,60}\))?[\s,]*(?:and|&|as well as|together with|along with|alongside|accompanied by|joined by|with"
    r"|also|separately|the|an?|both|his|her|their|,|\s|and with|then|including|visiting|husband|wife|spouse)*[\s,]*"
)
_SEPARATE = re.compile(
    r"\bseparate(?:ly)?\b|\brespectively\b|\b(?:Calls|Meetings|Pull Asides|calls|meetings)\b(?=\s+(?:today\s+)?with\b)"
)


@dataclass(frozen=True)
class Telling:
    """A place that tells of a meeting: who stands before the words that say so, who behind, and how it was."""

    start: int
    end: int
    before: tuple[Designation, ...]
    behind: tuple[Designation, ...]
    verb: str
    separate: bool = False
    coming: bool = False
    recalled: bool = False


@dataclass
class Gathering:
    """Those who met, as far as the text has told, and the places that tell of it."""

    subjects: list[Person] = field(default_factory=list)
    objects: list[Person] = field(default_factory=list)
    nameless: list[Designation] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)
    listed: list[Person] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    # It has a heading of its own, or is one more of somebody who is not named there again.
    apart: bool = False
    # The state of those who are told as a group: "Indian officials".
    group: str = ""

    @property
    def members(self) -> list[Person]:
        """All who have a name, the subjects first."""
        return list(dict.fromkeys((*self.subjects, *self.objects)))


def tellings(text: str, start: int, end: int, said: Sequence[Designation], cues: Cues) -> Iterator[Telling]:
    """Yield the places between two offsets, those of a sentence or a title, that tell of a meeting by one of the *cues*."""
    last, end = start, min(end, start + _LONG)
    said = [d for d in said if d.start < end and not _spoken_of(text, start, d.start)]
    found = (*cues.verb.finditer(text, start, end), *cues.noun.finditer(text, start, end))
    for cue in sorted(found, key=lambda m: m.start()):
        if cue.start() < last:
            continue
        stop = _STOP.search(text, cue.end(), end)
        colon = stop.start() if stop and text[stop.start()] == ":" else 0
        if colon and (_LED.search(text, cue.end(), colon) or any(d.start < colon < d.end for d in said)):
            stop = _STOP.search(text, colon + 1, end)  # "the Deputy Ministers: A of Peru and B of Chile"
        limit = stop.start() if stop else end
        # "Ann Haas, who had been asked to come by the Danish Premier, met": whom a clause names is not who met.
        aside = _ASIDE.search(text[start : cue.start()])
        apart = [d for d in said if not (aside and aside.start() < d.start - start < aside.end())]
        before = _group_before(text, start, cue.start(), apart)
        noun = cue.re is cues.noun
        came = noun and FOR_TALKS.search(text[start : cue.start()]) is not None
        within = noun and _WITHIN.fullmatch(text[start : cue.start()]) is not None
        if noun and before and not came and not _POSSESSIVE.fullmatch(text, before[-1].end, cue.start()):
            before = ()
        limit = _end_of_clause(text, start, cue, limit, said)
        behind, done = group_behind(text, cue.end(), limit, said)
        if not noun and cue["hosted"] and behind and cues.nobody.search(text, cue.end(), behind[0].start):
            behind, done = (), cue.end()
        if (noun and not behind and not before) or (not noun and cue["vowed"] and len(before) < 2):
            continue
        if noun and not before and len(behind) > 1 and _MUTUAL.match(text, cue.end()):
            before, behind = behind[:1], behind[1:]
        if (
            not noun
            and cue["joined"]
            and not before
            and behind
            and re.match(r"\s+(?:\w+\s+){0,6}by\b", text[cue.end() : behind[0].start + 1])
        ):
            before, behind = behind[:1], behind[1:]
        of = noun and (before or not behind) and re.match(r"\s+(?:of|to|by)\b", text[cue.end() :])
        if of and not (behind and HELD.match(text, behind[-1].end, end)):
            continue
        lead = text[start : cue.start()]
        verb = "noun" if noun else next(k for k, v in cue.groupdict().items() if v and k != "noun")
        if within and not before and len(behind) > 1 and text[behind[-2].end : behind[-1].start].strip() == ",":
            # "In her meeting with Minister A, Minister B said": of that she is the other.
            before, behind = behind[-1:], behind[:-1]
        before = before or (_subject_behind(text, behind[-1].end, end, said) if within and behind else ())
        verb = "held" if (came or (within and before)) and behind else verb
        if verb == "called" and re.match(r"\s+(?:on|upon)\b", text[cue.end() :]):
            verb = "met"
        # "will host", "to meet"; "when they met", "the talks that he had".
        near = lead[before[-1].end - start :] if before and before[-1].end <= cue.start() else lead[-60:]
        coming = bool(_COMING.search(near if before else lead)) and not (came or TRAVELLED.search(lead))
        clause = text[start : before[0].start if before else cue.start()].rstrip(" ,") + " "
        recalled = not (noun and _fresh(text, start, cue, end)) and bool(
            (noun and _EARLIER.search(text[max(start, cue.start() - 150) : cue.start()]))
            or (
                noun
                and _BEGINS.match(text, start, cue.start())
                and _OWN_VERB.search(text, behind[-1].end if behind else limit, end)
            )
            or (_CLAUSE.search(clause) and not _SAYS_THAT.search(clause))
            or (_PAST.search(near) and not day_before(lead))
        )
        yield Telling(
            cue.start(), limit, before, behind, verb,
            bool(_SEPARATE.search(text, start, limit)), coming, recalled,
        )  # fmt: skip
        last = max(done, cue.end())


def _end_of_clause(text: str, start: int, cue: re.Match[str], limit: int, said: Sequence[Designation]) -> int:
    """Return where the clause ends that opens a sentence with a *cue*, at *limit* at most: "After talks with A, B met"."""
    if not _INTRODUCING.match(text, start, cue.start()):
        return limit
    behind = (d for d in said if cue.end() < d.start < limit and _MAIN.match(text, d.end))
    return next((d.start for d in behind if text[d.start - 6 : d.start].endswith((", ", ", the "))), limit)


def _fresh(text: str, start: int, cue: re.Match[str], end: int) -> bool:
    """Whether somebody "said after talks with": the talks of which a report is, unless they were long ago."""
    said = _SAYING.search(text, start, cue.start())
    return said is not None and not _LONG_SINCE.search(text, cue.end(), min(end, cue.end() + _FAR))


def _spoken_of(text: str, start: int, place: int) -> bool:
    """Whether who is named at *place* is only spoken of: "on behalf of"; the head of a delegation is not."""
    return bool(_FOR.search(text[max(start, place - 50) : place])) and not _HEADS.search(
        text[max(start, place - 150) : place]
    )


def _group_before(text: str, start: int, cue: int, said: Sequence[Designation]) -> tuple[Designation, ...]:
    """Return the persons who are joined to each other and come next before offset *cue*."""
    found: list[Designation] = []
    for d in sorted((d for d in said if start <= d.start and d.end <= cue), key=lambda d: -d.start):
        gap = text[d.end : found[0].start if found else cue]
        # "Minister A, who is visiting B, met C".
        gap = gap if found else _ASIDE.sub(" ", gap)
        if found:
            # "the Ministers of Peru, A; of Chile, B; and of Norway, C"
            each = text.startswith("of ", found[0].start) and gap.strip(" ,;") in ("", "and")
            # "After a meeting with Minister A, the President met": of two clauses.
            clause = gap.strip() in (",", ", the") and _INTRODUCED.match(text, start, d.start)
            if len(gap) > _FAR or clause or not (each or _JOINS.fullmatch(gap)):
                break
        elif len(gap.split()) > 12 or re.search(
            r"[;:]|\b(?:and|who|which|that|whose)\b(?!.*\bjoined\b)", _OTHERS.sub("", gap.replace("and co-", ""))
        ):
            break
        found.insert(0, d)
    return tuple(found)


def group_behind(text: str, cue: int, limit: int, said: Sequence[Designation]) -> tuple[tuple[Designation, ...], int]:
    """Return the persons behind offset *cue* who are its object, and where they end."""
    found: list[Designation] = []
    for d in sorted((d for d in said if cue <= d.start < limit), key=lambda d: d.start):
        gap = text[found[-1].end if found else cue : d.start]
        own = re.match(r"['’]", text[d.end :])
        if own and not found and _AT.search(gap):
            cue = d.end  # "at the Prime Minister's Office"
            continue
        if found:
            if len(gap) > _FAR or (not _JOINS.fullmatch(gap) and not _returns(gap)):
                break
        elif len(gap.split()) > (24 if "delegation" in gap else 14):
            break
        untitled = not (d.titles or d.courtesy or d.states)
        if untitled and (len(gap.split()) > 4 or d.name.isupper() or gap.endswith((" at ", " on ", " on the "))):
            # A name without a title is a person only right behind the verb, or beside another; "at" is where, "on" on what.
            continue
        if own:
            # "welcomed the President's offer": it is the offer that is welcomed.
            break
        found.append(d)
    return tuple(found), (found[-1].end if found else cue)


def _subject_behind(text: str, begin: int, end: int, said: Sequence[Designation]) -> tuple[Designation, ...]:
    """Return the subject behind the opening of a sentence that goes on at *begin*: "with A in Lima on May 3, B said"."""
    for d in said:
        gap = text[begin : d.start]
        if (
            begin <= d.start < end
            and len(gap.split()) <= _OPENING
            and re.fullmatch(r"(?:(?!\b(?:who|which)\b)[^;:()])*,\s*(?:the\s+)?", gap)
        ):
            return (d,) if re.match(r",?\s+[a-z]\w+", text[d.end : end]) else ()
    return ()


def _returns(gap: str) -> bool:
    """Whether words between two persons only say where or when: "at the White House with"."""
    return (
        len(gap.split()) <= 12
        and bool(
            re.search(
                r"(?:\bwith|\bas well as|\bjoined by|\baccompanied by|\bheaded by|\bled by)\s+(?:the\s+"
                r"|his\s+|her\s+)?$",
                gap,
            )
        )
        and not re.search(
            r"\b(?:who|which|that|whose|he|she|they|(?:and|before)\s+(?:\w+\s+)?(?:met|held|had|spoke)|to\s+[a-z]+\s|(?:from|after|following|since|before|on|about)\b.*\b(?:talks|call|summit"
            r"|meeting|conversation|discussions?))\b",
            gap,
        )
    )

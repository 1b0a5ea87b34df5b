"""Who and what a draft tells of and the graph does not know: described in the document's own graph, and marked as new.

A name that gives no more than a family, or no name at all, is nobody's address: such a person is one of this document
alone, and is never taken for another of that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dipgraph import addresses
from dipgraph.blocks import Block, literal, words, written
from dipgraph.guesses import Participant, Reason
from dipgraph.names import names
from dipgraph.names import words as words_in
from dipgraph.terms import shorten
from dipgraph.vocabulary import Vocabulary
from dipgraph.wording import mark

MARK = "dip:toReview"
# What stands above them in a file.
NEW = "New actors: to be moved to actors.ttl where other documents name them"
# A placeholder, which stands where the shapes want a publisher and none is known.
UNKNOWN = "body/unknown-publisher"
MINISTERIAL = re.compile(
    r"(?<!vice )(?<!vice-)(?<!deputy )(?<!assistant )(?<!parliamentary )\bminister\b|^secretary of\b", re.IGNORECASE
)


def code_of(name: str) -> str:
    """Return the code of the state that goes by a *name* among the words for states, or by that code; else nothing.

    >>> code_of("the republic of Korea"), code_of("pl"), code_of("Atlantis")
    ('KR', 'PL', '')
    """
    if name.upper() in names().labels:
        return name.upper()
    # A capital begins each word of a name but those that join: who types may leave it out.
    cased = re.sub(r"\b(?:And|Of|The)\b", lambda match: match[0].lower(), name.title())
    for form in (name, cased):
        said = words_in(re.sub(r"^[Tt]he\s+", "", form))
        end, codes = names().states.at(said, 0)
        if len(codes) == 1 and end == len(said):
            return codes[0]
    return ""


@dataclass
class Newcomers:
    """The new ones of one document, in the order in which it names them; *source* is its page on the web."""

    vocabulary: Vocabulary
    source: str = ""
    blocks: dict[str, Block] = field(default_factory=dict)

    def side(self, code: str) -> str:
        """Return the address of the state or body that a *code* (ISO 3166-1, or a notation such as "EU") stands for."""
        if ":" in code or "/" in code:
            return code
        state = len(code) == 2 and code.isalpha() and code.upper() not in ("EU", "UN")
        for folder in ("state", "body"):
            known = f"{folder}/{addresses.slug(code)}"
            if self.vocabulary.kinds.get(known):
                return known
        for kind in ("Body", "State"):
            if len(found := self.vocabulary.called(code, kind)) == 1:
                return found[0]
        label = names().labels.get(code.upper(), code)
        if state:
            address = f"state/{code.lower()}"
            facts = [("dip:isoCode", literal(code.upper()))]
            return self._new(address, "dip:State", label, facts, "the graph has no such state")
        facts = [("dip:bodyKind", "dip:grouping")]
        why = "the graph has no such body: see to its name and its kind"
        return self._new(f"body/{addresses.slug(code) or 'unknown'}", "dip:Body", label, facts, why)

    def publisher(self, name: str, kind: str, side: str) -> str:
        """Return the address of the body that publishes: known by *name* or address, a new one, or a placeholder.

        *side* is the state or body whose account the document is, if it is one's.
        """
        slug = addresses.slug(name.rpartition("/")[2])
        if known := next(iter(self.vocabulary.called(name, "Body")), ""):
            return known
        sort = "dip:newsOrganization" if kind == "NewsReport" or not side.startswith("state/") else "dip:ministry"
        facts = [("dip:bodyKind", sort)]
        if not slug:
            why = "nothing says who published it: name the body that answers for the text"
            return self._new(UNKNOWN, "dip:Body", "Publisher not known", facts, why, "publisher-unknown", 0.0)
        if sort == "dip:ministry":
            facts.append(("dip:partOf", written(side)))
        label = name.rpartition("/")[2].replace("-", " ") if "/" in name else name
        why = "the graph has no such publisher: see to its name, its kind and that of which it is part"
        return self._new(f"body/{slug}", "dip:Body", label, facts, why, "new-publisher")

    def person(self, participant: Participant) -> str:
        """Return the address of who took part; nothing where the text gives no name."""
        if participant.person:
            return shorten(participant.person)
        family, given = addresses.parted(participant.name, participant.state, participant.family)
        if not addresses.slug(family):
            return ""
        if addresses.slug(given):
            address = addresses.person(family, given)
            why, sure = "the graph has nobody of that name: see how it is parted into family and given name", 0.6
            if self.vocabulary.kinds.get(address) and address not in self.blocks:
                # The name of somebody known, who was not recognised: whether it is the same is for a person to say.
                known = self.vocabulary.label(address)
                address = f"#person-{addresses.slug(f'{family} {given}')}"
                why, sure = f"of the same name as {known}, who is known: see whether it is the same", 0.3
        else:
            address = f"#person-{addresses.slug(family)}"
            why, sure = "the text gives no more than the family name: name the person", 0.3
        label = " ".join(part.title() if part == family.upper() else part for part in participant.name.split())
        facts = [("skos:altLabel", literal(participant.name, "en"))] if label != participant.name else []
        facts.append(("dip:familyName", literal(family)))
        facts += [("dip:givenName", literal(given))] if given else []
        return self._new(address, "dip:Person", label, facts, why, "new-person", sure)

    def office(self, participant: Participant, side: str) -> str:
        """Return the address of the office, known or new; nothing where the text gives none, or no side."""
        role = " ".join(participant.role.split())
        if participant.office or not role or not side:
            return shorten(participant.office) if participant.office else ""
        label = plain = role
        new = side in self.blocks
        name = words(self.blocks[side].value("rdfs:label")) if new else self.vocabulary.label(side)
        if side.startswith("state/") and name.casefold() not in role.casefold():
            label = f"{role} of {name}"
        elif side.startswith("state/"):
            plain = re.sub(rf"\s+of (?:the )?{re.escape(name)}$", "", role, flags=re.IGNORECASE)
        sort = "dip:MinisterialOffice" if MINISTERIAL.search(role) else "dip:Office"
        facts = [("dip:officeOf", written(side))]
        why = "the graph has no such office: see whether it goes by another name"
        return self._new(addresses.office(side, plain), sort, label, facts, why, "new-office")

    def tenure(self, person: str, office: str) -> None:
        """Describe that the *person* holds the *office*: the document says so, and not since when."""
        known = f"tenure/{person.rpartition('/')[2].removeprefix('#person-')}-{office.rpartition('/')[2]}"
        if person.startswith("#") or (person, office) in self.vocabulary.tenures:
            # Of one who is of this document alone, where a namesake who is known may have a tenure of that address; or of
            # other days than those that are known.
            known = f"#{known.replace('/', '-')}"
        block = self.blocks.get(person)
        sort = self.blocks[office].value("a") if office in self.blocks else ""
        kinds = self.vocabulary.kinds.get(office, frozenset())
        if sort == "dip:MinisterialOffice" or "MinisterialOffice" in kinds:
            if block is not None:
                block.put("a", "dip:Person", "dip:Minister")
            elif "Minister" not in self.vocabulary.kinds.get(person, frozenset()):
                why = Reason("New: the office makes a minister of a known person", "new-tenure", 0.5)
                facts = [("a", "dip:Minister"), (MARK, literal(mark(why), "en"))]
                self.blocks[f"{person} as minister"] = Block(written(person), facts)
        if known in self.blocks:
            return
        facts = [("a", "dip:Tenure"), ("dip:holder", written(person)), ("dip:office", written(office))]
        if self.source:
            facts.append(("dcterms:source", f"<{self.source}>"))
        why = Reason(
            "The graph does not have it that the office was held: see since when, and until when", "new-tenure", 0.5
        )
        self.blocks[known] = Block(written(known), [*facts, (MARK, literal(mark(why), "en"))])

    def _new(
        self,
        address: str,
        sort: str,
        label: str,
        facts: list[tuple[str, str]],
        why: str,
        rule: str = "new-side",
        sure: float = 0.5,
    ) -> str:
        if address not in self.blocks:
            reason = mark(Reason(f"New: {why}", rule, sure))
            head = [("a", sort), ("rdfs:label", literal(" ".join(label.split()), "en"))]
            self.blocks[address] = Block(written(address), [*head, *facts, (MARK, literal(reason, "en"))])
        return address


@dataclass(frozen=True)
class Seat:
    """Somebody's part in a meeting: the block that says so, the person's address (none if open), side and name."""

    block: Block
    person: str
    side: str
    name: str


def seat(
    participant: Participant, day: object, new: Newcomers, tag: str, fragments: set[str], offices: set[str]
) -> Seat:
    """Return the seat of a *participant* at a meeting of that *day*; *offices* are those that others sit there for."""
    vocabulary = new.vocabulary
    reasons = list(participant.reasons)
    person = new.person(participant)
    side = new.side(participant.state) if participant.state else ""
    if participant.office and (of := vocabulary.one(shorten(participant.office), "officeOf")) and side != of:
        if side:
            reasons.append(Reason(f"The office is one of {vocabulary.label(of)}", "office-of-its-state", 0.5))
        side = of
    office = new.office(participant, side) if person else ""
    if office in offices:
        reasons.append(Reason("Another sits there for the same office, which is left out here", "office-twice", 0.3))
        office = ""
    if office:
        offices.add(office)
        if not vocabulary.holds(person, office, day):  # type: ignore[arg-type]
            new.tenure(person, office)
    family = addresses.parted(participant.name, participant.state, participant.family)[0]
    if person and vocabulary.one(person, "familyName"):
        family = vocabulary.one(person, "familyName")
    name = family or participant.role or "somebody"
    facts = [("a", "dip:Participation")]
    printed = participant.name_in_source or participant.name or participant.role or "not named"
    if person:
        facts.append(("dip:participant", written(person)))
    if office:
        facts.append(("dip:inOffice", written(office)))
    if side:
        facts.append(("dip:onBehalfOf", written(side)))
    facts.append(("dip:capacity", f"dip:{participant.capacity or 'attendee'}"))
    facts.append(("dip:nameInSource", literal(printed, tag)))
    if participant.role:
        facts.append(("dip:roleInSource", literal(" ".join(participant.role.split()), tag)))
    if not person:
        facts.append(("dip:openReason", literal("The text gives a role and no name.", "en")))
    reasons = reasons or [Reason("Read as one who took part", "participant", 0.5)]
    if not side:
        why = "Nothing says on whose behalf this one took part: c side NAME, or accept that nobody knows"
        reasons.append(Reason(why, "side-unknown", 0.1))
    facts += [(MARK, literal(mark(reason), "en")) for reason in dict.fromkeys(reasons)]
    fragment = addresses.unlike(addresses.slug(name)[:40] or "somebody", fragments)
    return Seat(Block(f"<#{fragment}>", facts), person, side, name)

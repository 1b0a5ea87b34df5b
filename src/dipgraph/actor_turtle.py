"""Persons, offices, tenures, states and bodies of a source as one graph of actors, each described once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dipgraph import addresses
from dipgraph.acquaintances import Acquaintance
from dipgraph.blocks import Block, literal, prefixes_in, sections, typed, words, written
from dipgraph.casting import Cast
from dipgraph.former_states import former_states, state_of_day
from dipgraph.names import names
from dipgraph.records import Publisher, Record, Records, Term, identifier, with_article
from dipgraph.spoken import day as spoken_day
from dipgraph.terms import BASE, PREFIXES
from dipgraph.vocabulary import Vocabulary

TAG = "en"
_TYPES = {10: "date", 7: "gYearMonth", 4: "gYear"}


@dataclass
class Sides:
    """The states and bodies that records name, described as the data at hand have them, else by what vocabularies have."""

    vocabulary: Vocabulary
    home: str
    # Family names that the order of a name does not show.
    called: frozenset[str] = frozenset()
    # The family names of those whose name is in no order that their state has, by the name.
    families_of: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    # What bodies are called that go by other letters here, and the names before which "the" stands.
    called_bodies: dict[str, str] = field(default_factory=dict)
    articled: frozenset[str] = frozenset()
    # What persons are called in another transliteration, by their names here.
    also: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def side(self, code: str) -> str:
        """Return the address of a state or body by its code, notation or address."""
        former = next((s for s in former_states() if s.address == code), None)
        if former:
            for state in former.followed:
                self.side(state.rpartition("/")[2].upper() if len(state) == len("state/xx") else state)
            facts = [("dip:followedBy", " , ".join(written(state) for state in former.followed))]
            if former.names[1:]:
                facts.insert(0, ("skos:altLabel", " , ".join(literal(n, TAG) for n in former.names[1:])))
            return self._described(code, "dip:State", former.names[0], facts)
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN"):
            address = f"state/{code.lower()}"
            label = self.vocabulary.labels.get(address) or names().labels.get(code.upper(), code)
            others = [literal(name, TAG) for name in names().others.get(code.upper(), ()) if name != label]
            facts = [("skos:altLabel", " , ".join(others))] if others else []
            return self._described(address, "dip:State", label, [*facts, ("dip:isoCode", literal(code.upper()))])
        known = self.vocabulary.called(code, "Body")
        address = known[0] if len(known) == 1 else f"body/{addresses.slug(code)}"
        kind = self.vocabulary.one(address, "bodyKind") or f"dip:{self.bodies.get(code, 'grouping')}"
        label = self.vocabulary.labels.get(address) or self.called_bodies.get(code, code)
        return self._described(address, "dip:Body", label, [("dip:bodyKind", kind)])

    def publisher(self, publisher: Publisher) -> str:
        """Return the address of the body that publishes the records."""
        facts = [("dip:bodyKind", f"dip:{publisher.kind}")]
        if publisher.state:
            facts.append(("dip:partOf", written(self.side(publisher.state))))
        return self._described(f"body/{publisher.key}", "dip:Body", publisher.name, facts)

    def of_day(self, record: Record) -> str:
        """Return the address of the state to which a trip was, as it was on its first day; nothing where it is none."""
        state = state_of_day(record.state, record.country, record.first)
        return self.side(state) if state else ""

    def label(self, address: str) -> str:
        """Return the English name of a state or body that is described."""
        return words(self.blocks[address].value("rdfs:label"))

    def within(self, address: str) -> str:
        """Return the same as it stands within a sentence: "the Bahamas"."""
        return with_article(self.label(address), self.articled)

    def family(self, person: str) -> str:
        """Return the family name of a person by address, nothing where there is no person."""
        return self.families.get(person, "")

    def parts(self, one: Acquaintance) -> tuple[str, str]:
        """Return the family name and the given names of a person, as the data at hand have it for one of that name."""
        own = self.families_of.get(one.name) or next(
            (family for family in self.called if f" {family} " in f" {one.name} "), ""
        )
        if own:
            return own, " ".join(f" {one.name} ".replace(f" {own} ", " ").split())
        for name in one.names:
            known = self.vocabulary.called(name, "Person") if len(name.split()) > 1 else []
            family = self.vocabulary.one(known[0], "familyName") if len(known) == 1 else ""
            if family and family in one.name.split():
                return family, " ".join(part for part in one.name.split() if part != family)
        return one.parts

    def _described(self, address: str, kind: str, label: str, facts: list[tuple[str, str]]) -> str:
        if address not in self.blocks:
            self.blocks[address] = Block(written(address), [("a", kind), ("rdfs:label", literal(label, TAG)), *facts])
        return address


def actors(found: Records, cast: Cast, sides: Sides) -> tuple[list[Block], list[Block], list[Block]]:
    """Return the blocks of persons, offices and tenures; the families of the persons are put into *sides*."""
    ministers = {t.person for t in found.terms if found.posts[t.post].ministerial}
    persons = list(_described_persons(found, cast, ministers, sides))
    offices = list(_posts(found, cast, sides))
    tenures = [_term(term, cast) for term in found.terms]
    of_cabinet = {office.address for office in cast.offices.values() if office.ministerial}
    heads = {person for person, office in cast.tenures if office in of_cabinet}
    persons += [_acquaintance(one, cast, heads, sides) for one in cast.acquaintances()]
    used = {office for _, office in cast.tenures}
    # One that goes by several titles is there under each.
    for seen in {office.address: office for office in cast.offices.values()}.values():
        if seen.address in used:
            side = sides.side(seen.side)
            kind = "dip:MinisterialOffice" if seen.ministerial else "dip:Office"
            facts = [("a", kind), ("rdfs:label", literal(_called(seen.words, side, sides), TAG))]
            if seen.others:
                facts.append(
                    ("skos:altLabel", " , ".join(literal(_called(name, side, sides), TAG) for name in seen.others))
                )
            offices.append(Block(written(seen.address), [*facts, ("dip:officeOf", written(side))]))
    tenures += [_seen(person, office, days, cast.prefix) for (person, office), days in sorted(cast.tenures.items())]
    return persons, offices, tenures


def _called(title: str, side: str, sides: Sides) -> str:
    """Return what an office is called by its *title*, with the state or body where that does not have it."""
    label = title if sides.label(side) in title else f"{title} of {sides.within(side)}"
    return label[0].upper() + label[1:]


def turtle(name: str, comment: str, parts: list[tuple[str, list[Block]]]) -> str:
    """Return blocks as the file of the graph *name*, with a comment at its head."""
    body = "\n".join(sections(parts))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in prefixes_in(body))
    return f"# {comment}\n\n@base <{BASE}{name}> .\n{prefixes}\n{body}"


def _described_persons(found: Records, cast: Cast, ministers: set[str], sides: Sides) -> Iterator[Block]:
    for person in found.persons.values():
        address = f"person/{cast.prefix}-{identifier(person.key)}"
        sides.families[address] = person.family
        facts = [("a", "dip:Person , dip:Minister" if person.key in ministers else "dip:Person")]
        facts.append(("rdfs:label", literal(person.name, TAG)))
        if person.others:
            facts.append(("skos:altLabel", " , ".join(literal(other, TAG) for other in person.others)))
        facts.append(("dip:familyName", literal(person.family)))
        if person.given:
            facts.append(("dip:givenName", literal(person.given)))
        if person.page:
            facts.append(("skos:exactMatch", f"<{person.page}>"))
        yield Block(written(address), facts)


def _acquaintance(one: Acquaintance, cast: Cast, ministers: set[str], sides: Sides) -> Block:
    address = f"person/{cast.prefix}-{one.key}"
    family, given = sides.parts(one)
    sides.families[address] = family
    others = sorted({*one.names, *sides.also.get(one.name, ())} - {one.name})
    facts = [("a", "dip:Person , dip:Minister" if address in ministers else "dip:Person")]
    facts.append(("rdfs:label", literal(one.name, TAG)))
    if others:
        facts.append(("skos:altLabel", " , ".join(literal(name, TAG) for name in others)))
    facts.append(("dip:familyName", literal(family)))
    if given:
        facts.append(("dip:givenName", literal(given)))
    times = f"{len(one.days)} records" if len(one.days) > 1 else "one record"
    note = f"Known by {times} alone, {_span(min(one.days).isoformat(), max(one.days).isoformat())}."
    return Block(written(address), [*facts, ("dip:note", literal(note, TAG))])


def _posts(found: Records, cast: Cast, sides: Sides) -> Iterator[Block]:
    held = {term.post for term in found.terms} | {record.post for record in found.records}
    for post in found.posts.values():
        if post.key in held:
            facts = [("a", "dip:MinisterialOffice" if post.ministerial else "dip:Office")]
            facts.append(("rdfs:label", literal(post.name, TAG)))
            if post.state:
                facts.append(("dip:officeOf", written(sides.side(post.state))))
            if post.several:
                facts.append(("dip:heldBySeveral", "true"))
            if post.page:
                facts.append(("skos:exactMatch", f"<{post.page}>"))
            yield Block(written(f"office/{cast.prefix}-{identifier(post.key)}"), facts)


def _term(term: Term, cast: Cast) -> Block:
    facts = [("a", "dip:Tenure")]
    facts.append(("dip:holder", written(f"person/{cast.prefix}-{identifier(term.person)}")))
    facts.append(("dip:office", written(f"office/{cast.prefix}-{identifier(term.post)}")))
    for name, value in (("dip:from", term.begins), ("dip:until", term.ends)):
        if value:
            facts.append((name, typed(value, _TYPES[len(value)])))
    if term.overlaps:
        others = (written(f"tenure/{cast.prefix}-{identifier(key)}") for key in term.overlaps)
        facts.append(("dip:overlaps", " , ".join(others)))
    if term.page:
        facts.append(("dcterms:source", f"<{term.page}>"))
    if term.note:
        facts.append(("dip:note", literal(term.note, TAG)))
    return Block(written(f"tenure/{cast.prefix}-{identifier(term.key)}"), facts)


def _seen(person: str, office: str, days: Sequence[tuple[dt.date, str]], prefix: str) -> Block:
    ordered = sorted(days)
    first, last = ordered[0][0].isoformat(), ordered[-1][0].isoformat()
    who, what = (name.partition(f"/{prefix}-")[2] for name in (person, office))
    facts = [("a", "dip:Tenure"), ("dip:holder", written(person)), ("dip:office", written(office))]
    if page := ordered[0][1]:
        facts.append(("dcterms:source", f"<{page}>"))
    facts.append(
        ("dip:note", literal(f"Seen in office {_span(first, last)}; since when and until when is not known.", TAG))
    )
    return Block(written(f"tenure/{prefix}-{who}-as-{what}"), facts)


def _span(first: str, last: str) -> str:
    """Return two days in words.

    >>> _span("1990-05-31", "1990-05-31"), _span("1990-05-31", "1991-07-31")
    ('on 31 May 1990', 'between 31 May 1990 and 31 July 1991')
    """
    return f"on {spoken_day(first)}" if first == last else f"between {spoken_day(first)} and {spoken_day(last)}"

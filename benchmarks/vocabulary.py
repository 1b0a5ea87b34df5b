"""What generated documents are made of: states, invented persons with their offices, and the words of diplomacy.

States, capitals, acts and issues are real; every person, tenure, news agency and series is invented.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

import pyoxigraph as ox

from dipgraph import shipped

PREFIXES = """\
@prefix act: <https://w3id.org/dipgraph/act/> .
@prefix body: <https://w3id.org/dipgraph/body/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix issue: <https://w3id.org/dipgraph/issue/> .
@prefix meeting: <https://w3id.org/dipgraph/meeting/> .
@prefix office: <https://w3id.org/dipgraph/office/> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix series: <https://w3id.org/dipgraph/series/> .
@prefix state: <https://w3id.org/dipgraph/state/> .
@prefix tenure: <https://w3id.org/dipgraph/tenure/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2025, 12, 31)

# Code, name, capital and offset from UTC, the busiest first.
STATES = """\
us United States|Washington|-05:00 / jp Japan|Tokyo|+09:00 / cn China|Beijing|+08:00 / gb United Kingdom|London|+00:00
de Germany|Berlin|+01:00 / fr France|Paris|+01:00 / in India|New Delhi|+05:30 / au Australia|Canberra|+10:00
kr South Korea|Seoul|+09:00 / ca Canada|Ottawa|-05:00 / it Italy|Rome|+01:00 / ru Russia|Moscow|+03:00
id Indonesia|Jakarta|+07:00 / br Brazil|Brasilia|-03:00 / tr Turkey|Ankara|+03:00 / sa Saudi Arabia|Riyadh|+03:00
mx Mexico|Mexico City|-06:00 / za South Africa|Pretoria|+02:00 / ua Ukraine|Kyiv|+02:00 / pl Poland|Warsaw|+01:00
nl Netherlands|The Hague|+01:00 / es Spain|Madrid|+01:00 / se Sweden|Stockholm|+01:00 / no Norway|Oslo|+01:00
vn Vietnam|Hanoi|+07:00 / ph Philippines|Manila|+08:00 / th Thailand|Bangkok|+07:00 / sg Singapore|Singapore|+08:00
my Malaysia|Kuala Lumpur|+08:00 / nz New Zealand|Wellington|+12:00 / eg Egypt|Cairo|+02:00 / il Israel|Jerusalem|+02:00
ae United Arab Emirates|Abu Dhabi|+04:00 / ng Nigeria|Abuja|+01:00 / ke Kenya|Nairobi|+03:00
ar Argentina|Buenos Aires|-03:00 / cl Chile|Santiago|-04:00 / be Belgium|Brussels|+01:00
ch Switzerland|Bern|+01:00 / fi Finland|Helsinki|+02:00
"""
AGENCIES = ("northwire", "meridian-press", "harbour-telegraph", "isthmus-news", "plateau-agency")
SERIES = {
    "western-ministers": "us gb de fr ca it",
    "pacific-ministers": "us jp au in kr nz id",
    "northern-ministers": "se no fi be nl",
    "straits-ministers": "vn ph th sg my id",
    "southern-ministers": "br ar cl mx za",
}
# Takes part in no meeting: one who is only spoken of.
ABSENT = "person:absent-nemo"

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
OPEN_ACTS = {
    "discuss": 30, "welcome": 14, "recognise": 14, "state": 12, "support": 8, "concern": 7, "condemn": 5, "appreciate": 5,
    "request": 5, "hope": 4, "announce": 3, "warn": 3, "invite": 2, "congratulate": 2, "condole": 1,
}  # fmt: skip
ACTS = {"agree": 40, "reaffirm": 27, "intend": 18, "pledge": 12, "sign": 3}
KINDS = {
    "coordinate": ("Consult closely on", "Act in step on", "Keep each other informed on"),
    "cooperateEconomically": ("Widen economic work on", "Remove obstacles concerning", "Invest jointly in"),
    "cooperateTechnically": ("Set up a technical programme on", "Exchange experts on", "Pool research on"),
    "cooperateMilitarily": ("Plan joint exercises around", "Share assessments of", "Strengthen forces with regard to"),
    "uphold": ("Stand by the agreed principles on", "Defend the common rules on"),
    "assist": ("Give further aid in matters of", "Support partners over"),
    "conclude": ("Bring to a close the negotiations on", "Prepare an agreement on"),
    "sanction": ("Keep up the measures concerning", "Tighten the measures concerning"),
    "meetOrVisit": ("Hold a further session on", "Arrange a visit devoted to"),
}
MEANS = (
    "through a joint working group", "at the level of directors", "with partners in the region", "by way of yearly reviews",
    "on the basis of the roadmap", "within existing agencies", "in both capitals", "beside the multilateral track",
    "with a common fund", "under a standing secretariat", "by shared reporting", "through regular exchanges of officials",
)  # fmt: skip
GISTS = (
    "take up", "turn to", "dwell on", "go through the state of", "set out a common line on", "return to", "touch upon",
    "weigh the prospects of", "speak at length about", "put weight on", "review the work on", "raise the matter of",
)  # fmt: skip
ENDINGS = (
    "in the light of recent events", "with a view to the coming year", "as a matter of urgency", "in some detail",
    "with reference to earlier talks", "among the first items", "towards the end of the talks", "in a frank exchange",
    "from the regional angle", "in respect of small partners", "as before", "with new figures at hand",
)  # fmt: skip


# First words of issues that keep their capital within a sentence.
_NAMES = {
    "North", "Taiwan", "South", "East", "Israeli", "Gaza", "Syria", "Iraq", "Afghanistan", "Libya", "Yemen", "Lebanon",
    "Myanmar", "India", "Western", "Cyprus", "Belarus", "Sahel", "Sudan", "Horn", "Congo", "Venezuela", "Haiti", "Quad",
    "United", "European", "Mekong", "Pacific", "African", "Latin", "Trans", "Sustainable",
}  # fmt: skip
_STARTS = "Vel Tor Quin Zar Mel Osk Bry Dul Fen Gar Hul Jos Kal Lum Nar Orv Pel Ros Sul Tav Ul Wex Yar Zim"
_ENDS = (
    "mar dane wick lor bex tane rus vane gold holt mira nesk pont quay reth sand tesh umber vost wyn yard zell bor cai"
)
_GIVEN = "Ada Ben Cora Dov Ena Falk Gisa Hal Ilo Jun Kaya Leo Mira Nils Ora Pim Rena Sami Tova Uwe Vera Wim Yara Zeno"


@dataclass(frozen=True)
class Person:
    """An invented minister: the short IRI, the two names, and the address within a document."""

    iri: str
    family: str
    given: str

    @property
    def fragment(self) -> str:
        """Return the name of the person's participation."""
        return self.family.lower()


@dataclass(frozen=True)
class State:
    """A state with its capital, and who held which of its offices from which day on."""

    code: str
    name: str
    capital: str
    offset: str
    holders: dict[str, tuple[list[str], list[Person]]]

    def holder(self, office: str, day: str) -> Person:
        """Return who held the office on a day."""
        days, persons = self.holders[office]
        return persons[bisect_right(days, day) - 1]


OFFICES = {"foreign-minister": "Minister for Foreign Affairs", "head-of-government": "Head of Government"}


class Words:
    """The acts and issues of the vocabularies, with the words that documents use for them."""

    def __init__(self) -> None:
        labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.force: dict[str, int] = {}
        self.boilerplate: set[str] = set()
        for name in ("acts.ttl", "issues.ttl"):
            for quad in ox.parse(path=shipped.folder("ontology") / name, format=ox.RdfFormat.TURTLE):
                if not isinstance(quad.object, ox.Literal) or not isinstance(quad.subject, ox.NamedNode):
                    continue
                notation = quad.subject.value.rpartition("/")[2]
                kind = quad.predicate.value.rpartition("#")[2]
                if kind == "force":
                    self.force[notation] = int(quad.object.value)
                elif kind == "boilerplate":
                    self.boilerplate.add(notation)
                elif kind in ("prefLabel", "altLabel", "cue"):
                    labels[notation][f"{kind}@{quad.object.language}"].append(quad.object.value)
        self.verbs = {act: _past([c for c in labels[act]["cue@en"] if _plain(c)]) for act in self.force}
        self.verbs_ja = {act: [c for c in labels[act]["cue@ja"] if _plain(c)] for act in self.force}
        found = {issue: known for issue, known in labels.items() if issue not in self.force and known["prefLabel@en"]}
        self.labels = {issue: _within(known["prefLabel@en"][0]) for issue, known in found.items()}
        self.labels_ja = {issue: (known["altLabel@ja"] or [issue])[0] for issue, known in found.items()}
        self.binding = sorted(act for act, force in self.force.items() if force >= 3)
        # The order of frequency is fixed: courtesies first, then as chance has it once for all.
        self.issues = sorted(found)
        random.Random(0).shuffle(self.issues)
        self.issues.sort(key=lambda issue: issue not in self.boilerplate)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.issues))))


def _within(label: str) -> str:
    """Return a label as it stands within a sentence: names and abbreviations keep their capitals."""
    first = label.split(maxsplit=1)[0]
    common = first.isalpha() and first[1:].islower() and first not in _NAMES
    return label[0].lower() + label[1:] if common else label


def _plain(cue: str) -> bool:
    return "…" not in cue and len(cue.split()) <= 3


def _past(cues: list[str]) -> list[str]:
    return [cue for cue in cues if cue.split()[0].endswith("ed") or cue in ("said", "told")] or cues


def states(seed: int) -> list[State]:
    """Return the states with their invented ministers, the busiest first; the same seed gives the same persons."""
    rng = random.Random(f"{seed}-states")
    families = [start + end for start in _STARTS.split() for end in _ENDS.split()]
    rng.shuffle(families)
    found = []
    for entry in STATES.replace("\n", " / ").strip(" /").split(" / "):
        code, rest = entry.split(" ", 1)
        name, capital, offset = rest.split("|")
        holders = {}
        for office in OFFICES:
            days, persons = [], []
            day = FIRST - dt.timedelta(days=rng.randrange(1, 1500))
            while day <= LAST:
                family, given = families.pop(), rng.choice(_GIVEN.split())
                days.append(day.isoformat())
                persons.append(Person(f"person:{family}-{given}".lower(), family, given))
                day += dt.timedelta(days=rng.randrange(1200, 4500))
            holders[office] = (days, persons)
        found.append(State(code, name, capital, offset, holders))
    return found


def actors(known: list[State]) -> str:
    """Return the Turtle of all actors: states, bodies, series, offices, persons and tenures."""
    blocks = ["# Actors for measuring: the states are real, and every person and tenure is invented.\n", PREFIXES]
    blocks.append("# --- States ---\n")
    blocks += [_block(f"state:{s.code}", "State", s.name, f'dip:isoCode "{s.code.upper()}"') for s in known]
    blocks.append("# --- Bodies ---\n")
    for s in known:
        facts = ["dip:bodyKind dip:ministry", f"dip:partOf state:{s.code}"]
        blocks.append(_block(f"body:mofa-{s.code}", "Body", f"Foreign Ministry of {s.name}", *facts))
    for agency in AGENCIES:
        blocks.append(_block(f"body:{agency}", "Body", title(agency), "dip:bodyKind dip:newsOrganization"))
    blocks.append(_block("body:example-analysts", "Body", "The example analysts", "dip:bodyKind dip:analystTeam"))
    blocks.append("# --- Series of meetings ---\n")
    for name, members in SERIES.items():
        listed = " , ".join(f"state:{code}" for code in members.split())
        blocks.append(_block(f"series:{name}", "MeetingSeries", title(name), f"dip:member {listed}"))
    blocks.append("# --- Offices ---\n")
    for s in known:
        for office, label in OFFICES.items():
            facts = [f"dip:officeOf state:{s.code}"]
            facts += [f"dip:inBody body:mofa-{s.code}"] if office == "foreign-minister" else []
            blocks.append(_block(f"office:{s.code}-{office}", "MinisterialOffice", f"{label} of {s.name}", *facts))
    blocks.append("# --- Persons ---\n")
    blocks.append(_block(ABSENT, "Person", "Nemo Absent", 'dip:familyName "Absent"', 'dip:givenName "Nemo"'))
    tenures = ["# --- Tenures ---\n"]
    for s in known:
        for office, (days, persons) in s.holders.items():
            for n, person in enumerate(persons):
                names = (f'dip:familyName "{person.family}"', f'dip:givenName "{person.given}"')
                blocks.append(_block(person.iri, "Person , dip:Minister", f"{person.given} {person.family}", *names))
                facts = [f"dip:holder {person.iri}", f"dip:office office:{s.code}-{office}"]
                facts.append(f'dip:from "{days[n]}"^^xsd:date')
                facts += [f'dip:until "{day}"^^xsd:date' for day in days[n + 1 : n + 2]]
                name = f"{person.iri.partition(':')[2]}-{s.code}-{office}"
                facts.append(f"dcterms:source <https://example.org/tenures/{name}>")
                tenures.append(_block(f"tenure:{name}", "Tenure", None, *facts))
    return "\n".join(blocks + tenures)


def title(name: str) -> str:
    """Return a name with hyphens as a label: ``Meridian Press``."""
    return name.replace("-", " ").title()


def _block(subject: str, kind: str, label: str | None, *facts: str) -> str:
    lines = [
        f"  a dip:{kind} ;",
        *([f'  rdfs:label "{label}"@en ;'] if label else []),
        *(f"  {fact} ;" for fact in facts),
    ]
    return "\n".join([subject, *lines, "  .\n"])

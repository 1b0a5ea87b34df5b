"""How much of a source became a graph: counts, the share of what was read, and both by decade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dipgraph.casting import Cast, parties
from dipgraph.journeys import Journey, Party
from dipgraph.records import Records

# "Met with <title> <name>" as it is printed, whatever the rules make of it: words with capitals, of which one is a title.
_TITLE = (
    r"(?:President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Empress|Sultan|Shah|Amir|Emir|Pope|Taoiseach|"
    r"Chairman|Chairwoman|Minister|Secretary|Secretary[- ]General|Prince|Princess|Ambassador|General|Governor|Speaker|Leader"
    r"|Director|Commissioner|Representative|Envoy|Adviser|Advisor|Sheikh|Generalissimo|Marshal|Colonel|Admiral|Mayor|Patriarch|Cardinal)"
)
MET_WITH = re.compile(
    rf"\b[Mm]et\s+(?:\w+ly\s+|also\s+|again\s+|briefly\s+)?with\s+(?:the\s+)?(?=(?:[A-Z][\w.’'-]*\s+){{0,6}}?{_TITLE}\s+"
    rf"(?!(?:of|for|and)\b)(?:[A-Z]|al[- ]|van |von |de |el[- ]|bin ))"
)
# What is there with a number even where there is none of it.
_ALWAYS = (
    "trips",
    "visits",
    "trips_with_a_named_foreigner",
    "visits_with_a_named_foreigner",
    "meetings",
    "visits_recorded",
)
_WORDS = {"visits_recorded": "visits without a meeting"}
_COLUMNS = ("records", "meetings", "named", "met with", "resolved", "open")


@dataclass
class Yield:
    """What an import gave: totals by name, and by decade of the records the columns of its table."""

    totals: dict[str, float] = field(default_factory=dict)
    decades: dict[str, Counter[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the totals on one line.

        >>> print(Yield({"persons": 2.0, "offices": 1.0, "tenures": 2.0, "meetings": 0.0, "met with": 0.0}))
        2 persons, 1 offices, 2 tenures
        """
        names = ("persons", "offices", "tenures", "meetings", "visits_recorded")
        said = [f"{self.totals[n]:,.0f} {_WORDS.get(n, n)}" for n in names if self.totals.get(n)]
        for kind in ("trips", "visits"):
            if self.totals.get(kind):
                named = self.totals[f"{kind}_with_a_named_foreigner"]
                said.append(f"{named:,.0f} of {self.totals[kind]:,.0f} {kind} with a foreign participant named")
        if self.totals.get("met with"):
            share, of = self.totals["share_resolved"], self.totals["met with"]
            said.append(f"{share:.1%} of {of:,.0f} “met with” a title and a name resolved")
        return ", ".join(said)

    def lines(self) -> Iterator[str]:
        """Yield the table by decade, a line each."""
        yield "decade  " + "  ".join(f"{name:>8}" for name in _COLUMNS)
        for decade, counts in sorted(self.decades.items()):
            yield f"{decade:<6}  " + "  ".join(f"{counts[name]:>8,}" for name in _COLUMNS)


def yields(found: Records, journeys: Sequence[Journey], cast: Cast) -> Yield:
    """Return what the records of a source gave, by what is made of them."""
    result = Yield()
    total: Counter[str] = Counter()
    for journey in journeys:
        record = journey.record
        counts: Counter[str] = Counter(records=1)
        counts["meetings"] = len(journey.encounters)
        foreign = [
            p for e in journey.encounters for p in e.parties if p.code != found.publisher.state and cast.person(p)
        ]
        counts["named"] = bool(foreign)
        # Decades of journeys are compared: what is printed of a visitor is no remark.
        counts["met with"], counts["resolved"] = _met_with(journey, cast) if record.kind == "trip" else (0, 0)
        counts["open"] = sum(not mention[3] for mention in journey.mentions)
        counts[f"{record.kind}s"] = 1
        counts[f"{record.kind}s_with_a_named_foreigner"] = bool(foreign)
        counts["visits_recorded"] = not journey.encounters
        result.decades.setdefault(f"{record.first.year // 10}0s", Counter()).update(counts)
        total += counts
    seats = [party for _, party, _ in parties(journeys)]
    result.totals = {
        **dict.fromkeys(_ALWAYS, 0.0),
        **{name: float(number) for name, number in total.items()},
        "persons": float(len(found.persons) + len(cast.acquaintances())),
        "offices": float(len(found.posts) + len({office for _, office in cast.tenures})),
        "tenures": float(len(found.terms) + len(cast.tenures)),
        "open_participants": float(sum(not cast.person(party) for party in seats)),
        "share_resolved": total["resolved"] / total["met with"] if total["met with"] else 1.0,
        "findings": float(len(found.faults)),
    }
    return result


def _met_with(journey: Journey, cast: Cast) -> tuple[int, int]:
    """Return how often a remark says "met with" a title and a name, and how often person, office and side are known."""
    record = journey.record
    named = [party for encounter in journey.encounters for party in encounter.parties if party.met_with]
    said = [match.end() + record.begin for match in MET_WITH.finditer(record.remark)]
    return len(said), sum(any(_is(party, at, cast) for party in named) for at in said)


def _is(party: Party, at: int, cast: Cast) -> bool:
    """Whether a party is the one whom the words at an offset name first, and known with office and side."""
    seen = party.participant
    return at - 5 <= seen.start <= at + 4 and bool(cast.person(party) and cast.office(party) and cast.side(party))

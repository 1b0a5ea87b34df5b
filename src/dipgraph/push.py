"""Push: the graphs of dipgraph at an endpoint are brought to the state of a store here.

Only what differs is sent, and what a push once brought there and is gone here is taken away; what others have there is
not touched. Each graph is replaced as a whole, with its mark, so that a push which was cut off is finished by the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from dipgraph.digests import canonical
from dipgraph.errors import SourceError, UsageError
from dipgraph.graph_store import Mark
from dipgraph.loading import Progress
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store

# More than this part of what is there is not taken away unasked: it may be that the wrong data is pushed.
_PART, _FEW = 0.5, 10


@dataclass(frozen=True)
class Plan:
    """What a push does: the graphs to send, those to take away, those that stay; how many are there, and what is to be."""

    sent: tuple[str, ...]
    dropped: tuple[str, ...]
    same: tuple[str, ...]
    present: int
    marks: dict[str, Mark]

    @property
    def statements(self) -> int:
        """The number of statements of all graphs, without their marks."""
        return sum(mark.statements - 1 for mark in self.marks.values())

    def __str__(self) -> str:
        """Return in words what is to be done."""
        counts = f"{len(self.sent):,} to send, {len(self.dropped):,} to drop, {len(self.same):,} as they are"
        return f"{self._graphs}: {counts}"

    @property
    def is_much(self) -> bool:
        """Whether more would go than goes unasked."""
        return len(self.dropped) > max(_FEW, _PART * self.present)

    @property
    def done(self) -> str:
        """What was done, in words."""
        counts = f"{len(self.sent):,} sent, {len(self.dropped):,} dropped, {len(self.same):,} unchanged"
        return f"{self._graphs}: {counts}; {self.statements:,} statements in them, counted there"

    @property
    def _graphs(self) -> str:
        return f"{len(self.marks):,} graph{'' if len(self.marks) == 1 else 's'}"


def plan(store: Store, there: RemoteStore, progress: Progress | None = None) -> Plan:
    """Compare each graph of *store* with what is *there*, by digest and number of statements.

    A SourceError says that a graph of others, with another content, has the name of one of ours.
    """
    marks, names = there.graphs.marks(), store.names()
    wanted = {}
    for number, name in enumerate(names, start=1):
        content = _content(store, name)
        wanted[name] = Mark.of(content, name)
        if progress is not None:
            progress(number, len(names))
    sent = tuple(name for name in names if marks.get(name) != wanted[name])
    same = tuple(name for name in names if marks.get(name) == wanted[name])
    for name in there.existing([name for name in sent if name not in marks]):
        there.guard(name, _content(store, name))
    return Plan(sent, tuple(sorted(marks.keys() - wanted.keys())), same, len(marks), wanted)


def push(
    store: Store, there: RemoteStore, planned: Plan, *, drop: bool = False, progress: Progress | None = None
) -> None:
    """Do what was *planned* for *store*, and count what is *there* then.

    A UsageError says that much would be dropped, which is done where *drop* says so; a SourceError, that the server has
    not what was sent. What was done before an error stays done, and is not done again.
    """
    gone = len(planned.dropped)
    if planned.is_much and not drop:
        raise UsageError(
            f"{there.address}: this would drop {gone:,} of the {planned.present:,} graphs that dipgraph wrote there: look "
            "at them with --dry-run, and say --drop if they are to go"
        )
    steps = len(planned.sent) + gone
    for number, name in enumerate((*planned.sent, *planned.dropped), start=1):
        if number <= len(planned.sent):
            there.graphs.put(name, _content(store, name))
        else:
            there.graphs.drop(name)
        if progress is not None:
            progress(number, steps)
    found = there.graphs.marks()
    for name in sorted(found.keys() | planned.marks.keys()):
        is_, should = found.get(name), planned.marks.get(name)
        if is_ != should:
            counts = [f"{mark.statements:,} statements" if mark else "nothing" for mark in (is_, should)]
            raise SourceError(
                f"{there.address}: of <{name}> the server has {counts[0]} where {counts[1]} should be: push again when "
                "nobody else writes there; if it stays so, the server changes what it is sent"
            )


def _content(store: Store, name: str) -> bytes:
    return canonical((quad.triple for quad in store.statements(name)), name)

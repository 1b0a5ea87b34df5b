"""The engine shifty: SHACL compiled to machine code. It is an extra (``dipgraph[fast]``), and tens of times faster.

The shapes are prepared once. A graph is checked together with the part of the reference data that the shapes can reach
from it; that part is checked too, and what is found there is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from importlib import util
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dipgraph.reach import Index, Reach, parts
from dipgraph.shacl import Asked, Found, Others, Result, Shapes, Triples, read_report
from dipgraph.targets import Targets, Values

if TYPE_CHECKING:
    from shifty import _shifty
else:
    # The extension by itself: what the package has around it takes three times as long to import.
    _NAME = "shifty._shifty"
    if _NAME not in sys.modules:
        _spec = PathFinder.find_spec(_NAME, util.find_spec("shifty").submodule_search_locations)
        sys.modules[_NAME] = util.module_from_spec(_spec)
        _spec.loader.exec_module(sys.modules[_NAME])
    _shifty = sys.modules[_NAME]

_NTRIPLES = ox.RdfFormat.N_TRIPLES


class ShiftyEngine:
    """The shapes, prepared, and the reference data by what the shapes reach in it."""

    def __init__(self, reference: Triples, shapes: Shapes) -> None:
        """Take the triples of the reference data, and the shapes."""
        self._shapes = shapes
        self._index = Index(reference, Reach(shapes))
        self._values = Values(shapes)
        self._targets = Targets(shapes, self._index.classes)
        self._kept: set[int] = set()

    def check(self, triples: Triples, others: Others | None = None) -> list[Result]:
        """Return the results for the graph of *triples*, seen with the reference data, and with *others*."""
        separate = [triples] if others is None else parts(triples)
        return list(dict.fromkeys(result for part in separate for result in self._check(part, others)))

    def _check(self, triples: Triples, others: Others | None) -> list[Result]:
        asked = Asked.of(triples, self._shapes)
        validator, data, names = self.question(triples, others)
        failed: dict[str, set[str]] = {}
        # Without a name shifty would try all.
        found = validator.validate_algebra(data, None, "ntriples", "data", names, False).violations if names else ()
        for violation in found:
            focus, shape = violation.focus_node, violation.shape_name
            if focus[0] == "<" and shape and asked.covers(focus[1:-1], shape):
                failed.setdefault(focus[1:-1], set()).add(shape)
        if not failed:
            return []
        # The report that has the words takes ten times as long: it is asked for what has failed only.
        described = failed.keys() & asked.described
        results = _report(validator, data, described, {name for node in described for name in failed[node]})
        for node in sorted(failed.keys() - described):
            results += _report(validator, data, {node}, failed[node])
        return [self._shapes.worded(each) for each in results]

    def question(
        self, triples: Triples, others: Others | None = None
    ) -> tuple[_shifty.PreparedValidator, bytes, list[str]]:
        """Return what shifty is asked about the graph of *triples*: the prepared shapes, the data, and the shapes to try."""
        data, names, keeps = self._near(triples) if others is None else self._wide(triples, others)
        if not keeps:
            return self._whole, data, names
        return self._light, data, [name for name in names if name not in self._values.listed]

    def _near(self, triples: Triples) -> tuple[bytes, list[str], bool]:
        """Return what is to be checked, by which shapes, and whether all values keep what is asked of them alone."""
        index = self._index
        if index.is_wide(triples):
            return self._wide(triples, None)
        near = index.near(triples)
        if said := [index.triples[at] for at in index.said({t.subject for t in triples})]:
            near.difference_update(index.numbers(triples))
        numbers = sorted(near)
        if news := near - self._kept:
            self._kept.update(at for at in news if self._values.keep([index.triples[at]]))
        keeps = self._kept.issuperset(near) and self._values.keep(triples)
        data = _bytes(triples) + b"".join([index.lines[at] for at in numbers])
        return data, self._targets.of(triples, [*triples, *said] if said else triples), keeps

    def _wide(self, triples: Triples, others: Others | None) -> tuple[bytes, list[str], bool]:
        seen = [*triples, *self._index.around(triples, others)]
        return _bytes(seen), self._targets.of(triples, seen), self._values.keep(seen)

    @cached_property
    def _whole(self) -> _shifty.PreparedValidator:
        return _prepared(self._shapes.triples)

    @cached_property
    def _light(self) -> _shifty.PreparedValidator:
        """The shapes without those patterns that every value keeps: shifty compiles a pattern anew for each value."""
        left_out = self._values.patterns
        return _prepared([t for t in self._shapes.triples if t not in left_out])


def _report(validator: _shifty.PreparedValidator, data: bytes, focus: Set[str], shapes: Set[str]) -> list[Found]:
    if not focus:
        return []
    found = _read(validator.validate_w3c(data, None, "ntriples", "data", sorted(shapes), False))
    return [each for each in found if isinstance(each.focus, ox.NamedNode) and each.focus.value in focus]


def _prepared(triples: Iterable[ox.Triple]) -> _shifty.PreparedValidator:
    return _shifty.PreparedValidator(_bytes(triples), None, "ntriples")


def _bytes(triples: Iterable[ox.Triple]) -> bytes:
    content = ox.serialize(triples, format=_NTRIPLES)
    assert content is not None
    return content


def _read(answer: _shifty.W3cResult) -> list[Found]:
    return read_report(quad.triple for quad in ox.parse(answer._report_ntriples, format=_NTRIPLES))


def report(data: Triples, shapes: Triples) -> tuple[bool, list[Found]]:
    """Return whether *data* conforms to *shapes*, by SHACL alone, and the results."""
    if data == shapes:
        answer = _shifty._validate_w3c(_bytes(data), None, "ntriples", run_infer=False)
    else:
        answer = _prepared(shapes).validate_w3c(_bytes(data), None, "ntriples", "union", None, False)
    return answer.conforms, _read(answer)


def version() -> str:
    """Return the version of shifty."""
    return str(_shifty.version())


__all__: Sequence[str] = ("ShiftyEngine", "report", "version")

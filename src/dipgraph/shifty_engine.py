"""The engine shifty: SHACL compiled to machine code. It is an extra (``dipgraph[fast]``), and tens of times faster.

The shapes are prepared once. A graph is checked together with the part of the reference data that the shapes can reach
from it; that part is checked too, and what is found there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from shifty import _shifty

from dipgraph.reach import Index, Reach, Targets, parts
from dipgraph.shacl import Asked, Found, Others, Result, Shapes, Term, Triples, read_report
from dipgraph.terms import SH

_NTRIPLES = ox.RdfFormat.N_TRIPLES


class ShiftyEngine:
    """The shapes, prepared, and the reference data by what the shapes reach in it."""

    def __init__(self, reference: Triples, shapes: Shapes) -> None:
        """Take the triples of the reference data, and the shapes."""
        self._shapes = shapes
        self._index = Index(reference, Reach(shapes))
        self._patterns = _patterns(shapes)
        self._targets = Targets(shapes, self._index.classes)

    def check(self, triples: Triples, others: Others | None = None) -> list[Result]:
        """Return the results for the graph of *triples*, seen with the reference data, and with *others*."""
        separate = [triples] if others is None else parts(triples)
        return list(dict.fromkeys(result for part in separate for result in self._check(part, others)))

    def _check(self, triples: Triples, others: Others | None) -> list[Result]:
        asked = Asked.of(triples, self._shapes)
        seen = [*triples, *self._index.around(triples, others)]
        data = _bytes(seen)
        validator = self._light if self._keeps_patterns(seen) else self._whole
        failed: dict[str, set[str]] = {}
        names = self._targets.of(triples, seen)
        for violation in validator.validate_algebra(data, None, "ntriples", "union", names, False).violations:
            focus, shape = violation.focus_node, violation.shape_name
            if focus[0] == "<" and shape and asked.covers(focus[1:-1], shape):
                failed.setdefault(focus[1:-1], set()).add(shape)
        if not failed:
            return []
        # The report that has the words takes ten times as long: it is asked for what has failed only.
        described = failed.keys() & asked.described
        found = self._report(data, described, {name for node in described for name in failed[node]})
        for node in sorted(failed.keys() - described):
            found += self._report(data, {node}, failed[node])
        return [self._shapes.worded(each) for each in found]

    def _report(self, data: bytes, focus: Set[str], shapes: Set[str]) -> list[Found]:
        if not focus:
            return []
        answer = self._whole.validate_w3c(data, None, "ntriples", "union", sorted(shapes), False)
        found = _read(answer)
        return [each for each in found if isinstance(each.focus, ox.NamedNode) and each.focus.value in focus]

    @cached_property
    def _whole(self) -> _shifty.PreparedValidator:
        return _prepared((*self._shapes.triples, *self._index.classes))

    @cached_property
    def _light(self) -> _shifty.PreparedValidator:
        """The shapes without those patterns that every value keeps: shifty compiles a pattern anew for each value."""
        left_out = {each.triple for of_property in self._patterns.values() for each in of_property}
        return _prepared([t for t in (*self._shapes.triples, *self._index.classes) if t not in left_out])

    def _keeps_patterns(self, triples: Triples) -> bool:
        """Say whether all values keep all patterns of their property; not where dialects of patterns might differ."""
        for t in triples:
            for each in self._patterns.get(t.predicate.value, ()):
                value = t.object
                if not isinstance(value, ox.Literal | ox.NamedNode) or _CONTROL.search(value.value):
                    return False
                if (each.pattern.search(value.value) is not None) is not each.wanted:
                    return False
        return True


@dataclass(frozen=True)
class _Pattern:
    """A pattern that all values of a property must keep, or that none may have, and the triple that says so."""

    triple: ox.Triple
    pattern: re.Pattern[str]
    wanted: bool


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _patterns(shapes: Shapes) -> dict[str, list[_Pattern]]:
    """Return the patterns for each property: in shapes of their own, without flags, or alone in a sh:not of such a shape."""
    inner = {t.object for t in shapes.triples if t.predicate.value != SH + "property"}
    patterns: dict[str, list[_Pattern]] = {}
    for t in shapes.triples:
        said = shapes.said[t.subject]
        path = said.get("path", (None,))[0]
        if isinstance(t.subject, ox.NamedNode) and isinstance(path, ox.NamedNode) and t.subject not in inner:
            if t.predicate.value == SH + "pattern" and "flags" not in said:
                patterns.setdefault(path.value, []).append(_Pattern(t, _compiled(t.object), True))
            elif t.predicate.value == SH + "not" and (within := shapes.said.get(t.object, {})).keys() == {"pattern"}:
                patterns.setdefault(path.value, []).append(_Pattern(t, _compiled(within["pattern"][0]), False))
    return patterns


def _compiled(pattern: Term) -> re.Pattern[str]:
    return re.compile(pattern.value if isinstance(pattern, ox.Literal) else "")


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

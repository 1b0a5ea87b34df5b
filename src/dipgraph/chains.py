"""How deep what a query says is, as far as its signs and brackets tell: a parser goes down one step with each of them.

``a || b || c`` nests as ``(a || b) || c`` does: each operator that hangs on another is a step, and so is what is bound,
filtered or ordered by after something else. Beyond some thousands of steps the stack of a process ends, and so it does.
"""

from __future__ import annotations

import re

from dipgraph.errors import UsageError

# A quarter of what ends a process with a stack of 8 MB, where steps are largest: values after values, or names described.
MOST_CHAINED = 500
_OPERATORS = frozenset("|&+-*/!^")
# The signs and the sorts of tokens that count, unless something is described: the rest is most of a text.
SIGNS, SORTS = _OPERATORS | {","}, frozenset(["opens", "closes", "word"])


class Chains:
    """The steps of a text up to a token, the longest way down: ``take`` counts on, and refuses what is too deep."""

    def __init__(self, what: str) -> None:
        """Take what the text is called: a query, or an update."""
        self._what = what
        # Of each bracket that is open, and of what stands outside of all: its sign, the steps in it, and the most that a
        # closed bracket or an argument in it has.
        self._open: list[tuple[str, int, int]] = [("", 0, 0)]
        # The steps in all of them together.
        self._steps = 0
        # How many brackets are open around the values of a table, in which nothing is a step; 0 outside.
        self._table = 0
        self._is_values = self.is_described = False

    def take(self, token: re.Match[str]) -> None:
        """Count a token of the text, as ``guard`` reads it; a UsageError says that it is too deep."""
        sign, kind = token[0], token.lastgroup
        if kind == "opens":
            if sign == "(":
                self._step()
            self._open.append((sign, 0, 0))
            if sign == "{" and self._is_values and not self._table:
                self._table, self._is_values = len(self._open), False
        elif kind == "closes":
            self._close()
        elif kind == "word" and sign.upper() in ("VALUES", "DESCRIBE"):
            self._is_values |= sign.upper() == "VALUES"
            self.is_described |= sign.upper() == "DESCRIBE"
            self._step()
        elif len(self._open) == 1:
            # What is described is one step each; other names out there are declared, or graphs that are asked.
            self._step(self.is_described and (sign[0] == "<" or ":" in sign))
        elif sign == "," and self._open[-1][0] == "(":
            self._next()
        elif sign in _OPERATORS:
            self._step(_is_operator(token, self._open[-1][0]))

    def _step(self, number: int = 1) -> None:
        if self._table or not number:
            return
        sign, steps, below = self._open[-1]
        self._open[-1] = sign, steps + 1, below
        self._steps += 1
        if self._steps + below > MOST_CHAINED:
            raise UsageError(
                f"the {self._what} has a chain of more than {MOST_CHAINED} operators, calls or values that hang on each "
                "other: ask for less at once, with IN or one VALUES for what differs"
            )

    def _close(self) -> None:
        if len(self._open) == 1:
            return
        _, steps, below = self._open.pop()
        if self._table > len(self._open):
            self._table = 0
        self._steps -= steps
        sign, others, beside = self._open[-1]
        self._open[-1] = sign, others, max(beside, steps + below)

    def _next(self) -> None:
        """Begin with another argument, which hangs on none before."""
        sign, steps, below = self._open[-1]
        self._open[-1] = sign, 0, max(below, steps)
        self._steps -= steps


def _is_operator(token: re.Match[str], bracket: str) -> bool:
    """Say whether a sign in a *bracket* is an operator, or the first half of one."""
    sign, text = token[0], token.string
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    if sign in "|&" and before == sign:
        return False
    if sign == "^" and sign in (before, after):
        # The type of a literal.
        return False
    if sign == "!" and after == "=":
        return False
    return not (sign in "+-" and bracket != "(" and after.isdigit())

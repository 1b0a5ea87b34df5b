"""One registry for everything that can be added: export formats, document sources, record sources, stores.

In the tree a decorator registers; other packages use the entry point group ``dipgraph.<kind>s``.
"""

from __future__ import annotations

from dipgraph.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])

_registered: dict[str, dict[str, Callable[..., Any]]] = {}


def register(kind: str, name: str) -> Callable[[F], F]:
    """Return a decorator that registers a function of *kind* ("export") under *name* ("gexf")."""

    def decorator(function: F) -> F:
        _registered.setdefault(kind, {})[name] = function
        return function

    return decorator


def names(kind: str) -> list[str]:
    """Return all registered names of *kind*, sorted."""
    from importlib.metadata import entry_points

    return sorted({*_registered.get(kind, {}), *(entry.name for entry in entry_points(group=f"dipgraph.{kind}s"))})


def get(kind: str, name: str) -> Callable[..., Any]:
    """Return what is registered as *name*; a UsageError names the nearest known name."""
    if (function := _registered.get(kind, {}).get(name)) is not None:
        return function
    from importlib.metadata import entry_points

    for entry in entry_points(group=f"dipgraph.{kind}s", name=name):
        loaded: Callable[..., Any] = entry.load()
        return loaded
    raise UsageError(unknown(kind, name, names(kind)))


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown *name*, with the nearest of *known*.

    >>> unknown("format", "gefx", ["gexf", "graphml"])
    "unknown format 'gefx': did you mean 'gexf'?"
    >>> unknown("format", "mp3", ["gexf", "graphml"])
    "unknown format 'mp3': choose one of gexf, graphml"
    """
    import difflib

    choices = list(known)
    lower = {choice.lower(): choice for choice in choices}
    near = difflib.get_close_matches(name.lower(), list(lower), n=1, cutoff=0.6)
    if near:
        return f"unknown {kind} {name!r}: did you mean {lower[near[0]]!r}?"
    if not choices:
        return f"unknown {kind} {name!r}: there is none"
    listing = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
    return f"unknown {kind} {name!r}: choose one of {listing}"

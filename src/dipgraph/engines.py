"""Which engine checks the shapes: shifty where it is installed, else pyshacl, or the one that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import util
from pathlib import Path

from dipgraph import registry, shacl
from dipgraph.errors import UsageError
from dipgraph.shacl import Engine, Found, Shapes, Triples

ENGINES = ("auto", "pyshacl", "shifty")
_PACKAGES = {"pyshacl": "pyshacl", "shifty": "pyshifty"}


def chosen(name: str = "auto") -> str:
    """Return "pyshacl" or "shifty": which of them *name* is here.

    Raises UsageError for another name, and for shifty where it is not installed.
    """
    if name not in ENGINES:
        raise UsageError(registry.unknown("engine", name, ENGINES))
    here = util.find_spec("shifty") is not None
    if name == "shifty" and not here:
        raise UsageError("the engine shifty is not installed: pip install 'dipgraph[fast]', or take --engine pyshacl")
    return name if name != "auto" else "shifty" if here else "pyshacl"


def version(name: str) -> str:
    """Return the name and version of the chosen engine *name*."""
    # Its metadata lies beside it, in a folder that is named for the version: importlib.metadata takes long to import.
    spec, package = util.find_spec(name), _PACKAGES[name]
    beside = Path(spec.origin).parents[1].glob(f"{package}-*.dist-info") if spec and spec.origin else ()
    versions = [path.name.removeprefix(f"{package}-").removesuffix(".dist-info") for path in beside]
    if len(versions) != 1:
        from importlib import metadata

        versions = [metadata.version(package)]
    return f"{name} {versions[0]}"


def engine(name: str, reference: Triples, shapes: Shapes | None = None) -> Engine:
    """Return the chosen engine *name*, prepared with *reference* and *shapes* (default: those of dipgraph)."""
    shapes = shapes or shacl.shapes()
    if name == "shifty":
        from dipgraph.shifty_engine import ShiftyEngine

        return ShiftyEngine(reference, shapes)
    from dipgraph.pyshacl_engine import PyshaclEngine

    return PyshaclEngine(reference, shapes)


def report(name: str, data: Triples, shapes: Triples) -> tuple[bool, Sequence[Found]]:
    """Return whether *data* conforms to *shapes* by SHACL alone, and the results, of the chosen engine *name*.

    Raises UsageError where the engine cannot read the shapes, or gives up.
    """
    try:
        if name == "shifty":
            from dipgraph import shifty_engine

            return shifty_engine.report(data, shapes)
        from dipgraph import pyshacl_engine

        return pyshacl_engine.report(data, shapes)
    except (RuntimeError, ValueError) as error:
        # What an engine says against shapes is of these kinds; whatever else comes up is a fault of ours, and is seen.
        said = " ".join(str(error).split())
        raise UsageError(f"{name} cannot check by these shapes ({said}): correct them") from error

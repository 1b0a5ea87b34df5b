"""dipgraph: who met whom, about what, and what they promised, each statement with the passage that supports it.

>>> from dipgraph import Dataset, Query, open_store
>>> store = open_store()
>>> loaded = store.load(Dataset.read("data"))
>>> rows = Query.named("due-commitments").run(store, as_of="2022-08-15")
>>> {row["status"].value for row in rows}
{'fulfilled'}
"""

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dipgraph.dataset import Dataset
    from dipgraph.documents import Document
    from dipgraph.errors import DipgraphError
    from dipgraph.exports import export
    from dipgraph.graphs import network
    from dipgraph.opening import open_store
    from dipgraph.query import Query
    from dipgraph.report import Report
    from dipgraph.validate import validate

__all__ = ["Dataset", "DipgraphError", "Document", "Query", "Report", "export", "network", "open_store", "validate"]

# Where each public name is defined: its module is imported when it is first asked for.
_MODULES = {
    "Dataset": "dataset",
    "DipgraphError": "errors",
    "Document": "documents",
    "Query": "query",
    "Report": "report",
    "export": "exports",
    "network": "graphs",
    "open_store": "opening",
    "validate": "validate",
}


class _Package(ModuleType):
    """The package, in which ``validate`` and ``network`` stay functions though there are modules of the same names."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute; a module, which its import sets here, does not take the place of a public name."""
        if not (name in _MODULES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

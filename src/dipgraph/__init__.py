"""dipgraph: who met whom, about what, and what they promised, each statement with the passage that supports it.

>>> from dipgraph import Dataset, Query, open_store
>>> store = open_store()
>>> quads = store.load(Dataset.read("data"))
>>> rows = Query.named("due-commitments").run(store, as_of="2022-08-15")
>>> {row["status"].value for row in rows}
{'fulfilled'}
"""

# rdflib, pyshacl and networkx take long to import: the modules here import them inside the functions that need them.
from dipgraph.dataset import Dataset
from dipgraph.documents import Document
from dipgraph.errors import DipgraphError
from dipgraph.exports import export
from dipgraph.network import network
from dipgraph.opening import open_store
from dipgraph.query import Query
from dipgraph.report import Report
from dipgraph.validate import validate

__all__ = ["Dataset", "DipgraphError", "Document", "Query", "Report", "export", "network", "open_store", "validate"]

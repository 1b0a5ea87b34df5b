"""Files for other programs: a network for visualizers, the whole graph for triple stores. One function a format.

A format is chosen by the file's suffix. Nothing is dropped in silence: a value that a format cannot hold is an error,
characters that XML forbids become U+FFFD. A file is written whole or not at all.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.results import xml_text
from dipgraph.stores import Store
from dipgraph.terms import PREFIXES

if TYPE_CHECKING:
    import networkx

GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def export(graph: networkx.Graph | Store, file: Path | str) -> None:
    """Write *graph*, a network or a store's whole graph, to *file* in the format that its suffix names.

    A UsageError names the formats that there are, or says why the file cannot be written; then what stood there stays.
    """
    path = Path(file)
    suffix = path.suffix.removeprefix(".")
    if isinstance(graph, Store):
        if suffix not in GRAPH_FORMATS:
            raise UsageError(f"{path}: " + registry.unknown("format of a whole graph", suffix, GRAPH_FORMATS))
        _write(path, _serialized(graph, suffix))
    else:
        try:
            writer = registry.get("export", suffix)
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from None
        _write(path, (part.encode() for part in writer(graph)))


def _serialized(store: Store, suffix: str) -> Iterator[bytes]:
    """Yield the store's quads in order; in ttl and nt, which know no named graphs, each triple once."""
    prefixes = PREFIXES if suffix in ("ttl", "trig", "jsonld") else None
    if suffix in ("ttl", "nt"):
        triples = {str(quad.triple): quad.triple for quad in store.quads()}
        content = ox.serialize(
            (triples[key] for key in sorted(triples)), None, GRAPH_FORMATS[suffix], prefixes=prefixes
        )
    else:
        quads = sorted(store.quads(), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
        content = ox.serialize(quads, None, GRAPH_FORMATS[suffix], prefixes=prefixes)
    assert content is not None
    yield content


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write *parts* to a new file beside *path*, then put it in its place."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as output:
            temporary = Path(output.name)
            output.writelines(parts)
        # A temporary file is the owner's alone; the result is as readable as any new file.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        reason, cure = error.strerror or str(error), "give a file in a folder that exists and can be written"
        raise UsageError(f"{path}: cannot be written ({reason}): {cure}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@registry.register("export", "gexf")
def gexf(graph: networkx.MultiGraph) -> Iterator[str]:
    """Yield *graph* as GEXF 1.3 for Gephi: labels, types, addresses, weights, the days of an edge as its interval."""
    timed = any("start" in edge for _, _, edge in graph.edges(data=True))
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if timed else ' mode="static"'
    kind = "directed" if graph.is_directed() else "undirected"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    about = _element(graph.graph.get("name", ""))
    yield f"  <meta><creator>dipgraph</creator><description>{about}</description></meta>\n"
    yield f'  <graph defaultedgetype="{kind}"{time}>\n'
    yield '    <attributes class="node"><attribute id="type" title="type" type="string"/>'
    yield '<attribute id="iri" title="iri" type="string"/></attributes>\n'
    yield '    <attributes class="edge"><attribute id="evidence" title="evidence" type="string"/></attributes>\n'
    yield "    <nodes>\n"
    for node, data in graph.nodes(data=True):
        named = {key: data[key] for key in ("type", "iri") if data.get(key)}
        values = "".join(f"<attvalue for={_attr(key)} value={_attr(value)}/>" for key, value in named.items())
        yield f"      <node id={_attr(node)} label={_attr(data['label'])}><attvalues>{values}</attvalues></node>\n"
    yield "    </nodes>\n    <edges>\n"
    for source, target, data in graph.edges(data=True):
        named = {key: data[key] for key in ("weight", "label", "start", "end") if key in data}
        attributes = "".join(f" {key}={_attr(value)}" for key, value in named.items())
        yield f"      <edge id={_attr(data['id'])} source={_attr(source)} target={_attr(target)}{attributes}>"
        if "evidence" in data:
            yield f'<attvalues><attvalue for="evidence" value={_attr(data["evidence"])}/></attvalues>'
        yield "</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


@registry.register("export", "graphml")
def graphml(graph: networkx.MultiGraph) -> Iterator[str]:
    """Yield *graph* as GraphML for yEd, Gephi and Cytoscape; every edge has an id, so parallel ones are kept."""
    import networkx

    clean = graph.__class__(**{key: _xml_value(value) for key, value in graph.graph.items()})
    clean.add_nodes_from((node, _xml_values(data)) for node, data in graph.nodes(data=True))
    clean.add_edges_from((*ends, data["id"], _xml_values(data)) for *ends, data in graph.edges(data=True))
    for line in networkx.generate_graphml(clean, edge_id_from_attribute="id"):
        yield line + "\n"


@registry.register("export", "cyjs")
def cytoscape(graph: networkx.MultiGraph) -> Iterator[str]:
    """Yield *graph* as Cytoscape JSON, which Cytoscape Desktop and cytoscape.js read."""
    import networkx

    data = networkx.cytoscape_data(graph)
    for node in data["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _attr(value: object) -> str:
    return quoteattr(xml_text(str(value)))


def _element(value: object) -> str:
    return xml_text(str(value)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _xml_value(value: object) -> object:
    return xml_text(value) if isinstance(value, str) else value


def _xml_values(data: dict[str, object]) -> dict[str, object]:
    return {key: _xml_value(value) for key, value in data.items()}

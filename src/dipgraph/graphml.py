"""GraphML: for yEd, which draws labels and shapes that stand in elements of its own, and for everybody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dipgraph import registry
from dipgraph.looks import look
from dipgraph.markup import Attributes, Mapped, Memo, drawn_by, escaper, spooled
from dipgraph.network import Edges

_SHAPES = {"rectangle": "roundrectangle"}


@registry.register("export", "graphml")
def graphml(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GraphML for yEd, Gephi, Cytoscape, igraph and networkx: each edge has its id, parallel ones stay.

    Labels, shapes and colours by type, and places, stand a second time as yEd draws them; other programs pass over that.
    """
    return _graphml(edges, mapped, drawn=True)


@registry.register("export", "plain.graphml")
def plain_graphml(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GraphML of the standard alone, for programs that stumble over what yEd adds."""
    return _graphml(edges, mapped, drawn=False)


def _graphml(edges: Edges, mapped: Mapped, drawn: bool) -> Iterator[str]:
    text = escaper(mapped)
    again = escaper(Counter())
    of_edges = Attributes('<data key="e{0}">', "</data>", text, mapped)
    of_nodes = Attributes('<data key="n{0}">', "</data>", text, mapped)
    names = Memo(text)

    def lines() -> Iterator[str]:
        for number, source, target, cells in edges.given:
            inside = of_edges.all(cells.items())
            if drawn and (label := cells.get("label")):
                shown = f"<y:EdgeLabel>{again(str(label))}</y:EdgeLabel>"
                inside += f'<data key="drawn-edge"><y:PolyLineEdge>{shown}</y:PolyLineEdge></data>'
            yield f'<edge id="{text(number)}" source="{names[source]}" target="{names[target]}">{inside}</edge>\n'

    with spooled(lines()) as spool:
        shown = {name: of_nodes.all({"label": name, **data}.items()) for name, data in edges.nodes.items()}
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        yield ' xmlns:y="http://www.yworks.com/xml/graphml">\n' if drawn else ">\n"
        yield '<key id="name" for="graph" attr.name="name" attr.type="string"/>\n'
        for part, attributes in (("node", of_nodes), ("edge", of_edges)):
            for number, title, type_ in attributes.declared():
                yield f'<key id="{part[0]}{number}" for="{part}" attr.name="{title}" attr.type="{type_}"/>\n'
            if drawn:
                yield f'<key id="drawn-{part}" for="{part}" yfiles.type="{part}graphics"/>\n'
        yield f'<graph edgedefault="{"directed" if edges.directed else "undirected"}">\n'
        yield f'<data key="name">{text(edges.name)}</data>\n'
        for name, data in edges.nodes.items():
            place = ""
            if drawn and "x" in drawn_by(data):
                place = f'<y:Geometry x="{data["x"]}" y="{data["y"]}" width="30" height="30"/>'
            inside = ""
            if drawn:
                colour, shape = look(data)
                inside = (
                    f'{place}<y:Fill color="{colour}"/><y:NodeLabel>{again(str(data.get("label", name)))}</y:NodeLabel>'
                )
                inside += f'<y:Shape type="{_SHAPES.get(shape, shape)}"/>'
                inside = f'<data key="drawn-node"><y:ShapeNode>{inside}</y:ShapeNode></data>'
            yield f'<node id="{text(name)}">{shown[name]}{inside}</node>\n'
        yield from spool
        yield "</graph>\n</graphml>\n"

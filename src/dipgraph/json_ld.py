"""A store's graphs as JSON-LD in the words of a context: terms for properties, short forms for addresses.

What the context has no exact word for stands as an object that says it all, so that the same statements come back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

import pyoxigraph as ox

from dipgraph.errors import SourceError
from dipgraph.terms import RDF, XSD

_TYPE = RDF + "type"
# An address is cut behind one of these, or no program reads the short form as one.
_DELIMITERS = tuple(":/?#[]@")


class Context:
    """The words of a context of JSON-LD: its prefixes, and its term for each property and class."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        """Take what stands below ``@context``; its terms are text, or objects with @id, and @type or @language."""
        self.content = context
        simple = {word: iri for word, iri in context.items() if isinstance(iri, str) and not iri.startswith("@")}
        self.prefixes = {word: iri for word, iri in simple.items() if iri.endswith(_DELIMITERS)}
        terms = {word: value if isinstance(value, dict) else {"@id": value} for word, value in context.items()}
        self.terms = {self._whole(value["@id"]): (word, value) for word, value in terms.items()}

    def _whole(self, iri: str) -> str:
        prefix, _, rest = iri.partition(":")
        return self.prefixes[prefix] + rest if prefix in self.prefixes else iri

    def shadowed(self, text: bytes) -> set[str]:
        """Return the prefixes that an address in *text*, N-Quads, has for its scheme, and which would be taken for it."""
        return {prefix for prefix in self.prefixes if f"<{prefix}:".encode() in text}


class Writer:
    """JSON-LD as it is written to a file, graph by graph."""

    def __init__(self, context: Context, output: IO[bytes]) -> None:
        """Begin the file *output*."""
        self._context, self._output, self._begun = context, output, False
        output.write(b'{\n"@context": ' + _text(context.content) + b',\n"@graph": [')

    def add(self, name: str, quads: list[ox.Quad], text: bytes) -> None:
        """Write the graph *name* with *quads*, which are N-Quads in *text*.

        A SourceError says that it has what JSON-LD cannot hold: a triple in the place of a thing.
        """
        said = _Words(self._context, self._context.shadowed(text)).graph(name, quads)
        self._output.write((b",\n" if self._begun else b"\n") + _text(said))
        self._begun = True

    def end(self) -> None:
        """End the file."""
        self._output.write(b"\n]\n}\n")


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class _Words:
    """How one graph is said in the words of a context."""

    def __init__(self, context: Context, shadowed: set[str]) -> None:
        self.terms, self.shadowed = context.terms, shadowed
        self.known: dict[str, str] = {}
        longest = sorted(context.prefixes.items(), key=lambda item: -len(item[1]))
        self.prefixes = [(iri, word) for word, iri in longest if word not in self.shadowed]

    def graph(self, name: str, quads: list[ox.Quad]) -> dict[str, Any]:
        """Return the graph *name* as an object; a prefix that would be taken for a scheme is none in it."""
        nodes: dict[str, dict[str, Any]] = {}
        for quad in quads:
            key = self.short(quad.subject)
            node = nodes.setdefault(key, {"id": key})
            word, value = self.said(quad.predicate.value, quad.object)
            node.setdefault(word, []).append(value)
        alone = {"@context": dict.fromkeys(sorted(self.shadowed))} if self.shadowed else {}
        return {**alone, "id": self.short(ox.NamedNode(name)), "@graph": [_single(node) for node in nodes.values()]}

    def short(self, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
        """Return the short form of an address, else the whole, or a blank node's name."""
        if not isinstance(node, ox.NamedNode):
            if isinstance(node, ox.BlankNode):
                return str(node)
            raise SourceError(f"JSON-LD has no triples in the place of a thing, such as {node}: leave it out")
        if (short := self.known.get(node.value)) is None:
            short = self.known[node.value] = self._short(node.value)
        return short

    def _short(self, whole: str) -> str:
        for iri, word in self.prefixes:
            rest = whole.removeprefix(iri)
            # What begins with two slashes would be read as a whole address.
            if whole.startswith(iri) and rest and not rest.startswith("//"):
                return f"{word}:{rest}"
        return whole

    def said(self, property: str, object: Any) -> tuple[str, object]:
        """Return the word for *property*, and *object* as that word takes it."""
        if property == _TYPE and isinstance(object, ox.NamedNode):
            term = self.terms.get(object.value)
            return "type", term[0] if term and term[0] not in self.shadowed else self.short(object)
        word, taken = self.terms.get(property, ("", {}))
        if not word or word in self.shadowed:
            word, taken = self.short(ox.NamedNode(property)), {}
        if not isinstance(object, ox.Literal):
            name = self.short(object)
            return word, name if taken.get("@type") == "@id" else {"@id": name}
        datatype = object.datatype.value
        if object.language:
            plain = not object.direction and taken.get("@language") == object.language
            tags = {"@language": object.language, **({"@direction": str(object.direction)} if object.direction else {})}
        elif datatype == XSD + "string":
            plain, tags = "@type" not in taken and "@language" not in taken, {}
        else:
            name = self.short(object.datatype)
            plain, tags = taken.get("@type") == name, {"@type": name}
        return word, object.value if plain else {"@value": object.value, **tags}


def _single(node: dict[str, Any]) -> dict[str, Any]:
    """Return *node* with a value that stands alone as itself, not as a list."""
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}

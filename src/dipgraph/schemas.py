"""What answers and errors of the server look like, in JSON Schema: the parts of its description that paths share."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from dipgraph.protocol import FORMATS, MEDIA_TYPES, PROBLEM
from dipgraph.query import VALUES, Parameter, Query
from dipgraph.terms import BASE

Schema = dict[str, Any]
_TEXT = {"type": "string"}
PAGE = {"text/html": {"schema": _TEXT}}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _term(type: str, value: Schema, **more: Schema) -> Schema:
    of = _object(type={"const": type}, value=value)
    return {**of, "properties": {**of["properties"], **more}, "additionalProperties": False}


def reference(name: str, kind: str = "schemas", **words: str) -> Schema:
    """Return the reference to a component of the description, with *words* of its own."""
    return {"$ref": f"#/components/{kind}/{name}", **words}


SCHEMAS: dict[str, Schema] = {
    "Term": {
        "description": "An IRI, a literal, a blank node, or a statement about which something is said.",
        "oneOf": [
            _term("uri", _TEXT),
            _term("literal", _TEXT, **{"xml:lang": _TEXT, "its:dir": _TEXT, "datatype": _TEXT}),
            _term("bnode", _TEXT),
            _term("triple", _object(**{part: reference("Term") for part in ("subject", "predicate", "object")})),
        ],
    },
    "Rows": _object(
        head=_object(vars={"type": "array", "items": _TEXT}),
        results=_object(bindings={"type": "array", "items": {"additionalProperties": reference("Term")}}),
    ),
    "Truth": _object(head={"type": "object"}, boolean={"type": "boolean"}),
    "Graph": {"description": "Statements in JSON-LD.", "type": ["array", "object"]},
    "Queries": {
        "type": "array",
        "items": _object(
            name=_TEXT,
            summary=_TEXT,
            address={"type": "string", "format": "uri"},
            parameters={"type": "array", "items": _object(name=_TEXT, type={"enum": [*VALUES]}, description=_TEXT)},
            columns={"type": "object", "additionalProperties": _TEXT},
        ),
    },
    "Found": _object(words=_TEXT, counts={"type": "object"}, results={"type": "array", "items": {"type": "object"}}),
    "Start": _object(
        counts={"type": "array", "items": {"type": "array"}},
        meetings={"type": "array", "items": {"type": "object"}},
        queries={"type": "array", "items": _object(name=_TEXT, summary=_TEXT)},
    ),
    "Problem": _object(title=_TEXT, status={"type": "integer"}, detail=_TEXT),
    "Health": _object(status={"enum": ["ok", "down", "damaged"]}, workers={"type": "integer", "minimum": 0}),
}
_ERRORS = {
    400: "What is asked is not understood, is no SPARQL, fails, or names what is unknown; the line says what, and the cure.",
    401: "Who writes needs the token.",
    403: "Nothing is written here.",
    404: "There is no such thing.",
    406: "Nothing that is accepted can be given; the line says what can.",
    408: "The body took too long to come.",
    412: "Nothing is written under a condition.",
    413: "The body is too large.",
    414: "The address is too long; the line says how much may be sent with POST.",
    415: "The body is of a type that is not understood.",
    421: "The server is not called what the request calls it.",
    431: "The headers are too large.",
    500: "dipgraph has a fault, which is said where it runs.",
    507: "There is no room on the disk for what is sent.",
    503: "The answer reached a limit of time, memory, rows or bytes, and the line says which; or all processes are busy.",
}
# What is said before anybody asks who reads it: in text alone.
_FIRST = (414, 421, 431)


def errors(*statuses: int) -> dict[str, Schema]:
    """Return the responses of these *statuses*, and of those that any request may have."""
    return {str(status): reference(_called(status), "responses") for status in sorted({*statuses, *_FIRST})}


def _called(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")


RESPONSES: dict[str, Schema] = {
    _called(status): {"description": words, "content": {"text/plain": {"schema": _TEXT}}}
    for status, words in _ERRORS.items()
}
for _status in {*_ERRORS} - {*_FIRST}:
    RESPONSES[_called(_status)]["content"] |= {**PAGE, PROBLEM: {"schema": reference("Problem")}}
RESPONSES[_called(503)]["headers"] = {
    "retry-after": {"description": "Seconds, where all processes are busy.", "schema": {"type": "integer"}}
}


def answer(words: str, content: dict[str, Any]) -> dict[str, Schema]:
    """Return the response of an answer with its *content*, by media type."""
    return {
        "200": {"description": words, "content": content},
        "304": {"description": "The one who asks has it already, by its ETag."},
    }


def graph() -> dict[str, Any]:
    """Return the content of an answer that is a graph."""
    return {
        FORMATS[name]: {"schema": reference("Graph") if name == "jsonld" else _TEXT} for name in MEDIA_TYPES["graph"]
    }


def rows() -> dict[str, Any]:
    """Return the content of an answer that has rows, or says yes or no."""
    either = {"oneOf": [reference("Rows"), reference("Truth")]}
    return {FORMATS[name]: {"schema": either if name == "json" else _TEXT} for name in MEDIA_TYPES["rows"]}


def columns(query: Query) -> dict[str, Any]:
    """Return the content of the answer to a *query*: rows with its columns."""
    if query.form in ("CONSTRUCT", "DESCRIBE"):
        return graph()
    content, names = rows(), list(query.columns)
    if query.form == "ASK":
        content[FORMATS["json"]]["schema"] = reference("Truth")
    elif names:
        cells = {name: reference("Term", description=words) for name, words in query.columns.items()}
        row = {"type": "object", "properties": cells, "additionalProperties": False}
        content[FORMATS["json"]]["schema"] = _object(
            head=_object(vars={"const": names}), results=_object(bindings={"type": "array", "items": row})
        )
        for name, first in (("csv", ",".join(names)), ("tsv", "\\t".join(rf"\?{column}" for column in names))):
            content[FORMATS[name]]["schema"] = {"type": "string", "pattern": rf"^{first}\r?\n"}
    return content


PATTERNS = {
    "date": r"\d{4}-\d\d-\d\d",
    "first-day": r"\d{4}(-\d\d(-\d\d)?)?",
    "last-day": r"\d{4}(-\d\d(-\d\d)?)?",
    "integer": r"[+-]?\d{1,18}",
}


def parameter(given: Parameter, examples: dict[str, str]) -> Schema:
    """Return the parameter of a stored query, as it stands in an address; *examples* has one for each type."""
    form = {"pattern": f"^{PATTERNS[given.type]}$"} if given.type in PATTERNS else {"minLength": 1}
    values: Schema = {"type": "array", "minItems": 1, "items": {"type": "string", "format": given.type, **form}}
    if given.example is not None:
        values["default"] = given.example.split()
    example = given.example or examples.get(given.type)
    words = f"{given.description}: {VALUES[given.type]}" if given.description else VALUES[given.type]
    return {
        **inquiry(given.option.removeprefix("--"), f"{words}; given several times, any of them.", values),
        **({"example": example.split()} if example else {}),
    }


def inquiry(name: str, words: str, schema: Schema, **more: Any) -> Schema:
    """Return a parameter of an address, behind its question mark."""
    return {"name": name, "in": "query", "description": words, "schema": schema, **more}


def part(name: str, words: str, example: str | None, choice: Sequence[str] = ()) -> Schema:
    """Return a parameter that is a part of a path, any or one of a *choice*."""
    schema: Schema = {"type": "string", **({"enum": [*choice]} if choice else {"pattern": "^[^/]+$"})}
    shown = {"example": example} if example else {}
    return {"name": name, "in": "path", "required": True, "description": words, "schema": schema, **shown}


def iri(name: str, words: str, several: bool = False, **more: Any) -> Schema:
    """Return a parameter that is the name of a graph, or of *several*."""
    one = {"type": "string", "format": "iri", "examples": [BASE + "vocabulary"]}
    return inquiry(name, words, {"type": "array", "items": one} if several else one, **more)

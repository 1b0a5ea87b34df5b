"""The head of a query: what is read without a parser of YAML is what the parser reads."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dipgraph.headers import plain
from dipgraph.query import stored


def _header(text: str) -> str:
    return "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))


def _words(value: Any) -> Any:
    """Return a header with its white space made one."""
    if isinstance(value, dict):
        return {key: _words(part) for key, part in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


def test_stored_headers_are_read_as_yaml_reads_them() -> None:
    """What is read without a parser of YAML is what the parser reads; most of the stored queries are read so."""
    found = [_header(path.read_text(encoding="utf-8")) for path in stored().values()]
    read = [(header, plain(header)) for header in found]
    assert len([known for _, known in read if known]) > len(found) / 2
    for header, known in read:
        assert known is None or _words(known) == _words(yaml.safe_load(header))


@pytest.mark.parametrize(
    "header",
    [
        "summary: yes",
        "summary: a: b",
        "summary: a # b",
        "summary: 1 of 2",
        "summary: 'quoted'",
        "summary: a\n  b",
        "summary:",
        "summary: é",
        "tags: [a, no]",
        "tags: [a b, 'c']",
        "tags: [a,b]",
        "columns:",
        "columns:\n  on: b",
        "columns:\n  a: null",
        "columns:\n   a: b",
        "columns:\n  a: b\n    c",
        "parameters:\n  a: {type: date}",
        "parameters:\n  a: {type: date, description: b, other: c}",
        "parameters:\n  a: {type: date, description: off}",
        "description: >-\n  a\n\n  b",
        "description: >-\n  a\n    b",
        "description: >-\n  a\x07",
        "directed: yes",
        "directed: false",
        "- a",
        "a",
    ],
)
def test_header_of_another_form_is_left_to_yaml(header: str) -> None:
    """A header that is not of the forms of the stored ones is read by the parser of YAML."""
    assert plain(header) is None

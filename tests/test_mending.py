"""What servers answer otherwise than SPARQL says."""

from __future__ import annotations

import pytest

from dipgraph.mending import mended

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2400.0", "PT40M"),
        ("2400", "PT40M"),
        ("0.0", "PT0S"),
        ("0.50", "PT0.5S"),
        ("90061.25", "P1DT1H1M1.25S"),
        ("172800.0", "P2D"),
        ("-60", "-PT1M"),
        ("PT40M", "PT40M"),
        ("P1Y", "P1Y"),
    ],
)
def test_seconds_become_durations(given: str, expected: str) -> None:
    """A number of seconds is written as a duration, in rows and in triples; a duration stays as it is."""
    row = f'{{"type": "typed-literal", "datatype": "{XSD}duration", "value": "%s"}}'
    assert mended((row % given).encode()).decode() == row % expected
    triple = f'<a:a> <a:b> "%s"^^<{XSD}duration> .'
    assert mended((triple % given).encode()).decode() == triple % expected


def test_blank_nodes_have_names_that_they_can_have() -> None:
    """What stands before the name of a blank node in rows is taken away; an address that looks like it stays."""
    row = '{"type": "%s", "value": "nodeID://b10"}'
    assert mended((row % "bnode").encode()) == b'{"type": "bnode", "value": "b10"}'
    assert mended((row % "uri").encode()).decode() == row % "uri"


def test_bits_become_truth_values() -> None:
    """0 and 1 are written as words; those of other types stay."""
    row = f'{{"datatype": "{XSD}%s", "value": "%s"}}'
    assert mended((row % ("boolean", "1")).encode()).decode() == row % ("boolean", "true")
    assert mended((row % ("boolean", "0")).encode()).decode() == row % ("boolean", "false")
    assert mended((row % ("integer", "1") + row % ("boolean", "true")).encode()).decode() == row % (
        "integer",
        "1",
    ) + row % (
        "boolean",
        "true",
    )

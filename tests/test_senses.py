"""Words by what they mean, as the vocabulary has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.guesses import Intake
from dipgraph.names import names
from dipgraph.senses import Senses

CODE = Path(__file__).parent.parent / "src" / "dipgraph"


def test_a_word_has_its_sense_in_every_form() -> None:
    """A word of another sense has it not, and a sense that is not there has no words."""
    senses = names().senses
    assert senses.has("giving", "providing")
    assert senses.has("sides", "delegations")
    assert not senses.has("giving", "refused")
    assert senses["nothing of the kind"] == frozenset()
    assert Senses([("a-sense", [])])["a"] == frozenset()


def test_each_sense_that_is_asked_for_is_in_the_vocabulary_and_the_other_way_round() -> None:
    """Nothing is asked for in vain, and nothing stands there that nobody asks for."""
    asked = {
        name
        for path in CODE.glob("*.py")
        for name in re.findall(r"senses(?:\.has\(|\[)\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
        if path.name != "senses.py"
    }
    assert asked | {"meeting", "holding"} == set(names().senses)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"leadership"@en',
            '"leadership"@en , "stewardship"@en',
            "Minister Alm acknowledged the stewardship of the hosts.",
        )
    ],
)
def test_a_word_that_is_added_is_recognised_without_code(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    """In a vocabulary of one's own."""
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "names.ttl").write_text(text.replace(old, new), encoding="utf-8")
    assert names(tmp_path).senses.has("given", "stewardship")
    assert not names().senses.has("given", "stewardship")
    assert Intake("a", sentence).text

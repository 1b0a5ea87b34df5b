"""Issues by their labels: what is found, and how one stands beside others."""

from __future__ import annotations

import shutil
from pathlib import Path

from dipgraph import shipped
from dipgraph.labels import issues
from dipgraph.lexicon import lexicon
from dipgraph.prose import language
from readings import known, only, read


def named(text: str) -> list[tuple[str, str]]:
    """Return the issues of *text* with the words that name them."""
    doc = language()(text)
    return [(label.issue, doc[label.start : label.end].text) for label in issues(known().issues, doc)]


def test_the_longest_label_wins() -> None:
    """A label within another says nothing; of two that cross, the first is meant."""
    assert named("sanction measures against Russia") == [("russia-sanctions", "sanction measures against Russia")]
    assert named("the UN Security Council") == [("united-nations", "UN Security Council")]
    assert [issue for issue, _ in named("security cooperation between the two countries")] == ["security"]
    assert named("bilateral relations") == [("bilateral-relations", "bilateral relations")]


def test_labels_in_capitals_mean_capitals() -> None:
    """An abbreviation is no word that is written like it."""
    assert named("the UN") == [("united-nations", "UN")]
    assert named("un jour") == []


def test_labels_are_found_in_plural_and_singular() -> None:
    """One form stands for the other; typographic apostrophes are as good as plain ones."""
    assert named("North Korea\u2019s ballistic missile launch")[0][0] == "north-korea-nuclear"
    assert named("two hurricanes")[0][0] == "disaster-relief"


def test_every_issue_has_its_broader_ones() -> None:
    """What is broader goes up to the top."""
    assert known().issues.broader["russia-sanctions"] == {"ukraine", "conflicts"}
    assert known().issues.broader["conflicts"] == frozenset()


def test_an_issue_stands_as_the_vocabulary_says(tmp_path: Path) -> None:
    """What is a forum or a frame, and what yields to what, issues.ttl says: with another, a text is read otherwise."""
    assert known().issues.standing["asForum"] == {"united-nations", "g7", "g20", "trilateral-us-japan-rok"}
    assert known().issues.yields["russia-policy"] == {"ukraine", "russia-sanctions"}
    assert known().issues.yields["ukraine"] == frozenset()
    for name in ("acts.ttl", "issues.ttl"):
        shutil.copy(shipped.folder("ontology") / name, tmp_path)
    path = tmp_path / "issues.ttl"
    said = path.read_text(encoding="utf-8")
    old = '  skos:notation "energy" ;'
    path.write_text(
        said.replace(old, f"{old}\n  dip:standing dip:asFrame ;\n  dip:yieldsTo issue:transport-tourism ;"),
        encoding="utf-8",
    )
    words = lexicon(tmp_path)
    text = "They discussed energy and tourism."
    assert only(text).issues == ("energy", "transport-tourism")
    assert only(text, read(text, words=words)).issues == ("transport-tourism",)
    text = "They discussed energy in Syria."
    assert only(text).issues == ("energy", "syria")
    assert only(text, read(text, words=words)).issues == ("syria",)

"""Documents against their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import DIGEST, DOCUMENT, QUOTATION, TEXT
from dipgraph import Dataset, texts
from dipgraph.places import Lines
from dipgraph.report import Finding

NAME = "https://w3id.org/dipgraph/document/mofa-xa/2020-01-02-xb"


def check(folder: Path, old: str = "", new: str = "") -> list[Finding]:
    """Return what is found in the document of the data folder, after something in its Turtle was replaced."""
    path = folder / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    assert old in DOCUMENT
    path.write_text(DOCUMENT.replace(old, new) if old else DOCUMENT, encoding="utf-8")
    (graph,) = Dataset.read(path, vocabularies=False).graphs
    return list(texts.check(graph, Lines(graph.source, graph.name.value)))


def only(findings: list[Finding]) -> Finding:
    """Return the one finding that there is."""
    (finding,) = findings
    assert finding.path.name == "2020-01-02-xb.ttl"
    return finding


def line_of(words: str) -> int:
    """Return the line of the document on which some words stand."""
    return next(n for n, line in enumerate(DOCUMENT.splitlines(), start=1) if words in line)


def test_right_document(small: Path) -> None:
    """Digest, length and quotation of the small document are right; offsets count code points."""
    assert check(small) == []


def test_document_without_text(small: Path) -> None:
    """Where no text is kept there is nothing to compare."""
    assert check(small, '  dip:text "2020-01-02-xb.txt" ;\n', "") == []


def test_changed_text(small: Path) -> None:
    """A text that was changed is told by its digest, with the digest that it has; here one letter is another."""
    text = small / "documents" / "mofa-xa" / "2020-01-02-xb.txt"
    text.write_bytes(TEXT.replace("Ben", "Ken").encode())
    finding = only(check(small))
    assert finding.rule == "text/sha256"
    assert finding.line == line_of("dip:sha256")
    assert finding.value == DIGEST
    assert finding.message == "The digest is that of the text as it is."


def test_line_ends_count(small: Path) -> None:
    """A text whose line ends a program changed has another digest and length, and what follows is displaced."""
    text = small / "documents" / "mofa-xa" / "2020-01-02-xb.txt"
    text.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert {finding.rule for finding in check(small)} == {"text/sha256", "text/length"}


def test_wrong_length(small: Path) -> None:
    """The length counts code points: 84 would be that in bytes, 82 that in UTF-16."""
    assert len(TEXT.encode()) == 84
    for wrong in ("84", "82"):
        finding = only(check(small, "dip:length 81", f"dip:length {wrong}"))
        assert (finding.rule, finding.line, finding.value) == ("text/length", line_of("dip:length"), wrong)
        assert finding.cure == "Write 81."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dip:startOffset 18", "dip:startOffset 17"),
        ("dip:endOffset 46", "dip:endOffset 47"),
        ("dip:endOffset 46", "dip:endOffset 1000"),
        ("dip:endOffset 46", "dip:endOffset 3"),
    ],
)
def test_quotation_that_is_elsewhere(small: Path, old: str, new: str) -> None:
    """Words that stand elsewhere are told with every place at which they do."""
    finding = only(check(small, old, new))
    assert finding.rule == "text/quotation"
    assert finding.focus == f"{NAME}#p1"
    assert finding.line == line_of("dip:quotation")
    assert finding.value == QUOTATION
    assert finding.message == "The words at a passage's offsets are its quotation."
    assert finding.cure == "The words stand at 18 to 46 or 51 to 79."


def test_second_place_is_right_too(small: Path) -> None:
    """Words that stand in the text twice may be quoted from either place."""
    assert check(small, "dip:startOffset 18 ;\n  dip:endOffset 46", "dip:startOffset 51 ;\n  dip:endOffset 79") == []


def test_quotation_that_is_nowhere(small: Path) -> None:
    """Words that are not in the text, here by one capital, are told with what stands at the offsets."""
    finding = only(check(small, f'"{QUOTATION}"', '"Agreed to meet again in July"'))
    assert finding.rule == "text/quotation"
    assert finding.cure == "They are nowhere in the text; at the offsets stands 'agreed to meet again in July'."


def test_offsets_that_are_no_offsets_are_left_to_the_shapes(small: Path) -> None:
    """What is no number, or less than 0, is another rule's fault."""
    for wrong in ('"many"', "-1"):
        assert check(small, "dip:startOffset 18", f"dip:startOffset {wrong}") == []


def test_anchor_is_not_compared(small: Path) -> None:
    """A passage with an anchor alone has no offsets, and no quotation to compare."""
    old = f'dip:startOffset 18 ;\n  dip:endOffset 46 ;\n  dip:quotation "{QUOTATION}"@en'
    assert check(small, old, 'dip:anchor "words of nobody"@en') == []


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("no.txt", "no such file: give the path of a text file."),
        ("../2020-01-02-xb.txt", "Give the bare name of a file there."),
        ("../../actors.ttl", "Give the bare name of a file there."),
        ("/etc/passwd", "Give the bare name of a file there."),
        ("sub/a.txt", "Give the bare name of a file there."),
        ("", "Give the bare name of a file there."),
        ("..", "give the path of a text file."),
        ("a\\u0000b", "give the path of a text file."),
    ],
)
def test_text_that_cannot_be_read(small: Path, name: str, cure: str) -> None:
    """A text that is missing, or would lie elsewhere than beside the Turtle, is a fault of the document."""
    finding = only(check(small, '"2020-01-02-xb.txt"', f'"{name}"'))
    assert finding.rule == "text/file"
    assert finding.focus == NAME
    assert finding.line == line_of("dip:text")
    assert finding.cure.endswith(cure)


def test_text_that_is_not_utf8(small: Path) -> None:
    """A text in another encoding is a fault of the document, with the text's line."""
    text = small / "documents" / "mofa-xa" / "2020-01-02-xb.txt"
    text.write_bytes(b"one\ncaf\xe9\n")
    finding = only(check(small))
    assert finding.rule == "text/file"
    assert finding.cure == f"{text}:2: not UTF-8: save the text in that encoding."

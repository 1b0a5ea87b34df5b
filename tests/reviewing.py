"""A draft on disk and its review, for the tests of what may be answered: where a question is, what a file is found to be."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from dipgraph import Dataset, engines
from dipgraph.blocks import words
from dipgraph.draft_turtle import draft_turtle
from dipgraph.guesses import Draft
from dipgraph.judge import is_reference, judge
from dipgraph.marks import Question
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary
from dipgraph.wording import reason_of
from drafted import DRAFT

SUBJECTS = {
    "document": "<>",
    "rights": "<>",
    "meeting": "meeting:2022-03-03-jp-pe-hayashi-vega",
    "participation": "<#vega>",
    "statement": "<#s2>",
    "mention": "<#m1>",
    "actor": "state:pe",
}


def drafted(folder: Path, known: Vocabulary, draft: Draft = DRAFT) -> Path:
    """Write a draft with its text into a folder, and return its path."""
    found = draft_turtle(draft, known)
    assert found is not None
    path = folder / "a.ttl"
    folder.mkdir(exist_ok=True)
    path.write_bytes(found.turtle.encode())
    (folder / f"{found.address.rpartition('/')[2]}.txt").write_bytes(found.text)
    return path


def at(session: Review, sort: str, subject: str = "") -> Question:
    """Go to the question about a subject, and return it."""
    session.at = session.order.index(f"{sort} {subject or SUBJECTS[sort]}")
    question = session.question()
    assert question is not None
    return question


def faults(path: Path, context: Dataset) -> list[str]:
    """Return what the shapes and the text find in a file, beside marks."""
    reference = tuple(graph for graph in context.graphs if is_reference(graph))
    (graph,) = Dataset.read(path, vocabularies=False).graphs
    judged = judge(reference, engines.chosen("auto"))
    found = [*judged.shapes(graph), *judged.texts(graph)]
    return [str(finding) for finding in found if finding.rule != "dips:Draft"]


def rules(session: Review, subject: str) -> list[str]:
    """Return the rules of the marks of a block."""
    block = session.marked.page.block(subject)
    assert block is not None
    return [reason_of(words(value)).rule for value in block.values("dip:toReview")]


class Terminal:
    """A run of the program in a terminal of its own."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        script = str(Path(sys.executable).parent / "dipgraph")
        self.master, slave = pty.openpty()
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            [script, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment,
            start_new_session=True,
            # Where the tests run beside others these are passed over, and so they would be in all that is started.
            preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGHUP)],  # noqa: PLW1509
        )
        os.close(slave)
        self.seen = ""

    def until(self, words: str, seconds: float = 30) -> None:
        """Read on until *words* are shown."""
        end = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    assert words in self.seen, self.seen

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.master, f"{line}\n".encode())

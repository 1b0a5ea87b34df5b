"""A review: a person goes through the marks of a document's file, and every answer is in the file before the next question.

The file is replaced as a whole with each answer, so that whatever ends the review (an interrupt, a kill, a terminal that
closes) leaves it as it was after the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

# Each has fields of its own.
from dipgraph import commitment_edits, document_edits, judgement_edits, meeting_edits, seat_edits  # noqa: F401
from dipgraph.additions import add
from dipgraph.blocks import Written, address
from dipgraph.documents import Document
from dipgraph.edits import change
from dipgraph.errors import SourceError, UsageError
from dipgraph.folders import write_whole
from dipgraph.guesses import Reason
from dipgraph.judgement_edits import sign
from dipgraph.marks import Marked, Question
from dipgraph.rejections import reject
from dipgraph.relabelling import ask
from dipgraph.report import Finding
from dipgraph.vocabulary import Vocabulary


class Review:
    """The review of one file."""

    def __init__(self, path: Path, vocabulary: Vocabulary, unsure_first: bool = False, signer: str = "") -> None:
        """Read the file; what is least sure comes first if *unsure_first*, else the questions have the order of the text.

        *signer* is the address of who answers for judgements.
        """
        self.marked, self.vocabulary = Marked(path), vocabulary
        self.marked.signer = signer
        questions = self.marked.questions()
        if unsure_first:
            # The rights stay last: with them the text may go, which the others are asked about.
            questions.sort(key=lambda question: (question.sort == "rights", question.confidence))
        self.order = [question.id for question in questions]
        self.at = 0
        self._before: list[tuple[int, str, list[str]]] = []

    def left(self) -> int:
        """Return how many questions there still are."""
        return len(self.marked.questions())

    def question(self) -> Question | None:
        """Return the question one is at, passing those that are settled; None at the end."""
        while self.at < len(self.order):
            open_ones = {question.id: question for question in self.marked.questions()}
            if found := open_ones.get(self.order[self.at]):
                return found
            self.at += 1
        return None

    def accept(self, question: Question) -> None:
        """Take the marks away; a UsageError says that a person must say first what stands there for want of knowledge."""
        if why := self.marked.refusal(question):
            raise UsageError(why)
        self._do(partial(sign, self.marked, question.root) if question.sort == "judgement" else question.settle)
        self.at += 1

    def change(self, question: Question, name: str, value: str) -> None:
        """Give a field another value; the question is asked again, unless that has settled it or named it anew."""
        place, before = self.at, self.marked.questions()

        def done() -> None:
            change(self.marked, question, name, value, self.vocabulary)

        self._do(done)
        if place < len(self.order):
            self.order[place] = question.id
        self._ask_again(before)

    def add(self, what: str, value: str) -> None:
        """Add a thing that the draft had not; what it asks is asked now."""
        before, question = {one.id for one in self.marked.questions()}, self.question()
        added: list[str] = []
        self._do(lambda: added.append(add(self.marked, question, what, value, self.vocabulary)))
        more = [one.id for one in self.marked.questions() if one.id not in before and one.id not in added]
        self.order[self.at : self.at] = [*added, *more]

    def reject(self, question: Question) -> str:
        """Take away what is asked; return what was done. What it makes doubtful that was settled is asked next."""
        before = self.marked.questions()
        said: list[str] = []
        self._do(lambda: said.append(reject(self.marked, question, self.vocabulary)))
        self._ask_again(before)
        self.at += 1
        return said[0]

    def doubt(self, findings: Iterable[Finding]) -> bool:
        """Mark what *findings* are about, and go on there; False where nothing in the file is what any is about.

        It belongs to the answer before, with which it is undone.
        """
        page = self.marked.page
        blocks = {address(block.subject, page.base): block for block in page.blocks}
        for finding in findings:
            of = finding.focus if finding.focus != page.base else (finding.value or "")
            if (block := blocks.get(of) or blocks.get(finding.focus)) is not None:
                ask(block, Reason(f"{finding.message} {finding.cure}", "fault", 0.0))
        if page.text() == self.marked.saved:
            return False
        self._save(page.text())
        self.order[self.at :] = [question.id for question in self.marked.questions()]
        return True

    def skip(self) -> None:
        """Go on without an answer."""
        self.at += 1

    def back(self) -> bool:
        """Go to the question before, as it was before its answer, or undo a change of this one; say whether there is any."""
        while self.at > 0 or self._before:
            if self._before and self._before[-1][0] >= self.at - 1:
                self.at, text, self.order = self._before.pop()
                self._save(text)
                return True
            self.at -= 1
            if self.order[self.at] in {question.id for question in self.marked.questions()}:
                return True
        return False

    def _do(self, action: Callable[[], None]) -> None:
        """Do something to the file and save it; if it fails, the file as it is read is what it was."""
        text, order = self.marked.page.text(), list(self.order)
        try:
            action()
            self.marked.page.declare()
            self._parsed()
        except BaseException:
            self.marked.page = Written.read(text)
            raise
        self._save(self.marked.page.text())
        self._before.append((self.at, text, order))

    def _ask_again(self, before: list[Question]) -> None:
        """Put what is asked now and was not *before* behind the question one is at."""
        known = {*(one.id for one in before), *self.order[self.at :]}
        more = [one.id for one in self.marked.questions() if one.id not in known]
        self.order[self.at + 1 : self.at + 1] = more

    def _parsed(self) -> None:
        """Raise a UsageError if what would be written is no Turtle."""
        try:
            for _ in ox.parse(self.marked.page.text(), ox.RdfFormat.TURTLE):
                pass
        except SyntaxError as error:
            raise UsageError(f"the file would be no Turtle with this, and is left as it is: {error}") from None

    def _save(self, text: str) -> None:
        marked = self.marked
        if Document.read(marked.path).text != marked.saved:
            raise SourceError("it was changed by another program meanwhile: begin the review again", marked.path)
        write_whole(marked.path, text.encode())
        marked.saved, marked.page = text, Written.read(text)

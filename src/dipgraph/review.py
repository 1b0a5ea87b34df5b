"""A review: a person goes through the marks of a document's file, and every answer is in the file before the next question.

The file is replaced as a whole with each answer, so that whatever ends the review (an interrupt, a kill, a terminal that
closes) leaves it as it was after the last. Answers are read line by line, from a terminal or a pipe.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

# Each has fields of its own.
from dipgraph import commitment_edits, document_edits, judgement_edits, meeting_edits, seat_edits  # noqa: F401
from dipgraph.additions import ADDED, add
from dipgraph.blocks import Written
from dipgraph.documents import Document
from dipgraph.edits import FIELDS, change, values_of
from dipgraph.errors import SourceError, UsageError
from dipgraph.folders import write_whole
from dipgraph.judgement_edits import sign
from dipgraph.marks import Marked, Question
from dipgraph.prompts import console, plain, show
from dipgraph.rejections import reject
from dipgraph.vocabulary import Vocabulary

KEYS = {
    "a": "accept",
    "c": "change",
    "r": "reject",
    "s": "skip",
    "+": "add",
    "b": "back",
    "q": "quit",
    "?": "help",
}
_HELP = """\
  a  accept: it is right as it stands, and its mark goes
  c  change: asks which field and for the new value; c FIELD VALUE does it at
     once, and - for a value leaves it out
  r  reject: it goes, with its passage and with what nothing else attests
  s  skip: the mark stays for another time
  +  add: a statement, a participant or a meeting that the draft has not; asks
     what; + statement WORDS takes these words of the text for its passage
  b  back: to the question before, and what was answered last is undone
  q  quit: all answers are in the file already"""


# What is asked of a statement that is added, one after another.
_STEPS = ("verb", "act", "speakers", "issues")


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


def review(
    path: Path,
    vocabulary: Vocabulary,
    unsure_first: bool = False,
    ask: Callable[[str], str] = input,
    signer: str = "",
) -> int:
    """Go through the marks of the file at *path*, asking by *ask*; return how many questions are left.

    Raises SourceError where the file is none that can be reviewed, and what *ask* raises, but at the end of the input.
    """
    session = Review(path, vocabulary, unsure_first, signer)
    out, said = console(), "done"
    # An answer that was none leaves the question on the screen.
    while said != "quit":
        question = session.question()
        if question is None and session.marked.page.block("<>") is None:
            break
        if said and question:
            show(
                out,
                session.marked,
                question,
                vocabulary,
                session.at + 1,
                len(session.order),
                "" if said == "done" else said,
            )
        try:
            said = _answered(session, question, ask, out.print) if question else _ended(session, ask, out.print)
        except EOFError:
            break
    return session.left()


def _answered(session: Review, question: Question, ask: Callable[[str], str], tell: Callable[[str], object]) -> str:
    """Take one answer; return "done", "quit" or a note for the next question, and nothing where it was no answer."""
    word, rest = _word(ask("[a]ccept [c]hange [r]eject [s]kip [+] add [b]ack [q]uit ? "))
    try:
        if word == "accept":
            session.accept(question)
        elif word == "change":
            return _changed(session, question, rest, ask, tell)
        elif word == "add":
            return _added(session, rest, ask, tell)
        elif word == "reject":
            done = session.reject(question)
            return "done" if done == "rejected" else done
        elif word == "skip":
            session.skip()
        elif word == "back" and not session.back():
            raise UsageError("this is the first")
        elif word in ("", "help"):
            tell(_HELP)
            return ""
    except UsageError as error:
        tell(f"  {_safe(str(error))}")
        return ""
    return "quit" if word == "quit" else "done"


def _word(line: str) -> tuple[str, str]:
    """Return what a line says is to be done, nothing where that is unknown, and the rest of it."""
    key, _, rest = line.strip().partition(" ")
    return KEYS.get(key.lower()) or next((w for w in KEYS.values() if key and w == key.lower()), ""), rest.strip()


def _ended(session: Review, ask: Callable[[str], str], tell: Callable[[str], object]) -> str:
    """Take what a person does where no question follows: add what the draft had not, go back, or end."""
    word, rest = _word(ask("That was the last. [+] add [b]ack, or end with Enter ? "))
    try:
        if word == "add":
            return _added(session, rest, ask, tell)
        return "done" if word == "back" and session.back() else "quit"
    except UsageError as error:
        tell(f"  {_safe(str(error))}")
        return "done"


def _added(session: Review, rest: str, ask: Callable[[str], str], tell: Callable[[str], object]) -> str:
    """Add a thing; of a statement that is typed step by step, act, speakers and issues are asked too."""
    what, _, value = rest.partition(" ")
    if not what:
        tell(f"  {', '.join(ADDED)}")
        what = ask("what? ").strip()
    stepwise = what in ADDED and not value.strip()
    value = value.strip() or (ask(ADDED[what]).strip() if stepwise else "")
    if not what or (stepwise and not value):
        return "done"
    session.add(what, value)
    for name in _STEPS if what == "statement" and stepwise else ():
        if values := values_of("statement", name, session.vocabulary):
            tell(f"  {', '.join(values)}")
        value = ask(f"{name} (Enter leaves it for later): ").strip()
        try:
            if value and (question := session.question()):
                session.change(question, name, value)
        except UsageError as error:
            tell(f"  {_safe(str(error))}")
    return f"{what} added"


def _changed(
    session: Review, question: Question, rest: str, ask: Callable[[str], str], tell: Callable[[str], object]
) -> str:
    fields = FIELDS[question.sort]
    if not rest:
        tell(f"  {', '.join(fields)}")
        rest = ask("which? ").strip()
    name, _, value = rest.partition(" ")
    if not name:
        return "done"
    if name in fields and not value.strip():
        if values := values_of(question.sort, name, session.vocabulary):
            tell(f"  {', '.join(values)}")
        value = ask(f"{name}: ").strip()
        if not value:
            return "done"
    session.change(question, name.lower(), value)
    return f"{name.lower()} is changed"


def _safe(text: str) -> str:
    """Return *text* as rich prints it as it is."""
    return plain(text).replace("[", "\\[")

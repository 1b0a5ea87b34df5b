"""The walk through the marks of a file in a terminal: what is asked and answered, and what is wrong when no mark is left.

Answers are read line by line, from a terminal or a pipe.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from dipgraph.additions import ADDED
from dipgraph.dataset import Dataset
from dipgraph.edits import FIELDS, values_of
from dipgraph.errors import UsageError
from dipgraph.folders import write_whole
from dipgraph.marks import Question
from dipgraph.memory import cache_folder
from dipgraph.prompts import console, plain, show
from dipgraph.report import Finding
from dipgraph.review import Review
from dipgraph.validate import validate
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

_OF_JUDGEMENTS = """\
  a  accept: the verdict is yours from today on, and its mark goes
  c  change: c verdict same, different, part (the one is a meeting of which
     the other tells with others) or unsure; c why WORDS gives your reason
  r  reject: the opposite is your verdict: two that were proposed as the same
     are different, and are not proposed again
  s  skip: the mark stays for another time
  b  back: to the question before, and what was answered last is undone
  q  quit: all answers are in the file already
  Below 1 and 2 stands what the data that was given has of each of the two."""

# What is asked of a statement that is added, one after another.
_STEPS = ("verb", "act", "speakers", "issues")


def faults(path: Path, data: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the file at *path*, as ``dipgraph validate`` finds it beside the *data*."""
    return validate(Dataset.read(path, vocabularies=False), Dataset.read(data)).findings


def walk(
    path: Path,
    vocabulary: Vocabulary,
    unsure_first: bool = False,
    ask: Callable[[str], str] = input,
    signer: str = "",
    check: Callable[[], Sequence[Finding]] = tuple,
    more: Callable[[Question], Iterable[tuple[str, str]]] = lambda _: (),
) -> int:
    """Go through the marks of the file at *path*, asking by *ask*; return how many questions are left.

    It begins where the last walk was ended before the last question; what that had passed comes then.
    When the last mark is settled, what *check* finds in the file is told, and asked about. What is known beside the file of
    what is asked comes from *more*, a name and words each.

    Raises SourceError where the file is none that can be reviewed, and what *ask* raises, but at the end of the input.
    """
    session = Review(path, vocabulary, unsure_first, signer)
    place = _place(path, unsure_first)
    out, said = console(), _taken_up(session, place)

    def shown(question: Question, note: str) -> None:
        place = (session.at + 1, len(session.order))
        show(out, session.marked, question, vocabulary, place, note, more(question))

    try:
        while said != "quit":
            # However it is ended. An answer that was none leaves the question on the screen.
            _keep(session, place)
            said = _step(session, said, ask, out.print, shown, check)
    except EOFError:
        pass
    finally:
        _keep(session, place)
    return session.left()


def _step(
    session: Review,
    said: str,
    ask: Callable[[str], str],
    tell: Callable[[str], object],
    shown: Callable[[Question, str], None],
    check: Callable[[], Sequence[Finding]],
) -> str:
    """Ask one question, or at the end what more there is; return what was *said* to it, "quit" to end."""
    question = session.question()
    if question is None and session.marked.page.block("<>") is None:
        return "quit"
    if question is None and not session.left() and _doubted(session, check(), tell):
        return "done"
    if question is None:
        return _ended(session, ask, tell)
    if said:
        shown(question, "" if said == "done" else said)
    return _answered(session, question, ask, tell)


def _place(path: Path, unsure_first: bool) -> Path:
    """Return the file, in the user's cache, that has what is still to be asked of the file at *path*, and in which order."""
    name = hashlib.sha256(f"{path.resolve()} {unsure_first}".encode("utf-8", "surrogatepass")).hexdigest()
    return cache_folder() / "reviews" / f"{name[:32]}.json"


def _taken_up(session: Review, place: Path) -> str:
    """Put the questions into the order in which the last walk had them, from where it was; say so."""
    try:
        kept = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return "done"
    known = set(session.order)
    first = [one for one in kept if one in known] if isinstance(kept, list) else []
    passed = [one for one in session.order if one not in first]
    if not first or not passed:
        return "done"
    session.order = [*first, *passed]
    return f"taken up where it was left; {len(passed)} that were passed come last"


def _keep(session: Review, place: Path) -> None:
    """Write down what comes next, nothing where all was asked; a cache that cannot be written is none."""
    rest = session.order[session.at :] if session.question() else []
    with suppress(OSError):
        if rest:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, json.dumps(rest).encode())
        else:
            place.unlink(missing_ok=True)


def _doubted(session: Review, findings: Sequence[Finding], tell: Callable[[str], object]) -> bool:
    """Tell what is wrong in the file and where; say whether it is asked about."""
    for finding in findings:
        tell(f"  {_safe(str(finding))}")
    return bool(findings) and session.doubt(findings)


def _answered(session: Review, question: Question, ask: Callable[[str], str], tell: Callable[[str], object]) -> str:
    """Take one answer; return "done", "quit" or a note for the next question, and nothing where it was no answer."""
    judging = question.sort == "judgement"
    word, rest = _word(ask(f"[a]ccept [c]hange [r]eject [s]kip {'' if judging else '[+] add '}[b]ack [q]uit ? "))
    try:
        if word == "accept":
            session.accept(question)
        elif word == "change":
            return _changed(session, question, rest, ask, tell)
        elif word == "add" and judging:
            raise UsageError(
                "a judgement is not added here: 'dipgraph match' proposes them, the file takes others by hand"
            )
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
            tell(_OF_JUDGEMENTS if judging else _HELP)
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

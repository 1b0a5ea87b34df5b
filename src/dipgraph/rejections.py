"""What it is to reject a guess: it goes, with all that rests on it alone, and what the rest hangs on stays."""

from __future__ import annotations

from dipgraph.blocks import Block, literal, words, written
from dipgraph.edits import summarise, tag_of
from dipgraph.errors import UsageError
from dipgraph.guesses import Reason
from dipgraph.judgement_edits import refused
from dipgraph.marks import Marked, Question
from dipgraph.relabelling import ask, label_of, rebind, reclass, relabel, seat_name, sides_of
from dipgraph.vocabulary import Vocabulary

# So many words of a text that is not kept may stand in an anchor, and so many characters where there are no spaces.
_ANCHOR, _WIDEST = 8, 40


def reject(marked: Marked, question: Question, vocabulary: Vocabulary) -> str:
    """Take away what is asked, and all that rests on it alone; return what was done, or raise a UsageError with why not."""
    if question.sort == "rights":
        return _without_text(marked)
    if question.sort == "document":
        raise UsageError("the document cannot be rejected: remove the file")
    if question.sort not in _REJECTED:
        raise UsageError("others name it: reject or change those, and it goes by itself")
    _REJECTED[question.sort](marked, question.root, vocabulary)
    marked.drop_unused(set(map(written, vocabulary.all("MinisterialOffice"))))
    return "rejected"


def _meeting(marked: Marked, meeting: Block, vocabulary: Vocabulary) -> None:
    page, described = marked.page, marked.head.values("dip:describes")
    if described == [meeting.subject]:
        raise UsageError("it is the only meeting that the document describes: remove the file")
    for statement in _statements(marked, meeting.subject):
        _without(marked, statement)
    for block, name in page.naming(meeting.subject):
        block.put(name, *[value for value in block.values(name) if value != meeting.subject])
    for seat in [page.block(subject) for subject in meeting.values("dip:participation")]:
        if seat is not None:
            page.remove(seat)
    page.remove(meeting)


def _statement(marked: Marked, statement: Block, vocabulary: Vocabulary) -> None:
    if _statements(marked, statement.value("dip:madeAt")) == [statement]:
        raise UsageError("it is the only statement of the meeting: change it, or reject the meeting")
    _without(marked, statement)


def _mention(marked: Marked, mention: Block, vocabulary: Vocabulary) -> None:
    _without(marked, mention)


def _statements(marked: Marked, meeting: str) -> list[Block]:
    """Return the statements that were made at a meeting."""
    made = [block for block, name in marked.page.naming(meeting) if name == "dip:madeAt"]
    return [block for block in made if "dip:Statement" in block.values("a")]


def _without(marked: Marked, statement: Block) -> None:
    """Take a statement or mention away, with what nothing else names."""
    page = marked.page
    page.remove(statement)
    for other, name in page.naming(statement.subject):
        other.put(name, *[value for value in other.values(name) if value != statement.subject])
    for subject in [*statement.values("dip:evidence"), *statement.values("dip:attests")]:
        part = page.block(subject)
        if part is not None and not page.naming(subject):
            page.remove(part)


def _seat(marked: Marked, seat: Block, vocabulary: Vocabulary) -> None:
    """Take one who took part away; what was said and promised with that one, or for the side, is asked about again."""
    page, meeting, person = marked.page, marked.meeting_of(seat), seat.value("dip:participant")
    seats = meeting.values("dip:participation")
    if len(seats) == 1:
        raise UsageError("nobody else took part: change it, or reject the meeting")
    said = [b for b, name in page.naming(person) if name == "dip:speaker" and meeting.subject in b.values("dip:madeAt")]
    alone = [block.subject.strip("<>") for block in said if block.values("dip:speaker") == [person]]
    if person and alone:
        raise UsageError(f"nobody else says {', '.join(alone)}: reject or change that first")
    name, label = seat_name(seat, marked, vocabulary), label_of(marked, meeting, vocabulary)
    meeting.put("dip:participation", *[subject for subject in seats if subject != seat.subject])
    sides = {*seat.values("dip:onBehalfOf"), *([person] if person else [])}
    lost = sides - sides_of(marked, meeting)
    for block in page.blocks:
        if meeting.subject not in block.values("dip:madeAt"):
            continue
        heard = block.values("dip:addressee")
        block.put("dip:addressee", *[value for value in heard if value != person])
        if person and person in (speakers := block.values("dip:speaker")):
            block.put("dip:speaker", *[value for value in speakers if value != person])
            summarise(block, marked, vocabulary)
            ask(block, Reason(f"{name}, one of its speakers, was rejected: say who spoke", "speaker-rejected", 0.1))
        if "dip:Commitment" in block.values("a"):
            rebind(block, name, sides, lost)
    reclass(marked, meeting)
    if not relabel(marked, meeting, label, vocabulary) and name in words(meeting.value("rdfs:label")):
        why = f"Its label names {name}, who was rejected: give it another"
        ask(meeting, Reason(why, "label-of-rejected", 0.1))
    page.remove(seat)


_REJECTED = {
    "participation": _seat,
    "meeting": _meeting,
    "statement": _statement,
    "mention": _mention,
    "judgement": refused,
}


def _without_text(marked: Marked) -> str:
    """Keep nothing of the text but an anchor for each passage."""
    head = marked.head
    if not head.value("dip:address"):
        raise UsageError("without its text nobody could read the document: b, and c address URL first")
    file = words(head.value("dip:text"))
    for name in ("dip:text", "dip:sha256", "dip:length", "dip:rights"):
        head.put(name)
    for block in marked.page.blocks:
        if quotation := block.value("dip:quotation"):
            block.put("dip:anchor", literal(anchor(words(quotation)), tag_of(marked)))
            for name in ("dip:startOffset", "dip:endOffset", "dip:quotation"):
                block.put(name)
    Question("rights", head, (head,)).settle()
    return f"the passages have anchors: remove {file}"


def anchor(quotation: str) -> str:
    """Return the first words of a passage, eight at most, and forty characters of one without spaces."""
    return " ".join(word[:_WIDEST] for word in quotation.split()[:_ANCHOR])

"""A document's file with marks: the questions that they put to who reviews it, each with all that it is about."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from dipgraph.blocks import Block, Written, terms, words
from dipgraph.documents import Document
from dipgraph.errors import SourceError
from dipgraph.guesses import Reason
from dipgraph.newcomers import MARK, UNKNOWN
from dipgraph.wording import reason_of

RIGHTS = "rights-unknown"
_SORTS = {
    "Participation": "participation",
    "Statement": "statement",
    "Commitment": "commitment",
    "Mention": "mention",
    "BilateralMeeting": "meeting",
    "MultilateralMeeting": "meeting",
    "Judgement": "judgement",
    **dict.fromkeys(("Readout", "JointStatement", "PressConference", "NewsReport"), "document"),
}


@dataclass(frozen=True)
class Question:
    """What is asked at once: a *root* (a statement, a participation, …) and what belongs to it alone.

    *sort* is "document", "rights", "meeting", "participation", "statement", "commitment", "mention",
    "judgement" or "actor".
    """

    sort: str
    root: Block
    parts: tuple[Block, ...]

    @property
    def id(self) -> str:
        """What it is found again by."""
        return f"{self.sort} {self.root.subject}"

    @property
    def reasons(self) -> list[Reason]:
        """The reasons of its marks, each once."""
        found = [reason_of(words(value)) for part in self.parts for value in part.values(MARK)]
        return [reason for reason in dict.fromkeys(found) if self._asks(reason)]

    @property
    def confidence(self) -> float:
        """How sure the least sure of its guesses is."""
        return min((reason.confidence for reason in self.reasons), default=1.0)

    def settle(self) -> None:
        """Take its marks away."""
        for part in self.parts:
            kept = [v for v in part.values(MARK) if not self._asks(reason_of(words(v)))]
            others = [fact for fact in part.facts if fact[0] != MARK]
            part.facts = [*others, *((MARK, value) for value in kept)]

    def part(self, sort: str) -> Block | None:
        """Return the first of its parts that is of a class of the ontology ("Commitment")."""
        return next((part for part in self.parts if f"dip:{sort}" in part.values("a")), None)

    def _asks(self, reason: Reason) -> bool:
        """Say whether a reason is one of this question: the rights of a document are asked by themselves."""
        return self.sort not in ("document", "rights") or (reason.rule == RIGHTS) == (self.sort == "rights")


class Marked:
    """A file of a document or of judgements, as it is reviewed; every change is in the file before the next question."""

    def __init__(self, path: Path) -> None:
        """Read the file and the text beside it; a SourceError says why it cannot be reviewed."""
        self.path = path
        self.saved = Document.read(path).text
        self.page = Written.read(self.saved)
        # Who answers for what is settled, where that must be said.
        self.signer = ""
        head = self.page.block("<>")
        judging = any(sort_of(block) == "judgement" for block in self.page.blocks)
        if not self.page.base or (head is None and not judging):
            raise SourceError("no document in hand style begins here with @base and <>: draft it first", path)
        for block in self.page.blocks:
            plain = Block(block.subject, block.facts).text()
            if block.raw and plain != block.raw:
                raise SourceError(
                    f"the lines of {block.subject} are not in hand style: write one property on each", path
                )
        self.text = self._text(head) if head else ""

    @property
    def head(self) -> Block:
        """The block of the document itself."""
        head = self.page.block("<>")
        assert head is not None
        return head

    def _text(self, head: Block) -> str:
        """Return the text, empty where the document keeps none."""
        if not (name := words(head.value("dip:text"))):
            return ""
        document = Document.read(self.path.parent / name)
        if document.sha256 != words(head.value("dip:sha256")):
            raise SourceError(
                "the text is not the one of which it was drafted: put that back, or draft it again", self.path
            )
        return document.text

    def questions(self) -> list[Question]:
        """Return what is still to be asked, in the order of the file; the rights in the text come last."""
        found: list[Question] = []
        blocks = {block.subject: block for block in self.page.blocks}
        owned: set[int] = set()
        ordered = sorted(self.page.blocks, key=lambda block: sort_of(block) in ("commitment", "actor"))
        for block in ordered:
            if id(block) in owned or "dip:Passage" in block.values("a"):
                continue
            sort = sort_of(block)
            parts = [block]
            for part in self._parts(block, sort, blocks):
                if id(part) not in owned and part not in parts:
                    parts.append(part)
                    owned.add(id(part))
            question = Question(sort, block, tuple(parts))
            if question.reasons:
                found.append(question)
        head = self.page.block("<>")
        if head is not None and (rights := Question("rights", head, (head,))).reasons:
            found.append(rights)
        return found

    def _parts(self, block: Block, sort: str, blocks: dict[str, Block]) -> Iterator[Block]:
        """Yield what belongs to a root: passages, commitments, and actors that are new and described here."""
        follow = {
            "statement": ("dip:evidence", "dip:attests"),
            "mention": ("dip:evidence",),
            "meeting": ("dip:within",),
            "participation": ("dip:participant", "dip:inOffice"),
        }.get(sort, ())
        for name in follow:
            yield from (blocks[value] for value in block.values(name) if value in blocks)
        if sort == "participation":
            person = block.value("dip:participant")
            for other in self.page.blocks:
                held = other.value("dip:holder") == person and other.value("dip:office") in block.values("dip:inOffice")
                if person and (held or (other.subject == person and other.values("a") == ["dip:Minister"])):
                    yield other

    def passage(self, question: Question) -> tuple[int, int] | None:
        """Return where in the text it is: its passage, else the name of a participant."""
        passage = question.part("Passage")
        if passage is not None and passage.value("dip:startOffset"):
            return int(passage.value("dip:startOffset")), int(passage.value("dip:endOffset"))
        if question.sort == "participation" and (name := words(question.root.value("dip:nameInSource"))):
            at = self.text.find(name)
            return (at, at + len(name)) if at >= 0 else None
        return None

    def refusal(self, question: Question) -> str:
        """Return why a question cannot be accepted as it stands; nothing where it can."""
        if question.sort == "rights":
            return (
                "the rights are not known: c rights WORDS states them, r keeps no text but an anchor for each passage"
            )
        if any(reason.rule == "day-unknown" for reason in question.reasons):
            return "nothing says on which day they met: c date 2022-05-23 or 2022-05 once it is known, s leaves it open"
        if question.sort == "document" and question.root.value("dip:publisher") == f"body:{UNKNOWN.rpartition('/')[2]}":
            return "nothing says who published it: c publisher NAME, or c publisher new NAME if the graph has it not"
        if question.sort == "actor" and question.root.subject == f"body:{UNKNOWN.rpartition('/')[2]}":
            return "this stands for a publisher that is not known: it goes when the document has one (c publisher NAME)"
        return ""

    def seats(self, meeting: Block) -> list[Block]:
        """Return the participations in a meeting."""
        found = [self.page.block(subject) for subject in meeting.values("dip:participation")]
        return [seat for seat in found if seat is not None]

    def participants(self, meeting: str) -> dict[str, Block]:
        """Return the participations of a meeting by the person's term, those of whom a person is named."""
        block = self.page.block(meeting)
        seats = self.seats(block) if block else []
        return {person: seat for seat in seats if (person := seat.value("dip:participant"))}

    def meeting_of(self, seat: Block) -> Block:
        """Return the meeting that a participation is one in."""
        return next(block for block, name in self.page.naming(seat.subject) if name == "dip:participation")

    def rename(self, old: str, new: str, only: Block | None = None, names: tuple[str, ...] = ()) -> None:
        """Write the term *new* for *old*, everywhere or among the values of some properties of *only* one block."""
        for block in [only] if only else self.page.blocks:
            if only is None and block.subject == old:
                block.subject, block.raw = new, ""
            for at, (name, value) in enumerate(block.facts):
                if (not names or name in names) and old in (found := list(terms(value))):
                    changed = list(dict.fromkeys(new if term == old else term for term in found))
                    block.facts[at] = (name, " , ".join(changed))

    def drop_unused(self, ministerial: Container[str]) -> None:
        """Take away the actors and larger meetings described here that nothing in the file names any more.

        *ministerial* are the known offices of ministers: who has no tenure of one left here is called no minister here.
        """
        again = True
        while again:
            again = False
            for block in self.page.blocks:
                sort, kinds = sort_of(block), block.values("a")
                if "dip:Tenure" in kinds:
                    person = block.value("dip:holder") or block.subject
                    seats = [b for b, name in self.page.naming(person) if name == "dip:participant"]
                    unused = not any(block.value("dip:office") in seat.values("dip:inOffice") for seat in seats)
                elif sort == "actor" or (sort == "meeting" and not block.value("dip:participation")):
                    used = [b for b, _ in self.page.naming(block.subject) if "dip:Tenure" not in b.values("a")]
                    unused = not used
                else:
                    continue
                if unused:
                    self.page.remove(block)
                    self._no_minister(block.value("dip:holder"), ministerial)
                    again = True
                    break

    def _no_minister(self, person: str, ministerial: Container[str]) -> None:
        """Call a person of whom no tenure as a minister is described here any more no minister here."""
        held = {block.value("dip:office") for block in self.page.blocks if block.value("dip:holder") == person}
        here = {block.subject for block in self.page.blocks if "dip:MinisterialOffice" in block.values("a")}
        if not person or any(office in here or office in ministerial for office in held):
            return
        for block in [found for found in self.page.blocks if found.subject == person]:
            block.put("a", *[kind for kind in block.values("a") if kind != "dip:Minister"])
            if not block.values("a"):
                self.page.remove(block)


def sort_of(block: Block) -> str:
    """Return what sort of thing a block describes."""
    return next((_SORTS[k] for v in block.values("a") if (k := v.removeprefix("dip:")) in _SORTS), "actor")

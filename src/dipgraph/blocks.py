"""Turtle as it is written by hand here: blocks of a subject with a line for each property, read, changed and written again.

What is not touched stays as it is written, character for character. A term is text as it stands in the file:
``person:x``, ``<#s1>``, ``"words"@en``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from dipgraph.terms import BASE, PREFIXES

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"(?:@([\w-]+)|\^\^(\S+))?')
_FACT = re.compile(r"  (\S+) (.+?) ;", re.DOTALL)
# A local name that needs no escape; what else there is stands in angle brackets.
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
# A prefix that is used, where no literal is.
_USED = re.compile(r"(?:^|[\s^])([a-z]+):")
_BASE_LINE = re.compile(r"^@base <([^>]*)> \.$", re.MULTILINE)


def literal(text: str, tag: str = "") -> str:
    r"""Return *text* as a literal on one line, with its language.

    >>> print(literal('the "2+2"', "en"))
    "the \"2+2\""@en
    """
    # What else is a control character has its number: a file with it would be no text to many programs.
    escaped = "".join(
        _ESCAPES.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 else c) for c in text
    )
    return f'"{escaped}"' + (f"@{tag}" if tag else "")


def typed(value: str, datatype: str) -> str:
    """Return *value* as a literal of a type of XML Schema: ``"2022-05-23"^^xsd:date``."""
    return f'"{value}"^^xsd:{datatype}'


def words(term: str) -> str:
    """Return the text of a literal, or the term itself where it is none."""
    match = _LITERAL.fullmatch(term)
    if match is None:
        return term
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _UNESCAPED.get(m[3], m[3]), match[1])


def written(address: str) -> str:
    """Return how an address is written, whole or from that of the graph on (``person/x``, ``dip:host``, ``#s1``).

    >>> written("person/hayashi-yoshimasa"), written("dip:host"), written("commitment/a/b"), written("#s1")
    ('person:hayashi-yoshimasa', 'dip:host', '<https://w3id.org/dipgraph/commitment/a/b>', '<#s1>')
    """
    if address.startswith("#"):
        return f"<{address}>"
    if not address.startswith(("http://", "https://")):
        prefix = address.partition(":")[0]
        if prefix in PREFIXES and ":" in address:
            return address
        address = BASE + address
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace) and _PLAIN.fullmatch(address[len(namespace) :]):
            return f"{prefix}:{address[len(namespace) :]}"
    return f"<{address}>"


def address(term: str, base: str) -> str:
    """Return the whole address that *term* stands for in a file of the base *base*; nothing where it is a literal.

    >>> address("person:x", ""), address("<#s1>", "https://example.org/d")
    ('https://w3id.org/dipgraph/person/x', 'https://example.org/d#s1')
    """
    if term.startswith("<"):
        return urljoin(base, term[1:-1]) if term != "<>" else base
    if term == "a":
        return PREFIXES["rdf"] + "type"
    prefix, colon, local = term.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else ""


@dataclass(eq=False)
class Block:
    """What is said of one subject: pairs of a property and its values, as they are written."""

    subject: str
    facts: list[tuple[str, str]]
    raw: str = field(default="", repr=False)
    read: list[tuple[str, str]] = field(default_factory=list, repr=False)

    def text(self) -> str:
        """Return its lines, the last of them a lone full stop."""
        if self.raw and self.facts == self.read:
            return self.raw
        return "".join([f"{self.subject}\n", *(f"  {name} {value} ;\n" for name, value in self.facts), "  .\n"])

    def values(self, name: str) -> list[str]:
        """Return the values of a property, each a term."""
        return [value for known, several in self.facts if known == name for value in terms(several)]

    def value(self, name: str) -> str:
        """Return the first value of a property; nothing where it has none."""
        return next(iter(self.values(name)), "")

    def put(self, name: str, *values: str, after: str = "") -> None:
        """Give a property these *values*, in its place, or a new one behind *after*; without values it goes."""
        places = [at for at, (known, _) in enumerate(self.facts) if known == name]
        kept = [fact for fact in self.facts if fact[0] != name]
        if values:
            behind = [at for at, (known, _) in enumerate(kept, start=1) if known == after]
            at = places[0] if places else (behind[-1] if behind else len(kept))
            kept.insert(at, (name, " , ".join(values)))
        self.facts = kept


@dataclass(eq=False)
class Written:
    """A file in hand style: its blocks, and what stands between them."""

    pieces: list[str | Block]

    @classmethod
    def read(cls, text: str) -> Written:
        """Return the pieces of *text*; a block begins at the left margin, and ends with a full stop at the end of a line."""
        pieces: list[str | Block] = []
        lines: list[str] = []
        inside = False
        for line in text.splitlines(keepends=True) if text.isascii() else re.findall(r"[^\n]*\n|[^\n]+", text):
            if not inside and line[:1] not in ("", " ", "\t", "#", "@", "\n", "\r"):
                inside = True
                if lines:
                    pieces.append("".join(lines))
                    lines = []
            lines.append(line)
            if inside and line.rstrip().endswith((" .", "\t.")):
                pieces.append(_block("".join(lines)))
                lines, inside = [], False
        if lines:
            pieces.append("".join(lines))
        return cls(pieces)

    def text(self) -> str:
        """Return the whole file."""
        return "".join(piece if isinstance(piece, str) else piece.text() for piece in self.pieces)

    def declare(self) -> None:
        """Declare what prefixes the blocks use and no line declares, each in its place in the order of their names."""
        begins = next((at for at, p in enumerate(self.pieces) if isinstance(p, str) and _BASE_LINE.search(p)), None)
        if begins is None:
            return
        lines = str(self.pieces[begins]).splitlines(keepends=True)
        there = {m[1]: at for at, line in enumerate(lines) if (m := re.match(r"@prefix ([a-z]*):", line))}
        for name in prefixes_in("".join(block.text() for block in self.blocks)):
            if name not in there:
                at = max((place + 1 for known, place in there.items() if known < name), default=0)
                at = at or next(n for n, line in enumerate(lines, start=1) if line.startswith("@base"))
                lines.insert(at, f"@prefix {name}: <{PREFIXES[name]}> .\n")
                there = {known: place + (place >= at) for known, place in there.items()} | {name: at}
        self.pieces[begins] = "".join(lines)

    @property
    def base(self) -> str:
        """The address of the graph, as the file gives it."""
        found = next((m for piece in self.pieces if isinstance(piece, str) and (m := _BASE_LINE.search(piece))), None)
        return found[1] if found else ""

    @property
    def blocks(self) -> list[Block]:
        """The blocks, in order."""
        return [piece for piece in self.pieces if isinstance(piece, Block)]

    def block(self, subject: str) -> Block | None:
        """Return the block of a subject, None where nothing is said of it."""
        return next((block for block in self.blocks if block.subject == subject), None)

    def naming(self, term: str) -> list[tuple[Block, str]]:
        """Return where *term* is a value: the blocks, with the property."""
        found = [(block, name, terms(value)) for block in self.blocks for name, value in block.facts]
        return [(block, name) for block, name, values in found if term in values]

    def remove(self, block: Block) -> None:
        """Take a block away, with the empty line behind it, and a heading under which nothing is left."""
        at = self.pieces.index(block)
        before = self.pieces[at - 1] if at else ""
        gap = self.pieces[at + 1] if at + 1 < len(self.pieces) else ""
        if isinstance(before, Block) or isinstance(gap, Block):
            del self.pieces[at]
            return
        gap = gap.removeprefix("\n")
        headed = re.search(r"# --- [^\n]* ---\n\n\Z", before)
        if headed and (gap.startswith("# ---") or (not gap and at + 2 >= len(self.pieces))):
            before = before[: headed.start()]
        self.pieces[max(at - 1, 0) : at + 2] = [before + gap]

    def add(self, block: Block, behind: Block, heading: str = "") -> None:
        """Put a new block below the *heading*, made where there is none, or *behind* another."""
        line = f"# --- {heading} ---\n\n"
        for at, piece in enumerate(self.pieces):
            if heading and isinstance(piece, str) and line in piece:
                cut = piece.index(line) + len(line)
                self.pieces[at : at + 1] = [piece[:cut], block, "\n" + piece[cut:]]
                return
        at = self.pieces.index(behind) + 1
        self.pieces[at:at] = [f"\n{line if heading else ''}", block]


def prefixes_in(turtle: str) -> list[str]:
    """Return the prefixes that Turtle without its head uses, sorted.

    >>> prefixes_in('<#s1> dip:date "2022-05-23"^^xsd:date ; rdfs:label "see act:agree" .')
    ['dip', 'rdfs', 'xsd']
    """
    return sorted({name for name in _USED.findall(re.sub(r'"(?:[^"\\]|\\.)*"', '""', turtle)) if name in PREFIXES})


def terms(values: str) -> Iterator[str]:
    """Yield the terms of *values*, which commas set apart.

    >>> list(terms('"a , b"@en , <#x>'))
    ['"a , b"@en', '<#x>']
    """
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|<[^>]*>|[^\s,]+', values):
        yield match[0]


def _block(raw: str) -> Block:
    subject, _, rest = raw.partition("\n")
    facts = [(match[1], match[2]) for match in _FACT.finditer(_kept(rest))]
    return Block(subject.strip(), facts, raw, list(facts))


def _kept(text: str) -> str:
    """Return the lines of a block's facts, those that go on with one joined to it."""
    return re.sub(r"\n {3,}(?=\S)", " ", text)


def sections(parts: Iterable[tuple[str, Iterable[Block]]]) -> Iterator[str]:
    """Yield the text of blocks below their headings; a heading without blocks is left out."""
    for heading, blocks in parts:
        texts = [block.text() for block in blocks]
        if texts:
            yield "\n".join([f"# --- {heading} ---\n", *texts])

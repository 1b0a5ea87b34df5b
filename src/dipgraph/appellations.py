"""Who may be called by a name as people say it: words in any order, some left out or as initials; or by an office."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

# What stands behind a name to tell a son from his father.
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# What stands before a name, whoever bears it: no office by itself.
_RANKS = frozenset(
    ("general", "marshal", "field", "admiral", "colonel", "major", "lieutenant", "mr", "mrs", "ms", "dr", "sir", "dame")
)
_OFFICES = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?post ?label WHERE {
  { SELECT DISTINCT ?post WHERE { { ?held dip:office ?post } UNION { ?seat dip:inOffice ?post } } }
  ?post rdfs:label ?label
  FILTER (isIRI(?post))
}
"""
_HOLDERS = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT DISTINCT ?person WHERE {{
  VALUES ?post {{ {posts} }}
  {{ ?held dip:office ?post ; dip:holder ?person }} UNION {{ ?seat dip:inOffice ?post ; dip:participant ?person }}
}}
"""
# Letters that are none with an accent, as others write them.
PLAIN = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
_LETTERS = str.maketrans(PLAIN | {"'": "", "’": "", "\u02bc": "", "\u02bb": ""})


class Called:
    """How somebody is called: the names, and the family name where it is known."""

    def __init__(self) -> None:
        """Begin with no name."""
        self.names: list[str] = []
        self.family = ""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters and without accents.

    >>> words("Recep Tayyip ERDOĞAN"), words("Chun Doo-hwan"), words("Joseph R. Biden, Jr.")
    (('recep', 'tayyip', 'erdogan'), ('chun', 'doo', 'hwan'), ('joseph', 'r', 'biden', 'jr'))
    """
    import unicodedata

    flat = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return tuple(plain.split())


def fitting(text: str, known: Mapping[str, Called]) -> list[str]:
    """Return who of *known*, by address, may be called *text*: those whom it fits best.

    Whoever has the same words comes before who has more, and who goes by the first name before who has it as another.
    """
    asked = _unranked(words(text))
    return _best({address: fit(asked, called) for address, called in known.items()}) if asked else []


def parted(text: str, known: Mapping[str, Called]) -> dict[str, tuple[int, frozenset[str]]]:
    """Return who may be called by some of the words of *text*, each with how well these fit, and the words that are left.

    Of "King Hussein of Jordan" there are left "king", "of" and "jordan".
    """
    asked = words(text)
    found = {}
    for address, called in known.items():
        own = {word for name in called.names for word in words(name)}
        mine = tuple(word for word in asked if word in own)
        if mine and len(mine) < len(asked) and (rank := fit(mine, called)) is not None:
            found[address] = (rank, frozenset(asked) - set(mine))
    return found


def holders(text: str, ask: Callable[[str], Iterable[Any]]) -> list[str]:
    """Return who held an office that is called *text*, "Shah of Iran", as *ask* answers; "of" and "the" do not count."""
    wanted = _counting(text)
    posts = [row["post"] for row in ask(_OFFICES) if _counting(row["label"].value) == wanted]
    values = " ".join(map(str, posts))
    return sorted({row["person"].value for row in ask(_HOLDERS.format(posts=values))}) if posts else []


def _counting(text: str) -> frozenset[str]:
    return frozenset(words(text)) - {"of", "the"}


def _unranked(asked: Sequence[str]) -> Sequence[str]:
    """Return the words that are asked for without ranks before the name; all of them where there is nothing else."""
    begin = next((at for at, word in enumerate(asked) if word not in _RANKS), 0)
    return asked[begin:]


def _best(ranks: Mapping[str, int | None]) -> list[str]:
    found = {address: rank for address, rank in ranks.items() if rank is not None}
    return sorted(address for address, rank in found.items() if rank == min(found.values()))


def fit(asked: Sequence[str], called: Called) -> int | None:
    """Return how well the words that are *asked* for fit a person, 0 the best; None where they do not."""
    ranks = [_rank(asked, words(name), words(called.family)) for name in called.names]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank(asked: Sequence[str], name: Sequence[str], family: Sequence[str]) -> int | None:
    """Return how well the words that are asked for fit one name: 0 for the same words, 1 by the first name, 2 by another."""
    asked, name = _bare(asked), _bare(name)
    if sorted(asked) == sorted(name):
        return 0
    if len(family) > 1 and sorted(asked) == sorted(family):
        return 1
    families = set(family or name[-1:])
    if len(asked) == 1:
        return 1 if set(asked) <= families and len(families) == 1 else 2 if asked[0] in families else None
    pairs, left = _paired(asked, name)
    given = [(mine, theirs) for mine, theirs in pairs if theirs not in families]
    by_word = any(mine == theirs or len(mine) == 1 for mine, theirs in given)
    if not by_word or not any(mine == theirs and theirs in families for mine, theirs in pairs):
        return None
    if left and (len(pairs) < len(name) or not set(left) <= set(asked[1:-1])):
        # A middle name may be said that is not known, and no other.
        return None
    first = next((word for word in name if word not in families), "")
    return 1 if any(theirs == first for _, theirs in given) else 2


def _bare(name: Sequence[str]) -> Sequence[str]:
    return name[:-1] if len(name) > 2 and name[-1] in _SUFFIXES else name


def _paired(asked: Iterable[str], name: Iterable[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the words of two names that are the same, or one the initial of the other, and what is left of the first."""
    rest, left, pairs = list(name), list(asked), []
    for same in (True, False):
        for word in tuple(left):
            hit = next((other for other in rest if _are(word, other, same)), None)
            if hit is not None:
                pairs.append((word, hit))
                rest.remove(hit)
                left.remove(word)
    return pairs, left


def _are(word: str, other: str, same: bool) -> bool:
    return word == other if same else min(len(word), len(other)) == 1 and word[0] == other[0]

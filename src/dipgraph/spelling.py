"""How words are written, as far as it counts for one who looks for them."""

from __future__ import annotations

import re
import unicodedata

# Stands between two characters of Chinese or Japanese, which has no spaces: each is a word then, and words are phrases.
BETWEEN = "\x01"
_WIDE = re.compile("[\uff01-\uffee]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_SIGNS = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# After such a character, and before the first where another word ends.
_UNSPACED = re.compile(f"(?<=[{_SIGNS}])|(?<=[^\\W_{_SIGNS}])(?=[{_SIGNS}])")
# Words with hyphens, and initials with dots, which may be part of one.
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")


def spelled(text: str) -> str:
    r"""Return *text* as it is kept and looked for: composed, of usual width, without control characters, spaced.

    >>> spelled("\uff37\uff34\uff2f ﾖｼﾏｻ G7外相").replace(BETWEEN, "|")
    'WTO ヨ|シ|マ|サ| G7|外|相|'
    """
    text = unicodedata.normalize("NFC", text)
    text = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).replace("\u3000", " ")
    return _UNSPACED.sub(BETWEEN, _CONTROL.sub(" ", text))


def folded(text: str) -> str:
    """Return the words of *text* without what does not count: case, accents, width and what stands between them.

    >>> folded("São-Tomé  (island)")
    'sao tome island'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def closed(word: str) -> str:
    """Return a *word* without hyphens and dots, as others may write it."""
    return re.sub("[-.\u2010\u2011]", "", word)


def compounds(text: str) -> list[str]:
    """Return the compounds of *text* as one word each: who looks for "cooperate" or "US" means "co-operate" and "U.S." too.

    >>> compounds("the U.S. agreed to co-operate")
    ['cooperate', 'US']
    """
    several = [*_COMPOUND.findall(text), *_INITIALS.findall(text)]
    return list(dict.fromkeys(closed(found) for found in several))

"""The header of a query: YAML in ``#+`` lines at the top, of which the forms that the stored ones have are read at once."""

from __future__ import annotations

from dipgraph.errors import QueryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Words that YAML reads as a truth value or as nothing.
_NO_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_SIGNS = ".,;'()?/\"_"


def read(name: str, text: str) -> dict[Any, Any]:
    """Return what the header of the query *text* says; a QueryError says what is wrong with it.

    >>> read("", "#+ summary: Who is who?")
    {'summary': 'Who is who?'}
    """
    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    if not header:
        return {}
    meta = plain(header)
    if meta is None:
        import yaml

        try:
            meta = yaml.load(header, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        except yaml.YAMLError as error:
            reason = str(error).splitlines()[0]
            raise QueryError(f"{name}: the header is not YAML ({reason}): correct its #+ lines") from None
    if not isinstance(meta, dict):
        raise QueryError(f"{name}: the header has no keys: write '#+ summary: …'")
    return meta


def plain(header: str) -> dict[str, Any] | None:
    """Return what YAML reads in a header that has the forms of the stored ones and nothing else; None for any other.

    To import a parser of YAML takes as long as to answer many a query. White space counts for nothing in the words.
    """
    meta: dict[str, Any] = {}
    key = ""
    for line in header.split("\n"):
        name, _, rest = line.strip(" ").partition(": ")
        below = line[:2] == "  " and line[2:3] not in ("", " ")
        if below and key == "description" and line.isprintable():
            meta[key].append(line)
            continue
        if not below and line in ("description: >-", "parameters:", "columns:"):
            key = line.partition(":")[0]
            meta[key] = {} if line.endswith(":") else []
            continue
        known = _plain_below(key, rest) if below else _plain_value(name, rest) if line[:1] != " " else None
        if known is None or not _is_plain(name, "_") or " " in name:
            return None
        if below:
            meta[key][name] = known
        else:
            key, meta[name] = name, known
    if not all(meta.values()):
        return None
    return {**meta, "description": " ".join(meta["description"])} if "description" in meta else meta


def _plain_below(key: str, text: str) -> Any:
    """Return the value of a line below *key*: the type and description of a parameter, or the meaning of a column."""
    if key == "columns":
        return text if _is_plain(text, _SIGNS) else None
    sort, _, words = text.removeprefix("{type: ").removesuffix("}").partition(", description: ")
    whole = key == "parameters" and text == f"{{type: {sort}, description: {words}}}"
    return {"type": sort, "description": words} if whole and _is_plain(sort) and _is_plain(words) else None


def _plain_value(name: str, text: str) -> Any:
    """Return the value of a line at the margin that is whole: words, tags, or that edges are directed."""
    if name in ("summary", "cure", "relation"):
        return text if _is_plain(text, _SIGNS) else None
    if name == "directed":
        return text == "true" or None
    tags = text[1:-1].split(", ")
    return tags if name == "tags" and text == f"[{text[1:-1]}]" and all(map(_is_plain, tags)) else None


def _is_plain(text: str, signs: str = "") -> bool:
    """Say whether YAML reads *text* as it stands: it begins with a letter, and is ASCII letters, digits, "-", *signs*."""
    bare = text.translate(str.maketrans("", "", signs + " -"))
    plain = text[:1].isalpha() and bare.isalnum() and bare.isascii() and text == text.strip()
    return plain and text.lower() not in _NO_TEXT

"""What servers answer otherwise than SPARQL says, put right where what is meant is plain.

Virtuoso 7.2 writes a duration as a number of seconds and, in rows, a truth value as 0 or 1; neither is a form of its type.
It names blank nodes as none can be named.
"""

from __future__ import annotations

import re

_XSD = rb"http://www\.w3\.org/2001/XMLSchema#"
_NUMBER = rb"(-?)(\d+)(\.\d+)?"
# In rows as JSON, and in triples.
_SECONDS = (
    re.compile(rb'(%sduration"\s*,\s*"value"\s*:\s*")%s(?=")' % (_XSD, _NUMBER)),
    re.compile(rb'(")%s(?="\^\^<%sduration>)' % (_NUMBER, _XSD)),
)
_NODE = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_BIT = re.compile(rb'(%sboolean"\s*,\s*"value"\s*:\s*")([01])(?=")' % _XSD)


def mended(body: bytes) -> bytes:
    """Return rows or triples with durations and truth values as XML Schema writes them.

    >>> mended(b'"5400.0"^^<http://www.w3.org/2001/XMLSchema#duration>')
    b'"PT1H30M"^^<http://www.w3.org/2001/XMLSchema#duration>'
    """
    if b"nodeID://" in body:
        body = _NODE.sub(rb"\1", body)
    if b"XMLSchema#duration" in body:
        for pattern in _SECONDS:
            body = pattern.sub(_duration, body)
    if b"XMLSchema#boolean" in body:
        body = _BIT.sub(lambda found: found[1] + (b"true" if found[2] == b"1" else b"false"), body)
    return body


def _duration(found: re.Match[bytes]) -> bytes:
    """Return the days, hours, minutes and seconds of a number of seconds."""
    minutes, seconds = divmod(int(found[3]), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    fraction = (found[4] or b"").decode().rstrip("0").rstrip(".")
    time = (
        f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{seconds}{fraction}S" * bool(seconds or fraction)
    )
    text = f"{days}D" * bool(days) + f"T{time}" * bool(time) or "T0S"
    return found[1] + found[2] + b"P" + text.encode()

"""The digest of a graph's content, by RDF canonicalisation, and the mark by which a graph elsewhere has it in itself.

A graph that dipgraph brought to a server has one triple more than here: ``<ni:///sha-256;…?graph=…> a dip:GraphDigest``.
The name (RFC 6920) is the SHA-256 of the others in canonical N-Triples (RDFC-1.0), so that a look at the marks tells what
changed; it has the graph's own name too, so that a copy under another name is none of ours.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from dipgraph.errors import SourceError
from dipgraph.terms import DIP, RDF

GRAPH_DIGEST = ox.NamedNode(DIP + "GraphDigest")
_TYPE = ox.NamedNode(RDF + "type")
_SCHEME = "ni:///sha-256;"
# So few blank nodes are told apart at once, whatever they are joined to. For more it can take for ever: there is a limit.
_FEW, _SECONDS = 6, 20


def canonical(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return *triples* but a mark as canonical N-Triples: each line once, sorted, blank nodes named by what they are.

    A SourceError, which has the *name* of their graph, says that blank nodes cannot be told apart in reasonable time.
    """
    kept = [t for t in triples if not is_mark(t)]
    blank = {end for t in kept for end in (t.subject, t.object) if not isinstance(end, ox.NamedNode | ox.Literal)}
    text = ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    if blank:
        text = named(text, len(blank), f"the graph <{name}>")
    return b"".join(sorted(set(text.splitlines(keepends=True))))


def is_mark(triple: ox.Triple) -> bool:
    """Say whether *triple* is a mark, and no statement."""
    if triple.object != GRAPH_DIGEST or triple.predicate != _TYPE:
        return False
    return isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(_SCHEME)


def mark_of(content: bytes, name: str) -> ox.NamedNode:
    """Return the mark of the graph *name* with *content*, which is canonical.

    >>> mark_of(b"", "urn:g")
    <NamedNode value=ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU?graph=urn%3Ag>
    """
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return ox.NamedNode(f"{_SCHEME}{digest}?graph={quote(name, safe='')}")


def is_of(mark: str, name: str) -> bool:
    """Say whether *mark* is one of the graph *name*."""
    return mark.startswith(_SCHEME) and mark.endswith(f"?graph={quote(name, safe='')}")


def marked(content: bytes, name: str) -> bytes:
    """Return *content* of the graph *name*, which is canonical, with its mark as the first line."""
    return f"{mark_of(content, name)} {_TYPE} {GRAPH_DIGEST} .\n".encode() + content


def named(text: bytes, number: int, what: str) -> bytes:
    """Return N-Quads, N-Triples among them, with the names that RDFC-1.0 gives to their blank nodes, *number* of them.

    A SourceError, which says *what* they are in, says that they cannot be told apart in reasonable time.
    """
    return told_apart(text) if number <= _FEW else _in_time(text, _SECONDS + number // 1000, what)


def told_apart(text: bytes) -> bytes:
    """Return what ``named`` does, however long it takes."""
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""


def _in_time(text: bytes, seconds: int, what: str) -> bytes:
    """Return what ``told_apart`` does, by a program of its own: nothing else can end it."""
    program = (
        "import sys; from dipgraph.digests import told_apart as f; sys.stdout.buffer.write(f(sys.stdin.buffer.read()))"
    )
    # -P: what lies in the working folder is no module of it.
    command = [sys.executable, "-P", "-c", program]
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=seconds, check=False)
        why = f"({done.stderr.decode(errors='replace').strip()[-200:] or 'out of memory'})"
        if done.returncode == 0:
            return done.stdout
    except subprocess.TimeoutExpired:
        why = f"in {seconds} s"
    raise SourceError(f"the blank nodes of {what} cannot be told apart {why}: give them addresses")

"""The digest of a graph's content, by RDF canonicalisation, and the mark by which a graph elsewhere has it in itself.

A graph that dipgraph brought to a server has one triple more than here: ``<ni:///sha-256;…> a dip:GraphDigest``. The
name (RFC 6920) is the SHA-256 of the others in canonical N-Triples (RDFC-1.0), so that the same content has the same
mark wherever it comes from, and a look at the marks tells what changed.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from collections.abc import Iterable

import pyoxigraph as ox

from dipgraph.errors import SourceError
from dipgraph.terms import DIP, RDF

GRAPH_DIGEST = ox.NamedNode(DIP + "GraphDigest")
_TYPE = ox.NamedNode(RDF + "type")
# So few blank nodes are told apart at once, whatever they are joined to. For more it can take for ever: there is a limit.
_FEW, _SECONDS = 6, 20


def canonical(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return *triples* but a mark as canonical N-Triples: each line once, sorted, blank nodes named by what they are.

    A SourceError, which has the *name* of their graph, says that blank nodes cannot be told apart in reasonable time.
    """
    kept = [t for t in triples if not (t.object == GRAPH_DIGEST and t.predicate == _TYPE)]
    blank = {end for t in kept for end in (t.subject, t.object) if not isinstance(end, ox.NamedNode | ox.Literal)}
    text = ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    if blank:
        text = told_apart(text) if len(blank) <= _FEW else _in_time(text, name)
    return b"".join(sorted(set(text.splitlines(keepends=True))))


def mark_of(content: bytes) -> ox.NamedNode:
    """Return the name of *content*, which is canonical.

    >>> mark_of(b"")
    <NamedNode value=ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU>
    """
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return ox.NamedNode(f"ni:///sha-256;{digest}")


def marked(content: bytes) -> bytes:
    """Return *content*, which is canonical, with its mark as the last line."""
    return content + f"{mark_of(content)} {_TYPE} {GRAPH_DIGEST} .\n".encode()


def told_apart(text: bytes) -> bytes:
    """Return N-Triples with the names that RDFC-1.0 gives blank nodes."""
    dataset = ox.Dataset(ox.Quad(*q.triple) for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    named = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert named is not None
    return named


def _in_time(text: bytes, name: str) -> bytes:
    """Return what ``told_apart`` does, by a program of its own: nothing else can end it."""
    program = (
        "import sys; from dipgraph.digests import told_apart as f; sys.stdout.buffer.write(f(sys.stdin.buffer.read()))"
    )
    command = [sys.executable, "-c", program]
    try:
        return subprocess.run(command, input=text, capture_output=True, timeout=_SECONDS, check=True).stdout
    except subprocess.SubprocessError:
        # Out of time, or out of memory.
        why = f"cannot be told apart in {_SECONDS} s: give them addresses"
        raise SourceError(f"the blank nodes of the graph <{name}> {why}") from None

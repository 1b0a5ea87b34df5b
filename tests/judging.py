"""Judgements as Turtle, for the tests of what becomes of them."""

from __future__ import annotations

PREFIXES = """@base <https://w3id.org/dipgraph/judgements> .
@prefix body: <https://w3id.org/dipgraph/body/> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix document: <https://w3id.org/dipgraph/document/> .
@prefix meeting: <https://w3id.org/dipgraph/meeting/> .
@prefix office: <https://w3id.org/dipgraph/office/> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix tenure: <https://w3id.org/dipgraph/tenure/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
# Of the persons, offices and states that are judged.
OF_ACTORS = """@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix office: <https://w3id.org/dipgraph/office/> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix state: <https://w3id.org/dipgraph/state/> .
@prefix tenure: <https://w3id.org/dipgraph/tenure/> .
"""


def judgement(
    one: str, other: str, verdict: str = "same", day: str = "", number: str = "", more: str = "", kind: str = "person"
) -> str:
    """Return a judgement on two of a kind by the ends of their addresses: a person's on a *day*, else a rule's."""
    by = f'dip:analyst body:dipgraph-editors ; dip:judged "{day}"^^xsd:date ;' if day else 'dip:rule "test" ;'
    name = f"{'--'.join(sorted((one, other)))}{number}".replace("/", "-").replace("#", "-")
    pair = f"{kind}:{one} , {kind}:{other}"
    return f"""<#{name}>
  a dip:Judgement ;
  dip:judges {pair} ;
  dip:verdict dip:{verdict} ;
  dip:rationale "It is so."@en ;
  {by}
  {more}
  .

"""

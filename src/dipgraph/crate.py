"""A release as an RO-Crate 1.1: each file with what it is, the sources that were encoded, and the queries as programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dipgraph.edition import Edition, File

FILE = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.1"
# Words of schema.org that the context of RO-Crate 1.1 has not.
_WORDS = ("copyrightNotice", "creditText", "sha256")
# What is under the licence of the queries and the shapes, beside the queries.
_APACHE = ("ontology/shapes.ttl", "queries.ttl")
_SPARQL = "https://www.w3.org/TR/sparql11-query/"


def crate(edition: Edition, files: Iterable[File]) -> bytes:
    """Return the metadata of the crate; a file of *files* without a digest is described without one."""
    listed = list(files)
    folders = sorted({file.name.partition("/")[0] + "/" for file in listed if "/" in file.name})
    contents = edition.contents
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": edition.title,
        "description": edition.description,
        "version": edition.version,
        "datePublished": edition.issued or edition.day,
        "dateModified": edition.contents.written or edition.day,
        "identifier": edition.address,
        "url": edition.address,
        "license": _ref(edition.license or ("LICENSE" if edition.licence else "")),
        "author": _ref("#holder" if edition.holder else ""),
        "creditText": edition.citation,
        "keywords": list(contents.issues.values()),
        "inLanguage": contents.languages,
        "temporalCoverage": "/".join(dict.fromkeys((contents.days[0], contents.days[-1]))) if contents.days else "",
        "spatialCoverage": [_ref(iri) for iri in contents.places],
        "hasPart": [_ref(file.name) for file in listed] + [_ref(folder) for folder in folders],
        "citation": [_ref(iri) for iri in _sources(edition)],
    }
    about = {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": _ref("./"),
        "conformsTo": _ref(_PROFILE),
    }
    entities: list[dict[str, Any]] = [
        about,
        root,
        *({**_file(file), **_terms_licence(edition, file)} for file in listed),
        *(_folder(folder, listed) for folder in folders),
    ]
    entities += [*_agents(edition), *_terms(edition), *_sources(edition).values()]
    context = [f"{_PROFILE}/context", {word: f"http://schema.org/{word}" for word in _WORDS}]
    text = json.dumps({"@context": context, "@graph": [_said(e) for e in entities]}, indent=1)
    return text.encode() + b"\n"


def _ref(name: str) -> dict[str, str] | str:
    return {"@id": name} if name else ""


def _said(entity: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entity.items() if value not in ("", [])}


def _file(file: File) -> dict[str, Any]:
    is_query = file.name.endswith(".rq")
    return {
        "@id": file.name,
        "@type": ["File", "SoftwareSourceCode"] if is_query else "File",
        "name": file.title,
        "encodingFormat": ["application/gzip", file.media_type] if file.is_packed else file.media_type,
        "contentSize": str(file.size) if file.sha256 else "",
        "sha256": file.sha256,
        "programmingLanguage": _ref(_SPARQL) if is_query else "",
        "license": _ref("LICENSE-APACHE") if is_query or file.name in _APACHE else "",
    }


def _terms_licence(edition: Edition, file: File) -> dict[str, Any]:
    """Return the licence of the ontology for a file of it: whoever releases data has not the rights in its terms."""
    described = edition.contents.vocabularies.get("https://w3id.org/dipgraph/ontology")
    if not (described and described.license) or file.name in _APACHE:
        return {}
    return {"license": _ref(described.license)} if file.name.startswith("ontology") else {}


def _folder(name: str, files: Iterable[File]) -> dict[str, Any]:
    words = {"queries/": "The stored queries", "ontology/": "The ontology, its shapes and vocabularies"}
    parts = [_ref(file.name) for file in files if file.name.startswith(name)]
    return {"@id": name, "@type": "Dataset", "name": words[name], "description": words[name], "hasPart": parts}


def _agents(edition: Edition) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = [
        {"@id": iri, "@type": "Organization", "name": documents[0].publisher}
        for iri, documents in edition.contents.publishers.items()
    ]
    holder = {"@id": "#holder", "@type": "Organization", "name": edition.holder}
    return [holder, *bodies] if edition.holder else bodies


def _terms(edition: Edition) -> list[dict[str, Any]]:
    """Return what the entities above name: places, the licence, the language of the queries."""
    places = [{"@id": iri, "@type": "Place", "name": label} for iri, label in edition.contents.places.items()]
    sparql = {"@id": _SPARQL, "@type": "ComputerLanguage", "name": "SPARQL 1.1 Query Language", "url": _ref(_SPARQL)}
    if not edition.license:
        return [*places, sparql]
    words = "The licence of the data; its text, with what it does not cover, is in LICENSE"
    license = {"@id": edition.license, "@type": "CreativeWork", "name": edition.license, "description": words}
    return [*places, sparql, license]


def _sources(edition: Edition) -> dict[str, dict[str, Any]]:
    """Return the documents that were encoded, each by its name: the page at which it was read may be another's."""
    return {
        document.iri: {
            "@id": document.iri,
            "@type": "CreativeWork",
            "name": document.label,
            "publisher": _ref(document.body),
            "datePublished": document.published,
            "inLanguage": document.language,
            "copyrightNotice": document.rights,
            "url": document.address,
        }
        for document in edition.contents.documents.values()
    }

"""Write the pages that are made from other files: commands, queries and ontology here, the table of sources in data/.

Run ``python docs/build.py`` after a change of a command, a query, the ontology, a shape, a vocabulary or a document.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dipgraph import Dataset, Query, exports, open_store, registry
from dipgraph.cli import COMMANDS, VERSION
from dipgraph.query import VALUES, stored
from dipgraph.rows import Rows
from dipgraph.terminology import SHAPES, Facts, name_of, rules
from dipgraph.terms import DIP, PREFIXES, RDF, RDFS, SKOS, shorten
from dipgraph.words import HELP, Word

ROOT = Path(__file__).resolve().parent.parent
OWL = PREFIXES["owl"]

GROUPS = {
    "": ("Questions", "Ask one with `dipgraph query NAME`."),
    "networks": (
        "Networks",
        "The rows are edges. Write one to a file with `dipgraph export NAME FILE`, its name without `networks/`.",
    ),
    "checks": ("Checks", "The rows are faults. `dipgraph validate` runs them all on the whole data."),
    "show": ("What is shown of a thing", "`dipgraph show` takes the one that is named like the thing's class."),
}


def pages() -> dict[Path, str]:
    """Return what is to stand in each page that is made."""
    return {
        ROOT / "docs/commands.md": _page(commands()),
        ROOT / "docs/queries.md": _page(queries()),
        ROOT / "docs/formats.md": _filled(ROOT / "docs/formats.md", "formats", formats()),
        ROOT / "docs/ontology.md": _page(ontology()),
        ROOT / "docs/encoding.md": _filled(ROOT / "docs/encoding.md", "example", example()),
        ROOT / "data/README.md": _filled(ROOT / "data/README.md", "documents", documents()),
    }


# What a format of networks is for, by its name: the order of the page.
USES = {
    "Visualizers": ("gexf", "static.gexf", "graphml", "plain.graphml", "cyjs", "cx2", "net", "gml"),
    "Pages and pictures": ("html", "dot", "mmd"),
    "The web": ("graphology.json", "d3.json"),
    "Databases and statistics": ("csv", "parquet", "neo4j.csv", "cypher"),
}


def _page(lines: Iterable[str]) -> str:
    made = "<!-- Made by docs/build.py: change what it is made from, then run that. -->"
    return "\n".join([made, "", *lines]).rstrip() + "\n"


def _filled(path: Path, mark: str, lines: Iterable[str]) -> str:
    """Return the text at *path* with *lines* between its comments ``mark: begin`` and ``mark: end``."""
    begin, end = f"<!-- {mark}: begin -->\n", f"<!-- {mark}: end -->\n"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path}: no lines '{begin.strip()}' and '{end.strip()}': write them where the table is to be")
    return before + begin + "\n".join(lines) + "\n" + end + after


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _table(*headings: str) -> list[str]:
    return [_row(*headings), _row(*("---" for _ in headings))]


# --- Formats ---


def formats() -> Iterator[str]:
    """Yield what each format of networks is, from the docstring of what writes it."""
    kinds = exports.formats()
    assert sorted(kinds) == sorted(name for names in USES.values() for name in names)
    for use, names in USES.items():
        yield from ("", f"## {use}", "", *_table("End of the name", "What is written"))
        for name in names:
            words = inspect.getdoc(registry.get(kinds[name], name)) or ""
            words = re.sub(r"^Yield (\*edges\*|a \*table\*) (as )?", "", words).replace("``", "`")
            yield _row(f"`.{name}`", words[:1].upper() + words[1:])


# --- Commands ---


def commands() -> Iterator[str]:
    """Yield the page of the command line: each command with its arguments and options."""
    yield "# Commands"
    yield ""
    yield "The same is said by `dipgraph --help` and `dipgraph COMMAND --help` (or `-h`)."
    yield "Answers go to standard output, all else to standard error."
    yield ""
    yield "The exit code is 0 where all is well, 1 where data was checked and has faults, a document to be drafted reports no"
    yield "meeting or a review leaves marks, and 2 where something was asked for in a way that does not work, a file could not be"
    yield "read or written, or a query failed."
    yield ""
    yield "## dipgraph"
    yield ""
    yield from _table("option", "what it does")
    for word in (VERSION, HELP):
        yield _row(_named(word), word.help)
    for name, command in COMMANDS.items():
        yield ""
        yield f"## dipgraph {name}"
        yield ""
        yield from (inspect.getdoc(command.run) or "").splitlines()
        yield ""
        yield from _table("argument or option", "value if not given", "what it does")
        for word in command.words:
            given = word.default
            default = "(required)" if word.required else f"`{given}`" if given else ""
            yield _row(_named(word), default, word.help)


def _named(word: Word) -> str:
    """Return what is written for *word* on the command line."""
    if word.is_option:
        return ", ".join(f"`{name}`" for name in word.names)
    return f"`[{word.shown} …]`" if word.several else f"`{word.shown}`"


# --- Queries ---


def queries() -> Iterator[str]:
    """Yield the page of the stored queries: each with its question, parameters and columns."""
    yield "# Stored queries"
    yield ""
    yield "Each is a file in `queries/` that runs as it stands in any SPARQL 1.1 tool, if the default graph there is the"
    yield "union of the named ones. A parameter is the line `VALUES ?name { … }`; what is written in it is the value that"
    yield "counts if none is given, and `UNDEF` means any. A parameter that is given twice has both values."
    yield ""
    yield from _table("type of a parameter", "what it takes")
    for type, words in VALUES.items():
        yield _row(type, words)
    for group, (heading, words) in GROUPS.items():
        names = [name for name in stored(group) if name.rpartition("/")[0] == group]
        if names:
            yield from ("", f"## {heading}", "", words)
        for name in names:
            yield from _query(Query.named(name))


def _query(query: Query) -> Iterator[str]:
    yield from ("", f"### {query.name}", "", f"**{query.summary}**")
    if query.description:
        yield from ("", query.description)
    if query.cure:
        yield from ("", f"Cure: {query.cure}")
    if query.directed:
        yield from ("", "Its edges are directed.")
    if query.parameters:
        yield ""
        yield from _table("parameter", "type", "in the file", "meaning")
        for p in query.parameters:
            yield _row(f"`--{p.name.replace('_', '-')}`", p.type, f"`{p.default}`", p.description)
    if query.columns:
        yield ""
        yield from _table("column", "meaning")
        for column, meaning in query.columns.items():
            yield _row(f"`{column}`", meaning)


# --- Ontology ---


def ontology() -> Iterator[str]:
    """Yield the page of the ontology: each term with its definition and its rules, then acts and issues."""
    terms = Facts(ROOT / "ontology/dipgraph.ttl")
    left = _rules()
    yield "# The ontology"
    yield ""
    yield terms.text(DIP.removesuffix("#"), PREFIXES["dcterms"] + "abstract")
    yield ""
    yield f"The prefix `dip:` stands for `{DIP}`. A rule is followed by the name of the shape that states it, in"
    yield f"`ontology/shapes.ttl`, where `dips:` stands for `{SHAPES}`."
    for heading, subjects in terms.sections.items():
        own = [subject for subject in subjects if subject.startswith(DIP)]
        if own:
            yield from ("", f"## {heading}")
        for subject in own:
            yield from _term(terms, subject, left.pop(subject, []))
    # What is left are rules on terms of others, such as labels.
    if left:
        yield from ("", "## Rules on terms of others")
    for subject, others in left.items():
        yield from ("", f"### {name_of(subject)}", "", *others)
    yield from _acts()
    yield from _issues()


def _term(terms: Facts, subject: str, rules: list[str]) -> Iterator[str]:
    kinds = [shorten(iri).partition(":")[2] for iri in terms.iris(subject, RDF + "type")]
    sort = terms.sort(subject)
    facts = [f"{sort}, “{terms.text(subject, RDFS + 'label')}”"]
    if sort == "value":
        facts.append("of " + ", ".join(_code(terms.iris(subject, RDF + "type"))))
    for property, words in ((RDFS + "subClassOf", "a kind of"), (RDFS + "subPropertyOf", "a kind of")):
        facts += [f"{words} {name}" for name in _code(terms.iris(subject, property))]
    for property, words in ((RDFS + "domain", "of"), (RDFS + "range", "to")):
        facts += [f"{words} {name}" for name in _code(terms.iris(subject, property))]
    facts += ["at most one"] if "FunctionalProperty" in kinds else []
    facts += ["in both directions"] if "SymmetricProperty" in kinds else []
    yield from ("", f"### {name_of(subject)}", "", "; ".join(facts) + ".", "", terms.text(subject, SKOS + "definition"))
    if note := terms.text(subject, SKOS + "scopeNote"):
        yield from ("", f"Note: {note}")
    if example := terms.text(subject, SKOS + "example"):
        yield from ("", f"Example: {example}")
    if rules:
        yield from ("", "Rules:", "", *rules)


def _code(iris: list[str]) -> list[str]:
    return [f"`{name_of(iri)}`" for iri in iris]


def _rules() -> dict[str, list[str]]:
    """Return the rules as list items, by the term that each is about."""
    shapes = Facts(ROOT / "ontology/shapes.ttl")
    found = rules(shapes).items()
    return {term: [f"* {rule.message} `{name_of(rule.shape)}`" for rule in own] for term, own in found}


def _acts() -> Iterator[str]:
    acts = Facts(ROOT / "ontology/acts.ttl")
    yield from ("", "## Acts", "", acts.text(DIP.replace("ontology#", "act"), PREFIXES["dcterms"] + "description"), "")
    yield from _table("act", "label", "force", "illocution", "definition", "note")
    for act in acts.subjects(PREFIXES["act"]):
        force = acts.text(act, DIP + "force")
        illocution = ", ".join(_code(acts.iris(act, DIP + "illocution")))
        words = (acts.text(act, SKOS + name) for name in ("definition", "scopeNote"))
        yield _row(f"`{shorten(act)}`", acts.text(act, SKOS + "prefLabel"), force, illocution, *words)


def _issues() -> Iterator[str]:
    issues = Facts(ROOT / "ontology/issues.ttl")
    about = issues.text(DIP.replace("ontology#", "issue"), PREFIXES["dcterms"] + "description")
    yield from ("", "## Issues", "", about, "")
    yield from _table("issue", "label", "narrower than", "definition", "note")
    for issue in issues.subjects(PREFIXES["issue"]):
        broader = ", ".join(f"`{shorten(iri)}`" for iri in issues.iris(issue, SKOS + "broader"))
        words = (issues.text(issue, SKOS + name) for name in ("definition", "scopeNote"))
        yield _row(f"`{shorten(issue)}`", issues.text(issue, SKOS + "prefLabel"), broader, *words)


# --- Data ---

EXAMPLE = ROOT / "data/documents/mofa-jp/2022-05-23-us.ttl"
STATEMENTS = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?statement ?start ?words ?act ?speaker ?issue ?state ?continuity ?due
WHERE {
  ?statement dip:evidence ?passage ; dip:speaker ?speaker ; dip:act ?act ; dip:issue ?issue .
  ?passage dip:quotation ?words ; dip:startOffset ?start .
  OPTIONAL {
    ?statement dip:attests ?commitment .
    ?commitment dip:committedBy ?state ; dip:continuity ?continuity .
    OPTIONAL { ?commitment dip:dueText ?due }
  }
}
ORDER BY ?start STR(?issue) STR(?speaker) STR(?state)
"""


def example() -> Iterator[str]:
    """Yield the statements of the first document in the order of its text, each with what was decided about it."""
    yield from _table("passage", "act", "speakers", "issues", "commitment")
    with open_store() as store:
        store.load(Dataset.read(EXAMPLE, vocabularies=False))
        rows = store.query(STATEMENTS)
        assert isinstance(rows, Rows)
        statements: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            statements[row["statement"].value].append(row)
    for found in statements.values():
        first = found[0]
        commitment = [", ".join(_ends(found, "state")).upper()] if first["state"] else []
        commitment += [_end(first["continuity"])] if first["continuity"] else []
        commitment += [f"due “{first['due'].value}”"] if first["due"] else []
        speakers = ", ".join(name.partition("-")[0].capitalize() for name in _ends(found, "speaker"))
        issues = ", ".join(f"`{name}`" for name in _ends(found, "issue"))
        yield _row(first["words"].value, f"`{_end(first['act'])}`", speakers, issues, "; ".join(commitment))


def _ends(rows: list[Any], name: str) -> list[str]:
    return list(dict.fromkeys(_end(row[name]) for row in rows if row[name]))


def _end(term: Any) -> str:
    return str(re.split("[/#]", term.value)[-1])


def documents() -> Iterator[str]:
    """Yield the table of publishers with the number of documents of each, by the query ``documents``."""
    with open_store() as store:
        store.load(Dataset.read(ROOT / "data"))
        rows = Query.named("documents").run(store)
        assert isinstance(rows, Rows)
        found = [(row["document"].value, row["publisher"].value, row["complete"].value == "true") for row in rows]
    folders = {(document.removeprefix(PREFIXES["document"]).partition("/")[0], name) for document, name, _ in found}
    counts = Counter(publisher for _, publisher, _ in found)
    whole = Counter(publisher for _, publisher, complete in found if complete)
    yield from _table("folder", "publisher", "documents", "read whole")
    for folder, publisher in sorted(folders):
        yield _row(f"`{folder}`", publisher, str(counts[publisher]), str(whole[publisher]))
    yield _row("", "together", str(counts.total()), str(whole.total()))


if __name__ == "__main__":
    for page, content in pages().items():
        page.write_text(content, encoding="utf-8")
        print(page.relative_to(ROOT))

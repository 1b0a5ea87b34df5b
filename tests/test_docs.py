"""The documentation is held to what it documents: commands, queries, terms, data, versions."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from dipgraph import Query
from dipgraph.query import TYPES, stored
from dipgraph.terms import DIP, PREFIXES, RDF, SH, shorten
from test_house import ORDER

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD = runpy.run_path(str(ROOT / "docs/build.py"))
PAGES: dict[Path, str] = BUILD["pages"]()
DOCUMENTATION = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")]
DOCUMENTATION += sorted((ROOT / "docs").glob("*.md"))


def read(name: str) -> str:
    """Return the text of the file *name* of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def triples(name: str) -> list[tuple[str, str, str]]:
    """Return the triples of the ontology's file *name*, each term as its address or its text."""
    quads = ox.parse(path=ROOT / "ontology" / name, format=ox.RdfFormat.TURTLE)
    return [(_plain(quad.subject), quad.predicate.value, _plain(quad.object)) for quad in quads]


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


@cache
def help_of(*command: str) -> str:
    """Return what ``dipgraph *command* --help`` prints, on a wide terminal."""
    program = [sys.executable, "-c", "from dipgraph.cli import main; main()", *command, "--help"]
    return subprocess.run(program, capture_output=True, encoding="utf-8", check=True, env={"COLUMNS": "300"}).stdout


COMMANDS = re.findall(r"^  ([a-z]+) ", help_of().partition("Commands:\n")[2], flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_page_is_what_is_made(page: Path) -> None:
    """A page that is made from other files is up to date: if not, run python docs/build.py."""
    assert page.read_text(encoding="utf-8") == PAGES[page]


def test_commands_are_found() -> None:
    """The help lists the commands that the tests here are about."""
    assert {"validate", "query", "show", "export", "load"} <= set(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_options_are_documented(command: str) -> None:
    """Each option that the help of a command lists stands in its section of docs/commands.md."""
    heading = f"## dipgraph {command}".rstrip()
    section = read("docs/commands.md").partition(heading + "\n")[2].partition("\n## ")[0]
    options = set(re.findall(r"^  (--[a-z-]+)", help_of(*command.split()), flags=re.MULTILINE))

    assert options
    assert {option for option in options - {"--help"} if f"`{option}`" not in section} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_in_the_readme(command: str) -> None:
    """The README shows each command at work, and the command's help has an example."""
    assert re.search(rf"^\$ (?:.* \| )?dipgraph {command}(?: |$)", read("README.md"), flags=re.MULTILINE)
    assert f"Example: dipgraph {command}" in help_of(command)


def test_queries_are_found() -> None:
    """There are stored queries, and those of the networks among them."""
    assert len(stored()) >= 20
    assert stored("networks")


@pytest.mark.parametrize("name", stored())
def test_query_is_documented(name: str) -> None:
    """A stored query has a question, and its page has the question, its parameters and its columns."""
    query = Query.named(name)
    section = read("docs/queries.md").partition(f"### {name}\n")[2].partition("\n### ")[0]

    assert query.summary
    assert query.summary in section
    assert all(f"`--{parameter.name.replace('_', '-')}`" in section for parameter in query.parameters)
    assert all(f"`{column}`" in section for column in query.columns)


def test_types_of_parameters_are_documented() -> None:
    """Every type that a parameter may have is in the table of types, and no other."""
    table = read("docs/queries.md").partition("| type of a parameter |")[2].partition("\n\n")[0]

    assert re.findall(r"^\| ([a-z][a-z-]*) \|", table, flags=re.MULTILINE) == list(TYPES)


def test_terms_are_documented() -> None:
    """Every term of the ontology has its definition below its heading in docs/ontology.md."""
    page = read("docs/ontology.md")
    ontology = triples("dipgraph.ttl")
    terms = {term for term, _, _ in ontology if term.startswith(DIP)}
    defined = {term: words for term, name, words in ontology if name == PREFIXES["skos"] + "definition"}

    assert len(terms) > 100
    assert terms == set(defined)
    for term, words in defined.items():
        assert words in page.partition(f"### {shorten(term)}\n")[2].partition("\n### ")[0]


def test_rules_are_documented() -> None:
    """Every shape that states a rule stands in docs/ontology.md with the rule."""
    rules = {term.rpartition("#")[2]: words for term, name, words in triples("shapes.ttl") if name == SH + "message"}

    assert len(rules) > 100
    for shape, message in rules.items():
        assert f"* {message} `dips:{shape}`" in read("docs/ontology.md")


@pytest.mark.parametrize(("name", "kind"), [("acts.ttl", "Act"), ("issues.ttl", "Issue")])
def test_vocabularies_are_documented(name: str, kind: str) -> None:
    """Every act and every issue has a row in docs/ontology.md."""
    concepts = [term for term, property, value in triples(name) if (property, value) == (RDF + "type", DIP + kind)]

    assert len(concepts) >= 20
    assert all(f"\n| `{shorten(concept)}` |" in read("docs/ontology.md") for concept in concepts)


def test_turtle_of_the_guide_is_that_of_the_data() -> None:
    """The Turtle in docs/encoding.md stands word for word in the document that it is about."""
    (block,) = re.findall(r"^```turtle\n(.*?)^```$", read("docs/encoding.md"), flags=re.MULTILINE | re.DOTALL)
    data = read("data/documents/mofa-jp/2022-05-23-us.ttl")

    assert all(part.strip() in data for part in block.split("\n\n"))


@pytest.mark.parametrize("page", DOCUMENTATION, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link of a page to another file of the project leads to one."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert missing == []


def test_documentation_is_found() -> None:
    """The pages whose links are followed exist, and some of them have links."""
    assert all(page.is_file() for page in DOCUMENTATION)
    assert len(DOCUMENTATION) >= 8
    assert "](docs/" in read("README.md")


def test_modules_are_in_the_contributor_guide() -> None:
    """CONTRIBUTING.md has the order of imports that tests/test_house.py holds, and says what each module is for."""
    guide = read("CONTRIBUTING.md")

    assert f"`{' ← '.join(ORDER)}`" in guide
    assert re.findall(r"^\| `(\w+)` \|", guide, flags=re.MULTILINE) == list(ORDER)


def test_version_of_the_ontology() -> None:
    """The ontology has the version of the project, in its version, its version's address and its citation."""
    ontology = DIP.removesuffix("#")
    values = {name: value for term, name, value in triples("dipgraph.ttl") if term == ontology}

    assert values[PREFIXES["owl"] + "versionInfo"] == PROJECT["version"]
    assert values[PREFIXES["owl"] + "versionIRI"] == f"{ontology}/{PROJECT['version']}"
    assert f"version {PROJECT['version']}" in values[PREFIXES["dcterms"] + "bibliographicCitation"]


def test_version_to_cite_is_that_of_the_newest_changes() -> None:
    """CITATION.cff and the first heading of the changelog have the version of the project and one date."""
    citation = yaml.safe_load(read("CITATION.cff"))
    heading = re.search(r"^## (\S+) \((\S+)\)$", read("CHANGELOG.md"), flags=re.MULTILINE)

    assert heading is not None
    assert citation["version"] == heading[1] == PROJECT["version"]
    assert str(citation["date-released"]) == heading[2]


def test_publishers_are_in_the_licence() -> None:
    """Every publisher's folder stands in the table of rights in data/LICENSE."""
    folders = sorted(path.name for path in (ROOT / "data/documents").iterdir())

    assert folders
    assert [name for name in folders if not re.search(rf"[\s/]{name}[\s,]", read("data/LICENSE"))] == []


def test_kept_texts_are_in_the_licence() -> None:
    """data/LICENSE names every document whose text is kept, and those alone."""
    kept = sorted(path.stem for path in (ROOT / "data/documents").rglob("*.txt"))

    assert kept
    assert sorted(re.findall(r"text of ([\w-]+)", read("data/LICENSE"))) == kept

"""The house: which module may import which, what is imported when, what is public, how long a module may be."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import dipgraph

SOURCE = Path(dipgraph.__file__).parent
TESTS = Path(__file__).parent
# The way of the data, from left to right: a module imports only from modules to its left.
ORDER = (
    "errors",
    "registry",
    "shipped",
    "terms",
    "documents",
    "rdf",
    "sources",
    "digests",
    "dataset",
    "judgements",
    "states",
    "generations",
    "loading",
    "parting",
    "aliases",
    "merging",
    "frames",
    "rows",
    "syntax",
    "stores",
    "endpoint",
    "mending",
    "graph_store",
    "remote",
    "opening",
    "check",
    "appellations",
    "lookup",
    "headers",
    "query",
    "results",
    "report",
    "places",
    "shacl",
    "pyshacl_engine",
    "reach",
    "targets",
    "shifty_engine",
    "engines",
    "texts",
    "judge",
    "workers",
    "validate",
    "memory",
    "unchanged",
    "network",
    "measures",
    "dump",
    "markup",
    "streams",
    "looks",
    "tables",
    "gexf",
    "graphml",
    "json_networks",
    "plain_networks",
    "drawings",
    "months",
    "spoken",
    "languages",
    "svg",
    "timeline",
    "thread",
    "sociogram",
    "neo4j",
    "page",
    "graphs",
    "exports",
    "show",
    "terminal",
    "asked",
    "push",
    "pull",
    "bulk",
    "sorted_lines",
    "census",
    "contents",
    "steady",
    "json_ld",
    "edition",
    "description",
    "void_description",
    "dcat_description",
    "crate",
    "executables",
    "terminology",
    "ontology_page",
    "read_me",
    "folders",
    "release",
    "guesses",
    "characters",
    "datelines",
    "memoranda",
    "letterheads",
    "heads",
    "particulars",
    "markdown_texts",
    "web_heads",
    "web_texts",
    "intake",
    "inflections",
    "senses",
    "prose",
    "labels",
    "lexicon",
    "intervals",
    "past_days",
    "dues",
    "undertakings",
    "provisos",
    "tagging",
    "phrases",
    "act_nouns",
    "verbs",
    "quotations",
    "attributions",
    "divisions",
    "clauses",
    "names",
    "adjectives",
    "roster",
    "namings",
    "titles",
    "respective",
    "honours",
    "designations",
    "persons",
    "days",
    "clocks",
    "kinds",
    "telling_words",
    "attendance",
    "receivers",
    "antecedents",
    "reality",
    "unnamed",
    "rolls",
    "delegations",
    "attendants",
    "registers",
    "podium",
    "retinue",
    "gatherings",
    "asides",
    "whereabouts",
    "circumstances",
    "preponderance",
    "list_order",
    "avowals",
    "sides",
    "paired",
    "representation",
    "occasions",
    "pronouns",
    "entitled",
    "parts",
    "ranks",
    "stand_ins",
    "referents",
    "mentions",
    "unread",
    "narration",
    "setting",
    "exceptions",
    "companions",
    "passives",
    "own_voice",
    "voices",
    "hypotheses",
    "deeds",
    "reports",
    "act_rules",
    "modifiers",
    "implied_labels",
    "issue_names",
    "issue_rules",
    "points",
    "transcripts",
    "utterances",
    "drafts",
    "annotation",
    "facts",
    "relations",
    "statements",
    "said",
    "about",
    "judged",
    "accounts",
    "annotated",
    "chronology",
    "promises",
    "people",
    "overview",
    "confined",
    "spelling",
    "filling",
    "sought",
    "gleaned",
    "search_index",
    "search",
    "drawn",
    "downloads",
    "spreadsheets",
    "unknowns",
    "offered",
    "reading",
    "pages",
    "chains",
    "guard",
    "counted",
    "precedence",
    "outputs",
    "answerer",
    "forking",
    "protocol",
    "updates",
    "changes",
    "writer",
    "indexer",
    "answers",
    "process",
    "forks",
    "turns",
    "pool",
    "writes",
    "service_description",
    "gate",
    "repeats",
    "request_log",
    "schemas",
    "endpoints",
    "forms",
    "openapi",
    "replies",
    "writing",
    "inquiries",
    "things",
    "listings",
    "browsing",
    "questions",
    "beforehand",
    "web",
    "static_search",
    "static_site",
    "connections",
    "running",
    "blocks",
    "vocabulary",
    "addresses",
    "wording",
    "newcomers",
    "statement_turtle",
    "draft_turtle",
    "crew",
    "journal",
    "drafting",
    "spark",
    "marks",
    "relabelling",
    "typed_values",
    "edits",
    "judgement_edits",
    "commitment_edits",
    "seat_edits",
    "meeting_edits",
    "document_edits",
    "rejections",
    "rereading",
    "additions",
    "prompts",
    "review",
    "walk",
    "records",
    "assertions",
    "former_states",
    "pocom",
    "historyatstate",
    "followthemoney",
    "conferences",
    "assemblies",
    "invitations",
    "told_days",
    "remark_names",
    "remarks",
    "journeys",
    "incumbents",
    "designees",
    "encounters",
    "acquaintances",
    "casting",
    "actor_turtle",
    "record_turtle",
    "yields",
    "importing",
    "likeness",
    "gathered",
    "posts",
    "dossiers",
    "person_rules",
    "office_rules",
    "surnames",
    "bearers",
    "tenure_rules",
    "meeting_rules",
    "judgement_turtle",
    "portraits",
    "matching",
    "words",
    "commands",
    "servers",
    "publishing",
    "authoring",
    "serving",
    "cli",
)
# Each third party is confined to the modules that need it.
CONFINED = {
    "httptools": {"connections"},
    "igraph": {"measures"},
    "lxml": {"web_heads", "web_texts"},
    "markdown_it": {"markdown_texts"},
    "networkx": {"exports", "graphs", "measures", "page", "sociogram", "streams"},
    "pyshacl": {"pyshacl_engine"},
    "oxrdflib": {"rdf"},
    "pandas": {"frames", "rows"},
    "polars": {"frames", "rows"},
    "pyarrow": {"tables"},
    "py4j": {"spark"},
    "pyspark": {"spark"},
    "rdflib": {"dataset", "rdf", "pyshacl_engine", "remote", "stores"},
    "requests": {"endpoint"},
    "rich": {"prompts", "results", "terminal"},
    "shifty": {"shifty_engine"},
    "spacy": {"clauses", "labels", "prose"},
    "jinja2": {"pages"},
    "markupsafe": {"pages"},
    "trafilatura": {"web_texts"},
    "starlette": {
        "beforehand",
        "browsing",
        "gate",
        "inquiries",
        "listings",
        "questions",
        "repeats",
        "replies",
        "request_log",
        "things",
        "web",
        "writing",
    },
    "uvicorn": {"connections", "running", "serving"},
    "urllib3": {"endpoint"},
    "yaml": {"assertions", "headers", "particulars"},
}
# What is tested through another module.
THROUGH = {
    "aliases": "merging",
    "passives": "voices",
    "stand_ins": "mentions",
    "honours": "designations",
    "podium": "transcripts",
    "retinue": "delegations",
    "parting": "merging",
    "gleaned": "search",
    "dossiers": "matching",
    "gathered": "matching",
    "posts": "matching",
    "judgement_turtle": "matching",
    "addresses": "draft_turtle",
    "newcomers": "draft_turtle",
    "statement_turtle": "draft_turtle",
    "vocabulary": "draft_turtle",
    "crew": "drafting",
    "journal": "drafting",
    "marks": "review",
    "relabelling": "review",
    "edits": "review",
    "commitment_edits": "meeting_edits",
    "document_edits": "review",
    "rejections": "review",
    "prompts": "review",
    "walk": "review",
    "authoring": "review",
    "guesses": "draft_turtle",
    "actor_turtle": "importing",
    "record_turtle": "importing",
    "designees": "encounters",
    "incumbents": "encounters",
    "journeys": "encounters",
    "pocom": "historyatstate",
    "casting": "importing",
    "namings": "designations",
    "titles": "designations",
    "pronouns": "mentions",
    "entitled": "mentions",
    "parts": "mentions",
    "referents": "mentions",
    "attendance": "occasions",
    "asides": "occasions",
    "whereabouts": "occasions",
    "list_order": "memoranda",
    "rolls": "attendants",
    "circumstances": "occasions",
    "gatherings": "occasions",
    "representation": "occasions",
    "preponderance": "occasions",
    "contents": "release",
    "description": "release",
    "edition": "release",
    "folders": "release",
    "graph_store": "remote",
    "phrases": "clauses",
    "act_nouns": "clauses",
    "past_days": "dues",
    "own_voice": "voices",
    "deeds": "act_rules",
    "reports": "act_rules",
    "setting": "voices",
    "companions": "voices",
    "issue_names": "issue_rules",
    "utterances": "drafts",
    "verbs": "clauses",
    "judge": "validate",
    "memory": "unchanged",
    "publishing": "release",
    "pyshacl_engine": "engines",
    "read_me": "release",
    "answerer": "pool",
    "outputs": "pool",
    "process": "pool",
    "turns": "pool",
    "forking": "forks",
    "confined": "pool",
    "facts": "browsing",
    "filling": "relations",
    "said": "promises",
    "statements": "accounts",
    "repeats": "web",
    "gate": "web",
    "pages": "browsing",
    "reading": "browsing",
    "replies": "web",
    "inquiries": "web",
    "listings": "forms",
    "things": "browsing",
    "questions": "web",
    "schemas": "openapi",
    "endpoints": "openapi",
    "search_index": "search",
    "service_description": "web",
    "serving": "web",
    "shacl": "validate",
    "drawn": "network_page",
    "servers": "push",
    "spelling": "search",
    "shifty_engine": "engines",
    "states": "generations",
    "workers": "validate",
    "changes": "writing",
    "web_heads": "web_texts",
    "writer": "writing",
    "writes": "writing",
}
# Of the standard library, what takes longer to import than most modules of dipgraph, and is not needed for a short answer.
LIBRARY = ("argparse", "dataclasses", "importlib.metadata", "json", "pathlib", "re", "textwrap", "typing")
SLOW = ("rdflib", "pyshacl", "shifty", "networkx", "starlette")
MODULES = sorted(path.stem for path in SOURCE.glob("*.py") if path.stem != "__init__")


def tree(name: str) -> ast.Module:
    """Return the syntax tree of a module of the package."""
    return ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))


def imports(name: str, types: bool = False) -> Iterator[str]:
    """Yield the dotted names that a module imports, also within its functions, and, if wanted, those for types alone."""

    def walk(node: ast.AST) -> Iterator[ast.AST]:
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
            and not types
        ):
            return
        yield node
        for child in ast.iter_child_nodes(node):
            yield from walk(child)

    for node in walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def siblings(name: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    parts = [imported.split(".") for imported in imports(name)]
    return {part[1] for part in parts if part[0] == "dipgraph" and len(part) > 1 and part[1] in MODULES}


def test_order_names_every_module() -> None:
    """The order names each module of the package once."""
    assert MODULES
    assert sorted(ORDER) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_one_way(name: str) -> None:
    """A module imports only from modules to its left, so that there is no cycle; the package itself imports nothing back."""
    allowed = set(ORDER[: ORDER.index(name)])
    assert siblings(name) <= allowed, siblings(name) - allowed
    assert not [imported for imported in imports(name) if imported.split(".")[0] == "dipgraph" and "." not in imported]


def test_nothing_but_what_is_run_is_imported_by_nobody() -> None:
    """Every module but the command line and the job for Spark is used by another, or is public."""
    used = set().union(*(siblings(name) for name in MODULES))
    assert set(MODULES) - used == {"cli", "spark"}


@pytest.mark.parametrize("party", CONFINED)
def test_third_parties_are_confined(party: str) -> None:
    """A third party is imported only by the modules that need it, also where only its types are meant."""
    users = {name for name in MODULES if party in {imported.split(".")[0] for imported in imports(name, types=True)}}
    assert users == CONFINED[party]


def loaded(program: str, *arguments: str) -> set[str]:
    """Return the modules that a Python program has imported when it ends."""
    ending = "import atexit, sys; atexit.register(lambda: print('loaded', *sys.modules, file=sys.stderr)); "
    command = [sys.executable, "-c", ending + program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.partition("loaded ")[2].split())


COMMAND_LINE = "from dipgraph.cli import main; main()"


def test_public_names_are_imported_when_they_are_asked_for() -> None:
    """`import dipgraph` imports none of its modules."""
    assert not {name for name in loaded("import dipgraph") if name.startswith("dipgraph.") or name in SLOW}


@pytest.mark.parametrize("arguments", [("--help",), ("query", "--help"), ("load", "--help")])
def test_help_imports_no_third_party(arguments: tuple[str, ...]) -> None:
    """The help of the command line waits for no third party, nor for a module of dipgraph that asks or judges."""
    found = loaded(COMMAND_LINE, *arguments)
    assert "dipgraph.cli" in found
    assert not found & {"pyoxigraph", "dipgraph.stores", *LIBRARY, *CONFINED, *SLOW}, found


@pytest.mark.parametrize("form", [(), ("--format", "csv")])
def test_stored_query_imports_what_it_needs(small: Path, tmp_path: Path, form: tuple[str, ...]) -> None:
    """A stored query on a store on disk, read by a program, waits for nothing that draws, judges or makes networks."""
    store = str(tmp_path / "store")
    loaded(COMMAND_LINE, "load", "--store", store, str(small))
    found = loaded(COMMAND_LINE, "query", "recurring-issues", "--store", store, *form)
    assert {"pyoxigraph", "dipgraph.query"} <= found
    assert not found & {"rich", "yaml", *LIBRARY, *SLOW}, found


@pytest.mark.parametrize("name", ["__init__", *MODULES])
def test_module_says_what_it_is(name: str) -> None:
    """Every module begins with a docstring whose first line is a sentence, or leads to what follows it."""
    docstring = ast.get_docstring(tree(name))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":")) or docstring.split("\n\n")[0].endswith(".")


@pytest.mark.parametrize("name", ["__init__", *MODULES])
def test_module_can_be_read_at_once(name: str) -> None:
    """A module has at most 300 lines."""
    assert len((SOURCE / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 300


def test_public_names() -> None:
    """__all__ is what the package imports, sorted; each is a class or a function, not the module of its name."""
    imported = [name.rpartition(".")[2] for name in imports("__init__", types=True) if name.startswith("dipgraph.")]
    assert imported
    assert dipgraph.__all__ == sorted(imported)
    for name in MODULES:
        importlib.import_module(f"dipgraph.{name}")
    for name in dipgraph.__all__:
        assert callable(getattr(dipgraph, name)), name
        assert not isinstance(getattr(dipgraph, name), ModuleType), name
        assert inspect.getdoc(getattr(dipgraph, name)), name
    assert set(dipgraph.__all__) <= set(dir(dipgraph))


@pytest.mark.parametrize("first", ["import dipgraph.validate", "import dipgraph.network; dipgraph.network", "pass"])
def test_public_name_is_no_module(first: str) -> None:
    """`from dipgraph import validate` is the function, whether its module was imported before or not."""
    asked = "from dipgraph import network, validate; import dipgraph.network, dipgraph.validate, dipgraph; "
    same = "assert dipgraph.validate is validate and dipgraph.network is network; assert callable(validate), network"
    assert loaded(f"{first}\n{asked}{same}")


@pytest.mark.parametrize("name", MODULES)
def test_module_has_its_tests(name: str) -> None:
    """Each module has a file of tests with its name, or is tested through another."""
    assert (TESTS / f"test_{THROUGH.get(name, name)}.py").is_file()


def test_tests_say_what_they_test() -> None:
    """Every test has a sentence as its docstring."""
    files = sorted(TESTS.glob("test_*.py"))
    assert files
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                docstring = ast.get_docstring(node) or ""
                assert docstring.endswith((".", "?")), f"{path.name}: {node.name}"


def test_package_is_typed() -> None:
    """The package says that it has types."""
    assert (SOURCE / "py.typed").is_file()

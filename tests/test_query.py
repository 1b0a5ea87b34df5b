"""The engine of stored queries: headers, parameters, options. What the stored queries answer is tested elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from dipgraph import Query, lookup
from dipgraph.errors import DipgraphError, QueryError, SourceError, UsageError
from dipgraph.query import TYPES, options, stored
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE

STORED = stored()
# Values that try to leave their place in the query.
ESCAPES = ["x> } DROP ALL", '2022-05-23" } #', "xa } VALUES ?x { UNDEF", "\n} #"]

HEADED = """\
#+ summary: Who met whom?
#+ description: >-
#+   One row a meeting,
#+   in the order of time.
#+ tags: [meetings, actors]
#+ parameters:
#+   since: {type: first-day, description: only from this day on}
#+   of_state: {type: state, description: only of this state}
#+ columns:
#+   meeting: the meeting
#+ directed: true
#+ cure: Write it anew.
SELECT ?meeting {
  VALUES ?since { UNDEF }
  VALUES ?of_state { state:xa state:xb }
}
"""


def one(type_: str, default: str = "UNDEF") -> Query:
    """Return a query that gives back its one parameter, of the type."""
    header = f"#+ parameters:\n#+   value_given: {{type: {type_}, description: what is asked}}\n"
    return Query.parse(f"{header}SELECT ?value_given {{\n  VALUES ?value_given {{ {default} }}\n}}\n", "one")


def answers(query: Query, store: Store, **values: Any) -> list[str]:
    """Return the terms that the query gives back, as SPARQL writes them."""
    solutions = query.run(store, **values)
    assert isinstance(solutions, Rows)
    return [str(row[0]) for row in solutions]


def test_header_is_read() -> None:
    """Summary, description, tags, parameters, columns, cure and direction are those of the header, on one line each."""
    query = Query.parse(HEADED, "met")
    assert (query.name, query.text) == ("met", HEADED)
    assert query.summary == "Who met whom?"
    assert query.description == "One row a meeting, in the order of time."
    assert query.tags == ("meetings", "actors")
    assert query.columns == {"meeting": "the meeting"}
    assert query.cure == "Write it anew."
    assert query.directed
    assert [vars(parameter) for parameter in query.parameters] == [
        {"name": "since", "type": "first-day", "description": "only from this day on", "default": "UNDEF"},
        {"name": "of_state", "type": "state", "description": "only of this state", "default": "state:xa state:xb"},
    ]


def test_query_without_header() -> None:
    """SPARQL alone is a query without summary and parameters."""
    query = Query.parse("ASK {}")
    assert query == Query("query", "ASK {}")
    assert query.explained() == "query"


def test_explained() -> None:
    """In words: what is asked, each parameter as an option with type, written value and meaning, each column."""
    assert Query.parse(HEADED, "met").explained() == (
        "Who met whom?\n\n"
        "One row a meeting, in the order of time.\n\n"
        "Parameters:\n"
        "  --since (first-day; default: any): only from this day on\n"
        "  --of-state (state; default: xa xb): only of this state\n\n"
        "Columns:\n"
        "  meeting: the meeting"
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("#+ a: [", "the header is not YAML"),
        ("#+ a: \x1b", "the header is not YAML"),
        ("#+ words", "the header has no keys: write '#+ summary: …'"),
        ("#+ [a, b]", "the header has no keys: write '#+ summary: …'"),
        ("#+ parameters: [a]", "parameters in the header cannot be read: write '#+ parameters:' and below it"),
        ("#+ columns: a", "columns in the header cannot be read: write '#+ columns:' and below it"),
        ("#+ tags: a", "tags in the header cannot be read: write '#+ tags: [one, two]'"),
        ("#+ parameters: {a: text}", "parameter a has no known type: write one of first-day, "),
        ("#+ parameters: {a: {type: text}}", "parameter a has no known type: write one of first-day, "),
        ("#+ parameters: {a: {}}", "parameter a has no known type: write one of first-day, "),
        ("#+ parameters: {a: {type: [date]}}", "parameter a has no known type: write one of first-day, "),
        ("#+ parameters: {a: {type: date}}", "parameter a has no line 'VALUES ?a { UNDEF }': write it"),
    ],
)
def test_header_that_is_wrong(header: str, expected: str) -> None:
    """What is wrong with a header is told in one line that begins with the query's name."""
    with pytest.raises(QueryError) as error:
        Query.parse(f"{header}\nASK {{}}", "mine")
    assert str(error.value).startswith(f"mine: {expected}")
    assert "\n" not in str(error.value)


def test_named_and_read_are_the_same() -> None:
    """A stored query is what its file says, whether asked for by name or by path."""
    assert STORED
    for name, path in STORED.items():
        query = Query.named(name)
        assert query == Query.read(path, name)
        assert Query.read(path).name == path.stem


def test_unknown_name() -> None:
    """An unknown query is answered with the nearest name."""
    with pytest.raises(UsageError, match=r"^unknown query 'recurring-isues': did you mean 'recurring-issues'\?$"):
        Query.named("recurring-isues")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, or not UTF-8, is named."""
    path = tmp_path / "a.rq"
    with pytest.raises(SourceError) as error:
        Query.read(path)
    assert str(error.value) == f"{path}: No such file or directory: give the path of a query file"
    path.write_bytes(b'ASK { ?s ?p "caf\xe9" }')
    with pytest.raises(SourceError) as error:
        Query.read(path)
    assert str(error.value) == f"{path}: not UTF-8: save the query in that encoding"


def test_byte_order_mark_is_no_part_of_a_query(tmp_path: Path) -> None:
    """A file that an editor began with a byte order mark is read all the same, header and all."""
    path = tmp_path / "a.rq"
    path.write_text("\ufeff" + HEADED, encoding="utf-8")
    assert Query.read(path, "met") == Query.parse(HEADED, "met")


@pytest.mark.parametrize("name", STORED)
def test_stored_query_is_fit_to_be_asked(name: str) -> None:
    """A stored query asks something, says what each column and parameter means, and is SPARQL as it stands."""
    query = Query.named(name)
    assert query.summary.endswith(("?", "."))
    assert query.tags
    assert all(parameter.description for parameter in query.parameters)
    with_store = ox.Store().query(query.text)
    assert isinstance(with_store, ox.QuerySolutions)
    assert {variable.value for variable in with_store.variables} == set(query.columns)


@pytest.mark.parametrize("name", STORED)
def test_stored_query_has_its_parameters_in_lines(name: str) -> None:
    """A parameter is a line of VALUES, the same wherever it stands, so that a value given reaches every place."""
    query = Query.named(name)
    for parameter in query.parameters:
        places = re.findall(rf"VALUES\s+\?{parameter.name}\b", query.text)
        lines = re.findall(rf"(?m)^\s*VALUES \?{parameter.name} \{{ (.*) \}}$", query.text)
        assert len(places) == len(lines) > 0
        assert set(lines) == {parameter.default}
        # No name is that of an option.
        assert parameter.option not in ("--format", "--list", "--store", "--data", "--help")


def test_value_reaches_every_line(small_store: Store) -> None:
    """Where a parameter stands in several parts of a query, each has the value; lines that differ are an error."""
    text = """#+ parameters:
#+   issue: {type: issue, description: which}
ASK {
  VALUES ?issue { UNDEF }
  {
    VALUES ?issue { UNDEF }
  }
}"""
    bound = Query.parse(text.replace("{ SELECT ?issue { VALUES ?issue { UNDEF } } }", "")).bind(
        small_store, issue="sea-lanes"
    )
    assert bound.count("VALUES ?issue { <https://w3id.org/dipgraph/issue/sea-lanes> }") == 2
    with pytest.raises(QueryError, match="parameter issue has lines that differ: write the same in each"):
        Query.parse(text.replace("{ UNDEF }", "{ 1 }", 1))


@pytest.mark.parametrize(
    ("type_", "given", "expected"),
    [
        ("first-day", "2022", '"2022-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("last-day", "2022", '"2022-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("first-day", 2022, '"2022-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("last-day", "2024-02", '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", " 2022-05-23 ", '"2022-05-23"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "7", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", -7, '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("integer", "+007", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("issue", "sea otters", f"<{BASE}issue/sea-otters>"),
        ("state", "XA", f"<{BASE}state/xa>"),
        ("meeting", "2020-01-02", f"<{BASE}meeting/2020-01-02-xa-xb>"),
        ("person", "alm", f"<{BASE}person/alm-ada>"),
        ("office", "xa-minister", f"<{BASE}office/xa-minister>"),
        ("actor", "Exland", f"<{BASE}state/xa>"),
        ("document", "mofa-xa/2020-01-02-xb", f"<{BASE}document/mofa-xa/2020-01-02-xb>"),
        ("commitment", "meet-again", f"<{BASE}commitment/2020-01-02-xa-xb/meet-again>"),
        ("thing", "document/mofa-xa/2020-01-02-xb#s1", f"<{BASE}document/mofa-xa/2020-01-02-xb#s1>"),
    ],
)
def test_value_becomes_a_term_of_its_type(small_store: Store, type_: str, given: str | int, expected: str) -> None:
    """What people write becomes a term of the parameter's type."""
    assert answers(one(type_), small_store, value_given=given) == [expected]


def test_every_type_has_an_example() -> None:
    """No type of a parameter is left out of the tests above and below."""
    assert set(TYPES) == {"first-day", "last-day", "date", "integer", *lookup.KINDS}
    (mark,) = (m for m in test_value_becomes_a_term_of_its_type.pytestmark if m.name == "parametrize")  # type: ignore[attr-defined]
    assert {row[0] for row in mark.args[1]} == set(TYPES)


@pytest.mark.parametrize(
    ("type_", "given", "expected"),
    [
        ("first-day", "May", "'May' is no date: write YYYY-MM-DD, YYYY-MM or YYYY"),
        ("last-day", "2022-02-30", "'2022-02-30' is no day of the calendar: write an existing date such as 2022-05-23"),
        ("date", "2022", "'2022' is no date: write YYYY-MM-DD"),
        ("integer", "2.5", "'2.5' is no whole number: write digits, such as 2"),
        ("integer", "1e9", "'1e9' is no whole number: write digits, such as 2"),
        ("integer", "9" * 19, f"'{'9' * 19}' is no whole number: write digits, such as 2"),
        ("integer", "", "'' is no whole number: write digits, such as 2"),
        ("issue", "sea oters", "unknown issue 'sea oters': did you mean 'sea-otters'?"),
        ("person", "issue/sea-otters", "issue/sea-otters is no person: give the name of a person, such as 'alm-ada'"),
    ],
)
def test_value_of_the_wrong_type(small_store: Store, type_: str, given: str, expected: str) -> None:
    """A value that is not of the type is refused with the option's name, what is wrong, and what would do."""
    with pytest.raises(UsageError) as error:
        one(type_).run(small_store, value_given=given)
    assert str(error.value) == f"--value-given: {expected}"


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("given", ESCAPES)
def test_value_cannot_leave_its_place(small_store: Store, type_: str, given: str) -> None:
    """A value that tries to end its line of VALUES is refused, in every type, and nothing is lost."""
    before = len(list(small_store.quads()))
    with pytest.raises(UsageError) as error:
        one(type_).run(small_store, value_given=given)
    assert str(error.value).startswith("--value-given: ")
    assert "\n" not in str(error.value)
    assert len(list(small_store.quads())) == before > 0


def test_values_cannot_escape_from_stored_queries(small_store: Store) -> None:
    """No parameter of a stored query lets such a value through."""
    pairs = [(name, parameter.name) for name in STORED for parameter in Query.named(name).parameters]
    assert pairs
    for name, parameter in pairs:
        with pytest.raises(UsageError):
            Query.named(name).bind(small_store, **{parameter: ESCAPES[0]})


def test_default_is_what_is_written(small_store: Store) -> None:
    """Without a value, or with None, the file is run as it stands; an empty list means any."""
    query = one("integer", "3 4")
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert answers(query, small_store) == [f'"3"{integer}', f'"4"{integer}']
    assert query.bind(small_store, value_given=None) == query.text
    assert answers(query, small_store, value_given=[]) == ["None"]


def test_several_values(small_store: Store) -> None:
    """A list of values gives one term each, in their order, in place of what is written."""
    query = one("state", "<https://example.org/other>")
    assert answers(query, small_store, value_given=["XB", "xa"]) == [f"<{BASE}state/xb>", f"<{BASE}state/xa>"]


def test_binding_changes_one_line_only(small_store: Store) -> None:
    """All else in the file stays as it is, also a VALUES of another variable whose name begins the same."""
    text = (
        "#+ parameters:\n#+   state: {type: state, description: one}\nSELECT * {\n"
        "  VALUES ?state_b { 1 }  # VALUES ?state { 2 }\n  VALUES ?state { UNDEF }\n}\n"
    )
    bound = Query.parse(text).bind(small_store, state="xa")
    assert bound == text.replace("VALUES ?state { UNDEF }", f"VALUES ?state {{ <{BASE}state/xa> }}")


def test_values_over_several_lines(small_store: Store) -> None:
    """The written values may stand on several lines."""
    query = one("integer", "\n    1\n    2\n  ")
    assert query.parameters[0].default == "1\n    2"
    assert len(answers(query, small_store)) == 2
    assert len(answers(query, small_store, value_given=5)) == 1


def test_unknown_parameter(small_store: Store) -> None:
    """A parameter that the query does not have is answered with the nearest one."""
    with pytest.raises(UsageError, match=r"^met: unknown parameter 'sinse': did you mean 'since'\?$"):
        Query.parse(HEADED, "met").run(small_store, sinse="2022")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {}),
        (["--since", "2022"], {"since": ["2022"]}),
        (["--since=2022"], {"since": ["2022"]}),
        (["--since="], {"since": [""]}),
        (["--since=a=b"], {"since": ["a=b"]}),
        (["--of-state", "xa", "--since", "2022", "--of-state", "xb"], {"since": ["2022"], "of_state": ["xa", "xb"]}),
        (["--since", "-5"], {"since": ["-5"]}),
        (["--since=--x"], {"since": ["--x"]}),
    ],
)
def test_options(arguments: list[str], expected: dict[str, list[str]]) -> None:
    """Options give values by parameter, with hyphens for underscores; a name given twice has both values."""
    assert options(Query.parse(HEADED, "met"), arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--sinse", "2022"], "met: unknown parameter 'sinse': did you mean 'since'?"),
        (["--of_state", "xa"], "met: unknown parameter 'of_state': did you mean 'of-state'?"),
        (["--since"], "--since has no value: write --since VALUE"),
        (["--since", "--of-state", "xa"], "--since has no value: write --since VALUE"),
        (["2022"], "'2022' is too much: parameters are written --name VALUE"),
        (["--"], "'--' is too much: parameters are written --name VALUE"),
        (["-s", "2022"], "'-s' is too much: parameters are written --name VALUE"),
        (["--since", "2022", "2023"], "'2023' is too much: parameters are written --name VALUE"),
    ],
)
def test_options_that_are_wrong(arguments: list[str], expected: str) -> None:
    """What is unknown, lacks its value, or is too much is told."""
    with pytest.raises(UsageError) as error:
        options(Query.parse(HEADED, "met"), arguments)
    assert str(error.value) == expected


def test_query_without_parameters_takes_none() -> None:
    """An option for a query that has none is to be left out."""
    with pytest.raises(DipgraphError, match=r"^mine has no parameters: leave --since out$"):
        options(Query.parse("ASK {}", "mine"), ["--since", "2022"])


def test_stored_in_a_folder() -> None:
    """The queries of a subfolder carry its name; those of the whole include them."""
    for folder in ("networks", "checks", "show"):
        found = stored(folder)
        assert all(name.startswith(f"{folder}/") for name in found)
        assert found.items() <= STORED.items()


def test_days_that_contradict_each_other() -> None:
    """Where the first day is later than the last, that is told; the last of a year is its last day, any is none."""
    query = Query.named("commitments")
    told = "since is later than until, and no day lies between them: exchange the two"
    assert query.contradicted({"since": "2023", "until": "2022"}) == told
    assert query.contradicted({"since": ["2023-01-01"], "until": ["2022-12"]}) == told
    for values in (
        {"since": "2022", "until": "2022"},
        {"since": "2023"},
        {"until": "2022"},
        {"since": "", "until": "2022"},
        {"since": ["2023", "2021"], "until": "2022"},
        {"since": None, "until": "2022"},
        {"state": "jp"},
        {},
    ):
        assert query.contradicted(values) == ""
    assert Query.named("evidence").contradicted({"since": "2023", "until": "2022"}) == ""

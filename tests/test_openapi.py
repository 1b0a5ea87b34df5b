"""The description of the server in OpenAPI: it is valid, whole and true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from conftest import write_data
from dipgraph import Query, open_store
from dipgraph.check import check
from dipgraph.dataset import Files
from dipgraph.openapi import described
from dipgraph.protocol import FORMATS, MEDIA_TYPES
from dipgraph.query import names
from dipgraph.web import routes
from served import served

QUERIES = names()
ADDED = """#+ summary: Who met then?
#+ parameters:
#+   day: {type: date, description: the day}
#+   most: {type: integer, description: how many}
#+   where: {type: state, description: the state}
#+ columns:
#+   person: who it was
SELECT ?person WHERE {
  VALUES ?day { "2022-05-23"^^xsd:date }
  VALUES ?most { 3 }
  VALUES ?where { UNDEF }
  ?meeting dip:date ?day ; dip:participation/dip:participant ?person .
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--workers", "2", "--seconds", "60") as found:
        yield found


@pytest.fixture(scope="module")
def description(address: str) -> dict[str, Any]:
    """Return the description that the server gives."""
    answer = requests.get(f"{address}/openapi.json", timeout=30)
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def test_it_is_valid(description: dict[str, Any]) -> None:
    """It is OpenAPI 3.1, and every name in it is there once."""
    assert not list(OpenAPIV31SpecValidator(description).iter_errors())
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    assert len(operations) > len(QUERIES) > 30
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert {tag for operation in operations for tag in operation["tags"]} == {
        tag["name"] for tag in description["tags"]
    }


def test_it_is_whole(description: dict[str, Any]) -> None:
    """It has every path of the server and no other."""
    there = {route.path for route in routes(is_writable=False)}
    assert "/queries/{name:path}" in there
    # That of any graph is no pattern for the others.
    patterns = {route.partition("{")[0] for route in there if "{" in route and route != "/{graph}"}
    paths = set(description["paths"]) - {"/{graph}", "/{graph}.{suffix}"}
    assert len(paths) == len(description["paths"]) - 2
    assert {path for path in paths if not path.startswith(tuple(patterns))} == {
        path for path in there if "{" not in path
    }
    stored = {path.removeprefix("/queries/") for path in paths if path.startswith("/queries/")}
    assert stored == {*QUERIES, *(f"{name}.{{suffix}}" for name in QUERIES)}
    assert all(any(path.startswith(pattern) for path in paths) for pattern in patterns)


def test_writing_is_described() -> None:
    """A server that is written to says so, with the token that it takes, and one that is not does not."""
    written = described([Query.named("meetings")], is_writable=True)
    assert not list(OpenAPIV31SpecValidator(written).iter_errors())
    methods = {route.path: route.methods or set() for route in routes(is_writable=True)}
    assert {method.upper() for method in written["paths"]["/graphs"]} == methods["/graphs"] - {"HEAD"}
    assert "application/sparql-update" in written["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert written["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}
    assert set(described([Query.named("meetings")])["paths"]["/graphs"]) == {"get"}
    for path in ("/graphs", "/graphs/{path}"):
        for method in ("put", "post"):
            sent = written["paths"][path][method]["requestBody"]["content"]
            assert {*sent} == {FORMATS[name] for name in MEDIA_TYPES["graph"]}
            schema = {**sent["application/ld+json"]["schema"], "components": written["components"]}
            OAS31Validator(schema).validate({"@id": "https://example.org/a"})
            OAS31Validator(schema).validate([])
            assert not OAS31Validator(schema).is_valid("a text")


def test_list_of_queries_leads_to_it(address: str) -> None:
    """The list of stored queries has a link to it."""
    assert requests.get(f"{address}/queries", timeout=30).links["service-desc"]["url"] == "/openapi.json"


def test_query_that_is_added() -> None:
    """A query file that is added is described: its path, parameters with type and example, and columns."""
    query = Query.parse(ADDED, "networks/of-a-day")
    found = described([*map(Query.named, QUERIES), query])
    operation = found["paths"]["/queries/networks/of-a-day"]["get"]
    assert (operation["operationId"], operation["summary"]) == ("query_networks_of_a_day", "Who met then?")
    day, most, where, format = operation["parameters"]
    assert (day["name"], day["description"].partition(":")[0], day["example"]) == ("day", "the day", ["2022-05-23"])
    assert day["schema"]["default"] == ["2022-05-23"]
    assert OAS31Validator(day["schema"]).is_valid(["2022-05-23", "2023-01-01"])
    assert not OAS31Validator(day["schema"]).is_valid(["23 May"])
    assert OAS31Validator(most["schema"]).is_valid(["-12"])
    assert not OAS31Validator(most["schema"]).is_valid(["many"])
    assert (where["example"], "default" in where["schema"]) == (["jp"], False)
    assert format["schema"]["enum"] == [*MEDIA_TYPES["rows"]]
    assert "who it was" in str(operation["responses"]["200"])


def answers(description: dict[str, Any], answer: requests.Response, path: str) -> None:
    """Hold that an *answer* is described: its status, its type, what is in it."""
    responses = description["paths"][path]["get"]["responses"]
    response = responses[str(answer.status_code)]
    if "$ref" in response:
        response = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
    type_ = answer.headers["content-type"].partition(";")[0]
    schema = {**response["content"][type_]["schema"], "components": description["components"]}
    value = answer.json() if type_.endswith("json") else answer.text
    OAS31Validator(schema).validate(value)


@pytest.mark.parametrize("name", QUERIES)
def test_stored_queries_are_as_described(address: str, description: dict[str, Any], name: str) -> None:
    """Each answers the examples of its parameters as it is described, with its columns."""
    path = f"/queries/{name}"
    operation = description["paths"][path]["get"]
    given = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
    for format in ("json", "tsv"):
        answer = requests.get(address + path, params={**given, "format": format}, timeout=60)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == FORMATS[format]
        answers(description, answer, path)


@pytest.mark.parametrize(
    ("status", "path", "rest"),
    [
        (400, "/sparql", "?query=x"),
        (406, "/sparql", "?query=ASK%7B%7D"),
        (400, "/graphs", ""),
        (404, "/graphs", "?graph=https://example.org/none"),
        (400, "/queries/due-commitments", "?as-of=soon"),
        (406, "/queries/due-commitments", "?format=ttl"),
        (404, "/meeting/{name}", "none"),
        (404, "/meeting/{name}", quote('"')),
        (406, "/meeting/{name}", "2022-05-23-jp-us"),
        (404, "/meeting/{name}.{suffix}", "none.json"),
        (200, "/meeting/{name}.{suffix}", "2022-05-23-jp-us.json"),
        (200, "/meeting/{name}.{suffix}", "2022-05-23-jp-us.csv"),
        (200, "/document/{publisher}/{name}.{suffix}", "mofa-jp/2022-05-23-us.jsonld"),
        (200, "/search", "?q=Ukraine"),
        (200, "/search", "?q=Ukraine&kind=meeting&format=html"),
        (406, "/search", "?q=Ukraine&format=xml"),
        (200, "/networks/who-met-whom", "?least=3"),
        (200, "/networks/who-met-whom.{suffix}", "gexf"),
        (404, "/networks/who-met-whom.{suffix}", "ttl"),
        (400, "/search", "?q=" + "x" * 201),
    ],
)
def test_answers_and_errors_are_as_described(
    address: str, description: dict[str, Any], status: int, path: str, rest: str
) -> None:
    """What is given, and what is refused, has the status and the type that are described."""
    accept = "image/png" if status == 406 else "*/*"
    answer = requests.get(address + path.partition("{")[0] + rest, headers={"accept": accept}, timeout=30)
    assert answer.status_code == status
    answers(description, answer, path)


def schemathesis(address: str, folder: Path, *words: str) -> tuple[int, str]:
    """Have Schemathesis ask a server in all its phases; return how many operations were asked, and what it says.

    One of it at a time asks: in Python 3.11 syntax trees that two of its threads make at the same moment may fail.
    """
    phases = ("--phases=examples,coverage,fuzzing", "--seed=1")
    how = ("--workers=1", "--generation-database=none", "--no-color")
    program = Path(sys.executable).parent / "schemathesis"
    # It leaves what it found in the folder where it runs.
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "asking", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [program, "run", f"{address}/openapi.json", *phases, *how, *words],
        capture_output=True, encoding="utf-8", env=environment, cwd=folder, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]
    counts = re.findall(r"(?:Selected|Tested): (\d+)", done.stdout)
    assert len(counts) == 2
    assert counts[0] == counts[1]
    return int(counts[0]), done.stdout


def statuses(address: str) -> dict[tuple[str, int], int]:
    """Return how often a server answered below a path with a status."""
    text = requests.get(f"{address}/metrics", timeout=30).text
    found = re.findall(r'^dipgraph_requests_total\{path="(\S+)",status="(\d+)"\} (\d+)$', text, re.MULTILINE)
    return {(path, int(status)): int(number) for path, status, number in found}


def test_schemathesis_finds_nothing(address: str, description: dict[str, Any], tmp_path: Path) -> None:
    """Examples, limits and random values bring no fault, and no status, type or content that is not described.

    All operations are asked; CONTRIBUTING.md has the command for longer runs. What is there is known to the graph alone:
    that names of any sort are taken is not asked for.
    """
    before = statuses(address)
    number, said = schemathesis(address, tmp_path, "--max-examples=3", "--exclude-checks=positive_data_acceptance")
    # All but the one by which it has the description.
    assert number + 1 == sum(len(path) for path in description["paths"].values()) > 150
    assert int(re.findall(r"(\d+) generated", said)[0]) > 3000
    found = {key: count - before.get(key, 0) for key, count in statuses(address).items()}
    assert found["/queries", 200] > 300
    assert not [key for key, count in found.items() if key[1] >= 500 and count]


def test_schemathesis_writes(tmp_path: Path) -> None:
    """A server that is written to has no fault by updates and graphs of any sort, takes some, and its store is whole.

    Nothing at all is an update, and a graph: that what is of no sort is refused is not asked for either.
    """
    place, token = tmp_path / "store", "a-token-of-many-letters"
    with open_store(place) as store:
        store.load(Files.at(write_data(tmp_path / "data")))
    with served("--store", place, "--writable", "--workers", "2", token=token) as address:
        paths = ("--include-path-regex=^/(sparql|graphs)", "--header", f"Authorization: Bearer {token}")
        checks = "--exclude-checks=positive_data_acceptance,negative_data_rejection"
        number, _ = schemathesis(address, tmp_path, "--max-examples=12", checks, *paths)
        # Questions by GET and POST, which takes updates too; graphs by four methods in two ways.
        assert number == 10
        found = statuses(address)
        assert found["/graphs", 201] > 5
        assert found["/graphs", 401] > 5
        assert found["/sparql", 200] > 20
        assert not [key for key in found if key[1] >= 500]
        update = {"content-type": "application/sparql-update", "authorization": f"Bearer {token}"}
        after = requests.post(f"{address}/sparql", "INSERT DATA { <a:last> <a:p> 1 }", headers=update, timeout=60)
        assert after.ok
        asked = requests.get(f"{address}/sparql", {"query": "ASK { <a:last> <a:p> 1 }"}, timeout=60)
        assert asked.json()["boolean"] is True
    assert not check(place).faults


def test_value_that_is_there_twice(shipped_dataset: Any) -> None:
    """A value that a parameter has twice counts once."""
    with open_store() as store:
        query = Query.parse(ADDED)
        assert query.bind(store, most=[2, 2, 3]) == query.bind(store, most=[2, 3])

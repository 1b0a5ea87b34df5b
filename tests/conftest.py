"""What several tests share: a small data folder of two invented states, stores, and ways to run the program."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx
import pytest

from alone import pytest_collection_modifyitems, pytest_runtest_protocol  # noqa: F401 (pytest finds them here)
from dipgraph import Dataset, Query, network, open_store, shipped
from dipgraph.cli import main
from dipgraph.stores import Store

PREFIXES = """\
@prefix act: <https://w3id.org/dipgraph/act/> .
@prefix body: <https://w3id.org/dipgraph/body/> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix issue: <https://w3id.org/dipgraph/issue/> .
@prefix meeting: <https://w3id.org/dipgraph/meeting/> .
@prefix office: <https://w3id.org/dipgraph/office/> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix state: <https://w3id.org/dipgraph/state/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

ACTORS = (
    PREFIXES
    + """
state:xa
  a dip:State ;
  rdfs:label "Exland"@en ;
  dip:isoCode "XA" ;
  .

state:xb
  a dip:State ;
  rdfs:label "Wyland"@en ;
  dip:isoCode "XB" ;
  .

body:mofa-xa
  a dip:Body ;
  rdfs:label "Foreign Office of Exland"@en ;
  .

office:xa-minister
  a dip:MinisterialOffice ;
  rdfs:label "Foreign Minister of Exland"@en ;
  .

person:alm-ada
  a dip:Person ;
  rdfs:label "Ada Alm"@en ;
  skos:altLabel "アルム"@ja ;
  dip:familyName "Alm" ;
  .

person:berg-ben
  a dip:Person ;
  rdfs:label "Ben Berg"@en ;
  dip:familyName "Berg" ;
  .

person:berg-cora
  a dip:Person ;
  rdfs:label "Cora Berg"@en ;
  dip:familyName "Berg" ;
  .

issue:sea-otters
  a dip:Issue ;
  skos:prefLabel "Sea otters"@en ;
  skos:altLabel "otter question"@en ;
  .

issue:sea-lanes
  a dip:Issue ;
  skos:prefLabel "Sea lanes"@en ;
  .
"""
)

# The quotation stands at 18 to 46 and at 51 to 79; the first character lies outside the Basic Multilingual Plane.
TEXT = "\U0001d538da met Ben. They agreed to meet again in July.\nHe agreed to meet again in July.\n"
QUOTATION = "agreed to meet again in July"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()

DOCUMENT = (
    "@base <https://w3id.org/dipgraph/document/mofa-xa/2020-01-02-xb> .\n"
    + PREFIXES
    + f"""
<>
  a dip:Readout ;
  rdfs:label "Readout of Exland on the meeting of 2 January 2020"@en ;
  dip:describes meeting:2020-01-02-xa-xb ;
  dip:publisher body:mofa-xa ;
  dip:address <https://example.org/readout> ;
  dip:text "2020-01-02-xb.txt" ;
  dip:sha256 "{DIGEST}" ;
  dip:length 81 ;
  .

meeting:2020-01-02-xa-xb
  a dip:BilateralMeeting ;
  rdfs:label "Meeting of Alm and Berg, 2 January 2020"@en ;
  dip:date "2020-01-02"^^xsd:date ;
  dip:participation <#alm> , <#berg> ;
  .

<#alm>
  a dip:Participation ;
  dip:participant person:alm-ada ;
  dip:onBehalfOf state:xa ;
  .

<#berg>
  a dip:Participation ;
  dip:participant person:berg-ben ;
  dip:onBehalfOf state:xb ;
  .

<#s1>
  a dip:Statement ;
  dip:madeAt meeting:2020-01-02-xa-xb ;
  dip:speaker person:alm-ada , person:berg-ben ;
  dip:act act:agree ;
  dip:verb "agreed" ;
  dip:issue issue:sea-otters ;
  dip:summary "Alm and Berg agree to meet again."@en ;
  dip:evidence <#p1> ;
  dip:attests <https://w3id.org/dipgraph/commitment/2020-01-02-xa-xb/meet-again> ;
  .

<#p1>
  a dip:Passage ;
  dip:startOffset 18 ;
  dip:endOffset 46 ;
  dip:quotation "{QUOTATION}"@en ;
  .

<https://w3id.org/dipgraph/commitment/2020-01-02-xa-xb/meet-again>
  a dip:Commitment ;
  dip:madeAt meeting:2020-01-02-xa-xb ;
  dip:committedBy state:xa , state:xb ;
  dip:action "Meet again in July."@en ;
  dip:dueUntil "2020-07-31"^^xsd:date ;
  .
"""
)


def write_data(folder: Path) -> Path:
    """Write the small data folder to a new folder: actors, one document and its text; return it."""
    documents = folder / "documents" / "mofa-xa"
    documents.mkdir(parents=True)
    (folder / "actors.ttl").write_text(ACTORS, encoding="utf-8")
    (documents / "2020-01-02-xb.ttl").write_text(DOCUMENT, encoding="utf-8")
    (documents / "2020-01-02-xb.txt").write_bytes(TEXT.encode())
    return folder


# What is special in XML and JSON, in the labels of two parallel edges.
LABEL = 'Ada & "Co" <外交>'
EDGES = """#+ summary: Who met whom & why?
SELECT * {
  VALUES (?source ?target ?source_label ?source_type ?label ?weight ?start ?end ?evidence) {
    (<https://w3id.org/dipgraph/person/a> <https://w3id.org/dipgraph/person/b> "Ada & \\"Co\\" <外交>" "person"
      "met" 2 "2020-01-02" "2020-01-03" <https://example.org/doc?a=1&b=2#p>)
    (<https://w3id.org/dipgraph/person/a> <https://w3id.org/dipgraph/person/b> "Ada & \\"Co\\" <外交>" "person"
      "called\\u0007 line\\nend" 1 "2020-02-03" UNDEF UNDEF)
  }
}"""


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    def error(self) -> str:
        """Return the one line on standard error, without its line end; nothing else may have been written."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("dipgraph: ")
        assert self.err[:-1].isprintable()
        return self.err[:-1]


Run = Callable[..., Outcome]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small data folder that the test may change."""
    return write_data(tmp_path / "data")


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store with the small data folder and the vocabularies."""
    with open_store() as store:
        store.load(Dataset.read(write_data(tmp_path_factory.mktemp("small") / "data")))
        yield store


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of suites, corpora and records that DIPGRAPH_MATERIAL names; without it a test skips."""
    if not (folder := os.environ.get("DIPGRAPH_MATERIAL")):
        pytest.skip("DIPGRAPH_MATERIAL names no folder with suites")
    return Path(folder)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what dipgraph remembers out of the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _short_runs_of_java() -> Iterator[None]:
    """Have programs in Java do without what pays in long runs only: the second compiler, and collectors in threads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="session")
def shipped_dataset() -> Dataset:
    """Return the data that comes with dipgraph."""
    return Dataset.read(shipped.folder("data"))


@pytest.fixture(scope="module")
def place(shipped_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store on disk with the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("place") / "store"
    with open_store(folder) as store:
        store.load(shipped_dataset)
    return folder


@pytest.fixture(scope="session")
def shipped_store(shipped_dataset: Dataset) -> Iterator[Store]:
    """Return a store with the data that comes with dipgraph."""
    with open_store() as store:
        store.load(shipped_dataset)
        yield store


@pytest.fixture(params=[False, True], ids=["undirected", "directed"])
def graph(small_store: Store, request: pytest.FixtureRequest) -> networkx.MultiGraph:
    """Return a network of two parallel edges whose labels hold what is special in XML and JSON."""
    return network(small_store, Query.parse(("#+ directed: true\n" if request.param else "") + EDGES))


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs the program in this process, in the test's own folder, as `dipgraph` would run."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dipgraph", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        assert end.value.code is None or isinstance(end.value.code, int)
        return Outcome(end.value.code or 0, out, err)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Return a function that runs the installed `dipgraph` in a process of its own, in the test's own folder."""
    script = Path(sys.executable).parent / ("dipgraph.exe" if os.name == "nt" else "dipgraph")
    assert script.is_file(), "dipgraph is installed beside Python"

    def run(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Outcome:
        command = [str(script), *map(str, arguments)]
        environment = os.environ | {"PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"} | (env or {})
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, env=environment, check=False)
        text = [stream.decode().replace("\r\n", "\n") for stream in (done.stdout, done.stderr)]
        return Outcome(done.returncode, *text)

    return run

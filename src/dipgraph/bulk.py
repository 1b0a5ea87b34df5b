"""The whole graph for the bulk loaders of triple stores, where a push would take long: the data, and what each is told.

The data are N-Quads, packed, each graph with its mark, so that a push to what was loaded from them sends what changed since.
A store's recipe is one function, which returns its files.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.digests import canonical, marked
from dipgraph.errors import UsageError
from dipgraph.loading import Progress
from dipgraph.stores import Store
from dipgraph.terms import BASE

DATA = "graph.nq.gz"
KIND = "triple store"


def begin(folder: Path) -> None:
    """Have the *folder* there, with nothing in it; a UsageError says why it cannot be."""
    try:
        folder.mkdir(exist_ok=True)
        full = any(folder.iterdir())
    except OSError as error:
        raise unwritable(folder, error) from None
    if full:
        raise UsageError(f"{folder}: the folder is not empty: give a new one")


def bulk(store: Store, kind: str, folder: Path, progress: Progress | None = None) -> int:
    """Write what the loader of *kind* needs to *folder*, which is new or empty; return the number of statements.

    The same graph gives the same files. A UsageError names the kinds that there are, or says why nothing can be written.
    """
    recipe = registry.get(KIND, kind)
    # Under another name until it is whole: what broke off is not taken for all.
    part = folder / f"{DATA}.part"
    begin(folder)
    try:
        statements = 0
        with open(part, "xb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            names = store.names()
            for number, name in enumerate(names, start=1):
                content = canonical((quad.triple for quad in store.statements(name)), name)
                packed.write(_quads(marked(content, name), name, number))
                statements += content.count(b"\n")
                if progress is not None:
                    progress(number, len(names))
        part.rename(folder / DATA)
        for name, text in recipe(folder.resolve()).items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(folder, error) from None
    finally:
        with suppress(OSError):
            part.unlink()
    return statements


def unwritable(folder: Path, error: OSError) -> UsageError:
    """Return the error that says why *folder* cannot be written."""
    reason = error.strerror or str(error)
    return UsageError(f"{folder}: cannot be written ({reason}): give a folder that can, with room in it")


def _quads(content: bytes, name: str, number: int) -> bytes:
    """Return N-Triples as N-Quads of the graph *name*, blank nodes with its *number*, for they have a file in common."""
    if b"_:" in content:
        renamed = (
            ox.Triple(*map(partial(_numbered, number), q.triple)) for q in ox.parse(content, ox.RdfFormat.N_TRIPLES)
        )
        content = ox.serialize(renamed, format=ox.RdfFormat.N_TRIPLES) or b""
    # A line ends in " .", and no literal has a line end in it.
    return content.replace(b" .\n", f" <{name}> .\n".encode())


def _numbered(number: int, term: Any) -> Any:
    return ox.BlankNode(f"g{number}{term.value}") if isinstance(term, ox.BlankNode) else term


_JAR = """# Without the commands of Jena, the jar of Fuseki has both:
# java -cp jena-fuseki-server.jar tdb2.tdbloader …
# java -jar jena-fuseki-server.jar --localhost --config=fuseki.ttl
# Then: dipgraph query recurring-issues --store http://localhost:3030/dipgraph/query
"""


@registry.register(KIND, "fuseki")
def fuseki(folder: Path) -> Mapping[str, str]:
    """Return a configuration in which the default graph is the union, and the commands that load and serve."""
    configuration = """PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

[] a fuseki:Server ; fuseki:services ( <#dipgraph> ) .

<#dipgraph> a fuseki:Service ;
  fuseki:name "dipgraph" ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "database" ; tdb2:unionDefaultGraph true ] .
"""
    return {
        "fuseki.ttl": configuration,
        "load.sh": f"tdb2.tdbloader --loc=database {DATA}\nfuseki-server --localhost --config=fuseki.ttl\n{_JAR}",
    }


@registry.register(KIND, "virtuoso")
def virtuoso(folder: Path) -> Mapping[str, str]:
    """Return what isql is told; the folder must be one of DirsAllowed in virtuoso.ini."""
    quoted = str(folder).replace("'", "''")
    return {
        "load.sql": f"""-- isql 1111 dba PASSWORD load.sql (isql-vt on Debian; 1111 is the port for SQL)
-- In virtuoso.ini, DirsAllowed names {folder}, and ResultSetMaxRows is more than the rows of any answer.
-- Then: dipgraph query recurring-issues --store http://localhost:8890/sparql
ld_dir ('{quoted}', '{DATA}', '{BASE}');
rdf_loader_run ();
checkpoint;
-- What could not be loaded: nothing, if all is well.
SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;
"""
    }


@registry.register(KIND, "qlever")
def qlever(folder: Path) -> Mapping[str, str]:
    """Return the Qleverfile, by which ``qlever index`` and ``qlever start`` are enough."""
    return {
        "Qleverfile": f"""[data]
NAME = dipgraph
DESCRIPTION = who met whom, about what, and what they promised
FORMAT = nq

[index]
INPUT_FILES = {DATA}
CAT_INPUT_FILES = zcat ${{INPUT_FILES}}

[server]
PORT = 7001
# What a push has as DIPGRAPH_TOKEN.
ACCESS_TOKEN = change-this
MEMORY_FOR_QUERIES = 4G

[runtime]
SYSTEM = native
"""
    }


@registry.register(KIND, "graphdb")
def graphdb(folder: Path) -> Mapping[str, str]:
    """Return a repository that infers nothing, so that it answers as the others do, and the command that fills it."""
    repository = """PREFIX graphdb: <http://www.ontotext.com/config/graphdb#>
PREFIX rep: <http://www.openrdf.org/config/repository#>
PREFIX sail: <http://www.openrdf.org/config/sail#>
PREFIX sr: <http://www.openrdf.org/config/repository/sail#>

[] a rep:Repository ;
  rep:repositoryID "dipgraph" ;
  rep:repositoryImpl [
    rep:repositoryType "graphdb:SailRepository" ;
    sr:sailImpl [ sail:sailType "graphdb:Sail" ; graphdb:ruleset "empty" ; graphdb:disable-sameAs "true" ]
  ] .
"""
    return {"repository.ttl": repository, "load.sh": f"importrdf preload --force --config-file repository.ttl {DATA}\n"}


@registry.register(KIND, "neptune")
def neptune(folder: Path) -> Mapping[str, str]:
    """Return the request to Neptune's loader, in which bucket, role and region are to be filled in."""
    request = {
        "source": f"s3://BUCKET/{DATA}",
        "format": "nquads",
        "iamRoleArn": "arn:aws:iam::ACCOUNT:role/ROLE",
        "region": "REGION",
        "failOnError": "TRUE",
        "queueRequest": "TRUE",
    }
    sent = "curl -X POST -H 'Content-Type: application/json' https://CLUSTER:8182/loader -d @load.json\n"
    return {
        "load.json": json.dumps(request, indent=2) + "\n",
        "load.sh": f"aws s3 cp {DATA} s3://BUCKET/{DATA}\n{sent}",
    }

"""The job for Spark: the graphs of the command, whole shards, and no document that is nowhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from conftest import Outcome as Run
from dipgraph import Dataset, shipped, spark
from dipgraph.draft_turtle import Encoded, draft_turtle
from dipgraph.drafting import Asked
from dipgraph.errors import UsageError
from dipgraph.journal import key
from dipgraph.spark import Outcome
from dipgraph.vocabulary import actors_of, known
from drafted import DRAFT
from spark_drafts import in_files, in_shards

ACTORS = actors_of(shipped.folder("data"))
PAGES = Path(__file__).parent / "web_pages"
CALL = """{title}

March 3, 2022

On March 3, commencing at 5:50 p.m., for about 20 minutes, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan, \
held a telephone call with the Honorable Antony Blinken, Secretary of State of the United States of America.

1. The two ministers concurred to continue sanctions against Russia. {more}
"""


@pytest.fixture(scope="module")
def readouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of a page and texts: two of one day, two of one text, a law, no text, and words beside them."""
    folder = tmp_path_factory.mktemp("spark") / "readouts"
    folder.mkdir()
    shutil.copy(PAGES / "china.html", folder)
    for path in sorted((shipped.folder("data") / "documents").rglob("*.txt")):
        shutil.copy(path, folder)
    assert list(folder.glob("*.txt"))
    first = CALL.format(title="Call of the ministers", more="They welcomed the reopening of the strait.")
    (folder / "calls").mkdir()
    (folder / "calls" / "a.txt").write_text(first, encoding="utf-8")
    (folder / "calls" / "b.txt").write_text(CALL.format(title="Telephone talk", more=""), encoding="utf-8")
    (folder / "calls" / "c.txt").write_text(first, encoding="utf-8")
    (folder / "calls" / "a.json").write_text('{"published": "2022-03-09"}', encoding="utf-8")
    lines = [{"id": f"calls/{name}", "publisher": "mofa-jp", "published": "2022-03-04"} for name in "abc"]
    (folder / "index.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "law.txt").write_text(
        "The Act on the width of bicycle lanes enters into force in May.\n", encoding="utf-8"
    )
    (folder / "no-text.txt").write_bytes(bytes(range(256)) * 20)
    return folder


def by_command(folder: Path, out: Path) -> dict[str, bytes]:
    """Return the graphs that the command writes, by their names; the folder is named from where it is."""
    program = "from dipgraph.cli import main; main()"
    command = [sys.executable, "-c", program, "draft", folder.name, "--out", str(out)]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2), done.stderr
    return in_files(out)


def said(out: Path) -> dict[str, dict[str, str]]:
    """Return what the shards say of each document, which is said once."""
    lines = [line for path in out.glob("part-*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    found = {line.pop("source"): line for line in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


def job(*arguments: str | Path, submit: bool = False, env: dict[str, str] | None = None) -> Run:
    """Run the job on two cores of this machine; it skips where there is no Spark."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install '.[spark]'")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, and there is none")
    command = [sys.executable, "-m", "dipgraph.spark", *map(str, arguments), "--master", "local[2]"]
    if submit:
        import pyspark

        script = Path(pyspark.__file__).parent / "bin" / "spark-submit"
        command = [
            str(script),
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            str(spark.__file__),
            *map(str, arguments),
        ]
        env = {"PYSPARK_PYTHON": sys.executable}
    # What a short run does without: its pages.
    short = {"PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false pyspark-shell"}
    environment = os.environ | short | (env or {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def test_a_graph_is_that_of_the_command(readouts: Path, tmp_path: Path) -> None:
    """Each document has the graph that the command writes, also of two of one day, or a line that says why not."""
    outcome = job(readouts, tmp_path / "out", "--shards", "5", submit=True)
    expected = by_command(readouts, tmp_path / "drafts")
    assert outcome.code == 2, outcome.err
    # What a program says on standard error, spark-submit says on standard output.
    assert f"{len(expected)} drafted, 3 without a draft, 1 failed" in outcome.out
    assert expected
    assert in_shards(tmp_path / "out") == expected
    documents = said(tmp_path / "out")
    assert set(documents) == {
        str(path.relative_to(readouts)) for path in readouts.rglob("*") if path.suffix in (".txt", ".html")
    }
    assert {line["graph"] for line in documents.values() if "graph" in line} == set(expected)
    first, second = (documents[f"calls/{name}.txt"]["graph"] for name in "ab")
    assert first[:-6] == second[:-6]
    assert documents["calls/c.txt"] == {"without": "it has the same text as calls/a.txt"}
    assert documents["no-text.txt"]["failed"]
    assert documents["law.txt"]["without"]
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names >= {"_SUCCESS", *(f"part-0000{n}.jsonl" for n in range(5))}
    assert not [name for name in names if name.startswith(".")]
    # A shard without a graph would be refused.
    assert len(Dataset.read(tmp_path / "out", vocabularies=False).graphs) == len(expected)


def test_real_readouts(material: Path, tmp_path: Path) -> None:
    """Every sixth real readout has the graph of the command; benchmarks/spark_drafts.py compares all of them."""
    folder = tmp_path / "readouts"
    corpus = material / "corpus"
    found = sorted(corpus.rglob("*.txt"))[::6]
    assert len(found) > 100
    for path in found:
        (folder / path.relative_to(corpus)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.relative_to(corpus))
    shutil.copy(corpus / "index.jsonl", folder)
    outcome = job(folder, tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert in_shards(tmp_path / "out") == by_command(folder, tmp_path / "drafts")
    assert set(said(tmp_path / "out")) == {str(path.relative_to(corpus)) for path in found}


def drafted(order: int, more: str) -> Outcome:
    """Return what became of the invented document with more words at its end."""
    draft = replace(DRAFT, intake=replace(DRAFT.intake, text=DRAFT.intake.text + more))
    encoded = draft_turtle(draft, known(ACTORS))
    assert encoded
    return Outcome(order, f"{order}.txt", encoded)


def test_of_one_text_or_address_the_first_is_kept() -> None:
    """Of one text the first is kept, of one address too, each of the others says of which, and what has no graph passes."""
    none, (one, same, other) = Outcome(7, "7.txt", None, "without", "a law"), map(drafted, range(3), "xxy")
    assert one.encoded
    assert other.encoded
    found = list(spark._once(sorted([other, same, none, one], key=spark._text)))
    assert {o.source: (o.word, o.why) for o in found} == {
        "0.txt": ("", ""),
        "1.txt": ("without", "it has the same text as 0.txt"),
        "2.txt": ("", ""),
        "7.txt": ("without", "a law"),
    }
    clash = replace(other, encoded=replace(other.encoded, address=one.encoded.address))
    apart = {o.source: o for o in spark._apart(sorted([clash, none, one], key=spark._address))}
    assert apart == {
        "0.txt": one,
        "2.txt": Outcome(2, "2.txt", None, "failed", "it would have the address of another text: 0.txt"),
        "7.txt": none,
    }


def test_a_shard_is_whole_or_not_there(tmp_path: Path) -> None:
    """An attempt that breaks off leaves nothing; the next one, or one of two at once, writes the same bytes."""

    def broken() -> Iterator[Outcome]:
        yield drafted(0, "x")
        raise RuntimeError("the machine is gone")

    with pytest.raises(RuntimeError):
        list(spark._shard(3, broken(), tmp_path))
    assert not list(tmp_path.iterdir())
    contents = []
    for _ in range(2):
        assert list(spark._shard(3, [drafted(0, "x")], tmp_path)) == [{"graph": 1}]
        contents.append({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    assert contents[0] == contents[1]
    assert set(contents[0]) == {"part-00003.nq.gz", "part-00003.jsonl"}


def test_a_shard_without_graphs_says_so(tmp_path: Path) -> None:
    """Where no document of a shard has a graph, there is no file of graphs, which nothing would read."""
    none = Outcome(7, "7.txt", None, "without", "a law")
    assert list(spark._shard(0, [none], tmp_path)) == [{"without": 1}]
    assert [path.name for path in tmp_path.iterdir()] == ["part-00000.jsonl"]


def test_turtle_that_is_none_fails_alone(tmp_path: Path) -> None:
    """A draft that cannot be parsed is named as failed, and the others are in the shard."""
    bad = Outcome(1, "1.txt", Encoded("document/x/y", "<a> <b>", b""))
    assert list(spark._shard(0, [bad, drafted(2, "x")], tmp_path)) == [{"failed": 1, "graph": 1}]
    assert "SyntaxError" in said(tmp_path)["1.txt"]["failed"]
    assert len(in_shards(tmp_path)) == 1


def test_a_machine_with_other_actors_drafts_nothing(small: Path) -> None:
    """Where actors or program differ from those of who asks, or are not there, each document fails and says so."""
    here = Asked("ttl", actors_of(small))
    for asked, why in (
        (here, "other actors: install the same on every one"),
        (Asked("ttl", (small / "gone.ttl",)), "gone.ttl: No such file"),
    ):
        found = list(spark._drafted([(0, "a.txt"), (1, "b.txt")], small, asked, key((), ACTORS)))
        assert [(o.order, o.word) for o in found] == [(0, "failed"), (1, "failed")]
        assert all(why in o.why for o in found)


def test_what_is_gone_costs_one_document(tmp_path: Path) -> None:
    """A document that cannot be read any more is named, and the next one drafted."""
    (tmp_path / "b.txt").write_text(CALL.format(title="Call", more=""), encoding="utf-8")
    asked = Asked("ttl", ACTORS)
    gone, there = spark._drafted([(0, "a.txt"), (1, "b.txt")], tmp_path, asked, key((), ACTORS))
    assert (gone.word, there.word) == ("failed", "")
    assert "no such file" in gone.why
    assert there.encoded


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Return a function that runs the job's command line in this process."""

    def of(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["spark", *map(str, arguments)])
        code = spark.main()
        return Run(code, *capsys.readouterr())

    return of


def test_without_pyspark(run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PySpark one line says how to install it."""
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert run(tmp_path, tmp_path / "out").error().endswith("pip install 'dipgraph[draft,spark]'")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_empty_is_left(small: Path) -> None:
    """Shards go into a new folder, which is looked at before anything is asked of Spark."""
    with pytest.raises(UsageError, match="the folder is not empty: give a new one"):
        spark.draft_on_spark(None, small, small, Asked("ttl", ACTORS))


def test_without_java(tmp_path: Path) -> None:
    """Without Java one line says what Spark needs."""
    outcome = job(PAGES, tmp_path / "out", env={"JAVA_HOME": str(tmp_path)})
    assert outcome.code == 2
    assert "it needs Java 17 or later" in outcome.err.splitlines()[-1]
    assert not (tmp_path / "out").exists()

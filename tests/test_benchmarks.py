"""The benchmarks, at sizes at which their figures say nothing: they run, and write their page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import figures
import validation
from dipgraph import shipped

FOLDER = Path(figures.__file__).parent
SMALL = {
    "load.py": ("--sizes", "20", "40", "--runs", "1"),
    "exports.py": ("--sizes", "30", "60", "--runs", "1"),
    "startup.py": ("--runs", "1"),
    "drafts.py": ("--runs", "1"),
    "validation.py": ("--sizes", "10", "--runs", "1", "--whole"),
    "servers.py": ("--sizes", "10", "--runs", "1"),
    "searching.py": ("--sizes", "20", "--runs", "1"),
    "pages.py": ("--sizes", "20"),
    "queries.py": ("--sizes", "5", "10", "--runs", "1"),
    "serve.py": ("--sizes", "20", "--runs", "1", "--connections", "1", "--seconds", "0.1"),
    "spark_drafts.py": ("--runs", "1"),
    "matching.py": (),
    "records.py": (),
    "soak.py": ("--minutes", "0.05", "--load", "0.05"),
}
# What is no measurement of its own: the data, the means, and the faults, which have a test of their own.
OTHERS = {"accounts.py", "clients.py", "faults.py", "figures.py", "generate.py", "triple_stores.py", "vocabulary.py"}


def test_every_benchmark_is_run_here() -> None:
    """Each file of benchmarks/ that measures has a small run."""
    files = {path.name for path in FOLDER.glob("*.py")}
    assert files
    assert files - OTHERS == set(SMALL)


@pytest.mark.parametrize("name", SMALL)
def test_benchmark_runs(name: str, tmp_path: Path) -> None:
    """The command ends well, and its page has a table with the figures of each size."""
    if name == "spark_drafts.py" and (find_spec("pyspark") is None or shutil.which("java") is None):
        pytest.skip("PySpark or Java is not installed: pip install '.[spark]'")
    page = tmp_path / "RESULTS.md"
    command = [
        sys.executable,
        str(FOLDER / name),
        *SMALL[name],
        "--folder",
        str(tmp_path / "data"),
        "--page",
        str(page),
    ]
    environment = dict(os.environ)
    if name == "spark_drafts.py":
        # On the project's own documents, which are few.
        environment.pop("DIPGRAPH_MATERIAL", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# What it takes\n")
    assert "\n## " in text
    assert "\n| ---" in text
    assert f"`python benchmarks/{name}" in text


def test_pyshacl_as_it_comes_finds_what_the_shapes_find(tmp_path: Path) -> None:
    """The whole as one graph and document by document are the same question: here, of states that nobody describes."""
    document = "documents/mofa-jp/2022-05-23-us.ttl"
    (tmp_path / document).parent.mkdir(parents=True)
    (tmp_path / document).write_bytes((shipped.folder("data") / document).read_bytes())
    whole = validation.as_it_comes(str(tmp_path))[1]
    assert whole
    assert whole == validation.by_library(str(tmp_path), "shifty")[1]["by shapes"]


def test_page_of_results_has_every_benchmark() -> None:
    """What was measured stands in the page of results, each with the command that measured it."""
    text = figures.RESULTS.read_text(encoding="utf-8")
    for name in (*SMALL, "faults.py"):
        # What bombs and what load found has a section each.
        assert text.count(f"\n`python benchmarks/{name}") == 1 + (name == "soak.py"), name
    assert str(FOLDER.parent) not in text


def test_page_keeps_other_sections(tmp_path: Path) -> None:
    """A benchmark replaces its own section and leaves the others, which stand in order."""
    page = tmp_path / "RESULTS.md"
    for section, text in (("Second", "old"), ("First", "one"), ("Second", "new")):
        figures.publish(section, text, page)
    written = page.read_text(encoding="utf-8")
    assert written.index("## First") < written.index("## Second")
    assert "old" not in written
    assert written.count("## ") == 2


def test_figures_are_shown_with_three_digits() -> None:
    """Numbers of a table have the digits that mean something."""
    assert [figures.shown(value) for value in (0.0, 0.00123, 1.5, 98765.4, 98765)] == [
        "0",
        "0.00123",
        "1.50",
        "98,765",
        "98,765",
    ]
    assert figures.exponent({10: 1.0, 1000: 10_000.0}) == 2.0

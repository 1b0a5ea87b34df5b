"""The README is run: its tour in a folder of its own, its Python, and the two commands by which one sets up."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from served import served
from triple_stores import serving

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Where the tour has its triple store.
SERVER = "http://localhost:7878/query"
# Where it serves.
SERVED = "http://127.0.0.1:7880"
TERMINAL = ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "GITHUB_ACTIONS")


@dataclass(frozen=True)
class Step:
    """A command of the README, and what is printed below it there."""

    command: str
    output: str

    @classmethod
    def of(cls, block: str) -> Iterator[Step]:
        """Yield the steps of a console block: "$ " begins a command, "> " goes on with it, all else is output."""
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            more = next((n for n, line in enumerate(lines[1:], start=1) if not line.startswith("> ")), len(lines))
            command = "\n".join([lines[0], *(line.removeprefix("> ") for line in lines[1:more])])
            yield cls(command, "\n".join(lines[more:]))


def blocks(language: str, text: str = README) -> list[str]:
    """Return the fenced blocks of *language* in *text*."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def marked(name: str) -> Step:
    """Return the one step of the console block that is marked ``command: NAME``."""
    _, found, after = README.partition(f"<!-- command: {name} -->\n")
    assert found, f"README.md marks no command {name}"
    (step,) = Step.of(blocks("console", after)[0])
    return step


def matches(printed: str, shown: str) -> bool:
    """Say whether *printed* is what is *shown*, where a line "…" stands for any lines, and " …" for the rest of a line."""
    pattern = ""
    for line in shown.splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        elif line.endswith(" …"):
            pattern += re.escape(line.removesuffix(" …").rstrip()) + r".*\n"
        else:
            pattern += re.escape(line.rstrip()) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed.splitlines())) is not None


def run(command: str | list[str], folder: Path) -> str:
    """Run *command* in *folder*, as in a terminal of no particular size; return all that it prints."""
    env = {name: value for name, value in os.environ.items() if name not in TERMINAL}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        shell=isinstance(command, str),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}: exit code {done.returncode}\n{done.stdout}"

    return done.stdout


TOUR = [step for block in blocks("console", README.partition("\n## A tour\n")[2]) for step in Step.of(block)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with nothing in it but the data, as the tour expects it."""
    made = tmp_path_factory.mktemp("tour")
    shutil.copytree(ROOT / "data", made / "data")
    return made


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, str]:
    """Return what each command of the tour prints, all run in their order, the servers of the tour running."""
    outputs = {}
    with serving() as address, ExitStack() as stack:
        at = {SERVER: address}
        for step in TOUR:
            command = step.command
            for shown, real in at.items():
                command = command.replace(shown, real)
            if command.startswith("dipgraph serve "):
                words = shlex.split(command.removesuffix("&"))[2:]
                at[SERVED] = stack.enter_context(served(*words, folder=folder))
                output = f"{at[SERVED]}/ shows the graph, and answers SPARQL at /sparql; end it with Ctrl-C\n"
            else:
                output = run(command, folder)
            for shown, real in at.items():
                output = output.replace(real, shown)
            outputs[step.command] = output
    return outputs


def test_tour_is_found() -> None:
    """The tour has ten commands or more, no two alike, and shows words of the output of most."""
    assert len(TOUR) >= 10
    assert len({step.command for step in TOUR}) == len(TOUR)
    assert sum(bool(step.output.replace("…", "").strip()) for step in TOUR) >= 10


@pytest.mark.parametrize("step", TOUR, ids=lambda step: step.command.partition("\n")[0])
def test_tour_prints_what_it_shows(step: Step, printed: dict[str, str]) -> None:
    """A command of the tour prints what stands below it."""
    output = printed[step.command]

    assert matches(output, step.output), f"$ {step.command}\n{output}"


def test_python_of_the_tour(folder: Path) -> None:
    """The Python of the README runs without a warning, and prints what stands below it."""
    (program,) = blocks("python")
    (shown,) = blocks("text")

    output = run([sys.executable, "-W", "error", "-c", program], folder)

    assert matches(output, shown), output


def test_first_command_ends_with_the_recurring_issues(folder: Path) -> None:
    """The last part of the first command prints the table that stands below it."""
    step = marked("ask")
    question = step.command.rpartition("&& ")[2].removeprefix(".venv/bin/")

    assert question == "dipgraph query recurring-issues"
    assert matches(run(question, folder), step.output)


def test_ci_runs_the_commands_of_the_readme() -> None:
    """What .ci/run runs are the two commands of the README, character for character."""
    output = run([str(ROOT / ".ci/run"), "--commands"], ROOT)

    assert output.splitlines() == [marked("ask").command, marked("test").command]


@pytest.mark.parametrize(
    ("output", "shown", "same"),
    [
        ("a\nb\nc\n", "a\nb\nc", True),
        ("a  \nb\n", "a\nb  ", True),
        ("a\nb\nc\n", "a\n…\nc", True),
        ("a\nc\n", "a\n…\nc", True),
        ("a long line\n", "a long …", True),
        ("a\nb\n", "a", False),
        ("a\nb\n", "b", False),
        ("a\nb\nc\n", "a\n…\nd", False),
        ("a long line\n", "a short …", False),
    ],
)
def test_matches(output: str, shown: str, same: bool) -> None:
    """Only what is marked with an ellipsis may be left out."""
    assert matches(output, shown) is same

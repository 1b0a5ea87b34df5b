"""The words of a command line: what is read from them, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, help_of, read


def _run() -> None:
    """Do what is asked, with `marks` of code.

    Example: `dipgraph do this`
    """


PLAIN = Command(
    _run,
    (
        Word("name", metavar="NAME", required=True, help="A name."),
        Word("--data", metavar="FOLDER", path=True, required=True, help="A folder."),
        Word("--format", metavar="FORMAT", default="text", help="A format."),
        HELP,
    ),
)
OPEN = Command(_run, (Word("name", metavar="[NAME]", help="A name."), *PLAIN.words[2:]), others=True)


def test_values_are_read() -> None:
    """Arguments and options mix; what is not given has its default."""
    expected = {"name": "a", "data": Path("b"), "format": "text", "help": False}
    assert read("do", PLAIN, ["a", "--data", "b"]) == expected
    assert read("do", PLAIN, ["--data=b", "--", "a"]) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a"], "Missing option '--data'"),
        (["--data", "b"], "Missing argument 'NAME'"),
        (["a", "b", "--data", "c"], "Got unexpected extra argument(s) (b)"),
        (["a", "--dta", "b"], "No such option: --dta (Possible options: --data)"),
        (["a", "-x"], "No such option: -x"),
        (["a", "--data"], "Option '--data' has no value: write --data FOLDER"),
        (["a", "--help=1"], "Option '--help' takes no value"),
    ],
)
def test_wrong_words(given: list[str], expected: str) -> None:
    """Wrong use is told on one line that leads to the help."""
    with pytest.raises(UsageError) as error:
        read("do", PLAIN, given)
    assert str(error.value) == f"{expected}: see 'dipgraph do --help'"


def test_who_gives_several_files_is_told_to_give_their_folder() -> None:
    """Where an argument is a file or a folder; a command whose argument is another thing has no such cure."""
    some = Command(_run, (Word("path", metavar="FILE|FOLDER|-", required=True, path=True, help="A text."), HELP))
    with pytest.raises(UsageError) as error:
        read("do", some, ["a.txt", "b.txt", "c.txt"])
    assert str(error.value) == (
        "Got unexpected extra argument(s) (b.txt c.txt): instead of several files give the folder that they are in: "
        "see 'dipgraph do --help'"
    )


@pytest.mark.parametrize(
    ("given", "name", "others"),
    [
        ([], None, []),
        (["a", "--one", "1", "--format", "csv", "--two=-2"], "a", ["--one", "1", "--two=-2"]),
        (["--format=csv", "a", "--one", "-1"], "a", ["--one", "-1"]),
        (["--one", "a", "--format", "csv"], "--one", ["a"]),
        (["--format", "csv", "a", "--", "--format"], "a", ["--format"]),
    ],
)
def test_others_are_kept_in_order(given: list[str], name: str | None, others: list[str]) -> None:
    """A command with others has them as they were written, its own options wherever they stand."""
    values = read("do", OPEN, given)
    assert (values["name"], values["others"]) == (name, others)
    assert values["format"] == ("csv" if given else "text")


def test_a_default_is_of_the_kind_of_the_option() -> None:
    """What is not given is a path as well, where the option is one."""
    word = Word("--out", metavar="FILE", default="a.ttl", path=True, help="Where.")
    assert read("x", Command(lambda: None, (word,)), [])["out"] == Path("a.ttl")


def test_help_is_asked_for_before_all_else() -> None:
    """Who asks for help is not told what is missing."""
    assert read("do", PLAIN, ["--help"])["help"]
    assert help_of("do", PLAIN).startswith(
        "usage: dipgraph do [OPTIONS] NAME\n\nDo what is asked, with marks of code.\n"
    )

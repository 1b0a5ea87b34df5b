"""The words of a command line: commands with their arguments and options, how they are read, and their help.

The help is on the screen before ``argparse`` would be imported; so what is imported here is little.
"""

from __future__ import annotations

import os
import sys

from dipgraph.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

# The column in which explanations begin at most, and the characters that they have at least.
_FAR, _LEAST = 24, 11


class Word:
    """An argument or an option with a value; an option that has no *metavar* is a flag, which is given or not.

    The value is text, or a Path if *path*. An argument with *several* takes all that there are.
    """

    def __init__(
        self,
        *names: str,
        help: str,
        metavar: str = "",
        default: str | None = None,
        path: bool = False,
        several: bool = False,
        required: bool = False,
    ) -> None:
        """Take the names of an option, which begin with hyphens, or the one name of an argument."""
        self.names, self.help, self.metavar, self.default = names, help, metavar, default
        self.path, self.several, self.required = path, several, required

    @property
    def key(self) -> str:
        """Return the name of the parameter that has its value."""
        key = self.names[0].strip("-").replace("-", "_")
        # Python has that word for itself.
        return "for_" if key == "for" else key

    @property
    def is_option(self) -> bool:
        """Say whether it is an option, and not an argument."""
        return self.names[0].startswith("-")

    @property
    def is_flag(self) -> bool:
        """Say whether it is an option without a value."""
        return self.is_option and not self.metavar

    @property
    def shown(self) -> str:
        """Return what messages call it: an option's name, or what stands for an argument in the help."""
        return self.names[0] if self.is_option else self.metavar

    def value(self, text: str) -> Any:
        """Return its value where *text* is given for it."""
        if not self.path:
            return text
        from pathlib import Path

        return Path(text)


class Command:
    """A command: the function that runs it and returns the exit code (None is 0), and its arguments and options.

    One with *others* also takes options that it does not know itself, and reads its ``help`` in its own way.
    """

    def __init__(self, run: Callable[..., int | None], words: tuple[Word, ...], others: bool = False) -> None:
        """Take the function, its words, and whether there are others."""
        self.run, self.words, self.others = run, words, others


def command(
    commands: dict[str, Command], *words: Word, others: bool = False
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Return a decorator that puts a function with its *words* among the *commands*, under its name.

    A name that is a word of Python stands with an underscore behind it: ``import_`` is the command ``import``.
    """

    def decorator(function: Callable[..., int | None]) -> Callable[..., int | None]:
        commands[function.__name__.rstrip("_")] = Command(function, words, others)
        return function

    return decorator


HELP = Word("--help", "-h", help="Show this help and end.")


def read(name: str, command: Command, given: Sequence[str]) -> dict[str, Any]:
    """Return the values of the command's words in what is *given*, by name; a UsageError says what is wrong with it.

    Options stand anywhere before ``--``. A command with others has what is none of its own options there, in order, from
    behind its argument on. Of one without, that ``help`` is asked for is returned alone.
    """
    if not command.others and not set(HELP.names).isdisjoint(given[: [*given, "--"].index("--")]):
        return {HELP.key: True}
    try:
        values, rest = _options(command, given)
        for word in command.words:
            if not word.is_option:
                taken = len(rest) if word.several else 1
                found = [word.value(text) for text in rest[:taken]]
                values[word.key] = found if word.several else found[0] if found else None
                del rest[:taken]
            if word.required and values[word.key] is None:
                raise UsageError(f"Missing {'option' if word.is_option else 'argument'} {word.shown!r}")
        if command.others:
            values["others"] = rest
        elif rest:
            raise UsageError(_too_many(command, rest))
    except UsageError as error:
        raise UsageError(f"{error}: see 'dipgraph {name} --help'") from None
    return values


def _too_many(command: Command, rest: Sequence[str]) -> str:
    """Return what is wrong where *rest* is given too much, and the cure where one argument may be a folder of such files."""
    said = f"Got unexpected extra argument(s) ({' '.join(rest)})"
    folder = any(word.metavar.startswith("FILE|FOLDER") for word in command.words)
    return f"{said}: instead of several files give the folder that they are in" if folder else said


def _options(command: Command, given: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of the command's options, and what else is *given*, in order."""
    options = {name: word for word in command.words if word.is_option for name in word.names}
    values: dict[str, Any] = {
        word.key: False if word.is_flag else word.default and word.value(word.default) for word in options.values()
    }
    others: list[str] = []
    rest = list(given)
    while rest:
        first = rest.pop(0)
        if first == "--":
            others += rest
            break
        name, equals, text = first.partition("=")
        word = options.get(name)
        if word is not None:
            values[word.key] = True if word.is_flag else word.value(text if equals else _value(word, rest))
            if word.is_flag and equals:
                raise UsageError(f"Option {name!r} takes no value")
        elif command.others or not _is_name(first):
            others.append(first)
        else:
            raise UsageError(no_option(first, command.words))
    return values, others


def _value(word: Word, rest: list[str]) -> str:
    """Take the value of an option from the *rest* of what is given."""
    if not rest or _is_name(rest[0]):
        raise UsageError(f"Option {word.shown!r} has no value: write {word.shown} {word.metavar}")
    return rest.pop(0)


def _is_name(text: str) -> bool:
    """Say whether *text* is meant for the name of an option; a hyphen alone stands for standard input."""
    return text.startswith("-") and text != "-"


def help_of(name: str, command: Command) -> str:
    """Return the help of a command: its usage, its docstring, its arguments and its options."""
    arguments = [word for word in command.words if not word.is_option]
    shown = (f"[{word.shown} …]" if word.several else word.shown for word in arguments)
    sections = {
        "Arguments": [_row(word) for word in arguments],
        "Options": [_row(word) for word in command.words if word.is_option],
    }
    return _page(" ".join(["dipgraph", name, "[OPTIONS]", *shown]), command.run.__doc__ or "", sections)


def overview(about: str, commands: Mapping[str, Command], options: Iterable[Word]) -> str:
    """Return the help of the whole: its options, and each command with the first sentence of its docstring."""
    firsts = [(name, (command.run.__doc__ or "").partition("\n")[0]) for name, command in commands.items()]
    return _page("dipgraph [OPTIONS] COMMAND …", about, {"Options": [*map(_row, options)], "Commands": firsts})


def no_command(name: str, commands: Iterable[str]) -> str:
    """Return the message for an unknown command, with the nearest one.

    >>> no_command("valdate", ["validate", "query"])
    "No such command 'valdate'. Did you mean 'validate'?"
    """
    near = _near(name.lower(), commands)
    return f"No such command {name!r}" + (f". Did you mean {near[0]!r}?" if near else "")


def no_option(given: str, words: Iterable[Word]) -> str:
    """Return the message for an unknown option, with those that are near.

    >>> no_option("--foo", [Word("--format", metavar="FORMAT", help=""), HELP])
    'No such option: --foo (Possible options: --format)'
    """
    given = given.partition("=")[0]
    near = _near(given, (name for known in words for name in known.names if name.startswith("--")))
    return f"No such option: {given}" + (f" (Possible options: {', '.join(sorted(near))})" if near else "")


def _near(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, list(known))


def _row(word: Word) -> tuple[str, str]:
    """Return how a word is written, and what it is for."""
    written = " ".join([", ".join(word.names), word.metavar]).strip() if word.is_option else word.shown
    note = " [required]" if word.required else f" [default: {word.default}]" if word.default else ""
    return written, word.help + note


def _page(usage: str, about: str, sections: Mapping[str, list[tuple[str, str]]]) -> str:
    """Return a page of help as wide as the terminal: each paragraph filled, what is written beside what it is for."""
    width = _width()
    paragraphs = [f"usage: {usage}"]
    paragraphs += ["\n".join(_filled(paragraph, width)) for paragraph in _paragraphs(about)]
    rows = [row for section in sections.values() for row in section]
    column = min(_FAR, 4 + max(len(written) for written, _ in rows))
    for title, section in sections.items():
        lines = [f"{title}:"]
        for written, words in section:
            first, *more = _filled(words.replace("`", ""), max(_LEAST, width - column))
            beside = len(written) + 4 <= column
            lines += [f"  {written}".ljust(column) + first] if beside else [f"  {written}", " " * column + first]
            lines += [" " * column + line for line in more]
        if section:
            paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a docstring without the marks of code."""
    return "\n".join(line.strip() for line in text.replace("`", "").strip().splitlines()).split("\n\n")


def _filled(text: str, width: int) -> list[str]:
    """Return the words of *text* in lines of at most *width* characters, if no word is longer."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _width() -> int:
    """Return how wide the help is: as the terminal, which COLUMNS overrides; 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 20:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 80

"""The words of a command line: commands with their arguments and options, how they are read, and their help."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from dipgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Word(NamedTuple):
    """An argument or option: its names, what argparse is to know of it, and whether it must be given."""

    names: tuple[str, ...]
    settings: Mapping[str, Any]
    required: bool = False

    @property
    def is_option(self) -> bool:
        """Say whether it is an option, and not an argument."""
        return self.names[0].startswith("-")

    @property
    def shown(self) -> str:
        """Return what messages call it: an option's name, or what stands for an argument in the help."""
        return self.names[0] if self.is_option else str(self.settings["metavar"])


class Command(NamedTuple):
    """A command: the function that runs it and returns the exit code (None is 0), and its arguments and options.

    One with *others* also takes options that it does not know itself, and reads its ``help`` in its own way.
    """

    run: Callable[..., int | None]
    words: tuple[Word, ...]
    others: bool = False


def word(*names: str, required: bool = False, **settings: Any) -> Word:
    """Return an argument or option with the *settings* of argparse's ``add_argument``."""
    return Word(names, settings, required)


def command(
    commands: dict[str, Command], *words: Word, others: bool = False
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Return a decorator that puts a function with its *words* among the *commands*, under its name."""

    def decorator(function: Callable[..., int | None]) -> Callable[..., int | None]:
        commands[function.__name__] = Command(function, words, others)
        return function

    return decorator


HELP = word("--help", "-h", action="store_true", help="Show this help and end.")


def read(name: str, command: Command, given: Sequence[str]) -> dict[str, Any]:
    """Return the values of the command's words in what is *given*, by name; a UsageError says what is wrong with it.

    A command with others has what is none of its own options there, in order, from behind its argument on.
    """
    parser = _Parser(f"dipgraph {name}", command.words)
    own, others = _apart(command.words, given) if command.others else (list(given), [])
    values, extra = parser.parse_known_args(own)
    found = vars(values)
    if command.others:
        # The first of them is the argument.
        argument = next(word.names[0] for word in command.words if not word.is_option)
        found[argument], found["others"] = (others[0], others[1:]) if others else (None, [])
    if found["help"]:
        return found
    if extra:
        if extra[0].startswith("-"):
            parser.error(no_option(extra[0], command.words))
        parser.error(f"Got unexpected extra argument(s) ({' '.join(extra)})")
    for word in command.words:
        if word.required and found[word.names[0].strip("-")] is None:
            parser.error(f"Missing {'option' if word.is_option else 'argument'} {word.shown!r}")
    return found


def help_of(name: str, command: Command) -> str:
    """Return the help of a command: its usage, its docstring, its arguments and its options."""
    return _Parser(f"dipgraph {name}", command.words, command.run.__doc__ or "").format_help()


def overview(about: str, commands: Mapping[str, Command], options: tuple[Word, ...]) -> str:
    """Return the help of the whole: its options, and each command with the first sentence of its docstring."""
    parser = _Parser("dipgraph", options, about, usage="dipgraph [OPTIONS] COMMAND …")
    group = parser.add_argument_group("Commands")
    for name, command in commands.items():
        group.add_argument(name, help=_plain((command.run.__doc__ or "").partition("\n")[0]))
    return parser.format_help()


def no_command(name: str, commands: Iterable[str]) -> str:
    """Return the message for an unknown command, with the nearest one.

    >>> no_command("valdate", ["validate", "query"])
    "No such command 'valdate'. Did you mean 'validate'?"
    """
    near = _near(name.lower(), commands)
    return f"No such command {name!r}" + (f". Did you mean {near[0]!r}?" if near else "")


def no_option(given: str, words: Iterable[Word]) -> str:
    """Return the message for an unknown option, with those that are near.

    >>> no_option("--foo", [word("--format"), HELP])
    'No such option: --foo (Possible options: --format)'
    """
    given = given.partition("=")[0]
    near = _near(given, (name for known in words for name in known.names if name.startswith("--")))
    return f"No such option: {given}" + (f" (Possible options: {', '.join(sorted(near))})" if near else "")


def _near(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, list(known))


def _apart(words: Iterable[Word], given: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the options of *words* that are *given*, with their values, and apart from them all else, in order."""
    flags = {name: "action" in word.settings for word in words if word.is_option for name in word.names}
    own: list[str] = []
    others: list[str] = []
    rest = list(given)
    while rest:
        first = rest.pop(0)
        option, equals, _ = first.partition("=")
        if first == "--":
            return own, others + rest
        if option not in flags:
            others.append(first)
        else:
            own.append(first)
            if not (flags[option] or equals):
                own += rest[:1]
                del rest[:1]
    return own, others


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, words: tuple[Word, ...], about: str = "", usage: str | None = None) -> None:
        arguments, options = ([word for word in words if word.is_option is wanted] for wanted in (False, True))
        names = (f"[{word.shown} …]" if word.settings["nargs"] == "*" else word.shown for word in arguments)
        super().__init__(
            prog=prog,
            usage=usage or " ".join([prog, "[OPTIONS]", *names]),
            description=_plain(about),
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        for title, group in (("Arguments", arguments), ("Options", options)):
            added = self.add_argument_group(title)
            for word in group:
                default = word.settings.get("default")
                note = " [required]" if word.required else f" [default: {default}]" if default else ""
                added.add_argument(*word.names, **{**word.settings, "help": _plain(word.settings["help"]) + note})

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong as a UsageError, which leads to the help."""
        raise UsageError(f"{message}: see '{self.prog} --help'")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=_width())

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Fill each paragraph of *text* apart."""
        paragraphs = (super(_Formatter, self)._fill_text(part, width, indent) for part in text.split("\n\n"))
        return "\n\n".join(paragraphs)


def _width() -> int:
    """Return how wide the help is: as the terminal, which COLUMNS overrides; 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 20:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 80


def _plain(text: str) -> str:
    """Return a docstring as it is shown: without its indent and the marks of code."""
    return "\n".join(line.strip() for line in text.strip().splitlines()).replace("`", "")

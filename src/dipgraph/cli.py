"""The command line: the same words as the library. Answers go to standard output, all else to standard error."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from dipgraph import authoring, commands, publishing, servers, serving
from dipgraph.errors import DipgraphError, UsageError
from dipgraph.words import HELP, Word, help_of, no_command, no_option, overview, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ABOUT = "Who met whom, about what, and what they promised: a graph of diplomatic meetings, with its evidence."
COMMANDS = {**commands.COMMANDS, **servers.COMMANDS, **publishing.COMMANDS, **authoring.COMMANDS, **serving.COMMANDS}
VERSION = Word("--version", help="Print the version and end.")


def _run(given: Sequence[str]) -> int | None:
    """Run the command that is *given*, and return its exit code."""
    options = (VERSION, HELP)
    first = given[0] if given else ""
    if not given or first in HELP.names:
        print(overview(ABOUT, COMMANDS, options), end="")
        return 0 if given else 2
    if first in VERSION.names:
        from importlib.metadata import version

        print(f"dipgraph {version('dipgraph')}")
        return 0
    if first not in COMMANDS:
        wrong = no_option(first, options) if first.startswith("-") else no_command(first, COMMANDS)
        raise UsageError(f"{wrong}: see 'dipgraph --help'")
    chosen = COMMANDS[first]
    values = read(first, chosen, given[1:])
    if not chosen.others and values.pop("help"):
        print(help_of(first, chosen), end="")
        return 0
    return chosen.run(**values)


def main() -> None:
    """Run the command line; an error is one line on standard error, and the exit code that it carries."""
    # What is imported is there to stay: the collector need not look through it again and again, nor at the end.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    try:
        sys.exit(_run(sys.argv[1:]))
    except DipgraphError as error:
        try:
            sys.stdout.flush()
        except OSError:
            # What was printed before cannot be written any more; the error is said all the same.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _tell(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _tell("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output is gone (head, less): nothing more to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _tell(f"standard output cannot be written ({error.strerror or error}): give it another place")
        sys.exit(2)


def _tell(error: str) -> None:
    """Say the one line of an error; what that takes is imported for it alone."""
    from dipgraph.terminal import say

    say(f"dipgraph: {error}")

"""The commands that make a document's Turtle from its text."""

from __future__ import annotations

from dipgraph.commands import DATA
from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: dict[str, Command] = {}


@command(
    COMMANDS,
    Word("path", metavar="FILE", required=True, path=True, help="File of a document that `dipgraph draft` wrote."),
    Word("--unsure-first", help="Begin with what is least sure, and not in the order of the text."),
    DATA,
    HELP,
)
def review(path: Path, unsure_first: bool, data: Path | None) -> int:
    """Go through the guesses of a draft in the terminal: accept, change, reject or skip each, or go back.

    Each question shows the passage in its context, what is guessed, and why. Every answer is in the file before the
    next question, which keeps its order and layout. `validate` finds nothing in a file all of whose marks are settled.

    Exit code 0: nothing is left. 1: some marks are. 2: the file cannot be reviewed.

    Example: `dipgraph review drafts/mofa-jp/2022-05-23-us.ttl`
    """
    from dipgraph import shipped
    from dipgraph.drafting import actors_of, known
    from dipgraph.review import review as go_through
    from dipgraph.terminal import count, say

    vocabulary = known(actors_of(shipped.data_folder(data)))
    left = go_through(path, vocabulary, unsure_first)
    if left:
        say(f"{path}: {count(left, 'question')} left: go on with 'dipgraph review {path}'")
        return 1
    say(f"{path}: no marks are left: see what 'dipgraph validate {path}' finds")
    return 0

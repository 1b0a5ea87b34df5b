"""Who makes way where all processes that answer are busy and others wait.

A query that takes long goes on beside the others, in a place of its own, as long as there are such places; then it is
refused. So as many queries as there are processes may take all their time, and hold up nobody; more may take a second.
"""

from __future__ import annotations

from dipgraph.process import Process

# Seconds of a query after which it goes on beside others, or is refused, where others wait; and between two looks.
ASIDE, REFUSED, LOOK = 0.25, 1.0, 0.1


class Turns:
    """Since when each process is answering, which of them go on beside the others, and which had to make way."""

    def __init__(self, places: int) -> None:
        """Take how many may go on beside the others."""
        self.places = places
        self.busy: dict[Process, float] = {}
        self.aside: set[Process] = set()
        self.refused: set[Process] = set()

    def over(self, waiting: int, now: float) -> list[Process]:
        """Return those of which the turn is over, where so many wait: each is in ``aside`` from then on, or is ``refused``.

        Those that were asked first are the first to have a place beside the others.
        """
        found: list[Process] = []
        for process, begun in self.busy.items():
            if len(found) == waiting:
                break
            if process in self.aside or process in self.refused:
                continue
            if now - begun >= ASIDE and len(self.aside) < self.places:
                self.aside.add(process)
            elif now - begun >= REFUSED:
                self.refused.add(process)
            else:
                continue
            found.append(process)
        return found

    def forget(self, process: Process) -> None:
        """Know no more of a process that is no longer asked."""
        self.aside.discard(process)
        self.refused.discard(process)

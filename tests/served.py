"""A server of dipgraph in a process of its own, for the tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(*arguments: str | Path, folder: Path | None = None, token: str = "") -> Iterator[str]:
    """Run ``dipgraph serve`` in a folder, at any free port; give its address, without a slash at the end."""
    command = [str(Path(sys.executable).parent / "dipgraph"), "serve", "--port", "0", *map(str, arguments)]
    environment = {**os.environ, "DIPGRAPH_TOKEN": token}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=folder, env=environment) as process:
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            found = re.match(
                r"(http://\S+)/ shows the graph, and answers SPARQL at /sparql; end it with Ctrl-C\n", said
            )
            assert found, said + process.stderr.read()
            # What else it says is shown where a test fails, and must not fill the pipe.
            threading.Thread(target=shutil.copyfileobj, args=(process.stderr, sys.stderr), daemon=True).start()
            yield found[1]
        finally:
            process.terminate()
            assert process.wait(20) in (0, 143)

"""Run the notebook tour.ipynb from its beginning, and write it with what each cell gives.

Run ``python docs/tour.py`` after a change of the notebook, or of what it shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

PLACE = Path(__file__).with_name("tour.ipynb")


def executed() -> Any:
    """Return the notebook as it is after all its cells ran, in a new kernel; an error of a cell is raised."""
    notebook = nbformat.read(PLACE, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(PLACE.parent)}}).execute()
    for cell in notebook.cells:
        # When a cell ran, and on what, is nobody's matter.
        cell.metadata.clear()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


if __name__ == "__main__":
    nbformat.write(executed(), PLACE)

"""The notebook in docs/: it runs from its beginning, and gives what stands in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


def outputs(notebook: Any) -> list[list[Any]]:
    """Return what each cell of code gives: text, and pages of HTML, but for the places in a drawing.

    Where nodes are drawn differs between versions of igraph.
    """
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            given: list[Any] = []
            for output in cell.outputs:
                # What is printed comes in one piece or in several, as the machine is idle or busy.
                if output.get("text") and given and isinstance(given[-1], str):
                    given[-1] += output["text"]
                else:
                    given.append(output.get("text") or dict(output.get("data", {})))
            for data in given:
                if isinstance(data, dict) and data.get("text/html", "").startswith("<iframe"):
                    data["text/html"] = data["text/html"].partition(" srcdoc=")[0]
            found.append(given)
    return found


# The kernel says that those who can look into this machine can look into it.
@pytest.mark.filterwarnings("ignore")
def test_notebook_gives_what_stands_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell runs without an error, and gives what is written below it; else run docs/tour.py, and look at it."""
    for name in ("nbclient", "nbformat", "ipykernel", "pandas", "oxrdflib"):
        pytest.importorskip(name)
    monkeypatch.syspath_prepend(str(DOCS))
    import nbformat
    import tour

    written = nbformat.read(tour.PLACE, as_version=4)
    assert len(outputs(written)) > 8
    assert any("srcdoc" in str(cell.get("outputs")) for cell in written.cells)
    assert outputs(tour.executed()) == outputs(written)
    assert "tour" in sys.modules

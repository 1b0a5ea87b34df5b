"""Where the files that come with dipgraph lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph import shipped

WITHIN = {"ontology": "dipgraph.ttl", "queries": "recurring-issues.rq", "data": "actors.ttl"}


@pytest.mark.parametrize("name", WITHIN)
def test_folders_are_there(name: str) -> None:
    """Each of the three folders is found, with a file that belongs in it, from whatever working directory."""
    assert shipped.folder(name).is_absolute()
    assert (shipped.folder(name) / WITHIN[name]).is_file()


def test_given_folder_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is given is taken as it is, also where there is data here."""
    (tmp_path / "data" / "documents").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert shipped.data_folder(Path("elsewhere")) == Path("elsewhere")


def test_data_here_comes_before_shipped_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a given folder it is data/ of the working directory."""
    (tmp_path / "data" / "documents").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert shipped.data_folder() == Path("data")


def test_data_here_must_have_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder data/ without documents/ is somebody else's: the shipped data is taken."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert shipped.data_folder() == shipped.folder("data")

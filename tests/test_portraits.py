"""Both sides of a judgement as who decides sees them: names, offices, days, places, documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.dataset import Files
from dipgraph.dossiers import Dossiers, dossiers
from dipgraph.portraits import Portraits
from dipgraph.terms import BASE, XSD


@pytest.fixture(scope="module")
def shipped_dossiers() -> Dossiers:
    """Return what the data that comes with dipgraph says of everybody."""
    return dossiers(Files.at(shipped.folder("data"), vocabularies=False))


def told(found: Dossiers, one: str, other: str) -> list[tuple[str, str]]:
    """Return the lines of a pair."""
    return list(Portraits(found).lines((BASE + one, BASE + other)))


def test_persons_have_offices_meetings_and_documents(shipped_dossiers: Dossiers) -> None:
    """Of each side the names, the state, offices with their days, when and where he was met, and who tells of it."""
    lines = told(shipped_dossiers, "person/hayashi-yoshimasa", "person/kishida-fumio")
    assert [value for name, value in lines if name in ("1", "2")] == [
        "person/hayashi-yoshimasa",
        "person/kishida-fumio",
    ]
    first = lines[: [name for name, _ in lines].index("2")]
    said = dict(first)
    assert said["names"].startswith("Hayashi Yoshimasa")
    assert "jp" in said["states"]
    assert any(value.startswith("Minister for Foreign Affairs of Japan (office/jp-foreign-minister), from 10 November 2021")
               for name, value in first if name == "office")  # fmt: skip
    assert any(
        name == "met" and value.startswith("11 December 2021, Liverpool, gb: Meeting of Hayashi")
        for name, value in first
    )
    assert "document/" in said["documents"]


def test_meetings_have_days_places_and_who_took_part(shipped_dossiers: Dossiers) -> None:
    """A call and a meeting are told apart by it."""
    lines = told(shipped_dossiers, "meeting/2022-01-06-jp-us", "meeting/2022-01-07-jp-us-scc")
    assert [name for name, _ in lines].count("days") == 2
    assert ("days", "6 January 2022") in lines or ("days", "5 January 2022 to 6 January 2022") in lines
    assert any(name == "took part" and "hayashi-yoshimasa" in value for name, value in lines)
    assert any(name == "documents" for name, _ in lines)


def test_offices_have_their_holders_and_tenures_their_days(shipped_dossiers: Dossiers) -> None:
    """An office is known by who held it, a tenure by holder, office and days."""
    office = told(shipped_dossiers, "office/jp-prime-minister", "office/jp-foreign-minister")
    assert any(name == "held by" and "kishida-fumio" in value and "2021" in value for name, value in office)
    tenure = f"tenure/{'kishida-fumio-jp-prime-minister-2021'}"
    assert ("holder", "Kishida Fumio (person/kishida-fumio)") in told(shipped_dossiers, tenure, tenure)


def test_what_nothing_describes_is_said_to_be_so(shipped_dossiers: Dossiers) -> None:
    """Where the records that were matched are not given, nothing is made up."""
    assert told(shipped_dossiers, "person/nobody", "document/nowhere/at-all")[1] == (
        "",
        "nothing that was given describes it: name all that was matched",
    )


def test_of_many_the_first_and_the_last_are_shown(tmp_path: Path) -> None:
    """A person of ten meetings has six lines of them, and the number of the others."""
    base = "https://w3id.org/dipgraph/"
    prefixes = {"dip": f"{base}ontology#", "p": f"{base}person/", "m": f"{base}meeting/", "xsd": f"{XSD}"}
    head = "".join(f"@prefix {prefix}: <{of}> .\n" for prefix, of in prefixes.items())
    meetings = "".join(
        f'm:m{n} a dip:BilateralMeeting ; dip:date "2001-02-{n:02}"^^xsd:date ; dip:participation m:s{n} .\n'
        f"m:s{n} dip:participant p:vega .\n"
        for n in range(1, 11)
    )
    path = tmp_path / "a.ttl"
    path.write_text(f"@base <{base}a> .\n{head}p:vega a dip:Person .\n{meetings}", encoding="utf-8")
    lines = told(dossiers(Files.at(path, vocabularies=False)), "person/vega", "person/x")
    met = [value for name, value in lines if name == "met"]
    assert len(met) == 7
    assert met[3] == "… 4 more …"
    assert met[0].startswith("1 February 2001")
    assert met[-1].startswith("10 February 2001")

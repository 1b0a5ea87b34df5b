"""A small folder in the form in which the Office of the Historian publishes its records: invented persons and journeys."""

from __future__ import annotations

from pathlib import Path

TRIP = """<trip role="{role}" who="{who}"><id>{key}</id><role>{role}</role><name>{name}</name>
<start-date>{first}</start-date><end-date>{last}</end-date><country id="{country}">{printed}</country>
<locale>{places}</locale><remarks>{remark}</remarks></trip>"""
VISIT = """<visit><id>{key}</id><start-date>{first}</start-date><end-date>{last}</end-date><visitor>{visitor}</visitor>
<from id="{country}">{printed}</from><description>{remark}</description></visit>"""
PERSON = """<person><id>{key}</id><persName><surname>{family}</surname><forename>{given}</forename><altname>{other}</altname>
</persName></person>"""
SERVED = """<{tag}><id>{key}</id><person-id>{who}</person-id><role-title-id>{role}</role-title-id>
<contemporary-territory-id>{country}</contemporary-territory-id><started><date>{begins}</date></started>
<ended><date>{ends}</date><note/></ended><note/></{tag}>"""


def trip(key: str, remark: str, first: str = "1998-03-02", last: str = "", **more: str) -> str:
    """Return a trip of Secretary Ada Vale, to Peru where nothing else is said."""
    said = {
        "role": "secretary",
        "who": "vale-ada",
        "name": "Ada Vale",
        "country": "peru",
        "printed": "Peru",
        "places": "Lima",
    }
    return TRIP.format(**{**said, **more, "key": key, "remark": remark, "first": first, "last": last or first})


def visit(key: str, visitor: str, remark: str, first: str = "1998-05-04", last: str = "", **more: str) -> str:
    """Return a visit, from Chad where nothing else is said."""
    said = {"country": "chad", "printed": "Chad"}
    return VISIT.format(
        **{**said, **more, "key": key, "visitor": visitor, "remark": remark, "first": first, "last": last or first}
    )


def served(
    key: str, who: str, begins: str, ends: str, tag: str = "principal", role: str = "secretary", country: str = ""
) -> str:
    """Return a term of a principal officer or chief of mission."""
    return SERVED.format(key=key, who=who, begins=begins, ends=ends, tag=tag, role=role, country=country)


SECRETARIES = (
    served("secr-1970-oaks", "oaks-ben", "1970-01-20", "1977-01-20"),
    served("secr-1997-vale", "vale-ada", "1997-01-23", "2001-01-20"),
)
CHIEFS = (served("pe-1990-moss-01", "moss-cora-d", "1990-05", "1993-06-30", "chief", "ambassador", "peru"),)


def write(
    folder: Path, trips: tuple[str, ...] = (), visits: tuple[str, ...] = (), secretaries: tuple[str, ...] = SECRETARIES
) -> Path:
    """Write the clones of travels, visits and pocom below *folder*, and return it."""
    pages = {
        "pocom/people/v/vale-ada.xml": PERSON.format(key="vale-ada", family="Vale", given="Ada", other="Ada M. Vale"),
        "pocom/people/o/oaks-ben.xml": PERSON.format(key="oaks-ben", family="Oaks", given="Ben (Benjamin)", other=""),
        "pocom/people/m/moss-cora-d.xml": PERSON.format(key="moss-cora-d", family="Moss", given="Cora D.", other=""),
        "pocom/positions-principals/secretary.xml": "<principal-position><id>secretary</id>"
        "<names><singular>Secretary of State</singular></names>"
        f"<principals>{''.join(secretaries)}</principals></principal-position>",
        "pocom/missions-countries/peru.xml": "<country-mission><territory-id>peru</territory-id><chiefs>"
        f"{''.join(CHIEFS)}</chiefs></country-mission>",
        "travels/presidents/presidents.xml": "<presidents><president n='91'><id>stone-rex</id><name>Rex Stone</name>"
        "<took-office-date>1993-01-20</took-office-date><left-office-date>2001-01-20</left-office-date></president></presidents>",
        "travels/secretary-travels/vale-ada.xml": f"<trips>{''.join(trips)}</trips>",
        "visits/data/1990.xml": f"<visits>{''.join(visits)}</visits>",
    }
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder

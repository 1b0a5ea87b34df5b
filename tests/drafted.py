"""A readout of two invented meetings, and what a draft takes it to say: made by hand, for tests of what comes after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dipgraph.guesses import Draft, Intake, Occasion, Open, Participant, Reason, Undertaking, Utterance

TEXT = """Foreign Minister Hayashi meets Minister VEGA Lucía

On March 3, 2022, commencing at 5:50 p.m., for about 40 minutes, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan, met in Lima with Ms. VEGA Lucía, Minister of Foreign Affairs of Peru, and with Mr. Brandt.

1. Minister Hayashi welcomed the reopening of the “Casa Azul” in Cusco. The two ministers concurred to continue sanctions against Russia, and promised to meet again in July this year.

2. Mr. Brandt thanked both. 両外相は一致した。Neighboring countries were invited. Mr. Brandt thanked both.
"""  # noqa: E501


def span(words: str, at: int = 0) -> tuple[int, int]:
    """Return where *words* stand in the text, from *at* on."""
    start = TEXT.index(words, at)
    return start, start + len(words)


HAYASHI = Participant(
    "HAYASHI Yoshimasa",
    "Minister for Foreign Affairs of Japan",
    "JP",
    "person/hayashi-yoshimasa",
    "office/jp-foreign-minister",
    "guest",
    "Mr. HAYASHI Yoshimasa",
    *span("HAYASHI Yoshimasa"),
    (Reason("Held the office on that day", "name-by-tenure", 0.97),),
)
VEGA = Participant("VEGA Lucía", "Minister of Foreign Affairs of Peru", "PE", capacity="host", start=230, end=240)
BRANDT = Participant("Brandt", "", "", name_in_source="Mr. Brandt")


def said(words: str, act: str, verb: str, speakers: tuple[int, ...], *issues: str, at: int = 0) -> Utterance:
    """Return a statement whose passage are *words*."""
    reason = Reason(f"“{verb}” is read as {act}", "act-by-cue", 0.86)
    return Utterance(0, *span(words, at), act, verb, speakers, issues, reasons=(reason,))


AGAIN = TEXT.index("Neighboring")
UTTERANCES = (
    replace(
        said("welcomed the reopening of the “Casa Azul” in Cusco", "welcome", "welcomed", (0,), "education-culture"),
        addressees=(1,),
    ),
    replace(
        said("concurred to continue sanctions against Russia", "agree", "concurred to", (0, 1), "russia-sanctions"),
        undertaking=Undertaking(("JP", "PE"), continuing=True),
    ),
    replace(
        said("promised to meet again in July this year", "pledge", "promised to", (0, 1), "high-level-visits"),
        undertaking=Undertaking(
            ("JP", "PE"), (), False, True, "in July this year", "2022-07", dt.date(2022, 7, 1), dt.date(2022, 7, 31)
        ),
    ),
    said("Mr. Brandt thanked both", "appreciate", "thanked", (2,)),
    said("一致した", "agree", "一致した", (0, 1), "alliance"),
    said("Mr. Brandt thanked both", "appreciate", "thanked", (2,), at=AGAIN),
)
MEETING = Occasion(
    dt.date(2022, 3, 3),
    start="17:50",
    minutes=40,
    minutes_approximate=True,
    country="PE",
    place="Lima",
    within="Andean Forum",
    participants=(HAYASHI, VEGA, BRANDT),
    reasons=(Reason("“On March 3, 2022” is the day", "date-in-text", 0.95),),
)
DRAFT = Draft(
    Intake(
        "hayashi.txt", TEXT, "Foreign Minister Hayashi meets Minister VEGA Lucía", dt.date(2022, 3, 4), "body/mofa-jp"
    ),
    "Readout",
    "ownSide",
    "JP",
    (MEETING,),
    UTTERANCES,
    (Open(*span("Neighboring countries"), "the text does not say which"),),
)

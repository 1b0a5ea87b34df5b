"""What is no promise though its words stand there, in sentences of the project's own; and what is one all the same."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.lexicon import lexicon
from readings import read

ACTS = lexicon(shipped.folder("ontology")).acts


def promised(text: str) -> bool:
    """Whether a text has a commitment."""
    return any(ACTS[one.act].commits for one in read(text))


@pytest.mark.parametrize(
    "text",
    [
        # What would have been, or will.
        "Minister Alm said Japan would not have agreed to sanctions.",
        "Minister Alm would have agreed to a truce.",
        "Secretary Bro said she would never have promised boats.",
        "Minister Alm said Japan would have sent 10 boats.",
        "By June, Japan will have left the alliance.",
        "Japan will have spent 10 million dollars by July.",
        "Secretary Bro said that the United States will have sent 10 boats by June.",
        # What one cannot promise, or has not.
        "Minister Alm could not promise to send boats.",
        "Minister Alm may promise boats.",
        "Minister Alm has yet to commit to the plan.",
        "Minister Alm failed to commit to the plan.",
        "The two ministers were supposed to agree to a deal.",
        # What others reckon.
        "Analysts expect that Japan will send boats.",
        "Analysts expect Japan will send boats.",
        "According to analysts, Japan will send boats.",
        "Japan will, analysts say, send boats.",
        "Japan will probably send boats, the newspaper said.",
        "The United States will likely provide 10 boats.",
        "Perhaps Japan will send boats.",
        "Minister Alm reportedly promised to send boats.",
        # What was kept.
        "Japan promised, and delivers, aid to the island.",
        "Japan pledged and has sent boats.",
        "Japan pledged, and it has sent, 10 boats.",
        "Minister Alm promised aid and delivered it.",
        # What would be done, if.
        "If the United States agreed, Japan would send 10 boats.",
        "Japan would send 10 boats if the United States asked.",
        "Were the United States to ask, Japan would send 10 boats.",
        "Had the United States agreed, Japan would have sent 10 boats.",
    ],
)
def test_it_is_no_promise(text: str) -> None:
    """Nobody is bound by what is only thought, or was."""
    assert not promised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Japan will have a meeting with the United States in June.",
        "Minister Alm agreed and promised to send boats.",
        "Minister Alm promised to send boats and to open the port.",
        "Minister Alm promised boats, and the two ministers agreed to open the port.",
        "The two sides would give 20 million dollars.",
        "If the truce holds, Japan will send 10 boats.",
        "Minister Alm promised that Japan will send boats, and told the press so.",
        "The two ministers agreed to send experts to the island.",
    ],
)
def test_it_is_a_promise(text: str) -> None:
    """Where one of those words stands in it by chance."""
    assert promised(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Alm will travel to Porto on 3 May.", False),
        ("The Minister will visit Bergen on 12 May and then fly to Oslo.", False),
        ("Secretary Bro will pay an official visit to Sweden next week.", False),
        ("Secretary Bro is to visit Lima.", False),
        ("Secretary Bro will meet Premier Cole on Monday.", False),
        ("In the evening Minister Alm will give a lecture.", False),
        ("Japan will give 10 boats.", True),
        ("The two ministers will meet again in June.", True),
        ("Minister Alm undertook to visit Oslo.", True),
        ("Minister Alm accepted the invitation to visit Lisbon in June.", True),
        ("Minister Alm promised to travel to Porto.", True),
        ("The two ministers agreed that Minister Alm will visit Lima in June.", True),
        ("Secretary Bro said that she would visit Tokyo in the autumn.", True),
    ],
)
def test_a_journey_that_is_announced_is_no_promise(text: str, expected: bool) -> None:
    """A document that tells where somebody goes promises nothing by it; who undertakes to go, or accepts, does."""
    assert promised(text) is expected


def test_all_sides_together_promise_a_journey() -> None:
    """In a joint text "we will visit" is what all undertake."""
    assert [one.act for one in read("We will visit the port of Lima together in 2028.", True)] == ["intend"]


def test_the_day_of_a_month_is_no_amount() -> None:
    """ "On 3 May" counts nothing that is given: the act is that of a course, and not of a delivery."""
    assert [one.act for one in read("Japan will raise the matter on 3 May.")] == ["intend"]
    assert [one.act for one in read("Japan will raise 3 million yen in May.")] == ["pledge"]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Minister Alm has concluded talks in Porto with Secretary Bro.", []),
        ("The two ministers concluded a two-day visit to Porto.", []),
        ("The two ministers concluded that the strait is safe.", []),
        ("The talks were concluded in Porto.", []),
        ("The two ministers concluded the talks and signed a treaty.", ["sign"]),
        ("The two ministers concluded an agreement on fishing.", ["sign"]),
        ("The two ministers concluded the Fisheries Treaty.", ["sign"]),
        ("A treaty on fishing was concluded.", ["sign"]),
        ("The two ministers signed a treaty on fishing last year.", []),
    ],
)
def test_where_talks_are_concluded_nothing_is_signed(text: str, acts: list[str]) -> None:
    """Talks and visits come to an end, and a thought is come to; an agreement that is concluded binds."""
    assert [one.act for one in read(text)] == acts

"""Of which state somebody is by what is said of it, in texts of the project's own."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.intake import take_in


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what the vocabularies and actors of the project have."""
    return knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))


def side(more: str, known: Knowledge) -> tuple[str, float]:
    """Return the state of Pekka Salo, who met a minister of Peru, by a text that says *more*, and how sure it is."""
    text = (
        f"Ministers meet\n\n14 May 2024\n\nForeign Minister Ana Soto of Peru met Minister Pekka Salo on Monday. {more}"
    )
    met = draft(take_in(text.encode(), "talks", (), "text"), known).occasions
    found = [p for one in met for p in one.participants if p.name == "Pekka Salo"]
    return (found[0].state, found[0].reasons[0].confidence) if found else ("", 0)


@pytest.mark.parametrize(
    "more",
    [
        "Minister Salo reaffirmed Finland's commitment to trade.",
        "Minister Salo expressed the Government of Finland’s full support for the plan.",
        "He said that Finland would simplify its rules for firms.",
        "Minister Salo affirmed that Finland always attaches great importance to the ties.",
        "Minister Soto thanked Finland for its hospitality.",
    ],
)
def test_a_state_whose_commitment_one_avows_is_his(more: str, known: Knowledge) -> None:
    """So weakly that whoever reads the draft looks at it."""
    state, sure = side(more, known)
    assert state == "FI"
    assert sure < 0.5


@pytest.mark.parametrize(
    "more",
    [
        "Minister Salo welcomed Finland's commitment to trade.",
        "Minister Soto reaffirmed Peru's commitment to trade.",
        "Minister Salo thanked Finland for its hospitality.",
        "Minister Salo said that Finland would attack.",
        "Minister Salo said that Finland would never get its way.",
        "Minister Soto thanked Finland for its courage.",
        "Minister Soto expressed Finland's support for the plan.",
    ],
)
def test_of_a_state_that_is_only_spoken_of_nobody_is(more: str, known: Knowledge) -> None:
    """Nor of that of the other."""
    assert side(more, known)[0] == ""


def test_a_body_stands_before_the_office_in_it(known: Knowledge) -> None:
    """The Commonwealth's is called so."""
    text = "Talks\n\n14 May 2024\n\nForeign Minister Ana Soto of Peru met Commonwealth Secretary-General Mary Obi on Monday."
    (one,) = draft(take_in(text.encode(), "talks", (), "text"), known).occasions
    assert [p.state for p in one.participants] == ["PE", "Commonwealth"]


def test_beside_a_head_of_state_a_minister_of_his_may_stand(known: Knowledge) -> None:
    """That the state is told of another is no reason against it; that it is another head's is one."""
    text = (
        "Leaders meet\n\n14 May 2024\n\nPrime Minister Ola Berg of Norway received President Juma Otieno. He said that Kenya"
        " would simplify its rules. Foreign Minister Eva Lind and Kenya's Prime Cabinet Secretary Mary Obi were also present"
        " at the meeting."
    )
    (one,) = draft(take_in(text.encode(), "talks", (), "text"), known).occasions
    assert {p.name: p.state for p in one.participants}["Juma Otieno"] == "KE"
    other = text.replace("that Kenya", "that Norway").replace("Kenya's Prime Cabinet Secretary", "Defence Minister")
    (two,) = draft(take_in(other.encode(), "talks", (), "text"), known).occasions
    assert {p.name: p.state for p in two.participants}["Juma Otieno"] == ""

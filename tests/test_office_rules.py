"""Which offices are one by the rules: what is safe, what is asked, and what is told apart."""

from __future__ import annotations

import itertools

import pytest

from dipgraph.names import names
from dipgraph.office_rules import kind_of, office_candidates, registered, single
from dipgraph.posts import OfficeDossier

NUMBERS = itertools.count()
STATES = {
    "state/jp": ("Japan",),
    "state/us": ("United States",),
    "state/kr": ("Republic of Korea",),
    "state/fr": ("France",),
    "state/ae": ("United Arab Emirates",),
    "state/ie": ("Ireland",),
    "state/es": ("Spain",),
    "state/burma": ("Burma",),
    "state/mm": ("Myanmar",),
    "body/eu": ("EU",),
    "body/un": ("UN",),
}


def office(*labels: str, of: str = "state/jp", graph: str = "a", page: bool = False, others: str = "") -> OfficeDossier:
    """Return an office of some names, and what else it is called."""
    address = f"office/{graph}-{next(NUMBERS):03}"
    of_: dict[str, tuple[str, ...]] = {f"https://w3id.org/dipgraph/{of}": STATES[of]}
    registers = frozenset(("offices",)) if page else frozenset[str]()
    return OfficeDossier(
        address, frozenset((graph,)), list(labels), [others] if others else [], of_, registers=registers
    )


def ruled(*offices: OfficeDossier) -> list[tuple[str, str, bool]]:
    """Return of each candidate the verdict, the rule, and whether it is safe."""
    return [(c.verdict.rpartition("#")[2], c.rule, c.safe) for c in office_candidates(offices)]


@pytest.mark.parametrize(
    ("one", "other", "of"),
    [
        ("Minister for Foreign Affairs of Japan", "Foreign Minister of Japan", "state/jp"),
        ("Secretary of State of the United States", "Secretary of State", "state/us"),
        ("Minister of Foreign Affairs of the Republic of Korea", "Foreign Minister of South Korea", "state/kr"),
        ("President of the United States", "President of United States", "state/us"),
        ("Premier of Japan", "Head of Government of Japan", "state/jp"),
        ("Secretary-General", "Secretary General of UN", "body/un"),
        ("Vice President of United States", "Vice-President", "state/us"),
    ],
)
def test_two_that_are_wholly_one_title_of_which_there_is_one_are_one(one: str, other: str, of: str) -> None:
    """By whatever label of the title, and whatever name of the state stands behind it."""
    assert ruled(office(one, of=of), office(other, of=of, graph="b")) == [("same", "one-title", True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foreign Minister of Japan", "Deputy Foreign Minister of Japan"),
        ("Foreign Minister of Japan", "Acting Foreign Minister of Japan"),
        ("Foreign Minister of Japan", "Former Foreign Minister of Japan"),
        ("Prime Minister of Japan", "Prime Minister-designate of Japan"),
        ("Prime Minister of Japan", "Deputy Prime Minister and Minister of Finance of Japan"),
        ("Prime Minister of Japan", "Aide to the Prime Minister of Japan"),
        ("President of Japan", "President of the National Assembly of Japan"),
        ("Foreign Minister of Japan", "Minister of Defense of Japan"),
        ("Secretary of State ad interim of Japan", "Secretary of State of Japan"),
    ],
)
def test_what_says_more_or_else_is_another_office(one: str, other: str) -> None:
    """A qualifier, a second title, or whom somebody serves: such a pair is no question either."""
    assert ruled(office(one), office(other, graph="b")) == []


@pytest.mark.parametrize(
    ("label", "of"),
    [
        ("Acting President of Japan", "state/jp"),
        ("Crown Prince of United Arab Emirates", "state/ae"),
        ("President of EU", "body/eu"),
        ("Secretary of State of France", "state/fr"),
        ("Vice President of France", "state/fr"),
    ],
)
def test_a_title_of_which_there_may_be_several_is_asked(label: str, of: str) -> None:
    """Of the same words too: the Union has several Presidents, France several Secretaries of State."""
    assert ruled(office(label, of=of), office(label, of=of, graph="b")) == [("same", "same-title", False)]


def test_the_same_words_in_any_order_are_asked() -> None:
    """Where they are no title that is known, also by what an office is called besides."""
    one = office("Secretary for Lakes and Rivers of Japan", others="Minister of Bridges")
    assert ruled(one, office("Secretary of Rivers and Lakes", graph="b")) == [("same", "same-words", False)]
    assert ruled(one, office("Bridges Minister of Japan", graph="b")) == [("same", "same-words", False)]


def test_what_one_register_has_twice_is_two() -> None:
    """Whoever has a page for each tells them apart; where one graph merely describes both it is asked."""
    pages = [office(f"{title} of Japan", page=True) for title in ("Premier", "Prime Minister")]
    assert ruled(*pages) == [("different", "one-register", True)]
    assert registered(pages) == {page.address: frozenset("a") for page in pages}
    assert ruled(office("Premier of Japan"), pages[1]) == [("same", "one-graph", False)]
    assert not registered([office("Premier of Japan")])


@pytest.mark.parametrize(
    ("one", "other", "of"),
    [
        ("Taoiseach of Ireland", "Prime Minister of Ireland", "state/ie"),
        ("President of Spain", "Prime Minister of Spain", "state/es"),
        ("Foreign Minister", "Secretary of State of the United States", "state/us"),
    ],
)
def test_two_titles_that_sources_use_for_one_office_are_asked(one: str, other: str, of: str) -> None:
    """The lexicon has the states whose office goes by both; in any other state they are two offices."""
    assert ruled(office(one, of=of), office(other, of=of, graph="b")) == [("same", "either-title", False)]
    assert ruled(office(one, of=of), office(other, of=of)) == [("same", "one-graph", False)]
    assert ruled(office("President of France", of="state/fr"), office("Prime Minister", of="state/fr", graph="b")) == []


def test_of_some_offices_a_state_has_one() -> None:
    """By their titles: a Prime Minister, but no Secretary of State of France; what is of no state is none of them."""
    one, several = office("Prime Minister of France", of="state/fr"), office("Secretary of State", of="state/fr")
    assert single([one, several, OfficeDossier("office/x", labels=["Prime Minister"])]) == {one.address}


def test_an_office_of_another_state_is_another_office() -> None:
    """Also where the one state followed the other, and where a label names a state that is not the one whose it is."""
    assert ruled(office("President of Burma", of="state/burma"), office("President of Myanmar", of="state/mm")) == []
    assert ruled(office("President of France"), office("President of Japan", graph="b")) == []


def test_labels_that_disagree_are_no_title() -> None:
    """Where two graphs call one address a minister and a president, it is neither."""
    assert kind_of(office("Foreign Minister of Japan", "Minister for Foreign Affairs of Japan")) == "foreign-minister"
    assert kind_of(office("Foreign Minister of Japan", "President of Japan")) == ""
    assert kind_of(office("Foreign Ministers of Japan")) == ""
    assert kind_of(office("of Japan")) == kind_of(office("")) == ""


def test_the_lexicon_knows_of_which_titles_there_is_one() -> None:
    """A Prime Minister of each state, Secretaries General of bodies by name, no deputy of any."""
    single = names().single
    assert "https://w3id.org/dipgraph/ontology#State" in single["prime-minister"]
    assert "https://w3id.org/dipgraph/body/un" in single["secretary-general"]
    assert not single["deputy-secretary-of-state"] | single["ambassador"] | single["queen"] | single["acting-president"]


def test_titles_of_one_office_are_titles_of_the_lexicon() -> None:
    """Each interchange has two titles or more that the lexicon has, and states that it has."""
    lexicon = names()
    assert lexicon.interchanges
    for titles, states in lexicon.interchanges:
        assert len(titles) > 1
        assert {title.rpartition("#")[2] for title in titles} <= lexicon.single.keys()
        assert {state.rpartition("/")[2].upper() for state in states} <= lexicon.labels.keys()

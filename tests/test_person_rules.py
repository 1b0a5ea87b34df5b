"""Which persons are one by the rules: what is safe, what is asked, and what is told apart."""

from __future__ import annotations

import itertools

import pytest

from dipgraph.dossiers import PersonDossier
from dipgraph.judgements import DIFFERENT, SAME
from dipgraph.matching import consistent
from dipgraph.person_rules import Candidate, judged, person_candidates, registers

NUMBERS = itertools.count()


def person(
    *names: str,
    states: str = "jp",
    kinds: str = "foreign-minister",
    first: str = "2020-01-01",
    last: str = "",
    graph: str = "a",
) -> PersonDossier:
    """Return a person of some names, who acted for states in offices from one day to another."""
    found = PersonDossier(f"person/{graph}{next(NUMBERS):03}", graph, list(names), (names[0].split() or [""])[0])
    found.states = set(states.split())
    for kind in kinds.split():
        found.offices[kind].append((first, last))
    found.days = [day for day in (first, last) if day]
    return found


def ruled(one: PersonDossier, other: PersonDossier) -> tuple[str, str, bool] | None:
    """Return the verdict, the rule, and whether it is safe."""
    found = judged(one, other)
    return (found.verdict.rpartition("#")[2], found.rule, found.safe) if found else None


def test_the_same_name_of_one_state_in_the_same_years_is_one() -> None:
    """Kishida Fumio and Fumio Kishida, also where one was prime minister and the other foreign minister."""
    one, other = person("Kishida Fumio"), person("Fumio Kishida", kinds="prime-minister", first="2022-05-01")
    assert ruled(one, other) == ("same", "full-name", True)


def test_two_of_one_family_are_two() -> None:
    """Hayashi Yoshimasa and Hayashi Yoshiro are told apart, for their names may be confused; Abe Shintaro is no question."""
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi Yoshiro", first="1992-01-01")) == (
        "different",
        "other-name",
        True,
    )
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi Kenta")) is None


def test_a_pet_name_in_one_office_is_asked_about() -> None:
    """Two of one family in the years of each other may be one with two names; later, or of other letters, they are two."""
    one = person("Gantz Benjamin", states="il", kinds="defence-minister", first="2021-06-01")
    assert ruled(one, person("Gantz Benny", states="il", kinds="defence-minister", first="2021-08-01")) == (
        "different",
        "other-name",
        False,
    )
    later = person("Gantz Benny", states="il", kinds="defence-minister", first="2025-08-01")
    assert ruled(one, later) == ("different", "other-name", False)
    later.days = ["2041-08-01"]
    assert ruled(one, later) == ("different", "other-name", True)
    brother = person("Gantz Bernhardin", states="il", kinds="defence-minister", first="2025-08-01")
    assert ruled(one, brother) == ("different", "other-name", True)


def test_a_junior_is_not_his_father_though_both_are_ministers() -> None:
    """Of an office of which a state has one, and in the same years, the suffix is left out; of any other it is asked."""
    envoy = {"states": "us", "kinds": "minister"}
    father, son = person("Lewis Cass", **envoy), person("Lewis Cass Jr.", **envoy, graph="b")
    assert ruled(father, son) == ("same", "full-name", False)
    president = {"states": "us", "kinds": "president"}
    assert ruled(person("Joseph R. Biden", **president), person("Joseph R. Biden, Jr.", **president)) == (
        "same",
        "full-name",
        True,
    )


def test_the_same_name_generations_later_is_another() -> None:
    """Half a century lies between two prime ministers of one name; thirty years are a question."""
    first = person("Bjarni Benediktsson", states="is", kinds="prime-minister", first="1969-01-01")
    assert ruled(first, person("Bjarni Benediktsson", states="is", first="2017-01-01")) == (
        "different",
        "other-age",
        True,
    )
    assert ruled(first, person("Bjarni Benediktsson", states="is", first="1999-01-01")) == ("same", "full-name", False)


def test_a_fuller_name_keeps_the_order_of_words() -> None:
    """A brother has the names of father and grandfather too, and another of his own before them."""
    amir = {"states": "kw", "kinds": "amir"}
    one = person("Jabir al-Ahmad al-Sabah", **amir)
    assert ruled(one, person("Sabah al-Ahmad al-Jabir al-Sabah", **amir)) == ("same", "near-name", False)
    assert ruled(one, person("Jabir al-Ahmad al-Jabir al-Sabah", **amir)) == ("same", "fuller-name", True)
    one, other = person("Jabir al-Sabah", "Jabir al-Ahmad al-Sabah", **amir), "Sabah al-Ahmad al-Jabir al-Sabah"
    assert ruled(one, person(other, "Sabah al-Ahmad al-Sabah", **amir)) == ("same", "near-name", False)


def test_a_son_has_the_name_of_his_father_behind_his_own() -> None:
    """Mahamat Idriss Déby is a son of Idriss Déby; Faisal bin Farhan Al Saud is no brother of Saud al-Faisal."""
    chad = {"states": "td", "kinds": "president"}
    assert ruled(person("Idriss Déby", **chad), person("Mahamat Idriss Déby Itno", **chad)) == (
        "same",
        "near-name",
        False,
    )
    one, other = person("Saud al-Faisal", states="sa"), person("Faisal bin Farhan Al Saud", states="sa")
    assert ruled(one, other) == ("same", "near-name", False)


def test_initials_need_the_office() -> None:
    """A shorter name in the same office of the same years is one; without the office it is a question."""
    one = person("Antony J. Blinken", states="us", kinds="secretary-of-state")
    assert ruled(one, person("A. Blinken", states="us", kinds="secretary-of-state")) == ("same", "fuller-name", True)
    assert ruled(one, person("A. Blinken", states="us", kinds="senator")) == ("same", "fuller-name", False)


def test_a_family_name_alone_is_always_asked() -> None:
    """Also with the office in the same years, for a successor may be of the family."""
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi")) == ("same", "name-and-office", False)
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi", kinds="king")) == ("same", "name-alone", False)
    later = person("Hayashi", kinds="king", first="1999-12-12")
    assert ruled(person("Hayashi Yoshimasa"), later) == ("same", "name-alone", False)
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi", first="1999-12-12")) == (
        "same",
        "name-and-office",
        False,
    )
    assert ruled(person("Hayashi Yoshimasa"), person("Hayashi", first="1989-12-12")) is None


def test_a_family_name_alone_is_that_of_the_family() -> None:
    """Years later a name that the other has, but not as the family's, is no question; in the same years it is."""
    assert ruled(person("Hayashi Yoshimasa"), person("Yoshimasa", first="2009-12-12")) is None
    assert ruled(person("Hayashi Yoshimasa"), person("Yoshimasa")) == ("same", "name-and-office", False)


def test_the_same_name_for_another_state_is_asked() -> None:
    """A prime minister who became secretary general of a body is one, and a namesake is not: the name does not say."""
    one, other = person("Jens Stoltenberg", states="no"), person("Jens Stoltenberg", states="nato")
    assert ruled(one, other) == ("same", "name-elsewhere", False)
    assert ruled(one, person("J. Stoltenberg", states="nato")) is None


def test_a_name_with_its_number_is_one_of_a_crown() -> None:
    """Years do not count between two that have name, number, state and crown in common; without a number they do."""
    king = {"states": "ma", "kinds": "king"}
    one = person("Tuku VI", first="1999-09-01", **king)
    assert ruled(one, person("Tuku VI bin Rata", "Tuku VI", first="2025-09-01", **king)) == (
        "same",
        "regnal-name",
        True,
    )
    assert ruled(one, person("Tuku", first="2025-09-01", **king)) == ("same", "name-and-office", False)
    assert ruled(one, person("Tuku VII", first="2025-09-01", **king)) is None
    assert ruled(one, person("Tuku VI", first="2025-09-01", states="ma", kinds="envoy")) == (
        "same",
        "name-alone",
        False,
    )
    assert ruled(one, person("Tuku VI", first="2025-09-01", states="jo", kinds="king")) is None


def test_a_register_tells_its_persons_apart() -> None:
    """Two of one name with pages of one publisher are two, unless names and years are those of one."""
    one, other = (
        person("Rufus King", states="us", first="1800-01-01"),
        person("Rufus King", states="us", first="1840-01-01"),
    )
    one.registers = other.registers = frozenset(("people",))
    assert ruled(one, other) == ("different", "one-register", True)
    other.days = ["1801-01-01"]
    assert ruled(one, other) == ("same", "one-register", False)
    other.names.append("Rufus King Jr.")
    assert ruled(one, other) == ("different", "one-register", True)


def test_two_registers_of_one_publisher_may_have_one_person() -> None:
    """An envoy and the President that he became have a page on each: the name and the years say that they are one."""
    envoy = person("George Herbert Walker Bush", "George Bush", states="us", kinds="chief", first="1974-09-26")
    president = person("George H.W. Bush", states="us", kinds="president", first="1989-01-20")
    son = person("George W. Bush", states="us", kinds="president", first="2001-01-20")
    envoy.registers = frozenset(("people",))
    president.registers = son.registers = frozenset(("presidents",))
    assert ruled(envoy, president) == ("same", "full-name", True)
    assert ruled(president, son) is None
    assert ruled(envoy, son) == ("same", "full-name", False)
    found = {c.pair: c.safe for c in person_candidates([envoy, president, son])}
    assert found[envoy.address, president.address]
    assert not found[envoy.address, son.address]


def test_what_is_called_alike_besides_does_not_join_two_names_in_full() -> None:
    """Where a source has a name of both among those of the one, the names in full count, and a person is asked."""
    son = person("Tamim bin Hamad Al Thani", "Hamad Al Thani", states="qa", kinds="amir")
    assert ruled(son, person("Hamad bin Khalifa Al Thani", "Hamad Al Thani", states="qa", kinds="amir")) == (
        "different", "other-name", False,
    )  # fmt: skip


def test_one_who_may_be_either_of_two_is_asked() -> None:
    """The two are told apart, so that the third cannot be both."""
    two = [person("Hayashi Yoshimasa", "Hayashi Y."), person("Hayashi Yoshiro", "Hayashi Y.")]
    third = person("Y. Hayashi", graph="b")
    found = {c.pair: c for c in person_candidates([*two, third])}
    assert found[two[0].address, two[1].address].verdict == DIFFERENT
    asked = [c for pair, c in found.items() if third.address in pair]
    assert len(asked) == 2
    assert not any(c.safe for c in asked)
    assert all("may be another too" in c.rationale for c in asked)


def test_candidates_say_why_and_stand_in_order() -> None:
    """Each has both names, how they are alike, offices and years; the order of what is given does not matter."""
    persons = [
        person("Kishida Fumio"),
        person("Fumio Kishida"),
        person("Abe Shinzo"),
        person("Shinzo Abe", first="2019-01-01"),
    ]
    found = person_candidates(persons)
    assert found == person_candidates(persons[::-1])
    assert [c.pair for c in found] == sorted(c.pair for c in found)
    assert found[0].rationale == (
        "“Kishida Fumio” and “Fumio Kishida”: the same words in another order; both foreign minister; "
        "they acted in the same years."
    )
    assert {c.verdict for c in found} == {SAME}


@pytest.mark.parametrize("names", [("林芳正",), ("",), ("!",)])
def test_a_name_without_latin_letters_matches_nobody(names: tuple[str, ...]) -> None:
    """What cannot be read is no candidate, and no error."""
    found: list[Candidate] = person_candidates(
        [person(*names) if names[0] else person("", ""), person("Hayashi Yoshimasa")]
    )
    assert found == []


def test_who_may_be_either_of_two_on_one_register_is_asked() -> None:
    """George Bush of a readout may be the father or the son, whom a register tells apart: neither is judged to be he."""
    father = person(
        "George H.W. Bush", states="us", kinds="president", first="1989-01-20", last="1993-01-20", graph="b"
    )
    son = person("George W. Bush", states="us", kinds="president", first="2001-01-20", last="2009-01-20", graph="b")
    father.registers = son.registers = frozenset(("presidents",))
    bush = person("George Bush", states="us", kinds="president", first="2002-05-24")
    found = {candidate.pair: candidate for candidate in person_candidates([father, son, bush])}
    for one in (father, son):
        candidate = found[min(one.address, bush.address), max(one.address, bush.address)]
        assert (candidate.verdict, candidate.safe) == (SAME, False)
        assert "may be another too" in candidate.rationale


def test_two_on_one_register_are_not_joined_by_way_of_others() -> None:
    """Of judgements that would make two of one register one, by however many steps, the last is a question."""
    father = person("George H.W. Bush", states="us", kinds="president", first="1989-01-20", graph="b")
    son = person("George W. Bush", states="us", kinds="president", first="2001-01-20", graph="b")
    father.registers = son.registers = frozenset(("presidents",))
    between = ("person/c1", "person/c2")
    pairs = [(father.address, between[0]), between, (between[1], son.address)]
    chain = [
        Candidate((min(pair), max(pair)), "person", SAME, 0.96 - number / 100, "full-name", "Alike.", True)
        for number, pair in enumerate(pairs)
    ]
    kept = consistent(chain, {}, registers([father, son]))
    assert [c.safe for c in sorted(kept, key=lambda c: -c.confidence)] == [True, True, False]
    assert all(c.safe for c in consistent(chain, {}))

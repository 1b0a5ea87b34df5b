"""Names of persons compared: their order, initials, titles, spelling, numbers and fathers."""

from __future__ import annotations

import pytest

from dipgraph.likeness import likeness, parts, sound

SAME = (
    ("Kishida Fumio", "Fumio Kishida"),
    ("HAYASHI Yoshimasa", "Yoshimasa Hayashi"),
    ("Prime Minister Kishida Fumio", "Fumio Kishida"),
    ("Joseph R. Biden, Jr.", "Joseph Biden"),
    ("José Figueres", "Jose Figueres"),
    ("Hayashi Yoshimasa", "Hayasi Yosimasa"),
    ("Muhammad bin Salman Al Saud", "Mohammed bin Salman al-Saud"),
    ("Park Jin", "Jin Park"),
    ("Chung Eui-yong", "Chung Euiyong"),
    ("Abdel Fattah al-Sisi", "Abdul Fatah al-Sisi"),
)
FULLER = (
    ("A. Blinken", "Antony J. Blinken"),
    ("Jose Luis Rodriguez Zapatero", "Jose Zapatero"),
    ("Joe Biden", "Joseph Biden"),
    ("Dalia Grybauskaite", "Galia Grybauskaite"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah Alsisi"),
    ("George H. W. Bush", "George W. Bush"),
    ("Zhang Wei", "Zheng Wei"),
)
APART = (
    ("Hayashi Yoshimasa", "Hayashi Yoshiro"),
    ("George V", "George VI"),
    ("Hamad bin Isa Al Khalifa", "Isa bin Salman Al Khalifa"),
    ("Peter H. Dailey", "Peter Hoekstra"),
    ("Michael R. Pompeo", "Michael Polt"),
    ("George W. Bush", "George Washington"),
    ("Li Keqiang", "Li Qiang"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Amata Kabua", "Imelda Kabua"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_order_spelling_and_titles_do_not_count(one: str, other: str) -> None:
    """The same words are the same name, whatever stands before them, in whatever order and spelling."""
    assert likeness(one, other).score >= 0.95
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), FULLER)
def test_initials_short_forms_and_what_is_left_out_are_less_sure(one: str, other: str) -> None:
    """They may be of one person, and are not the same name."""
    assert 0.7 <= likeness(one, other).score < 0.95


@pytest.mark.parametrize(("one", "other"), APART)
def test_one_word_in_common_and_others_beside_it_is_another_name(one: str, other: str) -> None:
    """Two of one family, two kings of one name, a father and a son are two."""
    assert likeness(one, other).apart
    assert likeness(other, one).apart


def test_a_family_name_alone_is_less_than_a_name() -> None:
    """A given name that stands for the family is a word alone too."""
    assert likeness("Minister Hayashi", "Hayashi Yoshimasa").score == 0.5
    assert likeness("Yoshimasa", "Hayashi Yoshimasa").score == 0.5
    assert likeness("Hayashi", "Hayashi").score == 0.6


@pytest.mark.parametrize("name", ["", "林芳正", "...", "IV", "the", "Jr."])
def test_what_has_no_word_in_latin_letters_is_like_nothing(name: str) -> None:
    """An empty name, another script, a number or a suffix alone is nobody's."""
    assert likeness(name, "Hayashi Yoshimasa").score == 0.0


def test_short_words_that_sound_alike_are_not_taken_for_one() -> None:
    """Lee and Li, Kim and Kaim: of so few letters nothing follows."""
    assert likeness("Li Peng", "Lee Peng").score < 0.95
    assert sound("lee") == sound("li")


def test_a_name_of_titles_alone_stays_as_it_is() -> None:
    """Where nothing but a title is printed, that is what there is."""
    assert parts("President") == ("president",)


@pytest.mark.parametrize(("one", "other"), [("Soeharto", "Suharto"), ("Zelensky", "Volodymyr Zelenskyy")])
def test_a_family_name_alone_may_be_spelt_otherwise(one: str, other: str) -> None:
    """Where both sound alike and are spelt nearly so it is as much as the same word is."""
    found = likeness(one, other)
    assert (found.score, found.words, found.apart) == (0.5, "one word, in two spellings", False)


@pytest.mark.parametrize(("one", "other"), [("Suharto", "Sukarno"), ("Hassan", "Hussein"), ("Li", "Lee")])
def test_a_family_name_that_only_sounds_alike_is_another(one: str, other: str) -> None:
    """One word by itself is to have nearly the same letters too."""
    assert likeness(one, other).score < 0.5

"""Who speaks, and to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dipgraph.guesses import Occasion, Participant
from dipgraph.prose import paragraphs
from dipgraph.utterances import utterances
from readings import ALM, BOTH, BRO, only, read, setting


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The two ministers agreed to meet again.", BOTH),
        ("Minister Alm welcomed the launch.", ALM),
        ("In response, Secretary Bro thanked the Minister.", BRO),
        ("The situation in Syria was discussed.", BOTH),
        ("It was agreed to continue contacts.", BOTH),
        ("The talks focused on the war in Gaza.", BOTH),
        ("Other subjects on the agenda included climate change.", BOTH),
        ("Minister Alm met Secretary Bro to discuss trade.", BOTH),
        ("Minister Alm met Secretary Bro and discussed trade.", BOTH),
        ("Minister Alm discussed with Secretary Bro the war in Gaza.", BOTH),
        ("Minister Alm concurred to accelerate the talks.", BOTH),
        ("Minister Alm agreed with Secretary Bro to open the port.", BOTH),
        ("Minister Alm agreed to the request of Secretary Bro.", ALM),
        ("Minister Alm concurred with the members on the need for trust.", ALM),
        ("The United States welcomed the launch.", BRO),
        ("The Japanese side welcomed the launch.", ALM),
        ("The Secretary was invited to Tokyo.", ALM),
        ("Minister Alm was opposed to the dam.", ALM),
        ("The two negotiators stressed the need for trust.", BOTH),
        ("Each minister thanked the hosts.", BOTH),
        ("Each pledged to help.", BOTH),
        ("Gratitude was expressed to the Secretary for her help.", ALM),
        ("Condolences were conveyed to Minister Alm.", BRO),
        ("The Secretary was told that visas were cheap.", ALM),
        ("The ministers were told that visas were cheap.", BOTH),
        ("Readiness was expressed to help the Secretary.", BOTH),
        ("On Japan's part, hope was expressed for calm.", ALM),
        ("From the American side, readiness to help was expressed.", BRO),
        ("On the part of the United States, hope was expressed for calm.", BRO),
        ("Minister Alm spoke of the results of the visit.", ALM),
        ("Trade is growing every year, the Secretary added.", BRO),
        ("Minister Alm on Monday held talks with Secretary Bro and agreed to open the port.", BOTH),
        ("Minister Alm held talks with the hosts and agreed to open the port.", ALM),
        ("This visit underscores our commitment to NATO.", ()),
        ("Minister Alm spoke this morning with Secretary Bro about trade.", BOTH),
        ("Minister Alm had a call with Secretary Bro on trade.", BOTH),
        ("Minister Alm spoke with her about trade.", BOTH),
        ("Minister Alm spoke to Secretary Bro on trade.", BOTH),
        ("Minister Alm paid special attention to trade.", BOTH),
        ("Minister Alm spoke about trade.", ALM),
        ("They spoke about trade.", BOTH),
        # What a state does by itself, the document says, whatever the state is called.
        ("The United States will provide food.", ()),
        ("The United States has committed $10 million to the fund.", ()),
        ("Japan remains committed to the treaty.", ()),
        ("Secretary Bro said that the United States will provide food.", BRO),
    ],
)
def test_who_speaks(text: str, speakers: tuple[int, ...]) -> None:
    """A subject names one or all, its state stands for it, nobody in a passive is everybody, and a document has a voice."""
    assert only(text).speakers == speakers


def test_who_has_his_turn_is_the_other() -> None:
    """ "For his part, the Minister" after the Minister has spoken is the other one, unless he is named."""
    first, second = read("Minister Alm condemned the attack. For his part, the Minister thanked both.")
    assert (first.speakers, second.speakers) == (ALM, BRO)
    first, second = read("Minister Alm condemned the attack. For his part, Minister Alm thanked both.")
    assert (first.speakers, second.speakers) == (ALM, ALM)
    said = read("Minister Alm condemned the attack. On his part, the Minister thanked both, and requested help.")
    assert [one.speakers for one in said] == [ALM, BRO, BRO]
    said = read("Secretary Bro condemned the attack. For his part, the Minister thanked both, and requested help.")
    assert [one.speakers for one in said] == [BRO, ALM, ALM]


def test_nobody_accepts_his_own_invitation() -> None:
    """Of two it is the other, also where a passive says not who."""
    found = read("Minister Alm invited Secretary Bro to Tokyo. The invitation was accepted.")
    assert [(one.act, one.speakers) for one in found] == [("invite", ALM), ("agree", BRO)]
    found = read("Minister Alm invited Secretary Bro to Tokyo, which was accepted with thanks.")
    assert [(one.act, one.speakers) for one in found] == [("invite", ALM), ("agree", BRO)]
    found = read("The two ministers agreed to talk. The plan was accepted.")
    assert [one.speakers for one in found] == [BOTH, BOTH]


def test_who_accepts_is_not_who_invited() -> None:
    """Whomever the pronoun seems to mean; who thanks for an invitation may accept it."""
    assert [one.speakers for one in read("Minister Alm invited Secretary Bro. He accepted the invitation.")] == [
        ALM,
        BRO,
    ]
    found = read("Minister Alm condemned the coup. He accepted the invitation.")
    assert [one.speakers for one in found] == [ALM, ALM]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("with both sides stressing the need for peace", [("state", BOTH)]),
        ("with Minister Alm thanking Secretary Bro for the boats", [("appreciate", ALM)]),
        ("with Secretary Bro welcoming it and Minister Alm stressing the need", [("welcome", BRO), ("state", ALM)]),
        ("with the two ministers agreeing to open a port", [("agree", BOTH)]),
        # Others are not who met, and what goes on besides is no act.
        ("with experts stressing the need for peace", []),
        ("with Japan providing 20 boats", []),
    ],
)
def test_a_participle_has_a_subject_of_its_own_behind_with(said: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    """ "They discussed trade, with both sides noting that" are two statements, and the first ends before "with"."""
    first, *others = read(f"The conversation turned to trade, {said}.")
    assert (first.act, first.speakers) == ("discuss", BOTH)
    assert [(one.act, one.speakers) for one in others] == found


def test_who_was_met_did_what_follows_who() -> None:
    """ "A received B, who thanked … and asked …" has two statements of B; another relative clause has none."""
    found = read("Minister Alm received Secretary Bro, who thanked Japan for its help and asked Japan to go on.")
    assert [(one.act, one.speakers) for one in found] == [("appreciate", BRO), ("request", BRO)]
    assert read("Minister Alm received Secretary Bro, who had thanked Japan.") == []


def test_who_met_and_agreed_agreed_together() -> None:
    """ "Met B and agreed to" is said of both, and "met B and thanked" of one, as is consent to another's request."""
    assert only("Minister Alm met Secretary Bro in Oslo and agreed to open the port.").speakers == BOTH
    assert only("Minister Alm met Secretary Bro and agreed to her request.").speakers == ALM
    assert only("Minister Alm met Secretary Bro and condemned the attack.").speakers == ALM


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the attack.",
        "Several treaties were signed by private companies.",
        "The crowd welcomed the launch.",
        "The delegation included experts on trade.",
        "The United Nations called for calm.",
        "Mr. Dahl of France thanked the hosts.",
    ],
)
def test_who_did_not_take_part_makes_no_statement(text: str) -> None:
    """What others did is background."""
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Deputy Minister of Japan stressed the value of ice.",
        "The Vice Minister is of the view that fisheries matter.",
        "The Deputy Secretary will lend 20 boats.",
        "The people of Japan welcomed the launch.",
        "The Japanese ambassador will lend boats.",
    ],
)
@pytest.mark.parametrize("joint", [True, False])
def test_a_deputy_does_not_speak_for_all(text: str, joint: bool) -> None:
    """Somebody else of the state, or of the same title but for "deputy", is none of those who met, in a joint text too."""
    assert read(text, joint) == []


def test_a_state_by_its_form_or_its_government_speaks() -> None:
    """ "The Government of Japan" stands for who represents it, where "the people of Japan" does not."""
    assert only("The Government of Japan welcomed the launch.").speakers == ALM
    assert only("The Japanese government welcomed the launch.").speakers == ALM


def test_a_subject_stands_behind_an_opening_without_a_comma() -> None:
    """ "During the talks Minister Alm thanked us": the opening is no part of the subject."""
    assert only("During the talks Minister Alm thanked the hosts.").speakers == ALM


def test_a_subject_that_is_not_repeated_is_shared() -> None:
    """Verbs that are joined have one subject, and a point without any has that of the statement before."""
    text = "Minister Alm welcomed the launch and thanked the Secretary.\n• Requested further aid."
    assert [one.speakers for one in read(text)] == [ALM, ALM, ALM]


def test_in_a_joint_text_all_speak() -> None:
    """What a joint text says in nobody's name, all say; in a readout it is the document's."""
    text = "The crisis in Haiti is a test for all neighbours."
    assert only(text, read(text, joint=True)).speakers == BOTH
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Minister Alm thanked the Secretary for her visit.", BRO),
        ("Minister Alm congratulated Secretary Bro on the launch.", BRO),
        ("The Secretary was invited to Tokyo.", BRO),
        ("Minister Alm welcomed the launch of the plan.", ()),
        ("The two ministers discussed trade.", ()),
    ],
)
def test_to_whom_it_is_said(text: str, addressees: tuple[int, ...]) -> None:
    """The object right after the verb, if it is somebody who took part."""
    assert only(text).addressees == addressees


def test_states_without_names_are_those_of_a_joint_text() -> None:
    """ "The Baltic states" are all whose text it is; in the readout of two they may be any."""
    text = "The Baltic states condemned the attack."
    assert only(text, read(text, joint=True)).speakers == BOTH
    assert read(text) == []


def test_behind_to_both_discuss_what_one_wanted() -> None:
    """ "Met B to thank him and discuss trade": only who thanks is alone; "thanked him and discussed" is said of one."""
    first, second = read(
        "Minister Alm met Secretary Bro to thank Japan and consult on trade. They condemned the attack."
    )[:2]
    assert (first.act, first.speakers, second.act, second.speakers) == ("appreciate", ALM, "discuss", BOTH)
    first, second = read("Minister Alm thanked Secretary Bro and discussed trade.")
    assert (first.speakers, second.speakers) == (ALM, ALM)


def test_nobody_speaks_to_himself_by_a_pronoun() -> None:
    """Of "He briefed Minister A", or "The Minister …", A is not the subject, though both might have been A."""
    first, second = read("Minister Alm condemned the attack. He briefed Minister Alm on the talks.")
    assert (first.speakers, second.speakers, second.addressees) == (ALM, BRO, ALM)
    assert read("He briefed Secretary Bro on the talks.")[0].speakers == ALM
    assert only("The Minister thanked Minister Alm.").speakers == BRO
    assert only("Minister Alm thanked the Minister.").speakers == ALM


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"Secretary Bro and I agreed to open the port," Minister Alm said.', BOTH),
        ('"My counterpart and I agreed to open the port," Minister Alm said.', BOTH),
        ('"President Xu and I agreed to open the port," Minister Alm said.', ALM),
        ('"I agreed to open the port," Minister Alm said.', ALM),
        ('"I agreed to open the port," Secretary Bro says.', BRO),
    ],
)
def test_i_is_who_is_quoted(text: str, speakers: tuple[int, ...]) -> None:
    """ "I" is who is quoted, and "A and I" is A too, if A took part."""
    assert only(text).speakers == speakers


def test_several_of_one_side_discuss_with_the_other() -> None:
    """Nobody discusses anything with his own side alone, where he met another."""
    people = (
        Participant("Ada Alm", "Minister", "JP"),
        Participant("Eva Ito", "Aide", "JP"),
        Participant("Bo Bro", "", "US"),
    )
    text = "The ministers discussed trade. The ministers condemned the attack."
    who = replace(setting(text), occasion=Occasion(participants=people))
    assert [one.speakers for one in utterances(paragraphs(text), who)] == [(0, 1, 2), (0, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Alm spoke with reporters about trade.",
        "Minister Alm talked to the students about trade.",
        "The Secretary has been continually briefed by her team.",
        "This meeting will precede the fair in Porto.",
        "Minister Alm spoke with Secretary Bro on Monday.",
    ],
)
def test_what_was_before_or_comes_behind_is_no_statement(text: str) -> None:
    """Nor is what was said to others, or that they spoke."""
    assert read(text) == []


def test_readiness_behind_the_words_of_a_minister_is_his() -> None:
    """ "The Minister said that it matters. Japan is ready to help" is one speech; of the other's state it is not."""
    first, second = read("Minister Alm said that ice matters. Japan is ready to help.")
    assert (first.speakers, second.speakers) == (ALM, ALM)
    first, second = read("Minister Alm said that ice matters. The United States remains committed to the treaty.")
    assert (first.speakers, second.speakers) == (ALM, ())
    first, second = read("Minister Alm said that ice matters. Japan has committed $10 million to it.")
    assert (first.speakers, second.speakers) == (ALM, ())


def test_what_his_state_will_do_behind_the_words_of_a_minister_is_his() -> None:
    """In an account of others, in the sentence right behind; in his own state's account the document says it."""
    text = (
        "Secretary Bro stressed that ice matters. The United States will provide 50 boats. Japan will provide 20 boats."
    )
    assert [one.speakers for one in read(text)] == [BRO, BRO, ()]
    own = utterances(paragraphs(text), replace(setting(text), standpoint="US"))
    assert [one.speakers for one in own] == [BRO, (), ()]
    apart = "Secretary Bro stressed that ice matters. The ice is old. The United States will provide 50 boats."
    assert [one.speakers for one in read(apart)] == [BRO, ()]


def test_verbs_of_discussing_with_one_subject_are_one_statement() -> None:
    """One act with several objects; another subject, another act, or another sentence makes a second one."""
    (one,) = read("They focused on the war in Syria, and also discussed energy.")
    assert (one.verb, set(one.issues)) == ("focused on", {"syria", "energy"})
    assert len(read("They discussed the war in Syria. They also discussed energy.")) == 2
    assert len(read("They discussed the war in Syria, and the Secretary discussed energy.")) == 2
    assert [one.act for one in read("They discussed the war in Syria and condemned the attack.")] == [
        "discuss",
        "condemn",
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The State Department will fund new programmes.", ()),
        ("The Department of Labor will provide $5 million.", ()),
        ("The State Department and the bank will fund new programmes.", None),
    ],
)
def test_what_an_organ_of_its_own_state_will_do_the_document_says(text: str, speakers: tuple[int, ...] | None) -> None:
    """It is the document's own promise; that of another's organ is nobody's who met."""
    whole = f"Minister Alm met Secretary Bro. {text}"
    who = replace(setting(whole), standpoint="US")
    found = [one.speakers for one in utterances(paragraphs(whole), who)]
    assert found == ([] if speakers is None else [speakers])


@pytest.mark.parametrize(("greeted", "speakers"), [("Minister Alm", BRO), ("Secretary Bro", ALM)])
def test_who_greets_somebody_wishes_success_too(greeted: str, speakers: tuple[int, ...]) -> None:
    """A verb that is joined has the same subject, also where its words alone would mean whom it has for its object."""
    found = read(f"The Minister congratulated {greeted} on the day and wished him success.")
    assert [(one.act, one.speakers) for one in found] == [("congratulate", speakers), ("hope", speakers)]

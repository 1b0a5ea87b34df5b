"""The act of a clause, case by case of the rules of encoding, with what must not be taken for it."""

from __future__ import annotations

import pytest

from readings import acts, only, read


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # Importance and strength: held together it is recognised, alone it is stated; stressed, it is stated either way.
        ("The two ministers reaffirmed the importance of trust.", "recognise"),
        ("Minister Alm reaffirmed the importance of trust.", "state"),
        ("The two ministers stressed the need for trust.", "state"),
        ("The two ministers agreed on the importance of trust.", "recognise"),
        ("The two ministers agreed to build trust.", "agree"),
        ("Minister Alm agreed with Secretary Bro on the importance of trust.", "recognise"),
        ("Minister Alm concurred with Secretary Bro to build trust.", "agree"),
        ("Minister Alm concurred with the members on the need for trust.", "state"),
        ("Minister Alm showed great interest in the port.", "state"),
        ("The two ministers agreed that there can be no military solution.", "recognise"),
        ("The two ministers agreed that trade has grown.", "recognise"),
        ("The two ministers agreed that Japan will send boats.", "agree"),
        ("The two ministers shared the view that trust matters.", "recognise"),
        ("The two ministers shared the view to build trust.", "intend"),
        ("Minister Alm recognised the need for trust.", "state"),
        ("Minister Alm recognised the Secretary's leadership.", "appreciate"),
        # What stands under the verb decides.
        ("Secretary Bro underscored her unwavering commitment to peace.", "reaffirm"),
        ("Secretary Bro reaffirmed that she looks forward to the talks.", "hope"),
        ("Secretary Bro noted that she is looking forward to the talks.", "hope"),
        ("Secretary Bro noted that the port is looking forward to the talks.", "state"),
        ("Secretary Bro reaffirmed her support for the plan.", "support"),
        ("The two ministers discussed their shared commitment to peace.", "discuss"),
        ("The two ministers discussed the importance of trust.", "discuss"),
        ("Secretary Bro noted Japan's commitment to reform.", "state"),
        ("Secretary Bro noted that the United States is committed to protecting the strait.", "reaffirm"),
        ("Secretary Bro noted that France is committed to protecting the strait.", "state"),
        ("Secretary Bro stated that she would like to visit Tokyo.", "hope"),
        ("Minister Alm expressed confidence that both will go on.", "state"),
        # Promises, offers and wishes.
        ("The two ministers committed to building a port.", "pledge"),
        ("Minister Alm promised to send a team.", "pledge"),
        ("Minister Alm expressed his readiness to help.", "intend"),
        ("Minister Alm offered assistance to the victims.", "intend"),
        ("Minister Alm would like to visit Washington.", "hope"),
        ("The two ministers confirmed to hold talks.", "agree"),
        ("The two ministers confirmed the importance of talks.", "recognise"),
        # "Will": with a thing that can be delivered, or with a course.
        ("The United States will provide food.", "pledge"),
        ("The two sides will open a port worth $20 million.", "pledge"),
        ("The two sides will work for peace.", "intend"),
        ("The two sides will hold a summit in 2023.", "intend"),
        ("Secretary Bro emphasized her pledge to ensure that it will last.", "reaffirm"),
        ("Secretary Bro emphasized the wish to ensure that it will last.", "hope"),
        ("Secretary Bro underscored the sustained help of her country.", "state"),
        ("Secretary Bro announced the delivery of two field hospitals.", "announce"),
        ("Secretary Bro shared that the United States will deliver 40 trucks.", "pledge"),
        ("Secretary Bro said that the Administration will provide $2 million for the vote.", "pledge"),
        ("Secretary Bro said that the French government will provide $2 million for the vote.", "state"),
        ("The two ministers reinforced the importance of trust.", "recognise"),
        # Against something.
        ("The two ministers agreed to strongly oppose any attempt.", "warn"),
        ("The two ministers agreed to discuss the attempt.", "agree"),
        ("The two ministers condemned the attempt.", "condemn"),
        ("The two ministers expressed concern about the attempt.", "concern"),
        ("The two ministers discussed shared concerns about it.", "discuss"),
        # Promises as other houses word them.
        ("The two ministers are determined to reopen the port.", "intend"),
        ("The two ministers committed themselves to reopening the port.", "pledge"),
        ("The two ministers remain steadfast in their commitment to the treaty.", "reaffirm"),
        ("Minister Alm reinforced Japan's commitment to the treaty.", "reaffirm"),
        ("Minister Alm reiterated the Government of Japan's commitment to the treaty.", "reaffirm"),
        ("The two ministers underscored their intent to reopen the port.", "intend"),
        ("The two ministers expressed their will to reopen the port.", "intend"),
        ("The two ministers set a goal of doubling the ferries.", "intend"),
        ("Minister Alm was clear that Japan would continue to help.", "intend"),
        ("Minister Alm gave assurances that Japan would pay.", "pledge"),
        ("The two sides reached an understanding on the ferries.", "agree"),
        ("The two sides would give 20 million dollars.", "pledge"),
        ("The two sides will, therefore, reopen the port.", "intend"),
        ("Readiness to help was expressed.", "intend"),
        ("Serious concern was expressed about the ferries.", "concern"),
        ("The importance of the ferries was reaffirmed.", "recognise"),
        ("A memorandum on the ferries was inked.", "sign"),
        ("The talks concluded with the signing of a treaty.", "sign"),
        ("Minister Alm proposed to rename the ferry.", "request"),
        ("Minister Alm sent his best wishes for the ferry.", "congratulate"),
        ("The two sides continued exchanging views on the ferries.", "discuss"),
        ("The ferries were also given thorough consideration.", "discuss"),
        ("Minister Alm pointed out that Japan is prepared to lend boats.", "intend"),
        ("The two sides are to lend boats in May.", "pledge"),
        ("We will stand by the two ferries.", "intend"),
        ("Minister Alm assured Secretary Bro of Japan's commitment to her security.", "reaffirm"),
        ("Minister Alm assured Secretary Bro of France's commitment to her security.", "state"),
        ("The two sides exchanged instruments of ratification.", "sign"),
        ("The two sides were of one mind that ferries matter.", "recognise"),
        # Who else will do it is bound by it, if anybody.
        ("Minister Alm stated that the United States would send boats.", "state"),
        ("Minister Alm reaffirmed that the two crews will win.", "state"),
        # Who stands with another, or makes that clear, supports him; whom others stand with is only told.
        ("Minister Alm emphasized that Japan stands firmly and resolutely with Peru.", "support"),
        ("Minister Alm emphasized that France stands firmly and resolutely with Peru.", "state"),
        ("Minister Alm made clear we stand with our neighbours.", "support"),
        ("Minister Alm made clear that Japan stands with its neighbours.", "support"),
        ("Minister Alm made clear the port is open.", "state"),
        ("Minister Alm made clear his view of the port.", "state"),
        ("Secretary Bro offered full U.S. support for the plan.", "support"),
        ("Secretary Bro offered support to the victims.", "intend"),
        # Money that is announced as aid is promised; what is delivered, sold, or of others is announced.
        ("Secretary Bro announced more than $1.5 billion in additional assistance for Peru.", "pledge"),
        ("Secretary Bro announced a package of 20 million euros for flood relief.", "pledge"),
        ("Secretary Bro announced a contribution of $20 million to the fund.", "pledge"),
        ("Secretary Bro announced the delivery of $20 million in assistance.", "announce"),
        ("Secretary Bro announced France's $20 million in assistance.", "announce"),
        ("Secretary Bro announced $20 million in contracts.", "announce"),
        ("Secretary Bro announced the opening of a school.", "announce"),
        # Readiness, and invitations of others that are passed on.
        ("Minister Alm confirmed that Japan was open for cooperation with all.", "intend"),
        ("Minister Alm confirmed that the port was open for ships.", "state"),
        ("Secretary Bro forwarded to Minister Alm an invitation from President Zed to pay a visit.", "invite"),
        ("Secretary Bro passed on an invitation from the Queen to visit London.", "invite"),
        ("Secretary Bro conveyed to Minister Alm greetings from the Queen.", "state"),
        # One who speaks of something states it; two discuss it.
        ("Minister Alm spoke at length about the war in Syria.", "state"),
        ("Minister Alm spoke of his efforts for peace.", "state"),
        ("Minister Alm raised the war in Syria.", "state"),
        ("Both ministers raised the war in Syria.", "discuss"),
        ("Minister Alm and Secretary Bro spoke of the war in Syria.", "discuss"),
        ("Minister Alm spoke with Secretary Bro about the war in Syria.", "discuss"),
        # Courtesies before what is said.
        ("Minister Alm would like to thank the Secretary.", "appreciate"),
        ("The two ministers were pleased to announce a treaty.", "announce"),
        ("The two ministers were pleased with the treaty.", "welcome"),
        ("The two ministers signed a treaty.", "sign"),
        ("Minister Alm accepted the invitation to visit.", "agree"),
        ("Minister Alm invited the Secretary to visit.", "invite"),
    ],
)
def test_the_act_is_what_is_said(text: str, act: str) -> None:
    """Content decides before the verb, who speaks before the cue; only "discussed" keeps what is under it."""
    assert only(text).act == act


def test_a_guest_who_is_received_is_no_statement() -> None:
    """ "Welcomed the Secretary to Tokyo" at the beginning says that they met; her visit, or what she did, is welcomed."""
    assert acts("Minister Alm welcomed Secretary Bro to Tokyo for talks. They discussed trade.") == [
        ("discuss", "discussed trade")
    ]
    assert only("Minister Alm welcomed Secretary Bro's visit to Japan.").act == "welcome"
    assert [act for act, _ in acts("They discussed trade. Minister Alm welcomed the Secretary to his house.")] == [
        "discuss",
        "welcome",
    ]


def test_own_judgements_are_few() -> None:
    """What "this" is or will be, a readout judges itself; what others are, and where people will be, it only tells."""
    assert only("This is a major step for the whole region.").act == "state"
    assert read("The weather is good for all of the region.") == []
    assert read("A press conference will be held in the evening.") == []


def test_what_would_be_is_no_promise_without_an_amount() -> None:
    """ "Would" tells what somebody reckons; only a sum or a number that would be given is promised."""
    assert read("The two sides would welcome a new port.") == []
    assert read("The two sides would give the port a new name.") == []


def test_a_state_announces_what_it_will_do() -> None:
    """ "It" is the state that speaks, and never a person."""
    assert only("The United States announced it would contribute $20 million.").act == "pledge"
    assert only("Minister Alm said it would rain.").act == "state"


def test_reasons_name_the_rule() -> None:
    """A rule that corrects the cue is named in the reason, with the cue."""
    reason = only("Minister Alm recognised the need for trust.").reasons[0]
    assert reason.rule == "recognised by one alone"
    assert "recogni" in reason.words
    assert 0 < reason.confidence < 1


def test_what_will_be_done_to_somebody_is_no_intention_of_his() -> None:
    """ "Will not be deterred" is a judgement, where "will act" is an intention."""
    assert only("Secretary Bro stressed that the United States will not be deterred.").act == "state"
    assert only("Secretary Bro stressed that the United States will act.").act == "intend"


def test_an_instrument_signed_before_is_background() -> None:
    """Signing belongs to this meeting, unless an earlier year stands there."""
    assert only("A number of agreements were signed.").act == "sign"
    assert acts("The agreement was signed earlier.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two ministers witnessed the signing of eight documents.", []),
        ("The two ministers attended the signing of a treaty and signed a plan.", ["sign"]),
        # Nor does anybody sign today what was signed in a year that is told.
        ("The two ministers signed a treaty in 2018.", []),
        ("The two ministers signed a plan for 2018.", ["sign"]),
        ("A memorandum between the University of Oslo and the University of Turku was signed.", []),
        ("An agreement was signed between the universities.", []),
        ("A memorandum between the two countries was signed.", ["sign"]),
        ("An agreement between the Ministry of Trade and the bank was signed.", ["sign"]),
        ("A memorandum on cooperation between universities was signed.", ["sign"]),
        ("An agreement between the universities was signed by the two ministers.", ["sign"]),
    ],
)
def test_who_looks_on_signs_nothing(text: str, found: list[str]) -> None:
    """Those who met sign what is theirs, and neither what they witness nor what enterprises conclude."""
    assert [act for act, _ in acts(text)] == found


@pytest.mark.parametrize(
    ("text", "act", "begins"),
    [
        ("Minister Alm said that Japan is not committed to building the dam.", "state", "said that Japan is not"),
        ("Minister Alm no longer intends to visit Lake Orm.", "state", "no longer intends"),
        ("Minister Alm never agreed to lend the ships.", "state", "never agreed"),
        ("It was not agreed to extend the talks.", "state", "It was not agreed"),
        ("The two ministers did not agree to extend the talks.", "state", "did not agree"),
        ("The two ministers have not agreed to share the river.", "state", "have not agreed"),
        ("Minister Alm does not intend to lend the ships.", "state", "does not intend"),
        ("Minister Alm pledged neither boats nor tents.", "state", "pledged neither"),
        ("No agreement was reached on ferries.", "state", "No agreement was reached"),
        ("Minister Alm made no commitment on ferries.", "state", "made no commitment"),
        ("Minister Alm neither confirmed nor denied that Japan would pay.", "state", "neither confirmed"),
        ("It was agreed to open a port no later than 2030.", "agree", "It was agreed"),
        ("The two ministers agreed that no ships will sail.", "agree", "agreed that no"),
        ("Minister Alm declined to support the dam.", "warn", "declined to"),
        ("Minister Alm refused to lend the ships.", "warn", "refused to"),
        ("Minister Alm stressed that Japan no longer intends to lend the ships.", "state", "stressed that Japan no"),
        ("Minister Alm refused, however, to lend the ships.", "warn", "refused, however"),
        ("Minister Alm said that Japan would refuse to lend the ships.", "warn", "said that"),
        ("Minister Alm declined an offer of boats.", "warn", "declined an offer"),
        ("Minister Alm turned down the invitation.", "warn", "turned down"),
        ("Minister Alm ruled out lending the ships.", "warn", "ruled out"),
        ("Minister Alm expressed his refusal to lend the ships.", "warn", "expressed his refusal"),
        ("Minister Alm would not support the dam.", "warn", "would not support"),
        ("Japan cannot accept the dam.", "warn", "cannot accept"),
        ("Minister Alm was not opposed to the dam.", "state", "was not opposed"),
        ("Minister Alm is not concerned about the dam.", "state", "is not concerned"),
        # To refuse to end a thing is not to oppose it, and to end a refusal is agreed.
        ("Minister Alm refused to abandon the talks.", "state", "refused to abandon"),
        ("The two ministers agreed to stop refusing the ships.", "agree", "agreed to stop"),
        ("The two ministers agreed to strongly oppose the dam.", "warn", "agreed to strongly"),
        # Not to do a thing is promised all the same.
        ("The two ministers agreed not to publish the map.", "agree", "agreed not to"),
        ("The two sides will not take part in any blockade.", "intend", "will not"),
        ("Minister Alm promised never to close the strait.", "pledge", "promised never to"),
        ("Minister Alm stressed that Japan would not close the strait.", "intend", "stressed that Japan would not"),
    ],
)
def test_what_is_denied_is_no_promise_and_the_passage_says_so(text: str, act: str, begins: str) -> None:
    """Who refuses opposes, who has not promised states it; the passage has the denial in it."""
    one = only(text)
    assert (one.act, text[one.start : one.end][: len(begins)]) == (act, begins)


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers have agreed in the past to respect the treaty.",
        "The two ministers agreed ten years ago to share the river.",
        "The two ministers failed to reach agreement on ferries.",
        "The two ministers did not reach a deal.",
        "No deal was struck.",
    ],
)
def test_what_was_not_agreed_or_long_ago_is_not_promised(text: str) -> None:
    """A promise that is recalled is not made again, and none that failed is made."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The two ministers agreed to disagree on whales.", "recognise"),
        ("The two ministers agreed with Minister Alm that trade is important.", "recognise"),
        ("The two ministers agreed with Minister Alm that they will meet.", "agree"),
    ],
)
def test_a_view_that_is_shared_binds_nobody(text: str, act: str) -> None:
    """ "Agreed with B that" is a view, unless it goes on with "will"."""
    assert only(text).act == act


def test_who_declines_to_comment_says_nothing() -> None:
    """ "Declined to comment" opposes no conduct and no proposal."""
    assert read("Minister Alm declined to comment on the dam.") == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "If the truce holds, the two sides will open the port.",
            "If the truce holds, the two sides will open the port",
        ),
        (
            "Provided that it rains, the two sides will open the dam.",
            "Provided that it rains, the two sides will open the dam",
        ),
        (
            "Minister Alm promised to lend boats unless the lake freezes.",
            "promised to lend boats unless the lake freezes",
        ),
        ("Minister Alm promised boats, provided that it rains.", "promised boats, provided that it rains"),
        (
            "Should the truce collapse, the two sides will close the port.",
            "Should the truce collapse, the two sides will close the port",
        ),
        (
            "Were the lake to freeze, the two sides will lend sledges.",
            "Were the lake to freeze, the two sides will lend sledges",
        ),
        ("Minister Alm promised boats, should the truce hold.", "promised boats, should the truce hold"),
    ],
)
def test_a_promise_has_its_condition(text: str, passage: str) -> None:
    """The passage has the condition in it, and a reason says that the promise depends on it."""
    one = only(text)
    assert text[one.start : one.end] == passage
    assert [reason.confidence < 0.3 for reason in one.reasons if reason.rule == "condition"] == [True]


def test_a_condition_ties_each_promise_of_its_sentence() -> None:
    """The second promise has no place for the words in its passage, and says so by its reason; the next sentence is free."""
    text = "If the truce holds, the two sides will open the port and will lend boats. They agreed to meet again."
    tied = [any(reason.rule == "condition" for reason in one.reasons) for one in read(text)]
    assert tied == [True, True, False]


def test_a_condition_may_stand_first_in_a_report() -> None:
    """ "Announced that, if it holds, Japan will pay" is a promise with its condition."""
    one = only("Minister Alm announced that, if the truce holds, Japan will pay $10 million by 1 June.")
    assert one.act == "pledge"
    assert "\u201cif the truce holds\u201d" in next(why.words for why in one.reasons if why.rule == "condition")
    assert only("Minister Alm announced that, if the truce holds, France will pay $10 million.").act == "announce"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Minister Alm said that if the truce held, Japan would send boats.", "if the truce held"),
        ("Minister Alm stated that once the truce held, Japan would send boats.", "once the truce held"),
        ("Minister Alm said Japan would send boats if the truce held.", "if the truce held"),
        ("Minister Alm said that, were the truce broken, Japan would send boats.", "were the truce broken"),
    ],
)
def test_a_promise_that_is_reported_has_its_condition(text: str, said: str) -> None:
    """It is told in the past what one will do if something is so: a promise that depends on it."""
    one = only(text)
    assert one.act == "pledge"
    assert f"\u201c{said}\u201d" in next(why.words for why in one.reasons if why.rule == "condition")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Minister Alm said that if the truce held, France would send boats.", "state"),
        ("Minister Alm noted that if the war went on, thousands would flee.", "state"),
        ("Minister Alm warned that if the siege remained, Japan would leave the talks.", "warn"),
    ],
)
def test_what_others_would_do_if_something_were_so_is_no_promise(text: str, act: str) -> None:
    """A forecast, or a warning."""
    assert only(text).act == act


def test_a_report_of_what_will_be_given_is_a_pledge_by_whatever_verb() -> None:
    """ "Stated that", "indicated that": what is given decides, and a course of action is an intention."""
    for verb in ("stated that", "indicated that", "said", "clarified that"):
        assert only(f"Minister Alm {verb} Japan would provide 20 million dollars.").act == "pledge"
        assert only(f"Minister Alm {verb} Japan would work for peace.").act == "intend"
    assert only("Minister Alm said Japan stood with the people of Peru.").act == "support"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The conversation was devoted to trade.", ["discuss"]),
        ("The talks were dedicated to trade.", ["discuss"]),
        ("Trade was at the centre of the talks.", ["discuss"]),
        ("Key topics were trade and energy.", ["discuss"]),
        ("They compared positions on trade.", ["discuss"]),
        ("Minister Alm is dedicated to peace.", ["reaffirm"]),
        # Neither who is devoted to something nor a day treats it.
        ("Minister Alm is devoted to peace.", []),
        ("The day was devoted to trade.", []),
        ("Minister Alm welcomed the plan at the centre of the talks.", ["welcome"]),
    ],
)
def test_what_the_talks_were_devoted_to_was_discussed(text: str, found: list[str]) -> None:
    """By whatever words the document says so of the talks."""
    assert [act for act, _ in acts(text)] == found


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("wished the President a speedy recovery", "condole"),
        ("extended her best wishes for the full recovery of the injured", "condole"),
        ("extended her condolences over the fire in Porto", "condole"),
        ("wished the Secretary every success", "hope"),
        ("exchanged warm greetings with Secretary Bro", "congratulate"),
        ("welcomed the recovery of the economy", "welcome"),
        ("underscored support for self-defence and recovery from the war", "support"),
        ("expressed Japan's solidarity with the families of the drowned", "condole"),
        ("expressed Japan's solidarity with the people of Peru", "support"),
    ],
)
def test_sympathy_is_told_from_good_wishes(said: str, act: str) -> None:
    """Who may recover has sympathy, who may succeed is hoped for, and greetings are good wishes."""
    assert only(f"Minister Alm {said}.").act == act


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("assured Secretary Bro that Japan would open a consulate in Porto", "pledge"),
        ("assured Secretary Bro that Japan would continue to help Peru", "intend"),
        ("assured Secretary Bro that France would open a consulate in Porto", "state"),
        ("affirmed that Japan will work for peace", "intend"),
        ("affirmed that Japan will send 40 trucks", "pledge"),
        ("confirmed that France will send 40 trucks", "state"),
        ("confirmed that they will meet in May", "agree"),
        ("confirmed that Japan together with Peru will work for peace", "intend"),
        ("confirmed her attendance at the summit", "agree"),
        ("confirmed the attendance of the firms", "state"),
        ("agreed that Japan will send 40 trucks", "agree"),
        ("announced that consultations would be held in May", "intend"),
        ("announced that a fair would take place in May", "intend"),
        ("announced that 20 million dollars would be made available", "pledge"),
        ("announced that a port would be opened by France", "announce"),
        ("announced that a port would be opened by the market", "announce"),
        ("announced that a port would be opened by the end of May", "intend"),
        ("reassured Secretary Bro that Japan would keep the port open", "pledge"),
        ("confirmed he would come to Washington in May", "intend"),
        ("announced that the elections in France would be held in May", "announce"),
        ("said that consultations would be held in May", "state"),
    ],
)
def test_one_alone_agrees_nothing_and_who_assures_promises(said: str, act: str) -> None:
    """What one affirms or announces of his own side he intends, what he assures another of he pledges; else he tells it."""
    assert only(f"Minister Alm {said}.").act == act


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("was grateful for the help", "appreciate"),
        ("appreciated the help", "appreciate"),
        ("welcomed the truce", "welcome"),
        ("was pleased with the progress", "welcome"),
        ("congratulated Peru", "congratulate"),
        ("would give it due consideration", "intend"),
    ],
)
def test_what_is_felt_in_a_report_is_felt(said: str, act: str) -> None:
    """ "Said that he welcomed it" welcomes it; what another did is only told."""
    assert only(f"Minister Alm said that he {said}.").act == act
    assert only(f"Minister Alm said that France {said}.").act == "state"


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        ("conceded that they discussed", "state"),
        ("flagged", "state"),
        ("cautioned against", "warn"),
        ("spoke out against", "condemn"),
        ("regretted", "concern"),
        ("noted with concern", "concern"),
        ("saluted", "welcome"),
        ("signalled willingness to mend", "intend"),
        ("renewed his call for", "request"),
        ("mourned the victims of", "condole"),
        ("brought up", "discuss"),
        ("hoped for", "hope"),
        ("offered Japan's experience with", "intend"),
        ("undertook that Japan would repair", "pledge"),
        ("assessed positively", "welcome"),
        ("put forward the idea of", "request"),
        ("presented Japan's position on", "state"),
        ("commemorated the victims of", "condole"),
        ("honoured the memory of the victims of", "welcome"),
    ],
)
def test_verbs_of_press_offices_are_known(verb: str, act: str) -> None:
    """Each with its act."""
    assert only(f"Minister Alm {verb} the dam in Peru.").act == act


def test_what_was_repeated_or_flagged_is_no_act() -> None:
    """Where the word describes a thing."""
    assert acts("The two ministers condemned repeated attacks on an Iranian-flagged vessel.") == [
        ("condemn", "condemned repeated attacks on an Iranian-flagged vessel")
    ]


def test_a_courtesy_call_asks_for_nothing() -> None:
    """ "Paid a call on" is a visit, "made a call for" a request."""
    assert read("Minister Alm paid a courtesy call on Mr. Dahl.") == []
    assert only("Minister Alm called on both to stop.").act == "request"


def test_if_needed_is_no_condition() -> None:
    """A promise to help "if needed" stands."""
    assert [reason.rule for reason in only("Minister Alm promised to lend boats, if needed.").reasons] == [
        "cue",
        "issue",
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Minister Alm said he hoped Washington would keep its promise to lend boats.", "hope"),
        ("Minister Alm said he hopes France will keep its promise to lend boats.", "hope"),
        ("Minister Alm said that he expected that France would keep its pledge to lend boats.", "state"),
        ("Minister Alm said France believed the boats would come.", "state"),
        ("Minister Alm noted France and its pledge to lend boats.", "state"),
        ("Minister Alm noted France's pledge to lend boats.", "state"),
        ("Minister Alm urged France to keep its promise to lend boats.", "request"),
    ],
)
def test_the_promise_of_another_binds_nobody_who_speaks_of_it(text: str, act: str) -> None:
    """What is hoped or thought that another will do stays a hope or a statement, with "its promise to" in it."""
    assert only(text).act == act


def test_to_call_on_somebody_is_to_visit() -> None:
    """To call on somebody to do something is a request; for what a minister is, is no such thing."""
    assert acts("Secretary Bro called on Minister for Foreign Affairs Alm on Monday.") == []
    assert acts("Minister Alm called on Secretary Bro.") == []
    assert [act for act, _ in acts("Minister Alm called on Secretary Bro to help.")] == ["request"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("They would stay in touch.", "intend"),
        ("The two sides would remain in close contact.", "intend"),
        ("Both ministers would continue their dialogue.", "intend"),
        ("Minister Alm would also keep in touch with her.", "intend"),
        ("The two ministers stated their readiness to implement the plan.", "intend"),
        ("Both sides confirmed their mutual readiness to implement the plan.", "intend"),
        ("Minister Alm declared her readiness to implement the plan.", "intend"),
        ("Readiness to implement the plan was expressed.", "intend"),
    ],
)
def test_contacts_that_go_on_and_readiness_are_intended(text: str, act: str) -> None:
    """Also where "would" reports it."""
    assert only(text).act == act


@pytest.mark.parametrize(
    "text", ["The plan would stay on the table.", "They would remain concerned.", "They would win."]
)
def test_what_would_be_is_mostly_reckoned(text: str) -> None:
    """It is said by nobody."""
    assert acts(text) == []


def test_what_goes_on_behind_will_is_not_done_yet() -> None:
    """ "Will combine … and establish" intends both; what is done today is announced."""
    assert [act for act, _ in acts("We will combine our means and establish a group.", joint=True)] == [
        "intend",
        "intend",
    ]
    assert [act for act, _ in acts("We will meet in May; we launch a group today.", joint=True)] == [
        "intend",
        "announce",
    ]

"""Labels that only say which one something else is, and those of the same words that are its object."""

from __future__ import annotations

import pytest

from readings import met, only, read


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They welcomed the UN-brokered truce in Yemen.", {"yemen"}),
        ("They welcomed the truce in Yemen and the work of the United Nations.", {"yemen", "united-nations"}),
        ("They supported a just peace in Ukraine, consistent with the UN Charter.", {"ukraine"}),
        ("They supported peace in Ukraine, based on the principles enshrined in the UN Charter.", {"ukraine"}),
        ("They stressed the importance of the UN Charter.", {"rules-based-order"}),
        ("They stressed that conflicts are settled in accordance with international law.", {"rules-based-order"}),
        ("They supported a maritime order based on international law.", {"maritime-security", "rules-based-order"}),
        ("They condemned the rockets of Hamas and other terrorist groups.", {"gaza"}),
        ("They discussed COVID-19 and other health threats.", {"covid-19"}),
        ("They discussed climate change and other environmental issues.", {"climate-change", "environment"}),
        ("They agreed on humanitarian needs such as food and health care.", {"humanitarian-assistance"}),
        ("They discussed issues such as health care and energy.", {"health", "energy"}),
        ("They discussed technologies such as AI and semiconductors.", {"artificial-intelligence", "semiconductors"}),
        ("They condemned the attacks on Ukraine's power grid.", {"ukraine"}),
        ("They condemned the terrorist attack in the metro of Oslo.", {"counter-terrorism"}),
        ("They discussed terrorism and the metro of Oslo.", {"counter-terrorism", "infrastructure"}),
        # Who holds those who are spoken of; not where that is the object, nor those of a conflict.
        ("They discussed the two citizens unjustly detained by the government of China.", {"detained-nationals"}),
        ("They discussed the detained citizens and dialogue with China.", {"detained-nationals", "china-policy"}),
        ("They discussed the prisoner exchange and hostages held by Hamas.", {"detained-nationals", "gaza"}),
        # What is broken or put at risk by what is named; not where that is the object.
        ("They condemned the launches by the DPRK in violation of UN Security Council resolutions.", {"north-korea"}),
        ("They agreed that the DPRK threatens peace in the Indo-Pacific.", {"north-korea"}),
        ("They discussed the DPRK and its violation of the UN Charter.", {"north-korea", "rules-based-order"}),
        ("They discussed threats to a free and open Indo-Pacific.", {"indo-pacific"}),
        ("They discussed the DPRK and a free and open Indo-Pacific.", {"north-korea", "indo-pacific"}),
        ("They agreed to repair Ukraine's power grid.", {"ukraine", "energy"}),
        ("They condemned attacks on democracy in Belarus.", {"democracy", "belarus"}),
        ("They praised NATO Secretary General Piet Visser for his support of Ukraine.", {"ukraine"}),
        ("They praised the European Union Special Envoy Bo Dahl for his support of Ukraine.", {"ukraine"}),
        ("They praised the chair of the African Union for his support of Ukraine.", {"african-union", "ukraine"}),
        ("They discussed NATO and Ukraine.", {"nato", "ukraine"}),
        ("They discussed trade agreements reached during the state visit.", {"free-trade-agreement"}),
        ("They discussed the investments in clean energy under the CHIPS Act.", {"trade-investment", "energy"}),
        ("They discussed clean energy and the CHIPS Act.", {"energy", "semiconductors"}),
        ("They discussed the state visit and trade.", {"high-level-visits", "trade-investment"}),
        ("They agreed to curb migration from the countries of Latin America.", {"migration"}),
        ("They discussed migration and cooperation with Latin America.", {"migration", "latin-america-cooperation"}),
        ("They discussed migration at the Summit of the Americas.", {"migration", "latin-america-cooperation"}),
    ],
)  # fmt: skip
def test_what_only_says_which_one_is_no_object(text: str, issues: set[str]) -> None:
    """Who leads a process, the measure of a peace, the kind of a group, an example, what is hit, an office, a region."""
    assert set(only(text).issues) == issues


def test_what_is_all_that_is_named_is_meant_at_last() -> None:
    """A measure alone is the object where nothing was spoken of before; where a conflict was, that is."""
    measured = "They called for a just peace based on the UN Charter."
    assert only(measured).issues == ("rules-based-order",)
    assert read(f"They discussed energy and the war in Ukraine. {measured}")[1].issues == ("ukraine",)


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They agreed that the United States and NATO can fight piracy.", {"maritime-security"}),
        ("They discussed ties between the U.S. and NATO and the fight against piracy.", {"nato", "maritime-security"}),
        ("They agreed that the United States and the EU can fight piracy.", {"european-union", "maritime-security"}),
    ],
)  # fmt: skip
def test_a_body_beside_the_other_side_is_a_side(text: str, issues: set[str]) -> None:
    """What both can do is the subject; ties between them, and a body that does not take part, are subjects too."""
    assert set(met("NATO US", text)[0].issues) == issues

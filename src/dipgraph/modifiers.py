"""Which labels only qualify what is spoken of: by whom it is led, by which measure, of what kind it is, what was hit."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.inflections import every, stem, stems
from dipgraph.labels import Label
from dipgraph.prose import Paragraph
from dipgraph.setting import Setting, is_body

# Behind these stands the measure by which something is done; what it is done by alone is no measure of it.
_MEASURES = (
    ["consistent", "with"], ["accordance", "with"], ["line", "with"], ["keeping", "with"], ["conformity", "with"],
    ["compliance", "with"], ["enshrined", "in"], ["based", "on"], ["basis", "of"], ["guided", "by"], ["pursuant", "to"],
)  # fmt: skip
# What is broken by something, and what is put at risk by it, where that is named.
_BREACH, _DEFY = stems("violation breach contravention defiance"), stems("violate breach contravene defy")
_RISK = stems("threaten undermine endanger jeopardize jeopardise destabilize destabilise threat risk")
_HELD = stems("detained held imprisoned jailed arrested")
_ORDERS = every("order system rules world")
# How far from a word that opens it a phrase may reach, in words.
_PHRASE, _BLOW = 12, 8
_STOPS = every(". ; : ( )")
_UPON, _PLACED = every("on against upon at to"), every("in from across throughout within")
_THERE = every("the of all wider entire countries states people region and")
_LAWS = every("Act Law")
# A visit behind these is one of which is only recalled what came of it.
RECALLED = every("following after since during")


def qualifies(setting: Setting, paragraph: Paragraph, label: Label, labels: Sequence[Label]) -> bool:
    """Whether a label, of the *labels* of a passage, is no object but says which one another is.

    "a UN-led process", "peace consistent with the Charter", "Hamas and other terrorist groups", "relief such as health
    care", "attacks on Ukraine's energy grid", "the agreements reached during the visit".
    """
    others = [other for other in labels if other.issue != label.issue]
    where = (setting, paragraph, label)
    if _leads(*where) or _measure(*where) or _recalled(paragraph, label):
        return True
    beside = _law(paragraph, label) or _of_a_person(*where) or _among_sides(*where) or _place(*where)
    return bool(others) and (
        beside or _example(*where, others) or _hit(*where, others) or _harmed(*where, others) or _holder(*where, others)
    )


def _said(paragraph: Paragraph, first: int, last: int) -> list[str]:
    return [token.norm_.lower() for token in paragraph.doc[max(first, 0) : last]]


def _body(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a label is a body: one of the order among states, or one that can meet as a side."""
    sides = setting.states(paragraph.doc[label.start : label.end].text)
    return "order" in setting.known.issues.broader[label.issue] or any(map(is_body, sides))


def _leads(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a body only leads or brokers what is spoken of: "a UN-mediated truce"."""
    mark, does = [*_said(paragraph, label.end, label.end + 2), "", ""][:2]
    return _body(setting, paragraph, label) and mark in ("-", "\u2011") and does.endswith(("ed", "led", "run"))


def _measure(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether rules or order are what something goes by: "peace consistent with the Charter", not "order based on law"."""
    if label.issue not in setting.known.issues.standing["asFrame"]:
        return False
    ahead = _said(paragraph, label.start - _PHRASE, label.start)
    at = next((n for n in range(len(ahead) - 1, 0, -1) if ahead[n - 1 : n + 1] in _MEASURES), 0)
    return bool(at) and not _STOPS & set(ahead[at:]) and not _ORDERS & set(ahead[max(at - 3, 0) : at - 1])


def _recalled(paragraph: Paragraph, label: Label) -> bool:
    """Whether a visit is only when something was agreed: "the agreements reached during the state visit"."""
    ahead = _said(paragraph, label.start - 5, label.start)
    return label.issue == "high-level-visits" and bool(RECALLED & set(ahead))


def _law(paragraph: Paragraph, label: Label) -> bool:
    """Whether a law is only that under which something is done: "the investments under the Clean Power Act"."""
    ahead = _said(paragraph, label.start - 2, label.start)
    return paragraph.doc[label.end - 1].text in _LAWS and "under" in ahead


def _example(setting: Setting, paragraph: Paragraph, label: Label, others: Sequence[Label]) -> bool:
    """Whether a label is the kind of what stands before it, or an example: "Hamas and other terrorist groups"."""
    broader = setting.known.issues.broader
    ahead = _said(paragraph, label.start - 2, label.start)
    if ahead in (["and", "other"], ["or", "other"]):
        named = [other for other in others if other.end == label.start - 2]
        return any("conflicts" in broader[o.issue] or label.issue in broader[o.issue] for o in named)
    ahead = _said(paragraph, label.start - _PHRASE, label.start)
    at = next((n for n in range(len(ahead) - 1, 0, -1) if ahead[n - 1 : n + 1] == ["such", "as"]), 0)
    if not at or _STOPS & set(ahead[at:]):
        return False
    begins = label.start - len(ahead) + at - 1
    kinds = [other for other in others if begins - 2 <= other.end <= begins]
    return any(kind.issue in setting.known.issues.standing["inConflict"] for kind in kinds)


def _hit(setting: Setting, paragraph: Paragraph, label: Label, others: Sequence[Label]) -> bool:
    """Whether a label is what is attacked in a conflict, or by terror: "attacks on Exland's energy grid"."""
    broader = setting.known.issues.broader
    terror = any(other.issue == "counter-terrorism" for other in others)
    if "economy" not in broader[label.issue] or not (
        terror or any("conflicts" in broader[other.issue] for other in others)
    ):
        return False
    upon = _UPON | {"in"} if terror else _UPON
    ahead = _said(paragraph, label.start - _BLOW, label.start)
    return any(
        setting.senses.has("blows", word) and ahead[at + 1] in upon and not _STOPS & set(ahead[at:])
        for at, word in enumerate(ahead[:-1])
    )


def _harmed(setting: Setting, paragraph: Paragraph, label: Label, others: Sequence[Label]) -> bool:
    """Whether a label is only what is broken or put at risk by what was named: "tests in violation of UN resolutions"."""
    broader = setting.known.issues.broader
    if "order" not in broader[label.issue]:
        return False
    ahead = _said(paragraph, label.start - _PHRASE, label.start)
    begins = label.start - len(ahead)
    for at, word in enumerate(ahead):
        broken = stem(word) in _BREACH and "in" in ahead[max(at - 2, 0) : at]  # and not "its violation of the Charter"
        if (broken or stem(word) in _DEFY | _RISK) and not _STOPS & set(ahead[at:]):
            first = begins + at
            return any("conflicts" in broader[other.issue] and other.end <= first for other in others)
    return False


def _holder(setting: Setting, paragraph: Paragraph, label: Label, others: Sequence[Label]) -> bool:
    """Whether a state only holds those who are spoken of: "two citizens who are detained by Exland"."""
    ahead = _said(paragraph, label.start - 6, label.start)
    held = any(stem(word) in _HELD and ahead[at + 1] in ("by", "in") for at, word in enumerate(ahead[:-1]))
    state = setting.states(paragraph.doc[label.start : label.end].text)
    return bool(state) and held and any(other.issue == "detained-nationals" for other in others)


def _of_a_person(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a body only says whose office somebody has who is named: "African Union chair Ada Alm"."""
    behind = paragraph.doc[label.start + 1 : label.end + 4]
    held = next(
        (n for n, token in enumerate(behind) if setting.senses.has("bearers", token.norm_.lower())), len(behind)
    )
    last = held + 1 + (behind[held + 1 : held + 2].text == "General")
    named = behind[last : last + 1].text[:1].isupper()
    return named and _body(setting, paragraph, label) and all(token.text[:1].isupper() for token in behind[:held])


def _among_sides(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a body that takes part is named as a side beside another: "Exland and the African Union can act on trade"."""
    said = paragraph.doc[label.start : label.end].text
    sides = setting.represented(setting.all)
    if not (_body(setting, paragraph, label) and setting.states(said) and setting.states(said) <= sides):
        return False
    near = paragraph.doc[max(label.start - 5, 0) : label.end + 5]
    beside = setting.states(near.text) - setting.states(said)
    if "between" in _said(paragraph, label.start - 7, label.start):
        return False
    joined = "and" in _said(paragraph, label.start - 2, label.start) + _said(paragraph, label.end, label.end + 1)
    return joined and bool(beside & sides)


def _place(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a region is only where something is done: "jobs in the countries of Latin America"."""
    if not all(setting.senses.has("regions", word) for word in _said(paragraph, label.start, label.end)):
        return False
    ahead = _said(paragraph, label.start - 5, label.start)
    while ahead and ahead[-1] in _THERE:
        ahead.pop()
    return bool(ahead) and ahead[-1] in _PLACED

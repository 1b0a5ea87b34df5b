"""Which issues some words name: of the labels in them those that are of no name, and none broader beside a narrower."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.implied_labels import implied
from dipgraph.inflections import every, stem, stems
from dipgraph.labels import Label, issues
from dipgraph.modifiers import qualifies
from dipgraph.prose import Paragraph
from dipgraph.setting import Setting, is_body

# What stands before the name of a ship; and who is appointed has an office by that.
_SHIPS = frozenset(("MV", "MS", "SS", "MT", "HMS", "USS", "HMAS", "USNS", "INS", "RV"))
_APPOINTED = every("appointment appointed election elected re-election nomination inauguration")
_CHALLENGES = stems("challenge threat priority")
_NEAR = 4
# Behind these stands what of a field is meant, and behind the others what else is on a list of matters.
_MEANT = every("particularly especially notably")
_PARTS = _MEANT | {"including"}


def named(setting: Setting, paragraph: Paragraph, first: int, last: int, passing: bool = False) -> tuple[str, ...]:
    """Return the issues that some words name, without a broader one beside a narrower for the same object.

    With *passing*, those too that only say which one another is.
    """
    every_label = issues(setting.known.issues, paragraph.doc[first:last])
    every_label += implied(setting, paragraph, (first, last), every_label)
    labels = [
        label
        for label in sorted(every_label, key=_place)
        if setting.begun(label.issue)
        and not (
            _borne(setting, paragraph, label)
            or _party(setting, paragraph, label)
            or _elsewhere(setting, paragraph, label)
        )
    ]
    stands, said = setting.known.issues.standing, {label.issue for label in labels}
    if said - stands["asWar"] <= stands["atHome"] and len(said) > 1:
        labels = [label for label in labels if not _owner(setting, paragraph, label)]
    if not passing:
        labels = [label for label in labels if not qualifies(setting, paragraph, label, labels)]
    labels = [label for label in labels if not _yields(setting, paragraph, label, labels)]
    said = {label.issue for label in labels}
    labels = [label for label in labels if not setting.known.issues.yields[label.issue] & said]
    kept = []
    for label in labels:
        narrower = [other for other in labels if label.issue in setting.known.issues.broader[other.issue]]
        if narrower and _possessor(setting, paragraph, label, narrower):
            continue
        detail = frozenset() if setting.known.issues.broader[label.issue] else _MEANT
        if all(_apart(paragraph, label, other, labels, detail) for other in narrower):
            kept.append(label)
    others = {label.issue for label in kept} - stands["asRelation"]
    found = [
        label.issue
        for label in kept
        if not (others and label.issue == "consultation-mechanisms" and _contact(setting, paragraph, label))
    ]
    return tuple(dict.fromkeys(found))


def spared_only(setting: Setting, paragraph: Paragraph, first: int, last: int) -> frozenset[str]:
    """Return the issues that some words name only by those who are to be spared: "protection of civilians"."""
    doc = paragraph.doc
    found = issues(setting.known.issues, doc[first:last])
    spared = [
        label
        for label in found
        if label.issue in setting.known.issues.standing["inConflict"]
        and any(setting.senses.has("spared", token.norm_.lower()) for token in doc[label.start : label.end])
    ]
    return frozenset(label.issue for label in spared) - {label.issue for label in found if label not in spared}


def _borne(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a label is part of a name that does not concern it: "Human Rights Avenue", "Minister of Trade Bro".

    What is called after something is a street, a hotel, a newspaper, a ship, a firm; "Ukraine Recovery Fund" is about it.
    """
    doc, begin, end = paragraph.doc, label.start, label.end
    if not doc[end - 1].text[:1].isupper():
        return False
    if doc[end - 1].norm_.lower() == "alliance" and doc[end : end + 1].text in ("of", "for", "against"):
        # "The Alliance of Civilizations" is none of states.
        return doc[end + 1 : end + 2].text[:1].isupper()
    while end < len(doc) and doc[end].text[:1].isupper():
        end += 1
    while begin and doc[begin - 1].text[:1].isupper():
        begin -= 1
    ahead = doc[begin - 1].norm_.lower() if begin else ""
    longer = end > label.end or begin < label.start
    named_so = any(setting.senses.has("named-after", token.norm_.lower()) for token in doc[label.end : end])
    ship = any(token.text in _SHIPS for token in doc[begin : label.start])
    if named_so or ship or (longer and setting.senses.has("bearing-names", ahead)):
        return True
    office = _plain(paragraph, max(0, label.start - 4), label.start)
    of = next((n for n in range(len(office) - 1, 0, -1) if office[n] in ("of", "for")), 0)
    held = bool(of) and setting.senses.has("office", office[of - 1]) and not office[of - 1].endswith("s")
    appointed = bool(_APPOINTED & set(_plain(paragraph, max(0, label.start - 10), label.start)))
    return held and (end > label.end or appointed)


def _owner(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a state at war that takes part is only who has something: "Exland's reforms", "the U.S.-Exland ties"."""
    doc, span = paragraph.doc, paragraph.doc[label.start : label.end]
    if label.issue not in setting.known.issues.standing["asWar"] or len(span) > 1 + (span[-1].norm_ == "'s"):
        return False
    states = setting.states(span.text)
    has = span[-1].norm_ == "'s" or doc[label.end : label.end + 1].text in ("'s", "\u2019s")
    with_another = label.start > 0 and doc[label.start - 1].norm_ in ("-", "\u2013")
    if any(setting.senses.has("at-war", token.norm_) for token in doc[label.end : label.end + 2]):
        return False
    return (has or with_another) and bool(states) and states <= setting.represented(setting.all)


def _possessor(setting: Setting, paragraph: Paragraph, label: Label, narrower: Sequence[Label]) -> bool:
    """Whether a state is only who has what narrower labels name: "Exland's rhetoric and missile launches"."""
    doc = paragraph.doc
    states = setting.states(doc[label.start : label.end].text)
    if doc[label.end - 1].norm_ != "'s" or not states or label.issue in setting.known.issues.standing["asWar"]:
        return False
    return any(
        0 <= other.start - label.end <= _NEAR + 2 and "," not in _plain(paragraph, label.end, other.start)
        for other in narrower
    )


def _plain(paragraph: Paragraph, first: int, last: int) -> list[str]:
    return [token.norm_.lower() for token in paragraph.doc[first:last]]


def _place(label: Label) -> int:
    return label.start


def _yields(setting: Setting, paragraph: Paragraph, label: Label, labels: list[Label]) -> bool:
    """Whether a general issue is only said of a narrower one, or heads the list of what was spoken of."""
    if label.issue == "high-level-visits" and {"meeting", "summit"} & {
        token.norm_.lower() for token in paragraph.doc[label.start : label.end]
    }:
        # "the next meeting of the Joint Commission", "the G7 leaders' meeting": the body, and not that it meets.
        return any(
            not _apart(paragraph, label, other, labels)
            for other in labels
            if other.issue == "consultation-mechanisms" or "order" in setting.known.issues.broader[other.issue]
        )
    stands = setting.known.issues.standing
    if label.issue == "bilateral-relations":
        # "the Strategic Partnership with ASEAN": with a body, and not of two states.
        bodies = [o for o in labels if "order" in setting.known.issues.broader[o.issue]]
        return any(_of(paragraph, label, other) for other in bodies) or _field(paragraph, label, labels)
    if label.issue not in stands["asFrame"]:
        return False
    if _of_region_named(setting, paragraph, label, labels):
        return True
    if label.issue in stands["asHeading"] and any(
        other.issue not in stands["asHeading"] | stands["asRelation"] for other in labels
    ):
        return True  # "regional issues, including Syria"
    others = [other for other in labels if other.issue not in stands["asFrame"] | stands["asRelation"]]
    of_conflict = [other for other in others if "conflicts" in setting.known.issues.broader[other.issue]]
    heads = setting.senses["matters"] & set(map(stem, _plain(paragraph, label.end - 1, label.end + 1)))
    detail = _PARTS if heads else frozenset[str]()
    return any(not _apart(paragraph, label, other, labels, detail) for other in of_conflict)


def _of_region_named(setting: Setting, paragraph: Paragraph, label: Label, labels: Sequence[Label]) -> bool:
    """Whether what is regional is so of a region named before: "calm in Exland and efforts to bolster regional security"."""
    if not label.start:
        return False
    ahead, word = _plain(paragraph, label.start - 1, label.start + 1)
    before = [other for other in labels if other.end < label.start]
    listed = ahead in (",", "and", "or", "including", ";")
    return (
        word == "regional"
        and not listed
        and any("conflicts" in setting.known.issues.broader[other.issue] for other in before)
    )


def _field(paragraph: Paragraph, label: Label, labels: list[Label]) -> bool:
    """Whether relations are only those in a field that is named: "cooperation in trade", "a partnership to curb piracy"."""
    small = paragraph.doc[label.end : label.end + 1].text
    behind = [other for other in labels if 0 < other.start - label.end <= _NEAR + (small == "to")]
    return small in ("in", "on", "to") and bool(behind)


def _of(paragraph: Paragraph, label: Label, other: Label) -> bool:
    """Whether the words of one label stand right beside those of another, with one small word or two between them."""
    first, last = sorted((label, other), key=_place)
    between = [token.norm_ for token in paragraph.doc[first.end : last.start]]
    return len(between) < 3 and not {",", "and", ";", "at"} & set(between)


def _party(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether a label is only the name of a state that takes part, which is a party and no subject."""
    span = paragraph.doc[label.start : label.end]
    before = [token.norm_ for token in paragraph.doc[max(label.start - 2, 0) : label.start]]
    if before[-1:] == ["in"] or (before[:1] == ["in"] and setting.senses.has("parts", before[-1])):
        return False  # "the situation in Somalia"
    named_with = label.issue.endswith("-policy")  # "relations with China", in a meeting with China
    bare = (
        named_with or len(span) <= 1 + (span[-1].norm_ == "'s")
    ) and label.issue not in setting.known.issues.standing["asWar"]
    states = setting.states(span.text) if bare else frozenset()
    # A body that takes part is a subject all the same: "relations between Exland and NATO".
    return bool(states) and states <= {side for side in setting.represented(setting.all) if not is_body(side)}


def _elsewhere(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    """Whether matters are outside of what a label names: "challenges beyond the Middle East", not "outside of Gaza"."""
    before = [token.norm_.lower() for token in paragraph.doc[max(label.start - 4, 0) : label.start]]
    while before[-1:] in (["the"], ["of"]):
        before.pop()
    matter = stem(before[-2]) if len(before) > 1 else ""
    return before[-1:] in (["outside"], ["beyond"]) and matter in setting.senses["matters"] | _CHALLENGES


def _contact(setting: Setting, paragraph: Paragraph, label: Label) -> bool:
    return any(setting.senses.has("contacts", token.norm_.lower()) for token in paragraph.doc[label.start : label.end])


def _apart(
    paragraph: Paragraph, label: Label, other: Label, labels: Sequence[Label], detail: frozenset[str] = frozenset()
) -> bool:
    """Whether a comma or "and" between a label and one that is narrower, or said of it, makes them different objects.

    None does that is within another label, or by the words of *detail*, which tell in detail what the first is in general.
    """
    first, last = sorted((label, other), key=_place)
    # "economic and technology issues": what begins with "and" is apart by it.
    taken = {at for one in labels for at in range(one.start + 1, one.end)}
    doc = paragraph.doc
    for at in range(first.end, last.start + 1):
        if first is label and doc[at].norm_.lower() in detail:
            return False  # "economic ties, particularly in energy and trade"
        detailed = doc[at + 1].norm_.lower() in detail
        if doc[at].norm_ in (",", "and", ";") and at not in taken and not detailed:
            return True
    return False

"""Issues that words name without a label: by a noun that stands only once, by who has relations, by who is held."""

from __future__ import annotations

from collections.abc import Iterator

from dipgraph.inflections import OWN, every, stem, stems
from dipgraph.labels import Label
from dipgraph.prose import Paragraph, language
from dipgraph.setting import Setting, is_body

_HYPHENS, _ARTICLES = every("- \u2011 \u2013 '"), every("the a an this")
# What stands between relations and those who have them, and what else leads on to a party or an object.
_WITH = every("with between")
_TOWARDS = _WITH | every("of to among")
_BOTH = every("the our two both and of countries nations")
# Behind these nothing more is said of what cooperation is in.
_WHOLE = every(". ; across")
# Behind these stands what relations are in.
_FIELD = every("in on to for")
# Behind these stand those who are named of many, at most so many words on.
_AMONG, _REACH = stems("including include among"), 9


def implied(setting: Setting, paragraph: Paragraph, passage: tuple[int, int], labels: list[Label]) -> list[Label]:
    """Return what the words of a *passage* name beside the *labels* in it."""
    where = (setting, paragraph, passage)
    return [*_shared_noun(*where, labels), *_between_sides(*where, labels), *_captives(*where)]


def _plain(paragraph: Paragraph, first: int, last: int) -> list[str]:
    return [token.norm_.lower() for token in paragraph.doc[first:last]]


def _shared_noun(
    setting: Setting, paragraph: Paragraph, passage: tuple[int, int], labels: list[Label]
) -> Iterator[Label]:
    """Yield labels of which the last word stands only once: "food" in "food and energy security"."""
    doc = paragraph.doc
    taken = {at for label in labels for at in range(label.start, label.end)}
    for joint in range(passage[0] + 1, passage[1] - 2):
        if doc[joint].text != "and":
            continue
        adjective = joint - 1
        while adjective >= passage[0] and doc[adjective].is_alpha and adjective not in taken:
            whole = language().make_doc(f"{doc[adjective].text} {doc[joint + 2].text}")
            for key, start, end in setting.known.issues.labels(whole):
                if end - start == len(whole):
                    yield Label(doc.vocab.strings[key], adjective, adjective + 1)
            if adjective < passage[0] + 2 or doc[adjective - 1].text != ",":
                break
            adjective -= 2


def _between_sides(
    setting: Setting, paragraph: Paragraph, passage: tuple[int, int], labels: list[Label]
) -> Iterator[Label]:
    """Yield the relations of those who meet: "Exland-Wyland ties", "our partnership with Wyland", "the relationship"."""
    doc, sides = paragraph.doc, setting.represented(setting.all)
    if any(map(is_body, sides)):
        return  # relations with a body are about the body
    taken = {at for label in labels for at in range(label.start, label.end)}
    for at in range(*passage):
        word = doc[at].norm_.lower()
        if at in taken or not setting.senses.has("relations", word):
            continue
        begin = at
        while begin > passage[0] and setting.senses.has("close", doc[begin - 1].norm_.lower()):
            begin -= 1
        pair = begin
        while pair > passage[0] and (doc[pair - 1].text[:1].isupper() or doc[pair - 1].text in _HYPHENS):
            pair -= 1
        small, doing = [*_plain(paragraph, at + 1, at + 3), "", ""][:2]
        ground = any(setting.senses.has("grounds", one) for one in _plain(paragraph, max(pair - 3, 0), pair))
        if ground or (small in _FIELD and doing.endswith("ing")):
            continue  # "values, the bedrock of our partnership", "a partnership in fighting piracy"
        named = doc[pair:begin]
        two = len(sides) > 1 and setting.states(named.text) == sides != setting.states(named[:-1].text)
        if word != "cooperation" and two:
            yield Label("bilateral-relations", pair, at + 1)
        elif begin and doc[begin - 1].norm_.lower() in OWN | _ARTICLES:
            end = _whose(setting, paragraph, at, passage[1])
            yield from [Label("bilateral-relations", at, end)] * bool(end)


def _whose(setting: Setting, paragraph: Paragraph, at: int, last: int) -> int:
    """Return where relations end that a word names, with those who have them; 0 where that is not who met, or not said."""
    doc, word = paragraph.doc, paragraph.doc[at].norm_.lower()
    if doc[at + 1 : at + 2].text not in _WITH:
        return at + 1 if word == "relationship" and doc[at + 1 : at + 2].text not in _TOWARDS else 0
    end = at + 2
    while end < min(len(doc), last) and (doc[end].text[:1].isupper() or doc[end].norm_.lower() in _BOTH):
        end += 1
    if word == "cooperation" and doc[end : end + 1].text not in _WHOLE:
        return 0
    behind = setting.states(doc[at + 2 : end].text)
    both = {"countries", "nations"} & set(_plain(paragraph, at + 2, end))
    return end if both or (behind and behind <= setting.represented(setting.all)) else 0


def _captives(setting: Setting, paragraph: Paragraph, passage: tuple[int, int]) -> Iterator[Label]:
    """Yield nationals who are named among others that are held: "hostages, including two citizens of Exland"."""
    said = _plain(paragraph, *passage)
    held = next((n for n, word in enumerate(said) if setting.senses.has("captives", word)), len(said))
    among = next((n for n in range(held, len(said)) if stem(said[n]) in _AMONG), len(said))
    for at in range(among + 1, min(among + _REACH, len(said))):
        if said[at].endswith("s") and setting.senses.has("nationals", said[at]):
            yield Label("detained-nationals", passage[0] + at, passage[0] + at + 1)
            return

"""Which of those who met are meant by a title without a name: "the Minister", "Ministers", "the Secretary of State"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dipgraph.designations import Designation
from dipgraph.guesses import Participant
from dipgraph.persons import sovereign
from dipgraph.roster import letters
from dipgraph.titles import Title

# Of these a title is another than that without.
_UNDER = frozenset(("vice", "deputy", "under", "assistant", "undersecretary"))
_MINISTERS = frozenset(("minister", "secretary", "foreign"))
# So anybody may be called who is of a state.
_ANY = {"leader", "counterpart", "official", "head-of-state", "head", "representative", "chief", "guest", "diplomat"}
_PAIR = 2


def having_title(
    d: Designation,
    fit: Sequence[int],
    noun: str,
    members: Sequence[Participant],
    titles: Mapping[int, Sequence[Title]],
    text: str,
) -> list[int]:
    """Return which of those who *fit* have the title, by its kind, by its *noun*, or by how the office begins."""
    kinds, last = {(t.kind, t.qualifier) for t in d.titles}, d.titles[-1]
    having = {n: {(t.kind, t.qualifier) for t in titles.get(n, ())} for n in fit}
    exact = [n for n in fit if kinds <= having[n]] or [n for n in fit if kinds & having[n]]
    if not exact and not last.qualifier:
        # "the High Representative" of the Union; "the Secretary" of State, or the Foreign Secretary.
        begun, ended = f"{last.kind}-", f"-{last.kind}"
        exact = [n for n in fit if any(k.startswith(begun) or k.endswith(ended) for k, _ in having[n])]
        exact = colleagues(last.kind, exact, fit, members, titles) if d.plural else exact
    if not exact and not last.qualifier:
        exact = [n for n in fit if same_noun(noun, last.words, members[n].role)]
    exact = exact or [n for n in fit if not d.plural and begins(last.words, members[n].role)]
    exact = exact or styled(noun, text, fit, members)
    alone = [ministerial(last.kind, members[n].role) for n in fit] == [True]  # "the British Minister"
    if not exact and d.states and (last.kind in _ANY or alone):
        exact = list(fit[:1])
    return exact


def same_noun(noun: str, title: str, role: str) -> bool:
    """Whether a *title* that ends with a *noun* says nothing of an office that a *role* does not: "the Minister"."""
    held, said = set(letters(role)), set(letters(title))
    return noun in held and not _UNDER & held and (len(said) == 1 or said <= held)


def ministerial(kind: str, role: str) -> bool:
    """Whether a title of this *kind* is that of a minister, and a *role* that of one, whatever it is called there."""
    return kind == "minister" and bool({"minister", "secretary"} & set(letters(role)))


def colleagues(
    kind: str,
    chosen: Sequence[int],
    fit: Sequence[int],
    members: Sequence[Participant],
    titles: Mapping[int, Sequence[Title]],
) -> list[int]:
    """Return whom "ministers" mean: of one side alone not those *chosen* by the word, but all who have that rank.

    Where a head of state or government met too, they may be the ministers whom he met.
    """
    others = [n for n in fit if ministerial(kind, members[n].role) and not _UNDER & set(letters(members[n].role))]
    led = any(sovereign(held) for n, held in titles.items() if not members[n].beside)
    one_side = len({members[n].state for n in chosen}) == 1
    return [n for n in fit if n in {*chosen, *others}] if one_side and not led else list(chosen)


def begins(title: str, role: str) -> bool:
    """Whether a *title* is what a *role* begins with: "the Deputy Secretary" of State, "Under Secretary"."""
    said, held = ("".join(letters(words)) for words in (title, role))
    return len(said) > len("minister") and bool(_UNDER & set(letters(title))) and held.startswith(said)


def of_rank(
    numbers: Sequence[int], noun: str, members: Sequence[Participant], titles: Mapping[int, Sequence[Title]]
) -> list[int]:
    """Return whom a plural *noun* means of those with *numbers*: "the ministers" are two ministers who met, if there are.

    Then who was there besides them is none, and no head of state or government, unless also a minister for something.
    """
    if noun not in _MINISTERS:
        return list(numbers)
    nearer = [n for n in numbers if not members[n].beside]
    others = [n for n in nearer if any(not sovereign([t]) for t in titles.get(n, ()))]
    return next((found for found in (others, nearer) if len(found) >= _PAIR), list(numbers))


def styled(noun: str, text: str, fit: Sequence[int], members: Sequence[Participant]) -> list[int]:
    """Return before whose name in the text a *noun* stands, of the *members* who *fit*: "the Archbishop" has an office."""
    named = [(n, members[n]) for n in fit if members[n].name]
    printed = {n: set(text[m.start : m.end].lower().split()) - {*letters(m.name), *letters(m.role)} for n, m in named}
    return [n for n, said in printed.items() if noun in said]


def foremost(numbers: Sequence[int], title: str, members: Sequence[Participant], home: str) -> list[int]:
    """Return of several with a *title* those whose first office it is, and of these those at *home*, if there are."""
    first = [n for n in numbers if members[n].role.lower().startswith(title.lower())] or list(numbers)
    return ([n for n in first if members[n].state == home] or first) if len(first) > 1 else first


def held_apart(titles: str, roles: Sequence[str]) -> tuple[int, ...]:
    """Return which two of those with *roles* two *titles* behind one article mean: "the Secretary and Foreign Minister".

    Nobody is returned where one may hold both, or either may be one of several.
    """
    parts = titles.split(" and ")
    fit = [[n for n, role in enumerate(roles) if _fits(part, role)] for part in parts]
    found = tuple(ns[0] for ns in fit if len(ns) == 1)
    return found if len(parts) == _PAIR == len(set(found)) else ()


def holding_both(
    one: Designation, other: Designation, between: str, titles: Mapping[int, Sequence[Title]]
) -> list[int]:
    """Return who holds two offices that stand *between* an "and" without a name, "the Prime Minister and Finance Minister".

    Nobody, where the other has an article, a state or a name of its own: then they are two, as where nobody holds both.
    """
    apart = one.name or other.name or other.article or other.states or one.plural or other.plural
    if apart or between.strip() != "and" or not one.titles or not other.titles:
        return []
    kinds = {(t.kind, t.qualifier) for d in (one, other) for t in d.titles}
    return [n for n, held in titles.items() if len(kinds) > 1 and kinds <= {(t.kind, t.qualifier) for t in held}]


def _fits(title: str, role: str) -> bool:
    return bool(letters(title)) and (same_noun(letters(title)[-1], title, role) or begins(title, role))

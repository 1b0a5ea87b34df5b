"""Who held the posts of the source's own side: on which days, and who is meant by a title and a family name there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dipgraph.designations import Designation
from dipgraph.records import Records, Term, full
from dipgraph.roster import Roster, Tenure, letters

# So long before the term begins its holder has been elected.
_ELECTED = dt.timedelta(days=100)


class Incumbents:
    """The holders of the posts *posts* of a source."""

    def __init__(self, found: Records, posts: Iterable[str]) -> None:
        self.posts = sorted({*posts} & {*found.posts})
        self.found = found
        self.terms = [term for term in found.terms if term.post in self.posts]
        self.roster = _roster(found, self.terms)
        self.families = {word for family in self.roster.families.values() for word in letters(family)}

    def holders(self, post: str, first: dt.date, last: dt.date) -> list[str]:
        """Return who held a post on some day between two."""
        return list(dict.fromkeys(t.person for t in self.terms if t.post == post and _covers(t, first, last)))

    def who(self, d: Designation, home: str, days: Iterable[dt.date]) -> tuple[str, str]:
        """Return the person whom a designation names and the post that he or she held on one of the *days*, or nothing.

        Who is elected is known as well, and holds no post yet.
        """
        family = letters(d.name)[-1:] if d.name else ()
        if not family or family[0] not in self.families or (d.states and home not in d.states):
            return "", ""
        for title in d.titles:
            for day in days:
                if "elect" in (title.qualifier, title.kind.rpartition("-")[2]):
                    if elected := self._elected(d.name, title.words, day):
                        return elected, ""
                    continue
                person, post, _ = self.roster.who(d.name, title.words, home, day)
                person = person or self.roster.titled(d.name, title.words, day)
                if person and not title.qualifier:
                    return person, post or next(iter(self.roster.held(person, day)), "")
        return "", ""

    def by_office(self, d: Designation, day: dt.date) -> tuple[str, str]:
        """Return who alone held a post on a *day* by which a designation without a name calls somebody, and the post."""
        called = {title.words.casefold() for title in d.titles}
        posts = [key for key in self.posts if self.found.posts[key].name.casefold().split(" of ")[0] in called]
        held = [(person, post) for post in posts for person in self.holders(post, day, day)]
        return held[0] if len(held) == 1 else ("", "")

    def _elected(self, name: str, title: str, day: dt.date) -> str:
        """Return who of a name will soon hold the post by whose name a title begins: "President-elect"."""
        post = title.partition("-")[0].casefold()
        soon = {
            t.person
            for t in self.terms
            if self.found.posts[t.post].name.casefold().startswith(post)
            and t.begins
            and day.isoformat() < full(t.begins, False) <= (day + _ELECTED).isoformat()
            and letters(self.roster.families[t.person])[-1:] == letters(name)[-1:]
        }
        return soon.pop() if len(soon) == 1 else ""


def _covers(term: Term, first: dt.date, last: dt.date) -> bool:
    """Whether a term ran on some day between two."""
    begun = not term.begins or full(term.begins, False) <= last.isoformat()
    return begun and (not term.ends or first.isoformat() < full(term.ends, True))


def _roster(found: Records, terms: Iterable[Term]) -> Roster:
    """Return those who held *terms*, as names are looked up."""
    listed = list(terms)
    persons = {t.person: found.persons[t.person] for t in listed}
    posts = {t.post: found.posts[t.post] for t in listed}
    return Roster(
        {key: (one.name, *one.others) for key, one in persons.items()},
        {key: one.family for key, one in persons.items()},
        {key: (post.name, post.name.partition(" of the ")[0]) for key, post in posts.items()},
        {key: post.state for key, post in posts.items()},
        tuple(Tenure(t.person, t.post, _first(t.begins), _first(t.ends)) for t in listed),
    )


def _first(text: str) -> dt.date | None:
    return dt.date.fromisoformat(full(text, False)) if text else None

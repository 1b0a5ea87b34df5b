"""States that are no more: which a country was on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph import shipped
from dipgraph.former_states import former_states, state_of_day
from dipgraph.names import names


@pytest.mark.parametrize(
    ("code", "printed", "day", "state"),
    [
        ("RU", "U.S.S.R.", "1991-12-25", "state/soviet-union"),
        ("RU", "Russia", "1991-12-26", "RU"),
        ("RU", "Russia", "1917-09-13", "state/russian-empire"),
        ("DE", "Germany", "1990-10-02", "state/west-germany"),
        ("DE", "Germany", "1990-10-03", "DE"),
        ("DE", "Germany", "1946-09-05", "DE"),
        ("IR", "Iran", "1935-03-20", "state/persia"),
        ("IR", "Iran", "1935-03-21", "IR"),
        ("", "Yugoslavia", "1973-10-01", "state/yugoslavia"),
        ("", "Czechoslovakia", "1992-12-31", "state/czechoslovakia"),
        ("", "Antarctica", "2016-11-11", ""),
        ("US", "", "1890-01-01", "US"),
    ],
)
def test_a_country_is_what_it_was_on_the_day(code: str, printed: str, day: str, state: str) -> None:
    """By its present code, or where it has none by its name; on the day of the change it is the new one."""
    assert state_of_day(code, printed, dt.date.fromisoformat(day)) == state


def test_each_was_followed_by_states_that_are_known() -> None:
    """What follows is a state with a code in the vocabulary of names, or another former one."""
    former = {state.address for state in former_states()}
    codes = {f"state/{code.lower()}" for code in names().labels}
    assert former
    for state in former_states():
        assert state.followed
        assert set(state.followed) <= former | codes, state.address


def test_of_one_code_no_two_stand_on_a_day() -> None:
    """Else it would be chance which was meant."""
    for one in former_states():
        for other in former_states():
            if one is not other and one.code and one.code == other.code:
                assert one.ends <= other.begins or other.ends <= one.begins, (one.address, other.address)


def test_each_ends_after_it_begins() -> None:
    """And each has an end, for it is no more."""
    assert (shipped.folder("ontology") / "former_states.ttl").is_file()
    for state in former_states():
        assert state.ends > state.begins
        dt.date.fromisoformat(state.ends)

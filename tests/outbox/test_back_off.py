"""Pauses grow, stay within their bounds, and never undercut what a receiver asks for."""

from hypothesis import given
from hypothesis import strategies as st

from dxdesk.outbox.back_off import LONGEST_ASKED, Pace, pause_before

_CHANCES = st.floats(0, 1)
_ATTEMPTS = st.integers(-3, 10_000)


@given(_ATTEMPTS, _CHANCES)
def test_a_pause_lies_between_five_seconds_and_half_an_hour(attempt: int, chance: float) -> None:
    assert 5 <= pause_before(attempt, chance) <= 1800


@given(_ATTEMPTS, _CHANCES)
def test_a_later_attempt_never_waits_less_by_the_same_chance(attempt: int, chance: float) -> None:
    assert pause_before(attempt, chance) <= pause_before(attempt + 1, chance)


def test_the_bound_doubles_until_half_an_hour() -> None:
    assert [round(pause_before(attempt, 1.0)) for attempt in range(1, 11)] == [
        10,
        20,
        40,
        80,
        160,
        320,
        640,
        1280,
        1800,
        1800,
    ]


@given(_ATTEMPTS, _CHANCES, st.floats(-10, 10**9))
def test_a_receiver_is_never_asked_before_it_wants(attempt: int, chance: float, asked: float) -> None:
    pause = pause_before(attempt, chance, asked=asked)
    assert pause >= min(asked, LONGEST_ASKED)
    assert pause <= max(1800, LONGEST_ASKED * 1.1)


@given(_CHANCES, _CHANCES)
def test_two_who_were_told_the_same_come_at_different_moments(one: float, other: float) -> None:
    if abs(one - other) > 1e-6:
        assert pause_before(1, one, asked=60) != pause_before(1, other, asked=60)


@given(_ATTEMPTS, _CHANCES)
def test_a_pace_of_ones_own_is_kept(attempt: int, chance: float) -> None:
    assert 0.01 <= pause_before(attempt, chance, Pace(least=0.01, most=0.5)) <= 0.5

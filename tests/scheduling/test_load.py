"""Counting the cards of coming days, and avoiding the full ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.scheduling.load import balanced_interval, load_of, moved

TODAY = date(2025, 1, 1)
FOUR = time(4, 0)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def load(counts: dict[int, int]) -> dict[date, int]:
    return {day(days): count for days, count in counts.items()}


def test_load_counts_both_algorithms_on_the_users_days() -> None:
    early = datetime(2025, 1, 4, 3, 0, tzinfo=UTC)
    fsrs = FsrsSchedule(early, 3, 3.1, 5, FsrsState.REVIEW, 2, 0, 0, None)
    sm2 = [Sm2Schedule(day(2), 2, 250), Sm2Schedule(day(5), 5, 250)]
    assert load_of([fsrs, *sm2], UTC, FOUR) == load({2: 2, 5: 1})


def test_load_of_nothing_is_empty() -> None:
    assert load_of([], UTC, FOUR) == {}


@pytest.mark.parametrize(
    ("origin", "target", "after"),
    [
        (1, 2, {1: 1, 2: 4}),
        (1, 9, {1: 1, 2: 3, 9: 1}),
        (None, 2, {1: 2, 2: 4}),
        (1, None, {1: 1, 2: 3}),
        (7, 2, {1: 2, 2: 4}),
        (2, 2, {1: 2, 2: 3}),
    ],
)
def test_moved(origin: int | None, target: int | None, after: dict[int, int]) -> None:
    before = load({1: 2, 2: 3})
    origin_day = None if origin is None else day(origin)
    target_day = None if target is None else day(target)
    assert moved(before, origin_day, target_day) == load(after)
    assert before == load({1: 2, 2: 3})


@pytest.mark.parametrize(
    ("wished_days", "counts", "days"),
    [
        # up to 7 days nothing moves
        (7, {7: 9}, 7),
        # the first choice has no cards
        (8, {7: 0}, 8),
        (8, {8: 1, 7: 1, 9: 1}, 8),
        # ±1 to 21 days
        (8, {8: 1}, 7),
        (8, {8: 1, 7: 1}, 9),
        (21, {21: 3, 20: 2, 22: 1}, 22),
        (21, {21: 3, 20: 3, 22: 3}, 21),
        # ±5 %, at most 3, to 180 days
        (39, {39: 1, 38: 1, 40: 1}, 39),
        (40, {40: 1, 39: 1, 41: 1}, 38),
        (59, {59: 1, 58: 1, 60: 1, 57: 1, 61: 1}, 59),
        (60, {60: 1, 59: 1, 61: 1, 58: 1, 62: 1}, 57),
        (180, {180: 9, 179: 9, 181: 9, 178: 9, 182: 9, 177: 9}, 183),
        (180, {180: 9, 179: 9, 181: 9, 178: 9, 182: 9, 177: 9, 183: 9}, 180),
        # ±2.5 %, at most 7, above
        (200, {200 + shift: 1 for shift in range(-4, 5)}, 195),
        (1000, {1000 + shift: 1 for shift in range(-7, 7)}, 1007),
        (1000, {1000 + shift: 1 for shift in range(-7, 8)}, 1000),
        # the nearer of two empty days, the earlier of two near ones
        (60, {60: 1, 59: 1}, 61),
        (60, {60: 1, 59: 1, 61: 1}, 58),
        (60, {60: 5, 59: 2, 61: 2, 58: 2, 62: 1, 57: 4, 63: 3}, 62),
        # a day that is not listed is emptier than one listed with 0
        (60, {60: 0, 59: 0}, 61),
        (60, {60 + shift: 0 for shift in range(-3, 4)}, 60),
    ],
)
def test_balanced_interval(wished_days: int, counts: dict[int, int], days: int) -> None:
    assert balanced_interval(wished_days, TODAY, load(counts)) == days


@given(st.integers(0, 40_000), st.dictionaries(st.integers(-10, 10), st.integers(0, 5), min_size=5))
def test_balancing_never_reaches_far_nor_picks_a_fuller_day(
    wished_days: int, shifts: dict[int, int]
) -> None:
    cards = load({wished_days + shift: count for shift, count in shifts.items()})
    days = balanced_interval(wished_days, TODAY, cards)
    assert abs(days - wished_days) <= min(7, max(1, wished_days * 0.05))
    assert cards.get(day(days), 0) <= cards.get(day(wished_days), 0)

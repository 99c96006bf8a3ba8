"""Schedules of one algorithm read as the other's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.scheduling.conversion import difficulty_of, ease_percent_of, fsrs_from_sm2, sm2_from_fsrs


@pytest.mark.parametrize(
    ("difficulty", "ease_percent"), [(10, 130), (5.1, 261), (1, 370), (0, 370), (12, 130)]
)
def test_ease_of_a_difficulty(difficulty: float, ease_percent: int) -> None:
    assert ease_percent_of(difficulty) == ease_percent


@pytest.mark.parametrize(
    ("ease_percent", "difficulty"), [(130, 10), (250, 5.5), (370, 1), (100, 10), (500, 1)]
)
def test_difficulty_of_an_ease(ease_percent: float, difficulty: float) -> None:
    assert difficulty_of(ease_percent) == difficulty


@given(st.integers(130, 370))
def test_ease_survives_the_way_there_and_back(ease_percent: int) -> None:
    assert ease_percent_of(difficulty_of(ease_percent)) == ease_percent


def test_fsrs_from_sm2_is_due_at_local_midnight_across_a_change_of_the_clock() -> None:
    got = fsrs_from_sm2(Sm2Schedule(date(2025, 4, 2), 7, 250), ZoneInfo("Europe/Berlin"))
    assert got == FsrsSchedule(
        due=datetime(2025, 4, 1, 22, 0, tzinfo=UTC),
        interval_days=7,
        stability_days=7,
        difficulty=5.5,
        state=FsrsState.REVIEW,
        reps=3,
        lapses=0,
        step=0,
        last_review=datetime(2025, 3, 25, 23, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize("due", [date.min, date.max])
@pytest.mark.parametrize("interval_days", [0, 1e300])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Lima"])
def test_fsrs_from_sm2_stays_in_the_calendar(due: date, interval_days: float, zone: str) -> None:
    got = fsrs_from_sm2(Sm2Schedule(due, interval_days, 250), ZoneInfo(zone))
    assert got.last_review is not None
    assert got.last_review < got.due
    assert 1 <= got.stability_days <= 36500


def test_sm2_from_fsrs_is_due_on_the_users_date() -> None:
    due = datetime(2025, 6, 15, 20, 0, tzinfo=UTC)
    schedule = FsrsSchedule(due, 0, 3.1, 5.1, FsrsState.LEARNING, 2, 0, 0, None)
    assert sm2_from_fsrs(schedule, UTC) == Sm2Schedule(date(2025, 6, 15), 1, 261)
    tokyo = ZoneInfo("Asia/Tokyo")
    assert sm2_from_fsrs(schedule, tokyo) == Sm2Schedule(date(2025, 6, 16), 1, 261)


def test_sm2_from_fsrs_after_a_reset_has_the_highest_ease() -> None:
    now = datetime(2025, 6, 15, 20, 0, tzinfo=UTC)
    unseen = FsrsSchedule(now, 0, 0, 0, FsrsState.NEW, 0, 0, 0, None)
    assert sm2_from_fsrs(unseen, UTC) == Sm2Schedule(date(2025, 6, 15), 1, 370)

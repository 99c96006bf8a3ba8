"""Intervals and durations in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.moment import Moment
from srs.terminal.words import counted, due_day, duration, long_interval, short_interval

NOW = datetime(2025, 12, 14, 10, tzinfo=UTC)
MOMENT = Moment(NOW, date(2025, 12, 14))


def sm2(days: float) -> Sm2Schedule:
    return Sm2Schedule(MOMENT.today + timedelta(days=days), days, 250)


def fsrs(wait: timedelta, interval_days: float) -> FsrsSchedule:
    state = FsrsState.REVIEW if interval_days else FsrsState.LEARNING
    return FsrsSchedule(NOW + wait, interval_days, 3.1, 5.2, state, 1, 0, 0, NOW)


@pytest.mark.parametrize(
    ("days", "short", "long"),
    [
        (0, "today", "today"),
        (1, "1 d", "1 day"),
        (2.5, "2.5 d", "2.5 days"),
        (9, "9 d", "9 days"),
        (12.4, "12 d", "12 days"),
        (30, "1 mo", "1 month"),
        (76, "2.5 mo", "2.5 months"),
        (340, "11 mo", "11 months"),
        (365, "1 y", "1 year"),
        (440, "1.2 y", "1.2 years"),
        (36525, "100 y", "100 years"),
    ],
)
def test_interval_in_days(days: float, short: str, long: str) -> None:
    assert short_interval(sm2(days), MOMENT) == short
    assert long_interval(sm2(days), MOMENT) == long


@pytest.mark.parametrize(
    ("wait", "interval_days", "short", "long"),
    [
        (timedelta(minutes=1), 0, "1 min", "1 minute"),
        (timedelta(minutes=10), 0, "10 min", "10 minutes"),
        (timedelta(hours=5, minutes=30), 0, "5.5 h", "5.5 hours"),
        (timedelta(seconds=-1), 0, "today", "today"),
        (timedelta(days=3), 3, "3 d", "3 days"),
    ],
)
def test_learning_steps_count_minutes(
    wait: timedelta, interval_days: float, short: str, long: str
) -> None:
    assert short_interval(fsrs(wait, interval_days), MOMENT) == short
    assert long_interval(fsrs(wait, interval_days), MOMENT) == long


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (42.4, "42 s"),
        (59.6, "1 min"),
        (252, "4 min 12 s"),
        (3600, "1 h"),
        (3900, "1 h 5 min"),
    ],
)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_counted() -> None:
    assert [counted(0, "card"), counted(1, "card"), counted(2, "card")] == [
        "0 cards",
        "1 card",
        "2 cards",
    ]


def test_due_day_is_counted_where_the_reader_is() -> None:
    late = fsrs(timedelta(hours=13), 0)  # 23:00 in UTC
    east = Moment(NOW.astimezone(timezone(timedelta(hours=2))), MOMENT.today)
    assert due_day(late, MOMENT) == date(2025, 12, 14)
    assert due_day(late, east) == date(2025, 12, 15)
    assert due_day(sm2(3), east) == date(2025, 12, 17)


@pytest.mark.parametrize("year", [1, 9999])
def test_due_day_at_the_ends_of_the_calendar(year: int) -> None:
    hours = -14 if year == 1 else 14
    zone = timezone(timedelta(hours=hours))
    day = date(year, 1, 1) if year == 1 else date(year, 12, 31)
    stamp = datetime.combine(day, time(0 if year == 1 else 23), UTC)
    schedule = FsrsSchedule(stamp, 1, 1, 5, FsrsState.REVIEW, 1, 0, 0, None)
    moment = Moment(datetime(2025, 12, 14, 12, tzinfo=zone), date(2025, 12, 14))
    assert due_day(schedule, moment) == day

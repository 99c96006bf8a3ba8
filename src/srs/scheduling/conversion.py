"""From one algorithm's schedule to the other's, as the Obsidian plugin estimates it."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.scheduling.rounding import round_half_up

EASE_AT_DIFFICULTY_10 = 130
EASE_AT_DIFFICULTY_1 = 370
_EASE_RANGE = EASE_AT_DIFFICULTY_1 - EASE_AT_DIFFICULTY_10
_LONGEST_INTERVAL_DAYS = 36500
# Dates outside would leave the calendar when an interval or a zone is taken off.
_EARLIEST, _LATEST = date(1000, 1, 1), date(9000, 1, 1)


def ease_percent_of(difficulty: float) -> int:
    """Give the ease that corresponds to a difficulty (1 to 10, others are taken as the nearest)."""
    easiness = (10 - min(10, max(1, difficulty))) / 9
    return round_half_up(EASE_AT_DIFFICULTY_10 + _EASE_RANGE * easiness)


def difficulty_of(ease_percent: float) -> float:
    """Give the difficulty, 1 to 10, that corresponds to an ease."""
    difficulty = 10 - 9 * (ease_percent - EASE_AT_DIFFICULTY_10) / _EASE_RANGE
    return min(10.0, max(1.0, difficulty))


def fsrs_from_sm2(schedule: Sm2Schedule, zone: tzinfo | None) -> FsrsSchedule:
    """Estimate what FSRS would know of a card; it is due at midnight of the user's zone."""
    interval_days = min(max(1, schedule.interval_days), _LONGEST_INTERVAL_DAYS)
    due = datetime.combine(min(max(schedule.due, _EARLIEST), _LATEST), time(), zone)
    last_review = due - timedelta(days=round_half_up(interval_days))
    return FsrsSchedule(
        due=due.astimezone(UTC),
        interval_days=interval_days,
        stability_days=interval_days,
        difficulty=difficulty_of(schedule.ease_percent),
        state=FsrsState.REVIEW,
        reps=max(1, round_half_up(math.log2(interval_days + 1))),
        lapses=0,
        step=0,
        last_review=last_review.astimezone(UTC),
    )


def sm2_from_fsrs(schedule: FsrsSchedule, zone: tzinfo | None) -> Sm2Schedule:
    """Give what SM-2-OSR would store of a card; a reset one has difficulty 0, the highest ease."""
    due = schedule.due.astimezone(zone).date()
    interval_days = max(1, schedule.interval_days)
    return Sm2Schedule(due, interval_days, ease_percent_of(schedule.difficulty))

"""Days on which cards were answered: the calendar of a year, and streaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 53
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streaks:
    """Days in a row with answers: those up to now, and the most there ever were."""

    current_days: int
    longest_days: int


def streaks(days: Collection[date], today: date) -> Streaks:
    """Count days in a row. Today may still be empty without an end to the present streak."""
    studied = sorted({day for day in days if day <= today})
    longest = run = 0
    before: date | None = None
    for day in studied:
        run = run + 1 if before is not None and day - before == _DAY else 1
        longest, before = max(longest, run), day
    is_alive = before is not None and today - before <= _DAY
    return Streaks(run if is_alive else 0, longest)


def calendar(days: Iterable[date], today: date) -> tuple[tuple[date, int], ...]:
    """Give the number of answers on each day of 53 weeks, from a Monday until today."""
    try:
        first = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    except OverflowError:
        first = date.min
    counts = {first + timedelta(days=k): 0 for k in range((today - first).days + 1)}
    for day in days:
        if day in counts:
            counts[day] += 1
    return tuple(counts.items())

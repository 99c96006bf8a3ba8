"""The load on coming days: how many cards are due when, and how a card avoids a full day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta, tzinfo

from srs.model import Schedule
from srs.scheduling.day import due_day

Load = Mapping[date, int]

LONGEST_REACH_DAYS = 7
_FIXED_BELOW_DAYS = 8
_UNLISTED = -1


def load_of(schedules: Iterable[Schedule], zone: tzinfo, day_starts_at: time) -> Load:
    """Count the schedules due on each study day of someone in `zone`."""
    return Counter(due_day(schedule, zone, day_starts_at) for schedule in schedules)


def moved(load: Load, origin: date | None, target: date | None) -> Load:
    """Give the load after one card went from one day to another; None for a card without a day."""
    result = dict(load)
    if origin is not None and result.get(origin, 0) > 0:
        result[origin] -= 1
    if target is not None:
        result[target] = result.get(target, 0) + 1
    return result


def balanced_interval(interval_days: int, today: date, load: Load) -> int:
    """Give the interval, near the one wished for, that ends on the day with the fewest cards.

    Of equally empty days the nearest wins, of equally near ones the earlier. A day that `load`
    does not list is emptier than one that it lists with 0, as it is for the plugin.
    """
    if interval_days < _FIXED_BELOW_DAYS:
        return interval_days
    candidates = _by_nearness(interval_days)
    return min(candidates, key=lambda days: load.get(today + timedelta(days=days), _UNLISTED))


def _by_nearness(interval_days: int) -> Iterator[int]:
    yield interval_days
    for distance in range(1, _reach_days(interval_days) + 1):
        yield interval_days - distance
        yield interval_days + distance


def _reach_days(interval_days: int) -> int:
    if interval_days <= 21:
        return 1
    if interval_days <= 180:
        return min(3, interval_days * 5 // 100)
    return min(LONGEST_REACH_DAYS, interval_days * 25 // 1000)

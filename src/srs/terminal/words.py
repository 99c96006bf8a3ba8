"""Intervals, durations and counts in words, short for keys and long for sentences."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from srs.model import FsrsSchedule, Schedule
from srs.moment import Moment

_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600
_DAY_SECONDS = 86400
_MONTH_DAYS = 30
_YEAR_DAYS = 365
_MEAN_MONTH_DAYS = 30.4375
_MEAN_YEAR_DAYS = 365.25


class Interval(NamedTuple):
    """An amount of time in one unit, as it is shown."""

    amount: float
    unit: str  # "minute", "hour", "day", "month", "year"

    def short(self) -> str:
        """As on a key: `10 min`, `2.5 mo`."""
        return f"{self.amount:g} {_ABBREVIATIONS[self.unit]}"

    def long(self) -> str:
        """As in a sentence: `10 minutes`, `2.5 months`."""
        return counted(self.amount, self.unit)


_ABBREVIATIONS = {"minute": "min", "hour": "h", "day": "d", "month": "mo", "year": "y"}


def short_interval(schedule: Schedule, moment: Moment) -> str:
    """When a card comes back, in a few characters: `today`, `10 min`, `1 d`, `2.5 mo`."""
    interval = _interval(schedule, moment)
    return interval.short() if interval else "today"


def long_interval(schedule: Schedule, moment: Moment) -> str:
    """When a card comes back, in words: `today`, `10 minutes`, `1 day`, `2.5 months`."""
    interval = _interval(schedule, moment)
    return interval.long() if interval else "today"


def due_day(schedule: Schedule, moment: Moment) -> date:
    """The day that a schedule names as due; an FSRS time stamp in the moment's time zone."""
    if not isinstance(schedule, FsrsSchedule):
        return schedule.due
    try:
        return schedule.due.astimezone(moment.now.tzinfo).date()
    except OverflowError:  # at the ends of the calendar
        return schedule.due.date()


def duration(seconds: float) -> str:
    """A length of time that has passed: `42 s`, `4 min 12 s`, `1 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < _MINUTE_SECONDS:
        return f"{whole} s"
    if whole < _HOUR_SECONDS:
        return _pair(whole, _MINUTE_SECONDS, "min", 1, "s")
    return _pair(whole, _HOUR_SECONDS, "h", _MINUTE_SECONDS, "min")


def counted(amount: float, noun: str, nouns: str = "") -> str:
    """A number with its noun: `1 card`, `2.5 days`, `0 cards`, `2 entries`."""
    return f"{amount:g} {noun}" if amount == 1 else f"{amount:g} {nouns or noun + 's'}"


def _pair(seconds: int, big_seconds: int, big: str, small_seconds: int, small: str) -> str:
    rest = seconds % big_seconds // small_seconds
    return f"{seconds // big_seconds} {big}" + (f" {rest} {small}" if rest else "")


def _interval(schedule: Schedule, moment: Moment) -> Interval | None:
    if isinstance(schedule, FsrsSchedule) and schedule.interval_days < 1:
        return _within_a_day((schedule.due - moment.now).total_seconds())
    if schedule.interval_days <= 0:
        return None
    return _days(schedule.interval_days)


def _within_a_day(seconds: float) -> Interval | None:
    if seconds <= 0:
        return None
    if seconds < _HOUR_SECONDS:
        return Interval(max(1, round(seconds / _MINUTE_SECONDS)), "minute")
    if seconds < _DAY_SECONDS:
        return Interval(_rounded(seconds / _HOUR_SECONDS), "hour")
    return _days(seconds / _DAY_SECONDS)


def _days(days: float) -> Interval:
    if days < _MONTH_DAYS:
        return Interval(_rounded(days), "day")
    if days < _YEAR_DAYS:
        return Interval(_rounded(days / _MEAN_MONTH_DAYS), "month")
    return Interval(_rounded(days / _MEAN_YEAR_DAYS), "year")


def _rounded(amount: float) -> float:
    return round(amount, 1) if amount < 10 else float(round(amount))

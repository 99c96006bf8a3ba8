"""The study day: which date a moment counts for, and on which a schedule falls due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from srs.moment import Moment

if TYPE_CHECKING:
    from srs.model import Schedule

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_DAY_MS = 24 * 60 * 60 * 1000
_QUARTER_MS = 15 * 60 * 1000
_KEPT_FROM_MS = 3 * 366 * _DAY_MS
_KEPT_BELOW_MS = 8000 * 365 * _DAY_MS  # well before the calendar's end


def epoch_ms(instant: datetime) -> int:
    """Give an aware instant as milliseconds since 1970, rounded down."""
    return (instant - _EPOCH) // timedelta(milliseconds=1)


def study_day(now: datetime, day_starts_at: time) -> date:
    """Give the date that `now` (aware, in the user's zone) counts for.

    The local clock alone decides: until it shows `day_starts_at`, it is still yesterday. Hours
    that a change of the clock adds or skips therefore never move the turn of the day.
    """
    early = now.time() < day_starts_at
    return now.date() - timedelta(days=early)


def moment(now: datetime, day_starts_at: time) -> Moment:
    """Give the moment of `now` (aware, in the user's zone)."""
    return Moment(now, study_day(now, day_starts_at))


def due_day(schedule: Schedule, zone: tzinfo, day_starts_at: time) -> date:
    """Give the study day on which a schedule falls due for someone in `zone`."""
    due = schedule.due
    if not isinstance(due, datetime):
        return due
    return study_day(due.astimezone(zone), day_starts_at)


class StudyDays:
    """The study days of many instants in one zone, as ordinals; quick, for offsets are kept.

    Changes of the clock fall on quarters of an hour since 1973; before that nothing is kept.
    """

    def __init__(self, zone: tzinfo, day_starts_at: time) -> None:
        self._zone, self._starts_at = zone, day_starts_at
        seconds = (day_starts_at.hour * 60 + day_starts_at.minute) * 60 + day_starts_at.second
        self._starts_ms = seconds * 1000 - (-day_starts_at.microsecond // 1000)
        self._shifts_ms: dict[int, int] = {}

    def of(self, stamp_ms: int) -> int:
        """Give the ordinal of the study day of an instant (ms since 1970)."""
        if not _KEPT_FROM_MS <= stamp_ms < _KEPT_BELOW_MS:
            return self._slowly(stamp_ms)
        quarter = stamp_ms // _QUARTER_MS
        shift = self._shifts_ms.get(quarter)
        if shift is None:
            instant = _EPOCH + timedelta(milliseconds=quarter * _QUARTER_MS)
            offset = instant.astimezone(self._zone).utcoffset() or timedelta()
            shift = self._shifts_ms[quarter] = offset // timedelta(milliseconds=1) - self._starts_ms
        return (stamp_ms + shift) // _DAY_MS + _EPOCH_ORDINAL

    def _slowly(self, stamp_ms: int) -> int:
        try:
            instant = _EPOCH + timedelta(milliseconds=stamp_ms)
            return study_day(instant.astimezone(self._zone), self._starts_at).toordinal()
        except OverflowError:
            return date.min.toordinal() if stamp_ms < 0 else date.max.toordinal()


def study_days(moment: Moment, day_starts_at: time) -> StudyDays:
    """Give what tells the study days of instants in a moment's zone."""
    return StudyDays(moment.now.tzinfo or UTC, day_starts_at)

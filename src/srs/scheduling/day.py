"""The study day: which date a moment counts for, and on which a schedule falls due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from srs.model import Moment, Schedule, Sm2Schedule


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
    if isinstance(schedule, Sm2Schedule):
        return schedule.due
    return study_day(schedule.due.astimezone(zone), day_starts_at)

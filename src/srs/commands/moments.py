"""Moments as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

from srs.errors import UsageError

_NOON = time(12)
_YEARS = range(1900, 9000)  # from there the longest interval still ends within the calendar


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 time, without an offset in the local zone; a bare date is its noon.

    Noon, so that `2025-12-14` is the study day of that date if days start by then. Raises
    UsageError.
    """
    try:
        moment = _noon_or_time(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is no ISO 8601 time, such as 2025-12-14 or 2025-12-14T08:30:00Z."
        ) from None
    if moment.year not in _YEARS:
        raise UsageError(f"{text!r} is too far away; give a year from {_YEARS[0]} to {_YEARS[-1]}.")
    return moment.astimezone()


def _noon_or_time(text: str) -> datetime:
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(text), _NOON)
    return datetime.fromisoformat(text)

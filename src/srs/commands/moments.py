"""Moments as people write them."""

from __future__ import annotations

from datetime import datetime, time

from srs.errors import UsageError

_NOON = time(12)


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 time, without an offset in the local zone; a bare date is its noon.

    Noon, so that `2025-12-14` is the study day of that date whenever days start. Raises UsageError.
    """
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2025-12-14"):
            moment = datetime.combine(moment.date(), _NOON)
        return moment.astimezone()
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text!r} is no ISO 8601 time, such as 2025-12-14 or 2025-12-14T08:30:00Z."
        ) from None

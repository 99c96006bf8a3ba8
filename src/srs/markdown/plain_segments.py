"""Scheduling comments as they are mostly written, read without making schedules of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache

OPENING = "<!--SR:"
CLOSING = "-->"
MAX_SEGMENTS = 10_000  # far more than any note has cards
UNREVIEWED_DATE = date(2000, 1, 1)
_UNREVIEWED_DAY = UNREVIEWED_DATE.toordinal()
_DATE_CHARACTERS = 10
_MOST_DIGITS = 9
_SM2_FIELDS = 3
_FSRS = "fsrs,"
_PLAIN_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"  # as it is always written


def plain_sm2(text: str) -> tuple[()] | tuple[int, int] | None:
    """Give the day (ordinal) and interval (days) of a segment of SM-2, if it is a plain one.

    Gives nothing for a card that was not reviewed yet, None for a segment that `read_segment` must
    read: of FSRS, or written unusually.
    """
    fields = text.split(",")
    if len(fields) != _SM2_FIELDS:
        return None
    day, interval, ease = fields
    if not (interval.isdecimal() and ease.isdecimal() and text.isascii()):
        return None
    if len(interval) > _MOST_DIGITS or len(ease) > _MOST_DIGITS:
        return None
    due = _plain_day(day)
    if due is None:
        return None
    return () if due == _UNREVIEWED_DAY else (due, int(interval))


@cache
def _plain_of_fsrs() -> re.Pattern[str]:
    number, whole = r"\d{1,9}(?:\.\d{1,20})?", r"\d{1,9}"
    fields = (f"({_PLAIN_STAMP})", f"({whole})", number, number, "([0-3])", *(whole,) * 3)
    return re.compile(f"{_FSRS}{','.join(fields)},(-|{_PLAIN_STAMP})", re.A)


def plain_fsrs(text: str) -> tuple[datetime, int, int, datetime | None] | None:
    """Give the instants, interval (days) and state of a segment of FSRS, if it is a plain one.

    The instants are when it is due and when it was reviewed last. None for one that `read_segment`
    must read.
    """
    plain = _plain_of_fsrs().fullmatch(text) if text.startswith(_FSRS) else None
    if plain is None:
        return None
    due, interval, state, last = plain.groups()
    try:
        reviewed = None if last == "-" else datetime.fromisoformat(last)
        return datetime.fromisoformat(due), int(interval), int(state), reviewed
    except ValueError:  # there is no such day
        return None


@lru_cache(maxsize=1 << 14)
def _plain_day(text: str) -> int | None:
    """The ordinal of a date as it is usually written."""
    if len(text) != _DATE_CHARACTERS or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None

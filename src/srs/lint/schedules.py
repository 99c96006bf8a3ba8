"""The rule for dates and numbers that no review can have written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.model import FsrsSchedule, FsrsState, Schedule, Sm2Schedule

_FIRST_YEAR, _LAST_YEAR = 1990, 2299
_MAX_INTERVAL_DAYS = 365_250
_MIN_EASE_PERCENT, _MAX_EASE_PERCENT = 100, 2000
_MIN_DIFFICULTY, _MAX_DIFFICULTY = 1, 10


def impossible(deck: CheckedDeck) -> Iterator[Finding]:
    for note in deck.parsed.notes:
        for segment in note.comment.segments if note.comment else ():
            if segment.schedule and (fault := _fault(segment.schedule)):
                yield Finding(
                    segment.span,
                    f"No review can have written this: {fault}. Correct it, or put "
                    "`2000-01-01,1,250` there to begin anew.",
                )


def _fault(schedule: Schedule) -> str | None:
    days = schedule.interval_days
    if not _is_day(schedule.due):
        return f"it is due in the year {schedule.due.year}"
    if not 0 <= days <= _MAX_INTERVAL_DAYS:
        return f"the interval is {days:g} days"
    return _sm2_fault(schedule) if isinstance(schedule, Sm2Schedule) else _fsrs_fault(schedule)


def _sm2_fault(schedule: Sm2Schedule) -> str | None:
    ease = schedule.ease_percent
    if not _MIN_EASE_PERCENT <= ease <= _MAX_EASE_PERCENT:
        return f"the ease is {ease:g} per cent"
    return None


def _fsrs_fault(schedule: FsrsSchedule) -> str | None:
    if schedule.last_review and not _is_day(schedule.last_review):
        return f"the last review was in the year {schedule.last_review.year}"
    if schedule.stability_days < 0:
        return f"the stability is {schedule.stability_days:g} days"
    if schedule.state == FsrsState.NEW:
        return None
    if not _MIN_DIFFICULTY <= schedule.difficulty <= _MAX_DIFFICULTY:
        return f"the difficulty is {schedule.difficulty:g}, not from 1 to 10"
    return None


def _is_day(moment: date | datetime) -> bool:
    return _FIRST_YEAR <= moment.year <= _LAST_YEAR


RULES = (
    Rule(
        code="SRS102",
        name="impossible-schedule",
        summary="A scheduling comment holds a date or a number that no review can have written.",
        explanation="Reported are a date before 1990 or after 2299, an interval below 0 or above "
        "a thousand years, an ease below 100 or above 2000 per cent, and, for FSRS, a stability "
        "below 0 or a difficulty that is not from 1 to 10. Most come from editing by hand: an ease "
        "of 2.5 where 250 is meant.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,2.5-->\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,250-->\n",
        check=impossible,
    ),
)

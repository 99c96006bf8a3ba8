"""The scheduling comment: its text to schedules and back; the format's numbers stop here."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime

from srs.markdown.plain_segments import CLOSING, MAX_SEGMENTS, OPENING, UNREVIEWED_DATE
from srs.model import FsrsSchedule, FsrsState, Schedule, Segment, Sm2Schedule, SrComment
from srs.pieces import Span
from srs.text import BLANKS

BASE_EASE_PERCENT = 250
UNREVIEWED = "2000-01-01,1,250"

_PLAIN = re.compile(r"(\d{4}-\d\d-\d\d),(\d{1,9}),(\d{1,9})", re.A)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$", re.A)
_YEAR_FIRST = r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$"
_DAY_FIRST = r"(\d{1,2})-(\d{1,2})-(\d{4})$"
_WORDS = r"[A-Za-z]{3} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4})(?: .*)?$"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SM2_FIELDS = 3
_FSRS_FIELDS = 10


def read_comment(text: str, start: int) -> SrComment | None:
    """Read the comment that begins at `start`; None if it is never closed.

    Of more than `MAX_SEGMENTS` parts the first ones are read; the others stay as they are.
    """
    end = text.find(CLOSING, start + len(OPENING))
    if end < 0:
        return None
    segments = []
    at = start + len(OPENING)
    for piece in text[at:end].split("!", MAX_SEGMENTS)[:MAX_SEGMENTS]:
        if bare := piece.strip(BLANKS):
            segments.append(_read_segment(bare, at + piece.index(bare)))
        at += len(piece) + 1
    return SrComment(Span(start, end + len(CLOSING)), tuple(segments))


def read_segment(text: str) -> Segment:
    """Read one segment that stands alone; its span counts from the first character not blank."""
    return _read_segment(text.strip(BLANKS), 0)


def _read_segment(bare: str, start: int) -> Segment:
    if plain := _PLAIN.fullmatch(bare):
        with suppress(ValueError):  # there is no such day: the long way says so
            due, interval, ease = date.fromisoformat(plain[1]), int(plain[2]), int(plain[3])
            schedule = None if due == UNREVIEWED_DATE else Sm2Schedule(due, interval, ease)
            return Segment(Span(start, start + len(bare)), schedule)
    fields = bare.split(",")
    known = _FSRS_FIELDS if fields[0].strip(BLANKS) == "fsrs" else _SM2_FIELDS
    span = Span(start, start + len(",".join(fields[:known]).rstrip(BLANKS)))
    values = [field.strip(BLANKS) for field in fields[:known]]
    try:
        if len(values) < known:
            raise ValueError(f"it has {len(values)} of {known} fields")
        return Segment(span, _fsrs(values) if known == _FSRS_FIELDS else _sm2(values))
    except (ValueError, OverflowError) as error:
        return Segment(span, None, str(error))


def _sm2(values: list[str]) -> Sm2Schedule | None:
    due = _date(values[0])
    if due == UNREVIEWED_DATE:
        return None
    return Sm2Schedule(due, _number(values[1], "interval"), _number(values[2], "ease"))


def _fsrs(values: list[str]) -> FsrsSchedule:
    _, due, interval, stability, difficulty, state, reps, lapses, step, last = values
    return FsrsSchedule(
        due=_stamp(due),
        interval_days=_number(interval, "interval"),
        stability_days=_number(stability, "stability"),
        difficulty=_number(difficulty, "difficulty"),
        state=_state(state),
        reps=_whole(reps, "reps"),
        lapses=_whole(lapses, "lapses"),
        step=_whole(step, "learning step"),
        last_review=None if last == "-" else _stamp(last),
    )


def _date(text: str) -> date:
    if match := re.match(_YEAR_FIRST, text, re.A):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.match(_DAY_FIRST, text, re.A):
        day, month, year = (int(part) for part in match.groups())
    elif (match := re.match(_WORDS, text, re.A)) and match[1] in _MONTHS:
        year, month, day = int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])
    else:
        raise ValueError(f"{text or 'nothing'!r} is no date (YYYY-MM-DD)")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {text}") from None


def _stamp(text: str) -> datetime:
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no time stamp (YYYY-MM-DDTHH:MM:SS.mmmZ)") from None
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)


def _number(text: str, what: str) -> float:
    if not _NUMBER.match(text):
        raise ValueError(f"the {what} {text!r} is no number")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"the {what} {text} is too large")
    return int(value) if value.is_integer() else value


def _whole(text: str, what: str) -> int:
    value = _number(text, what)
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"the {what} {text} is no whole number")
    return value


def _state(text: str) -> FsrsState:
    state = _whole(text, "state")
    if state > max(FsrsState):
        raise ValueError(f"the state {text} is none of 0 to {max(FsrsState):d}")
    return FsrsState(state)


def unreviewed(base_ease_percent: int) -> str:
    """Give the segment of a card that was not reviewed yet."""
    return f"{UNREVIEWED_DATE.isoformat()},1,{base_ease_percent}"


def format_schedule(schedule: Schedule) -> str:
    """Give a segment's text, without its leading `!`, exactly as the plugin writes it."""
    if isinstance(schedule, Sm2Schedule):
        interval, ease = schedule.interval_days, schedule.ease_percent
        return f"{schedule.due.isoformat()},{format_number(interval)},{format_number(ease)}"
    last = schedule.last_review
    fields = [
        "fsrs",
        _format_stamp(schedule.due),
        format_number(schedule.interval_days),
        format_number(schedule.stability_days),
        format_number(schedule.difficulty),
        str(int(schedule.state)),
        str(schedule.reps),
        str(schedule.lapses),
        str(schedule.step),
        "-" if last is None else _format_stamp(last),
    ]
    return ",".join(fields)


def _format_stamp(stamp: datetime) -> str:
    return stamp.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def format_number(value: float) -> str:
    """Write a number as JavaScript does: shortest, exponents below 1e-6 and from 1e21 only."""
    if value == 0:
        return "0"
    from decimal import Decimal

    shortest = repr(float(value))
    if 1e-6 <= abs(value) < 1e21:
        return format(Decimal(shortest), "f").removesuffix(".0")
    mantissa, exponent = shortest.split("e")
    return f"{mantissa}e{int(exponent):+d}"

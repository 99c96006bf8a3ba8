"""What is kept of a card where many are counted or queued: a few numbers of its schedule."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from srs.scheduling.day import StudyDays, epoch_ms
from srs.scheduling.rounding import round_half_up

if TYPE_CHECKING:
    from srs.model import Schedule

# Nothing of a new card, day (ordinal) and interval (days) of SM-2; of FSRS instant (ms since 1970),
# interval (days), state, and instant of the last review (ms, `NEVER` without one).
CardLine = tuple[()] | tuple[int, float] | tuple[int, float, int, int]

NEVER = -(1 << 62)
_IN_STEPS = (1, 3)  # learning and relearning
_DAY_MS = 24 * 60 * 60 * 1000


def line_of(schedule: Schedule | None) -> CardLine:
    """Give what is kept of a card."""
    from srs.model import Sm2Schedule

    if schedule is None:
        return ()
    if isinstance(schedule, Sm2Schedule):
        return (schedule.due.toordinal(), schedule.interval_days)
    state = int(schedule.state)
    return fsrs_line(schedule.due, schedule.interval_days, state, schedule.last_review)


def fsrs_line(
    due: datetime, interval_days: float, state: int, last_review: datetime | None
) -> CardLine:
    """Give what is kept of a card of FSRS; instants are aware."""
    last = NEVER if last_review is None else epoch_ms(last_review)
    return (epoch_ms(due), interval_days, state, last)


def is_fsrs(line: CardLine) -> bool:
    """Whether a card's schedule is of FSRS."""
    return len(line) > 2


def is_learning(line: CardLine) -> bool:
    """Whether a card was answered Again last, or is in a learning step."""
    if not line:
        return False
    return line[1] < 1 if len(line) == 2 else line[2] in _IN_STEPS


def plain_day(line: CardLine) -> int | None:
    """Give the day (ordinal) of a card of SM-2, 0 for a new one; None in a step, and of FSRS."""
    if not line:
        return 0
    return line[0] if len(line) == 2 and line[1] >= 1 else None


def due_day(line: CardLine, study_days: StudyDays) -> int | None:
    """Give the study day on which a card is due (ordinal); None for a new one."""
    if not line:
        return None
    return study_days.of(line[0]) if is_fsrs(line) else line[0]


def was_answered(line: CardLine, due: int, today: int) -> bool:
    """Whether a card's schedule was given today, as far as the schedule tells."""
    if not line:
        return False
    if len(line) == 2:
        return due - today == round_half_up(line[1])
    return line[3] != NEVER and (line[0] - line[3]) // _DAY_MS == due - today

"""FSRS-6: learning steps, review intervals and counts as the Obsidian plugin writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from srs.model import FsrsSchedule, FsrsState, Rating, Schedule, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.constants import FsrsSettings
from srs.scheduling.conversion import fsrs_from_sm2
from srs.scheduling.fsrs_memory import (
    DEFAULT_PARAMETERS,
    MAX_STABILITY_DAYS,
    MIN_STABILITY_DAYS,
    Memory,
    MemoryModel,
    within_bounds,
)
from srs.scheduling.load import Load

_LEARNING_MINUTES = {Rating.AGAIN: 1, Rating.HARD: 6, Rating.GOOD: 10}
_RELEARNING_MINUTES = {Rating.AGAIN: 10, Rating.HARD: 15}


def outcomes(
    schedule: Schedule | None, moment: Moment, settings: FsrsSettings, load: Load
) -> dict[Rating, FsrsSchedule]:
    """Give the schedule that each rating leads to; FSRS does not balance, so `load` is unused."""
    now = _to_milliseconds(moment.now)
    before = state_before(schedule, moment)
    memories = memories_after(before, now, settings)
    intervals = _intervals_days(before, memories, settings)
    return {
        rating: _outcome(rating, before, now, memories[rating], intervals[rating])
        for rating in Rating
    }


def reset(moment: Moment, settings: FsrsSettings) -> FsrsSchedule:
    """Give the schedule of a card that is to begin anew: due now."""
    return _unseen(_to_milliseconds(moment.now))


def state_before(schedule: Schedule | None, moment: Moment) -> FsrsSchedule:
    """Read a schedule of either algorithm, or of a new card, as FSRS needs it."""
    if schedule is None:
        return _unseen(moment.now)
    if isinstance(schedule, Sm2Schedule):
        return fsrs_from_sm2(schedule, moment.now.tzinfo)
    return schedule


@lru_cache(maxsize=8)
def model_of(settings: FsrsSettings) -> MemoryModel:
    """Give the memory model with the parameters in force, each within its bounds."""
    return MemoryModel(within_bounds(settings.parameters or DEFAULT_PARAMETERS))


def memory_of(schedule: FsrsSchedule) -> Memory | None:
    """Give the memory that a schedule holds, within the model's bounds; None before any answer."""
    if schedule.state is FsrsState.NEW or not schedule.stability_days >= MIN_STABILITY_DAYS:
        return None
    difficulty = min(10.0, max(1.0, schedule.difficulty))
    return Memory(min(schedule.stability_days, MAX_STABILITY_DAYS), difficulty)


def elapsed_days(schedule: FsrsSchedule, now: datetime) -> int:
    """Give the days since the last review, counted between UTC dates, at least 0."""
    if schedule.last_review is None:
        return 0
    days = now.astimezone(UTC).date() - schedule.last_review.astimezone(UTC).date()
    return max(0, days.days)


def memories_after(
    before: FsrsSchedule, now: datetime, settings: FsrsSettings
) -> dict[Rating, Memory]:
    """Give the memory that each rating leaves."""
    model, memory = model_of(settings), memory_of(before)
    if memory is None:
        return {rating: model.first(rating) for rating in Rating}
    elapsed = elapsed_days(before, now)
    return {rating: model.after(memory, rating, elapsed) for rating in Rating}


def _minutes_to_step(rating: Rating, before: FsrsSchedule) -> int | None:
    """Give the minutes until the next step; None where the answer leads to review."""
    match before.state:
        case FsrsState.NEW:
            return _LEARNING_MINUTES.get(rating)
        case FsrsState.LEARNING:
            last_step = before.step > 0
            return None if last_step and rating is Rating.GOOD else _LEARNING_MINUTES.get(rating)
        case FsrsState.REVIEW:
            return _RELEARNING_MINUTES[rating] if rating is Rating.AGAIN else None
        case FsrsState.RELEARNING:
            return _RELEARNING_MINUTES.get(rating)


def _intervals_days(
    before: FsrsSchedule, memories: dict[Rating, Memory], settings: FsrsSettings
) -> dict[Rating, int]:
    """Give each rating's interval in days, 0 for a step of minutes."""
    intervals = {
        rating: _interval_days(memories[rating], settings)
        if _minutes_to_step(rating, before) is None
        else 0
        for rating in Rating
    }
    return _ordered(intervals) if before.state is FsrsState.REVIEW else intervals


def _interval_days(memory: Memory, settings: FsrsSettings) -> int:
    wished = model_of(settings).interval_days(memory.stability_days, settings.desired_retention)
    return min(wished, settings.max_interval_days)


def _ordered(intervals_days: dict[Rating, int]) -> dict[Rating, int]:
    """Keep again < hard < good < easy, even beyond the cap, as the plugin does."""
    hard = min(intervals_days[Rating.HARD], intervals_days[Rating.GOOD])
    good = max(intervals_days[Rating.GOOD], hard + 1)
    easy = max(intervals_days[Rating.EASY], good + 1)
    again = intervals_days[Rating.AGAIN]
    return {Rating.AGAIN: again, Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}


def _outcome(
    rating: Rating, before: FsrsSchedule, now: datetime, memory: Memory, interval_days: int
) -> FsrsSchedule:
    minutes = _minutes_to_step(rating, before)
    wait = timedelta(days=interval_days) if minutes is None else timedelta(minutes=minutes)
    state = _next_state(before.state) if minutes is not None else FsrsState.REVIEW
    lapsed = rating is Rating.AGAIN and before.state is FsrsState.REVIEW
    return FsrsSchedule(
        due=now + wait,
        interval_days=interval_days,
        stability_days=memory.stability_days,
        difficulty=memory.difficulty,
        state=state,
        reps=before.reps + 1,
        lapses=before.lapses + lapsed,
        step=_next_step(rating, before) if state is FsrsState.LEARNING else 0,
        last_review=now,
    )


def _next_state(state: FsrsState) -> FsrsState:
    """Give the state of a card that answers with a step of minutes."""
    learning = state in (FsrsState.NEW, FsrsState.LEARNING)
    return FsrsState.LEARNING if learning else FsrsState.RELEARNING


def _next_step(rating: Rating, before: FsrsSchedule) -> int:
    match rating:
        case Rating.AGAIN:
            return 0
        case Rating.HARD:
            return before.step
        case _:
            return 1


def _unseen(now: datetime) -> FsrsSchedule:
    return FsrsSchedule(now, 0, 0, 0, FsrsState.NEW, 0, 0, 0, None)


def _to_milliseconds(now: datetime) -> datetime:
    utc = now.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)

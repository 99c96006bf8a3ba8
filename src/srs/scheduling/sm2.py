"""SM-2-OSR: the SM-2 of the Obsidian Spaced Repetition plugin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from srs.model import FsrsSchedule, Rating, Schedule, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.constants import Sm2Settings
from srs.scheduling.conversion import sm2_from_fsrs
from srs.scheduling.load import LONGEST_REACH_DAYS, Load, balanced_interval
from srs.scheduling.rounding import round_half_up, round_to

MIN_EASE_PERCENT = 130
EASE_STEP_PERCENT = 20


class Sm2State(NamedTuple):
    """What the formulas start from: a card's interval and ease, and how many days count as late."""

    interval_days: float
    ease_percent: float
    days_late: int


def outcomes(
    schedule: Schedule | None, moment: Moment, settings: Sm2Settings, load: Load
) -> dict[Rating, Sm2Schedule]:
    """Give the schedule that each rating leads to.

    `load` counts the cards on coming days; a card that is answered early should not be in it.
    """
    state = state_before(schedule, moment, settings)
    return {rating: _outcome(rating, state, moment.today, settings, load) for rating in Rating}


def reset(moment: Moment, settings: Sm2Settings) -> Sm2Schedule:
    """Give the schedule of a card that is to begin anew: due today."""
    return Sm2Schedule(moment.today, 1, settings.base_ease_percent)


def state_before(schedule: Schedule | None, moment: Moment, settings: Sm2Settings) -> Sm2State:
    """Read a schedule of either algorithm, or of a new card, as the formulas need it."""
    if schedule is None:
        return Sm2State(1, settings.base_ease_percent, 0)
    late = max(0, _days_late(schedule, moment, settings))
    if isinstance(schedule, FsrsSchedule):
        schedule = sm2_from_fsrs(schedule, moment.now.tzinfo)
    return Sm2State(float(schedule.interval_days), float(schedule.ease_percent), late)


def next_interval(
    rating: Rating, state: Sm2State, today: date, settings: Sm2Settings, load: Load
) -> float:
    """Give the interval in days after an answer: 0 for Again, else with at most one decimal."""
    interval_days = wished_interval(rating, state, settings)
    if settings.load_balance:
        interval_days = balanced_interval(round_half_up(interval_days), today, load)
    return round_to(min(interval_days, settings.max_interval_days), 1)


def wished_interval(rating: Rating, state: Sm2State, settings: Sm2Settings) -> float:
    """Give what the formula says, in days, but not so far above the cap as to leave the calendar.

    Balancing cannot bring an interval that was shortened here below the cap.
    """
    longest_days = settings.max_interval_days + LONGEST_REACH_DAYS + 1
    return min(max(0, raw_interval(rating, state, settings)), longest_days)


def raw_interval(rating: Rating, state: Sm2State, settings: Sm2Settings) -> float:
    """Give what the formula says, in days, before balancing, cap and rounding."""
    interval_days, late = max(1, state.interval_days), state.days_late
    ease_percent = next_ease(rating, state.ease_percent)
    match rating:
        case Rating.AGAIN:
            return 0
        case Rating.HARD:
            return max(1, (interval_days + late / 4) * settings.hard_factor)
        case Rating.GOOD:
            return (interval_days + late / 2) * ease_percent / 100
        case Rating.EASY:
            return (interval_days + late) * ease_percent / 100 * settings.easy_bonus


def next_ease(rating: Rating, ease_percent: float) -> float:
    """Give the ease after an answer, in per cent."""
    if rating is Rating.GOOD:
        return ease_percent
    if rating is Rating.EASY:
        return ease_percent + EASE_STEP_PERCENT
    return max(MIN_EASE_PERCENT, ease_percent - EASE_STEP_PERCENT)


def _days_late(schedule: Schedule, moment: Moment, settings: Sm2Settings) -> int:
    """Give what the formulas take as lateness; that of a time stamp the plugin counts as well."""
    if isinstance(schedule, FsrsSchedule):
        return (moment.now - schedule.due).days
    days_late = (moment.today - schedule.due).days
    return -days_late if settings.overdue == "plugin" else days_late


def _outcome(
    rating: Rating, state: Sm2State, today: date, settings: Sm2Settings, load: Load
) -> Sm2Schedule:
    interval_days = next_interval(rating, state, today, settings, load)
    due = today + timedelta(days=round_half_up(interval_days))
    return Sm2Schedule(due, interval_days, next_ease(rating, state.ease_percent))

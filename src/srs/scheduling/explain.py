"""Why a card comes back when it does: the formulas with their numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from srs.model import FsrsSchedule, FsrsState, Rating, Schedule
from srs.moment import Moment
from srs.scheduling import fsrs, sm2
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.formulas import (
    difficulty_formula,
    interval_formula,
    recall_formula,
    stability_formula,
)
from srs.scheduling.load import Load, balanced_interval
from srs.scheduling.rounding import round_half_up
from srs.scheduling.sm2 import Sm2State


class Fact(NamedTuple):
    """One line of an explanation: what it is about, and what there is to say."""

    topic: str
    text: str


class MemoryNow(NamedTuple):
    """What FSRS knows of a card: stability (days), difficulty (1 to 10), the chance of recall."""

    stability_days: float
    difficulty: float
    recall: float


def memory_now(
    schedule: Schedule | None, moment: Moment, settings: FsrsSettings
) -> MemoryNow | None:
    """Give what FSRS knows of a card; None if it was not answered yet."""
    before = fsrs.state_before(schedule, moment)
    memory = fsrs.memory_of(before)
    if memory is None:
        return None
    elapsed = fsrs.elapsed_days(before, moment.now)
    recall = fsrs.model_of(settings).retrievability(elapsed, memory.stability_days)
    return MemoryNow(memory.stability_days, memory.difficulty, recall)


def explain_sm2(
    schedule: Schedule | None, rating: Rating, moment: Moment, settings: Sm2Settings, load: Load
) -> list[Fact]:
    """Say how SM-2-OSR comes to one outcome: from the stored values to the due date.

    The plugin's interval is the last fact where it counts lateness otherwise and so gives another.
    """
    state = sm2.state_before(schedule, moment, settings)
    outcome = sm2.outcomes(schedule, moment, settings, load)[rating]
    as_plugin = settings._replace(overdue="plugin")
    plugin_days = sm2.outcomes(schedule, moment, as_plugin, load)[rating].interval_days
    facts = [
        *_sm2_facts(rating, state, moment.today, settings, load),
        Fact(
            "result",
            f"due {outcome.due}, interval {_days(outcome.interval_days)}, "
            f"ease {outcome.ease_percent:g} %",
        ),
    ]
    if plugin_days != outcome.interval_days:
        facts.append(Fact("plugin", f"{_days(plugin_days)}: it counts days early, not days late"))
    return facts


def explain_fsrs(
    schedule: Schedule | None, rating: Rating, moment: Moment, settings: FsrsSettings, load: Load
) -> list[Fact]:
    """Say how FSRS comes to one outcome: from the memory before the answer to the due time."""
    before = fsrs.state_before(schedule, moment)
    outcome = fsrs.outcomes(schedule, moment, settings, load)[rating]
    due = outcome.due.astimezone(moment.now.tzinfo)
    facts = [
        *_recall_facts(before, moment, settings),
        *_memory_facts(before, rating, outcome, moment, settings),
    ]
    if outcome.state is FsrsState.REVIEW:
        facts += _interval_facts(outcome, settings)
        return [*facts, Fact("result", f"due {due:%Y-%m-%d %H:%M}")]
    return [
        *facts,
        Fact("result", f"due {due:%Y-%m-%d %H:%M}, a {outcome.state.name.lower()} step"),
    ]


def _sm2_facts(
    rating: Rating, state: Sm2State, today: date, settings: Sm2Settings, load: Load
) -> list[Fact]:
    raw_days = sm2.raw_interval(rating, state, settings)
    placed_days = sm2.wished_interval(rating, state, settings)
    facts = [
        Fact("before", f"interval {_days(state.interval_days)}, ease {state.ease_percent:g} %"),
        Fact("late", _days(state.days_late)),
        Fact("formula", f"{_formula(rating, state, settings)} = {_days(raw_days)}"),
    ]
    if settings.load_balance:
        wished_days = round_half_up(placed_days)
        placed_days = balanced_interval(wished_days, today, load)
        facts.append(Fact("load", _move_text(wished_days, int(placed_days), today, load)))
    if placed_days > settings.max_interval_days:
        facts.append(Fact("cap", f"at most {_days(settings.max_interval_days)}"))
    return facts


def _formula(rating: Rating, state: Sm2State, settings: Sm2Settings) -> str:
    interval, late = f"{max(1, state.interval_days):g}", state.days_late
    ease = f"{sm2.next_ease(rating, state.ease_percent):g} %"
    match rating:
        case Rating.AGAIN:
            return "forgotten"
        case Rating.HARD:
            return f"max(1, ({interval} + {late} / 4) * {settings.hard_factor:g})"
        case Rating.GOOD:
            return f"({interval} + {late} / 2) * {ease}"
        case Rating.EASY:
            return f"({interval} + {late}) * {ease} * {settings.easy_bonus:g}"


def _move_text(wished_days: int, placed_days: int, today: date, load: Load) -> str:
    if wished_days == placed_days:
        return f"stays at {_days(wished_days)}"
    wished, placed = (today + timedelta(days=days) for days in (wished_days, placed_days))
    cards = f"{load.get(placed, 0)} due on {placed}, {load.get(wished, 0)} on {wished}"
    return f"{_days(wished_days)} becomes {_days(placed_days)}: {cards}"


def _recall_facts(before: FsrsSchedule, moment: Moment, settings: FsrsSettings) -> list[Fact]:
    memory, now = fsrs.memory_of(before), memory_now(before, moment, settings)
    if memory is None or now is None:
        return [Fact("before", "not answered yet")]
    elapsed = fsrs.elapsed_days(before, moment.now)
    formula = recall_formula(fsrs.model_of(settings), memory, elapsed)
    return [
        Fact("before", _memory_text(memory.stability_days, memory.difficulty)),
        Fact("recall", f"{now.recall * 100:.1f} % after {_days(elapsed)}: {formula}"),
    ]


def _memory_facts(
    before: FsrsSchedule,
    rating: Rating,
    outcome: FsrsSchedule,
    moment: Moment,
    settings: FsrsSettings,
) -> list[Fact]:
    memory, model = fsrs.memory_of(before), fsrs.model_of(settings)
    elapsed = fsrs.elapsed_days(before, moment.now)
    stability = stability_formula(model, memory, rating, elapsed)
    difficulty = difficulty_formula(model, memory, rating)
    return [
        Fact("after", _memory_text(outcome.stability_days, outcome.difficulty)),
        Fact("stability", f"{stability} = {outcome.stability_days:.2f} days"),
        Fact("difficulty", f"{difficulty} = {outcome.difficulty:.2f}"),
    ]


def _interval_facts(outcome: FsrsSchedule, settings: FsrsSettings) -> list[Fact]:
    model, retention = fsrs.model_of(settings), settings.desired_retention
    wished_days = model.interval_days(outcome.stability_days, retention)
    formula = interval_formula(model, outcome.stability_days, retention)
    until = f"until recall falls to {retention * 100:g} %"
    facts = [Fact("interval", f"{_days(wished_days)} {until}: {formula}")]
    if wished_days > settings.max_interval_days:
        facts.append(Fact("cap", f"at most {_days(settings.max_interval_days)}"))
    if outcome.interval_days != min(wished_days, settings.max_interval_days):
        ordered = f"{_days(outcome.interval_days)}, to keep Hard < Good < Easy"
        facts.append(Fact("order", ordered))
    return facts


def _memory_text(stability_days: float, difficulty: float) -> str:
    return f"stability {stability_days:.2f} days, difficulty {difficulty:.2f}"


def _days(days: float) -> str:
    return f"{days:.10g} day" if days == 1 else f"{days:.10g} days"

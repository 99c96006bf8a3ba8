"""`srs simulate`: what a year of reviews would bring under each scheduler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from srs.collection.config import load_layers
from srs.commands.context import Context
from srs.commands.fit import LEAST_REVIEWS
from srs.commands.fit_reviews import answers_in, answers_logged
from srs.commands.logged import below
from srs.commands.shelf import history
from srs.errors import UsageError
from srs.fitting.fit import fit
from srs.fitting.samples import Answer, Histories, predicted_count, samples
from srs.scheduling.day import study_day
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from srs.settings import Settings
from srs.simulation import Habits, Plan, Year, habits_of, simulate
from srs.terminal.words import counted

NEW_CARDS = 20
_RETENTIONS = (0.80, 0.85, 0.90, 0.95, 0.97)
_BAR_CELLS = 30


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """How long, how many new cards a day (None: as till now), and what makes the chance of a run.

    `csv_file` is a log to take the memory and the habits from.
    """

    days: int
    new_cards: int | None
    chance: Callable[[], Callable[[], float]]
    csv_file: Path | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    """Whose memory and habits are simulated, and where each of them is from."""

    parameters: tuple[float, ...]
    habits: Habits
    memory_of: str
    habits_of: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A scheduler by its desired retention, None for SM-2-OSR, and what came of it."""

    retention: float | None
    is_own: bool
    year: Year

    @property
    def name(self) -> str:
        return "SM-2-OSR" if self.retention is None else f"FSRS {self.retention:.2f}"


def run(context: Context, options: SimulateOptions) -> int:
    """Simulate SM-2-OSR and FSRS at several desired retentions, all with the same chance."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    settings = layers.settings
    person = _person(context, settings, options.csv_file)
    plan = Plan(
        options.days,
        _new_cards(options, person.habits),
        person.parameters,
        person.habits,
        settings.sm2,
        settings.fsrs.max_interval_days,
    )
    own = settings.fsrs.desired_retention
    rows = [
        _Row(each, each == own, simulate(plan, each, options.chance()))
        for each in (None, *sorted({*_RETENTIONS, own}))
    ]
    assumptions = list(_assumptions(plan, person))
    if context.as_json:
        context.write_json(
            {
                "days": plan.days,
                "new": plan.new_cards,
                "schedulers": [_object(row, plan) for row in rows],
                "assumptions": assumptions,
            }
        )
        return 0
    for line in _table(rows, plan):
        context.write(line)
    for sentence in assumptions:
        context.tell(sentence)
    return 0


def _new_cards(options: SimulateOptions, habits: Habits) -> int:
    if options.new_cards is not None:
        return options.new_cards
    return NEW_CARDS if habits.new_cards is None else max(1, round(habits.new_cards))


def _person(context: Context, settings: Settings, csv_file: Path | None) -> _Person:
    """Take memory and habits from a log in CSV, else from the settings and the review log.

    Raises UsageError for a log in CSV that is too short to tell.
    """
    own = settings.fsrs.parameters
    parameters = own or DEFAULT_PARAMETERS
    memory_of = "your parameters" if own else "the default parameters"
    if csv_file is None:
        answers = answers_logged(below(history(context, settings), context.paths, context.cwd))
    else:
        answers = answers_in(context.cwd / csv_file, str(csv_file))
    known = samples(answers, settings.day_starts_at)
    count = predicted_count(known)
    if count < LEAST_REVIEWS:
        if csv_file is not None:
            raise UsageError(
                f"{csv_file}: {counted(count, 'review')} can be predicted, and {LEAST_REVIEWS} are "
                "needed to tell anything from it."
            )
        return _Person(parameters, Habits(), memory_of, "")
    habits = _habits(known, answers, settings)
    if csv_file is None:
        return _Person(parameters, habits, memory_of, "your log")
    fitted = tuple(fit(known, DEFAULT_PARAMETERS))
    return _Person(fitted, habits, f"parameters fitted to {csv_file}", str(csv_file))


def _habits(known: Histories, answers: list[Answer], settings: Settings) -> Habits:
    days = [study_day(each.time, settings.day_starts_at).toordinal() for each in answers]
    return habits_of(
        (each[0].rating for each in known),
        (step.rating for each in known for step in each if step.rank >= 0),
        max(days) - min(days) + 1,
        (each.elapsed_ms / 1000 for each in answers if each.elapsed_ms is not None),
    )


def _minutes(year: Year, plan: Plan) -> float | None:
    """What a day takes, the first answers of new cards included; None if that is not known."""
    if plan.habits.seconds is None:
        return None
    answers = year.reviews_a_day + year.repeats_a_day + plan.new_cards
    return answers * plan.habits.seconds / 60


def _table(rows: list[_Row], plan: Plan) -> Iterator[str]:
    """A line a scheduler, with a bar as long as the work of its days."""
    most = max(row.year.reviews_a_day + row.year.repeats_a_day for row in rows) or 1
    has_minutes = plan.habits.seconds is not None
    minutes = "  min a day" if has_minutes else ""
    yield f"scheduler  reviews a day  repeats a day{minutes}  recalled  known at the end"
    for row in rows:
        year = row.year
        work = year.reviews_a_day + year.repeats_a_day
        bar = "#" * round(_BAR_CELLS * work / most)
        known = f"{year.known:,.0f} of {year.cards:,}"
        took = f"{_minutes(year, plan):11.0f}" if has_minutes else ""
        yield (
            f"{row.name:9}{'*' if row.is_own else ' '} {year.reviews_a_day:13.1f}  "
            f"{year.repeats_a_day:13.1f}{took}  {year.retention:8.1%}  {known:16}  {bar}"
        ).rstrip()


def _assumptions(plan: Plan, person: _Person) -> Iterator[str]:
    habits = plan.habits
    yield f"{plan.days} days with {plan.new_cards} new cards each; everything is done on time."
    memory = f"Memory is exactly FSRS-6 with {person.memory_of}"
    yield f"{memory}, which favours FSRS; no real memory is."
    yield f"New cards are rated {_shares(('Again', 'Hard', 'Good', 'Easy'), habits.first)}."
    yield f"What is recalled is rated {_shares(('Hard', 'Good', 'Easy'), habits.recalled)}."
    if habits.seconds is not None:
        yield f"An answer takes {habits.seconds:.1f} s, counted up to a minute each."
    if person.habits_of:
        yield f"So it is in {person.habits_of}."
    balanced = "are" if plan.sm2.load_balance else "are not"
    yield f"Repeats on the same day are rated Good; the days of SM-2-OSR {balanced} balanced."
    sm2_days, fsrs_days = plan.sm2.max_interval_days, plan.fsrs_max_interval_days
    yield f"An interval is at most {sm2_days} days in SM-2-OSR, {fsrs_days} days in FSRS."
    yield "* is the desired retention of your settings."


def _shares(names: tuple[str, ...], shares: tuple[float, ...]) -> str:
    pairs = zip(names, shares, strict=True)
    return ", ".join(f"{name} {share:.1%}" for name, share in pairs)


def _object(row: _Row, plan: Plan) -> dict[str, object]:
    year, minutes = row.year, _minutes(row.year, plan)
    return {
        "algorithm": "sm2" if row.retention is None else "fsrs",
        "desired_retention": row.retention,
        "reviews_a_day": round(year.reviews_a_day, 2),
        "repeats_a_day": round(year.repeats_a_day, 2),
        "minutes_a_day": None if minutes is None else round(minutes, 1),
        "retention": round(year.retention, 4),
        "known": round(year.known, 1),
        "cards": year.cards,
    }

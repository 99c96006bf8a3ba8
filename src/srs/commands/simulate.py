"""`srs simulate`: what a year of reviews would bring under each scheduler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from srs.collection.config import load_layers
from srs.commands.context import Context
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from srs.simulation import FIRST_SHARES, RECALL_SHARES, Plan, Year, simulate

_RETENTIONS = (0.80, 0.85, 0.90, 0.95, 0.97)
_BAR_CELLS = 30


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """How long, how many new cards a day, and what makes the chance of each run."""

    days: int
    new_cards: int
    chance: Callable[[], Callable[[], float]]


def run(context: Context, options: SimulateOptions) -> int:
    """Simulate SM-2-OSR and FSRS at several desired retentions, all with the same chance."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    own = layers.settings.fsrs.parameters
    plan = Plan(options.days, options.new_cards, own or DEFAULT_PARAMETERS)
    years = [(each, simulate(plan, each, options.chance())) for each in (None, *_RETENTIONS)]
    assumptions = list(_assumptions(plan, is_own=bool(own)))
    if context.as_json:
        rows = [_object(*each) for each in years]
        document = {"days": plan.days, "new": plan.new_cards, "schedulers": rows}
        context.write_json({**document, "assumptions": assumptions})
        return 0
    for line in _table(years):
        context.write(line)
    for sentence in assumptions:
        context.tell(sentence)
    return 0


def _name(retention: float | None) -> str:
    return "SM-2-OSR" if retention is None else f"FSRS {retention:.2f}"


def _table(years: list[tuple[float | None, Year]]) -> Iterator[str]:
    """A line a scheduler, with a bar as long as the work of its days."""
    most = max(year.reviews_a_day + year.repeats_a_day for _, year in years) or 1
    yield "scheduler  reviews a day  repeats a day  recalled  known at the end"
    for retention, year in years:
        work = year.reviews_a_day + year.repeats_a_day
        bar = "#" * round(_BAR_CELLS * work / most)
        known = f"{year.known:,.0f} of {year.cards:,}"
        yield (
            f"{_name(retention):9}  {year.reviews_a_day:13.1f}  {year.repeats_a_day:13.1f}  "
            f"{year.retention:8.1%}  {known:16}  {bar}"
        ).rstrip()


def _assumptions(plan: Plan, *, is_own: bool) -> Iterator[str]:
    whose = "your parameters" if is_own else "the default parameters"
    yield f"{plan.days} days with {plan.new_cards} new cards each; everything is done on time."
    yield f"Memory is exactly FSRS-6 with {whose}, which favours FSRS; no real memory is."
    yield f"New cards are rated {_shares(('Again', 'Hard', 'Good', 'Easy'), FIRST_SHARES)}."
    yield f"What is recalled is rated {_shares(('Hard', 'Good', 'Easy'), RECALL_SHARES)}."
    yield "Repeats on the same day are rated Good; loads are not balanced, intervals not capped."


def _shares(names: tuple[str, ...], shares: tuple[float, ...]) -> str:
    pairs = zip(names, shares, strict=True)
    return ", ".join(f"{name} {share:.1%}" for name, share in pairs)


def _object(retention: float | None, year: Year) -> dict[str, object]:
    return {
        "algorithm": "sm2" if retention is None else "fsrs",
        "desired_retention": retention,
        "reviews_a_day": round(year.reviews_a_day, 2),
        "repeats_a_day": round(year.repeats_a_day, 2),
        "retention": round(year.retention, 4),
        "known": round(year.known, 1),
        "cards": year.cards,
    }

"""Which cards a session asks, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from srs.model import FsrsSchedule, FsrsState, Schedule, Sm2Schedule
from srs.scheduling.rounding import round_half_up


@dataclass(frozen=True, slots=True)
class Item:
    """A card's place: the deck's index in the session, the note's in the deck, its own there."""

    deck: int
    note: int
    card: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked. `due` is its study day, None for a new card.

    `deck` is the name of its deck, part by part.
    """

    item: Item
    schedule: Schedule | None
    due: date | None
    deck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is to ask. None means no limit; `cram` takes all cards, due or not.

    `shuffle` mixes due cards, and new ones, where one sort comes before the other. `one_by_one`
    goes through the decks in the order of their names, each before those below it.
    """

    order: Literal["due", "new", "file", "random", "overdue"] = "due"
    shuffle: bool = False
    one_by_one: bool = False
    new: int | None = None
    limit: int | None = None
    bury: bool = True
    cram: bool = False


Shuffle = Callable[[list[Candidate]], None]


def build_queue(
    candidates: Iterable[Candidate], plan: Plan, today: date, shuffle: Shuffle
) -> tuple[Item, ...]:
    """Choose and order the cards of a session; `candidates` come in the order of files and lines.

    With burying, one card of a note is asked in a day: if one was answered today, only that one,
    should it be due again.
    """
    everything = list(candidates)
    wanted = [each for each in everything if plan.cram or is_wanted(each, today)]
    ordered = _ordered(wanted, plan, today, shuffle)
    if plan.bury and not plan.cram:
        ordered = list(_without_siblings(ordered, everything, today))
    if plan.new is not None:
        ordered = list(_at_most_new(ordered, plan.new))
    return tuple(each.item for each in ordered[: plan.limit])


def is_wanted(candidate: Candidate, today: date) -> bool:
    """Whether a card is new or due."""
    return candidate.due is None or candidate.due <= today


def is_learning(schedule: Schedule | None) -> bool:
    """Whether a card was answered Again last, or is in a learning step."""
    if isinstance(schedule, FsrsSchedule):
        return schedule.state in (FsrsState.LEARNING, FsrsState.RELEARNING)
    return isinstance(schedule, Sm2Schedule) and schedule.interval_days < 1


def was_answered(candidate: Candidate, today: date) -> bool:
    """Whether a card's schedule was given today, as far as the schedule tells."""
    schedule = candidate.schedule
    if isinstance(schedule, Sm2Schedule):
        return (schedule.due - today).days == round_half_up(schedule.interval_days)
    if isinstance(schedule, FsrsSchedule) and schedule.last_review and candidate.due:
        return (schedule.due - schedule.last_review).days == (candidate.due - today).days
    return False


def _ordered(wanted: list[Candidate], plan: Plan, today: date, shuffle: Shuffle) -> list[Candidate]:
    if plan.order == "random":
        shuffle(wanted)
    elif plan.order == "overdue":
        wanted.sort(key=lambda each: -_lateness(each, today))
    elif plan.order != "file":
        if plan.shuffle:
            shuffle(wanted)
        wanted.sort(key=lambda each: (each.due is None) == (plan.order == "due"))
    if plan.one_by_one:
        wanted.sort(key=lambda each: each.deck)
    return wanted


def _lateness(candidate: Candidate, today: date) -> float:
    """Days late as a share of the interval; new cards come last."""
    if candidate.due is None or candidate.schedule is None:
        return -1.0
    return (today - candidate.due).days / max(1.0, candidate.schedule.interval_days)


def _without_siblings(
    ordered: list[Candidate], everything: list[Candidate], today: date
) -> Iterable[Candidate]:
    answered = {each.item for each in everything if was_answered(each, today)}
    done = {(item.deck, item.note) for item in answered}
    taken = set()
    for each in ordered:
        note = (each.item.deck, each.item.note)
        if note not in taken and (note not in done or each.item in answered):
            taken.add(note)
            yield each


def _at_most_new(ordered: list[Candidate], limit: int) -> Iterable[Candidate]:
    for each in ordered:
        if each.due is None:
            limit -= 1
            if limit < 0:
                continue
        yield each

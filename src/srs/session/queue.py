"""Which cards a session asks, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from srs.scheduling.lines import CardLine, was_answered


class Item(NamedTuple):
    """A card's place: the deck's index in the session, the note's in the deck, its own there."""

    deck: int
    note: int
    card: int


class Candidate(NamedTuple):
    """A card that could be asked. `due` is its study day (ordinal), None for a new card.

    `deck` is the name of its deck, part by part.
    """

    item: Item
    line: CardLine
    due: int | None
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


Admits = Callable[[Candidate], bool]


def all_cards(_candidate: Candidate) -> bool:
    """Admit every card."""
    return True


def build_queue(
    candidates: Iterable[Candidate],
    plan: Plan,
    today: date,
    shuffle: Shuffle,
    admits: Admits = all_cards,
) -> tuple[Item, ...]:
    """Choose and order the cards of a session; `candidates` come in the order of files and lines.

    `admits` is asked of each card that the plan has room for, in order, and may count those that
    it lets in.

    With burying, one card of a note is asked in a day: if one was answered today, only that one,
    should it be due again.
    """
    everything, day = list(candidates), today.toordinal()
    wanted = [each for each in everything if plan.cram or each.due is None or each.due <= day]
    ordered = _ordered(wanted, plan, day, shuffle)
    if plan.bury and not plan.cram:
        ordered = list(_without_siblings(ordered, everything, day))
    return tuple(each.item for each in _limited(ordered, plan, admits))


def _ordered(wanted: list[Candidate], plan: Plan, today: int, shuffle: Shuffle) -> list[Candidate]:
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


def _lateness(candidate: Candidate, today: int) -> float:
    """Days late as a share of the interval; new cards come last."""
    if candidate.due is None or not candidate.line:
        return -1.0
    return (today - candidate.due) / max(1.0, candidate.line[1])


def _without_siblings(
    ordered: list[Candidate], everything: list[Candidate], today: int
) -> Iterable[Candidate]:
    answered = {
        each.item
        for each in everything
        if each.due is not None and was_answered(each.line, each.due, today)
    }
    done = {item[:2] for item in answered}
    taken = set()
    for each in ordered:
        note = each.item[:2]
        if note not in taken and (note not in done or each.item in answered):
            taken.add(note)
            yield each


def _limited(ordered: list[Candidate], plan: Plan, admits: Admits) -> Iterable[Candidate]:
    new = cards = 0
    for each in ordered:
        if cards == plan.limit:
            return
        is_new = each.due is None
        if (is_new and new == plan.new) or not admits(each):
            continue
        new += is_new
        cards += 1
        yield each

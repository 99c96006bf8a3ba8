"""Which cards a session asks, and in which order."""

from collections.abc import Callable, Iterable
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


class Plan(NamedTuple):
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
    room = Room(plan, admits)
    if plan.bury and not plan.cram:
        return tuple(each.item for each in _one_of_a_note(ordered, everything, day, room))
    return tuple(each.item for each in ordered if room.takes(each))


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


class Room:
    """What the limits of a session leave; counts the cards that it takes."""

    def __init__(self, plan: Plan, admits: Admits) -> None:
        self._plan, self._admits = plan, admits
        self._new = self._cards = 0

    def takes(self, candidate: Candidate) -> bool:
        """Whether there is room for a card, which takes it then."""
        is_new = candidate.due is None
        if self._cards == self._plan.limit or (is_new and self._new == self._plan.new):
            return False
        if not self._admits(candidate):
            return False
        self._new += is_new
        self._cards += 1
        return True


def _one_of_a_note(
    ordered: list[Candidate], everything: list[Candidate], today: int, room: Room
) -> Iterable[Candidate]:
    """The first card of each note that there is room for."""
    answered = {
        each.item
        for each in everything
        if each.due is not None and was_answered(each.line, each.due, today)
    }
    done = {item[:2] for item in answered}
    taken = set()
    for each in ordered:
        note = each.item[:2]
        may_be = note not in taken and (note not in done or each.item in answered)
        if may_be and room.takes(each):
            taken.add(note)
            yield each

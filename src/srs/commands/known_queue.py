"""The queue of a review of very many decks, most of which need not be looked at for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from srs.collection.gather import Gathered
from srs.collection.known_decks import KnownDecks
from srs.collection.outline import Outline, read_dues, read_outline
from srs.commands.choice import Choice
from srs.commands.queueing import Sifter
from srs.moment import Moment
from srs.scheduling.lines import CardLine, is_learning
from srs.session.queue import Admits, Candidate, Item, Plan, Room, all_cards, build_queue

_EVERY_CARD = Choice()
_NEW: CardLine = ()
_IN_NO_STEP: CardLine = (1, 1)
_CHANGED: CardLine = (0, 0)  # that of no card, where the index was renewed meanwhile


class KnownQueue(Mapping[Item, CardLine]):
    """Cards to ask, in order; what is known of one of a plain deck is read when it is wanted.

    `odd` are those among them of other decks. Those of plain ones are new or due, and in no step.
    """

    def __init__(
        self,
        decks: KnownDecks,
        items: tuple[Item, ...],
        odd: Mapping[Item, CardLine],
        new: frozenset[Item],
    ) -> None:
        self.odd = odd
        self._decks, self._items, self._new = decks, items, new
        self._outlines: dict[int, Outline] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __getitem__(self, item: Item) -> CardLine:
        if (line := self.odd.get(item)) is not None:
            return line
        if item.deck not in self._outlines:
            self._outlines[item.deck] = read_outline(self._decks[item.deck])
        notes, day = self._outlines[item.deck].notes, self._decks.day(item.deck, item.note)
        lines = notes[item.note] if item.note < len(notes) else ()
        if len(lines) != 1 or (lines[0][0] if lines[0] else 0) != day:
            return _CHANGED
        return lines[0]

    def new_and_learning(self, items: Sequence[Item]) -> tuple[int, int]:
        """Count the cards among these that are new, and those in a step."""
        odd = (self.odd[item] for item in items if item in self.odd) if self.odd else ()
        return sum(map(self._new.__contains__, items)), sum(map(is_learning, odd))

    def like(self, item: Item) -> CardLine:
        """What is known of a card, as far as whether it is new or in a step."""
        if (line := self.odd.get(item)) is not None:
            return line
        return _NEW if item in self._new else _IN_NO_STEP

    def within(self, room: Room) -> KnownQueue:
        """Leave out what there is no room for."""
        items = []
        for item in self._items:
            line = self.like(item)
            if room.takes(Candidate(item, line, line[0] if line else None)):
                items.append(item)
        return KnownQueue(self._decks, tuple(items), self.odd, self._new)


class Known(NamedTuple):
    """A queue, and how many cards were left out, for grading would overwrite their schedules."""

    queue: KnownQueue
    foreign: int


def known_queue(
    gathered: Gathered, plan: Plan, moment: Moment, admits: Admits, *, overwrites: bool
) -> Known | None:
    """Give the queue of all cards, without looking into plain decks; None where that cannot be.

    It is the one that `build_queue` gives. With limits, siblings can stand in for each other, so
    that then no other cards than those of plain decks may be in it.
    """
    decks = gathered.counted
    is_simple = plan.order in ("due", "new", "file") and not (plan.shuffle or plan.one_by_one)
    if not isinstance(decks, KnownDecks) or not is_simple or plan.cram:
        return None
    sifter = Sifter(gathered, _EVERY_CARD, moment, everything=False, only=decks.odd)
    sifted = sifter.sift(overwrites=overwrites)
    has_limits = not (plan.new is plan.limit is None and admits is all_cards)
    if has_limits and sifted.candidates:
        return None
    due, new = _plain(decks, sifter.today)
    lines = {each.item: each.line for each in sifted.candidates}
    odd = {
        item: lines[item] for item in build_queue(sifted.candidates, plan, moment.today, _as_it_is)
    }
    for item, line in odd.items():
        (due if line else new).append(item)
    if odd:
        due.sort()
        new.sort()
    items = new + due if plan.order == "new" else due + new
    if plan.order == "file":
        items.sort()
    queue = KnownQueue(decks, tuple(items), odd, frozenset(new))
    return Known(queue.within(Room(plan, admits)) if has_limits else queue, sifted.foreign)


def _as_it_is(_candidates: list[Candidate]) -> None:
    """Shuffle nothing."""


def _plain(decks: KnownDecks, today: int) -> tuple[list[Item], list[Item]]:
    """The cards of plain decks that are due, and those that are new, in the order of files."""
    due: list[Item] = []
    new: list[Item] = []
    make = tuple.__new__  # an item, in a third of the time
    for deck, dues in enumerate(decks.dues()):
        if isinstance(dues, bytes):
            for note, day in enumerate(read_dues(dues)):
                if not day:
                    new.append(make(Item, (deck, note, 0)))
                elif day <= today:
                    due.append(make(Item, (deck, note, 0)))
    return due, new

"""The queue of a review of very many decks, most of which need not be looked at for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
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

    They come in `parts`, each in the order of files. `odd` are those of decks that are not plain;
    all others are new or due, and in no step. `new` are the new ones among all of them.
    """

    def __init__(
        self,
        decks: KnownDecks,
        parts: Sequence[Sequence[Item]],
        odd: Mapping[Item, CardLine],
        new: Sequence[Item],
    ) -> None:
        self.odd = odd
        self._decks, self._parts, self._new = decks, parts, new
        self._outlines: dict[int, Outline] = {}

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(self._parts)

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

    @cached_property
    def new_and_learning(self) -> tuple[int, int]:
        """How many cards are new, and how many in a step."""
        return len(self._new), sum(map(is_learning, self.odd.values()))

    def of_deck(self, deck: int) -> list[Item]:
        """Give the cards of a deck."""
        first, end = Item(deck, 0, 0), Item(deck + 1, 0, 0)
        bounds = [(bisect_left(part, first), bisect_left(part, end)) for part in self._parts]
        parts = zip(self._parts, bounds, strict=True)
        return [item for part, (start, stop) in parts for item in part[start:stop]]

    def like(self, item: Item) -> CardLine:
        """What is known of a card, as far as whether it is new or in a step."""
        if (line := self.odd.get(item)) is not None:
            return line
        return _IN_NO_STEP if self._decks.day(item.deck, item.note) else _NEW

    def within(self, room: Room) -> KnownQueue:
        """Leave out what there is no room for; all decks are plain."""
        all_new = frozenset(self._new)
        new: list[Item] = []
        parts: list[list[Item]] = [[] for _ in self._parts]
        for part, kept in zip(self._parts, parts, strict=True):
            for item in part:
                is_new = item in all_new
                line = _NEW if is_new else _IN_NO_STEP
                if room.takes(Candidate(item, line, line[0] if line else None)):
                    kept.append(item)
                    new += [item] if is_new else ()
        return KnownQueue(self._decks, parts, self.odd, new)


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
    parts = [new, due] if plan.order == "new" else [due, new]
    if plan.order == "file":
        parts = [sorted(due + new)]
    queue = KnownQueue(decks, parts, odd, new)
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

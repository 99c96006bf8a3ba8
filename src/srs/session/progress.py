"""How far a session has come: a value; every answer gives a new one."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from srs.session.queue import Item


class Progress(NamedTuple):
    """The cards still to be asked, the next one first, and those that are through.

    `waits` are those that come back at an instant, with it, the earliest first.
    """

    queue: tuple[Item, ...]
    again: frozenset[Item] = frozenset()  # answered, and to be asked once more
    finished: int = 0
    waits: tuple[tuple[datetime, Item], ...] = ()

    @property
    def current(self) -> Item | None:
        """The card to ask now."""
        return self.queue[0] if self.queue else None

    @property
    def items(self) -> tuple[Item, ...]:
        """All cards still to be asked."""
        return (*self.queue, *(item for _, item in self.waits))

    @property
    def total(self) -> int:
        """How many cards there are, those that are through included."""
        return self.finished + len(self.queue) + len(self.waits)

    def at(self, now: datetime) -> Progress:
        """Ask next what has waited until now; where nothing else is left, what waits shortest."""
        come = [item for instant, item in self.waits if instant <= now]
        queue, waits = (*come, *self.queue), self.waits[len(come) :]
        if not queue and waits:
            queue, waits = (waits[0][1],), waits[1:]
        return self._replace(queue=queue, waits=waits)

    def through(self) -> Progress:
        """The current card is done for this session."""
        item, *rest = self.queue
        finished = self.finished + 1
        return self._replace(queue=tuple(rest), again=self.again - {item}, finished=finished)

    def once_more(self, after_cards: int) -> Progress:
        """The current card comes back after so many others, or last."""
        item, *rest = self.queue
        rest.insert(min(after_cards, len(rest)), item)
        return self._replace(queue=tuple(rest), again=self.again | {item})

    def later(self, instant: datetime) -> Progress:
        """The current card comes back at an instant."""
        item, *rest = self.queue
        waits = tuple(sorted((*self.waits, (instant, item))))
        return self._replace(queue=tuple(rest), again=self.again | {item}, waits=waits)

    def skipped(self) -> Progress:
        """The current card goes to the end, and its siblings behind it.

        If nothing else is left, what waits shortest is asked before it.
        """
        first, waits = self.queue[0], self.waits
        note = [each for each in self.queue if each[:2] == first[:2]]
        others = [each for each in self.queue if each[:2] != first[:2]]
        if not others and waits:
            others, waits = [waits[0][1]], waits[1:]
        return self._replace(queue=(*others, *note), waits=waits)

    def without(self, item: Item) -> Progress:
        """A card that is gone from its deck is asked no more."""
        queue = tuple(each for each in self.queue if each != item)
        waits = tuple(pair for pair in self.waits if pair[1] != item)
        return self._replace(queue=queue, again=self.again - {item}, waits=waits)

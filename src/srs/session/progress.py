"""How far a session has come: a value; every answer gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from srs.session.queue import Item


@dataclass(frozen=True, slots=True)
class Progress:
    """The cards still to be asked, the next one first, and those that are through."""

    queue: tuple[Item, ...]
    again: frozenset[Item] = frozenset()  # answered, and to be asked once more
    finished: int = 0

    @property
    def current(self) -> Item | None:
        """The card to ask now."""
        return self.queue[0] if self.queue else None

    @property
    def total(self) -> int:
        """How many cards there are, those that are through included."""
        return self.finished + len(self.queue)

    def through(self) -> Progress:
        """The current card is done for this session."""
        item, *rest = self.queue
        return Progress(tuple(rest), self.again - {item}, self.finished + 1)

    def once_more(self, after_cards: int) -> Progress:
        """The current card comes back after so many others, or last."""
        item, *rest = self.queue
        rest.insert(min(after_cards, len(rest)), item)
        return replace(self, queue=tuple(rest), again=self.again | {item})

    def skipped(self) -> Progress:
        """The current card goes to the end, and its siblings behind it."""
        first = self.queue[0]
        note = [each for each in self.queue if (each.deck, each.note) == (first.deck, first.note)]
        others = [each for each in self.queue if each not in note]
        return replace(self, queue=(*others, *note))

    def without(self, item: Item) -> Progress:
        """A card that is gone from its deck is asked no more."""
        queue = tuple(each for each in self.queue if each != item)
        return replace(self, queue=queue, again=self.again - {item})

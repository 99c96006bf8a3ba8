"""The outline of a deck: what a queue needs of its cards, so that few decks must be loaded."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from srs.collection.counted import Counted
from srs.collection.deck_paths import PLAIN
from srs.scheduling.lines import CardLine, line_of, plain_day
from srs.settings import Algorithm

if TYPE_CHECKING:
    from srs.collection.deck import Deck

Names = tuple[str, ...]
NOTHING = marshal.dumps(("sm2", [], None, False), PLAIN)  # packed, of a deck without cards
_TRUE = marshal.dumps(True, PLAIN)


class Outline(NamedTuple):
    """A deck's name, the algorithm of its cards, the lines of each note's cards, its notes' decks.

    `topics` are the decks of each note by tags or folders, None where these make no deck.
    `has_settings` if there are some in its front matter.
    """

    name: str
    algorithm: Algorithm
    notes: Sequence[Sequence[CardLine]]
    topics: Sequence[Names] | None = None
    has_settings: bool = False

    def names(self, note: int) -> Names:
        """The decks that a note belongs to."""
        return (self.name,) if self.topics is None else self.topics[note]


def outline_of(deck: Deck) -> Outline:
    """Give the outline of a deck that was loaded; suspended notes have no cards in it."""
    notes = [
        [] if deck.is_suspended(note) else [line_of(card.schedule) for card in note.cards]
        for note in deck.parsed.notes
    ]
    has_settings = deck.front_matter.srs is not None
    return Outline(deck.name, deck.settings.algorithm, notes, deck.topics, has_settings)


def pack(outline: Outline) -> bytes:
    """Give an outline without its name as bytes."""
    values: Any = tuple(outline)[1:]
    return marshal.dumps(values, PLAIN)


def plain_dues(outline: Outline) -> bytes | None:
    """Give the day of each card of a plain deck (ordinal, 0 for a new one), for `read_dues`.

    In a plain one each note has one card, which is new or reviewed with SM-2 and in no step.
    """
    dues: list[int] = []
    for lines in outline.notes:
        if len(lines) != 1 or (day := plain_day(lines[0])) is None:
            return None
        dues.append(day)
    return None if outline.has_settings else array("i", dues).tobytes()


def read_dues(data: bytes) -> Sequence[int]:
    """Give the days of a plain deck's cards."""
    return memoryview(data).cast("i")


def has_settings(deck: Counted) -> bool:
    """Whether the front matter of a deck that was counted has settings: the last that is packed."""
    return deck.outline.endswith(_TRUE)


def read_outline(deck: Counted) -> Outline:
    """Give the outline of a deck that was counted."""
    return Outline(deck.name, *marshal.loads(deck.outline))

"""Decks and a day to numbers: what is new, due, late, young, mature, and what is coming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MATURE_FROM_DAYS = 21


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is counted of a card: in which rows, its study day (None: new), its state."""

    rows: tuple[str, ...]
    due: date | None
    interval_days: float
    is_learning: bool


@dataclass(slots=True)
class Row:
    """The counts of one deck. `due` has what is due today or earlier, `overdue` those before."""

    deck: str
    new: int = 0
    learning: int = 0
    due: int = 0
    overdue: int = 0
    young: int = 0
    mature: int = 0
    total: int = 0

    def count(self, card: CardFacts, today: date) -> None:
        """Add one card."""
        self.total += 1
        if card.due is None:
            self.new += 1
            return
        self.due += card.due <= today
        self.overdue += card.due < today
        if card.is_learning:
            self.learning += 1
        elif card.interval_days < MATURE_FROM_DAYS:
            self.young += 1
        else:
            self.mature += 1


@dataclass(frozen=True, slots=True)
class Stats:
    """A row per deck, their sums, and the number of cards due on each coming day.

    With `nested` a row has counted the cards of the decks below it, too, each card once.
    """

    decks: tuple[Row, ...]
    total: Row
    forecast: tuple[tuple[date, int], ...]
    nested: bool = False


def branches(names: Iterable[str]) -> tuple[str, ...]:
    """Decks and all decks above them, each once; the nameless root is none."""
    parts = [name.split("/") for name in names if name]
    found = ("/".join(name[:depth]) for name in parts for depth in range(1, len(name) + 1))
    return tuple(dict.fromkeys(found))


def collect(cards: Iterable[CardFacts], names: Iterable[str], today: date, days: int) -> Stats:
    """Count cards by row; `names` are the rows to list, with cards or without, in order.

    The forecast covers `days` days from today; what is late counts for today.
    """
    rows = {name: Row(name) for name in names}
    total = Row("")
    coming: Counter[date] = Counter()
    for card in cards:
        for name in card.rows:
            rows.setdefault(name, Row(name)).count(card, today)
        total.count(card, today)
        if card.due is not None:
            coming[max(card.due, today)] += 1
    ahead = (today + timedelta(days=day) for day in range(days))
    forecast = tuple((day, coming[day]) for day in ahead)
    return Stats(tuple(rows.values()), total, forecast)

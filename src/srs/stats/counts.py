"""Sums of decks and a day to numbers: what is new, due, late, young, mature, what is coming."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import add
from typing import NamedTuple

from srs.scheduling.day import StudyDays
from srs.stats.sums import Sums

_LAST_ORDINAL = date.max.toordinal()


class Horizon(NamedTuple):
    """The study day, how many days from it are looked at, and what tells the days of instants."""

    today: date
    days: int
    study_days: StudyDays


class Row(NamedTuple):
    """The counts of one deck. `due` has what is due today or earlier, `overdue` those before."""

    deck: str
    new: int = 0
    learning: int = 0
    due: int = 0
    overdue: int = 0
    young: int = 0
    mature: int = 0
    total: int = 0

    def plus(self, other: "Row") -> "Row":
        """Give the counts with those of other cards."""
        return Row(self.deck, *map(add, self[1:], other[1:]))


class Stats(NamedTuple):
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


def collect(
    counted: Iterable[tuple[tuple[str, ...], Sums]], names: Iterable[str], horizon: Horizon
) -> Stats:
    """Count cards by row: each of the sums counts in some rows, and once in the total.

    `names` are the rows to list, with cards or without, in order. What is late counts for today.
    """
    by_row = {name: Row(name) for name in names}
    total = Row("")
    first = horizon.today.toordinal()
    last = min(first + horizon.days - 1, _LAST_ORDINAL)
    coming: list[int] = []
    for rows, sums in counted:
        days = sums.due_days(horizon.study_days)
        row = _row("", sums, days, first)
        total = total.plus(row)
        for name in rows:
            by_row[name] = by_row.get(name, Row(name)).plus(row)
        coming += days[row.overdue : bisect_right(days, last)]
    counts = Counter(coming)
    counts[first] += total.overdue
    forecast = ((date.fromordinal(day), counts[day]) for day in range(first, last + 1))
    return Stats(tuple(by_row.values()), total, tuple(forecast))


def _row(name: str, sums: Sums, days: Sequence[int], today: int) -> Row:
    due, overdue = bisect_right(days, today), bisect_left(days, today)
    counts = (sums.new, sums.learning, due, overdue, sums.young, sums.mature, sums.total)
    return Row(name, *counts)

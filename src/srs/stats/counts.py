"""Sums of decks and a day to numbers: what is new, due, late, young, mature, what is coming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from srs.scheduling.day import StudyDays
from srs.stats.sums import Sums

_LAST_ORDINAL = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Horizon:
    """The study day, how many days from it are looked at, and what tells the days of instants."""

    today: date
    days: int
    study_days: StudyDays


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


def collect(
    counted: Iterable[tuple[tuple[str, ...], Sums]], names: Iterable[str], horizon: Horizon
) -> Stats:
    """Count cards by row: each of the sums counts in some rows, and once in the total.

    `names` are the rows to list, with cards or without, in order. What is late counts for today.
    """
    by_row: dict[str, Sums] = {name: Sums() for name in names}
    everything = Sums()
    for rows, sums in counted:
        everything.add(sums)
        for name in rows:
            by_row.setdefault(name, Sums()).add(sums)
    coming = everything.due_days(horizon.study_days)
    return Stats(
        tuple(row_of(name, sums, horizon) for name, sums in by_row.items()),
        row_of("", everything, horizon),
        _forecast(coming, horizon),
    )


def row_of(name: str, sums: Sums, horizon: Horizon) -> Row:
    """Give the counts of one deck."""
    today, due, overdue = horizon.today.toordinal(), 0, 0
    for day, count in sums.due_days(horizon.study_days).items():
        if day <= today:
            due += count
            if day < today:
                overdue += count
    counts = (sums.new, sums.learning, due, overdue, sums.young, sums.mature, sums.total)
    return Row(name, *counts)


def _forecast(coming: dict[int, int], horizon: Horizon) -> tuple[tuple[date, int], ...]:
    first = horizon.today.toordinal()
    late = sum(count for day, count in coming.items() if day < first)
    last = min(first + horizon.days - 1, _LAST_ORDINAL)
    counts = [coming.get(day, 0) for day in range(first, last + 1)]
    counts[0] += late
    return tuple((date.fromordinal(first + k), count) for k, count in enumerate(counts))

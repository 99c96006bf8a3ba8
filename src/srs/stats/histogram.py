"""Values sorted into bins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

INTERVAL_DAYS = (0, 1, 2, 4, 8, 15, 31, 91, 181, 366)
EASE_PERCENT = (0, 150, 170, 190, 210, 230, 250, 270, 290, 310)
DIFFICULTY = (1, 2, 3, 4, 5, 6, 7, 8, 9)
SECONDS = (0, 5, 10, 20, 30, 60, 120)


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values are `start` or more, and less than `end`; the last bin has no end."""

    start: float
    end: float | None
    count: int


def histogram(values: Iterable[float], starts: Sequence[float]) -> tuple[Bin, ...]:
    """Count values by bins that begin at `starts`; what is less than all counts in the first."""
    counts = [0] * len(starts)
    for value in values:
        counts[max(0, bisect_right(starts, value) - 1)] += 1
    ends = (*starts[1:], None)
    return tuple(Bin(*each) for each in zip(starts, ends, counts, strict=True))

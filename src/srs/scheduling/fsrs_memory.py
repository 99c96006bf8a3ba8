"""The memory model of FSRS-6: stability, difficulty and retrievability, rounded as in comments."""

from __future__ import annotations

import math
from functools import cached_property
from typing import NamedTuple

from srs.model import Rating
from srs.scheduling.rounding import round_half_up, round_to

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
PARAMETER_BOUNDS = (
    *((0.001, 100.0),) * 4,
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75)),
    *((0.0, 4.5), (0.0, 0.8), (0.001, 3.5)),
    *((0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0)),
    *((0.0, 1.0), (1.0, 6.0)),
    *((0.0, 2.0), (0.0, 2.0), (0.01, 0.8)),
    (0.1, 0.8),
)
MIN_STABILITY_DAYS = 0.001
MAX_STABILITY_DAYS = 36500.0
_MIN_FIRST_STABILITY_DAYS = 0.1


class Memory(NamedTuple):
    """What FSRS knows of a memory; stability is the time in which recall falls to 90 %."""

    stability_days: float
    difficulty: float


class MemoryModel:
    """The formulas of FSRS-6 with their 21 parameters `w`."""

    def __init__(self, w: tuple[float, ...] = DEFAULT_PARAMETERS) -> None:
        self.w = w

    @cached_property
    def factor(self) -> float:
        """What makes recall 90 % when the time elapsed equals the stability."""
        return round8(math.exp(math.log(0.9) / -self.w[20]) - 1)

    def retrievability(self, elapsed_days: int, stability_days: float) -> float:
        """Give the chance of recall, from 0 to 1."""
        return round8((1 + self.factor * elapsed_days / stability_days) ** -self.w[20])

    def interval_days(self, stability_days: float, desired_retention: float) -> int:
        """Give the whole days, at least 1, after which recall falls to the desired retention."""
        modifier = round8((desired_retention ** (1 / -self.w[20]) - 1) / self.factor)
        return max(1, round_half_up(stability_days * modifier))

    def first(self, rating: Rating) -> Memory:
        """Give the memory after the first answer."""
        stability_days = max(self.w[rating - 1], _MIN_FIRST_STABILITY_DAYS)
        return Memory(stability_days, _bounded(self._first_difficulty(rating), 1, 10))

    def after(self, memory: Memory, rating: Rating, elapsed_days: int) -> Memory:
        """Give the memory after another answer."""
        difficulty = self._next_difficulty(memory.difficulty, rating)
        if elapsed_days == 0:
            return Memory(self._same_day(memory, rating), difficulty)
        recall = self.retrievability(elapsed_days, memory.stability_days)
        if rating is Rating.AGAIN:
            return Memory(self._forgotten(memory, recall), difficulty)
        return Memory(self._recalled(memory, rating, recall), difficulty)

    def _first_difficulty(self, rating: Rating) -> float:
        return round8(self.w[4] - math.exp((rating - 1) * self.w[5]) + 1)

    def _next_difficulty(self, difficulty: float, rating: Rating) -> float:
        damped = round8(-self.w[6] * (rating - 3) * (10 - difficulty) / 9)
        target = self._first_difficulty(Rating.EASY)
        reverted = round8(self.w[7] * target + (1 - self.w[7]) * (difficulty + damped))
        return _bounded(reverted, 1, 10)

    def _same_day(self, memory: Memory, rating: Rating) -> float:
        w, stability = self.w, memory.stability_days
        growth = stability ** -w[19] * math.exp(w[17] * (rating - 3 + w[18]))
        if rating is not Rating.AGAIN:
            growth = max(1.0, growth)
        return _stability(stability * growth)

    def _recalled(self, memory: Memory, rating: Rating, recall: float) -> float:
        w, stability = self.w, memory.stability_days
        growth = (
            math.exp(w[8])
            * (11 - memory.difficulty)
            * stability ** -w[9]
            * (math.exp((1 - recall) * w[10]) - 1)
            * (w[15] if rating is Rating.HARD else 1)
            * (w[16] if rating is Rating.EASY else 1)
        )
        return _stability(stability * (1 + growth))

    def _forgotten(self, memory: Memory, recall: float) -> float:
        w, stability = self.w, memory.stability_days
        relearned = (
            w[11]
            * memory.difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * math.exp((1 - recall) * w[14])
        )
        ceiling = round8(stability / math.exp(w[17] * w[18]))
        return _bounded(ceiling, MIN_STABILITY_DAYS, _stability(relearned))


def within_bounds(parameters: tuple[float, ...]) -> tuple[float, ...]:
    """Move each of 21 parameters into the range that the model is made for."""
    pairs = zip(parameters, PARAMETER_BOUNDS, strict=True)
    return tuple(_bounded(number, low, high) for number, (low, high) in pairs)


def round8(number: float) -> float:
    """Round to the 8 decimals that a comment holds."""
    return round_to(number, 8)


def _stability(days: float) -> float:
    return round8(_bounded(days, MIN_STABILITY_DAYS, MAX_STABILITY_DAYS))


def _bounded(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)

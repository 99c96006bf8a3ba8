"""The memory of FSRS-6 in plain numbers, without rounding, for many answers a second."""

from __future__ import annotations

from math import exp

from srs.model import Rating
from srs.scheduling.fsrs_memory import MAX_STABILITY_DAYS, MIN_STABILITY_DAYS, MemoryModel


class Mind:
    """Computes stability (days) and difficulty after answers; ratings are 1 to 4."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        model = MemoryModel(parameters)
        self._w, self._factor, self._decay = parameters, model.factor, -parameters[20]
        firsts = [model.first(rating) for rating in Rating]
        self._firsts = [(first.stability_days, first.difficulty) for first in firsts]
        self._easiest = parameters[4] - exp(3 * parameters[5]) + 1
        self._growth = exp(parameters[8])
        self._ceiling = exp(parameters[17] * parameters[18])

    def recall(self, elapsed_days: int, stability: float) -> float:
        """Give the chance of recall."""
        return float((1 + self._factor * elapsed_days / stability) ** self._decay)

    def modifier(self, desired_retention: float) -> float:
        """Give the interval per day of stability after which recall falls to the one desired."""
        return float((desired_retention ** (1 / self._decay) - 1) / self._factor)

    def first(self, rating: int) -> tuple[float, float]:
        """Give stability and difficulty after the first answer."""
        return self._firsts[rating - 1]

    def again_today(self, stability: float, difficulty: float) -> tuple[float, float]:
        """Give them after a Good on the day of another answer."""
        w = self._w
        growth = max(1.0, stability ** -w[19] * exp(w[17] * w[18]))
        return min(stability * growth, MAX_STABILITY_DAYS), self._harder(difficulty, 3)

    def after(
        self, stability: float, difficulty: float, rating: int, recall: float
    ) -> tuple[float, float]:
        """Give them after an answer on a later day."""
        w = self._w
        if rating == 1:
            new = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
            new = min(new * exp((1 - recall) * w[14]), stability / self._ceiling)
        else:
            bonus = w[15] if rating == 2 else w[16] if rating == 4 else 1.0
            growth = self._growth * (11 - difficulty) * stability ** -w[9]
            new = stability * (1 + growth * (exp((1 - recall) * w[10]) - 1) * bonus)
        kept = min(max(new, MIN_STABILITY_DAYS), MAX_STABILITY_DAYS)
        return kept, self._harder(difficulty, rating)

    def _harder(self, difficulty: float, rating: int) -> float:
        w = self._w
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        return min(max(w[7] * self._easiest + (1 - w[7]) * moved, 1.0), 10.0)

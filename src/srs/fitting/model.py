"""What FSRS-6 predicts for a history of reviews, unrounded, for many reviews a second."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from srs.fitting.samples import Step

LEAST_STABILITY_DAYS, MOST_STABILITY_DAYS = 0.001, 36500.0
LEAST_CHANCE, MOST_CHANCE = 1e-6, 1 - 1e-6

# Stability (days) and difficulty before a review, the chance of recall, how the review changes the
# stability, and both after it. The change is the growth on a later day, what is kept when
# forgotten, and the factor on the same day, each as it is before its limits.
Place = tuple[float, float, float, float, float, float]


class Model:
    """FSRS-6 with 21 parameters; what is the same for all histories is reckoned once."""

    def __init__(self, w: Sequence[float]) -> None:
        self.w = tuple(w)
        self.easiest = self.first_difficulty(4)
        self.base = exp(-log(0.9) / w[20])
        self.shrink = exp(w[17] * w[18])
        self._growth = [exp(w[8]) * bonus for bonus in (0.0, w[15], 1.0, w[16])]
        self._same_day = [exp(w[17] * (rating - 3 + w[18])) for rating in range(1, 5)]

    def first_difficulty(self, rating: int) -> float:
        """Give the difficulty after the first answer, before it is held within 1 and 10."""
        return self.w[4] - exp((rating - 1) * self.w[5]) + 1

    def places(self, history: tuple[Step, ...]) -> list[Place]:
        """Predict each review but the first; on the day of another the chance is the greatest."""
        first, w6, kept = history[0].rating, self.w[6] / 9, 1 - self.w[7]
        factor, decay, mean = self.base - 1, -self.w[20], self.w[7] * self.easiest
        stability = max(self.w[first - 1], LEAST_STABILITY_DAYS)
        difficulty = _within(self.first_difficulty(first), 1.0, 10.0)
        found = []
        for step in history[1:]:
            days, rating, recall = step.elapsed_days, step.rating, MOST_CHANCE
            if days:
                recall = (1 + factor * days / stability) ** decay
                recall = _within(recall, LEAST_CHANCE, MOST_CHANCE)
                change, later = self._changed(stability, difficulty, recall, rating)
            else:
                change = stability ** -self.w[19] * self._same_day[rating - 1]
                later = stability * (change if rating == 1 or change > 1 else 1.0)
            later = _within(later, LEAST_STABILITY_DAYS, MOST_STABILITY_DAYS)
            moved = difficulty - w6 * (rating - 3) * (10 - difficulty)
            harder = _within(mean + kept * moved, 1.0, 10.0)
            found.append((stability, difficulty, recall, change, later, harder))
            stability, difficulty = later, harder
        return found

    def _changed(
        self, stability: float, difficulty: float, recall: float, rating: int
    ) -> tuple[float, float]:
        w = self.w
        if rating == 1:
            kept = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
            kept *= exp((1 - recall) * w[14])
            return kept, min(kept, stability / self.shrink)
        growth = self._growth[rating - 1] * (11 - difficulty) * stability ** -w[9]
        growth *= exp((1 - recall) * w[10]) - 1
        return growth, stability + stability * growth


def predictions(w: Sequence[float], history: tuple[Step, ...]) -> list[float]:
    """Give the chance of recall at each review but the first."""
    return [place[2] for place in Model(w).places(history)]


def _within(number: float, low: float, high: float) -> float:
    return low if number < low else high if number > high else number

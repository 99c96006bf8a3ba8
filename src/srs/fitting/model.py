"""What FSRS-6 predicts for a history, and how its log loss changes with each parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass

from srs.fitting.samples import Step

_LEAST, _MOST = 0.001, 36500.0
_LEAST_CHANCE = 1e-6
_LOG_90 = math.log(0.9)

Parameters = list[float]


@dataclass(slots=True)
class _Place:
    """What the way back needs of one prediction."""

    stability: float
    difficulty: float
    recall: float
    next_stability: float
    next_difficulty: float


def predictions(w: Parameters, history: tuple[Step, ...]) -> list[float]:
    """Give the chance of recall at each review but the first."""
    return [place.recall for place in _forward(w, history)]


def loss(w: Parameters, history: tuple[Step, ...]) -> float:
    """Give the summed log loss of the reviews of a history that count."""
    pairs = zip(predictions(w, history), history[1:], strict=True)
    return -sum(
        math.log(recall if step.rating > 1 else 1 - recall)
        for recall, step in pairs
        if step.elapsed_days
    )


def add_gradient(w: Parameters, history: tuple[Step, ...], total: list[float]) -> None:
    """Add to `total` how the summed log loss of a history changes with each parameter."""
    places = _forward(w, history)
    owed = (0.0, 0.0)
    for place, step in zip(reversed(places), reversed(history[1:]), strict=True):
        owed = _back(w, place, step, owed, total)
    to_stability, to_difficulty = owed
    first = history[0].rating
    if w[first - 1] > _LEAST:
        total[first - 1] += to_stability
    raw = _first_difficulty(w, first)
    if 1 < raw < 10:
        total[4] += to_difficulty
        total[5] -= to_difficulty * (first - 1) * math.exp((first - 1) * w[5])


def _forward(w: Parameters, history: tuple[Step, ...]) -> list[_Place]:
    first = history[0].rating
    stability = max(w[first - 1], _LEAST)
    difficulty = _within(_first_difficulty(w, first), 1, 10)
    factor = math.exp(-_LOG_90 / w[20]) - 1
    target = _first_difficulty(w, 4)
    places = []
    for step in history[1:]:
        recall = (1 + factor * step.elapsed_days / stability) ** -w[20]
        recall = _within(recall, _LEAST_CHANCE, 1 - _LEAST_CHANCE)
        if step.elapsed_days:
            later = _next_stability(w, stability, difficulty, recall, step.rating)
        else:
            later = _within(stability * _same_day(w, stability, step.rating), _LEAST, _MOST)
        damped = difficulty - w[6] * (step.rating - 3) * (10 - difficulty) / 9
        harder = _within(w[7] * target + (1 - w[7]) * damped, 1, 10)
        places.append(_Place(stability, difficulty, recall, later, harder))
        stability, difficulty = later, harder
    return places


def _next_stability(
    w: Parameters, stability: float, difficulty: float, recall: float, rating: int
) -> float:
    if rating == 1:
        kept = _relearned(w, stability, difficulty, recall)
        return _within(min(kept, stability / math.exp(w[17] * w[18])), _LEAST, _MOST)
    growth = _growth(w, stability, difficulty, recall, rating)
    return _within(stability * (1 + growth), _LEAST, _MOST)


def _same_day(w: Parameters, stability: float, rating: int) -> float:
    growth: float = stability ** -w[19] * math.exp(w[17] * (rating - 3 + w[18]))
    return growth if rating == 1 else max(1.0, growth)


def _relearned(w: Parameters, stability: float, difficulty: float, recall: float) -> float:
    grown: float = (stability + 1) ** w[13] - 1
    kept: float = w[11] * difficulty ** -w[12] * grown * math.exp((1 - recall) * w[14])
    return kept


def _growth(
    w: Parameters, stability: float, difficulty: float, recall: float, rating: int
) -> float:
    factor = w[15] if rating == 2 else w[16] if rating == 4 else 1.0
    surprise = math.exp((1 - recall) * w[10]) - 1
    growth: float = math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * surprise * factor
    return growth


def _back(
    w: Parameters,
    place: _Place,
    step: Step,
    owed: tuple[float, float],
    total: list[float],
) -> tuple[float, float]:
    """Carry what the loss owes to the memory after a review to the memory before it."""
    to_stability, to_difficulty = owed
    recall = place.recall
    known = 1.0 if step.rating > 1 else 0.0
    owed_recall = (recall - known) / (recall * (1 - recall)) if step.elapsed_days else 0.0
    earlier_stability = earlier_difficulty = 0.0
    if to_stability and _LEAST < place.next_stability < _MOST:
        carry = _back_recalled if step.rating > 1 else _back_forgotten
        if not step.elapsed_days:
            carry = _back_same_day
        earlier_stability, earlier_difficulty, more = carry(w, place, step, to_stability, total)
        owed_recall += more
    earlier_difficulty += _back_difficulty(w, place, step, to_difficulty, total)
    if step.elapsed_days and _LEAST_CHANCE < recall < 1 - _LEAST_CHANCE:
        earlier_stability += _back_recall(w, place, step, owed_recall, total)
    return earlier_stability, earlier_difficulty


def _back_recall(
    w: Parameters, place: _Place, step: Step, owed: float, total: list[float]
) -> float:
    base = math.exp(-_LOG_90 / w[20])
    share = step.elapsed_days / place.stability
    grown = 1 + (base - 1) * share
    slope = base * _LOG_90 / w[20] ** 2
    total[20] += owed * place.recall * (-math.log(grown) - w[20] * share * slope / grown)
    return owed * place.recall * w[20] * (base - 1) * share / (place.stability * grown)


def _back_difficulty(
    w: Parameters, place: _Place, step: Step, owed: float, total: list[float]
) -> float:
    if not 1 < place.next_difficulty < 10:
        return 0.0
    away = (step.rating - 3) * (10 - place.difficulty) / 9
    damped = place.difficulty - w[6] * away
    total[4] += owed * w[7]
    total[5] -= owed * w[7] * 3 * math.exp(3 * w[5])
    total[6] -= owed * (1 - w[7]) * away
    total[7] += owed * (_first_difficulty(w, 4) - damped)
    return owed * (1 - w[7]) * (1 + w[6] * (step.rating - 3) / 9)


def _back_recalled(
    w: Parameters, place: _Place, step: Step, owed: float, total: list[float]
) -> tuple[float, float, float]:
    stability, difficulty, recall = place.stability, place.difficulty, place.recall
    growth = _growth(w, stability, difficulty, recall, step.rating)
    part = owed * stability * growth
    surprise = math.exp((1 - recall) * w[10])
    total[8] += part
    total[9] -= part * math.log(stability)
    total[10] += part * (1 - recall) * surprise / (surprise - 1)
    if step.rating in (2, 4):
        factor = 15 if step.rating == 2 else 16
        total[factor] += part / max(w[factor], 1e-9)
    to_stability = owed * (1 + growth * (1 - w[9]))
    return to_stability, -part / (11 - difficulty), -part * w[10] * surprise / (surprise - 1)


def _back_forgotten(
    w: Parameters, place: _Place, step: Step, owed: float, total: list[float]
) -> tuple[float, float, float]:
    stability, difficulty, recall = place.stability, place.difficulty, place.recall
    kept = _relearned(w, stability, difficulty, recall)
    shrink = math.exp(w[17] * w[18])
    if kept > stability / shrink:
        total[17] -= owed * stability / shrink * w[18]
        total[18] -= owed * stability / shrink * w[17]
        return owed / shrink, 0.0, 0.0
    part = owed * kept
    power = (stability + 1) ** w[13]
    total[11] += part / w[11]
    total[12] -= part * math.log(difficulty)
    total[13] += part * power * math.log(stability + 1) / (power - 1)
    total[14] += part * (1 - recall)
    to_stability = part * w[13] * power / ((stability + 1) * (power - 1))
    return to_stability, -part * w[12] / difficulty, -part * w[14]


def _back_same_day(
    w: Parameters, place: _Place, step: Step, owed: float, total: list[float]
) -> tuple[float, float, float]:
    stability = place.stability
    growth: float = stability ** -w[19] * math.exp(w[17] * (step.rating - 3 + w[18]))
    if step.rating > 1 and growth < 1:
        return owed, 0.0, 0.0
    part = owed * stability * growth
    total[17] += part * (step.rating - 3 + w[18])
    total[18] += part * w[17]
    total[19] -= part * math.log(stability)
    return owed * growth * (1 - w[19]), 0.0, 0.0


def _first_difficulty(w: Parameters, rating: int) -> float:
    return w[4] - math.exp((rating - 1) * w[5]) + 1


def _within(number: float, low: float, high: float) -> float:
    return low if number < low else high if number > high else number

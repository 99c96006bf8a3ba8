"""The log loss of a history of reviews, and how it changes with each parameter."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from srs.fitting.model import (
    LEAST_CHANCE,
    LEAST_STABILITY_DAYS,
    MOST_CHANCE,
    MOST_STABILITY_DAYS,
    Model,
    Place,
)
from srs.fitting.samples import Step

_LEAST_BONUS = 1e-9


def add_slopes(
    model: Model, history: tuple[Step, ...], weights: Sequence[float], total: list[float]
) -> float:
    """Give the summed log loss of the reviews that count, by weights for their ranks.

    To each number of `total` is added how the loss changes with that parameter.
    """
    lost = to_stability = to_difficulty = 0.0
    for place, step in zip(reversed(model.places(history)), reversed(history[1:]), strict=True):
        recall = place[2]
        to_recall = 0.0
        if step.elapsed_days:
            weight = weights[step.rank]
            chance = recall if step.rating > 1 else recall - 1
            lost -= weight * log(abs(chance))
            to_recall = -weight / chance
        carried = 0.0, 0.0, 0.0
        if to_stability and LEAST_STABILITY_DAYS < place[4] < MOST_STABILITY_DAYS:
            carried = _back_stability(model, place, step, to_stability, total)
        to_stability = carried[0]
        to_difficulty = carried[1] + _back_difficulty(model, place, step, to_difficulty, total)
        if step.elapsed_days and LEAST_CHANCE < recall < MOST_CHANCE:
            to_recall += carried[2]
            to_stability += _back_recall(model, place, step, to_recall, total)
    _back_first(model, history[0].rating, (to_stability, to_difficulty), total)
    return lost


def _back_first(model: Model, rating: int, owed: tuple[float, float], total: list[float]) -> None:
    to_stability, to_difficulty = owed
    if model.w[rating - 1] > LEAST_STABILITY_DAYS:
        total[rating - 1] += to_stability
    if 1 < model.first_difficulty(rating) < 10:
        total[4] += to_difficulty
        total[5] -= to_difficulty * (rating - 1) * exp((rating - 1) * model.w[5])


def _back_recall(model: Model, place: Place, step: Step, owed: float, total: list[float]) -> float:
    decay, factor = model.w[20], model.base - 1
    share = step.elapsed_days / place[0]
    grown = 1 + factor * share
    part = owed * place[2]
    slope = model.base * log(0.9) / decay
    total[20] -= part * (log(grown) + share * slope / grown)
    return part * decay * factor * share / (place[0] * grown)


def _back_difficulty(
    model: Model, place: Place, step: Step, owed: float, total: list[float]
) -> float:
    if not owed or not 1 < place[5] < 10:
        return 0.0
    w, difficulty, rating = model.w, place[1], step.rating
    away = (rating - 3) * (10 - difficulty) / 9
    kept = owed * (1 - w[7])
    total[4] += owed * w[7]
    total[5] -= owed * w[7] * 3 * exp(3 * w[5])
    total[6] -= kept * away
    total[7] += owed * (model.easiest - difficulty + w[6] * away)
    return kept * (1 + w[6] * (rating - 3) / 9)


def _back_stability(
    model: Model, place: Place, step: Step, owed: float, total: list[float]
) -> tuple[float, float, float]:
    """Give what the loss owes to stability, difficulty and recall before the review."""
    if not step.elapsed_days:
        return _back_same_day(model, place, step.rating, owed, total)
    if step.rating == 1:
        return _back_forgotten(model, place, owed, total)
    return _back_recalled(model, place, step.rating, owed, total)


def _back_recalled(
    model: Model, place: Place, rating: int, owed: float, total: list[float]
) -> tuple[float, float, float]:
    w = model.w
    stability, difficulty, recall, growth, _, _ = place
    part = owed * stability * growth
    surprise = exp((1 - recall) * w[10])
    steep = part * surprise / (surprise - 1)
    total[8] += part
    total[9] -= part * log(stability)
    total[10] += steep * (1 - recall)
    if rating in (2, 4):
        bonus = 15 if rating == 2 else 16
        total[bonus] += part / max(w[bonus], _LEAST_BONUS)
    return owed * (1 + growth * (1 - w[9])), -part / (11 - difficulty), -steep * w[10]


def _back_forgotten(
    model: Model, place: Place, owed: float, total: list[float]
) -> tuple[float, float, float]:
    w = model.w
    stability, difficulty, recall, kept, _, _ = place
    ceiling = stability / model.shrink
    if kept > ceiling:
        total[17] -= owed * ceiling * w[18]
        total[18] -= owed * ceiling * w[17]
        return owed / model.shrink, 0.0, 0.0
    part = owed * kept
    power = (stability + 1) ** w[13]
    steep = part * power / (power - 1)
    total[11] += part / w[11]
    total[12] -= part * log(difficulty)
    total[13] += steep * log(stability + 1)
    total[14] += part * (1 - recall)
    return steep * w[13] / (stability + 1), -part * w[12] / difficulty, -part * w[14]


def _back_same_day(
    model: Model, place: Place, rating: int, owed: float, total: list[float]
) -> tuple[float, float, float]:
    w, stability, change = model.w, place[0], place[3]
    if rating > 1 and change < 1:
        return owed, 0.0, 0.0
    part = owed * stability * change
    total[17] += part * (rating - 3 + w[18])
    total[18] += part * w[17]
    total[19] -= part * log(stability)
    return owed * change * (1 - w[19]), 0.0, 0.0

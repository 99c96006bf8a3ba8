"""The parameters that predict a set of reviews best, held near the published ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from srs.fitting.model import Model
from srs.fitting.samples import Histories
from srs.fitting.slopes import add_slopes
from srs.fitting.solving import solved
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, PARAMETER_BOUNDS

# How far each parameter of a user is from the published one, as published with the model; the
# first four here of the logarithm. How strongly they hold, and how little the oldest review
# counts, was chosen on simulated reviews, as docs/scheduling.md tells.
_SPREAD = (
    *(0.5, 0.5, 0.5, 0.5, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
    *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
_FIRSTS = 4
_PULLS = tuple(1 / each**2 if i < _FIRSTS else 2 / each**2 for i, each in enumerate(_SPREAD))
_OLDEST_WEIGHT = 0.5
_ENOUGH = 0.1  # of the summed loss, that another step would gain
_MOST_STEPS = 25
_MOST_HALVINGS = 3

Point = list[float]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is fitted to: the reviews, and what each counts, on average 1."""

    histories: Histories
    weights: Sequence[float]


@dataclass(frozen=True, slots=True)
class _Stand:
    """A point, what it costs, and the slope and the curvature, a lower triangle, there."""

    point: Point
    cost: float
    slope: Point
    curvature: list[Point]


def fit(histories: Histories, start: Sequence[float] = DEFAULT_PARAMETERS) -> tuple[float, ...]:
    """Give 21 parameters; where the search starts makes it shorter, and hardly any difference."""
    usable = [each for each in histories if any(step.rank >= 0 for step in each)]
    if not usable:
        return DEFAULT_PARAMETERS
    ground = _Ground(usable, _weights(1 + max(step.rank for each in usable for step in each)))
    stand = _stand(ground, _held(_point(start)))
    for _ in range(_MOST_STEPS):
        step = _step(stand)
        if sum(slope * each for slope, each in zip(stand.slope, step, strict=True)) < _ENOUGH:
            break
        lower = _lower(ground, stand, step)
        if lower is None:
            break
        stand = lower
    return tuple(round(number, 4) for number in _parameters(stand.point))


def _weights(count: int) -> list[float]:
    """Let reviews count more the later they are, since a memory and its cards change."""
    grown = 1 - _OLDEST_WEIGHT
    mean = (1 + _OLDEST_WEIGHT) / 2
    return [(_OLDEST_WEIGHT + grown * (rank + 0.5) / count) / mean for rank in range(count)]


def _point(parameters: Sequence[float]) -> Point:
    """Give parameters with the first stabilities as logarithms, as they are searched."""
    return [log(each) if i < _FIRSTS else each for i, each in enumerate(parameters)]


def _parameters(point: Point) -> Point:
    return [exp(each) if i < _FIRSTS else each for i, each in enumerate(point)]


_PUBLISHED = _point(DEFAULT_PARAMETERS)
_LOW = _point([low for low, _ in PARAMETER_BOUNDS])
_HIGH = _point([high for _, high in PARAMETER_BOUNDS])


def _held(point: Point) -> Point:
    return [min(max(each, low), high) for each, low, high in zip(point, _LOW, _HIGH, strict=True)]


def _stand(ground: _Ground, point: Point) -> _Stand:
    """Reckon the cost of a point: half the squared pulls, and the log loss.

    The curvature is that of Fisher's scoring: each history's slope times itself, summed.
    """
    away = [each - published for each, published in zip(point, _PUBLISHED, strict=True)]
    slope = [pull * far for pull, far in zip(_PULLS, away, strict=True)]
    cost = sum(force * far for force, far in zip(slope, away, strict=True)) / 2
    curvature = [[0.0] * len(point) for _ in point]
    for index, pull in enumerate(_PULLS):
        curvature[index][index] = pull
    w = _parameters(point)
    model = Model(w)
    for history in ground.histories:
        own = [0.0] * len(point)
        cost += add_slopes(model, history, ground.weights, own)
        own[:_FIRSTS] = [each * first for each, first in zip(own, w[:_FIRSTS], strict=False)]
        steep = [(index, each) for index, each in enumerate(own) if each]
        for place, (index, each) in enumerate(steep, 1):
            slope[index] += each
            row = curvature[index]
            for other, more in steep[:place]:
                row[other] += each * more
    return _Stand(point, cost, slope, curvature)


def _step(stand: _Stand) -> Point:
    """Give what to take from the point; a parameter at its bound is not pushed beyond it."""
    free = [
        index
        for index, (each, slope) in enumerate(zip(stand.point, stand.slope, strict=True))
        if not ((each <= _LOW[index] and slope > 0) or (each >= _HIGH[index] and slope < 0))
    ]
    matrix = [[stand.curvature[row][column] for column in free] for row in free]
    found = solved(matrix, [stand.slope[index] for index in free])
    step = [0.0] * len(stand.point)
    for index, each in zip(free, found, strict=True):
        step[index] = each
    return step


def _lower(ground: _Ground, stand: _Stand, step: Point) -> _Stand | None:
    """Give where the step, halved as often as needed, leads lower."""
    for halvings in range(_MOST_HALVINGS + 1):
        share = 0.5**halvings
        moved = [each - share * by for each, by in zip(stand.point, step, strict=True)]
        trial = _stand(ground, _held(moved))
        if trial.cost < stand.cost:
            return trial
    return None

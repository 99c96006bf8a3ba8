"""How well chances of recall were predicted: log loss, RMSE over bins, AUC, on a time split."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from srs.fitting.figures import Bin, Measures, Prediction, Tenth
from srs.fitting.model import Model
from srs.fitting.samples import Histories, before, folds, predicted_count

Fit = Callable[[Histories, Sequence[float]], Sequence[float]]


def bin_of(elapsed_days: int, length: int, lapses: int) -> Bin:
    """Give the bin of a review: the days since the last, which one it is, and the lapses."""
    return (
        round(_step(2.48, 3.62, elapsed_days), 2),
        round(_step(1.99, 1.89, length)),
        round(_step(1.65, 1.73, lapses)) if lapses else 0,
    )


def predicted(histories: Histories, w: Sequence[float], ranks: range) -> list[Prediction]:
    """Give what the parameters predict for the reviews of these ranks."""
    found = []
    model = Model(w)
    for history in histories:
        if not any(step.rank in ranks for step in history):
            continue
        lapses, place = 0, 1
        for (_, _, chance, *_), step in zip(model.places(history), history[1:], strict=True):
            place += step.elapsed_days > 0
            if step.rank in ranks:
                own = bin_of(step.elapsed_days, place, lapses)
                found.append(Prediction(chance, step.rating > 1, own))
            lapses += step.rating == 1 and step.elapsed_days > 0
    return found


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What was predicted in all folds of a time split, and the parameters of the last."""

    predictions: tuple[Prediction, ...]
    parameters: Sequence[float]


def held_back(histories: Histories, fit: Fit, start: Sequence[float]) -> HeldBack:
    """Predict each fold of the time split by what is fitted to all reviews before it.

    The first search starts at `start`, each other where the one before it ended.
    """
    made: list[Prediction] = []
    parameters = start
    for ranks in folds(predicted_count(histories)):
        parameters = fit(before(histories, ranks.start), parameters)
        made += predicted(histories, parameters, ranks)
    return HeldBack(tuple(made), parameters)


def measure(made: Sequence[Prediction]) -> Measures:
    """Measure predictions, of which there is at least one."""
    return Measures(len(made), _log_loss(made), _rmse_bins(made), _auc(made))


def calibration(made: Iterable[Prediction]) -> list[Tenth]:
    """Hold chances against what came, tenth by tenth, where there are predictions."""
    tenths: dict[int, list[Prediction]] = defaultdict(list)
    for each in made:
        tenths[min(int(each.chance * 10), 9)].append(each)
    return [_tenth(tenths[number]) for number in sorted(tenths)]


def _tenth(own: Sequence[Prediction]) -> Tenth:
    chances = sum(each.chance for each in own)
    return Tenth(chances / len(own), sum(each.recalled for each in own) / len(own), len(own))


def _step(first: float, base: float, number: int) -> float:
    return float(first * base ** math.floor(math.log(number) / math.log(base)))


def _log_loss(made: Sequence[Prediction]) -> float:
    return -sum(math.log(p.chance if p.recalled else 1 - p.chance) for p in made) / len(made)


def _rmse_bins(made: Iterable[Prediction]) -> float:
    bins: dict[Bin, list[float]] = defaultdict(list)
    for each in made:
        bins[each.bin].append(each.chance - each.recalled)
    squares = sum(sum(errors) ** 2 / len(errors) for errors in bins.values())
    return math.sqrt(squares / sum(map(len, bins.values())))


def _auc(made: Sequence[Prediction]) -> float:
    """Give how often a recalled card had the higher chance than a forgotten one; ties are half."""
    groups: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for each in made:
        groups[each.chance][each.recalled] += 1
    below = won = 0.0
    for chance in sorted(groups):
        forgotten, recalled = groups[chance]
        won += recalled * (below + forgotten / 2)
        below += forgotten
    recalled_count = len(made) - below
    return won / (below * recalled_count) if below and recalled_count else 0.5

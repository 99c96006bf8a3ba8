"""`srs fit`: parameters of FSRS-6 that fit the reviews, if they predict better than the old."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from srs.collection.config import load_layers
from srs.commands.context import Context
from srs.commands.logged import below
from srs.commands.shelf import history
from srs.errors import SourceError
from srs.files import read_file
from srs.fitting.fit import fit
from srs.fitting.measures import Measures, Prediction, held_back, measure
from srs.fitting.samples import Answer, predicted_count, samples
from srs.history import histories
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, within_bounds
from srs.settings import Settings
from srs.terminal.words import counted

LEAST_REVIEWS = 400
_BINS = 10
_BAR = 40


def run(context: Context, csv_file: Path | None) -> int:
    """Fit, show what is predicted before and after; exit 1 if there are too few reviews."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    settings = layers.settings
    answers = (
        _logged(context, settings)
        if csv_file is None
        else answers_in(context.cwd / csv_file, str(csv_file))
    )
    known = samples(answers, settings.day_starts_at)
    count = predicted_count(known)
    if count < LEAST_REVIEWS:
        words = counted(count, "review")
        context.tell(
            f"srs: It is too early to fit: {words} can be predicted, {LEAST_REVIEWS} are needed."
        )
        return 1
    old = within_bounds(settings.fsrs.parameters or DEFAULT_PARAMETERS)
    before = held_back(known, lambda _, start: start, old)
    after = held_back(known, fit, DEFAULT_PARAMETERS)
    was, became = measure(before.predictions), measure(after.predictions)
    better = became.log_loss < was.log_loss and became.rmse_bins <= was.rmse_bins
    parameters = fit(known, after.parameters) if better else old
    if context.as_json:
        figures = {"before": asdict(was), "after": asdict(became)}
        chart = [list(each) for each in calibration(after.predictions)]
        context.write_json(
            {**figures, "better": better, "parameters": parameters, "calibration": chart}
        )
        return 0
    for line in _lines(was, became, after.predictions, better, parameters):
        context.write(line)
    return 0


def calibration(made: Sequence[Prediction]) -> list[tuple[float, float, int]]:
    """Give predicted and actual recall, and how many, for each tenth that has predictions."""
    tenths: dict[int, list[Prediction]] = {}
    for each in made:
        tenths.setdefault(min(int(each.chance * _BINS), _BINS - 1), []).append(each)
    return [
        (
            sum(each.chance for each in own) / len(own),
            sum(each.recalled for each in own) / len(own),
            len(own),
        )
        for _, own in sorted(tenths.items())
    ]


def _lines(
    was: Measures,
    became: Measures,
    after: Sequence[Prediction],
    better: bool,
    parameters: tuple[float, ...],
) -> list[str]:
    rows = [
        f"{name:7}{found.log_loss:10.4f}{found.rmse_bins:13.4f}{found.auc:8.3f}"
        for name, found in (("before", was), ("after", became))
    ]
    bars = [
        f"{chance:9.0%}{actual:8.0%}{count:9}  {'#' * round(actual * _BAR)}"
        for chance, actual, count in calibration(after)
    ]
    verdict = "The fitted parameters predict better:" if better else "The old parameters are kept:"
    return [
        f"{was.count} reviews held back in a time split, each predicted from earlier ones only.",
        *("", "         log loss   RMSE(bins)     AUC", *rows),
        *("", "predicted  actual  reviews", *bars),
        *("", verdict, f"parameters = [{', '.join(map(str, parameters))}]"),
    ]


def _logged(context: Context, settings: Settings) -> list[Answer]:
    reviews = below(history(context, settings), context.paths, context.cwd)
    return [
        Answer(str(card), review.time, int(review.rating))
        for card, known in enumerate(histories(reviews))
        for review in known.reviews
        if review.rating is not None
    ]


def answers_in(path: Path, shown: str) -> list[Answer]:
    """Read a log of reviews as CSV. Raises SourceError with the line that is wrong."""
    text = read_file(path, shown).data.decode("utf-8", errors="replace")
    rows = csv.DictReader(text.splitlines())
    return [_answer(row, f"{shown}:{line}") for line, row in enumerate(rows, 2)]


def _answer(row: dict[str, str], place: str) -> Answer:
    try:
        time = datetime.fromisoformat(row["review_time"])
        rating = int(row["review_rating"])
        if time.tzinfo is None or not 1 <= rating <= 4:
            raise ValueError
        return Answer(row["card_id"], time, rating)
    except (KeyError, TypeError, ValueError):
        raise SourceError(
            f"{place}: needs card_id, review_rating from 1 to 4 and review_time with its offset."
        ) from None

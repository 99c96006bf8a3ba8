"""`srs fit`: parameters of FSRS-6 that fit the reviews, if they predict better than the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from srs.collection.config import load_layers
from srs.commands import fit_writing
from srs.commands.context import Context
from srs.commands.fit_reviews import answers_in, answers_logged
from srs.commands.fit_writing import Target
from srs.commands.logged import below
from srs.commands.shelf import history
from srs.errors import SaveError
from srs.fitting.figures import Measures, Tenth
from srs.fitting.fit import fit
from srs.fitting.measures import calibration, held_back, measure
from srs.fitting.samples import Answer, Histories, predicted_count, samples
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, within_bounds
from srs.settings import Settings
from srs.terminal.fit_report import array, calibration_lines, figure_lines
from srs.terminal.words import counted

LEAST_REVIEWS = 400


@dataclass(frozen=True, slots=True)
class FitOptions:
    """A log in another file, and whether the parameters are written."""

    csv_file: Path | None = None
    write: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the old and the fitted parameters are worth, and which of them are to be used."""

    before: Measures
    after: Measures
    calibration: Sequence[Tenth]
    better: bool
    parameters: Sequence[float]


def run(context: Context, options: FitOptions) -> int:
    """Fit and show what is predicted; exit 1 if it is too early, or nothing better to write."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    settings = layers.settings
    target = fit_writing.target(context) if options.write else None
    answers = _answers(context, settings, options.csv_file)
    known = samples(answers, settings.day_starts_at)
    count = predicted_count(known)
    if count < LEAST_REVIEWS:
        context.tell(
            f"srs: It is too early to fit: {counted(count, 'review')} can be predicted (from a "
            f"card's second day on, if its first is known), {LEAST_REVIEWS} are needed."
        )
        return 1
    fitted = fitted_to(known, within_bounds(settings.fsrs.parameters or DEFAULT_PARAMETERS))
    _finish(context, fitted, target)
    if not fitted.better and settings.fsrs.parameters:
        context.tell("If they were fitted to these reviews, they know already what is held back.")
    if target and not fitted.better:
        context.tell(f"srs: Nothing was written to {target.shown}: the old parameters are kept.")
        return 1
    return 0


def _finish(context: Context, fitted: Fitted, target: Target | None) -> None:
    """Write what was asked for and show everything; what cannot be written is shown, too."""
    if not target or not fitted.better:
        _show(context, fitted)
        return
    try:
        fit_writing.write(target, array(fitted.parameters))
    except SaveError:
        _show(context, fitted)
        raise
    _show(context, fitted, target.shown)


def fitted_to(known: Histories, old: Sequence[float]) -> Fitted:
    """Fit; the old parameters stay unless log loss improves and RMSE(bins) is no worse."""
    before = measure(held_back(known, lambda _, start: start, old).predictions)
    held = held_back(known, fit, DEFAULT_PARAMETERS)
    after = measure(held.predictions)
    better = after.log_loss < before.log_loss and after.rmse_bins <= before.rmse_bins
    parameters = fit(known, held.parameters) if better else old
    return Fitted(before, after, calibration(held.predictions), better, parameters)


def _show(context: Context, fitted: Fitted, written: str | None = None) -> None:
    if context.as_json:
        chart = [(each.predicted, each.recalled, each.count) for each in fitted.calibration]
        context.write_json({**asdict(fitted), "calibration": chart, "written": written})
        return
    verdict = "The fitted parameters predict better:"
    for line in (
        *figure_lines(fitted.before, fitted.after),
        "",
        *calibration_lines(fitted.calibration),
        "",
        verdict if fitted.better else "The old parameters are kept:",
        *f"parameters = {array(fitted.parameters)}".split("\n"),
        *([f"They were written to {written}."] if written else []),
    ):
        context.write(line)


def _answers(context: Context, settings: Settings, csv_file: Path | None) -> list[Answer]:
    if csv_file is not None:
        return answers_in(context.cwd / csv_file, str(csv_file))
    return answers_logged(below(history(context, settings), context.paths, context.cwd))

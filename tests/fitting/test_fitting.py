"""Fitting: samples, gradients, measures on hand-computed data, and a real log."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.fitting.figures import Measures, Prediction
from srs.fitting.fit import fit
from srs.fitting.measures import Fit, bin_of, held_back, measure, predicted
from srs.fitting.model import Model, predictions
from srs.fitting.samples import Answer, Histories, Step, before, folds, predicted_count, samples
from srs.fitting.slopes import add_slopes
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, PARAMETER_BOUNDS, within_bounds

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def test_only_the_first_review_of_a_study_day_is_predicted() -> None:
    hours = [0, 1, 22, 24, 72]
    answers = [Answer("a", NOON + timedelta(hours=hour), 3) for hour in hours]
    (history,) = samples(answers, time(11))
    assert history == (
        Step(0, 3, -1),
        Step(0, 3, -1),
        Step(0, 3, -1),
        Step(1, 3, 0),
        Step(2, 3, 1),
    )


def test_ranks_go_by_time_over_all_cards() -> None:
    answers = [Answer(card, NOON + timedelta(days=day), 3) for card, day in SCATTERED]
    ranks = [[step.rank for step in history] for history in samples(answers, time(4))]
    assert ranks == [[-1, 1], [-1, 0, 2]]


SCATTERED = [("a", 0), ("b", 1), ("b", 2), ("a", 5), ("b", 9)]


def test_before_leaves_out_what_is_later_and_what_predicts_nothing() -> None:
    answers = [Answer(card, NOON + timedelta(days=day), 3) for card, day in SCATTERED]
    assert before(samples(answers, time(4)), 1) == [(Step(0, 3, -1), Step(1, 3, 0))]


def test_folds_hold_back_the_later_five_sixths() -> None:
    ranges = [range(3, 5), range(5, 7), range(7, 9), range(9, 11), range(11, 13)]
    assert folds(13) == ranges


@pytest.mark.parametrize("index", range(21))
@pytest.mark.parametrize(
    "ratings", [(3, 3, 4, 2, 3), (1, 3, 1, 3, 1), (2, 4, 1, 1, 3)], ids=["known", "half", "mixed"]
)
def test_gradient_is_that_of_finite_differences(ratings: tuple[int, ...], index: int) -> None:
    days = (0, 2, 0, 30, 4)
    pairs = zip(days, ratings, strict=True)
    history = tuple(Step(elapsed, rating, 0) for elapsed, rating in pairs)
    slopes = [0.0] * 21
    lost = add_slopes(Model(DEFAULT_PARAMETERS), history, [1.0], slopes)
    assert lost == pytest.approx(loss(DEFAULT_PARAMETERS, history))
    low, high = list(DEFAULT_PARAMETERS), list(DEFAULT_PARAMETERS)
    low[index] -= 1e-6
    high[index] += 1e-6
    expected = (loss(high, history) - loss(low, history)) / 2e-6
    assert slopes[index] == pytest.approx(expected, rel=1e-4, abs=1e-6)


def loss(w: Sequence[float], history: tuple[Step, ...]) -> float:
    pairs = zip(predictions(w, history), history[1:], strict=True)
    return -sum(
        math.log(recall if step.rating > 1 else 1 - recall)
        for recall, step in pairs
        if step.elapsed_days
    )


def test_bins() -> None:
    assert bin_of(1, 2, 0) == (2.48, 4, 0)
    assert bin_of(4, 1, 1) == (8.98, 2, 2)


def test_measures_of_a_few_predictions() -> None:
    one, other = (2.48, 4, 0), (8.98, 4, 0)
    made = [Prediction(0.8, True, one), Prediction(0.6, False, one), Prediction(0.9, True, other)]
    found = measure(made)
    assert found.log_loss == pytest.approx(-(math.log(0.8) + math.log(0.4) + math.log(0.9)) / 3)
    assert found.rmse_bins == pytest.approx(math.sqrt((2 * 0.2**2 + 0.1**2) / 3))
    assert found.auc == 1


def test_nothing_to_fit_gives_the_published_parameters() -> None:
    assert fit([]) == DEFAULT_PARAMETERS


def test_the_order_of_cards_makes_no_difference(real_log: Histories) -> None:
    assert fit(real_log[:300]) == pytest.approx(fit(real_log[299::-1]), abs=1e-4)


def test_where_the_search_starts_hardly_makes_a_difference(real_log: Histories) -> None:
    other = fit(real_log[300:600])
    found, again = (figures(real_log[:300], fit(real_log[:300], start)) for start in (OTHER, other))
    assert found.log_loss == pytest.approx(again.log_loss, abs=0.0005)


OTHER = tuple((low + high) / 2 for low, high in PARAMETER_BOUNDS)


def test_fitted_parameters_keep_their_bounds(real_log: Histories) -> None:
    careless = [tuple(replace(step, rating=1) for step in each) for each in real_log[:100]]
    for histories in (real_log[:100], careless):
        assert within_bounds(fit(histories)) == fit(histories)


ODD_HISTORIES = st.lists(
    st.lists(
        st.tuples(st.sampled_from((0, 0, 1, 2, 30, 2000, 300_000)), st.integers(1, 4)),
        min_size=2,
        max_size=40,
    ).map(lambda pairs: tuple(Step(days, rating, 0 if days else -1) for days, rating in pairs)),
    max_size=5,
)


@given(ODD_HISTORIES, st.sampled_from([0, 1]))
@settings(max_examples=60, deadline=None)
def test_odd_reviews_are_fitted_within_the_bounds(histories: Histories, side: int) -> None:
    found = fit(histories, [bounds[side] for bounds in PARAMETER_BOUNDS])
    assert all(map(math.isfinite, found))
    assert within_bounds(found) == found


def test_few_reviews_hardly_move_the_published_parameters(real_log: Histories) -> None:
    assert fit(real_log[:1]) == pytest.approx(DEFAULT_PARAMETERS, rel=0.35, abs=0.1)


def test_published_parameters_on_the_real_log(real_log: Histories) -> None:
    found = held_figures(real_log, lambda _, start: start)
    assert found.count == 5310
    assert (found.log_loss, found.rmse_bins, found.auc) == pytest.approx(
        (0.4417, 0.0625, 0.675), abs=0.0005
    )


def test_fitted_parameters_predict_the_real_log_better(real_log: Histories) -> None:
    found = held_figures(real_log, fit)
    assert found.log_loss <= 0.4347
    assert found.rmse_bins <= 0.0354
    assert found.auc >= 0.68


def figures(histories: Histories, parameters: Sequence[float]) -> Measures:
    ranks = range(predicted_count(histories))
    return measure(predicted(histories, parameters, ranks))


def held_figures(histories: Histories, fit: Fit) -> Measures:
    return measure(held_back(histories, fit, DEFAULT_PARAMETERS).predictions)

"""A simulated year against figures that another simulation of the same assumptions gave."""

from __future__ import annotations

import random
from dataclasses import astuple
from math import sqrt
from statistics import mean, stdev

import pytest

from srs.model import Rating
from srs.scheduling.constants import Sm2Settings
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, Memory, MemoryModel
from srs.simulation import Habits, Plan, habits_of, simulate
from srs.simulation.mind import Mind

SEEDS = 5
# Means over five seeds: reviews a day, repeats a day, retention, cards known of 7,300.
FIGURES = {
    None: (198.8, 20.6, 0.921, 7003),
    0.85: (98.4, 38.7, 0.844, 6727),
    0.90: (131.6, 37.8, 0.890, 6922),
    0.95: (212.3, 37.2, 0.935, 7105),
}
# What the last digit of a figure leaves open.
ROUNDED = (0.05, 0.05, 0.0005, 0.5)


@pytest.mark.parametrize("desired", FIGURES)
def test_a_year_with_the_default_parameters_is_within_the_spread(desired: float | None) -> None:
    years = [simulate(Plan(), desired, random.Random(seed).random) for seed in range(SEEDS)]
    assert {year.cards for year in years} == {7300}
    columns = zip(*(astuple(year)[:4] for year in years), strict=True)
    for column, figure, rounded in zip(columns, FIGURES[desired], ROUNDED, strict=True):
        # Both means vary: three standard errors of their difference.
        spread = 3 * stdev(column) * sqrt(2 / SEEDS) + rounded
        assert mean(column) == pytest.approx(figure, abs=spread)


def test_settings_of_the_schedulers_count() -> None:
    def reviews(plan: Plan, desired: float | None) -> float:
        return simulate(plan, desired, random.Random(1).random).reviews_a_day

    usual, capped = Plan(days=90), Plan(days=90, fsrs_max_interval_days=2)
    assert reviews(capped, 0.9) > reviews(usual, 0.9) * 1.5
    short = Plan(days=90, sm2=Sm2Settings(max_interval_days=2))
    assert reviews(short, None) > reviews(usual, None) * 1.5
    eager = Plan(days=90, sm2=Sm2Settings(base_ease_percent=400))
    assert reviews(eager, None) < reviews(usual, None)


def test_ratings_count() -> None:
    all_again = Habits(first=(1, 0, 0, 0), recalled=(0, 1, 0))
    year = simulate(Plan(days=1, habits=all_again), 0.9, random.Random(1).random)
    assert (year.repeats_a_day, year.reviews_a_day) == (40, 0)


def test_habits_of_ratings() -> None:
    habits = habits_of([1, 3, 3, 4], [1, 1, 3, 3, 2, 4], 8, [2.0, 4.0, 600.0])
    assert habits == Habits((0.25, 0, 0.5, 0.25), (0.25, 0.5, 0.25), 0.5, 22.0)


def test_habits_that_are_not_known_are_the_usual_ones() -> None:
    assert habits_of([], [1, 1], 0) == Habits()


@pytest.mark.parametrize("rating", list(Rating))
@pytest.mark.parametrize("elapsed_days", [1, 7, 400])
def test_memory_is_that_of_the_scheduler(rating: Rating, elapsed_days: int) -> None:
    mind, model = Mind(DEFAULT_PARAMETERS), MemoryModel()
    recall = mind.recall(elapsed_days, 12.5)
    expected = model.after(Memory(12.5, 6.25), rating, elapsed_days)
    given = mind.after(12.5, 6.25, rating, recall)
    assert given == pytest.approx((expected.stability_days, expected.difficulty), rel=1e-6)


def test_a_good_of_the_same_day_is_that_of_the_scheduler() -> None:
    expected = MemoryModel().after(Memory(0.5, 6.25), Rating.GOOD, 0)
    given = Mind(DEFAULT_PARAMETERS).again_today(0.5, 6.25)
    assert given == pytest.approx((expected.stability_days, expected.difficulty), rel=1e-6)


def test_nothing_new_is_nothing_to_do() -> None:
    year = simulate(Plan(days=3, new_cards=0), 0.9, random.Random(1).random)
    assert (year.reviews_a_day, year.retention, year.known, year.cards) == (0, 0, 0, 0)

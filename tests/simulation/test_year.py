"""A simulated year against figures that another simulation of the same assumptions gave."""

from __future__ import annotations

import random

import pytest

from srs.model import Rating
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, Memory, MemoryModel
from srs.simulation import Plan, simulate
from srs.simulation.mind import Mind


@pytest.mark.parametrize(
    ("desired", "reviews", "repeats", "retention", "known"),
    [
        (None, 198.8, 20.6, 0.921, 7003),
        (0.85, 98.4, 38.7, 0.844, 6727),
        (0.90, 131.6, 37.8, 0.890, 6922),
        (0.95, 212.3, 37.2, 0.935, 7105),
    ],
)
def test_a_year_with_the_default_parameters(
    desired: float | None, reviews: float, repeats: float, retention: float, known: float
) -> None:
    year = simulate(Plan(), desired, random.Random(1).random)
    assert year.cards == 7300
    assert year.reviews_a_day == pytest.approx(reviews, rel=0.05)
    assert year.repeats_a_day == pytest.approx(repeats, rel=0.05)
    assert year.retention == pytest.approx(retention, abs=0.01)
    assert year.known == pytest.approx(known, rel=0.01)


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

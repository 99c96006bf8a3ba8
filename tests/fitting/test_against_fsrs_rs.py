"""Predictions and fits held against those of fsrs-rs, where it is installed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from statistics import mean
from typing import Any

import pytest

from srs.fitting.fit import fit
from srs.fitting.measures import Fit, held_back, measure
from srs.fitting.model import Model
from srs.fitting.samples import Histories, Step, samples
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from tests.fitting.answering import OTHER_PARAMETERS, answers

fsrs_rs: Any = pytest.importorskip("fsrs_rs_python")
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
MARGIN = 0.001
PARAMETERS = pytest.mark.parametrize(
    "w", [DEFAULT_PARAMETERS, OTHER_PARAMETERS], ids=["published", "other"]
)


@pytest.fixture(scope="module")
def logs() -> list[Histories]:
    return [samples(answers(NOON, days=100, new_a_day=4, seed=seed), time(4)) for seed in range(4)]


def item(history: Sequence[Step]) -> Any:
    return fsrs_rs.FSRSItem(
        [fsrs_rs.FSRSReview(step.rating, step.elapsed_days) for step in history]
    )


def items(histories: Histories) -> Iterator[tuple[int, Any, int]]:
    """The rank of each review to predict, the history up to it, and the number of its card."""
    for card, history in enumerate(histories):
        for place, step in enumerate(history):
            if step.rank >= 0:
                yield step.rank, item(history[: place + 1]), card


def fit_of_fsrs_rs(histories: Histories, _start: Sequence[float]) -> tuple[float, ...]:
    _, ours, cards = zip(*sorted(items(histories), key=lambda each: each[0]), strict=True)
    found = fsrs_rs.FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(list(ours), list(cards))
    return tuple(found)


@PARAMETERS
def test_memories_are_the_same(logs: list[Histories], w: tuple[float, ...]) -> None:
    model, engine = Model(w), fsrs_rs.FSRS(list(w))
    for history in logs[0]:
        ours = [place[:2] for place in model.places(history)]
        theirs = engine.historical_memory_states(item(history))
        pairs = [(each.stability, each.difficulty) for each in theirs][: len(ours)]
        assert ours == [pytest.approx(pair, rel=1e-4) for pair in pairs]


@PARAMETERS
def test_chances_of_recall_are_the_same(logs: list[Histories], w: tuple[float, ...]) -> None:
    model, engine = Model(w), fsrs_rs.FSRS(list(w))
    for history in logs[0][:100]:
        for place, (step, found) in enumerate(
            zip(history[1:], model.places(history), strict=True), 2
        ):
            if step.rank >= 0:
                chance = found[2] if step.rating > 1 else 1 - found[2]
                loss = engine.evaluate([item(history[:place])]).log_loss
                assert math.exp(-loss) == pytest.approx(chance, abs=1e-5)


def test_simulated_reviews_are_predicted_as_well(logs: list[Histories]) -> None:
    ours = mean(log_loss(log, fit) for log in logs)
    theirs = mean(log_loss(log, fit_of_fsrs_rs) for log in logs)
    assert ours <= theirs + MARGIN


def test_real_reviews_are_predicted_as_well(real_log: Histories) -> None:
    assert log_loss(real_log, fit) <= log_loss(real_log, fit_of_fsrs_rs) + MARGIN


def log_loss(histories: Histories, fit: Fit) -> float:
    return measure(held_back(histories, fit, DEFAULT_PARAMETERS).predictions).log_loss

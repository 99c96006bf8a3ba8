"""The formulas that are shown give the numbers of the model."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import Rating
from srs.scheduling.formulas import (
    difficulty_formula,
    interval_formula,
    recall_formula,
    stability_formula,
)
from srs.scheduling.fsrs_memory import Memory, MemoryModel

MODEL = MemoryModel()
CLOSE = 0.03  # the numbers in a formula have two or four digits


def value(formula: str) -> float:
    """What a formula comes to, reckoned as it is written."""
    assert re.fullmatch(r"[-+*/^(),.0-9e minax]+", formula)
    code = formula.replace("^", "**")
    code = re.sub(r"(?<![\w.])e(?=\*\*)", "E", code)
    found: float = eval(code, {"__builtins__": {}}, {"E": math.e, "min": min, "max": max})
    return found


MEMORIES = st.builds(Memory, st.floats(0.5, 400), st.floats(1, 10))


@given(MEMORIES, st.sampled_from(Rating), st.integers(0, 400))
def test_after_an_answer(memory: Memory, rating: Rating, elapsed_days: int) -> None:
    after = MODEL.after(memory, rating, elapsed_days)
    stability = value(stability_formula(MODEL, memory, rating, elapsed_days))
    assert stability == pytest.approx(after.stability_days, rel=CLOSE, abs=0.01)
    difficulty = value(difficulty_formula(MODEL, memory, rating))
    assert min(max(difficulty, 1), 10) == pytest.approx(after.difficulty, abs=0.02)


@pytest.mark.parametrize("rating", Rating)
def test_after_the_first_answer(rating: Rating) -> None:
    first = MODEL.first(rating)
    words = stability_formula(MODEL, None, rating, 0)
    assert words == f"{first.stability_days:g}, the first stability of {rating.label}"
    difficulty = value(difficulty_formula(MODEL, None, rating))
    assert min(max(difficulty, 1), 10) == pytest.approx(first.difficulty, abs=0.001)


@given(MEMORIES, st.integers(0, 400), st.sampled_from([0.8, 0.9, 0.97]))
def test_recall_and_interval(memory: Memory, elapsed_days: int, retention: float) -> None:
    recall = MODEL.retrievability(elapsed_days, memory.stability_days)
    assert value(recall_formula(MODEL, memory, elapsed_days)) == pytest.approx(recall, abs=0.005)
    interval = MODEL.interval_days(memory.stability_days, retention)
    found = value(interval_formula(MODEL, memory.stability_days, retention))
    assert max(1, found) == pytest.approx(interval, abs=0.6, rel=0.01)

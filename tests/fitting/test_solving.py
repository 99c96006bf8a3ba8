"""Linear equations: a system by hand, and any that is positive definite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.fitting.solving import solved


def test_a_system_by_hand() -> None:
    assert solved([[4.0, 2.0], [2.0, 3.0]], [10.0, 9.0]) == pytest.approx([1.5, 2.0])


def test_only_the_lower_triangle_is_read() -> None:
    assert solved([[4.0, 99.0], [2.0, 3.0]], [10.0, 9.0]) == pytest.approx([1.5, 2.0])


def test_no_equations_have_no_unknowns() -> None:
    assert solved([], []) == []


@given(
    st.lists(st.lists(st.floats(-5, 5), min_size=4, max_size=4), min_size=4, max_size=4),
    st.lists(st.floats(-5, 5), min_size=4, max_size=4),
)
def test_the_solution_fulfils_the_equations(roots: list[list[float]], right: list[float]) -> None:
    matrix = [
        [sum(a * b for a, b in zip(one, other, strict=True)) + (one is other) for other in roots]
        for one in roots
    ]
    found = solved(matrix, right)
    sides = [sum(a * b for a, b in zip(row, found, strict=True)) for row in matrix]
    assert sides == pytest.approx(right, abs=1e-6)

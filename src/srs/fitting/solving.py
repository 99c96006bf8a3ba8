"""Systems of linear equations with a symmetric, positive definite matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Give x for which matrix times x is the right side, by Cholesky's way.

    Of the matrix only the lower triangle is read.
    """
    lower: list[list[float]] = []
    for row, numbers in enumerate(matrix):
        own: list[float] = []
        for column in range(row):
            left = numbers[column] - _product(own, lower[column])
            own.append(left / lower[column][column])
        own.append(sqrt(numbers[row] - _product(own, own)))
        lower.append(own)
    return _upward(lower, _downward(lower, right))


def _downward(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    found: list[float] = []
    for own, number in zip(lower, right, strict=True):
        found.append((number - _product(found, own)) / own[-1])
    return found


def _upward(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    found = list(right)
    for row in reversed(range(len(lower))):
        found[row] /= lower[row][row]
        for column in range(row):
            found[column] -= lower[row][column] * found[row]
    return found


def _product(some: Iterable[float], others: Iterable[float]) -> float:
    """Give the scalar product, as far as the shorter goes."""
    return sum(one * other for one, other in zip(some, others, strict=False))

"""Halves go upwards, and nothing but halves does."""

from __future__ import annotations

import pytest

from srs.scheduling.rounding import round_half_up, round_to


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (2.4999, 2),
        (-0.5, 0),
        (-1.5, -1),
        # adding a half would round these up
        (0.49999999999999994, 0),
        (4503599627370497.0, 4503599627370497),
    ],
)
def test_round_half_up(number: float, rounded: int) -> None:
    assert round_half_up(number) == rounded


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [(1.25, 1, 1.3), (140.4, 1, 140.4), (8.75, 1, 8.8), (0.123456785, 8, 0.12345679), (7, 1, 7)],
)
def test_round_to(number: float, decimals: int, rounded: float) -> None:
    assert round_to(number, decimals) == rounded

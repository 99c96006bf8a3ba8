"""Rounding as the Obsidian plugin rounds: halves upwards."""

from __future__ import annotations

import math


def round_half_up(number: float) -> int:
    """Round to a whole number, halves upwards."""
    floor = math.floor(number)
    return floor + (number - floor >= 0.5)


def round_to(number: float, decimals: int) -> float:
    """Round to a number of decimals, halves upwards."""
    scale: int = 10**decimals
    return round_half_up(number * scale) / scale

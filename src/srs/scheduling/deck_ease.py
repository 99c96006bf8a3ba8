"""The ease of a new card, drawn from the cards of its file that were already graded."""

from __future__ import annotations

import math
from collections.abc import Sequence

from srs.scheduling.rounding import round_half_up

_CARDS_FOR_FULL_WEIGHT = 64


def deck_ease(
    eases_percent: Sequence[float], base_ease_percent: float, file_ease_percent: float | None = None
) -> int:
    """Give the ease that a new card starts from, in per cent.

    The more cards were graded, the more their mean counts against the base ease. Where the file
    is itself under review, `file_ease_percent` is its own ease, and counts as much as its cards.
    """
    if not eases_percent:
        return round_half_up(base_ease_percent if file_ease_percent is None else file_ease_percent)
    count = len(eases_percent)
    weight = min(1, math.log(count + 0.5) / math.log(_CARDS_FOR_FULL_WEIGHT))
    ease = weight * sum(eases_percent) / count + (1 - weight) * base_ease_percent
    return round_half_up(ease if file_ease_percent is None else (ease + file_ease_percent) / 2)

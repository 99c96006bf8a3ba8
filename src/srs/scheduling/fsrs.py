"""FSRS-6, with the rounding and the order of intervals that the Obsidian plugin has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FsrsSettings:
    """`[fsrs]`: what FSRS-6 is run with; no parameters means the published defaults."""

    desired_retention: float = 0.9
    parameters: tuple[float, ...] = ()
    max_interval_days: int = 36525

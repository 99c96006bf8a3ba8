"""SM-2-OSR: the SM-2 of the Obsidian Spaced Repetition plugin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sm2Settings:
    """`[sm2]`: the constants of SM-2-OSR."""

    base_ease_percent: int = 250
    hard_factor: float = 0.5
    easy_bonus: float = 1.3
    max_interval_days: int = 36525
    load_balance: bool = True
    overdue: Literal["count", "plugin"] = "count"

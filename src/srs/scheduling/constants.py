"""What the schedulers are run with, as far as it can be chosen."""

from typing import Literal, NamedTuple


class Sm2Settings(NamedTuple):
    """`[sm2]`: the constants of SM-2-OSR."""

    base_ease_percent: int = 250
    hard_factor: float = 0.5
    easy_bonus: float = 1.3
    max_interval_days: int = 36525
    load_balance: bool = True
    overdue: Literal["count", "plugin"] = "count"
    initial_ease: Literal["base", "deck", "plugin"] = "base"


class FsrsSettings(NamedTuple):
    """`[fsrs]`: what FSRS-6 is run with; no parameters means the published defaults."""

    desired_retention: float = 0.9
    parameters: tuple[float, ...] = ()
    max_interval_days: int = 36525

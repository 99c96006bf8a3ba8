"""The formulas of FSRS-6 with the numbers of one answer put into them, as text."""

from __future__ import annotations

from srs.model import Rating
from srs.scheduling.fsrs_memory import Memory, MemoryModel


def recall_formula(model: MemoryModel, memory: Memory, elapsed_days: int) -> str:
    """Give how the chance of recall comes about; it is a share of 1."""
    share = f"{model.factor:.4f} * {elapsed_days} / {_n(memory.stability_days)}"
    return f"(1 + {share})^-{model.w[20]:g}"


def interval_formula(model: MemoryModel, stability_days: float, desired_retention: float) -> str:
    """Give how the interval in days comes about, before it is rounded and capped."""
    modifier = f"({desired_retention:g}^(-1 / {model.w[20]:g}) - 1) / {model.factor:.4f}"
    return f"{_n(stability_days)} * {modifier}"


def stability_formula(
    model: MemoryModel, memory: Memory | None, rating: Rating, elapsed_days: int
) -> str:
    """Give how the stability in days after an answer comes about; None is a new card's memory."""
    w = model.w
    if memory is None:
        return f"{w[rating - 1]:g}, the first stability of {rating.label}"
    before, difficulty = _n(memory.stability_days), _n(memory.difficulty)
    if elapsed_days == 0:
        growth = f"{before} * {before}^-{w[19]:g} * e^({w[17]:g} * ({rating} - 3 + {w[18]:g}))"
        return growth if rating is Rating.AGAIN else f"max({before}, {growth})"
    recall = f"(1 - {model.retrievability(elapsed_days, memory.stability_days):.4f})"
    if rating is Rating.AGAIN:
        again = f"{w[11]:g} * {difficulty}^-{w[12]:g} * (({before} + 1)^{w[13]:g} - 1)"
        most = f"{before} / e^({w[17]:g} * {w[18]:g})"
        return f"min({again} * e^({recall} * {w[14]:g}), {most})"
    bonus = {Rating.HARD: f" * {w[15]:g}", Rating.EASY: f" * {w[16]:g}"}.get(rating, "")
    growth = f"e^({w[8]:g}) * (11 - {difficulty}) * {before}^-{w[9]:g}"
    return f"{before} * (1 + {growth} * (e^({recall} * {w[10]:g}) - 1){bonus})"


def difficulty_formula(model: MemoryModel, memory: Memory | None, rating: Rating) -> str:
    """Give how the difficulty after an answer comes about, before it is held within 1 and 10."""
    w = model.w
    if memory is None:
        return _first_difficulty(model, rating)
    before = _n(memory.difficulty)
    moved = f"{before} - {w[6]:g} * ({rating} - 3) * (10 - {before}) / 9"
    return f"{w[7]:g} * ({_first_difficulty(model, Rating.EASY)}) + {1 - w[7]:g} * ({moved})"


def _first_difficulty(model: MemoryModel, rating: Rating) -> str:
    return f"{model.w[4]:g} - e^({rating - 1} * {model.w[5]:g}) + 1"


def _n(number: float) -> str:
    return f"{number:.4g}" if number < 1 else f"{number:.2f}"

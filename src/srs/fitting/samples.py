"""Reviews as samples to fit: each card's elapsed days and ratings, in study days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise, takewhile

from srs.scheduling.day import study_day

FOLDS = 5
_FIRST = -1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: who was asked, when (aware, in the user's zone), and the rating from 1 to 4."""

    card: str
    time: datetime
    rating: int
    elapsed_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A review; `rank` is its place among those to predict, -1 where it is only known."""

    elapsed_days: int
    rating: int
    rank: int


Histories = list[tuple[Step, ...]]


def samples(answers: Iterable[Answer], day_starts_at: time) -> Histories:
    """Give each card's reviews; of every study day the first is predicted, the rest only known."""
    counted: dict[str, list[tuple[int, Answer]]] = defaultdict(list)
    for answer in sorted(answers, key=lambda each: each.time):
        day = study_day(answer.time, day_starts_at).toordinal()
        own = counted[answer.card]
        own.append((max(day, own[-1][0]) if own else day, answer))
    later = sorted(
        (answer.time, card, index)
        for card, own in counted.items()
        for index, (_, answer) in enumerate(own)
        if index and own[index][0] > own[index - 1][0]
    )
    ranks = {(card, index): rank for rank, (_, card, index) in enumerate(later)}
    return [_steps(card, own, ranks) for card, own in counted.items()]


def predicted_count(histories: Histories) -> int:
    """Give how many reviews can be predicted: the first of a day, of a card known."""
    return sum(step.rank >= 0 for history in histories for step in history)


def before(histories: Histories, rank: int) -> Histories:
    """Give what was known before the prediction of that rank."""
    cut = (_until(history, rank) for history in histories)
    return [history for history in cut if any(step.rank >= 0 for step in history)]


def _until(history: tuple[Step, ...], rank: int) -> tuple[Step, ...]:
    return tuple(takewhile(lambda step: step.rank < rank, history))


def folds(count: int) -> list[range]:
    """Give the ranks held back in each fold of a time split; all before them is trained on."""
    size = count // (FOLDS + 1)
    start = count - FOLDS * size
    return [range(start + fold * size, start + (fold + 1) * size) for fold in range(FOLDS)]


def _steps(
    card: str, own: list[tuple[int, Answer]], ranks: dict[tuple[str, int], int]
) -> tuple[Step, ...]:
    days = [day for day, _ in own]
    elapsed = [0, *(later - earlier for earlier, later in pairwise(days))]
    return tuple(
        Step(elapsed[index], answer.rating, ranks.get((card, index), _FIRST))
        for index, (_, answer) in enumerate(own)
    )

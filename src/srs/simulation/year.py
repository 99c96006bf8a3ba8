"""A simulated stretch of days: new cards, reviews on time, and what is known at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from srs.model import Rating
from srs.scheduling.constants import Sm2Settings
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from srs.scheduling.sm2 import Sm2State, next_ease, next_interval
from srs.simulation.habits import Habits
from srs.simulation.mind import Mind

_HABITS, _SM2 = Habits(), Sm2Settings()
_FIRST_DAY = date(2025, 1, 1).toordinal()  # of no importance: days are counted from it


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done each day, the memory it is done with, and the settings of the schedulers."""

    days: int = 365
    new_cards: int = 20
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    habits: Habits = _HABITS
    sm2: Sm2Settings = _SM2
    fsrs_max_interval_days: int = 36525


@dataclass(frozen=True, slots=True)
class Year:
    """What came of it: means of each day, the share recalled, the cards known at the end."""

    reviews_a_day: float
    repeats_a_day: float
    retention: float
    known: float
    cards: int


@dataclass(slots=True)
class _Card:
    stability: float
    difficulty: float
    last: int
    interval: float
    ease: float


def simulate(plan: Plan, desired_retention: float | None, chance: Callable[[], float]) -> Year:
    """Run FSRS at a desired retention, or SM-2-OSR for None; `chance` gives 0 to below 1."""
    run = _Run(plan, desired_retention, chance)
    for day in range(plan.days):
        run.live(day)
    return run.result()


class _Run:
    def __init__(
        self, plan: Plan, desired_retention: float | None, chance: Callable[[], float]
    ) -> None:
        self._plan, self._chance, self._mind = plan, chance, Mind(plan.parameters)
        self._is_sm2 = desired_retention is None
        self._modifier = self._mind.modifier(desired_retention or 0.9)
        self._due: list[list[_Card]] = [[] for _ in range(plan.days)]
        self._cards: list[_Card] = []
        self._load: Counter[date] = Counter()
        self._reviews = self._recalled = self._repeats = 0

    def live(self, day: int) -> None:
        """Do the reviews of a day, then its new cards."""
        for card in self._due[day]:
            self._review(card, day)
        for _ in range(self._plan.new_cards):
            self._begin(day)

    def result(self) -> Year:
        """Count up; a card is known by its chance of recall when all is over."""
        end, recall = self._plan.days, self._mind.recall
        known = sum(recall(end - card.last, card.stability) for card in self._cards)
        retention = self._recalled / self._reviews if self._reviews else 0.0
        return Year(self._reviews / end, self._repeats / end, retention, known, len(self._cards))

    def _begin(self, day: int) -> None:
        rating = _drawn(self._plan.habits.first, self._chance()) + 1
        card = _Card(*self._mind.first(rating), day, 1.0, self._plan.sm2.base_ease_percent)
        self._cards.append(card)
        steps = (2, 2, 1, 0)[rating - 1]
        self._answer(card, rating, steps, day)

    def _review(self, card: _Card, day: int) -> None:
        recall = self._mind.recall(day - card.last, card.stability)
        rating = 1
        if self._chance() < recall:
            rating = _drawn(self._plan.habits.recalled, self._chance()) + 2
            self._recalled += 1
        self._reviews += 1
        least = self._least_days(card, rating, recall)
        after = self._mind.after(card.stability, card.difficulty, rating, recall)
        card.stability, card.difficulty = after
        card.last = day
        self._answer(card, rating, 1 if rating == 1 else 0, day, least)

    def _least_days(self, card: _Card, rating: int, recall: float) -> int:
        """How FSRS keeps hard < good < easy: the least interval of a better answer."""
        if self._is_sm2 or rating < 3:
            return 1
        answers = (
            self._mind.after(card.stability, card.difficulty, each, recall) for each in (2, 3)
        )
        longest = self._plan.fsrs_max_interval_days
        hard, good = (
            min(_whole_days(stability * self._modifier), longest) for stability, _ in answers
        )
        return max(good, min(hard, good) + 1) + rating - 3

    def _answer(self, card: _Card, rating: int, steps: int, day: int, least: int = 1) -> None:
        """Schedule a card; what has to be repeated today is repeated, and rated Good."""
        if self._is_sm2:
            self._schedule_sm2(card, rating, day)
            steps = 1 if rating == 1 else 0
        for _ in range(steps):
            after = self._mind.again_today(card.stability, card.difficulty)
            card.stability, card.difficulty = after
            self._repeats += 1
        if not self._is_sm2:
            longest = self._plan.fsrs_max_interval_days
            card.interval = min(card.stability * self._modifier, longest)
        elif steps:
            self._schedule_sm2(card, 3, day)
        due = day + max(least, _whole_days(card.interval))
        if self._is_sm2:
            self._load[date.fromordinal(_FIRST_DAY + due)] += 1
        if due < self._plan.days:
            self._due[due].append(card)

    def _schedule_sm2(self, card: _Card, rating: int, day: int) -> None:
        """Give a card its next interval and ease; on its day nothing is late."""
        state = Sm2State(card.interval, card.ease, 0)
        today, answer = date.fromordinal(_FIRST_DAY + day), Rating(rating)
        card.interval = next_interval(answer, state, today, self._plan.sm2, self._load)
        card.ease = next_ease(answer, card.ease)


def _whole_days(interval: float) -> int:
    return max(1, int(interval + 0.5))


def _drawn(shares: tuple[float, ...], chance: float) -> int:
    """Give the index that a chance falls on."""
    for index, share in enumerate(shares):
        chance -= share
        if chance < 0:
            return index
    return len(shares) - 1

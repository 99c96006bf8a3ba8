"""Answers of a memory that is FSRS-6 with parameters unlike the published ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from srs.fitting.samples import Answer
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from srs.simulation.mind import Mind

OTHER_PARAMETERS = (
    *(0.6, 2.0, 5.0, 12.0, 7.0, 0.6, 2.2, 0.02, 1.4, 0.12, 0.9),
    *(1.2, 0.08, 0.3, 1.3, 0.5, 2.1, 0.4, 0.1, 0.1, 0.35),
)


def answers(
    beginning: datetime,
    *,
    days: int = 90,
    new_a_day: int = 3,
    seed: int = 1,
    parameters: tuple[float, ...] = OTHER_PARAMETERS,
) -> Iterator[Answer]:
    """Answers from a beginning on, in the order of time, some soon after a lapse again.

    Everything is answered within an hour of the time of day of the beginning, some cards early and
    some late, by the intervals of the published parameters.
    """
    chance = random.Random(seed)
    mind, scheduler = Mind(parameters), Mind(DEFAULT_PARAMETERS)
    memories: dict[int, tuple[tuple[float, float], tuple[float, float], int]] = {}
    due: dict[int, list[int]] = defaultdict(list)
    for day in range(days):
        due[day] += range(len(memories), len(memories) + new_a_day)
        for place, card in enumerate(due[day]):
            time = beginning + timedelta(days=day, seconds=10 * place)
            if card in memories:
                own, known, last = memories[card]
                recall = mind.recall(day - last, own[0])
                rating = chance.choice((2, 3, 3, 3, 4)) if chance.random() < recall else 1
                own = mind.after(*own, rating, recall)
                known = scheduler.after(*known, rating, scheduler.recall(day - last, known[0]))
            else:
                rating = chance.choice((1, 2, 3, 3, 4))
                own, known = mind.first(rating), scheduler.first(rating)
            yield Answer(str(card), time, rating)
            if rating == 1:
                yield Answer(str(card), time + timedelta(seconds=1), 3)
                own, known = mind.again_today(*own), scheduler.again_today(*known)
            memories[card] = own, known, day
            due[day + max(1, round(known[0] * chance.uniform(0.7, 1.5)))].append(card)

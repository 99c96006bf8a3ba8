"""Reviews of the log to answers: on which day, at which hour, from which interval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from srs.markdown.sr_comment import read_segment
from srs.model import FsrsSchedule, FsrsState, Rating, Review, ReviewKind, Schedule
from srs.scheduling.day import study_day
from srs.stats.sums import MATURE_FROM_DAYS


class Answer(NamedTuple):
    """One grade. `interval_days` is what the card had waited for: None if it was new, or learned.

    `counts` is false for what tells nothing of memory: new cards, learning steps, and every
    answer but the first that a card was given on a day.
    """

    day: date
    hour: int
    rating: Rating
    elapsed_ms: int | None
    interval_days: float | None
    counts: bool

    @property
    def is_recalled(self) -> bool:
        """Whether it was any grade but Again."""
        return self.rating is not Rating.AGAIN

    @property
    def is_mature(self) -> bool:
        """Whether the card had waited for three weeks or more."""
        return self.interval_days is not None and self.interval_days >= MATURE_FROM_DAYS


def answers(reviews: Iterable[Review], day_starts_at: time) -> list[Answer]:
    """Give the grades among reviews that still count, in their order."""
    found, seen = [], set()
    for review in reviews:
        if review.rating is None or review.kind not in (ReviewKind.REVIEW, ReviewKind.IMPORT):
            continue
        day = study_day(review.time, day_starts_at)
        interval_days = interval_before(review)
        key = (day, review.deck, review.note, review.card)
        counts = interval_days is not None and key not in seen
        seen.add(key)
        elapsed_ms, hour = review.elapsed_ms, review.time.hour
        found.append(Answer(day, hour, review.rating, elapsed_ms, interval_days, counts))
    return found


def interval_before(review: Review) -> float | None:
    """The days that a card had waited for; None for a new one, and for one being learned."""
    schedule = _schedule(review.before)
    if schedule is None or schedule.interval_days < 1:
        return None
    if isinstance(schedule, FsrsSchedule) and schedule.state is not FsrsState.REVIEW:
        return None
    return schedule.interval_days


def is_lapse(review: Review) -> bool:
    """Whether a card that had been learned was forgotten."""
    return review.rating is Rating.AGAIN and interval_before(review) is not None


def makes_leech(lapses: int, first: int) -> bool:
    """Whether this lapse is the first that makes a leech, or one of every half as many after it."""
    return lapses >= first and (lapses - first) % max(1, first // 2) == 0


def _schedule(segment: str | None) -> Schedule | None:
    return None if segment is None else read_segment(segment).schedule

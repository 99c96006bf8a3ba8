"""A card's memory by the log: its answers given again to FSRS, from when the card was new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time, tzinfo

from srs.markdown.sr_comment import read_segment
from srs.model import FsrsSchedule, Review, ReviewKind, Sm2Schedule
from srs.scheduling.constants import FsrsSettings
from srs.scheduling.conversion import fsrs_from_sm2
from srs.scheduling.day import moment
from srs.scheduling.fsrs import outcomes


def entering(
    schedule: Sm2Schedule,
    reviews: Iterable[Review],
    settings: FsrsSettings,
    day_starts_at: time,
    zone: tzinfo | None,
) -> FsrsSchedule | None:
    """Give what a card enters FSRS with by its reviews, in the order of time.

    Its due date and interval stay; stability, difficulty, counts and the last review are those that
    its answers lead to. None if the log does not hold all of them since the card was new, or no
    more than are estimated from the interval: then the estimate is as good. Raises OverflowError
    at the ends of the calendar.
    """
    estimate = fsrs_from_sm2(schedule, zone)
    answers = answers_since_new(reviews)
    if len(answers) <= estimate.reps:
        return None
    memory: FsrsSchedule | None = None
    for review in answers:
        if review.rating is not None:
            memory = outcomes(memory, moment(review.time, day_starts_at), settings, {})[
                review.rating
            ]
    if memory is None:
        return None
    return estimate._replace(
        stability_days=memory.stability_days,
        difficulty=memory.difficulty,
        reps=memory.reps,
        lapses=memory.lapses,
        last_review=memory.last_review,
    )


def answers_since_new(reviews: Iterable[Review]) -> Sequence[Review]:
    """Give the answers since a card was new, or began anew; none if the first are not known."""
    answers: list[Review] = []
    is_known = False
    for review in reviews:
        if review.kind is ReviewKind.RESET:
            answers, is_known = [], True
        elif review.rating is not None:
            is_known = is_known or _was_new(review)
            if is_known:
                answers.append(review)
    return answers


def _was_new(review: Review) -> bool:
    return review.before is None or read_segment(review.before).schedule is None

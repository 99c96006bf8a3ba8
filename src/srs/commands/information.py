"""What is known of a card besides its question: why each outcome, and its past."""

from __future__ import annotations

from collections.abc import Sequence

from srs.collection.deck import Deck
from srs.collection.schedulers import scheduler_of
from srs.markdown.sr_comment import read_segment
from srs.model import Rating, Review, Schedule
from srs.moment import Moment
from srs.scheduling.day import moment as moment_of
from srs.scheduling.explain import memory_now
from srs.scheduling.load import Load
from srs.session.view import Information, PastAnswer


def information(
    deck: Deck, start: Schedule | None, moment: Moment, load: Load, reviews: Sequence[Review]
) -> Information:
    """Tell it of a card whose next answer begins from `start`; `load` is that of all others."""
    settings = deck.settings
    explain = scheduler_of(deck, start).explain
    memory = memory_now(start, moment, settings.fsrs) if settings.algorithm == "fsrs" else None
    return Information(
        memory.recall if memory else None,
        {rating: explain(start, rating, moment, load) for rating in Rating},
        [_past(deck, review) for review in reviews],
    )


def _past(deck: Deck, review: Review) -> PastAnswer:
    what = review.rating.label if review.rating else review.kind.value
    before, after = (
        read_segment(segment).schedule if segment else None
        for segment in (review.before, review.after)
    )
    seconds = None if review.elapsed_ms is None else review.elapsed_ms / 1000
    moment = moment_of(review.time, deck.settings.day_starts_at)
    return PastAnswer(moment, what, before, after, seconds)

"""Which entries of the log still count."""

from __future__ import annotations

from collections.abc import Iterable

from srs.model import Review, ReviewKind

_GIVING = frozenset(
    {ReviewKind.REVIEW, ReviewKind.RESET, ReviewKind.IMPORT, ReviewKind.CONVERT},
)
_SETTLING = frozenset({ReviewKind.REVIEW, ReviewKind.DROPPED})


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Give each entry once, in the order of time; entries of one millisecond keep their order."""
    once = {review.id: review for review in reviews}
    return sorted(once.values(), key=lambda review: review.time)


def effective(reviews: Iterable[Review]) -> list[Review]:
    """Give what gave a card a schedule and was not taken back, in the order of time."""
    everything = in_order(reviews)
    undone = {review.about for review in everything if review.kind is ReviewKind.UNDO}
    return [each for each in everything if each.kind in _GIVING and each.id not in undone]


def open_pending(reviews: Iterable[Review]) -> list[Review]:
    """Give the grades that could not be written, and were neither applied since nor dropped."""
    everything = in_order(reviews)
    settled = {each.about for each in everything if each.kind in _SETTLING}
    return [
        each for each in everything if each.kind is ReviewKind.PENDING and each.id not in settled
    ]

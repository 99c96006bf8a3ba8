"""The reviews that parameters are fitted to: of the log, or of a file in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from srs.errors import SourceError
from srs.files import read_file
from srs.fitting.samples import Answer
from srs.history.chains import histories
from srs.markdown.sr_comment import read_segment
from srs.model import FsrsSchedule, FsrsState, Review, ReviewKind


def answers_logged(reviews: Iterable[Review]) -> list[Answer]:
    """Give the answers to cards from where they were new, each beginning as a card of its own.

    What was answered before that is left out: how well a card was known that was reviewed for a
    year in another program cannot be told from what is logged here.
    """
    return [
        answer
        for card, known in enumerate(histories(reviews))
        for answer in _since_new(str(card), known.reviews)
    ]


def _since_new(card: str, reviews: Iterable[Review]) -> Iterator[Answer]:
    beginnings = 0
    for review in reviews:
        if review.kind is ReviewKind.RESET:
            beginnings += 1
        elif review.rating is not None:
            beginnings = beginnings or _is_of_a_new_card(review)
            if beginnings:
                rating = int(review.rating)
                yield Answer(f"{card}.{beginnings}", review.time, rating, review.elapsed_ms)


def _is_of_a_new_card(review: Review) -> bool:
    if review.before is None:
        return True
    segment = read_segment(review.before)
    if isinstance(segment.schedule, FsrsSchedule):
        return segment.schedule.state is FsrsState.NEW
    return segment.schedule is None and segment.problem is None


def answers_in(path: Path, shown: str) -> list[Answer]:
    """Read a log of reviews as CSV. Raises SourceError with the line that is wrong."""
    text = read_file(path, shown).data.decode("utf-8-sig", errors="replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return [_answer(row, f"{shown}:{rows.line_num}") for row in rows]
    except csv.Error as error:
        raise SourceError(f"{shown}:{rows.line_num + 1}: this is not CSV: {error}.") from None


def _answer(row: dict[str, str], place: str) -> Answer:
    try:
        time = datetime.fromisoformat(row["review_time"])
        rating = int(row["review_rating"])
        if time.tzinfo is None or not 1 <= rating <= 4:
            raise ValueError
        took = row.get("review_duration") or ""
        elapsed_ms = int(took) if took.isdecimal() else None
        return Answer(row["card_id"], time, rating, elapsed_ms)
    except (KeyError, TypeError, ValueError):
        raise SourceError(
            f"{place}: needs card_id, review_rating from 1 to 4 and review_time with its offset."
        ) from None

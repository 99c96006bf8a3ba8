"""Every schedule of the log computed again from what the log says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from srs.history.chains import histories
from srs.history.counting import effective
from srs.history.lines import SettingsEntry
from srs.history.replaying import entering
from srs.history.runs import Run, read_run
from srs.markdown.sr_comment import format_schedule, read_segment
from srs.model import Review, ReviewKind, Schedule, Sm2Schedule
from srs.scheduling.day import moment


class Difference(NamedTuple):
    """A review whose schedule is not what the log leads to; `expected` is None if unknown."""

    review: Review
    expected: str | None
    reason: str = ""


def differences(
    reviews: Iterable[Review], settings: Mapping[str, SettingsEntry]
) -> Iterator[Difference]:
    """Compute each schedule again that was given by a grade or a reset, and give what differs."""
    given = effective(reviews)
    pasts = _Pasts(given)
    for review in given:
        if review.kind not in (ReviewKind.REVIEW, ReviewKind.RESET):
            continue
        entry = settings.get(review.settings)
        if entry is None:
            yield Difference(review, None, "its settings are missing from the log")
            continue
        try:
            run = read_run(entry)
            expected = format_schedule(_computed(review, run, _before(review)))
            if expected != review.after and run.algorithm == "fsrs":
                start = pasts.start(review, run)
                expected = format_schedule(_computed(review, run, start)) if start else expected
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            yield Difference(review, None, str(error))
            continue
        if expected != review.after:
            yield Difference(review, expected)


class _Pasts:
    """What cards of SM-2 entered FSRS with by the reviews before."""

    def __init__(self, reviews: list[Review]) -> None:
        self._reviews = reviews
        self._before: dict[str, tuple[Review, ...]] | None = None

    def start(self, review: Review, run: Run) -> Schedule | None:
        """Give that of one review; None if the log knows no more than its schedule."""
        schedule = _before(review)
        if not isinstance(schedule, Sm2Schedule):
            return None
        if self._before is None:
            self._before = {
                each.id: chain.reviews[:index]
                for chain in histories(self._reviews)
                for index, each in enumerate(chain.reviews)
            }
        earlier = self._before.get(review.id, ())
        return entering(schedule, earlier, run.fsrs, run.day_starts_at, review.time.tzinfo)


def _before(review: Review) -> Schedule | None:
    return None if review.before is None else read_segment(review.before).schedule


def _computed(review: Review, run: Run, before: Schedule | None) -> Schedule:
    now = moment(review.time, run.day_starts_at)
    if review.kind is ReviewKind.RESET:
        return run.scheduler.reset(now)
    if review.rating is None:
        raise ValueError("the rating is missing")
    return run.scheduler.outcomes(before, now, review.load)[review.rating]

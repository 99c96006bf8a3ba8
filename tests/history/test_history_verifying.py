"""Schedules computed again from the log alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.history.lines import SettingsEntry
from srs.history.runs import Algorithm, Run, load_around, read_run
from srs.history.verifying import differences
from srs.markdown.sr_comment import format_schedule
from srs.model import Rating, Review, ReviewKind, Schedule
from srs.moment import Moment
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.day import moment

SETTINGS = st.builds(
    Sm2Settings,
    base_ease_percent=st.integers(130, 400),
    hard_factor=st.floats(0.1, 1),
    easy_bonus=st.floats(1, 3),
    max_interval_days=st.integers(1, 36525),
    load_balance=st.booleans(),
    overdue=st.sampled_from(["count", "plugin"]),
)


def logged(
    run: Run, schedule: Schedule | None, rating: Rating, now: Moment, load: dict[date, int]
) -> Review:
    """What the log says of a grade."""
    after = run.scheduler.outcomes(schedule, now, load)[rating]
    due = getattr(after.due, "date", lambda: after.due)()
    return Review(
        id=str(now.now),
        time=now.now,
        deck="d",
        note="n",
        card=0,
        kind=ReviewKind.REVIEW,
        rating=rating,
        before=format_schedule(schedule) if schedule else None,
        after=format_schedule(after),
        settings=run.entry().digest,
        load=load_around(load, due),
    )


@given(data=st.data())
def test_what_was_scheduled_is_computed_again(data: st.DataObject) -> None:
    algorithm: Algorithm = data.draw(st.sampled_from(["sm2", "fsrs"]))
    run = Run(algorithm, time(data.draw(st.integers(0, 23))), data.draw(SETTINGS), FsrsSettings())
    zone = timezone(timedelta(hours=data.draw(st.integers(-12, 14))))
    now, schedule, reviews = datetime(2026, 1, 1, 1, tzinfo=zone), None, []
    for rating in data.draw(st.lists(st.sampled_from(Rating), min_size=1, max_size=6)):
        days = st.integers(now.toordinal(), now.toordinal() + 400).map(date.fromordinal)
        load = data.draw(st.dictionaries(days, st.integers(0, 9), max_size=40))
        at = moment(now, run.day_starts_at)
        reviews.append(logged(run, schedule, rating, at, load))
        schedule = run.scheduler.outcomes(schedule, at, load)[rating]
        now += timedelta(hours=data.draw(st.integers(1, 900)))
    assert read_run(run.entry()) in (
        run,
        run._replace(sm2=Sm2Settings()),
        run._replace(fsrs=FsrsSettings()),
    )
    assert list(differences(reviews, {run.entry().digest: run.entry()})) == []


RUN = Run("sm2", time(4), Sm2Settings(load_balance=False), FsrsSettings())
NOW = moment(datetime(2026, 1, 1, 12, tzinfo=UTC), time(4))
GOOD = logged(RUN, None, Rating.GOOD, NOW, {})
KNOWN = {RUN.entry().digest: RUN.entry()}


def test_another_schedule_is_a_difference() -> None:
    (difference,) = differences([GOOD._replace(after="2026-01-09,8,250")], KNOWN)
    assert difference.expected == GOOD.after == "2026-01-04,2.5,250"


def test_a_reset_is_computed_too() -> None:
    reset = GOOD._replace(kind=ReviewKind.RESET, rating=None, after="2026-01-01,1,250")
    assert list(differences([reset], KNOWN)) == []
    assert len(list(differences([reset._replace(after="2026-01-02,1,250")], KNOWN))) == 1


def test_what_is_converted_or_imported_is_not_computed() -> None:
    for kind in (ReviewKind.CONVERT, ReviewKind.IMPORT):
        assert list(differences([GOOD._replace(kind=kind, after="x")], KNOWN)) == []


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (None, "missing"),
        ({"algorithm": "sm5", "day_starts_at": "04:00"}, "no algorithm"),
        ({"algorithm": "sm2"}, "when a day starts"),
        ({"algorithm": "sm2", "day_starts_at": "04:00", "ease": 3}, "'ease' is unknown"),
        ({"algorithm": "sm2", "day_starts_at": "04:00", "hard_factor": "x"}, "'hard_factor'"),
        ({"algorithm": "fsrs", "day_starts_at": "04:00", "parameters": 3}, "'parameters'"),
    ],
)
def test_settings_that_cannot_be_meant_are_said(
    entry: dict[str, object] | None, reason: str
) -> None:
    known = {} if entry is None else {GOOD.settings: SettingsEntry(GOOD.settings, entry)}
    (difference,) = differences([GOOD], known)
    assert difference.expected is None
    assert reason in difference.reason


def test_a_missing_rating_is_said() -> None:
    (difference,) = differences([GOOD._replace(rating=None)], KNOWN)
    assert difference.reason == "the rating is missing"

"""The table of schedulers: each name gives its own algorithm with its own settings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest

from srs.model import Rating, Sm2Schedule
from srs.moment import Moment
from srs.scheduling import fsrs, sm2
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.explain import explain_fsrs, explain_sm2
from srs.scheduling.schedulers import scheduler

MOMENT = Moment(datetime(2025, 6, 15, 12, 0, tzinfo=UTC), date(2025, 6, 15))
SM2 = Sm2Settings(base_ease_percent=200)
FSRS = FsrsSettings(desired_retention=0.8)
LOAD = {MOMENT.today + timedelta(days=days): 3 for days in range(9, 21)}
SCHEDULE = Sm2Schedule(MOMENT.today, 10, 200)


def test_sm2_by_name() -> None:
    named = scheduler("sm2", SM2, FSRS)
    assert named.outcomes(SCHEDULE, MOMENT, LOAD) == sm2.outcomes(SCHEDULE, MOMENT, SM2, LOAD)
    assert named.outcomes(SCHEDULE, MOMENT, {}) != named.outcomes(SCHEDULE, MOMENT, LOAD)
    assert named.reset(MOMENT) == sm2.reset(MOMENT, SM2)
    explained = explain_sm2(SCHEDULE, Rating.GOOD, MOMENT, SM2, LOAD)
    assert named.explain(SCHEDULE, Rating.GOOD, MOMENT, LOAD) == explained


def test_fsrs_by_name() -> None:
    named = scheduler("fsrs", SM2, FSRS)
    assert named.outcomes(SCHEDULE, MOMENT, LOAD) == fsrs.outcomes(SCHEDULE, MOMENT, FSRS, LOAD)
    assert named.reset(MOMENT) == fsrs.reset(MOMENT, FSRS)
    explained = explain_fsrs(SCHEDULE, Rating.GOOD, MOMENT, FSRS, LOAD)
    assert named.explain(SCHEDULE, Rating.GOOD, MOMENT, LOAD) == explained


@pytest.mark.parametrize("name", ["sm2", "fsrs"])
@pytest.mark.parametrize("other", ["sm2", "fsrs"])
def test_each_takes_up_what_the_other_left(
    name: Literal["sm2", "fsrs"], other: Literal["sm2", "fsrs"]
) -> None:
    left = scheduler(other, SM2, FSRS).outcomes(None, MOMENT, {})[Rating.EASY]
    taken_up = scheduler(name, SM2, FSRS).outcomes(left, MOMENT, {})[Rating.GOOD]
    assert type(taken_up) is type(scheduler(name, SM2, FSRS).reset(MOMENT))
    assert taken_up.interval_days > 1

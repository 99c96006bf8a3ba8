"""FSRS-6 where the recorded sequences do not reach, and its laws."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Rating, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.constants import FsrsSettings
from srs.scheduling.fsrs import outcomes, reset
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, PARAMETER_BOUNDS, MemoryModel

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
MOMENT = Moment(NOW, date(2025, 6, 15))
DEFAULTS = FsrsSettings()
AGAIN, HARD, GOOD, EASY = Rating

stamps = st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))
schedules = st.builds(
    FsrsSchedule,
    due=stamps,
    interval_days=st.integers(0, 36525),
    stability_days=st.floats(0.001, 36500),
    difficulty=st.floats(1, 10),
    state=st.sampled_from(FsrsState),
    reps=st.integers(0, 1000),
    lapses=st.integers(0, 1000),
    step=st.integers(0, 1),
    last_review=st.one_of(st.none(), stamps),
)
settings_strategy = st.builds(
    FsrsSettings,
    desired_retention=st.floats(0.5, 0.99),
    parameters=st.one_of(
        st.just(()), st.tuples(*(st.floats(low, high) for low, high in PARAMETER_BOUNDS))
    ),
    max_interval_days=st.integers(1, 36525),
)


REVIEWED = FsrsSchedule(
    due=NOW,
    interval_days=10,
    stability_days=10,
    difficulty=5,
    state=FsrsState.REVIEW,
    reps=3,
    lapses=0,
    step=0,
    last_review=NOW - timedelta(days=10),
)


def reviewed(**changes: Any) -> FsrsSchedule:
    return REVIEWED._replace(**changes)


def waits(schedule: FsrsSchedule | None, settings: FsrsSettings = DEFAULTS) -> list[timedelta]:
    got = outcomes(schedule, MOMENT, settings, {})
    return [got[rating].due - NOW for rating in Rating]


@pytest.mark.parametrize(
    ("state", "step", "minutes"),
    [
        (FsrsState.NEW, 0, [1, 6, 10, None]),
        (FsrsState.LEARNING, 0, [1, 6, 10, None]),
        (FsrsState.LEARNING, 1, [1, 6, None, None]),
        (FsrsState.REVIEW, 0, [10, None, None, None]),
        (FsrsState.RELEARNING, 0, [10, 15, None, None]),
    ],
)
def test_steps_in_minutes(state: FsrsState, step: int, minutes: list[int | None]) -> None:
    for wait, expected in zip(waits(reviewed(state=state, step=step)), minutes, strict=True):
        if expected is None:
            assert wait >= timedelta(days=1)
        else:
            assert wait == timedelta(minutes=expected)


def test_order_of_review_intervals_goes_beyond_the_cap() -> None:
    got = outcomes(reviewed(), MOMENT, FsrsSettings(max_interval_days=5), {})
    assert [got[rating].interval_days for rating in Rating] == [0, 5, 6, 7]


def test_answers_are_stamped_to_the_millisecond_in_utc() -> None:
    local = datetime(2025, 6, 15, 14, 0, 0, 123_987, tzinfo=ZoneInfo("Europe/Berlin"))
    got = outcomes(None, Moment(local, local.date()), DEFAULTS, {})[AGAIN]
    assert got.last_review == datetime(2025, 6, 15, 12, 0, 0, 123_000, tzinfo=UTC)
    assert got.due == got.last_review + timedelta(minutes=1)
    assert got.due.tzinfo is UTC


def test_reset_forgets_everything() -> None:
    assert reset(MOMENT, DEFAULTS) == FsrsSchedule(NOW, 0, 0, 0, FsrsState.NEW, 0, 0, 0, None)
    assert outcomes(reset(MOMENT, DEFAULTS), MOMENT, DEFAULTS, {}) == outcomes(
        None, MOMENT, DEFAULTS, {}
    )


def test_load_is_ignored() -> None:
    full = {NOW.date() + timedelta(days=days): 9 for days in range(100)}
    assert outcomes(reviewed(), MOMENT, DEFAULTS, full) == outcomes(
        reviewed(), MOMENT, DEFAULTS, {}
    )


@pytest.mark.parametrize("stability_days", [0, -1, 0.0001])
def test_a_memory_that_cannot_be_is_begun_anew(stability_days: float) -> None:
    got = outcomes(reviewed(stability_days=stability_days), MOMENT, DEFAULTS, {})
    assert got[GOOD].stability_days == DEFAULT_PARAMETERS[2]


@pytest.mark.parametrize(
    "changes",
    [
        {"stability_days": 1e300},
        {"difficulty": -1e300},
        {"difficulty": 1e300},
        {"last_review": None},
        {"last_review": datetime.min.replace(tzinfo=UTC)},
        {"last_review": datetime.max.replace(tzinfo=UTC)},
        {"interval_days": 1e300},
        {"step": 10**30, "state": FsrsState.LEARNING},
    ],
)
def test_absurd_numbers_stay_in_bounds(changes: dict[str, Any]) -> None:
    for after in outcomes(reviewed(**changes), MOMENT, DEFAULTS, {}).values():
        assert 0.001 <= after.stability_days <= 36500
        assert 1 <= after.difficulty <= 10


def test_parameters_out_of_bounds_are_moved_into_them() -> None:
    wild = FsrsSettings(parameters=(0.0,) * 21)
    lowest = FsrsSettings(parameters=tuple(low for low, _ in PARAMETER_BOUNDS))
    assert outcomes(reviewed(), MOMENT, wild, {}) == outcomes(reviewed(), MOMENT, lowest, {})


def test_recall_is_90_percent_when_the_stability_has_passed() -> None:
    model = MemoryModel()
    for days in (1, 10, 1000):
        assert model.retrievability(days, days) == pytest.approx(0.9, abs=1e-7)
        assert model.interval_days(days, 0.9) == days


@given(st.floats(0.1, 30_000), st.floats(0.5, 0.98))
def test_higher_retention_comes_sooner(stability_days: float, retention: float) -> None:
    model = MemoryModel()
    sooner = model.interval_days(stability_days, retention + 0.01)
    assert 1 <= sooner <= model.interval_days(stability_days, retention)


@given(st.one_of(st.none(), schedules), settings_strategy)
def test_laws_of_every_fsrs_outcome(schedule: FsrsSchedule | None, settings: FsrsSettings) -> None:
    got = outcomes(schedule, MOMENT, settings, {})
    assert list(got) == list(Rating)
    assert got == outcomes(schedule, MOMENT, settings, {})
    for after in got.values():
        assert 0.001 <= after.stability_days <= 36500 or schedule is None
        assert 1 <= after.difficulty <= 10
        assert after.last_review == NOW
        assert after.reps == (schedule.reps if schedule else 0) + 1
        assert 0 <= after.interval_days <= settings.max_interval_days + 2
        if after.state is FsrsState.REVIEW:
            assert after.due == NOW + timedelta(days=after.interval_days)
        else:
            assert after.interval_days == 0
            assert NOW < after.due <= NOW + timedelta(minutes=15)


@given(schedules, settings_strategy)
def test_review_intervals_are_in_order(schedule: FsrsSchedule, settings: FsrsSettings) -> None:
    in_review = reviewed(
        stability_days=schedule.stability_days,
        difficulty=schedule.difficulty,
        last_review=schedule.last_review,
    )
    got = outcomes(in_review, MOMENT, settings, {})
    intervals = [got[rating].interval_days for rating in Rating]
    assert all(worse < better for worse, better in pairwise(intervals))
    assert [got[rating].lapses for rating in Rating] == [1, 0, 0, 0]


@given(st.integers(1, 5000), st.integers(130, 370))
def test_sm2_cards_enter_in_review(interval_days: int, ease_percent: int) -> None:
    schedule = Sm2Schedule(MOMENT.today, interval_days, ease_percent)
    got = outcomes(schedule, MOMENT, DEFAULTS, {})
    assert got[AGAIN].state is FsrsState.RELEARNING
    assert all(got[rating].state is FsrsState.REVIEW for rating in (HARD, GOOD, EASY))
    assert got[GOOD].stability_days >= interval_days

"""SM-2-OSR with lateness counted, its limits, and its laws."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Rating, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.constants import Sm2Settings
from srs.scheduling.sm2 import outcomes, reset

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
TODAY = date(2025, 6, 15)
MOMENT = Moment(NOW, TODAY)
PLAIN = Sm2Settings(load_balance=False)
AGAIN, HARD, GOOD, EASY = Rating

settings_strategy = st.builds(
    Sm2Settings,
    base_ease_percent=st.integers(130, 400),
    hard_factor=st.floats(0.01, 1),
    easy_bonus=st.floats(1, 5),
    max_interval_days=st.integers(1, 36525),
    load_balance=st.booleans(),
    overdue=st.sampled_from(["count", "plugin"]),
)
schedules = st.builds(
    Sm2Schedule,
    due=st.dates(date(2000, 1, 2), date(2100, 1, 1)),
    interval_days=st.one_of(st.integers(0, 40_000), st.floats(0, 40_000)),
    ease_percent=st.one_of(st.integers(130, 600), st.floats(130, 600)),
)
loads = st.dictionaries(
    st.integers(0, 500).map(lambda days: TODAY + timedelta(days=days)), st.integers(0, 9)
)


def late(interval_days: float, ease_percent: float, days_late: int) -> Sm2Schedule:
    return Sm2Schedule(TODAY - timedelta(days=days_late), interval_days, ease_percent)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, {AGAIN: (0, 230), HARD: (1, 230), GOOD: (2.5, 250), EASY: (3.5, 270)}),
        (
            late(3, 230, 0),
            {AGAIN: (0, 210), HARD: (1.5, 210), GOOD: (6.9, 230), EASY: (9.8, 250)},
        ),
        (
            late(10, 250, 0),
            {AGAIN: (0, 230), HARD: (5, 230), GOOD: (25, 250), EASY: (35.1, 270)},
        ),
        (late(10, 250, 30), {HARD: (8.8, 230), GOOD: (62.5, 250), EASY: (140.4, 270)}),
        (
            late(10, 130, 0),
            {AGAIN: (0, 130), HARD: (5, 130), GOOD: (13, 130), EASY: (19.5, 150)},
        ),
        # early counts as on time
        (late(10, 250, -4), {HARD: (5, 230), GOOD: (25, 250), EASY: (35.1, 270)}),
        # after Again the interval is 0, taken as 1
        (late(0, 230, 0), {HARD: (1, 210), GOOD: (2.3, 230), EASY: (3.3, 250)}),
    ],
)
def test_documented_table(
    before: Sm2Schedule | None, after: dict[Rating, tuple[float, float]]
) -> None:
    got = outcomes(before, MOMENT, PLAIN, {})
    values = {rating: (got[rating].interval_days, got[rating].ease_percent) for rating in after}
    assert values == after


def test_plugin_takes_earliness_for_lateness() -> None:
    plugin = Sm2Settings(load_balance=False, overdue="plugin")
    assert outcomes(late(10, 250, 30), MOMENT, plugin, {})[GOOD].interval_days == 25
    assert outcomes(late(10, 250, -4), MOMENT, plugin, {})[GOOD].interval_days == 30


def test_due_is_counted_from_the_study_day_not_the_clock() -> None:
    night = Moment(datetime(2025, 6, 16, 1, 0, tzinfo=UTC), TODAY)
    assert outcomes(late(10, 250, 0), night, PLAIN, {})[GOOD].due == TODAY + timedelta(days=25)


def test_half_days_are_rounded_up_for_the_due_date_only() -> None:
    good = outcomes(None, MOMENT, PLAIN, {})[GOOD]
    assert good == Sm2Schedule(TODAY + timedelta(days=3), 2.5, 250)


def test_load_balancing_moves_and_the_cap_comes_last() -> None:
    full = {TODAY + timedelta(days=25): 1}
    assert outcomes(late(10, 250, 0), MOMENT, Sm2Settings(), full)[GOOD].interval_days == 24
    capped = Sm2Settings(max_interval_days=20)
    assert outcomes(late(10, 250, 0), MOMENT, capped, full)[GOOD].interval_days == 20


def test_reset_begins_anew_today() -> None:
    assert reset(MOMENT, Sm2Settings(base_ease_percent=220)) == Sm2Schedule(TODAY, 1, 220)


def test_fsrs_card_after_a_reset_counts_its_whole_days_late() -> None:
    unseen = FsrsSchedule(NOW - timedelta(days=4, hours=1), 0, 0, 0, FsrsState.NEW, 0, 0, 0, None)
    easy = outcomes(unseen, MOMENT, Sm2Settings(), {})[EASY]
    assert easy == Sm2Schedule(TODAY + timedelta(days=25), 25, 390)


@pytest.mark.parametrize("interval_days", [1e6, 1e300, int(1.7e308)])
@pytest.mark.parametrize("ease_percent", [250, 1e300, int(1.7e308)])
@pytest.mark.parametrize("load_balance", [True, False])
def test_absurd_numbers_end_at_the_cap(
    interval_days: float, ease_percent: float, load_balance: bool
) -> None:
    settings = Sm2Settings(load_balance=load_balance)
    got = outcomes(late(interval_days, ease_percent, 0), MOMENT, settings, {})
    assert got[GOOD].interval_days == got[EASY].interval_days == 36525


def test_negative_ease_gives_no_negative_interval() -> None:
    got = outcomes(late(10, -250, 0), MOMENT, Sm2Settings(), {})
    assert got[GOOD].interval_days == got[EASY].interval_days == 0


@given(schedules, settings_strategy, loads)
def test_laws_of_every_outcome(
    schedule: Sm2Schedule, settings: Sm2Settings, load: dict[date, int]
) -> None:
    got = outcomes(schedule, MOMENT, settings, load)
    assert list(got) == list(Rating)
    assert got == outcomes(schedule, MOMENT, settings, load)
    assert got[AGAIN] == Sm2Schedule(TODAY, 0, got[AGAIN].ease_percent)
    for after in got.values():
        assert after.ease_percent >= 130
        assert 0 <= after.interval_days <= settings.max_interval_days
        assert abs((after.due - TODAY).days - after.interval_days) <= 0.5
        assert after.interval_days == round(after.interval_days, 1)


@given(schedules, settings_strategy)
def test_better_answers_never_come_back_sooner(
    schedule: Sm2Schedule, settings: Sm2Settings
) -> None:
    got = outcomes(schedule, MOMENT, settings, {})
    days = [got[rating].interval_days for rating in Rating]
    assert days == sorted(days)
    assert days[0] < days[1]


@given(schedules, st.integers(1, 400))
def test_lateness_lengthens_what_was_recalled(schedule: Sm2Schedule, days: int) -> None:
    on_time = Sm2Schedule(TODAY, schedule.interval_days, schedule.ease_percent)
    after = outcomes(on_time, MOMENT, PLAIN, {})
    after_late = outcomes(
        late(on_time.interval_days, on_time.ease_percent, days), MOMENT, PLAIN, {}
    )
    assert all(after_late[r].interval_days >= after[r].interval_days for r in Rating)
    assert after_late[AGAIN] == after[AGAIN]

"""The study day against rollovers, zones and changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.day import StudyDays, due_day, epoch_ms, moment, study_day

FOUR = time(4, 0)
MIDNIGHT = time(0, 0)


@pytest.mark.parametrize(
    ("instant", "zone", "day_starts_at", "day"),
    [
        ("2025-06-15T12:00Z", "UTC", FOUR, "2025-06-15"),
        ("2025-06-15T03:59:59.999Z", "UTC", FOUR, "2025-06-14"),
        ("2025-06-15T04:00Z", "UTC", FOUR, "2025-06-15"),
        ("2025-06-15T00:00Z", "UTC", MIDNIGHT, "2025-06-15"),
        ("2025-06-14T23:59:59Z", "UTC", MIDNIGHT, "2025-06-14"),
        ("2025-01-01T01:00Z", "UTC", FOUR, "2024-12-31"),
        ("2024-03-01T01:00Z", "UTC", FOUR, "2024-02-29"),
        ("2025-06-15T20:00Z", "Asia/Tokyo", FOUR, "2025-06-16"),
        ("2025-06-15T18:59Z", "Asia/Tokyo", FOUR, "2025-06-15"),
        ("2025-06-15T07:59Z", "America/New_York", FOUR, "2025-06-14"),
        ("2025-06-15T08:00Z", "America/New_York", FOUR, "2025-06-15"),
        ("2025-06-15T13:59Z", "Pacific/Kiritimati", FOUR, "2025-06-15"),
        ("2025-06-15T14:00Z", "Pacific/Kiritimati", FOUR, "2025-06-16"),
        ("2025-06-14T22:14Z", "Asia/Kathmandu", FOUR, "2025-06-14"),
        ("2025-06-14T22:15Z", "Asia/Kathmandu", FOUR, "2025-06-15"),
        # Spring forward in Berlin, 02:00 to 03:00: 04:00 comes three hours after midnight.
        ("2025-03-30T01:59Z", "Europe/Berlin", FOUR, "2025-03-29"),
        ("2025-03-30T02:00Z", "Europe/Berlin", FOUR, "2025-03-30"),
        # A rollover within the skipped hour: the day begins when the clock jumps over it.
        ("2025-03-30T00:59Z", "Europe/Berlin", time(2, 30), "2025-03-29"),
        ("2025-03-30T01:00Z", "Europe/Berlin", time(2, 30), "2025-03-30"),
        # Fall back in Berlin, 03:00 to 02:00: 04:00 comes five hours after midnight.
        ("2025-10-26T02:59Z", "Europe/Berlin", FOUR, "2025-10-25"),
        ("2025-10-26T03:00Z", "Europe/Berlin", FOUR, "2025-10-26"),
        # Midnight is skipped in Beirut: the day begins at 01:00.
        ("2025-03-29T21:59Z", "Asia/Beirut", MIDNIGHT, "2025-03-29"),
        ("2025-03-29T22:00Z", "Asia/Beirut", MIDNIGHT, "2025-03-30"),
        # Samoa skipped the whole of 2011-12-30.
        ("2011-12-30T09:59Z", "Pacific/Apia", MIDNIGHT, "2011-12-29"),
        ("2011-12-30T10:00Z", "Pacific/Apia", MIDNIGHT, "2011-12-31"),
    ],
)
def test_study_day(instant: str, zone: str, day_starts_at: time, day: str) -> None:
    now = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    assert study_day(now, day_starts_at) == date.fromisoformat(day)


@given(now=st.datetimes(min_value=datetime(1900, 1, 2), timezones=st.just(UTC)), start=st.times())
def test_study_day_is_today_or_yesterday(now: datetime, start: time) -> None:
    assert (now.date() - study_day(now, start)).days == (now.time() < start)


def test_moment_keeps_the_instant_and_its_zone() -> None:
    now = datetime(2025, 6, 15, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert moment(now, FOUR) == Moment(now, date(2025, 6, 14))
    assert moment(now, FOUR).now.tzinfo == ZoneInfo("Europe/Berlin")


def test_due_day_of_a_date_is_that_date() -> None:
    schedule = Sm2Schedule(date(2025, 6, 15), 3, 250)
    assert due_day(schedule, ZoneInfo("Asia/Tokyo"), FOUR) == date(2025, 6, 15)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2025, 6, 15)),
        ("Asia/Tokyo", date(2025, 6, 16)),
        ("America/Lima", date(2025, 6, 15)),
    ],
)
def test_due_day_of_a_time_stamp_is_the_users(zone: str, day: date) -> None:
    due = datetime(2025, 6, 15, 20, 0, tzinfo=UTC)
    schedule = FsrsSchedule(due, 3, 3.1, 5, FsrsState.REVIEW, 2, 0, 0, None)
    assert due_day(schedule, ZoneInfo(zone), FOUR) == day


ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "Asia/Beirut", "Africa/Monrovia")


@given(
    now=st.datetimes(timezones=st.just(UTC))
    | st.datetimes(datetime(2011, 12, 25), datetime(2012, 1, 5), timezones=st.just(UTC))
    | st.datetimes(datetime(2025, 3, 29), datetime(2025, 3, 31), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    start=st.times().map(lambda start: start.replace(second=0, microsecond=0)),
)
def test_many_study_days_are_those_of_each_instant(
    now: datetime, zone: ZoneInfo, start: time
) -> None:
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    try:
        expected = study_day(now.astimezone(zone), start)
    except OverflowError:
        expected = date.min if now.year < 1970 else date.max
    assert StudyDays(zone, start).of(epoch_ms(now)) == expected.toordinal()

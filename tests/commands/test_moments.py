"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from srs.commands.moments import read_moment
from srs.errors import UsageError


@pytest.mark.parametrize("text", ["2025-12-14", "20251214", "2025-W50-7"])
def test_a_bare_date_is_its_noon(text: str) -> None:
    moment = read_moment(text)
    assert moment.replace(tzinfo=None) == datetime(2025, 12, 14, 12)
    assert moment.tzinfo is not None


def test_a_time_without_an_offset_is_local() -> None:
    assert read_moment("2025-12-14T08:30") == datetime(2025, 12, 14, 8, 30).astimezone()


@pytest.mark.parametrize("text", ["2025-12-14T08:30:00Z", "2025-12-14T17:30:00+09:00"])
def test_an_offset_names_the_instant(text: str) -> None:
    assert read_moment(text) == datetime(2025, 12, 14, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "today", "14.12.2025", "2025-02-30", "2025-12-14T25:00"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no ISO 8601 time, such as 2025-12-14"):
        read_moment(text)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "9000-01-01", "9999-12-31T23:59Z"])
def test_years_without_intervals_around_them_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"is too far away; give a year from 1900 to 8999\."):
        read_moment(text)

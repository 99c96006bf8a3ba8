"""Entries as lines and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.history.lines import SettingsEntry, format_line, read_line
from srs.model import Rating, Review, ReviewKind

TEXT = st.text(st.characters(exclude_categories=[]), max_size=20)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1900, 1, 2), datetime(8999, 1, 1), timezones=ZONES).map(
    lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000)
)
REVIEWS = st.builds(
    Review,
    id=TEXT,
    time=TIMES,
    deck=TEXT,
    note=TEXT,
    card=st.integers(0, 99),
    kind=st.sampled_from(ReviewKind),
    rating=st.none() | st.sampled_from(Rating),
    elapsed_ms=st.none() | st.integers(0, 10**9),
    before=st.none() | TEXT.filter(bool),
    after=st.none() | TEXT.filter(bool),
    algorithm=st.sampled_from(["sm2", "fsrs"]),
    about=st.none() | TEXT.filter(bool),
    front=TEXT,
    replaced=TEXT,
    written=TEXT,
    settings=TEXT,
    load=st.dictionaries(st.dates(), st.integers(0, 99), max_size=3),
)


@given(REVIEWS.filter(lambda review: review.id and review.deck and review.note))
def test_a_review_is_read_back_from_one_line(review: Review) -> None:
    line = format_line(review)
    assert line.isascii()
    assert "\n" not in line
    assert "\r" not in line
    assert read_line(line) == review


def test_a_line_reads_well() -> None:
    review = Review(
        id="4f2a",
        time=datetime(2026, 1, 1, 10, 0, 0, 123000, timezone(timedelta(hours=2))),
        deck="../../git.md",
        note="0123456789abcdef",
        card=0,
        kind=ReviewKind.REVIEW,
        rating=Rating.GOOD,
        elapsed_ms=5312,
        after="2026-01-04,3,250",
        front="What does `git stash` do?",
        written="\n<!--SR:!2026-01-04,3,250-->",
        settings="ab",
        load={date(2026, 1, 4): 2},
    )
    assert format_line(review) == (
        '{"id": "4f2a", "time": "2026-01-01T10:00:00.123+02:00", "kind": "review", '
        '"deck": "../../git.md", "note": "0123456789abcdef", "card": 0, '
        '"front": "What does `git stash` do?", "rating": 3, "elapsed_ms": 5312, '
        '"after": "2026-01-04,3,250", "written": "\\n<!--SR:!2026-01-04,3,250-->", '
        '"algorithm": "sm2", "settings": "ab", "load": {"2026-01-04": 2}}'
    )


def test_settings_are_read_back() -> None:
    entry = SettingsEntry("ab12", {"algorithm": "fsrs", "parameters": [0.1, 2]})
    assert read_line(format_line(entry)) == entry


WHOLE = '"id": "a", "time": "2026-01-01T10:00:00+00:00", "deck": "d", "note": "n", "card": 0'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        (f"{{{WHOLE}", "cut off"),
        ("[]", "no JSON object"),
        (f'{{{WHOLE}, "kind": "dance"}}', "'dance' is unknown"),
        (f'{{{WHOLE}, "kind": "review", "rating": 5}}', "no rating 5"),
        (f'{{{WHOLE}, "kind": "review", "rating": true}}', "`rating`"),
        (f'{{{WHOLE}, "kind": "review", "elapsed_ms": -1}}', "`elapsed_ms`"),
        (f'{{{WHOLE}, "kind": "review", "before": 3}}', "`before`"),
        (f'{{{WHOLE}, "kind": "review", "load": []}}', "`load`"),
        (f'{{{WHOLE}, "kind": "review", "load": {{"x": 1}}}}', "isoformat"),
        ('{"id": "a", "time": "2026-01-01T10:00:00", "kind": "review"}', "offset"),
        ('{"kind": "review"}', "`id`"),
    ],
)
def test_what_is_no_entry_is_refused_with_the_reason(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_line(line)

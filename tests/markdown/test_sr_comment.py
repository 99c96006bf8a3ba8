"""The scheduling comment's text, read and written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.markdown.plain_segments import plain_fsrs, plain_sm2
from srs.markdown.sr_comment import format_number, format_schedule, read_comment, read_segment
from srs.model import FsrsSchedule, FsrsState, Schedule, Segment, Sm2Schedule
from tests.markdown.deck_strategies import schedules

FSRS = "fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2026-06-11T10:00:00.000Z"
INSTANT = datetime(2026, 6, 14, 10, tzinfo=UTC)


def segments(text: str) -> tuple[Segment, ...]:
    comment = read_comment(text, 0)
    assert comment is not None
    return comment.segments


def only(text: str) -> Segment:
    (segment,) = segments(f"<!--SR:{text}-->")
    return segment


@given(st.lists(schedules, min_size=1, max_size=4))
def test_round_trip(given_schedules: list[Schedule]) -> None:
    text = "".join(f"!{format_schedule(schedule)}" for schedule in given_schedules)
    assert [s.schedule for s in segments(f"<!--SR:{text}-->")] == given_schedules


@given(schedules, st.data())
@example(Sm2Schedule(date(2000, 1, 1), 1, 250), None)
@example(FsrsSchedule(INSTANT, 3, 3.12, 5.2, FsrsState.REVIEW, 1, 0, 0, None), None)
def test_what_is_plain_is_read_as_ever(schedule: Schedule, data: st.DataObject | None) -> None:
    text = format_schedule(schedule)
    if data is not None and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(text) - 1))
        text = text[:at] + data.draw(st.sampled_from("0159.,-TZ f")) + text[at + 1 :]
    full, problem = read_segment(text)[1:]
    if (sm2 := plain_sm2(text)) == ():
        assert (full, problem) == (None, None)
    elif sm2 is not None:
        assert isinstance(full, Sm2Schedule)
        assert sm2 == (full.due.toordinal(), full.interval_days)
    if fsrs := plain_fsrs(text):
        assert isinstance(full, FsrsSchedule)
        assert fsrs == (full.due, full.interval_days, full.state, full.last_review)


def test_the_usual_is_plain() -> None:
    assert plain_sm2("2025-12-14,2,248") == (date(2025, 12, 14).toordinal(), 2)
    assert plain_fsrs(FSRS) == (INSTANT, 3, 2, datetime(2026, 6, 11, 10, tzinfo=UTC))
    assert plain_sm2("2000-01-01,1,250") == ()
    assert plain_sm2("2000-01-01,1,x") is None
    assert plain_fsrs(FSRS.replace("14T", "31T")) is None


@given(st.text(alphabet="!,-0123456789fsr.TZ: \n\t\u00a0ab", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for segment in segments(f"<!--SR:{text}-->"):
        assert 7 <= segment.span.start < segment.span.end <= 7 + len(text)
        assert segment.problem is None or segment.schedule is None


@pytest.mark.parametrize(
    ("text", "due", "interval_days", "ease_percent"),
    [
        ("!2025-12-14,2,248", date(2025, 12, 14), 2, 248),
        ("2025-12-14,2,248", date(2025, 12, 14), 2, 248),
        (" ! 2025-12-14 , 2 , 248 ", date(2025, 12, 14), 2, 248),
        ("!2025-12-14,2.5,248.25", date(2025, 12, 14), 2.5, 248.25),
        ("!2025-12-14,1e2,2.5e2", date(2025, 12, 14), 100, 250),
        ("!2025-12-14,.5,250.", date(2025, 12, 14), 0.5, 250),
        ("!2025-12-14,-1,+250", date(2025, 12, 14), -1, 250),
        ("!2025-1-4,2,248", date(2025, 1, 4), 2, 248),
        ("!2025-12-14T10:00:00.000Z,2,248", date(2025, 12, 14), 2, 248),
        ("!14-12-2025,2,248", date(2025, 12, 14), 2, 248),
        ("!Wed Jun 14 2023,4,270", date(2023, 6, 14), 4, 270),
        ("!2025-12-14,2,248,more,fields", date(2025, 12, 14), 2, 248),
        ("!2024-02-29,2,248", date(2024, 2, 29), 2, 248),
    ],
)
def test_sm2_forms(text: str, due: date, interval_days: float, ease_percent: float) -> None:
    assert only(text).schedule == Sm2Schedule(due, interval_days, ease_percent)


def test_fsrs() -> None:
    assert only(f"!{FSRS}").schedule == FsrsSchedule(
        due=datetime(2026, 6, 14, 10, tzinfo=UTC),
        interval_days=3,
        stability_days=3.12,
        difficulty=5.2,
        state=FsrsState.REVIEW,
        reps=1,
        lapses=0,
        step=0,
        last_review=datetime(2026, 6, 11, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize("text", ["!2000-01-01,1,250", "!01-01-2000,7,300", "!2000-01-01,x,y"])
def test_unreviewed(text: str) -> None:
    segment = only(text)
    assert (segment.schedule, segment.problem) == (None, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("!soon", "it has 1 of 3 fields"),
        ("!2025-12-14", "it has 1 of 3 fields"),
        ("!2025-12-14,2", "it has 2 of 3 fields"),
        ("!,,", "'nothing' is no date (YYYY-MM-DD)"),
        ("!soon,2,248", "'soon' is no date (YYYY-MM-DD)"),
        ("!2025-13-14,2,248", "there is no day 2025-13-14"),
        ("!2025-02-29,2,248", "there is no day 2025-02-29"),
        ("!0000-01-01,2,248", "there is no day 0000-01-01"),
        ("!Wed Juno 14 2023,2,248", "'Wed Juno 14 2023' is no date (YYYY-MM-DD)"),
        ("!Wed Jux 14 2023,2,248", "'Wed Jux 14 2023' is no date (YYYY-MM-DD)"),
        ("!٢٠٢٥-12-14,2,248", "'٢٠٢٥-12-14' is no date (YYYY-MM-DD)"),
        ("!2025-12-14,two,248", "the interval 'two' is no number"),
        ("!2025-12-14,NaN,248", "the interval 'NaN' is no number"),
        ("!2025-12-14,1_0,248", "the interval '1_0' is no number"),
        ("!2025-12-14,2,", "the ease '' is no number"),
        ("!2025-12-14,1e999,248", "the interval 1e999 is too large"),
        ("!fsrs", "it has 1 of 10 fields"),
        ("!fsrs,2026-06-14T10:00:00.000Z,3", "it has 3 of 10 fields"),
        (FSRS.replace("2026-06-14T", "x"), "is no time stamp"),
        (FSRS.replace(",3.12,", ",?,"), "the stability '?' is no number"),
        (FSRS.replace(",2,1,0,0,", ",9,1,0,0,"), "the state 9 is none of 0 to 3"),
        (FSRS.replace(",2,1,0,0,", ",2,1.5,0,0,"), "the reps 1.5 is no whole number"),
        (FSRS.replace(",2,1,0,0,", ",2,1,-1,0,"), "the lapses -1 is no whole number"),
        (FSRS.replace("2026-06-14T10", "0001-01-01T00").replace("Z,3,", "+14:00,3,"), "range"),
    ],
)
def test_broken(text: str, problem: str) -> None:
    segment = only(text)
    assert segment.schedule is None
    assert problem in (segment.problem or "")


def test_empty_segments_are_none() -> None:
    assert segments("<!--SR:-->") == segments("<!--SR: ! !! -->") == ()


def test_unclosed_comment_is_none() -> None:
    assert read_comment("<!--SR:!2025-12-14,2,248", 0) is None


def test_spans_leave_foreign_fields_and_blanks_outside() -> None:
    text = f"<!--SR: !2025-12-14,2,248 ,theirs! {FSRS},more !broken -->"
    spans = [text[slice(*segment.span)] for segment in segments(text)]
    assert spans == ["2025-12-14,2,248", FSRS, "broken"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (2, "2"),
        (2.0, "2"),
        (-2.5, "-2.5"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1 / 3, "0.3333333333333333"),
        (1e-5, "0.00001"),
        (1.5e-6, "0.0000015"),
        (1e-6, "0.000001"),
        (1e-7, "1e-7"),
        (1.5e-7, "1.5e-7"),
        (1e16, "10000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.5e300, "1.5e+300"),
        (5e-324, "5e-324"),
        (-1e21, "-1e+21"),
    ],
)
def test_numbers_are_written_as_by_javascript(value: float, text: str) -> None:
    assert format_number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_survive(value: float) -> None:
    assert float(format_number(value)) == value

"""Where the parts of scheduling comments lie, to the character, and what is said of wrong ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from srs.markdown.plain_segments import MAX_SEGMENTS
from srs.markdown.sr_comment import read_comment
from srs.model import FsrsSchedule, Segment, Sm2Schedule
from srs.pieces import Span

FSRS = "fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2026-06-11T10:00:00.000Z"


def only(text: str) -> Segment:
    comment = read_comment(f"<!--SR:!{text}-->", 0)
    assert comment is not None
    (segment,) = comment.segments
    return segment


def test_a_comment_within_a_text() -> None:
    text = "--> <!--SR:! 2025-12-14,2,248 !2025-12-15,3,250,more--> --> <!--SR:x-->"
    comment = read_comment(text, 4)
    assert comment is not None
    assert comment.span == Span(4, text.index("--> -->") + 3)
    assert text[slice(*comment.segments[0].span)] == "2025-12-14,2,248"
    assert text[slice(*comment.segments[1].span)] == "2025-12-15,3,250"
    assert [segment.schedule for segment in comment.segments] == [
        Sm2Schedule(date(2025, 12, 14), 2, 248),
        Sm2Schedule(date(2025, 12, 15), 3, 250),
    ]


def test_an_arrow_that_begins_in_the_opening_does_not_close_it() -> None:
    assert read_comment("--><!--SR:!2025-12-14,2,248", 3) is None
    comment = read_comment("<!--SR:-->", 0)
    assert comment is not None
    assert (comment.span, comment.segments) == (Span(0, 10), ())


@pytest.mark.parametrize("blank", ["\x1c", "\x1d", "\x1e", "\x1f", "\x85"])
def test_what_only_python_takes_for_blank_is_text(blank: str) -> None:
    assert only(f"{blank}2025-12-14,2,248").schedule is None
    assert only(f"2025-12-14,2,248{blank}").schedule is None
    assert only(f"2025-12-14,{blank}2,248").schedule is None
    assert only(f"{blank}fsrs{FSRS.removeprefix('fsrs')}").schedule is None


@pytest.mark.parametrize("blank", ["\ufeff", "\u00a0", "\u3000", "\t", "\n"])
def test_what_the_plugin_takes_for_blank_is_none(blank: str) -> None:
    assert only(f"{blank}2025-12-14{blank},{blank}2,248{blank}").schedule is not None
    assert isinstance(only(f"{blank}fsrs{blank}{FSRS.removeprefix('fsrs')}").schedule, FsrsSchedule)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        (1, "x", "'x' is no time stamp (YYYY-MM-DDTHH:MM:SS.mmmZ)"),
        (2, "x", "the interval 'x' is no number"),
        (3, "x", "the stability 'x' is no number"),
        (4, "x", "the difficulty 'x' is no number"),
        (5, "x", "the state 'x' is no number"),
        (5, "1.5", "the state 1.5 is no whole number"),
        (5, "4", "the state 4 is none of 0 to 3"),
        (6, "-1", "the reps -1 is no whole number"),
        (6, "x", "the reps 'x' is no number"),
        (7, "x", "the lapses 'x' is no number"),
        (7, "0.5", "the lapses 0.5 is no whole number"),
        (8, "x", "the learning step 'x' is no number"),
        (9, "x", "'x' is no time stamp (YYYY-MM-DDTHH:MM:SS.mmmZ)"),
    ],
)
def test_each_wrong_field_is_named(field: int, value: str, problem: str) -> None:
    fields = FSRS.split(",")
    fields[field] = value
    assert only(",".join(fields)) == Segment(Span(8, 8 + len(",".join(fields))), None, problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x,2,248", "'x' is no date (YYYY-MM-DD)"),
        (",2,248", "'nothing' is no date (YYYY-MM-DD)"),
        ("2025-02-30,2,248", "there is no day 2025-02-30"),
        ("2025-12-14,x,248", "the interval 'x' is no number"),
        ("2025-12-14,2,x", "the ease 'x' is no number"),
        ("2025-12-14,1e999,250", "the interval 1e999 is too large"),
        ("2025-12-14,-1e999,250", "the interval -1e999 is too large"),
        ("2025-12-14,2", "it has 2 of 3 fields"),
        ("fsrs,2", "it has 2 of 10 fields"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    assert only(text).problem == problem


def test_a_card_without_a_last_review_and_stamps_of_other_zones() -> None:
    fields = FSRS.split(",")
    fields[1], fields[9] = "2026-06-14T12:00:00.000+02:00", "-"
    schedule = only(",".join(fields)).schedule
    assert isinstance(schedule, FsrsSchedule)
    assert schedule.last_review is None
    assert (schedule.due, schedule.due.tzinfo) == (datetime(2026, 6, 14, 10, tzinfo=UTC), UTC)
    fields[1] = "2026-06-14T10:00:00.000"
    schedule = only(",".join(fields)).schedule
    assert isinstance(schedule, FsrsSchedule)
    assert schedule.due == datetime(2026, 6, 14, 10, tzinfo=UTC)


def test_of_very_many_parts_the_first_ones_are_read() -> None:
    text = "<!--SR:" + "!2025-12-14,2,248" * (MAX_SEGMENTS + 5) + "-->"
    comment = read_comment(text, 0)
    assert comment is not None
    assert comment.span == Span(0, len(text))
    assert len(comment.segments) == MAX_SEGMENTS - 1  # nothing stands before the first mark
    assert text[slice(*comment.segments[-1].span)] == "2025-12-14,2,248"

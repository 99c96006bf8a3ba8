"""Which entries count, and which reviews are of one card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from srs.history.chains import histories
from srs.history.counting import effective, open_pending
from srs.model import Review, ReviewKind

START = datetime(2026, 1, 1, 10, tzinfo=UTC)
KINDS = ReviewKind


def entry(number: int, kind: ReviewKind = KINDS.REVIEW, **fields: Any) -> Review:
    """An entry, so many minutes after the first."""
    time = START + timedelta(minutes=number)
    review = Review(id=f"r{number}", time=time, deck="/d/a.md", note="n", card=0, kind=kind)
    return review._replace(**fields)


def ids(reviews: list[Review]) -> list[str]:
    return [review.id for review in reviews]


def test_entries_come_once_and_in_the_order_of_time() -> None:
    one, two, three = entry(1), entry(2), entry(3)
    assert ids(effective([three, one, two, one])) == ["r1", "r2", "r3"]


def test_what_was_undone_does_not_count() -> None:
    entries = [entry(1), entry(2), entry(3, KINDS.UNDO, about="r2"), entry(4)]
    assert ids(effective(entries)) == ["r1", "r4"]


@pytest.mark.parametrize("kind", [KINDS.PENDING, KINDS.DROPPED, KINDS.UNDO])
def test_what_gave_no_schedule_does_not_count(kind: ReviewKind) -> None:
    assert effective([entry(1, kind)]) == []


@pytest.mark.parametrize("kind", [KINDS.RESET, KINDS.IMPORT, KINDS.CONVERT])
def test_what_gave_a_schedule_counts(kind: ReviewKind) -> None:
    assert ids(effective([entry(1, kind)])) == ["r1"]


def test_a_grade_waits_until_it_is_applied_or_dropped() -> None:
    pending = [entry(number, KINDS.PENDING) for number in (1, 2, 3)]
    settled = [entry(4, about="r1"), entry(5, KINDS.DROPPED, about="r2")]
    assert ids(open_pending([*pending, *settled])) == ["r3"]


def test_a_grade_that_was_applied_and_undone_waits_no_more() -> None:
    entries = [entry(1, KINDS.PENDING), entry(2, about="r1"), entry(3, KINDS.UNDO, about="r2")]
    assert open_pending(entries) == []


def chains(*reviews: Review) -> list[list[str]]:
    return [ids(list(history.reviews)) for history in histories(reviews)]


def test_cards_are_told_apart_by_note_and_index() -> None:
    assert chains(
        entry(1, after="a"),
        entry(2, after="a", card=1),
        entry(3, after="a", note="m"),
        entry(4, before="a", after="b"),
        entry(5, before="a", after="b", card=1),
    ) == [["r1", "r4"], ["r2", "r5"], ["r3"]]


def test_a_card_keeps_its_history_when_its_text_is_edited() -> None:
    assert chains(
        entry(1, after="a"), entry(2, before="a", after="b", note="edited"), entry(3, note="other")
    ) == [["r1", "r2"], ["r3"]]


def test_a_card_keeps_its_history_when_it_moves_to_another_deck() -> None:
    assert chains(entry(1, after="a"), entry(2, before="a", after="b", deck="/d/b.md")) == [
        ["r1", "r2"]
    ]


def test_a_moved_card_and_an_edited_one_are_not_mixed_up() -> None:
    assert chains(
        entry(1, after="a", note="n1", deck="/d/1.md"),
        entry(2, after="a", note="n2", deck="/d/2.md"),
        entry(3, before="a", after="b", note="n2", deck="/d/3.md"),
        entry(4, before="a", after="c", note="new", deck="/d/1.md"),
    ) == [["r1", "r4"], ["r2", "r3"]]


def test_where_several_could_be_meant_a_new_history_begins() -> None:
    assert chains(
        entry(1, after="a", note="n1"),
        entry(2, after="a", note="n2"),
        entry(3, before="a", after="b", note="n3"),
    ) == [["r1"], ["r2"], ["r3"]]


def test_a_card_graded_elsewhere_in_between_is_known_by_its_text() -> None:
    assert chains(entry(1, after="a"), entry(2, before="elsewhere", after="c")) == [["r1", "r2"]]


def test_what_was_undone_is_in_no_history() -> None:
    assert chains(
        entry(1, after="a"),
        entry(2, before="a", after="b"),
        entry(3, KINDS.UNDO, about="r2"),
        entry(4, before="a", after="c"),
    ) == [["r1", "r4"]]


def test_a_review_that_gave_no_segment_ends_no_chain() -> None:
    assert chains(entry(1), entry(2, before="a", after="b"), entry(3, before="b", note="m")) == [
        ["r1", "r2", "r3"]
    ]


def test_a_card_that_took_the_name_of_another_leaves_that_its_own() -> None:
    assert chains(
        entry(1, after="a", note="n"),
        entry(2, before="a", after="b", note="m"),
        entry(3, after="c", note="n"),
        entry(4, before="b", after="d", note="n", card=1),
        entry(5, before="c", after="e", note="n"),
    ) == [["r1", "r2", "r4"], ["r3", "r5"]]

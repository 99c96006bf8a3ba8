"""The streak at the end of a review, by the log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from srs.commands import grade, undo
from srs.model import Rating

if TYPE_CHECKING:
    from tests.commands.desk import NOW, Desk, begun, card
else:
    from desk import NOW, Desk, begun, card


def test_days_in_a_row_count_with_the_answers_of_this_session(desk: Desk) -> None:
    desk.write("git.md", card("one") + card("two") + card("three"))
    for days_ago, line in ((3, 1), (1, 6)):
        desk.now = NOW - timedelta(days=days_ago)
        assert grade.run(desk.context(), f"git.md:{line}", "easy", None, False) == 0
    desk.now = NOW
    review = begun(desk)
    assert review.summary().streak_days == 0
    review.grade(Rating.GOOD, 1000)
    assert review.summary().streak_days == 2


def test_an_answer_taken_back_does_not_count(desk: Desk) -> None:
    desk.write("git.md", card("one") + card("two"))
    desk.now = NOW - timedelta(days=1)
    assert grade.run(desk.context(), "git.md:1", "easy", None, False) == 0
    assert undo.run(desk.context(), 1) == 0
    desk.now = NOW
    review = begun(desk)
    review.grade(Rating.GOOD, 1000)
    assert review.summary().streak_days == 1

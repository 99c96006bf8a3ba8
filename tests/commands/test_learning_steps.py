"""Cards in a learning step, and forgotten ones: when they come back in a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from srs.commands.live_review import LiveReview
from srs.model import Rating

if TYPE_CHECKING:
    from tests.commands.desk import NOW, Desk, begun, card
else:
    from desk import NOW, Desk, begun, card

AGAIN, GOOD, EASY = Rating.AGAIN, Rating.GOOD, Rating.EASY


@pytest.fixture
def fsrs(desk: Desk) -> Callable[[int], LiveReview]:
    def begin(cards: int) -> LiveReview:
        desk.environment = {"SRS_ALGORITHM": "fsrs"}
        desk.write("a.md", "".join(card(name) for name in "abcdefgh"[:cards]))
        return begun(desk)

    return begin


def front(live: LiveReview) -> str:
    return live.question.front if live.question else ""


def test_a_card_in_a_step_comes_when_its_time_has_come(
    desk: Desk, fsrs: Callable[[int], LiveReview]
) -> None:
    live = fsrs(4)
    assert live.grade(AGAIN, 0) == "Again. It comes back in 1 min."
    assert front(live) == "b"
    desk.now += timedelta(seconds=59)
    assert live.grade(EASY, 0).startswith("Easy. Due again on ")
    assert front(live) == "c"
    desk.now += timedelta(seconds=1)
    live.grade(EASY, 0)
    assert front(live) == "a"
    assert (live.counts.new, live.counts.learning) == (1, 1)
    assert live.position == (2, 4)


def test_last_of_all_it_comes_before_its_time_and_that_is_said(
    desk: Desk, fsrs: Callable[[int], LiveReview]
) -> None:
    live = fsrs(2)
    assert live.grade(GOOD, 0) == "Good. It comes back in 10 min."
    desk.now += timedelta(minutes=2)
    said = live.grade(AGAIN, 0)
    assert said == (
        "Again. It comes back in 1 min. Nothing else is left: this card comes 1 min early."
    )
    assert front(live) == "b"
    said = live.skip()
    assert said == "Skipped; it comes last. Nothing else is left: this card comes 8 min early."
    assert (front(live), live.left) == ("a", 2)


def test_undo_shows_the_card_again_whatever_else_has_come(
    desk: Desk, fsrs: Callable[[int], LiveReview]
) -> None:
    live = fsrs(3)
    live.grade(AGAIN, 0)
    live.grade(EASY, 0)
    desk.now += timedelta(minutes=5)
    assert live.undo() == "Easy was taken back."
    assert front(live) == "b"
    live.grade(EASY, 0)
    assert front(live) == "a"


def test_steps_of_an_earlier_session_are_waited_for(
    desk: Desk, fsrs: Callable[[int], LiveReview]
) -> None:
    fsrs(3).grade(GOOD, 0)
    live = begun(desk)
    assert (front(live), live.left, live.counts.learning) == ("b", 3, 1)
    desk.now += timedelta(minutes=10)
    assert front(begun(desk)) == "a"


def test_forgotten_cards_of_sm2_come_back_after_minutes_if_that_is_set(desk: Desk) -> None:
    desk.environment = {"SRS_REVIEW_AGAIN_AFTER_MINUTES": "5"}
    desk.write("a.md", "".join(card(name) for name in "abc"))
    live = begun(desk)
    assert live.grade(AGAIN, 0) == "Again. It comes back in 5 min."
    desk.now = NOW + timedelta(minutes=5)
    live.grade(EASY, 0)
    assert front(live) == "a"


def test_a_step_that_ends_when_its_card_is_gone(
    desk: Desk, fsrs: Callable[[int], LiveReview]
) -> None:
    live = fsrs(2)
    live.grade(GOOD, 0)
    text = desk.read("a.md")
    desk.write("a.md", text[text.index("b\n") :])
    live.reload()
    live.grade(EASY, 0)
    assert live.question is None
    assert live.left == 0


def test_what_is_known_of_a_card(desk: Desk, fsrs: Callable[[int], LiveReview]) -> None:
    live = fsrs(2)
    assert live.information().recall is None
    assert live.information().past == []
    live.grade(GOOD, 4200)
    desk.now += timedelta(minutes=10)
    live.grade(EASY, 0)
    known = live.information()
    assert front(live) == "a"
    assert known.recall is not None
    assert known.recall > 0.99
    (past,) = known.past
    assert (past.what, past.seconds, past.moment.now) == ("Good", 4.2, NOW)
    assert past.before is None
    assert past.schedule == (live.question and live.question.schedule)
    assert dict(known.reasons[GOOD])["before"] == "stability 2.31 days, difficulty 2.12"
    live.grade(GOOD, 0)
    live.undo()
    assert len(live.information().past) == 1

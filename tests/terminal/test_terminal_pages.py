"""The page of a card's schedule, and the ending."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from srs.model import FsrsSchedule, FsrsState
from srs.session.view import Lapse, PastAnswer, Summary
from srs.terminal.ending import ending_lines
from srs.terminal.pages import help_rows, info_rows

if TYPE_CHECKING:
    from tests.terminal.fake_review import CARDS, MOMENT, FakeReview, schedule
else:
    from fake_review import CARDS, MOMENT, FakeReview, schedule

KNOWN = FakeReview().information()

SUMMARY = Summary(
    answered=8,
    recalled=7,
    new_learned=3,
    seconds=252,
    again=(Lapse("pytorch.md", 37, "PYTORCH DATA:\x1b[2J\nmore"),),
    due_tomorrow=6,
    due_this_week=31,
)


def test_schedule_of_a_card_in_sm2() -> None:
    rows = dict(info_rows(CARDS[0]._replace(schedule=schedule(5, 230)), KNOWN))
    assert rows["Due"] == "2025-12-19"
    assert rows["Interval"] == "5 days"
    assert rows["Schedule"] == "ease 230 %"
    assert rows["Again"] == "today, due 2025-12-14, ease 230 %"


def test_schedule_of_a_card_in_fsrs() -> None:
    due = MOMENT.now + timedelta(days=1)
    stored = FsrsSchedule(due, 3, 3.12, 5.2, FsrsState.REVIEW, 4, 1, 0, MOMENT.now)
    rows = dict(info_rows(CARDS[0]._replace(schedule=stored), KNOWN))
    assert rows["Due"] == "2025-12-15"
    assert rows["Schedule"] == (
        "stability 3.1 days, difficulty 5.2 of 10, review, 4 reviews, 1 lapse"
    )


def test_recall_past_and_reasons_of_a_card() -> None:
    rows = info_rows(CARDS[0], KNOWN._replace(recall=0.9134))
    assert ("Recall", "91.3 % today") in rows
    begin = rows.index(("History", "2025-12-09 10:00  Reset"))
    assert rows[begin + 1 : begin + 6] == [
        ("", "2025-12-09 10:00  Good, from new to 5 days, in 12 s"),
        ("", ""),
        ("Why Again", "formula: 1 * 230 %"),
        ("", "result: 2025-12-14"),
        ("", ""),
    ]
    assert [name for name, _ in rows if name.startswith("Why")] == [
        *("Why Again", "Why Hard", "Why Good", "Why Easy")
    ]


def test_past_steps_are_as_long_as_they_were_given() -> None:
    hour_ago = MOMENT.now - timedelta(hours=1)
    step = FsrsSchedule(
        MOMENT.now - timedelta(minutes=50), 0, 2.3, 5, FsrsState.LEARNING, 1, 0, 1, hour_ago
    )
    after = FsrsSchedule(
        MOMENT.now + timedelta(days=3), 3, 3, 5, FsrsState.REVIEW, 2, 0, 0, MOMENT.now
    )
    past = [PastAnswer(MOMENT, "Good", step, after, None)]
    told = ("History", "2025-12-14 10:00  Good, from 10 minutes to 3 days")
    assert told in info_rows(CARDS[0], KNOWN._replace(past=past))


def test_a_card_without_a_past() -> None:
    assert ("History", "no answer in the log") in info_rows(CARDS[0], KNOWN._replace(past=[]))


def test_help_names_every_rating_of_the_preset() -> None:
    assert ("0", "Again") in help_rows("obsidian")
    assert ("4", "Easy") in help_rows("anki")


def test_ending() -> None:
    assert ending_lines(SUMMARY, ["the disk\x1b is full"]) == [
        "8 cards in 4 min 12 s · 88 % recalled · 3 new learned",
        "Again: pytorch.md:37  PYTORCH DATA:␛[2J",
        "Tomorrow 6, this week 31.",
        "the disk␛ is full",
    ]


def test_ending_with_a_streak() -> None:
    for days, said in ((0, ""), (1, ""), (12, " · streak 12 days")):
        (first, *_) = ending_lines(SUMMARY._replace(streak_days=days), [])
        assert first == f"8 cards in 4 min 12 s · 88 % recalled · 3 new learned{said}"


def test_ending_of_many_lapses_is_short() -> None:
    many = SUMMARY._replace(again=SUMMARY.again * 25, new_learned=0)
    lines = ending_lines(many, [])
    assert lines[0] == "8 cards in 4 min 12 s · 88 % recalled"
    assert lines[-2] == "Again: 15 more"
    assert len(lines) == 13


def test_ending_without_answers() -> None:
    assert ending_lines(SUMMARY._replace(answered=0), []) == ["No card was answered."]

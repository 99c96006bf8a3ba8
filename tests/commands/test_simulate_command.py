"""`srs simulate`: the table, the assumptions, and the same chance for every scheduler."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.commands import simulate
from srs.commands.simulate import SimulateOptions
from srs.errors import UsageError
from srs.history.lines import format_line
from srs.model import Rating, Review, ReviewKind

if TYPE_CHECKING:
    from tests.commands.desk import NOW, Desk
else:
    from desk import NOW, Desk

OPTIONS = SimulateOptions(30, 5, lambda: random.Random(7).random)


def test_a_line_a_scheduler_and_the_assumptions(desk: Desk) -> None:
    assert simulate.run(desk.context(), OPTIONS) == 0
    assert [line[:9] for line in desk.lines] == [
        *("scheduler", "SM-2-OSR ", "FSRS 0.80", "FSRS 0.85", "FSRS 0.90", "FSRS 0.95", "FSRS 0.97")
    ]
    assert all(line.endswith("#") for line in desk.lines[1:])
    assert desk.said[0] == "30 days with 5 new cards each; everything is done on time."
    assert "the default parameters" in desk.said[1]
    assert "An interval is at most 36525 days in SM-2-OSR, 36525 days in FSRS." in desk.said


def test_json_is_the_same_each_time(desk: Desk) -> None:
    simulate.run(desk.context(as_json=True), OPTIONS)
    first = desk.document
    simulate.run(desk.context(as_json=True), OPTIONS)
    assert desk.document == first
    assert [each["desired_retention"] for each in first["schedulers"]] == [
        *(None, 0.8, 0.85, 0.9, 0.95, 0.97)
    ]
    assert {each["cards"] for each in first["schedulers"]} == {150}


def test_no_new_cards_make_no_bars(desk: Desk) -> None:
    simulate.run(desk.context(), SimulateOptions(3, 0, lambda: random.Random(7).random))
    assert desk.lines[1].endswith("0 of 0")


def log_of(cards: int, file: Path) -> None:
    """A log of cards begun two a day, each answered Again once, then Good three times."""
    lines = ["card_id,review_rating,review_time,review_duration"]
    for card in range(cards):
        for rating, wait in ((1, 0), (3, 0), (3, 1), (3, 4), (3, 12)):
            at = NOW + timedelta(days=card // 2 + wait, minutes=rating)
            lines.append(f"{card},{rating},{at.isoformat()},{rating * 1000}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_memory_and_habits_of_a_log_in_csv(desk: Desk) -> None:
    log_of(150, desk.folder / "log.csv")
    options = replace(OPTIONS, new_cards=None, csv_file=Path("log.csv"))
    assert simulate.run(desk.context(as_json=True), options) == 0
    document = desk.document
    assert document["new"] == 2  # 150 cards in 75 days and 12 more
    assert "parameters fitted to log.csv" in document["assumptions"][1]
    assert "Again 100.0%, Hard 0.0%, Good 0.0%, Easy 0.0%" in document["assumptions"][2]
    assert "Hard 0.0%, Good 100.0%, Easy 0.0%" in document["assumptions"][3]
    assert document["assumptions"][4].startswith("An answer takes 2.6 s")
    assert document["assumptions"][5] == "So it is in log.csv."
    first = document["schedulers"][0]
    answers = first["reviews_a_day"] + first["repeats_a_day"] + 2
    assert first["minutes_a_day"] == pytest.approx(answers * 2.6 / 60, abs=0.1)
    simulate.run(desk.context(), options)
    assert "min a day" in desk.lines[0]


def test_a_log_that_is_too_short(desk: Desk) -> None:
    log_of(10, desk.folder / "log.csv")
    with pytest.raises(UsageError, match=r"log\.csv: 30 reviews can be predicted, and 400 are"):
        simulate.run(desk.context(), replace(OPTIONS, csv_file=Path("log.csv")))


def test_the_own_log_and_the_own_retention(desk: Desk) -> None:
    desk.environment = {"SRS_FSRS_DESIRED_RETENTION": "0.87"}
    lines = []
    for number in range(150):
        answers = ((1, 0, None), (3, 1, "a"), (3, 5, "b"), (3, 17, "c"))
        for rating, wait, before in answers:
            at = NOW + timedelta(days=number // 2 + wait)
            entry = Review(
                id=f"{number}.{wait}",
                time=at,
                deck="a.md",
                note=f"{number}",
                card=0,
                kind=ReviewKind.REVIEW,
                rating=Rating(rating),
                elapsed_ms=5000,
                before=before,
                after={None: "a", "a": "b", "b": "c", "c": "d"}[before],
            )
            lines.append(format_line(entry))
    folder = desk.user_data() / "log"
    folder.mkdir(parents=True)
    (folder / "x.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    simulate.run(desk.context(), OPTIONS)
    assert desk.lines[4].startswith("FSRS 0.87*")
    assert "So it is in your log." in desk.said
    assert "min a day" in desk.lines[0]
    assert "the default parameters" in desk.said[1]

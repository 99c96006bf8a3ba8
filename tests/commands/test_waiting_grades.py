"""Grades that could not be written: they wait in the log until somebody says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.commands import doctor, grade, log, stats, undo
from srs.commands.log import LogOptions
from srs.commands.stats import StatsOptions
from srs.errors import SrsError
from srs.model import Rating

if TYPE_CHECKING:
    from tests.commands.desk import Desk, begun, card
else:
    from desk import Desk, begun, card

DECK = card("one", "!2025-12-10,4,250") + card("two", "!2025-12-11,4,250")
ELSEWHERE = DECK.replace("2025-12-10,4,250", "2025-12-30,16,250")
KEPT = "The grade (Good) is kept in the log: `srs doctor` shows it, `srs doctor --fix`"


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """A desk where the first card's grade could not be written: the card was gone."""
    desk.write("a.md", DECK)
    review = begun(desk)
    desk.write("a.md", card("two", "!2025-12-11,4,250"))
    with pytest.raises(SrsError) as caught:
        review.grade(Rating.GOOD, 5000)
    assert KEPT in str(caught.value)
    return desk


def test_the_next_command_says_so(waiting: Desk) -> None:
    stats.run(waiting.context(), StatsOptions())
    assert "srs: 1 grade could not be written, and waits; see `srs doctor`." in waiting.said


def test_commands_that_load_no_collection_say_so_too(waiting: Desk) -> None:
    sentence = "srs: 1 grade could not be written, and waits; see `srs doctor`."
    grade.run(waiting.context(), "a.md:1", "good", None, False)
    assert waiting.said[0] == sentence
    log.run(waiting.context(), LogOptions(20, False))
    assert waiting.said[0] == sentence
    undo.run(waiting.context(), 1)
    assert waiting.said[0] == sentence


def test_doctor_shows_it(waiting: Desk) -> None:
    doctor.run(waiting.context())
    (line,) = (line for line in waiting.lines if "waits" in line)
    assert "a.md: Good of 2025-12-14 10:00 for 'one', from 2025-12-10,4,250 to 2025-12-" in line
    doctor.run(waiting.context(as_json=True))
    (entry,) = waiting.document["log"]["waiting"]
    assert entry["rating"] == "good"
    assert entry["front"] == "one"


def test_it_is_applied_when_the_card_is_back(waiting: Desk) -> None:
    waiting.write("a.md", DECK)
    assert doctor.run(waiting.context(typed="a\n"), fix=True) == 0
    assert waiting.said[-1] == "a.md:1: written."
    text = waiting.read("a.md")
    assert text != DECK
    assert text.replace("2025-12-29,15,250", "2025-12-10,4,250") == DECK
    assert doctor.run(waiting.context(), fix=True) == 0
    assert waiting.said[-1] == "No grade waits."
    log.run(waiting.context(as_json=True), LogOptions(None, False))
    pending, applied = waiting.document["reviews"]
    assert (pending["kind"], applied["kind"]) == ("pending", "review")
    assert applied["about"] == pending["id"]
    assert applied["time"] == pending["time"]
    assert applied["elapsed_ms"] == 5000
    assert log.run(waiting.context(), LogOptions(None, True)) == 0


@pytest.mark.parametrize("text", [ELSEWHERE, card("two", "!2025-12-11,4,250")])
def test_it_is_not_applied_to_a_card_that_stands_otherwise(waiting: Desk, text: str) -> None:
    waiting.write("a.md", text)
    assert doctor.run(waiting.context(typed="a\n"), fix=True) == 1
    assert waiting.said[-1].endswith("It waits on.")
    assert waiting.read("a.md") == text


def test_it_is_dropped(waiting: Desk) -> None:
    assert doctor.run(waiting.context(typed="d\n"), fix=True) == 0
    assert waiting.said[-1] == "Dropped."
    stats.run(waiting.context(), StatsOptions())
    assert waiting.said == []
    assert not (waiting.folder / ".data" / "waiting").exists()


def test_it_waits_on_without_an_answer(waiting: Desk) -> None:
    assert doctor.run(waiting.context(typed="\n"), fix=True) == 1
    assert doctor.run(waiting.context(typed=""), fix=True) == 1


def test_a_card_that_is_graded_after_all_waits_no_more(desk: Desk) -> None:
    path = desk.write("a.md", DECK)
    review = begun(desk)
    path.chmod(0o444)
    with pytest.raises(SrsError, match="read-only"):
        review.grade(Rating.GOOD, 5000)
    path.chmod(0o644)
    review.grade(Rating.HARD, 6000)
    stats.run(desk.context(), StatsOptions())
    assert desk.said == []
    log.run(desk.context(as_json=True), LogOptions(None, False))
    assert [each["rating"] for each in desk.document["reviews"]] == ["good", "hard"]


def test_a_log_that_cannot_be_written_stops_no_grade(desk: Desk) -> None:
    desk.write("a.md", DECK)
    (desk.folder / ".data").write_text("a file where the folder should be")
    review = begun(desk)
    review.grade(Rating.GOOD, 5000)
    review.grade(Rating.GOOD, 5000)
    assert "2025-12-10" not in desk.read("a.md")
    assert len([line for line in desk.said if "the review log cannot be written" in line]) == 1


def test_the_log_is_the_users_alone(desk: Desk, tmp_path: Path) -> None:
    desk.write("a.md", DECK)
    begun(desk).grade(Rating.GOOD, 5000)
    (file,) = (tmp_path / ".data" / "log").iterdir()
    assert file.stat().st_mode & 0o077 == 0

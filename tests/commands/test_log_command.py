"""`srs log`: what was done, and whether the schedules follow from it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from srs.commands import grade, log, undo
from srs.commands.log import LogOptions

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card
else:
    from desk import Desk, card

DECK = card("one") + card("two", "!2025-12-10,40,250")
SHOW, VERIFY = LogOptions(20, False), LogOptions(20, True)


def graded(desk: Desk, line: int, rating: str) -> None:
    desk.now += timedelta(minutes=1)
    grade.run(desk.context(), f"a.md:{line}", rating, None, False)


def test_reviews_in_the_order_of_time(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    graded(desk, 6, "again")
    undo.run(desk.context(), 1)
    assert log.run(desk.context(), SHOW) == 0
    assert desk.lines == [
        "2025-12-14 10:01  Good             a.md  new -> 2025-12-17,3,250  one",
        "2025-12-14 10:02  Again (undone)   a.md  2025-12-10,40,250 -> 2025-12-14,0,230  two",
        "2025-12-14 10:02  undo             a.md  2025-12-14,0,230 -> 2025-12-10,40,250  ",
    ]
    assert desk.said == ["3 entries in the log."]
    log.run(desk.context(), LogOptions(1, False))
    assert len(desk.lines) == 1


def test_json(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    log.run(desk.context(as_json=True), SHOW)
    (entry,) = desk.document["reviews"]
    assert entry["id"]
    assert {
        name: entry[name] for name in ("path", "card", "kind", "rating", "before", "after")
    } == {
        "path": "a.md",
        "card": 0,
        "kind": "review",
        "rating": "good",
        "before": None,
        "after": "2025-12-17,3,250",
    }
    assert entry["counts"] is True


def test_every_schedule_follows_from_the_log(desk: Desk) -> None:
    desk.write("srs.toml", 'paths = ["."]\n')
    crowd = "".join(card(f"card {k}", f"!2026-03-{k % 28 + 1:02},9,250") for k in range(60))
    desk.write("a.md", DECK)
    desk.write("crowd.md", crowd)
    for rating in ("good", "easy", "hard", "good"):
        graded(desk, 1, rating)
        graded(desk, desk.read("a.md").split("\n").index("two") + 1, rating)
        desk.now += timedelta(days=9)
    assert log.run(desk.context(), VERIFY) == 0
    assert desk.said[-1] == "8 schedules computed again from the log; 0 differ."


def test_a_log_that_was_tampered_with(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    (file,) = (desk.folder / ".data" / "log").iterdir()
    file.write_text(file.read_text().replace('"rating": 3', '"rating": 4'))
    assert log.run(desk.context(), VERIFY) == 1
    assert desk.lines == [
        "a.md: 2025-12-14 10:01, 'one': the log has 2025-12-17,3,250, computed is 2025-12-18,4,270."
    ]
    assert log.run(desk.context(as_json=True), VERIFY) == 1
    assert desk.document["differences"][0]["expected"] == "2025-12-18,4,270"


def test_a_card_graded_elsewhere_is_said_and_no_fault(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    desk.write("a.md", desk.read("a.md").replace("2025-12-17,3,250", "2026-01-01,9,250"))
    assert log.run(desk.context(), VERIFY) == 0
    assert desk.lines == [
        "a.md:1: the card has changed since: it has 2026-01-01,9,250 now, not 2025-12-17,3,250."
    ]


def test_a_torn_line_is_passed_over_and_said(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    (file,) = (desk.folder / ".data" / "log").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"id": "torn", "ti')
    graded(desk, 6, "hard")
    assert file.read_bytes().startswith(whole + b'{"id": "torn", "ti\n{"')
    assert log.run(desk.context(), SHOW) == 0
    assert len(desk.lines) == 2
    assert "log/" in desk.said[0]
    assert ":3: this line was passed over: it is no JSON, or was cut off." in desk.said[0]


def test_logs_of_several_devices_are_one(desk: Desk) -> None:
    desk.write("srs.toml", '[log]\ndir = ".srs/log"\n')
    desk.write("a.md", DECK)
    graded(desk, 1, "good")
    folder = desk.folder / ".srs" / "log"
    (mine,) = folder.glob("*.jsonl")
    assert json.loads(mine.read_text().splitlines()[1])["deck"] == "../../a.md"
    assert (folder / ".gitattributes").read_text() == "*.jsonl merge=union\n"
    (folder / "other.jsonl").write_text(mine.read_text().replace('"id": "', '"id": "other'))
    (folder / "same.jsonl").write_text(mine.read_text())
    log.run(desk.context(as_json=True), SHOW)
    assert len(desk.document["reviews"]) == 2
    assert not (desk.folder / ".data" / "log").exists()


def test_only_below_the_paths(desk: Desk) -> None:
    desk.write("a.md", DECK)
    desk.write("b.md", card("b"))
    graded(desk, 1, "good")
    log.run(desk.context("b.md"), SHOW)
    assert desk.lines == []

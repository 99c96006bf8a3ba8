"""`srs due`: the count in each format, and what the exit code says."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from srs.commands import due

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card
else:
    from desk import Desk, card

DECK = (
    card("new")
    + card("late", "!2025-12-13,1,230")
    + card("today", "!2025-12-14,2,248")
    + card("later", "!2025-12-15,2,248")
)


@pytest.mark.parametrize(
    ("style", "written"),
    [("plain", "2"), ("tmux", "2 due"), ("starship", "2 due")],
)
def test_cards_are_due(desk: Desk, style: due.Format, written: str) -> None:
    desk.write("a.md", DECK)
    assert due.run(desk.context(), style) == 0
    assert desk.lines == [written]
    assert desk.said == []


@pytest.mark.parametrize(("style", "written"), [("plain", "0"), ("tmux", ""), ("starship", "")])
def test_nothing_is_due(desk: Desk, style: due.Format, written: str) -> None:
    desk.write("a.md", card("new"))
    assert due.run(desk.context(), style) == 1
    assert desk.lines == [written]


def test_json(desk: Desk) -> None:
    desk.write("a.md", DECK)
    assert due.run(desk.context(), "json") == 0
    assert desk.document == {"due": 2, "overdue": 1, "new": 1}
    assert due.run(desk.context(as_json=True), "plain") == 0
    assert desk.document == {"due": 2, "overdue": 1, "new": 1}


@pytest.mark.parametrize(
    ("schedule", "text", "kind"),
    [
        ("", "", "none"),
        ("!2025-12-14,2,248", "1 due", "due"),
        ("!2025-12-13,2,248", "1 due", "overdue"),
    ],
)
def test_waybar(desk: Desk, schedule: str, text: str, kind: str) -> None:
    desk.write("a.md", card("front", schedule))
    assert due.run(desk.context(), "waybar") == (not text)
    (line,) = desk.lines
    bar = json.loads(line)
    assert (bar["text"], bar["class"]) == (text, kind)


def test_days_begin_when_the_settings_say(desk: Desk) -> None:
    desk.write("a.md", card("front", "!2025-12-14,2,248"))
    desk.now = desk.now.replace(hour=3, minute=59)
    assert due.run(desk.context(), "plain") == 1
    desk.environment = {"SRS_DAY_STARTS_AT": "03:00"}
    assert due.run(desk.context(), "plain") == 0


@pytest.mark.parametrize("bad", [b"\xff\xfea\0b\0", b"\x7fELF\0\0"])
def test_the_other_decks_are_counted(desk: Desk, bad: bytes) -> None:
    desk.write("a.md", DECK)
    (desk.folder / "b.md").write_bytes(bad)
    assert due.run(desk.context(), "plain") == 0
    assert desk.lines == ["2"]
    (sentence,) = desk.said
    assert sentence.startswith("srs: b.md: this is ")


def test_a_folder_without_decks(desk: Desk) -> None:
    assert due.run(desk.context(), "plain") == 1
    assert desk.said == ["srs: no decks found here; a deck is a Markdown file (.md)."]


@pytest.mark.parametrize("hours", [-11, 0, 11])
@pytest.mark.parametrize(
    ("due_at", "count"), [("9999-12-31T23:59:59.000Z", 0), ("0001-01-01T00:00:00.000Z", 1)]
)
def test_schedules_at_the_ends_of_the_calendar(
    desk: Desk, due_at: str, count: int, hours: int
) -> None:
    desk.write("a.md", card("front", f"!fsrs,{due_at},3,3.12,5.2,2,1,0,0,-"))
    desk.now = desk.now.astimezone(timezone(timedelta(hours=hours)))
    assert due.run(desk.context(), "plain") == (not count)
    assert desk.lines == [str(count)]

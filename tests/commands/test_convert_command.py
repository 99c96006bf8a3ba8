"""`srs convert`: schedules of the other algorithm, and nothing else, are written anew."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from srs.commands import convert, undo
from srs.commands.convert import ConvertOptions

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

SM2 = "2025-12-17,3,250"
AS_FSRS = "fsrs,2025-12-17T00:00:00.000Z,3,3,5.5,2,2,0,0,2025-12-14T00:00:00.000Z"
TO_FSRS, TO_SM2 = ConvertOptions("fsrs", False), ConvertOptions("sm2", False)
DECK = (
    card("one", f"!{SM2}")
    + card("new")
    + reversed_card("two", f"!2000-01-01,1,250!{SM2}")
    + card("three", f"!{AS_FSRS}")
)


def test_to_fsrs_changes_the_segments_alone_and_is_taken_back_to_the_byte(desk: Desk) -> None:
    desk.write("a.md", DECK)
    desk.write("b.md", card("new"))
    assert convert.run(desk.context(), TO_FSRS) == 0
    assert desk.read("a.md") == DECK.replace(SM2, AS_FSRS)
    assert desk.lines == [
        f"a.md:1   one                {SM2} -> {AS_FSRS}",
        f"a.md:10  The answer to two  {SM2} -> {AS_FSRS}",
    ]
    assert desk.said == [
        "2 cards of 1 deck converted to fsrs.",
        'a.md: the settings say algorithm = "sm2"; set algorithm = "fsrs" in srs.toml, so that '
        "these cards go on with it.",
    ]
    undo.run(desk.context(), 2)
    assert desk.read("a.md") == DECK


def test_to_sm2(desk: Desk) -> None:
    desk.write("a.md", DECK)
    assert convert.run(desk.context(), TO_SM2) == 0
    assert desk.read("a.md") == DECK.replace(AS_FSRS, SM2)
    assert desk.said == ["1 card of 1 deck converted to sm2."]
    assert convert.run(desk.context(), TO_SM2) == 0
    assert desk.said == ["0 cards of 0 decks converted to sm2."]
    undo.run(desk.context(), 1)
    assert desk.read("a.md") == DECK


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    desk.write("a.md", DECK)
    assert convert.run(desk.context(), ConvertOptions("fsrs", True)) == 0
    assert desk.read("a.md") == DECK
    assert not list(desk.folder.rglob("*.jsonl"))
    assert desk.lines[0].endswith(f"{SM2} -> {AS_FSRS}")
    assert desk.said[0] == "2 cards of 1 deck would be converted to fsrs."


def test_line_ends_and_what_follows_a_segment_stay(desk: Desk) -> None:
    text = card("one", f"!{SM2},x!more").replace("\n", "\r\n")
    desk.write("a.md", text)
    convert.run(desk.context(), TO_FSRS)
    written = desk.read("a.md")
    assert written.count("\r\n") == written.count("\n") == text.count("\r\n")
    undo.run(desk.context(), 1)
    assert desk.read("a.md") == text


def test_midnight_is_that_of_the_users_zone(desk: Desk) -> None:
    desk.now = desk.now.astimezone(timezone(timedelta(hours=2)))
    desk.write("a.md", card("one", f"!{SM2}"))
    convert.run(desk.context(), TO_FSRS)
    assert "!fsrs,2025-12-16T22:00:00.000Z,3," in desk.read("a.md")
    convert.run(desk.context(), TO_SM2)
    assert desk.read("a.md") == card("one", f"!{SM2}")


def test_nothing_is_said_of_settings_that_fit(desk: Desk) -> None:
    desk.write("srs.toml", 'algorithm = "fsrs"\n')
    desk.write("a.md", DECK)
    convert.run(desk.context(), TO_FSRS)
    assert desk.said == ["2 cards of 1 deck converted to fsrs."]


@pytest.mark.parametrize("dry_run", [True, False])
def test_json(desk: Desk, dry_run: bool) -> None:
    desk.write("a.md", card("one", f"!{SM2}"))
    convert.run(desk.context(as_json=True), ConvertOptions("fsrs", dry_run))
    assert desk.document == {
        "to": "fsrs",
        "dry_run": dry_run,
        "cards": [
            {
                "path": "a.md",
                "line": 1,
                "note": 0,
                "card": 0,
                "front": "one",
                "before": SM2,
                "after": AS_FSRS,
                "error": None,
            }
        ],
        "problems": [],
    }


def test_a_deck_that_cannot_be_written_does_not_keep_the_others(desk: Desk) -> None:
    path = desk.write("a.md", card("one", f"!{SM2}"))
    desk.write("b.md", card("two", f"!{SM2}"))
    path.chmod(0o444)
    assert convert.run(desk.context(), TO_FSRS) == 1
    assert desk.read("a.md") == card("one", f"!{SM2}")
    assert desk.read("b.md") == card("two", f"!{AS_FSRS}")
    assert desk.said[0].startswith("srs: a.md")
    assert desk.said[1] == "1 card of 1 deck converted to fsrs."

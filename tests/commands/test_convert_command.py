"""`srs convert`: schedules of the other algorithm, and nothing else, are written anew."""

from __future__ import annotations

from datetime import time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from srs.collection.deck import Deck
from srs.commands import convert, grade, grading, log, undo
from srs.commands.convert import ConvertOptions
from srs.files import Read
from srs.model import FsrsSchedule, Rating, Sm2Schedule
from srs.scheduling import fsrs
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.day import moment
from srs.scheduling.sm2 import outcomes
from srs.storage import open_deck
from srs.storage.atomic import replace_file
from srs.storage.open_deck import OpenDeck

if TYPE_CHECKING:
    from tests.commands.desk import NOW, Desk, begun, card, reversed_card
else:
    from desk import NOW, Desk, begun, card, reversed_card

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
                "by": "schedule",
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


END = "fsrs,9999-12-31T23:30:00.000Z,3,3,5.5,2,2,0,0,2025-12-14T00:00:00.000Z"


def test_a_date_at_the_end_of_the_calendar_is_refused_and_the_others_go_on(desk: Desk) -> None:
    desk.now = desk.now.astimezone(timezone(timedelta(hours=2)))
    desk.write("a.md", card("one", f"!{END}") + card("two", f"!{AS_FSRS}"))
    for dry_run in (True, False):
        assert convert.run(desk.context(), ConvertOptions("sm2", dry_run)) == 1
        assert desk.said[0] == (
            "srs: a.md:1: the due date lies at the end of the calendar; correct it by hand."
        )
    assert desk.read("a.md") == card("one", f"!{END}") + card("two", f"!{SM2}")


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were written, in order."""
    found: list[Path] = []

    def noted(path: Path, *others: Any) -> Read:
        found.append(path)
        return replace_file(path, *others)

    monkeypatch.setattr(open_deck, "replace_file", noted)
    return found


def test_each_file_is_written_once(desk: Desk, writes: list[Path]) -> None:
    desk.write("a.md", DECK)
    desk.write("b.md", reversed_card("two", f"!{SM2}!{SM2}") + card("one", f"!{SM2}"))
    desk.write("c.md", card("new"))
    convert.run(desk.context(), TO_FSRS)
    assert [path.name for path in writes] == ["a.md", "b.md"]
    assert desk.read("b.md").count(AS_FSRS) == 3
    undo.run(desk.context(), 5)
    assert desk.read("a.md") == DECK
    assert desk.read("b.md").count(SM2) == 3


def test_a_deck_that_changes_meanwhile_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", card("one", f"!{SM2}") + card("two", f"!{SM2}"))
    changed = card("one", f"!{SM2}") + card("two", "!2026-01-01,9,250")
    loaded = grading.open_deck

    def opened(deck: Deck) -> OpenDeck:
        desk.write("a.md", changed)
        return loaded(deck)

    monkeypatch.setattr(convert, "open_deck", opened)
    assert convert.run(desk.context(), TO_FSRS) == 1
    assert desk.read("a.md") == changed
    assert len(desk.said) == 2
    assert "graded by another program" in desk.said[0]


def studied(desk: Desk, *ratings: Rating) -> None:
    """Answer the one card of a.md with SM-2, each time it is due."""
    desk.write("a.md", card("one"))
    for rating in ratings:
        live = begun(desk)
        assert live.question is not None
        due = live.question.outcomes[rating]
        live.grade(rating, 0)
        assert isinstance(due, Sm2Schedule)
        desk.now += timedelta(days=max(1, round(due.interval_days)))


AGAIN, HARD, GOOD = Rating.AGAIN, Rating.HARD, Rating.GOOD
LONG = (GOOD, AGAIN, GOOD, AGAIN, HARD, GOOD)


def memory_of(*ratings: Rating) -> FsrsSchedule:
    """What FSRS knows after the same answers at the same times."""
    desk_now, state, sm2 = NOW, None, None
    for rating in ratings:
        at = moment(desk_now, time(4))
        state = fsrs.outcomes(state, at, FsrsSettings(), {})[rating]
        sm2 = outcomes(sm2, at, Sm2Settings(), {})[rating]
        desk_now += timedelta(days=max(1, round(sm2.interval_days)))
    assert state is not None
    return state


def test_a_log_that_is_longer_than_the_estimate_is_given_again(desk: Desk) -> None:
    studied(desk, *LONG)
    before = desk.read("a.md")
    sm2 = before.partition("<!--SR:!")[2].partition("-->")[0]
    convert.run(desk.context(), ConvertOptions("fsrs", True))
    assert desk.lines[0].endswith("  (by the log)")
    convert.run(desk.context(as_json=True), TO_FSRS)
    assert desk.document["cards"][0]["by"] == "log"
    memory = memory_of(*LONG)
    assert memory.last_review is not None
    due, interval = sm2.split(",")[:2]
    last = memory.last_review.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert desk.read("a.md") == card(
        "one",
        f"!fsrs,{due}T00:00:00.000Z,{interval},{memory.stability_days},{memory.difficulty},"
        f"2,{len(LONG)},{memory.lapses},0,{last}",
    )
    undo.run(desk.context(), 1)
    assert desk.read("a.md") == before


def test_a_log_that_knows_no_more_than_the_interval_is_not(desk: Desk) -> None:
    studied(desk, GOOD)
    convert.run(desk.context(as_json=True), TO_FSRS)
    assert desk.document["cards"][0]["by"] == "schedule"
    assert ",2,2,0,0,2025-12-14T00:00:00.000Z" in desk.read("a.md")


def test_a_history_whose_beginning_is_not_known_is_not(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-14,1,250"))
    for _ in range(6):
        live = begun(desk)
        live.grade(AGAIN, 0)
        desk.now += timedelta(days=1)
    convert.run(desk.context(as_json=True), TO_FSRS)
    assert desk.document["cards"][0]["by"] == "schedule"


def test_the_first_answer_under_fsrs_begins_from_the_log(desk: Desk) -> None:
    studied(desk, *LONG)
    sm2 = desk.read("a.md")
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    live = begun(desk)
    assert live.question is not None
    live.grade(GOOD, 0)
    in_session = desk.read("a.md")
    assert f",2,{len(LONG) + 1}," in in_session
    live.undo()
    assert desk.read("a.md") == sm2
    grade.run(desk.context(), "a.md:1", "good", None, convert=False)
    assert desk.read("a.md") == in_session
    assert log.run(desk.context(), log.LogOptions(20, True)) == 0

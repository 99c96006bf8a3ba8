"""The deck that the program was made for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from srs.markdown.writing import schedule_edits
from srs.model import Sm2Schedule
from srs.text import apply_edits, decode, encode
from tests.markdown.deck_strategies import read
from tests.markdown.page import page

DECK = Path(__file__).parent.parent / "data" / "markdown" / "pytorch-seed.md"
DATA = DECK.read_bytes()
TEXT = decode(DATA, "pytorch-seed.md")
NEW = Sm2Schedule(date(2026, 1, 2), 3, 250)


def test_notes() -> None:
    notes = read(TEXT).notes
    assert [note.kind for note in notes] == ["multi_basic"] * 10
    assert {note.context for note in notes} == {("Pytorch", "Pytorch Flow")}


def test_schedules() -> None:
    schedules = [card.schedule for note in read(TEXT).notes for card in note.cards]
    reviewed = [s for s in schedules if isinstance(s, Sm2Schedule)]
    assert [s.due for s in reviewed] == [date(2025, 12, 14), date(2025, 12, 13)]
    assert len(schedules) == 10


def test_bytes_survive() -> None:
    assert encode(TEXT) == DATA


@pytest.mark.parametrize("index", range(10))
def test_grade_changes_only_the_comment(index: int) -> None:
    parsed = read(TEXT)
    note = parsed.notes[index]
    (edit,) = schedule_edits(parsed, note, {0: NEW})
    after = apply_edits(TEXT, [edit])
    if note.comment:
        assert edit.span == note.comment.segments[0].span
    else:
        assert edit.span == (note.span.end, note.span.end)
        assert edit.replacement == "\n<!--SR:!2026-01-02,3,250-->"
    expected = [card.schedule for note in parsed.notes for card in note.cards]
    expected[index] = NEW
    assert [card.schedule for note in read(after).notes for card in note.cards] == expected
    assert page(after) == page(TEXT)

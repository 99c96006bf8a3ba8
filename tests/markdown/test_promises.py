"""The four promises of every write, on random decks and random cards."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from srs.errors import SaveError
from srs.markdown.parser import Parsed
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.writing import schedule_edits
from srs.model import Note, Schedule
from srs.pieces import Edit
from srs.text import apply_edits
from tests.markdown.deck_strategies import OBSIDIAN, SYNTAXES, decks, read, schedules
from tests.markdown.page import is_disputed, page

_INSERTED = re.compile(
    r"(?:(?:\r\n|\n|\r)[ \t>]*| )<!--SR:[^\n\r]*?-->|<!--SR:[^\n\r]*?-->(?:\r\n|\n|\r)"
)


def grade(parsed: Parsed, note: Note, card: int, schedule: Schedule) -> str:
    """The deck's text after a card was given a schedule."""
    try:
        edits = schedule_edits(parsed, note, {card: schedule})
    except SaveError:
        event("refused")
        assume(False)
    return apply_edits(parsed.source.text, edits)


def assert_only_comment_changed(before: str, after: str, note: Note) -> None:
    if note.comment:
        start, end = note.comment.span
        tail = len(before) - end
        assert after[: start + 7] == before[: start + 7]
        assert after[len(after) - tail - 3 :] == before[end - 3 :]
    else:
        assert any(
            before[:at] + after[at : at + size] + before[at:] == after
            and _INSERTED.fullmatch(after, at, at + size)
            for size in [len(after) - len(before)]
            for at in range(len(before) + 1)
        )


def assert_reads_back(parsed: Parsed, after: str, note: Note, card: int, new: Schedule) -> None:
    again = read(after, parsed.syntax)
    old = [[card.schedule for card in note.cards] for note in parsed.notes]
    old[note.number][card] = new
    assert [[card.schedule for card in note.cards] for note in again.notes] == old
    assert [again.sides(n) for n in again.notes] == [parsed.sides(n) for n in parsed.notes]


def page_may_change(parsed: Parsed, note: Note) -> bool:
    """Whether the plugin parts text from this note, and we follow it."""
    below = parsed.source.line_of(note.span.end) + 1
    if note.comment or below == len(parsed.source.lines):
        return False
    line = parsed.source.lines[below].strip(" \t")
    marker = parsed.syntax.end_marker
    return bool(line) and (
        note.kind.startswith("single") or (marker != "" and line.strip() == marker)
    )


def hold_promises(data: st.DataObject, text: str, syntax: SyntaxSettings) -> None:
    parsed = read(text, syntax)
    assume(parsed.notes)
    note = data.draw(st.sampled_from(parsed.notes))
    assume(note.cards)
    card = data.draw(st.integers(0, len(note.cards) - 1))
    schedule = data.draw(schedules)
    after = grade(parsed, note, card, schedule)
    assert_only_comment_changed(text, after, note)
    assert_reads_back(parsed, after, note, card, schedule)
    if not page_may_change(parsed, note) and not is_disputed(parsed.blocks):
        assert page(after) == page(text)


@pytest.mark.parametrize("syntax", SYNTAXES, ids=["native", "plus", "dashes", "same_line"])
@given(data=st.data())
def test_native_kinds(syntax: SyntaxSettings, data: st.DataObject) -> None:
    hold_promises(data, data.draw(decks(syntax)), syntax)


@given(data=st.data())
def test_obsidian_kinds(data: st.DataObject) -> None:
    hold_promises(data, data.draw(decks(OBSIDIAN)), OBSIDIAN)


MOVING = [
    OBSIDIAN._replace(comment="move", leading_tag=True, split_in_code=True, **more)
    for more in ({}, {"same_line": True}, {"callout": True}, {"end_marker": "+++"})
]


@pytest.mark.parametrize("syntax", MOVING, ids=["next_line", "same_line", "callout", "marker"])
@given(data=st.data())
def test_moved_comments(syntax: SyntaxSettings, data: st.DataObject) -> None:
    text = data.draw(decks(syntax))
    parsed = read(text, syntax)
    assume(parsed.notes)
    note = data.draw(st.sampled_from(parsed.notes))
    assume(note.cards)
    card = data.draw(st.integers(0, len(note.cards) - 1))
    schedule = data.draw(schedules)
    after = grade(parsed, note, card, schedule)
    assert_reads_back(parsed, after, note, card, schedule)
    assert without_comments(read(after, syntax)) == without_comments(parsed)


def without_comments(parsed: Parsed) -> str:
    """A text without scheduling comments, the heads of callouts, blanks and line breaks."""
    found = [item.comment for item in (*parsed.orphans, *parsed.surplus)]
    found += [note.comment for note in parsed.notes if note.comment]
    text = apply_edits(parsed.source.text, [Edit(comment.span, "") for comment in found])
    return re.sub(r"> \[!sr\|card-metadata\]|[> \t\r\n]", "", text)

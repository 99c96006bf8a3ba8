"""Frames: exactly the screen's size at any size, and everything in its place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from srs.model import Rating
from srs.session.view import Question
from srs.settings import ThemeSettings
from srs.terminal.canvas import Canvas
from srs.terminal.card import CardPainter
from srs.terminal.console import styled_console
from srs.terminal.device import Size
from srs.terminal.frame import Frame, FrameComposer, columned
from srs.terminal.theme import choose_look
from srs.terminal.view import Page, View

if TYPE_CHECKING:
    from tests.terminal.fake_review import CARDS, HOSTILE, FakeReview, question
else:
    from fake_review import CARDS, HOSTILE, FakeReview, question

SIZES = [
    Size(*size)
    for size in ((80, 24), (40, 15), (40, 10), (20, 6), (100, 30), (200, 50), (5, 3), (1, 1))
]
VIEWS = [
    View(),
    View(revealed=True),
    View(revealed=True, scroll=4, message="Good. Due again on 2025-12-19."),
    View(page=Page.HELP),
    View(page=Page.INFO, message="decks/pytorch.md could not be written.", failed=True),
]
LONG = question("\n".join(f"line {number}" for number in range(40)), "the answer")


def composer(review: FakeReview) -> FrameComposer:
    look = choose_look(ThemeSettings("dark"), {}, color=True)
    console = styled_console(io.StringIO(), look, terminal=True)
    return FrameComposer(review, CardPainter(console, look.code_theme), "anki")


def rows(frame: Frame) -> list[str]:
    return [row.plain.rstrip() for row in frame.rows]


def drawn(view: View, size: Size, review: FakeReview | None = None) -> list[str]:
    return rows(composer(review or FakeReview()).frame(view, size))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.columns}x{size.rows}")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("card", [*CARDS, LONG, question(HOSTILE, HOSTILE)])
def test_frame_is_as_large_as_the_screen(size: Size, view: View, card: Question) -> None:
    frame = composer(FakeReview((card, *CARDS))).frame(view, size)
    assert len(frame.rows) == size.rows
    assert max(row.cell_len for row in frame.rows) <= size.columns
    assert not any("\n" in row.plain or "\x1b" in row.plain for row in frame.rows)


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 15), Size(100, 30), Size(80, 10)])
def test_question_does_not_move_when_the_answer_comes(size: Size) -> None:
    before, after = drawn(View(), size), drawn(View(revealed=True), size)
    front = [at for at, row in enumerate(before) if "PYTORCH" in row or "forward, par" in row]
    assert front
    assert [before[at] for at in front] == [after[at] for at in front]
    assert before[0] == after[0]


def test_question_at_80_columns() -> None:
    frame = drawn(View(), Size(80, 24))
    assert frame[0] == "  pytorch › Pytorch Flow" + "3 new · 1 learning · 2 due".rjust(54)
    assert frame[2] == "  PYTORCH MODULE: nn.Module, __init__, forward, parameters"
    assert frame[-2].endswith("  1 of 3")
    assert frame[-1] == "  Space  show answer      e edit   s skip   u undo   ? keys   q quit"


def test_answer_at_80_columns_scrolls_and_says_how_much() -> None:
    view = View(revealed=True)
    frame = drawn(view, Size(80, 12))
    assert frame[3] == "  " + "╌" * 76
    assert frame[4] == "  class MyModel(nn.Module):"
    assert frame[-3].endswith("↓ 10 more lines")
    assert frame[-1] == "  1 Again  today     2 Hard  1 d     3 Good  5 d     4 Easy  9 d"
    end = drawn(view._replace(scroll=999), Size(80, 12))
    assert "more line" not in end[-3]
    assert end[-4].startswith("  model.eval()")


def test_keys_stand_in_two_rows_at_40_columns() -> None:
    frame = drawn(View(revealed=True), Size(40, 15))
    assert frame[0].endswith("3 new · 1 learning · 2 due")
    assert frame[-2:] == ["  1 Again  today     2 Hard  1 d", "  3 Good  5 d        4 Easy  9 d"]


def test_furniture_goes_first_where_there_is_little_room() -> None:
    assert drawn(View(), Size(20, 6))[0] == "PYTORCH MODULE:"
    assert drawn(View(), Size(20, 2))[0] == "PYTORCH MODULE:"


def test_answer_of_a_long_question_comes_into_sight() -> None:
    frame = drawn(View(revealed=True), Size(80, 24), FakeReview((LONG,)))
    assert any("the answer" in row for row in frame)


def test_message_is_seen_even_without_a_status_row() -> None:
    assert "Undone." in drawn(View(message="Undone."), Size(20, 5))
    assert "  Undone." in drawn(View(message="Undone."), Size(80, 24))


def test_long_failure_is_said_in_full() -> None:
    sentence = "decks/pytorch.md was changed by another program, and the card is gone from it."
    frame = drawn(View(revealed=True, message=sentence, failed=True), Size(40, 15))
    assert " ".join(row.strip() for row in frame[-6:-3]).split("  ")[0] == sentence
    assert frame[-4].endswith("↓ 23 more lines")


def test_long_values_of_a_page_go_on_in_their_column() -> None:
    canvas = Canvas(composer(FakeReview()).painter.console, 20, None)
    pairs = [("a", "b"), ("long", "one two three four"), ("", "c  d")]
    lines = [line.plain.rstrip() for line in columned(pairs, canvas)]
    assert lines == ["a     b", "long  one two three", "      four", "      c  d"]
    tiny = [line.plain.rstrip() for line in columned(pairs, canvas._replace(columns=10))]
    assert tiny == ["a", "b", "long", "one two", "three four", "", "c  d"]


def test_obsidian_keys_and_practice() -> None:
    review = FakeReview()
    obsidian = composer(review)._replace(preset="obsidian")
    keys = rows(obsidian.frame(View(revealed=True), Size(80, 24)))[-1]
    assert keys == "  0 Again  today     1 Hard  1 d     2 Good  5 d     3 Easy  9 d"
    review.writes = False
    practice = drawn(View(revealed=True), Size(80, 24), review)
    assert practice[-1] == "  1 Again     2 Hard     3 Good     4 Easy"
    assert practice[0].endswith("practice, nothing is saved")


def test_progress_counts_finished_cards() -> None:
    review = FakeReview()
    review.grade(Rating.GOOD, 1)
    assert drawn(View(), Size(38, 24), review)[-2] == "  " + "━" * 8 + "╸" + "─" * 17 + "  2 of 3"


def test_cloze_gap_and_answer_stand_out() -> None:
    card = question("It is [...].", "It is red.")._replace(kind="cloze")
    frame = composer(FakeReview((card,))).frame(View(revealed=True), Size(80, 24))
    styles = {
        row.plain[span.start : span.end]: span.style for row in frame.rows for span in row.spans
    }
    assert styles["[...]"] == "srs.gap"
    assert styles["red"] == "srs.mark"


def test_names_from_the_deck_are_harmless() -> None:
    card = CARDS[0]._replace(deck="a\x1b[2Jb/c", context=("\u202eh\nead",), path="\udce9.md")
    review = FakeReview((card,))
    assert drawn(View(), Size(80, 24), review)[0].startswith("  a␛[2Jb › c › ⟨U+202E⟩h ead")
    assert "  Place      �.md:69" in drawn(View(page=Page.INFO), Size(80, 24), review)


def test_the_answer_is_drawn_before_it_is_asked_for() -> None:
    drawing = composer(FakeReview())
    drawing.prepare(Size(80, 24))
    kept = drawing.painter.back(CARDS[0], Size(80, 24))
    drawing.frame(View(revealed=True), Size(80, 24))
    assert drawing.painter.back(CARDS[0], Size(80, 24)) is kept

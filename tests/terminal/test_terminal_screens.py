"""Whole screens as they stand in tests/data/screens; SRS_UPDATE_SCREENS=1 writes them anew."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.text import Text

from srs.settings import ThemeSettings
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.card import CardPainter
from srs.terminal.console import styled_console
from srs.terminal.device import Size
from srs.terminal.frame import FrameComposer
from srs.terminal.theme import Look, choose_look
from srs.terminal.view import View
from tests.markdown.deck_strategies import read

if TYPE_CHECKING:
    from tests.terminal.fake_review import FakeReview
else:
    from fake_review import FakeReview

SCREENS = Path(__file__).parents[1] / "data" / "screens"
GALLERY = Path(__file__).parents[2] / "decks" / "gallery.md"
LOOK = choose_look(ThemeSettings("dark"), {}, color=True)
VIEWS = {"question": View(), "answer": View(revealed=True)}
SIZES = ((100, 30), (80, 24), (40, 15))


def console(look: Look = LOOK) -> Console:
    return styled_console(io.StringIO(), look, terminal=True)


def assert_screen(name: str, rows: list[Text]) -> None:
    """Hold rows against the file of this name; trailing blanks do not count."""
    text = "".join(row.plain.rstrip() + "\n" for row in rows)
    path = SCREENS / f"{name}.txt"
    if os.environ.get("SRS_UPDATE_SCREENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [36, 76, 96])
def test_gallery(columns: int) -> None:
    rows: list[Text] = []
    deck = read(GALLERY.read_text(encoding="utf-8"))
    for card in (deck.sides(note)[0] for note in deck.notes):
        for side in (f"**{card.front}**", card.back):
            rows += [*side_lines(side, Canvas(console(), columns, LOOK.code_theme)), Text()]
        rows.append(Text("-" * columns))
    assert max(row.cell_len for row in rows) <= columns
    assert_screen(f"gallery-{columns}", rows)


@pytest.mark.parametrize(("columns", "height"), SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_review(view: str, columns: int, height: int) -> None:
    composer = FrameComposer(FakeReview(), CardPainter(console(), LOOK.code_theme), "anki")
    frame = composer.frame(VIEWS[view], Size(columns, height))
    # Which keys there are is for the tests of the furniture.
    rows = frame.rows[:-1] if view == "question" else frame.rows
    assert_screen(f"{view}-{columns}x{height}", rows)


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast", "mono"])
def test_every_theme_writes_the_same_words(theme: str) -> None:
    settings = {"light": ThemeSettings("light"), "dark": ThemeSettings("dark")}
    settings |= {"high-contrast": ThemeSettings("high-contrast"), "mono": ThemeSettings("mono")}
    look = choose_look(settings[theme], {}, color=True)
    painter = CardPainter(console(look), look.code_theme)
    frame = FrameComposer(FakeReview(), painter, "anki").frame(VIEWS["answer"], Size(80, 24))
    assert_screen("answer-80x24", frame.rows)

"""Whole screens as they stand in tests/data/screens; SRS_UPDATE_SCREENS=1 writes them anew."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from srs.model import Rating
from srs.settings import ThemeSettings
from srs.stats.counts import Row, Stats
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.card import CardPainter
from srs.terminal.console import styled_console
from srs.terminal.device import Size
from srs.terminal.ending import ending_rows
from srs.terminal.frame import FrameComposer
from srs.terminal.layout import text_columns
from srs.terminal.stats_table import Paint, stats_lines
from srs.terminal.theme import Look, choose_look
from srs.terminal.view import Page, View
from tests.markdown.deck_strategies import read

if TYPE_CHECKING:
    from tests.terminal.fake_review import FakeReview
else:
    from fake_review import FakeReview

SCREENS = Path(__file__).parents[1] / "data" / "screens"
GALLERY = Path(__file__).parents[2] / "decks" / "gallery.md"
LOOK = choose_look(ThemeSettings("dark"), {}, color=True)
LOOKS = {
    "dark": LOOK,
    "light": choose_look(ThemeSettings("light"), {}, color=True),
    "high-contrast": choose_look(ThemeSettings("high-contrast"), {}, color=True),
    "mono": choose_look(ThemeSettings("mono"), {}, color=True),
}
VIEWS = {
    "question": View(),
    "answer": View(revealed=True),
    "help": View(page=Page.HELP),
    "info": View(page=Page.INFO),
    "typing": View(typed="class MyModel and more"),
    "typed": View(typed="class MyModel(nn.Model):", revealed=True),
}
SIZES = ((100, 30), (80, 24), (40, 15))


def console(look: Look = LOOK) -> Console:
    return styled_console(io.StringIO(), look, terminal=True)


def runs(number: int, row: Text, on: Console) -> Iterator[str]:
    """The styles of a row: its number, the columns from and to, and the style."""
    column = 0
    pieces = [(segment.text, str(segment.style or "none")) for segment in row.render(on)]
    for style, run in groupby(pieces, key=itemgetter(1)):
        end = column + sum(cell_len(text) for text, _ in run)
        if style != "none":
            yield f"{number}:{column}-{end} {style}"
        column = end


def written(rows: dict[str, list[Text]]) -> str:
    """A screen as its file holds it: the text, which all themes share, then the styles of each."""
    texts = {"".join(row.plain.rstrip() + "\n" for row in shown) for shown in rows.values()}
    (text,) = texts
    for theme, shown in rows.items():
        on = console(LOOKS[theme])
        styles = [run for at, row in enumerate(shown) for run in runs(at, row, on)]
        text += "".join(f"{line}\n" for line in (f"---- {theme}", *styles))
    return text


def assert_text(name: str, text: str) -> None:
    """Hold a text against the file of this name."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("SRS_UPDATE_SCREENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def frame(view: str, look: Look, size: tuple[int, int]) -> list[Text]:
    painter = CardPainter(console(look), look.code_theme)
    rows = FrameComposer(FakeReview(), painter, "anki").frame(VIEWS[view], Size(*size)).rows
    # Which keys there are is for the tests of the furniture.
    return rows[:-1] if view == "question" else rows


@pytest.mark.parametrize("columns", [36, 76, 96])
def test_gallery(columns: int) -> None:
    rows: list[Text] = []
    deck = read(GALLERY.read_text(encoding="utf-8"))
    for card in (deck.sides(note)[0] for note in deck.notes):
        for side in (f"**{card.front}**", card.back):
            rows += [*side_lines(side, Canvas(console(), columns, LOOK.code_theme)), Text()]
        rows.append(Text("-" * columns))
    assert max(row.cell_len for row in rows) <= columns
    assert_text(f"gallery-{columns}", "".join(row.plain.rstrip() + "\n" for row in rows))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("view", VIEWS)
def test_review(view: str, size: tuple[int, int]) -> None:
    screens = {theme: frame(view, LOOKS[theme], size) for theme in ("dark", "light")}
    assert_text(f"{view}-{size[0]}x{size[1]}", written(screens))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_ending(size: tuple[int, int]) -> None:
    review = FakeReview()
    review.grade(Rating.AGAIN, 0)
    columns = text_columns(Size(*size))[1]
    rows = ending_rows(review.summary(), ["decks/git.md: the disk is full."], columns)
    assert_text(f"ending-{size[0]}x{size[1]}", "".join(f"{row}\n" for row in rows))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_stats(size: tuple[int, int]) -> None:
    decks = (Row("decks/git", 4, 0, 2, 0, 10, 8, 22), Row("decks/pytorch", 8, 1, 2, 1, 7, 0, 18))
    total = Row("", 12, 1, 4, 1, 17, 8, 40)
    days = tuple((date(2025, 12, 14 + day), due) for day, due in enumerate((9, 4, 1, 0, 0, 2)))
    lines = stats_lines(Stats(decks, total, days), Paint(True, size[0]))
    rows = [Text.from_ansi(line) for line in lines]
    # Bold and dim alone, which are the same on dark and on light ground.
    assert_text(f"stats-{size[0]}x{size[1]}", written({"dark": rows}))


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_theme_writes_the_same_words(view: str, theme: str) -> None:
    text = "".join(row.plain.rstrip() + "\n" for row in frame(view, LOOKS[theme], (80, 24)))
    held = (SCREENS / f"{view}-80x24.txt").read_text(encoding="utf-8")
    assert held.startswith(text + "----")

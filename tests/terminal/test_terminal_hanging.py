"""Pictures on the screen: whole ones hang, cut ones are half blocks, and all are taken down."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Self

import pytest

from srs.errors import PictureError
from srs.settings import ThemeSettings
from srs.terminal.card import CardPainter
from srs.terminal.console import styled_console
from srs.terminal.device import Size
from srs.terminal.frame import Frame, FrameComposer
from srs.terminal.pictures.choice import Way
from srs.terminal.pictures.drawing import HALF_BLOCK, Easel
from srs.terminal.surface import Surface
from srs.terminal.theme import choose_look
from srs.terminal.view import View

if TYPE_CHECKING:
    from PIL import Image

    from tests.terminal.fake_review import FakeReview, question
else:
    from fake_review import FakeReview, question

    Image = pytest.importorskip("PIL.Image", reason="needs the extra `images`")

LOOK = choose_look(ThemeSettings("dark"), {}, color=True)
SIZE = Size(80, 24)
TEXT = "\n".join(f"line {number}" for number in range(12))
CARDS = (
    question("Front", f"![a graph](graph.png)\nbelow\n\n{TEXT}"),
    question("Next", "no picture"),
    question("Nowhere", "![gone|100](gone.png) and ![[gone.png|the picture]]"),
)


def read(_deck: str, target: str) -> bytes:
    if target != "graph.png":
        raise PictureError("not found")
    buffer = io.BytesIO()
    Image.new("RGB", (100, 100), (255, 0, 0)).save(buffer, "PNG")
    return buffer.getvalue()


class Paper:
    """A terminal that keeps what is written."""

    def __init__(self) -> None:
        self.text = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def read_key(self, seconds: float | None = None) -> str:
        return "eof"

    def write(self, text: str) -> None:
        self.text += text

    def size(self) -> Size:
        return SIZE

    def lent(self) -> AbstractContextManager[None]:
        return nullcontext()

    def taken(self) -> str:
        text, self.text = self.text, ""
        return text


def composer(way: Way | None, card: int = 0) -> FrameComposer:
    console = styled_console(io.StringIO(), LOOK, terminal=True)
    easel = None if way is None else Easel(way)
    painter = CardPainter(console, LOOK.code_theme, read, easel)
    return FrameComposer(FakeReview(CARDS[card:]), painter, "anki")


def rows(frame: Frame) -> list[str]:
    return [row.plain.rstrip() for row in frame.rows]


@pytest.mark.parametrize("way", ["kitty", "iterm2", "sixel"])
def test_a_whole_picture_hangs_where_its_lines_are(way: Way) -> None:
    frame = composer(way).frame(View(revealed=True), SIZE)
    (hung,) = frame.pictures
    assert (hung.row, hung.column, hung.picture.columns, hung.picture.rows) == (4, 2, 10, 5)
    assert rows(frame)[4:10] == [""] * 5 + ["  below"]


@pytest.mark.parametrize("scroll", [3, 5])
def test_a_cut_picture_is_half_blocks(scroll: int) -> None:
    frame = composer("kitty").frame(View(revealed=True, scroll=scroll), Size(80, 14))
    assert frame.scroll == scroll
    assert not frame.pictures
    assert rows(frame)[2] == "  " + HALF_BLOCK * 10


@pytest.mark.parametrize("size", [SIZE, Size(80, 14), Size(40, 10), Size(20, 6), Size(12, 5)])
def test_a_frame_with_a_picture_fits_the_screen(size: Size) -> None:
    for scroll in range(8):
        frame = composer("sixel").frame(View(revealed=True, scroll=scroll), size)
        assert len(frame.rows) == size.rows
        assert max(row.cell_len for row in frame.rows) <= size.columns
        for hung in frame.pictures:
            assert hung.row + hung.picture.rows < size.rows
            assert hung.column + hung.picture.columns <= size.columns


def test_blocks_hang_nothing() -> None:
    frame = composer("blocks").frame(View(revealed=True), SIZE)
    assert not frame.pictures
    assert sum(HALF_BLOCK in row for row in rows(frame)) == 12


def test_words_with_the_size_where_nothing_is_drawn() -> None:
    frame = composer(None).frame(View(revealed=True), SIZE)
    assert rows(frame)[4:6] == ["  [image: a graph, 100 by 100 pixels]", "  below"]


def test_words_for_what_is_not_there() -> None:
    frame = composer("kitty", 2).frame(View(revealed=True), SIZE)
    said = "  [image: gone; not found] and [image: the picture; not found]"
    assert rows(frame)[4] == said


class Shown:
    """A surface on paper, and a composer for the same screen."""

    def __init__(self, way: Way) -> None:
        self.paper = Paper()
        self.composer = composer(way)
        self.surface = Surface(self.paper, styled_console(io.StringIO(), LOOK, terminal=True))

    def show(self, view: View, size: Size = SIZE) -> str:
        frame = self.composer.frame(view, size)
        self.surface.show(frame.rows, size, frame.pictures)
        return self.paper.taken()


DRAWS = {"kitty": "\x1b_Ga=T,", "iterm2": "\x1b]1337;File=", "sixel": "\x1bP0;1q"}


@pytest.mark.parametrize("way", ["kitty", "iterm2", "sixel"])
def test_a_picture_is_drawn_once_and_taken_down(way: Way) -> None:
    screen = Shown(way)
    assert DRAWS[way] not in screen.show(View())
    told = screen.show(View(revealed=True))
    assert told.count(DRAWS[way]) == 1
    assert f"\x1b[5;3H{DRAWS[way]}" in told
    assert screen.show(View(revealed=True)) == ""
    gone = screen.show(View())
    assert DRAWS[way] not in gone
    assert all(f"\x1b[{row};1H" in gone for row in range(5, 10))
    assert ("\x1b_Ga=d,d=I,i=7000000,q=2\x1b\\" in gone) is (way == "kitty")


@pytest.mark.parametrize("way", ["kitty", "sixel"])
def test_a_resize_draws_everything_anew(way: Way) -> None:
    screen = Shown(way)
    screen.show(View(revealed=True))
    screen.surface.forget()
    assert screen.show(View(revealed=True), Size(70, 20)).count(DRAWS[way]) == 1


def test_a_message_beside_a_picture_does_not_draw_it_again() -> None:
    screen = Shown("kitty")
    screen.show(View(revealed=True))
    told = screen.show(View(revealed=True, message="Show the answer first."))
    assert told
    assert DRAWS["kitty"] not in told


def test_leaving_takes_the_picture_down() -> None:
    screen = Shown("kitty")
    screen.show(View(revealed=True))
    screen.surface.leave()
    assert "\x1b_Ga=d" in screen.paper.taken()
    assert DRAWS["kitty"] in screen.show(View(revealed=True))

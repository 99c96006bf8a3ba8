"""Draw a picture: its half blocks as lines, and what its terminal is told where it fits whole."""

from __future__ import annotations

import io
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.style import Style
from rich.text import Span, Text

from srs.terminal.pictures import protocols
from srs.terminal.pictures.choice import Way
from srs.terminal.pictures.decoding import Decoded
from srs.terminal.pictures.fitting import Room, cells

if TYPE_CHECKING:
    from PIL.Image import Image

HALF_BLOCK = "▀"
_META = "picture"
_SIXEL_COLORS, _BAND_PIXELS = 128, 6
_KEPT = 64
# Of so many pixels a half block makes two; as small as on a page, nothing would be recognized.
_BLOCK_CELL = (4, 8)
# Numbers that a program before us will hardly have left in the terminal.
_FIRST_NUMBER = 7_000_000


class Drawn(NamedTuple):
    """A picture of so many cells: what draws it from the cursor on, and what takes it away."""

    columns: int
    rows: int
    draw: str
    erase: str


class Easel:
    """Draws pictures one way, and knows the last ones by number."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self._drawn: dict[int, Drawn] = {}
        self._next = _FIRST_NUMBER

    def lines(self, picture: Decoded, wanted: tuple[int, int], room: Room) -> list[Text]:
        """Give the lines of half blocks. Raises PictureError."""
        if self.way == "blocks":
            room = room._replace(cell_width=_BLOCK_CELL[0], cell_height=_BLOCK_CELL[1])
        columns, rows = cells(picture.size, wanted, room)
        lines = half_blocks(picture.scaled(columns, 2 * rows))
        if self.way in ("kitty", "iterm2", "sixel"):
            number, self._next = self._next, self._next + 1
            for stale in list(islice(self._drawn, max(0, len(self._drawn) - _KEPT + 1))):
                del self._drawn[stale]
            scaled = picture.scaled(columns * room.cell_width, rows * room.cell_height)
            self._drawn[number] = self._told(scaled, number, (columns, rows))
            for at, line in enumerate(lines):
                line.stylize(Style(meta={_META: (number, at)}))
        return lines

    def known(self, number: int) -> Drawn | None:
        """The picture of a number, unless too many came after it."""
        return self._drawn.get(number)

    def _told(self, image: Image, number: int, size: tuple[int, int]) -> Drawn:
        if self.way == "sixel":
            return Drawn(*size, _sixel(image), "")
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=3)
        if self.way == "iterm2":
            return Drawn(*size, protocols.iterm2(buffer.getvalue(), *size), "")
        draw = protocols.kitty(buffer.getvalue(), number, *size)
        return Drawn(*size, draw, protocols.kitty_erasure(number))


def picture_part(line: Text) -> tuple[int, int, int] | None:
    """Which picture a line shows a row of, which row, and where in the line it begins."""
    for span in line.spans:
        if isinstance(span.style, Style) and _META in span.style.meta:
            number, row = span.style.meta[_META]
            return number, row, span.start
    return None


def half_blocks(image: Image) -> list[Text]:
    """Two pixels a cell, the upper one as the character's colour, the lower one as its ground."""
    pixels, width = image.tobytes(), image.width
    return [
        _blocks(
            pixels[row * width * 3 :][: width * 3], pixels[(row + 1) * width * 3 :][: width * 3]
        )
        for row in range(0, image.height, 2)
    ]


def _blocks(upper: bytes, lower: bytes) -> Text:
    columns = [(upper[at : at + 3], lower[at : at + 3]) for at in range(0, len(upper), 3)]
    spans, start = [], 0
    for (top, bottom), run in groupby(columns):
        end = start + len(list(run))
        spans.append(Span(start, end, Style.from_color(_color(top), _color(bottom))))
        start = end
    return Text(HALF_BLOCK * len(columns), spans=spans)


def _color(pixel: bytes) -> Color:
    return Color.from_rgb(*pixel)


def _sixel(image: Image) -> str:
    # A last band that reached into the next line would make the terminal scroll.
    high = image.crop((0, 0, image.width, max(1, image.height - image.height % _BAND_PIXELS)))
    reduced = high.quantize(_SIXEL_COLORS)
    flat = reduced.getpalette() or []
    palette = [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat), 3)]
    return protocols.sixel(reduced.tobytes(), reduced.width, palette)

"""What terminals are told that draw pictures themselves."""

from __future__ import annotations

import re
from base64 import standard_b64encode
from collections.abc import Sequence

# https://sw.kovidgoyal.net/kitty/graphics-protocol/
# https://iterm2.com/documentation-images.html
# https://vt100.net/docs/vt3xx-gp/chapter14.html
_KITTY_CHUNK = 4096
_BAND_PIXELS = 6
_FIRST_SIXEL = 63
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
_SIXELS = bytes((value + _FIRST_SIXEL) & 0xFF for value in range(256))


def kitty(png: bytes, number: int, columns: int, rows: int) -> str:
    """Draw a PNG over so many cells, from the cursor on, which stays; quietly."""
    data = standard_b64encode(png).decode("ascii")
    pieces = [data[at : at + _KITTY_CHUNK] for at in range(0, len(data), _KITTY_CHUNK)]
    keys = f"a=T,f=100,t=d,i={number},p=1,c={columns},r={rows},C=1,q=2,"
    commands = []
    for at, piece in enumerate(pieces):
        more = int(at < len(pieces) - 1)
        commands.append(f"\x1b_G{'' if at else keys}m={more};{piece}\x1b\\")
    return "".join(commands)


def kitty_erasure(number: int) -> str:
    """Take a picture away, and what the terminal keeps of it."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def iterm2(png: bytes, columns: int, rows: int) -> str:
    """Draw a PNG over so many cells, from the cursor on, which stays."""
    keys = f"inline=1;size={len(png)};width={columns};height={rows};preserveAspectRatio=0"
    data = standard_b64encode(png).decode("ascii")
    return f"\x1b]1337;File={keys};doNotMoveCursor=1:{data}\x07"


def sixel(pixels: bytes, width: int, palette: Sequence[tuple[int, int, int]]) -> str:
    """Draw pixels, each the number of a colour in the palette (red, green, blue, 0 to 255).

    The last band is drawn as far as there are pixels.
    """
    height = len(pixels) // width
    registers = "".join(
        f"#{number};2;{red * 100 // 255};{green * 100 // 255};{blue * 100 // 255}"
        for number, (red, green, blue) in enumerate(palette)
    )
    bands = [
        _band(pixels[top * width : (top + _BAND_PIXELS) * width], width)
        for top in range(0, height, _BAND_PIXELS)
    ]
    return f'\x1bP0;1q"1;1;{width};{height}{registers}{"-".join(bands)}\x1b\\'


def _band(pixels: bytes, width: int) -> str:
    """Six rows of pixels: for each colour a row of sixels, one above the other."""
    rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    return "$".join(f"#{color}{_runs(_sixels(rows, color))}" for color in sorted(set(pixels)))


def _sixels(rows: Sequence[bytes], color: int) -> bytes:
    """Of each column, which of the rows have the colour; all columns are added up at once."""
    width, bits = len(rows[0]), 0
    for number, row in enumerate(rows):
        table = bytes(color) + bytes((1 << number,)) + bytes(255 - color)
        bits |= int.from_bytes(row.translate(table), "big")
    return bits.to_bytes(width, "big").translate(_SIXELS)


def _runs(sixels: bytes) -> str:
    """Shorten runs of equal sixels; empty ones at the end are left out."""
    ended = sixels.rstrip(b"?")
    return _RUN.sub(lambda run: b"!%d%c" % (len(run[0]), run[1][0]), ended).decode("ascii")

"""How many cells a picture takes."""

from __future__ import annotations

from typing import NamedTuple

_HEIGHT_SHARE = 0.6
_FURNITURE_ROWS = 6
_LEAST_ROWS = 4


class Room(NamedTuple):
    """The most cells that a picture may take, and the size of one in pixels."""

    columns: int
    rows: int
    cell_width: int
    cell_height: int


def most_rows(screen_rows: int) -> int:
    """How high a picture may be on a screen, so that the card's text has room beside it."""
    return max(
        1, min(int(screen_rows * _HEIGHT_SHARE), max(_LEAST_ROWS, screen_rows - _FURNITURE_ROWS))
    )


def cells(natural: tuple[int, int], wanted: tuple[int, int], room: Room) -> tuple[int, int]:
    """Give columns and rows: as many as the wanted pixels take, else the natural ones, if they fit.

    A wanted width or height of 0 follows from the other one.
    """
    width, height = _pixels(natural, wanted)
    most_width, most_height = room.columns * room.cell_width, room.rows * room.cell_height
    scale = min(1.0, most_width / width, most_height / height)
    columns = round(width * scale / room.cell_width)
    rows = round(height * scale / room.cell_height)
    return max(1, min(columns, room.columns)), max(1, min(rows, room.rows))


def _pixels(natural: tuple[int, int], wanted: tuple[int, int]) -> tuple[float, float]:
    if not any(wanted):
        return natural
    width, height = wanted
    return width or natural[0] * height / natural[1], height or natural[1] * width / natural[0]

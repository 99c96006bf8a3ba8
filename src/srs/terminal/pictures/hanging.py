"""Hang pictures on a screen: whole ones by the terminal's protocol, cut ones as half blocks."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from srs.terminal.pictures.drawing import Drawn, Easel, picture_part


class Hung(NamedTuple):
    """A picture on the screen: its top left cell (from 0), and what draws and erases it."""

    row: int
    column: int
    picture: Drawn

    @property
    def rows(self) -> range:
        """The rows of the screen that it covers."""
        return range(self.row, self.row + self.picture.rows)


def hung(rows: list[Text], easel: Easel | None) -> tuple[list[Text], list[Hung]]:
    """Give the rows with blanks where pictures are to hang, and the pictures."""
    parts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for at, row in enumerate(rows) if easel else ():
        if part := picture_part(row):
            number, line, start = part
            parts[number].append((at, line, start))
    shown, pictures = list(rows), []
    for number, seen in parts.items():
        picture = easel.known(number) if easel else None
        # The last row of a screen is none for pictures: terminals scroll below them.
        if picture and len(seen) == picture.rows and seen[-1][0] < len(rows) - 1:
            at, _, start = seen[0]
            column = cell_len(rows[at].plain[:start])
            pictures.append(Hung(at, column, picture))
            for covered, _, begin in seen:
                shown[covered] = _without_blocks(rows[covered], begin, picture.columns)
    return shown, pictures


def _without_blocks(row: Text, start: int, columns: int) -> Text:
    return Text.assemble(row[:start], " " * columns, row[start + columns :])

"""What a review screen needs of a terminal."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, Self

# The alternate screen, no cursor, no wrapping at the right edge, pastes marked as such.
ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[2J"
LEAVE = "\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"


# The size of a cell in pixels, width and height, where the terminal does not tell.
USUAL_CELL = (10, 20)


class Size(NamedTuple):
    """A screen's size in cells, and a cell's size in pixels."""

    columns: int
    rows: int
    cell: tuple[int, int] = USUAL_CELL


class Terminal(Protocol):
    """A terminal in raw mode; leaving the context gives it back as it was, whatever happened."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...

    def read_key(self, seconds: float | None = None) -> str:
        """Wait for a key, or for `resize` (draw everything anew) or `eof` (the terminal is gone).

        With a time, `tick` comes if nothing else did for so long.
        Raises SystemExit when the process was told to end.
        """

    def write(self, text: str) -> None: ...

    def size(self) -> Size: ...

    def lent(self) -> AbstractContextManager[None]:
        """Give the terminal to another program for the time of the context."""

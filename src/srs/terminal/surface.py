"""Put frames on the terminal: one write each, only the rows that changed."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from srs.terminal.device import Size, Terminal

_BEGIN_UPDATE = "\x1b[?2026h"
_END_UPDATE = "\x1b[?2026l"
_CLEAR = "\x1b[0m\x1b[2J"
_CLEAR_TO_END = "\x1b[K"


class Surface:
    """A terminal's screen, and what stands on it."""

    def __init__(self, terminal: Terminal, console: Console) -> None:
        self._terminal = terminal
        self._console = console
        self._shown: list[str] = []

    def forget(self) -> None:
        """Draw the next frame whole, for something else may have drawn over this one."""
        self._shown = []

    def show(self, rows: list[Text], size: Size) -> None:
        """Show the rows of a screen of this size; none is wider than it."""
        encoded = self._encoded(rows, size)
        fresh = len(self._shown) != len(encoded)
        changes = [
            f"\x1b[{number};1H{row}"
            for number, row in enumerate(encoded, start=1)
            if fresh or row != self._shown[number - 1]
        ]
        if changes:
            clear = _CLEAR if fresh else ""
            self._terminal.write("".join([_BEGIN_UPDATE, clear, *changes, _END_UPDATE]))
        self._shown = encoded

    def _encoded(self, rows: list[Text], size: Size) -> list[str]:
        """Each row with the control sequences of its styles, ending in the plain style."""
        self._console.size = (size.columns, size.rows)
        encoded = []
        for row in rows:
            with self._console.capture() as capture:
                self._console.print(row, end="", no_wrap=True, overflow="ignore", crop=False)
            # In the last column the cursor stays on its character, which would be cleared.
            rest = _CLEAR_TO_END if row.cell_len < size.columns else ""
            encoded.append(capture.get() + rest)
        return encoded

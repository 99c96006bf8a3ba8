"""Put frames on the terminal: one write each, only the rows that changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from srs.terminal.device import Size, Terminal
from srs.terminal.pictures.hanging import Hung

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
        self._hung: list[Hung] = []

    def forget(self) -> None:
        """Draw the next frame whole, for something else may have drawn over this one."""
        self._shown = []

    def leave(self) -> None:
        """Take the pictures down before the terminal shows something else."""
        erasures = "".join(hung.picture.erase for hung in self._hung)
        if erasures:
            self._terminal.write(erasures)
        self._hung = []
        self.forget()

    def show(self, rows: list[Text], size: Size, pictures: Sequence[Hung] = ()) -> None:
        """Show the rows of a screen of this size, none wider than it, and pictures over them."""
        encoded = self._encoded(rows, size)
        fresh = len(self._shown) != len(encoded)
        gone = [hung for hung in self._hung if fresh or hung not in pictures]
        uncovered = {row for hung in gone for row in hung.rows}
        rewritten = [
            at
            for at, row in enumerate(encoded)
            if fresh or at in uncovered or row != self._shown[at]
        ]
        changes = [f"\x1b[{at + 1};1H{encoded[at]}" for at in rewritten]
        changes += [_drawn(hung) for hung in pictures if self._is_to_draw(hung, gone, rewritten)]
        if changes or gone:
            erasures = [hung.picture.erase for hung in gone]
            clear = _CLEAR if fresh else ""
            self._terminal.write("".join([_BEGIN_UPDATE, *erasures, clear, *changes, _END_UPDATE]))
        self._shown, self._hung = encoded, list(pictures)

    def _is_to_draw(self, hung: Hung, gone: list[Hung], rewritten: list[int]) -> bool:
        """Whether a picture is new, or text was written over it."""
        stays = hung in self._hung and hung not in gone
        return not stays or any(row in rewritten for row in hung.rows)

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


def _drawn(hung: Hung) -> str:
    return f"\x1b[{hung.row + 1};{hung.column + 1}H{hung.picture.draw}"

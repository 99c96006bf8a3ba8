"""Put frames on the terminal: one write each, only what changed."""

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
        self._rows: list[Text] = []
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
        self._console.size = (size.columns, size.rows)
        encoded = [self._encoded(row, size) for row in rows]
        fresh = len(self._shown) != len(encoded)
        gone = [hung for hung in self._hung if fresh or hung not in pictures]
        uncovered = {row for hung in gone for row in hung.rows}
        rewritten = [
            at
            for at, row in enumerate(encoded)
            if fresh or at in uncovered or row != self._shown[at]
        ]
        known = [] if fresh or gone else self._rows
        changes = [self._change(at, rows[at], encoded[at], known) for at in rewritten]
        changes += [_drawn(hung) for hung in pictures if self._is_to_draw(hung, gone, rewritten)]
        if changes or gone:
            erasures = [hung.picture.erase for hung in gone]
            clear = _CLEAR if fresh else ""
            self._terminal.write("".join([_BEGIN_UPDATE, *erasures, clear, *changes, _END_UPDATE]))
        self._shown, self._rows, self._hung = encoded, rows, list(pictures)

    def _change(self, at: int, row: Text, encoded: str, known: Sequence[Text]) -> str:
        """What turns a row into what it is to be: of one that only reads otherwise, that part."""
        part = _difference(known[at], row) if known else None
        if part is None:
            return f"\x1b[{at + 1};1H{encoded}"
        return f"\x1b[{at + 1};{part.start + 1}H{self._styled(row[part])}"

    def _is_to_draw(self, hung: Hung, gone: list[Hung], rewritten: list[int]) -> bool:
        """Whether a picture is new, or text was written over it."""
        stays = hung in self._hung and hung not in gone
        return not stays or any(row in rewritten for row in hung.rows)

    def _encoded(self, row: Text, size: Size) -> str:
        """A row with the control sequences of its styles, ending in the plain style."""
        # In the last column the cursor stays on its character, which would be cleared.
        rest = _CLEAR_TO_END if row.cell_len < size.columns else ""
        return self._styled(row) + rest

    def _styled(self, text: Text) -> str:
        with self._console.capture() as capture:
            self._console.print(text, end="", no_wrap=True, overflow="ignore", crop=False)
        return capture.get()


def _drawn(hung: Hung) -> str:
    return f"\x1b[{hung.row + 1};{hung.column + 1}H{hung.picture.draw}"


def _difference(old: Text, new: Text) -> slice | None:
    """The columns in which two rows differ, if only plain letters do and the styles are the same.

    Every character before them has to take one column, in both.
    """
    same = old.spans == new.spans and old.style == new.style
    if not same or not len(old) == len(new) == old.cell_len == new.cell_len:
        return None
    pairs = enumerate(zip(old.plain, new.plain, strict=True))
    differing = [at for at, (before, after) in pairs if before != after]
    part = slice(differing[0], differing[-1] + 1) if differing else slice(0)
    return part if differing and (old.plain[part] + new.plain[part]).isascii() else None

"""Where a side is drawn: a console, a width, and how text is broken into lines for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from srs.terminal.pictures.side import SidePictures

_TAB_COLUMNS = 4
_MIN_COLUMNS = 6
_MIN_HANG_COLUMNS = 2


class Canvas(NamedTuple):
    """A width in columns, and the console that knows the styles and measures text."""

    console: Console
    columns: int
    code_theme: str | None
    pictures: SidePictures | None = None

    def inset(self, first: Text, rest: Text, draw: Callable[[Canvas], list[Text]]) -> list[Text]:
        """Draw with `first` before the first line and `rest`, as wide, before the others.

        Where that leaves too little room, `first` gets a line of its own and nothing is indented.
        """
        room = self.columns - first.cell_len
        if room < _MIN_COLUMNS:
            return [first, *draw(self)]
        lines = draw(self._replace(columns=room))
        return [Text.assemble(first if at == 0 else rest, line) for at, line in enumerate(lines)]

    def wrapped(self, text: Text) -> list[Text]:
        """Break text at words, and words only where they do not fit."""
        text.expand_tabs(_TAB_COLUMNS)
        return list(text.wrap(self.console, self.columns, overflow="fold"))

    def wrapped_code(self, code: Text) -> list[Text]:
        """Break long lines of code, going on two columns further in than the line began."""
        code.expand_tabs(_TAB_COLUMNS)
        return [piece for line in code.split(allow_blank=True) for piece in self._folded(line)]

    def _folded(self, line: Text) -> list[Text]:
        line.rstrip()
        if line.cell_len <= self.columns:
            return [line]
        indent = len(line.plain) - len(line.plain.lstrip())
        hang = min(indent + _MIN_HANG_COLUMNS, self.columns // 2)
        first, *others = line.wrap(self.console, self.columns - hang, overflow="fold")
        return [first, *(Text.assemble(" " * hang, other) for other in others)]

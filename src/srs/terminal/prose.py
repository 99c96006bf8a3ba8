"""Sides that are words and nothing else, drawn without the parser of Markdown.

To import that takes a tenth of the time that a review needs for its first card.
"""

from __future__ import annotations

import re

from rich.text import Text

from srs.terminal.canvas import Canvas

_LONGEST = 2000  # characters
# Letters, digits and signs that mean nothing in Markdown; a line begins with a letter.
_LINE = r"[^\W\d_](?:[^\W_]|[ ,.;:?!'\"()/’“”–—…-])*(?<! )"
_PROSE = re.compile(rf"{_LINE}(?:\n{_LINE})*")


def prose_lines(markdown: str, canvas: Canvas) -> list[Text] | None:
    """Give the lines of a side as they are drawn; None if anything there may be more than words."""
    if len(markdown) > _LONGEST or not _PROSE.fullmatch(markdown):
        return None
    lines = canvas.wrapped(Text(markdown))
    for line in lines:
        line.truncate(canvas.columns)
    return lines

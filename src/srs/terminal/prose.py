"""Sides of words, stressed words and code, drawn without the parser of Markdown."""

from __future__ import annotations

import re

from rich.text import Text

from srs.terminal.canvas import Canvas

_LONGEST = 2000  # characters
# Letters, digits, and signs that mean nothing in Markdown where a line begins with a letter.
_LETTER = r"[^\W_]"
_PLAIN = rf"(?:{_LETTER}|[ ,.;:?!'\"()/’“”–—…-])"
# Marks with nothing but words between them, that can only open here, and only close there.
_STRESSED = rf"(?P<mark>\*\*?)(?={_LETTER})(?P<words>{_PLAIN}*{_LETTER})(?P=mark)"
_CODE = r"`(?P<code>[!-\]_a-~](?:[ -\]_a-~]*[!-\]_a-~])?)`"
_MARKED = rf"(?<![^ \n(\"'“])(?:{_STRESSED}|{_CODE})(?![^ \n.,;:?!)\"'”])"
_MARKED_PIECE = re.compile(_MARKED)
_LINE = rf"(?=[^\W\d_]|[*`])(?:{_PLAIN}|{_MARKED})+(?<! )"
_LINES = re.compile(rf"(?!\n)(?:(?:^|\n){_LINE})+")
_STYLES = {"*": "srs.em", "**": "srs.strong"}


def prose_lines(markdown: str, canvas: Canvas) -> list[Text] | None:
    """Give the lines of a side as they are drawn; None if anything there may be more than that.

    To import the parser takes a tenth of the time that a review needs for its first card.
    """
    if len(markdown) > _LONGEST or not _LINES.fullmatch(markdown):
        return None
    lines = canvas.wrapped(_text(markdown))
    for line in lines:
        line.truncate(canvas.columns)
    return lines


def _text(markdown: str) -> Text:
    text, at = Text(), 0
    for piece in _MARKED_PIECE.finditer(markdown):
        text.append(markdown[at : piece.start()])
        style = "srs.code" if piece["mark"] is None else _STYLES[piece["mark"]]
        text.append(piece["code"] or piece["words"], style=style)
        at = piece.end()
    return text.append(markdown[at:])

"""Problems in decks as text: place, code, sentence, and the line that it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from srs.model import Problem
from srs.terminal.safe import clean, clean_line
from srs.text import Source

_GUTTER_COLUMNS = 5
_BEFORE_COLUMNS = 50
_LINE_COLUMNS = 90
_LINE_CHARACTERS = 1000
_CUT = "…"


def finding_lines(problem: Problem, source: Source) -> Iterator[str]:
    """Yield the lines that tell of one problem; all deck text in them is harmless."""
    fix = " [fix]" if problem.fix else ""
    place = f"{clean_line(problem.path)}:{problem.line}:{problem.column}"
    yield f"{place}: {problem.code} {clean_line(problem.message)}{fix}"
    if problem.span is None:
        return
    number = problem.line - 1
    if number > 0:
        above = source.lines[number - 1][:_LINE_CHARACTERS]
        yield _numbered(number, _shortened(_shown(above), _LINE_COLUMNS))
    line, column = _around(source.lines[number], problem.column - 1)
    width = min(problem.span.end - problem.span.start, len(line) - column)
    before, marked = _shown(line[:column]), _shown(line[column : column + width])
    if len(before) > _BEFORE_COLUMNS:
        before = _CUT + before[1 - _BEFORE_COLUMNS :]
    room = _LINE_COLUMNS - len(before)
    yield _numbered(number + 1, before + _shortened(marked + _shown(line[column + width :]), room))
    carets = "^" * max(1, _columns(_shortened(marked, room)))
    yield f"{'':{_GUTTER_COLUMNS}} | {' ' * _columns(before)}{carets}"


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a line that can be shown, and the column in it; a line may be endless."""
    start = max(0, column - _LINE_CHARACTERS)
    return line[start : column + _LINE_CHARACTERS], column - start


def _numbered(number: int, text: str) -> str:
    return f"{number:{_GUTTER_COLUMNS}} | {text}".rstrip()


def _shown(text: str) -> str:
    return clean(text).replace("\t", "    ")


def _shortened(text: str, columns: int) -> str:
    return text if len(text) <= columns else text[: columns - 1] + _CUT


def _columns(text: str) -> int:
    """How many columns a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )

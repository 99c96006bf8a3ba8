"""Inline code: which places of a paragraph's text are inside backticks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from srs.pieces import Span

_RUN = re.compile(r"`+")


def code_spans(text: str) -> Iterator[Span]:
    """Yield the code spans of a paragraph's text, backticks included, by CommonMark section 6.1."""
    runs = [Span(*match.span()) for match in _RUN.finditer(text)]
    by_length: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        by_length.setdefault(run.end - run.start, []).append(index)
    index = 0
    while index < len(runs):
        run = runs[index]
        start = run.start + is_escaped(text, run.start)
        same = by_length.get(run.end - start, [])
        position = bisect_right(same, index)
        if position == len(same):
            index += 1
            continue
        yield Span(start, runs[same[position]].end)
        index = same[position] + 1


def is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before `at`."""
    slashes = at
    while slashes > 0 and text[slashes - 1] == "\\":
        slashes -= 1
    return (at - slashes) % 2 == 1


def in_code(text: str, at: int) -> bool:
    """Whether the character at `at` is inside inline code."""
    if "`" not in text[:at]:
        return False
    return any(span.start <= at < span.end for span in code_spans(text))

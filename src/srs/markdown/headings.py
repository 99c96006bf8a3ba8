"""The headings above each line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from srs.markdown.blocks import Blocks, Kind
from srs.text import BOM

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(.*?)(?:(?:^|[ \t]+)#+)?[ \t]*$")


class Contexts(NamedTuple):
    """From each heading's line on, the headings in force, outermost first."""

    lines: list[int]
    contexts: list[tuple[str, ...]]

    def at(self, line: int) -> tuple[str, ...]:
        """The headings above a line, the line's own included."""
        index = bisect_right(self.lines, line) - 1
        return self.contexts[index] if index >= 0 else ()


def heading_contexts(blocks: Blocks) -> Contexts:
    """Collect the headings (`#` to `######`) that stand in no quote, list, code or comment."""
    result = Contexts([], [])
    levels: list[tuple[int, str]] = []
    kinds, at = blocks.kinds, -1
    while (at := kinds.find(Kind.HEADING, at + 1)) >= 0:
        match = _HEADING.match(blocks.lines[at].removeprefix(BOM))
        if match is None or at in blocks.containers:
            continue
        levels = [pair for pair in levels if pair[0] < len(match[1])]
        levels.append((len(match[1]), match[2]))
        result.lines.append(at)
        result.contexts.append(tuple(text for _, text in levels))
    return result

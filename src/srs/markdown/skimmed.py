"""Notes by their lines alone, and which of them a scheduling comment belongs to."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

Run = tuple[str, int, int]  # a note's kind, its first and its last line
_NO_COMMENT: tuple[str | None, int] = (None, -1)


class SkimmedNote(NamedTuple):
    """A note's kind, its lines (from 0) without its comment, its number of cards.

    `comment` is what its scheduling comment holds, and `comment_line` where that stands (from 0);
    None and -1 without one.
    """

    kind: str
    first: int
    last: int
    cards: int
    comment: str | None = None
    comment_line: int = -1

    @property
    def first_line(self) -> int:
        """The first line, the comment's included."""
        return min(self.first, self.comment_line) if self.comment_line >= 0 else self.first

    @property
    def last_line(self) -> int:
        """The last line, the comment's included."""
        return max(self.last, self.comment_line)


def attached(
    comments: list[tuple[int, str, bool]],
    runs: list[Run],
    lines: list[str],
    hidden: set[int],
) -> list[tuple[str | None, int]]:
    """Give what each note's comment holds, and its line: the first in it, under or above it.

    A comment is its line, what it holds, and whether it is alone; `hidden` are the lines of
    those that are, and of comments that schedule nothing. Above is directly above.
    """
    found = [_NO_COMMENT] * len(runs)
    places = _Places(runs, lines, hidden)
    under = {run[2] + 1: index for index, run in enumerate(runs)}
    for line, holds, alone in comments:
        index = under.get(line, -1) if alone else -1
        if index < 0:
            index = places.note_of(line, alone)
        if index >= 0 and found[index] is _NO_COMMENT:
            found[index] = (holds, line)
    return found


class _Places:
    """Which note a comment belongs to, by its line; -1 for none."""

    def __init__(self, runs: list[Run], lines: list[str], hidden: set[int]) -> None:
        self.lines, self.hidden, self.runs = lines, hidden, runs
        self.firsts = [run[1] for run in runs]
        self.passed = range(0)

    def note_of(self, line: int, alone: bool) -> int:
        within = self.covering(line)
        if within >= 0 or not alone:
            return within
        above = self.skip(line - 1, -1)
        if (note := self.covering(above)) >= 0:
            return note
        if self.is_blank(above) and self.is_blank(line + 1):
            ending = self.skip(above - 1, -1)
            note = self.covering(ending)
            return note if note >= 0 and self.runs[note][2] == ending else -1
        below = self.skip(line + 1, +1)
        note = self.covering(below)
        begins = note >= 0 and self.firsts[note] == below
        return note if begins and not self.runs[note][0].startswith("single") else -1

    def covering(self, line: int) -> int:
        index = bisect_right(self.firsts, line) - 1
        return index if index >= 0 and line <= self.runs[index][2] else -1

    def skip(self, line: int, step: int) -> int:
        """Pass over comments; a run of them is kept, for each in it may ask."""
        if line not in self.hidden:
            return line
        if line not in self.passed:
            first = last = line
            while first - 1 in self.hidden:
                first -= 1
            while last + 1 in self.hidden:
                last += 1
            self.passed = range(first, last + 1)
        return self.passed.start - 1 if step < 0 else self.passed.stop

    def is_blank(self, line: int) -> bool:
        return not 0 <= line < len(self.lines) or not self.lines[line].strip(" \t")

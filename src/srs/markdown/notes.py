"""Where notes are: runs of lines with a separator, found line by line as the plugin finds them."""

from __future__ import annotations

import re
from typing import NamedTuple

from srs.markdown.blocks import FENCED, Blocks, Kind
from srs.markdown.finder import Finder
from srs.text import BLANKS

METADATA_CALLOUT = re.compile(r"[ \t]*(?:>[ \t]*)+\[!sr\|card-metadata\]\s*$")
_AROUND = frozenset({Kind.COMMENT, Kind.SCHEDULE, Kind.BLANK})


class FoundNote(NamedTuple):
    """A note's kind and lines (from 0), and its separator: line, first column, length.

    `block_end` is the last line of the run that the note was found in, comments included.
    """

    kind: str
    first: int
    last: int
    separator: tuple[int, int, int]
    block_end: int


class FoundNotes(NamedTuple):
    """The notes of a file in order, and the separator lines that have nothing above them."""

    notes: list[FoundNote]
    frontless: list[int]


def find_notes(blocks: Blocks, finder: Finder, end_marker: str) -> FoundNotes:
    """Find the notes in classified lines."""
    search = _Search(blocks, finder)
    kinds = blocks.kinds
    for number in range(blocks.front_matter_end, len(kinds)):
        kind = kinds[number]
        if kind == Kind.TEXT or kind > Kind.SCHEDULE:
            line = blocks.lines[number]
            if end_marker and end_marker in line and line.strip(BLANKS) == end_marker:
                search.close(number)
            else:
                search.text(number, line)
        elif kind == Kind.BLANK:
            if not (end_marker and search.kind):
                search.close(number)
        elif kind == Kind.INDENTED:
            search.text(number, blocks.lines[number])
        elif kind in FENCED and search.first < 0:
            search.first = number
    search.close(len(kinds))
    return search.found


class _Search:
    """The run of lines that is being read: its first line, and the kind that it has so far."""

    def __init__(self, blocks: Blocks, finder: Finder) -> None:
        self.blocks = blocks
        self.finder = finder
        self.found = FoundNotes([], [])
        self.first = -1
        self.kind = ""
        self.separators: list[tuple[str, int]] = []

    def text(self, number: int, line: str) -> None:
        """Take a line that is no code, no comment and not blank."""
        finder = self.finder
        if finder.may_hold(line):
            if self.kind not in finder.multi and (single := finder.single_on(line)):
                kind, column, length = single
                separator = (number, column, length)
                self.found.notes.append(FoundNote(kind, number, number, separator, number))
                self.first, self.kind = -1, ""
                return
            bare = line.strip(BLANKS)
            if kind := finder.own_line.get(bare, ""):
                if self.first < 0:
                    self.found.frontless.append(number)
                    return
                self.kind = kind
                self.separators.append((kind, number))
                return
            if not self.kind and finder.cloze_on(line):
                self.kind = "cloze"
        if self.first < 0:
            self.first = number

    def close(self, number: int) -> None:
        """End the run before line `number`; it is a note if a kind was seen in it."""
        if self.kind:
            last = number - 1
            while self.is_around(last):
                last -= 1
            note = FoundNote(self.kind, self.first, last, self.separator(last), number - 1)
            self.found.notes.append(note)
        self.first, self.kind = -1, ""
        self.separators.clear()

    def separator(self, last: int) -> tuple[int, int, int]:
        """The first separator line of the note's kind; the last separator gave the kind."""
        lines = self.blocks.lines
        for kind, line in self.separators:
            if kind == self.kind:
                at = self.in_code(lines[line].strip(BLANKS), line)
                return at, 0, len(lines[at])
        return last, len(lines[last]), 0

    def in_code(self, separator: str, line: int) -> int:
        """The first line with the separator, even in code if that counts, else `line` itself."""
        above = range(self.first, line) if self.finder.splits_in_code else ()
        return next((k for k in above if self.blocks.lines[k].strip(BLANKS) == separator), line)

    def is_around(self, number: int) -> bool:
        """Whether a line at the end of a run is no line of the note's text."""
        kind = self.blocks.kinds[number]
        return kind in _AROUND or bool(METADATA_CALLOUT.match(self.blocks.lines[number]))

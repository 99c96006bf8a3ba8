"""The lines of a deck that have tags, and which notes each holds for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from srs.markdown.blocks import Blocks, Kind
from srs.markdown.notes import FoundNote
from srs.markdown.tags import leading, tags_in
from srs.model import Note
from srs.pieces import Span

_MAY_HAVE = frozenset({Kind.TEXT, Kind.HEADING, Kind.HTML, Kind.UNDERLINE})


def tag_lines(blocks: Blocks) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each line (from 0) that has tags, with these; front matter is left out."""
    for number in range(blocks.front_matter_end, len(blocks.lines)):
        line = blocks.lines[number]
        if "#" in line and blocks.kinds[number] in _MAY_HAVE and (tags := tags_in(line)):
            yield number, tags


class LeadingTag(NamedTuple):
    """A tag that a note begins with: its name without `#`, its place with the blanks around it."""

    name: str
    span: Span


def leading_tag(text: str, note: Note) -> LeadingTag | None:
    """The tag that a note begins with, if it has one before its separator.

    Other characters than in tags elsewhere may be in it: all but blanks and `#`.
    """
    end = note.separator.start
    match = leading().match(text, note.span.start, end)
    if match is None or match.end(1) == end or not match[1].strip("/"):
        return None
    return LeadingTag(match[1], Span(*match.span()))


class TagScopes:
    """Which tags hold for a note.

    Its own, and those of the nearest line above it that has tags and is in no note; for notes
    above all such lines, the first of them.
    """

    def __init__(self, blocks: Blocks, notes: list[FoundNote]) -> None:
        self.notes = notes
        self.own: dict[int, tuple[str, ...]] = {}
        self.lines: list[int] = []
        self.scopes: list[tuple[str, ...]] = []
        firsts = [note.first for note in notes]
        for number, tags in tag_lines(blocks):
            index = bisect_right(firsts, number) - 1
            if index >= 0 and number <= notes[index].last:
                self.own[index] = (*self.own.get(index, ()), *tags)
            else:
                self.lines.append(number)
                self.scopes.append(tags)

    def of(self, index: int) -> tuple[str, ...]:
        """The tags of the note with this index, without repeats."""
        own = self.own.get(index, ())
        if not self.scopes:
            return tuple(dict.fromkeys(own))
        scope = self.scopes[max(0, bisect_right(self.lines, self.notes[index].first) - 1)]
        return tuple(dict.fromkeys((*scope, *own)))

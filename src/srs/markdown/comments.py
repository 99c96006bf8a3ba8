"""Where scheduling comments stand in a file, and which note each belongs to."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from srs.markdown.blocks import Blocks, Kind
from srs.markdown.code_spans import code_spans, is_escaped
from srs.markdown.notes import METADATA_CALLOUT, FoundNote
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.sr_comment import read_comment
from srs.model import SrComment
from srs.pieces import Span
from srs.text import Source

_INLINE_IN = frozenset({Kind.TEXT, Kind.HEADING, Kind.HTML, Kind.BLANK})


class FoundComment(NamedTuple):
    """A scheduling comment, its lines (from 0), and whether it begins its own line."""

    comment: SrComment
    first: int
    last: int
    own_line: bool


class Attached(NamedTuple):
    """The comments of each note by the note's index (the first one counts), and all others."""

    of_note: dict[int, list[FoundComment]]
    orphans: list[FoundComment]


def find_comments(source: Source, blocks: Blocks) -> list[FoundComment]:
    """All scheduling comments outside code, in order."""
    found = []
    after = 0
    paragraphs = _Paragraphs(source, blocks)
    text, closing = source.text, -1
    at = text.find(OPENING)
    while at >= 0:
        following = text.find(OPENING, at + len(OPENING))
        if closing < at and (closing := text.find(CLOSING, at)) < 0:
            break
        # one that another begins in is none, and need not be read
        comment = None if 0 <= following < closing else read_comment(text, at)
        if comment and at >= after and _is_comment(paragraphs, comment.span):
            number, last = source.line_of(at), source.line_of(comment.span.end)
            own_line = blocks.kinds[number] == Kind.SCHEDULE
            found.append(FoundComment(comment, number, last, own_line))
            after = comment.span.end
        at = following
    return found


def _is_comment(paragraphs: _Paragraphs, span: Span) -> bool:
    """Whether what looks like a comment is one: not code, nor text, nor in another comment."""
    source, blocks = paragraphs.source, paragraphs.blocks
    number = source.line_of(span.start)
    kind = blocks.kinds[number]
    if not _is_in_one_block(source, blocks, span):
        return False
    if kind == Kind.SCHEDULE:
        return True
    if kind not in _INLINE_IN or is_escaped(source.text, span.start):
        return False
    paragraphs.go_to(number)
    return not paragraphs.in_comment(span.start) and not paragraphs.in_code(span.start)


class _Paragraphs:
    """The paragraph around a line, and what is code in it; many comments may stand in one."""

    def __init__(self, source: Source, blocks: Blocks) -> None:
        self.source, self.blocks = source, blocks
        self.first, self.last = 0, -1
        self.begin = 0
        self.code: list[Span] = []

    def go_to(self, number: int) -> None:
        """Look at the paragraph that has this line, or at the line alone if it is none's."""
        if self.first <= number <= self.last:
            return
        self.first = self.last = number
        kinds = self.blocks.kinds
        if kinds[number] == Kind.TEXT:
            while self.goes_on(self.first) and self.first and kinds[self.first - 1] == Kind.TEXT:
                self.first -= 1
            while self.goes_on(self.last + 1):
                self.last += 1
        self.begin = self.source.starts[self.first]
        text = self.source.text[self.begin : self.source.line_span(self.last).end]
        self.code = [Span(start + self.begin, end + self.begin) for start, end in code_spans(text)]

    def goes_on(self, number: int) -> bool:
        """Whether a line is text that may go on with the paragraph above it."""
        kinds = self.blocks.kinds
        is_text = number < len(kinds) and kinds[number] == Kind.TEXT
        return is_text and number not in self.blocks.item_starts

    def in_code(self, at: int) -> bool:
        index = bisect_right(self.code, at, key=lambda span: span.start) - 1
        return index >= 0 and at < self.code[index].end

    def in_comment(self, at: int) -> bool:
        """Whether another comment that begins above is not closed yet."""
        outer = self.source.text.rfind("<!--", self.begin, at)
        while outer >= 0 and self.in_code(outer):
            outer = self.source.text.rfind("<!--", self.begin, outer)
        return outer >= 0 and self.source.text.find("-->", outer, at) < 0


def _is_in_one_block(source: Source, blocks: Blocks, span: Span) -> bool:
    """Whether a comment is closed in the HTML block, or on the line of text, that it begins in."""
    first, last = source.line_of(span.start), source.line_of(span.end)
    holders = blocks.containers.get(first)
    return first == last or all(
        blocks.kinds[number] == Kind.SCHEDULE and blocks.containers.get(number) == holders
        for number in range(first, last + 1)
    )


def attach(comments: list[FoundComment], notes: list[FoundNote], blocks: Blocks) -> Attached:
    """Give each comment to the note that it stands in, under or directly above."""
    result = Attached({}, [])
    places = _Places(notes, blocks)
    for comment in comments:
        note = places.note_of(comment)
        if note is None:
            result.orphans.append(comment)
        else:
            result.of_note.setdefault(note, []).append(comment)
    return result


class _Places:
    def __init__(self, notes: list[FoundNote], blocks: Blocks) -> None:
        self.firsts = [note.first for note in notes]
        self.notes = notes
        self.blocks = blocks
        self.passed = range(0)

    def note_of(self, comment: FoundComment) -> int | None:
        within = self.covering(comment.first)
        if not comment.own_line or within is not None:
            return within
        above = self.skip(comment.first - 1, -1)
        if (note := self.covering(above)) is not None:
            return note
        below = self.skip(comment.last + 1, +1)
        if self.is_blank(above) and self.is_blank(comment.last + 1):
            return self.ending(self.skip(above - 1, -1))
        return self.beginning(below)

    def covering(self, line: int) -> int | None:
        """The note whose text has this line."""
        index = bisect_right(self.firsts, line) - 1
        return index if index >= 0 and line <= self.notes[index].last else None

    def ending(self, line: int) -> int | None:
        index = self.covering(line)
        return index if index is not None and line == self.notes[index].last else None

    def beginning(self, line: int) -> int | None:
        """The note of several lines that begins here; above others the plugin reads no comment."""
        index = self.covering(line)
        if index is None or self.notes[index].kind.startswith("single"):
            return None
        return index if line == self.notes[index].first else None

    def skip(self, line: int, step: int) -> int:
        """Pass over comments, and over the head of a metadata callout."""
        if not self.passes(line):
            return line
        if line not in self.passed:
            self.passed = self.run_around(line)
        return self.passed.start - 1 if step < 0 else self.passed.stop

    def run_around(self, line: int) -> range:
        """The lines around this one that are passed over; kept, for many comments may be there."""
        first = last = line
        while self.passes(first - 1):
            first -= 1
        while self.passes(last + 1):
            last += 1
        return range(first, last + 1)

    def passes(self, line: int) -> bool:
        kinds = self.blocks.kinds
        return 0 <= line < len(kinds) and (
            kinds[line] in (Kind.COMMENT, Kind.SCHEDULE)
            or METADATA_CALLOUT.match(self.blocks.lines[line]) is not None
        )

    def is_blank(self, line: int) -> bool:
        return not 0 <= line < len(self.blocks.kinds) or self.blocks.kinds[line] == Kind.BLANK

"""Where a note's first scheduling comment goes, so that the page and all other notes stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srs.markdown.blocks import FENCED, Kind
from srs.markdown.parser import Parsed
from srs.markdown.tables import is_delimiter_row
from srs.model import Note
from srs.pieces import Edit, Span
from srs.text import newline_at

_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$")
_DEFINITION = re.compile(r"(?:[ \t>]|(?:[*+-]|\d{1,9}[.)])[ \t])*\[[^\]]+\]:")
_NO_TEXT = re.compile(r"(?:[ \t>]|(?:[*+-]|\d{1,9}[.)])(?:[ \t]|$))*$")
_INLINE = frozenset({Kind.TEXT, Kind.HEADING})


class Placement(NamedTuple):
    """A way to insert the comment; `plain` ones need no second look."""

    edit: Edit
    plain: bool = False


def placements(parsed: Parsed, note: Note, comment: str) -> Iterator[Placement]:
    """The ways to insert a note's first comment, the best one first; none if there is no place."""
    end = _End(parsed, note)
    if end.in_open_fence:
        yield from _above(end, comment)
        return
    if parsed.syntax.callout and not (end.splits or end.is_held):
        yield _own_line(end, _callout(end, comment), "")
    if end.wants_same_line:
        yield from _same_line(end, comment)
    if end.goes_on and end.kind == Kind.FENCE_CLOSE:
        yield _own_line(end, comment, end.fence_prefix)
    if not end.splits:
        yield _own_line(end, comment, "")
    yield from _same_line(end, comment)
    yield from _above(end, comment)


def is_held(parsed: Parsed, note: Note) -> bool:
    """Whether this is a single-line note in a list, a quote or a table."""
    return _End(parsed, note).is_held


class _End:
    """The last line of a note's text and what stands around it."""

    def __init__(self, parsed: Parsed, note: Note) -> None:
        self.parsed, self.note = parsed, note
        self.text = parsed.source.text
        self.number = parsed.source.line_of(note.span.end)
        self.line = parsed.source.lines[self.number]
        self.kind = Kind(parsed.blocks.kinds[self.number])
        self.containers = parsed.blocks.containers.get(self.number, ())
        self.single = note.kind.startswith("single")

    def next_line(self) -> tuple[int, str]:
        """The next line's kind and text; a blank one at the end of the file."""
        lines = self.parsed.blocks.lines
        if self.number + 1 == len(lines):
            return Kind.BLANK, ""
        below = self.number + 1
        kind = self.parsed.blocks.kinds[below]
        if kind == Kind.BLANK and not self.is_blank(below):
            kind = Kind.TEXT
        return kind, lines[below]

    def is_blank(self, number: int) -> bool:
        """Whether a line is blank to Markdown, to which other blanks than ASCII's are text."""
        blocks = self.parsed.blocks
        return blocks.kinds[number] == Kind.BLANK and not blocks.lines[number].strip(" \t>")

    @property
    def in_open_fence(self) -> bool:
        unclosed = self.parsed.blocks.unclosed_fence
        return self.kind in FENCED and unclosed is not None and self.number >= unclosed

    @property
    def goes_on(self) -> bool:
        """Whether a container of the last line, or its indented code, goes on below."""
        kinds = self.parsed.blocks.kinds
        below = self.number + 1
        while below < len(kinds) and self.is_blank(below):
            below += 1
        if below == len(kinds):
            return False
        if self.may_be_code and kinds[below] == Kind.INDENTED:
            return True
        idents = {ident for ident, _, _ in self.containers}
        here = self.parsed.blocks.containers.get(below, ())
        return any(ident in idents for ident, _, _ in here)

    @property
    def may_be_code(self) -> bool:
        """Whether the last line is indented like code; below a table or a definition it is code."""
        line = self.line[self.line.rfind(">", 0, len(self.fence_prefix)) + 1 :].expandtabs(4)
        indent = len(line) - len(line.lstrip(" "))
        left = ">" not in self.fence_prefix and any(mark == ">" for _, mark, _ in self.containers)
        inner = 0 if left else sum(indent for _, _, indent in self.containers)
        return self.kind == Kind.INDENTED or (indent >= 4 and not 0 <= indent - inner < 4)

    @property
    def in_definition(self) -> bool:
        """Whether the last line may belong to the definition of a link, which bears no comment."""
        lines = self.parsed.blocks.lines[max(0, self.number - 1) : self.number + 1]
        return any(_DEFINITION.match(line) for line in lines)

    @property
    def in_table(self) -> bool:
        """Whether the last line is a row of a table."""
        if "|" not in self.line:
            return False
        lines, number = self.parsed.blocks.lines, self.number
        while number >= 0 and self.parsed.blocks.kinds[number] == Kind.TEXT:
            if is_delimiter_row(lines[number]):
                return True
            number -= 1
        return self.in_header_row

    @property
    def in_header_row(self) -> bool:
        return "|" in self.line and is_delimiter_row(self.next_line()[1])

    @property
    def is_held(self) -> bool:
        """Whether this is a single-line note in a list, a quote or a table."""
        return self.single and (self.in_table or bool(self.containers and not self.is_lazy))

    @property
    def is_lazy(self) -> bool:
        """Whether the last line goes on with a list item or quote from outside its column."""
        marked = self.number in self.parsed.blocks.item_starts
        return not marked and not self.line.startswith((" ", "\t", ">"))

    @property
    def wants_same_line(self) -> bool:
        if self.is_held:
            return True
        return self.parsed.syntax.same_line or (self.goes_on and self.kind in _INLINE)

    @property
    def splits(self) -> bool:
        """Whether a comment on the next line would split what goes on below.

        Text under a single-line note, and an end marker, are parted from it, as by the plugin.
        """
        kind, line = self.next_line()
        if self.goes_on:
            return True
        marker = self.parsed.syntax.end_marker
        if kind in (Kind.BLANK, Kind.COMMENT) or (marker and line.strip() == marker):
            return False
        return kind == Kind.UNDERLINE or not self.single

    @property
    def fence_prefix(self) -> str:
        return self.line[: len(self.line) - len(self.line.lstrip(" \t>"))]


def _own_line(end: _End, comment: str, prefix: str) -> Placement:
    at = end.note.span.end
    blank_below = end.next_line()[0] == Kind.BLANK
    plain = blank_below and not end.containers and end.kind in (Kind.TEXT, Kind.FENCE_CLOSE)
    edit = Edit(Span(at, at), newline_at(end.text, at) + prefix + comment)
    return Placement(edit, plain and not prefix)


def _callout(end: _End, comment: str) -> str:
    """The comment in a metadata callout, blank for blank as the plugin writes it."""
    return f"> [!sr|card-metadata] {newline_at(end.text, end.note.span.end)}>  {comment}"


def _same_line(end: _End, comment: str) -> Iterator[Placement]:
    """At the end of the last line's text, where that can carry an inline comment."""
    line = end.line
    if end.kind not in _INLINE or end.may_be_code or end.in_definition or is_delimiter_row(line):
        return
    if end.kind == Kind.HEADING and _CLOSING_HASHES.search(line):
        return
    if end.note.block_id:  # it names the block only at the end of its line
        line = line[: end.note.cuts[-1].start - end.parsed.source.starts[end.number]]
    if _NO_TEXT.match(line):
        return
    column = len(line.rstrip(" \t"))
    if line.endswith("\\") and end.next_line()[0] == Kind.TEXT:
        column = len(line[:-1].rstrip(" \t"))
    if end.in_header_row and line[:column].endswith("|"):
        column = len(line[: column - 1].rstrip(" \t"))
    at = end.parsed.source.starts[end.number] + column
    yield Placement(Edit(Span(at, at), f" {comment}"))


def _above(end: _End, comment: str) -> Iterator[Placement]:
    """Directly above the first line, where that follows a blank line and stands in nothing."""
    blocks, source = end.parsed.blocks, end.parsed.source
    first = source.line_of(end.note.span.start)
    begins = first == blocks.front_matter_end or end.is_blank(first - 1)
    if begins and first not in blocks.containers and blocks.kinds[first] != Kind.INDENTED:
        at = end.note.span.start
        yield Placement(Edit(Span(at, at), comment + newline_at(end.text, at)))

"""Text to notes: every note with its place, its comment, its headings and its tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from srs.markdown.blocks import Blocks, Kind, scan
from srs.markdown.card_kinds import KINDS
from srs.markdown.card_kinds.kind import Content
from srs.markdown.comments import FoundComment, attach, find_comments
from srs.markdown.finder import Finder
from srs.markdown.headings import heading_contexts
from srs.markdown.notes import FoundNote, FoundNotes, find_notes
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.tag_scopes import TagScopes, leading_tag
from srs.model import Card, Note
from srs.pieces import Sides, Span
from srs.text import BOM, Source

_Places = tuple[Span, Span, tuple[Span, ...]]  # of a note: all of it, its separator, its cuts
_BLOCK_ID = re.compile(r" (\^[A-Za-z0-9-]+)$")


@dataclass(frozen=True)
class Parsed:
    """A source and what was found in it."""

    source: Source
    syntax: SyntaxSettings
    blocks: Blocks
    notes: tuple[Note, ...]
    orphans: tuple[FoundComment, ...]
    surplus: tuple[FoundComment, ...]  # second comments of notes
    frontless: tuple[int, ...]  # lines of separators with nothing above them

    @cached_property
    def front_matter(self) -> str:
        """The text between the front matter's `---` lines, empty if there is none."""
        end = self.blocks.front_matter_end
        return "\n".join(self.blocks.lines[1 : end - 1]) if end else ""

    def sides(self, note: Note) -> tuple[Sides, ...]:
        """The sides of a note's cards."""
        content = _content(self.source.text, note.span, note.separator, note.cuts)
        return KINDS[note.kind].sides(content, self.syntax)

    @cached_property
    def _first_lines(self) -> list[int]:
        return [note.first_line for note in self.notes]

    def note_at(self, line: int) -> Note | None:
        """The note that covers a line (from 0), its comment included."""
        index = bisect_right(self._first_lines, line) - 1
        if index >= 0 and line <= self.notes[index].last_line:
            return self.notes[index]
        return None


def parse(source: Source, syntax: SyntaxSettings) -> Parsed:
    """Find the notes of a source."""
    blocks = scan(source.lines)
    found = find_notes(blocks, Finder(syntax), syntax.end_marker)
    return _Assembly(source, syntax, blocks, found).parsed()


class _Assembly:
    def __init__(
        self, source: Source, syntax: SyntaxSettings, blocks: Blocks, found: FoundNotes
    ) -> None:
        self.source, self.syntax, self.blocks, self.found = source, syntax, blocks, found
        self.attached = attach(find_comments(source, blocks), found.notes, blocks)
        self.hidden = [n for n, kind in enumerate(blocks.kinds) if kind == Kind.COMMENT]
        self.contexts = heading_contexts(blocks)
        self.tags = TagScopes(blocks, found.notes)

    def parsed(self) -> Parsed:
        notes = tuple(self.note(index, note) for index, note in enumerate(self.found.notes))
        return Parsed(
            self.source,
            self.syntax,
            self.blocks,
            notes,
            tuple(self.attached.orphans),
            tuple(extra for of in self.attached.of_note.values() for extra in of[1:]),
            tuple(self.found.frontless),
        )

    def note(self, index: int, found: FoundNote) -> Note:
        source = self.source
        comments = self.attached.of_note.get(index, [])
        first = comments[0] if comments else None
        line, column, length = found.separator
        start = source.starts[line] + column
        separator = Span(start, start + length)
        begin = source.starts[found.first] or (len(BOM) if source.text.startswith(BOM) else 0)
        span = Span(begin, source.line_span(found.last).end)
        cuts = self.cuts(found, span, comments)
        block_id = self.block_id(span, cuts)
        all_cuts = (*cuts, block_id) if block_id else cuts
        note = Note(
            kind=found.kind,
            number=index,
            span=span,
            separator=separator,
            cuts=all_cuts,
            first_line=min(found.first, first.first) if first else found.first,
            last_line=max(found.last, first.last) if first else found.last,
            cards=self.cards(found.kind, (span, separator, all_cuts), first),
            comment=first.comment if first else None,
            context=self.contexts.at(found.first),
            tags=self.tags.of(index),
            block_id=source.text[block_id.start + 1 : block_id.end] if block_id else None,
        )
        return self.without_tag(note, first) if self.syntax.leading_tag else note

    def without_tag(self, note: Note, first: FoundComment | None) -> Note:
        """Cut the tag that a note begins with, unless its front is nothing else."""
        tag = leading_tag(self.source.text, note)
        if tag is None or tag.span.end == note.separator.start:
            return note
        cuts = (tag.span, *note.cuts)
        cards = self.cards(note.kind, (note.span, note.separator, cuts), first)
        return note._replace(cuts=cuts, cards=cards)

    def cards(self, kind: str, places: _Places, first: FoundComment | None) -> tuple[Card, ...]:
        """The cards of a note with its places, and their schedules in its first comment."""
        count = KINDS[kind].cards(_content(self.source.text, *places), self.syntax)
        segments = first.comment.segments if first else ()
        return tuple(
            Card(k, segments[k].schedule if k < len(segments) else None) for k in range(count)
        )

    def cuts(self, found: FoundNote, span: Span, comments: list[FoundComment]) -> tuple[Span, ...]:
        """What inside the note's span is no card text: comments, whole lines with their breaks."""
        source = self.source
        cuts = []
        for item in comments:
            place = item.comment.span
            if span.start <= place.start < span.end:
                start = place.start
                while start > span.start and source.text[start - 1] in " \t":
                    start -= 1
                cuts.append(Span(start, place.end))
        for number in self.hidden[bisect_right(self.hidden, found.first) :]:
            if number > found.last:
                break
            cuts.append(Span(source.starts[number], source.starts[number + 1]))
        return tuple(sorted(cuts))

    def block_id(self, span: Span, cuts: tuple[Span, ...]) -> Span | None:
        """The place of a block id, with the blank before it, at the end of the note's text."""
        end = span.end
        while cuts and cuts[-1].end >= end > cuts[-1].start:
            end, cuts = cuts[-1].start, cuts[:-1]
        match = _BLOCK_ID.search(self.source.text, max(span.start, end - 200), end)
        return Span(*match.span()) if match else None


def _content(text: str, span: Span, separator: Span, cuts: tuple[Span, ...]) -> Content:
    """Cut a note's text out, without what is no card text."""
    if separator.start == separator.end:
        return Content(_cut(text, span, cuts), "")
    before, after = Span(span.start, separator.start), Span(separator.end, span.end)
    return Content(_cut(text, before, cuts), _cut(text, after, cuts))


def _cut(text: str, span: Span, cuts: tuple[Span, ...]) -> str:
    if not cuts:
        return text[slice(*span)]
    pieces, at = [], span.start
    for cut in sorted(cuts):
        if cut.end > at and cut.start < span.end:
            pieces.append(text[at : cut.start])
            at = cut.end
    return "".join(pieces) + text[min(at, span.end) : span.end]

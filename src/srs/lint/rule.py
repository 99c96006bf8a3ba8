"""What a rule is, what it looks at and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from srs.lint.plugin_view import PluginUse, PluginView, view_of
from srs.markdown.blocks import FENCED, Kind
from srs.markdown.code_spans import in_code
from srs.markdown.parser import Parsed, parse
from srs.model import Note, SrComment
from srs.pieces import Edit, Sides, Span
from srs.text import Source, apply_edits

_HIDDEN = FENCED | {Kind.INDENTED, Kind.FRONT_MATTER}


@dataclass(frozen=True)
class CheckedDeck:
    """A deck to check.

    `front_matter_problem` says in one sentence what is wrong with its front matter, in the line
    (from 1) `front_matter_line`. `plugin` is what the Obsidian plugin would read it with, None
    where nobody asks.
    """

    parsed: Parsed
    front_matter_problem: str | None = None
    front_matter_line: int = 1
    plugin: PluginUse | None = None

    @property
    def source(self) -> Source:
        """The file that the deck was read from."""
        return self.parsed.source

    def first_line(self, note: Note) -> Span:
        """The place of a note's first line, in which its front begins."""
        line = self.source.line_span(self.source.line_of(note.span.start))
        return Span(note.span.start, min(note.span.end, line.end))

    @property
    def cards(self) -> int:
        """How many cards the deck has."""
        return sum(len(note.cards) for note in self.parsed.notes)

    @cached_property
    def sides(self) -> tuple[tuple[Note, tuple[Sides, ...]], ...]:
        """Each note with the sides of its cards."""
        return tuple((note, self.parsed.sides(note)) for note in self.parsed.notes)

    @cached_property
    def plugin_view(self) -> PluginView | None:
        """What the plugin would make of the deck, None where nobody asks."""
        return view_of(self.parsed, self.plugin) if self.plugin else None

    @property
    def comments(self) -> Iterator[SrComment]:
        """All scheduling comments outside code."""
        yield from (note.comment for note in self.parsed.notes if note.comment)
        yield from (found.comment for found in (*self.parsed.orphans, *self.parsed.surplus))

    def text_at(self, span: Span) -> str:
        """The text at a place."""
        return self.source.text[span.start : span.end]

    def line_kind(self, offset: int) -> int:
        """The kind of the line that holds a character."""
        return self.parsed.blocks.kinds[self.source.line_of(offset)]

    def is_code(self, offset: int) -> bool:
        """Whether a character stands in code or in front matter."""
        if self.line_kind(offset) in _HIDDEN:
            return True
        line = self.source.line_of(offset)
        return in_code(self.source.lines[line], offset - self.source.starts[line])

    def edited(self, edits: Iterable[Edit]) -> CheckedDeck:
        """The deck after edits of its text."""
        text = apply_edits(self.source.text, dict.fromkeys(edits))
        return replace(self, parsed=parse(Source(self.source.path, text), self.parsed.syntax))

    def line_below(self, line: int) -> int | None:
        """The next line (from 0) below `line` that is not blank, None at the end of the file."""
        lines = self.source.lines
        below = range(line + 1, len(lines))
        return next((number for number in below if lines[number].strip()), None)


class Finding(NamedTuple):
    """What a rule finds at a place, and an edit that may be safe to make."""

    span: Span
    message: str
    fix: Edit | None = None


Check = Callable[[CheckedDeck], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, with a deck that breaks it and one that does not.

    `check` is None for the rule that compares decks; `bad` is then a deck that stands in two files.
    """

    code: str
    name: str
    summary: str
    explanation: str
    bad: str
    good: str
    check: Check | None = None

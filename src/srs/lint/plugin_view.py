"""A deck as `srs` reads it beside what the Obsidian plugin makes of it, note by note."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from srs.lint.plugin_reading import PluginNote, PluginReading, read_as_plugin
from srs.markdown.blocks import Kind
from srs.markdown.deck_rules import DeckSettings
from srs.markdown.notes import METADATA_CALLOUT
from srs.markdown.parser import Parsed
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.topics import Topics
from srs.model import Note

_NO_TEXT = frozenset({Kind.COMMENT, Kind.SCHEDULE})


@dataclass(frozen=True, slots=True)
class PluginUse:
    """How the plugin would be used on a deck: its syntax, and in a vault its rules for decks.

    `front_tags` are the tags of the deck's front matter, `folder` is the deck's in the vault.
    """

    syntax: SyntaxSettings
    decks: DeckSettings | None = None
    front_tags: Topics = ()
    folder: str = ""


@dataclass(frozen=True)
class PluginView:
    """What the plugin makes of the notes of a deck, by the index of each.

    `same` are read alike, `altered` have other lines there; in neither are those that it loses.
    `extra` are the notes of the plugin that share no line with one of ours.
    """

    parsed: Parsed
    syntax: SyntaxSettings
    reading: PluginReading
    same: dict[int, PluginNote]
    altered: dict[int, PluginNote]
    extra: tuple[PluginNote, ...]

    @cached_property
    def by_line(self) -> dict[int, PluginNote]:
        """The plugin's note that has a line (from 0)."""
        return {line: note for note in self.reading.notes for line in note.lines}

    def lines(self, note: Note) -> list[int]:
        """The lines (from 0) of a note's text, without those of comments."""
        first, last = (self.parsed.source.line_of(offset) for offset in note.span)
        return self.text_lines(range(first, last + 1))

    def text_lines(self, numbers: range | tuple[int, ...]) -> list[int]:
        """Those of some lines that are text of a card, without blank ones at the end."""
        kinds, lines = self.parsed.blocks.kinds, self.parsed.source.lines
        found = [
            number
            for number in numbers
            if kinds[number] not in _NO_TEXT and not METADATA_CALLOUT.match(lines[number])
        ]
        while found and kinds[found[-1]] == Kind.BLANK:
            found.pop()
        return found


def view_of(parsed: Parsed, use: PluginUse) -> PluginView:
    """Compare with the plugin as if it had the separators of the deck, and else its own."""
    syntax = _common(parsed.syntax, use.syntax)
    reading = read_as_plugin(parsed.source.lines, syntax)
    view = PluginView(parsed, syntax, reading, {}, {}, _apart(parsed, reading))
    given: set[int] = set()
    for note in parsed.notes:
        theirs = _holding(view, note)
        if theirs is not None and theirs.lines[0] not in given:
            given.add(theirs.lines[0])
            alike = view.lines(note) == view.text_lines(theirs.lines)
            (view.same if alike else view.altered)[note.number] = theirs
    return view


def _common(ours: SyntaxSettings, theirs: SyntaxSettings) -> SyntaxSettings:
    """The plugin's syntax with our separators and patterns."""
    return theirs._replace(
        multi_basic=ours.multi_basic or theirs.multi_basic,
        multi_reversed=ours.multi_reversed or theirs.multi_reversed,
        single_basic=ours.single_basic or theirs.single_basic,
        single_reversed=ours.single_reversed or theirs.single_reversed,
        cloze_patterns=tuple(dict.fromkeys((*theirs.cloze_patterns, *ours.cloze_patterns))),
        end_marker=ours.end_marker,
    )


def _holding(view: PluginView, note: Note) -> PluginNote | None:
    """The plugin's note of the same kind that has a note's separator, or any line of a cloze."""
    start, end = note.separator
    lines = view.lines(note) if start == end else [view.parsed.source.line_of(start)]
    found = (view.by_line[line] for line in lines if line in view.by_line)
    return next((theirs for theirs in found if theirs.kind == note.kind), None)


def _apart(parsed: Parsed, reading: PluginReading) -> tuple[PluginNote, ...]:
    ours = {n for note in parsed.notes for n in range(note.first_line, note.last_line + 1)}
    return tuple(note for note in reading.notes if ours.isdisjoint(note.lines))

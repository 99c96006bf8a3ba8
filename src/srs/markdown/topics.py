"""Which decks the notes of a file belong to, by the file's tags or by its folder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from srs.markdown.deck_rules import DeckSettings

if TYPE_CHECKING:
    from srs.markdown.parser import Parsed

Topics = tuple[str, ...]
TaggedLines = Iterable[tuple[int, Topics]]


class NoteLines(NamedTuple):
    """The lines (from 0) of a note: that of its text's beginning, first and last with its comment.

    `tag` is the tag that it begins with, if it has one and such tags count.
    """

    begin: int
    first: int
    last: int
    tag: str | None = None


def note_topics(
    parsed: Parsed, rules: DeckSettings, front_tags: Topics = (), folder: str = ""
) -> tuple[Topics, ...] | None:
    """Give the decks of each note of a parsed text, as `topics` does."""
    from srs.markdown.tag_scopes import leading_tag, tag_lines

    source, notes = parsed.source, []
    for note in parsed.notes:
        tag = leading_tag(source.text, note) if parsed.syntax.leading_tag else None
        begin = source.line_of(note.span.start)
        notes.append(NoteLines(begin, note.first_line, note.last_line, tag.name if tag else None))
    return topics(notes, tag_lines(parsed.blocks), rules, front_tags, folder)


def topics(
    notes: Sequence[NoteLines],
    tagged: TaggedLines,
    rules: DeckSettings,
    front_tags: Topics = (),
    folder: str = "",
) -> tuple[Topics, ...] | None:
    """Give the decks of each note, without `#`; None if nothing in the file makes a deck.

    `tagged` are the lines (from 0) that have tags, `front_tags` those of the front matter;
    `folder` counts from that of the collection. By tags these are the decks of a tag at the note's
    start, else of the nearest line above it that has such tags and is in no note, else of the
    front matter, else of the file's first tag.
    """
    found = ((number, _decks_among(tags, rules)) for number, tags in tagged)
    lines = [(number, decks) for number, decks in found if decks]
    front = _decks_among(front_tags, rules)
    if rules.by == "folders":
        return ((folder,),) * len(notes) if folder or front or lines else None
    if not (front or lines):
        return None
    last = front or lines[0][1][:1]
    scopes = _outside(notes, lines)
    numbers = [number for number, _ in scopes]

    def of(note: NoteLines) -> Topics:
        if note.tag is not None:
            return (_normal(note.tag),)
        above = bisect_left(numbers, note.begin)
        return scopes[above - 1][1] if above else last

    return tuple(of(note) for note in notes)


def has_ignored_tag(tagged: TaggedLines, rules: DeckSettings, front_tags: Topics = ()) -> bool:
    """Whether a tag of the file, its front matter's included, keeps it out of all decks."""
    if not rules.ignore_tags:
        return False
    own = (tag for _, tags in tagged for tag in tags)
    return any(_is_below_any(tag, rules.ignore_tags) for tag in (*front_tags, *own))


def _outside(
    notes: Sequence[NoteLines], lines: list[tuple[int, Topics]]
) -> list[tuple[int, Topics]]:
    """The lines that are in no note."""
    firsts = [note.first for note in notes]

    def is_in_note(line: int) -> bool:
        index = bisect_right(firsts, line) - 1
        return index >= 0 and line <= notes[index].last

    return [pair for pair in lines if not is_in_note(pair[0])]


def _decks_among(tags: Iterable[str], rules: DeckSettings) -> Topics:
    return tuple(_normal(tag) for tag in tags if _is_below_any(tag, rules.tags))


def _is_below_any(tag: str, branches: Iterable[str]) -> bool:
    """Whether a tag is one of these or lies below it; upper and lower case count."""
    names = (branch.removeprefix("#") for branch in branches)
    return any(name and (tag == name or tag.startswith(f"{name}/")) for name in names)


def _normal(tag: str) -> str:
    return "/".join(part for part in tag.split("/") if part)

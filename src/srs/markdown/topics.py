"""Which decks the notes of a file belong to, by the file's tags or by its folder."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from srs.markdown.deck_rules import DeckSettings
from srs.markdown.parser import Parsed
from srs.markdown.tags import leading_tag, tag_lines

Topics = tuple[str, ...]


def note_topics(
    parsed: Parsed, rules: DeckSettings, front_tags: Topics = (), folder: str = ""
) -> tuple[Topics, ...] | None:
    """Give the decks of each note, without `#`; None if nothing in the file makes a deck.

    `front_tags` are those of the front matter; `folder` counts from that of the collection.
    By tags these are the decks of a tag at the note's start, else of the nearest line above it
    that has such tags and is in no note, else of the front matter, else of the file's first tag.
    """
    lines = _deck_lines(parsed, rules)
    front = _decks_among(front_tags, rules)
    if rules.by == "folders":
        return ((folder,),) * len(parsed.notes) if folder or front or lines else None
    if not (front or lines):
        return None
    last = front or lines[0][1][:1]
    scopes = [(number, decks) for number, decks in lines if not _is_in_note(parsed, number)]
    numbers = [number for number, _ in scopes]
    found = []
    for note in parsed.notes:
        own = leading_tag(parsed.source.text, note) if parsed.syntax.leading_tag else None
        above = bisect_left(numbers, parsed.source.line_of(note.span.start))
        scope = scopes[above - 1][1] if above else last
        found.append((_normal(own.name),) if own else scope)
    return tuple(found)


def has_ignored_tag(parsed: Parsed, rules: DeckSettings, front_tags: Topics = ()) -> bool:
    """Whether a tag of the file, its front matter's included, keeps it out of all decks."""
    if not rules.ignore_tags:
        return False
    own = (tag for _, tags in tag_lines(parsed.blocks) for tag in tags)
    return any(_is_below_any(tag, rules.ignore_tags) for tag in (*front_tags, *own))


def _deck_lines(parsed: Parsed, rules: DeckSettings) -> list[tuple[int, Topics]]:
    """The lines that have tags of decks, with these."""
    found = ((number, _decks_among(tags, rules)) for number, tags in tag_lines(parsed.blocks))
    return [(number, decks) for number, decks in found if decks]


def _decks_among(tags: Iterable[str], rules: DeckSettings) -> Topics:
    return tuple(_normal(tag) for tag in tags if _is_below_any(tag, rules.tags))


def _is_below_any(tag: str, branches: Iterable[str]) -> bool:
    """Whether a tag is one of these or lies below it; upper and lower case count."""
    names = (branch.removeprefix("#") for branch in branches)
    return any(name and (tag == name or tag.startswith(f"{name}/")) for name in names)


def _is_in_note(parsed: Parsed, line: int) -> bool:
    return parsed.note_at(line) is not None


def _normal(tag: str) -> str:
    return "/".join(part for part in tag.split("/") if part)

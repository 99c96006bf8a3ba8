"""What is counted of a deck, read the quick way where that is sure to find the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from srs.collection.counted import Counted
from srs.collection.deck_paths import DeckPath, folder_of
from srs.collection.outline import Outline, outline_of, pack, plain_dues
from srs.files import Status, read_file
from srs.markdown.deck_rules import SUSPENDED
from srs.markdown.plain_segments import MAX_SEGMENTS, plain_fsrs, plain_sm2
from srs.markdown.skim import Skimmed, skim
from srs.scheduling.lines import CardLine, fsrs_line, line_of
from srs.settings import Settings
from srs.settings.layers import Layers, settings_for_deck
from srs.stats.sums import sum_of
from srs.text import BLANKS, decode

if TYPE_CHECKING:
    from srs.collection.deck import Deck
    from srs.collection.front_matter import FrontMatter
    from srs.markdown.topics import Topics


_NEW: list[CardLine] = [()]


def count_deck(place: DeckPath, layers: Layers, cwd: Path) -> tuple[Counted, Status]:
    """Read one deck and add up its cards; also gives the state of its file.

    Raises SourceError for what cannot be read, ConfigError for wrong settings in front matter.
    """
    read = read_file(place.file, place.shown)  # a path of its own takes as long as to open it
    text = decode(read.data, place.shown)
    settings = layers.settings
    if layers.deck_sections:
        settings = settings_for_deck(layers, place.path)
    rules = settings.decks
    wants_tags = rules.by != "file" or bool(rules.ignore_tags)
    skimmed = None  # of a note that may be suspended all tags must be known
    if SUSPENDED not in text:
        skimmed = skim(text, settings.syntax, tags=wants_tags)
    front_matter = None
    if skimmed is not None and skimmed.front_matter:
        from srs.collection.front_matter import read_front_matter

        front_matter = read_front_matter(skimmed.front_matter)
    if skimmed is None or (front_matter and front_matter.srs is not None):
        from srs.collection.deck import load_deck

        deck = load_deck(place, layers, cwd)
        return count_loaded(deck), deck.read.status
    folder = folder_of(place.path, layers.root or cwd) if rules.by == "folders" else ""
    return _counted(place, skimmed, settings, front_matter, folder), read.status


def _counted(
    place: DeckPath,
    skimmed: Skimmed,
    settings: Settings,
    front_matter: FrontMatter | None,
    folder: str,
) -> Counted:
    rules, found, is_chosen = settings.decks, None, True
    own_name = front_matter.deck if front_matter else None
    front_tags = front_matter.deck_tags if front_matter else ()
    if rules.by != "file":
        from srs.markdown.topics import NoteLines, topics

        notes = [NoteLines(each.first, each.first_line, each.last_line) for each in skimmed.notes]
        found = topics(notes, skimmed.tagged, rules, front_tags, folder)
        is_chosen = found is not None
    if rules.ignore_tags:
        from srs.markdown.topics import has_ignored_tag

        is_chosen = is_chosen and not has_ignored_tag(skimmed.tagged, rules, front_tags)
    lines = [
        _NEW * note.cards if note.comment is None else _lines(note.comment, note.cards)
        for note in skimmed.notes
    ]
    outline = Outline("", settings.algorithm, lines, found)
    return _summed(place, own_name, is_chosen, outline)


def _summed(place: DeckPath, own_name: str | None, is_chosen: bool, outline: Outline) -> Counted:
    parts: dict[Topics, list[CardLine]] = {}
    for index, lines in enumerate(outline.notes):
        parts.setdefault(outline.topics[index] if outline.topics else (), []).extend(lines)
    sums = tuple((names, sum_of(lines)) for names, lines in parts.items())
    by_topics = outline.topics is not None
    dues = plain_dues(outline)
    return Counted(place, own_name, is_chosen, by_topics, sums, pack(outline), dues)


def _lines(comment: str, cards: int) -> list[CardLine]:
    """What is kept of a note's cards; those that its comment says nothing of are new."""
    if cards == 1 and comment[:1] == "!" and (only := plain_sm2(comment[1:])) is not None:
        return [only]
    lines: list[CardLine] = []
    for piece in comment.split("!", MAX_SEGMENTS)[:MAX_SEGMENTS]:
        if not piece:
            continue
        if len(lines) == cards:
            return lines
        if (line := plain_sm2(piece)) is not None:
            lines.append(line)
        elif stamps := plain_fsrs(piece):
            lines.append(fsrs_line(*stamps))
        elif piece.strip(BLANKS):
            from srs.markdown.sr_comment import read_segment

            lines.append(line_of(read_segment(piece).schedule))
    return lines + _NEW * (cards - len(lines))


def count_loaded(deck: Deck) -> Counted:
    """Add up the cards of a deck that was loaded."""
    place = DeckPath(str(deck.path), deck.shown)
    return _summed(place, deck.front_matter.deck, deck.is_chosen, outline_of(deck))

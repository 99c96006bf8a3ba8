"""What is counted of a deck, read the quick way where that is sure to find the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from srs.collection.deck import Deck, folder_of, load_deck, name_of
from srs.collection.find import DeckPath
from srs.collection.front_matter import read_front_matter
from srs.files import read_file
from srs.markdown.skim import Skimmed, skim
from srs.markdown.skimmed import SkimmedNote
from srs.markdown.sr_comment import MAX_SEGMENTS, plain_sm2, read_segment
from srs.markdown.topics import NoteLines, Topics, has_ignored_tag, topics
from srs.settings import Settings
from srs.settings.layers import Layers, settings_for_deck
from srs.stats.sums import CardLine, Sums, line_of, sum_of
from srs.text import BLANKS, decode


class Counted(NamedTuple):
    """A deck's shown path, its name, whether the rules of the collection take it, its cards.

    By its file a deck has one part, without names. By tags or folders (`by_topics`) there is one
    for each choice of decks that its notes belong to.
    """

    shown: str
    name: str
    is_chosen: bool
    by_topics: bool
    parts: tuple[tuple[Topics, Sums], ...]


def count_deck(place: DeckPath, layers: Layers, cwd: Path) -> Counted:
    """Read one deck and add up its cards.

    Raises SourceError for what cannot be read, ConfigError for wrong settings in front matter.
    """
    path = place.path
    text = decode(read_file(path, place.shown).data, place.shown)
    settings = settings_for_deck(layers, path)
    rules = settings.decks
    wants_tags = rules.by != "file" or bool(rules.ignore_tags)
    skimmed = skim(text, settings.syntax, tags=wants_tags)
    if skimmed is None:
        return count_loaded(load_deck(place, layers, cwd))
    front_matter = read_front_matter(skimmed.front_matter)
    if front_matter.srs is not None:
        return count_loaded(load_deck(place, layers, cwd))
    name = front_matter.deck or name_of(place.shown)
    folder = folder_of(path, layers.root or cwd) if rules.by == "folders" else ""
    return _counted((place.shown, name), skimmed, settings, front_matter.deck_tags, folder)


def _counted(
    names: tuple[str, str], skimmed: Skimmed, settings: Settings, front_tags: Topics, folder: str
) -> Counted:
    rules, found = settings.decks, None
    if rules.by != "file":
        notes = [NoteLines(each.first, each.first_line, each.last_line) for each in skimmed.notes]
        found = topics(notes, skimmed.tagged, rules, front_tags, folder)
    is_chosen = rules.by == "file" or found is not None
    is_chosen = is_chosen and not has_ignored_tag(skimmed.tagged, rules, front_tags)
    parts: dict[Topics, Sums] = {}
    for index, note in enumerate(skimmed.notes):
        sums = parts.setdefault(found[index] if found else (), Sums())
        for line in _lines(note):
            sums.count(line)
    return Counted(*names, is_chosen, found is not None, tuple(parts.items()))


def _lines(note: SkimmedNote) -> Iterator[CardLine]:
    """What is kept of a note's cards; those that its comment says nothing of are new."""
    pieces = note.comment.split("!", MAX_SEGMENTS)[:MAX_SEGMENTS] if note.comment else []
    segments = [piece for piece in pieces if piece.strip(BLANKS)]
    for index in range(note.cards):
        segment = segments[index] if index < len(segments) else None
        if segment is None:
            yield ()
        else:
            yield plain_sm2(segment) or line_of(read_segment(segment).schedule)


def count_loaded(deck: Deck) -> Counted:
    """Add up the cards of a deck that was loaded."""
    parts: dict[Topics, list[CardLine]] = {}
    for note, card in deck.cards:
        names = () if deck.topics is None else deck.names(note)
        parts.setdefault(names, []).append(line_of(card.schedule))
    sums = tuple((names, sum_of(lines)) for names, lines in parts.items())
    return Counted(deck.shown, deck.name, deck.is_chosen, deck.topics is not None, sums)

"""A deck as loaded: its file, its notes, its settings and its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path
from typing import NamedTuple

from srs.collection.counted import name_of
from srs.collection.deck_paths import DeckPath, folder_of
from srs.collection.front_matter import FrontMatter, read_front_matter
from srs.files import Read, read_file
from srs.markdown.deck_rules import SUSPENDED
from srs.markdown.parser import Parsed, parse
from srs.markdown.tag_scopes import tag_lines
from srs.markdown.topics import Topics, has_ignored_tag, note_topics
from srs.model import Card, Note, Schedule
from srs.moment import Moment
from srs.scheduling.day import due_day
from srs.settings import Settings
from srs.settings.layers import Layers, settings_for_deck
from srs.text import Source, decode


class Deck(NamedTuple):
    """One source with what was read of it. `path` is absolute.

    `topics` are the decks of each note by tags or folders, None where these make no deck.
    `is_chosen` says whether the rules of the collection take the file.
    """

    path: Path
    read: Read
    parsed: Parsed
    front_matter: FrontMatter
    settings: Settings
    topics: tuple[Topics, ...] | None = None
    is_chosen: bool = True

    @property
    def shown(self) -> str:
        """The path as people see it."""
        return self.parsed.source.path

    @property
    def name(self) -> str:
        """What the deck is called: by its front matter, else by its path without the ending."""
        return self.front_matter.deck or name_of(self.shown)

    def names(self, note: Note) -> Topics:
        """The decks that a note belongs to: by tags or folders, else that of the file."""
        return (self.name,) if self.topics is None else self.topics[note.number]

    @property
    def all_names(self) -> Topics:
        """The decks of all its notes, each once; by its file it is a deck even without notes."""
        if self.topics is None:
            return (self.name,)
        return tuple(dict.fromkeys(name for names in self.topics for name in names))

    @property
    def cards(self) -> Iterator[tuple[Note, Card]]:
        """All cards, each with its note, in the order of the file."""
        return ((note, card) for note in self.parsed.notes for card in note.cards)

    @property
    def asked_cards(self) -> Iterator[tuple[Note, Card]]:
        """The cards of all notes that are not suspended."""
        return ((note, card) for note, card in self.cards if not self.is_suspended(note))

    def is_suspended(self, note: Note) -> bool:
        """Whether a note is out of all reviews and counts, by a tag of its own or of its file."""
        return SUSPENDED in note.tags or SUSPENDED in self.front_matter.tags

    def due_day(self, card: Card, moment: Moment) -> date | None:
        """The study day on which a card is due; None for a new one."""
        return None if card.schedule is None else self.day_of(card.schedule, moment)

    def day_of(self, schedule: Schedule, moment: Moment) -> date:
        """The study day of a schedule in the moment's zone, at most the calendar's ends."""
        try:
            return due_day(schedule, moment.now.tzinfo or UTC, self.settings.day_starts_at)
        except OverflowError:
            return date.max if schedule.due.year > moment.today.year else date.min

    @property
    def all_tags(self) -> set[str]:
        """The tags of all its notes."""
        return {tag for note in self.parsed.notes for tag in self.tags(note)}

    def tags(self, note: Note) -> tuple[str, ...]:
        """A note's tags, those of the front matter first."""
        return tuple(dict.fromkeys((*self.front_matter.tags, *note.tags)))


def load_deck(found: DeckPath, layers: Layers, cwd: Path, *, strict: bool = False) -> Deck:
    """Read one deck. `strict` also looks for faults in front matter that holds nothing for us.

    Raises SourceError for what cannot be read, ConfigError for wrong settings in front matter.
    """
    path = cwd / found.path
    read = read_file(path, found.shown)
    source = Source(found.shown, decode(read.data, found.shown))
    settings = settings_for_deck(layers, path)
    parsed = parse(source, settings.syntax)
    front_matter = read_front_matter(parsed.front_matter, strict=strict)
    if front_matter.srs is not None:
        settings = settings_for_deck(layers, path, front_matter.srs, found.shown)
        if settings.syntax != parsed.syntax:
            parsed = parse(source, settings.syntax)
    rules, tags = settings.decks, front_matter.deck_tags
    topics = None
    if rules.by != "file":
        topics = note_topics(parsed, rules, tags, folder_of(path, layers.root or cwd))
    is_chosen = topics is not None or rules.by == "file"
    is_chosen = is_chosen and not has_ignored_tag(tag_lines(parsed.blocks), rules, tags)
    return Deck(path, read, parsed, front_matter, settings, topics, is_chosen)

"""A deck as loaded: its file, its notes, its settings and its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path, PurePosixPath

from srs.collection.find import DeckPath
from srs.collection.front_matter import FrontMatter, read_front_matter
from srs.files import Read, read_file
from srs.markdown.parser import Parsed, parse
from srs.model import Card, Moment, Note, Schedule
from srs.scheduling.day import due_day
from srs.settings import Settings
from srs.settings.layers import Layers, settings_for_deck
from srs.text import Source, decode


@dataclass(frozen=True, slots=True)
class Deck:
    """One source with what was read of it. `path` is absolute."""

    path: Path
    read: Read
    parsed: Parsed
    front_matter: FrontMatter
    settings: Settings

    @property
    def shown(self) -> str:
        """The path as people see it."""
        return self.parsed.source.path

    @property
    def name(self) -> str:
        """What the deck is called: by its front matter, else by its path without the ending."""
        return self.front_matter.deck or str(PurePosixPath(self.shown).with_suffix(""))

    @property
    def cards(self) -> Iterator[tuple[Note, Card]]:
        """All cards, each with its note, in the order of the file."""
        return ((note, card) for note in self.parsed.notes for card in note.cards)

    def due_day(self, card: Card, moment: Moment) -> date | None:
        """The study day on which a card is due; None for a new one."""
        return None if card.schedule is None else self.day_of(card.schedule, moment)

    def day_of(self, schedule: Schedule, moment: Moment) -> date:
        """The study day of a schedule in the moment's zone, at most the calendar's ends."""
        try:
            return due_day(schedule, moment.now.tzinfo or UTC, self.settings.day_starts_at)
        except OverflowError:
            return date.max if schedule.due.year > moment.today.year else date.min

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
        settings = settings_for_deck(layers, path, front_matter.srs)
        if settings.syntax != parsed.syntax:
            parsed = parse(source, settings.syntax)
    return Deck(path, read, parsed, front_matter, settings)

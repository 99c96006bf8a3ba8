"""Grading a card by its place in a file, without a session."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from srs.collection.config import load_layers
from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.schedulers import run_of, scheduler_of
from srs.commands.context import Context
from srs.commands.loads import load_of_decks
from srs.commands.neighbours import Neighbours, collection_paths
from srs.commands.past import Past
from srs.commands.shelf import ledger, past
from srs.errors import SaveError, SourceError, UsageError
from srs.model import FsrsSchedule, Note, Rating, ReviewKind, Schedule
from srs.moment import Moment
from srs.scheduling.day import moment
from srs.scheduling.explain import Fact, MemoryNow, memory_now
from srs.scheduling.load import Load, moved
from srs.settings import LogSettings
from srs.settings.layers import Layers
from srs.storage.finding import segment_of
from srs.storage.ledger import Given, Ledger
from srs.storage.open_deck import OpenDeck

RATINGS = ("again", "hard", "good", "easy", "reset")


class Request(NamedTuple):
    """A card's place and the answer to give. `line` counts from 1, `note` and `card` from 0."""

    file: str
    rating: str
    line: int | None = None
    note: int | None = None
    card: int | None = None
    now: datetime | None = None


class Outcome(NamedTuple):
    """A card's segments as they were and are; None where there is none."""

    note: int
    card: int
    before: str | None
    after: str | None


class Looked(NamedTuple):
    """A card with what is needed to grade it; `load` is that of all other cards.

    An answer begins from `start`, which is what the card enters FSRS with, else its schedule.
    """

    deck: Deck
    note: Note
    card: int
    schedule: Schedule | None
    start: Schedule | None
    moment: Moment
    load: Load

    @property
    def outcomes(self) -> Mapping[Rating, Schedule]:
        """The schedule that each rating leads to."""
        return scheduler_of(self.deck, self.schedule).outcomes(self.start, self.moment, self.load)

    @property
    def memory(self) -> MemoryNow | None:
        """What FSRS knows of the card today; None if it does not schedule it, or it is new."""
        settings = self.deck.settings
        if settings.algorithm != "fsrs":
            return None
        return memory_now(self.start, self.moment, settings.fsrs)

    @property
    def facts(self) -> dict[Rating, list[Fact]]:
        """How each outcome comes about."""
        explain = scheduler_of(self.deck, self.schedule).explain
        return {each: explain(self.start, each, self.moment, self.load) for each in Rating}


class Grader:
    """Grades cards by their place; every grade reads the file as it is then."""

    def __init__(self, context: Context, convert: bool) -> None:
        self._context = context
        self._convert = convert
        self._layers: dict[Path, Layers] = {}
        self._neighbours = Neighbours(context)
        self._ledgers: dict[LogSettings, Ledger] = {}
        self._pasts: dict[LogSettings, Past] = {}

    def grade(self, request: Request) -> Outcome:
        """Grade one card; it is on disk when this returns.

        Raises SrsError if nothing was written.
        """
        rating = request.rating.lower()
        if rating not in RATINGS:
            raise UsageError(f"{request.rating!r} is no rating; there are {', '.join(RATINGS)}.")
        card = self.look(request)
        run = run_of(card.deck, card.schedule)
        if rating == "reset":
            after = run.scheduler.reset(card.moment)
            before = segment_of(card.deck.parsed, card.note, card.card)
            if card.schedule in (None, after):
                return Outcome(card.note.number, card.card, before, before)
            given = Given(ReviewKind.RESET, card.moment.now, run)
        else:
            answer = Rating[rating.upper()]
            after = card.outcomes[answer]
            given = Given(ReviewKind.REVIEW, card.moment.now, run, answer, load=card.load)
        opened, place = open_deck(card.deck), (card.note.number, card.card)
        change, _ = self._ledger(card.deck).give(opened, place, after, given)
        return Outcome(*place, change.segment_before, change.segment_after)

    def _ledger(self, deck: Deck) -> Ledger:
        settings = self._layers[deck.path.parent].settings
        if settings.log not in self._ledgers:
            self._ledgers[settings.log] = ledger(self._context, settings)
        return self._ledgers[settings.log]

    def look(self, request: Request) -> Looked:
        """Find a card and what each answer would do to it. Raises SrsError if there is none."""
        deck = self._deck(request.file)
        note = _note(deck, request)
        card = _card_index(deck, note, request)
        schedule = note.cards[card].schedule
        if isinstance(schedule, FsrsSchedule) and deck.settings.algorithm == "sm2":
            self._refuse_foreign(deck, note)
        now = moment(request.now or self._context.clock(), deck.settings.day_starts_at)
        load = moved(self._load(deck, now), deck.due_day(note.cards[card], now), None)
        place = (note.number, card)
        start = self._past(deck).start(deck, open_deck(deck), place, now.now.tzinfo)
        return Looked(deck, note, card, schedule, start, now, load)

    def _past(self, deck: Deck) -> Past:
        settings = self._layers[deck.path.parent].settings
        if settings.log not in self._pasts:
            self._pasts[settings.log] = past(self._context, settings)
        return self._pasts[settings.log]

    def _deck(self, file: str) -> Deck:
        path = _path(file)
        folder = (self._context.cwd / path).parent
        if folder not in self._layers:
            self._layers[folder] = load_layers(
                [path], self._context.surroundings, config_file=self._context.config_file
            )
            self._context.remind(self._layers[folder].settings)
        place = DeckPath(str(self._context.cwd / path), path.as_posix())
        return load_deck(place, self._layers[folder], self._context.cwd)

    def _load(self, deck: Deck, now: Moment) -> Load:
        """The cards that are due over the configured paths or the vault, else over the file."""
        layers, settings = self._layers[deck.path.parent], deck.settings
        decks = [deck]
        if settings.algorithm == "sm2" and settings.sm2.load_balance and collection_paths(layers):
            decks += self._neighbours.of(deck, layers)
        return load_of_decks(decks, now)

    def _refuse_foreign(self, deck: Deck, note: Note) -> None:
        if not self._convert:
            raise SaveError(
                f"{deck.shown}:{note.first_line + 1}: the card has an FSRS schedule, and the "
                'algorithm is sm2. Set algorithm = "fsrs", or give --convert to overwrite it.'
            )


def open_deck(deck: Deck) -> OpenDeck:
    """Open a deck that was loaded, to write into it."""
    base_ease_percent = deck.settings.sm2.base_ease_percent
    return OpenDeck(deck.path, deck.read, deck.parsed, base_ease_percent)


def _path(file: str) -> Path:
    try:
        if b"\0" not in os.fsencode(file):
            return Path(file)
    except UnicodeEncodeError:
        pass
    raise SourceError(f"{file!r}: no path can have this name.")


def _note(deck: Deck, request: Request) -> Note:
    notes = deck.parsed.notes
    if request.note is not None:
        if not 0 <= request.note < len(notes):
            raise SaveError(f"{deck.shown}: there is no note {request.note}; it has {len(notes)}.")
        return notes[request.note]
    line = request.line or 0
    note = deck.parsed.note_at(line - 1)
    if note is None:
        raise SaveError(f"{deck.shown}:{line}: no card covers this line.")
    return note


def _card_index(deck: Deck, note: Note, request: Request) -> int:
    count = len(note.cards)
    if request.card is None:
        if count > 1:
            raise UsageError(
                f"{deck.shown}:{note.first_line + 1}: the note makes {count} cards; say which, "
                f"with --card 0 to --card {count - 1}."
            )
        return 0
    if not 0 <= request.card < count:
        raise UsageError(
            f"{deck.shown}:{note.first_line + 1}: there is no card {request.card}; the note makes "
            f"{count}, counted from 0."
        )
    return request.card


def split_place(place: str) -> tuple[str, int]:
    """Read `FILE:LINE`. Raises UsageError for anything else."""
    file, _, line = place.rpartition(":")
    if not file or not line.isdecimal() or int(line) < 1:
        raise UsageError(f"{place!r} is no place; give FILE:LINE, such as decks/git.md:12.")
    return file, int(line)

"""Everything under the paths that a command was given."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from srs.collection.config import Surroundings
from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.wanted import Places, Wanted, places
from srs.errors import SrsError
from srs.model import Card, Note
from srs.settings import Settings
from srs.settings.layers import Layers


class Collection(NamedTuple):
    """The decks that could be read, and a sentence for each that could not."""

    decks: tuple[Deck, ...]
    layers: Layers
    settings: Settings
    problems: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]

    @property
    def cards(self) -> Iterator[tuple[Deck, Note, Card]]:
        """All cards, in the order of files and lines."""
        return ((deck, note, card) for deck in self.decks for note, card in deck.cards)


def load(wanted: Wanted, surroundings: Surroundings) -> Collection:
    """Load the decks; one that cannot be read is a problem, and the others go on.

    Raises ConfigError for a wrong configuration, SourceError if no path leads anywhere.
    """
    return load_all(places(wanted, surroundings), surroundings, strict=wanted.strict)


def load_all(at: Places, surroundings: Surroundings, *, strict: bool = False) -> Collection:
    """Load the decks that were found. Raises ConfigError for a wrong configuration."""
    layers, found, problems = at
    settings = layers.settings
    decks = []
    with _kept_as_loaded():
        for place in found.decks:
            try:
                deck = load_deck(place, layers, surroundings.cwd, strict=strict)
            except SrsError as error:
                problems.append(str(error))
                continue
            if is_wanted(place, deck):
                decks.append(deck)
    return Collection(tuple(decks), layers, settings, tuple(problems), tuple(found.skipped))


@contextmanager
def _kept_as_loaded() -> Iterator[None]:
    """Spare what is loaded here the search for garbage, which would go through all of it often."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def is_wanted(place: DeckPath, deck: Deck) -> bool:
    """Whether a file counts: one that is named always, others by the rules of the collection."""
    return place.named or deck.is_chosen

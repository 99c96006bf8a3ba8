"""The decks of a review: loaded as a whole, or of many decks only those that are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, overload

from srs.collection.config import Surroundings
from srs.collection.counted import MANY_DECKS, Branch, Counted, branches_of
from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.known_decks import KnownDecks
from srs.collection.load import Collection, load_all
from srs.collection.outline import has_settings
from srs.collection.survey import survey_all
from srs.collection.wanted import Wanted, places
from srs.settings import Settings
from srs.settings.layers import Layers


class LazyDecks(Sequence[Deck]):
    """Decks that are loaded when they are asked for; then SrsError comes up if one cannot be."""

    def __init__(self, counted: Sequence[Counted], layers: Layers, cwd: Path) -> None:
        self._counted, self._layers, self._cwd = counted, layers, cwd
        self._place = counted.place if isinstance(counted, KnownDecks) else self._own_place
        self._decks: dict[int, Deck] = {}

    def __len__(self) -> int:
        return len(self._counted)

    @overload
    def __getitem__(self, index: int) -> Deck: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Deck]: ...
    def __getitem__(self, index: int | slice) -> Deck | Sequence[Deck]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index not in self._decks:
            self._decks[index] = load_deck(self._place(index), self._layers, self._cwd)
        return self._decks[index]

    def _own_place(self, index: int) -> DeckPath:
        return self._counted[index].place


class Gathered(NamedTuple):
    """Decks, and what was counted of each, in the same order; else as in `Collection`.

    `branches` is the same, added up.
    """

    decks: Sequence[Deck]
    counted: Sequence[Counted]
    branches: Sequence[Branch]
    layers: Layers
    settings: Settings
    problems: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> Iterator[DeckPath]:
        """Where the decks are."""
        if isinstance(self.counted, KnownDecks):
            return self.counted.places()
        return (deck.place for deck in self.counted)

    @property
    def have_settings(self) -> bool:
        """Whether the front matter of any deck has settings."""
        if isinstance(self.counted, KnownDecks):
            return any(has_settings(self.counted[each]) for each in self.counted.odd)
        return any(map(has_settings, self.counted))

    @property
    def names(self) -> set[str]:
        """What the decks are called that there are."""
        found: set[str] = set()
        for deck in self.counted:
            if deck.by_topics:
                found.update(name for names, _ in deck.parts for name in names)
            else:
                found.add(deck.name)
        return found


def gather(wanted: Wanted, surroundings: Surroundings, *, whole: bool) -> Gathered:
    """Find the decks, and load them if they are few or are wanted `whole`.

    Raises ConfigError for a wrong configuration, SourceError if no path leads anywhere.
    """
    at = places(wanted, surroundings)
    if whole or at.found.number <= MANY_DECKS:
        return of_collection(load_all(at, surroundings))
    found = survey_all(at, surroundings, each_deck=True)
    counted = found.decks or ()
    decks = LazyDecks(counted, at.layers, surroundings.cwd)
    return Gathered(
        decks, counted, found.branches, at.layers, found.settings, found.problems, found.skipped
    )


def of_collection(found: Collection) -> Gathered:
    """Give decks that were loaded as a whole."""
    from srs.collection.summary import count_loaded

    counted = [count_loaded(deck) for deck in found.decks]
    return Gathered(
        found.decks,
        counted,
        branches_of(counted),
        found.layers,
        found.settings,
        found.problems,
        found.skipped,
    )

"""The other decks of a collection while one of them is graded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.load import is_wanted
from srs.collection.wanted import find
from srs.commands.context import Context
from srs.errors import SrsError
from srs.settings.layers import Layers


class Neighbours:
    """Decks under the configured paths, else those of the vault.

    Each is read again only if its file has changed.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places: dict[tuple[Path, ...], list[DeckPath]] = {}
        self._decks: dict[Path, Deck] = {}
        self._said: set[str] = set()

    def of(self, deck: Deck, layers: Layers) -> Iterator[Deck]:
        """Give all decks but this one; what cannot be read is passed over, and said once."""
        own = os.path.realpath(deck.path)
        for place in self._found(layers):
            if os.path.realpath(place.file) == own:
                continue
            try:
                other = self._fresh(place, layers)
            except SrsError as error:
                self._say(str(error))
                continue
            if is_wanted(place, other):
                yield other

    def _found(self, layers: Layers) -> list[DeckPath]:
        paths = collection_paths(layers)
        if paths not in self._places:
            self._places[paths] = self._find(paths, layers)
        return self._places[paths]

    def _find(self, paths: tuple[Path, ...], layers: Layers) -> list[DeckPath]:
        try:
            found, problems = find(paths, layers, self._context.cwd)
        except SrsError as error:
            self._say(str(error))
            return []
        for problem in problems:
            self._say(problem)
        return found.decks

    def _fresh(self, place: DeckPath, layers: Layers) -> Deck:
        known = self._decks.get(place.path)
        if known is None or not _is_unchanged(known):
            known = load_deck(place, layers, self._context.cwd)
            self._decks[place.path] = known
        return known

    def _say(self, problem: str) -> None:
        if problem not in self._said:
            self._said.add(problem)
            self._context.tell(f"srs: {problem}")


def collection_paths(layers: Layers) -> tuple[Path, ...]:
    """Where the decks of a collection lie; nowhere if neither paths nor a vault are known."""
    if layers.settings.paths:
        return tuple(map(Path, layers.settings.paths))
    vault = layers.vault.folder if layers.vault else None
    return () if vault is None else (Path(vault),)


def _is_unchanged(deck: Deck) -> bool:
    try:
        return deck.read.is_of(deck.path.stat())
    except OSError:
        return False

"""The other decks of a collection while one of them is graded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from srs.collection.deck import Deck, load_deck
from srs.collection.find import DeckPath
from srs.collection.load import find, is_wanted
from srs.commands.context import Context
from srs.errors import SrsError
from srs.settings.layers import Layers


class Neighbours:
    """Decks under the configured paths, each read again only if its file has changed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places: dict[tuple[str, ...], list[DeckPath]] = {}
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
        key = layers.settings.paths
        if key not in self._places:
            self._places[key] = self._find(layers)
        return self._places[key]

    def _find(self, layers: Layers) -> list[DeckPath]:
        try:
            found, problems = find((), layers, self._context.cwd)
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


def _is_unchanged(deck: Deck) -> bool:
    try:
        return deck.read.is_of(deck.path.stat())
    except OSError:
        return False

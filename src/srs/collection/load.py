"""Everything under the paths that a command was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from srs.collection.config import Surroundings, load_layers
from srs.collection.deck import Deck, load_deck
from srs.collection.find import Found, find_decks
from srs.errors import SrsError
from srs.model import Card, Note
from srs.settings import Settings
from srs.settings.layers import Layers


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to load: paths as given, a configuration to use instead of the one found, options."""

    paths: tuple[Path, ...] = ()
    config_file: Path | None = None
    options: tuple[tuple[str, object], ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
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

    Raises ConfigError for a wrong configuration, SourceError for a path that does not exist.
    """
    layers = load_layers(
        wanted.paths, surroundings, config_file=wanted.config_file, options=dict(wanted.options)
    )
    settings = layers.settings
    found = find(wanted.paths, layers, surroundings.cwd)
    decks, problems = [], []
    for place in found.decks:
        try:
            decks.append(load_deck(place, layers, surroundings.cwd, strict=wanted.strict))
        except SrsError as error:
            problems.append(str(error))
    return Collection(tuple(decks), layers, settings, tuple(problems), tuple(found.skipped))


def find(paths: Sequence[Path], layers: Layers, cwd: Path) -> Found:
    """Find the decks: under the paths given, else those of the configuration, else here."""
    settings = layers.settings
    folders = [layer.folder for layer in layers.files if layer.folder is not None]
    root = Path(folders[-1]) if folders else cwd
    chosen = list(paths) or [Path(path) for path in settings.paths] or [Path()]
    return find_decks(chosen, settings.exclude, cwd, root)

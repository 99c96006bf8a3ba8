"""Everything under the paths that a command was given."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from srs.collection.config import Surroundings, load_layers
from srs.collection.deck import Deck, load_deck
from srs.collection.find import DeckPath, Found, find_decks
from srs.collection.summary import Counted, count_deck
from srs.errors import SourceError, SrsError
from srs.model import Card, Note
from srs.settings import Settings
from srs.settings.folders import is_meant
from srs.settings.layers import Layers

_EVERYTHING = ("*",)  # excluded, so that folders are not walked through


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


@dataclass(frozen=True, slots=True)
class Survey:
    """What was counted of the decks that could be read, and a sentence for each other one."""

    decks: tuple[Counted, ...]
    settings: Settings
    problems: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def survey(wanted: Wanted, surroundings: Surroundings) -> Survey:
    """Count the cards of the decks without keeping these; raises what `load` raises."""
    layers, found, problems = _found(wanted, surroundings)
    decks = []
    for place in found.decks:
        try:
            counted = count_deck(place, layers, surroundings.cwd)
        except SrsError as error:
            problems.append(str(error))
            continue
        if place.named or counted.is_chosen:
            decks.append(counted)
    return Survey(tuple(decks), layers.settings, tuple(problems), tuple(found.skipped))


def _found(wanted: Wanted, surroundings: Surroundings) -> tuple[Layers, Found, list[str]]:
    layers = load_layers(
        wanted.paths, surroundings, config_file=wanted.config_file, options=dict(wanted.options)
    )
    found, problems = find(wanted.paths, layers, surroundings.cwd)
    return layers, found, problems


def load(wanted: Wanted, surroundings: Surroundings) -> Collection:
    """Load the decks; one that cannot be read is a problem, and the others go on.

    Raises ConfigError for a wrong configuration, SourceError if no path leads anywhere.
    """
    layers, found, problems = _found(wanted, surroundings)
    settings = layers.settings
    decks = []
    with _kept_as_loaded():
        for place in found.decks:
            try:
                deck = load_deck(place, layers, surroundings.cwd, strict=wanted.strict)
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


def find(paths: Sequence[Path], layers: Layers, cwd: Path) -> tuple[Found, list[str]]:
    """Find the decks: under the paths given, else those of the configuration, else here.

    Gives a sentence for each path that leads nowhere; raises SourceError if none leads anywhere.
    """
    settings = layers.settings
    folders = [layer.folder for layer in layers.files if layer.folder is not None]
    root = Path(folders[-1]) if folders else cwd
    chosen = list(paths) or [Path(path) for path in settings.paths] or [Path()]
    try:
        return _taken(find_decks(chosen, settings.exclude, cwd, root), layers, cwd), []
    except SourceError:
        good, problems = _sorted_out(chosen, cwd)
        if not good:
            raise
    return _taken(find_decks(good, settings.exclude, cwd, root), layers, cwd), problems


def _taken(found: Found, layers: Layers, cwd: Path) -> Found:
    """Leave out what lies in ignored folders, unless it was named."""
    patterns, root = layers.settings.decks.ignore_folders, layers.root or cwd
    if not patterns:
        return found
    decks = [
        place
        for place in found.decks
        if place.named
        or not place.path.is_relative_to(root)
        or not is_meant(place.path.relative_to(root).as_posix(), patterns)
    ]
    return Found(decks, found.skipped)


def _sorted_out(paths: Sequence[Path], cwd: Path) -> tuple[list[Path], list[str]]:
    """The paths that lead somewhere, and a sentence for each other one."""
    good, problems = [], []
    for path in paths:
        try:
            find_decks([path], _EVERYTHING, cwd)
        except SourceError as error:
            problems.append(str(error))
        else:
            good.append(path)
    return good, problems

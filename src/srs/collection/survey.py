"""Count the cards under the paths that a command was given, without keeping the decks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from srs import __version__
from srs.collection.config import Surroundings
from srs.collection.counted import MANY_DECKS, Branch, Counted
from srs.collection.deck_paths import DeckPath
from srs.collection.recount import count_all, count_changed
from srs.collection.wanted import Places, Wanted, places
from srs.files import Status
from srs.settings import Settings
from srs.settings.layers import Layers

_NEVER_MATTERS = "review"  # of the settings, for what is read of a deck
_PACKAGE = Path(__file__).parents[1]


class Survey(NamedTuple):
    """What was counted of the decks that could be read, and a sentence for each other one.

    `decks` are None where only the branches of their tree were wanted, and there are many.
    """

    branches: tuple[Branch, ...]
    decks: Sequence[Counted] | None
    settings: Settings
    problems: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]

    @property
    def number(self) -> int:
        """How many decks there are."""
        return sum(branch.decks for branch in self.branches)

    @property
    def is_large(self) -> bool:
        """Whether there are many decks."""
        return self.number > MANY_DECKS


def survey(wanted: Wanted, surroundings: Surroundings, *, each_deck: bool) -> Survey:
    """Count the cards; of many decks those of each one only if `each_deck`.

    Raises ConfigError for a wrong configuration, SourceError if no path leads anywhere.
    """
    return survey_all(places(wanted, surroundings), surroundings, each_deck=each_deck)


def survey_all(at: Places, surroundings: Surroundings, *, each_deck: bool) -> Survey:
    """Count the cards of decks that were found; raises ConfigError for a wrong configuration."""
    layers, found, problems = at
    cwd, cache = surroundings.cwd, surroundings.cache

    def count(place: DeckPath) -> tuple[Counted, Status]:
        from srs.collection.summary import count_deck

        return count_deck(place, layers, cwd)

    is_large = found.number > MANY_DECKS
    if not is_large:
        counts = count_all(found.decks, count)
    elif cache is None:
        counts = count_changed(found, count, None, 0, each_deck=each_deck)
    else:
        from srs.collection.index import FILE, Index

        index = Index(cache.folder() / FILE, stamp(layers, cwd))
        counts = count_changed(found, count, index, cache.now_ns(), each_deck=each_deck)
    decks = counts.decks if each_deck or not is_large else None
    problems += counts.problems
    return Survey(
        tuple(counts.branches), decks, layers.settings, tuple(problems), tuple(found.skipped)
    )


def stamp(layers: Layers, cwd: Path) -> bytes:
    """Give all that counts depend on besides the files: the program, the machine, the settings."""
    settings = [
        ({key: each.values[key] for key in each.values if key != _NEVER_MATTERS}, str(each.folder))
        for each in (*layers.files, *layers.overrides)
    ]
    words = repr((settings, layers.root or (cwd if "folders" in repr(settings) else "")))
    machine = (sys.implementation.cache_tag, sys.byteorder)
    program = (__version__, *_own_files(_PACKAGE))
    return repr((program, machine, words)).encode("utf-8", "surrogateescape")


def _own_files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The state of the program's own files, which are changed while it is being developed."""
    for name in (
        "collection",
        "markdown",
        "markdown/card_kinds",
        "scheduling",
        "settings",
        "stats",
    ):
        try:
            with os.scandir(folder / name) as listing:
                for entry in listing:
                    if entry.name.endswith(".py"):
                        status = entry.stat()
                        yield entry.name, status.st_size, status.st_mtime_ns
        except OSError:
            return

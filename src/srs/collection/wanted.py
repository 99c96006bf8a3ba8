"""What a command is to take: the settings, and where its decks are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from srs.collection.config import Surroundings, load_layers
from srs.collection.deck_paths import DeckPath, Found, Groups, Listing, listing_of
from srs.collection.find import find_decks
from srs.errors import SourceError
from srs.settings.layers import Layers

_EVERYTHING = ("*",)  # excluded, so that folders are not walked through


class Wanted(NamedTuple):
    """What to load: paths as given, a configuration to use instead of the one found, options."""

    paths: tuple[Path, ...] = ()
    config_file: Path | None = None
    options: tuple[tuple[str, object], ...] = ()
    strict: bool = False


class Places(NamedTuple):
    """The settings, the decks found, and a sentence for each path that leads nowhere."""

    layers: Layers
    found: Found
    problems: list[str]


def places(wanted: Wanted, surroundings: Surroundings) -> Places:
    """Find the configuration and the decks.

    Raises ConfigError for a wrong configuration, SourceError if no path leads anywhere.
    """
    layers = load_layers(
        wanted.paths, surroundings, config_file=wanted.config_file, options=dict(wanted.options)
    )
    found, problems = find(wanted.paths, layers, surroundings.cwd)
    return Places(layers, found, problems)


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
    groups: Groups = []
    for group in found.groups:
        if isinstance(group, DeckPath):
            groups.append(group)
        else:
            groups.append([left for each in group if (left := _not_ignored(each, root, patterns))])
    return Found(groups, found.skipped)


def _not_ignored(listing: Listing, root: PurePath, patterns: Sequence[str]) -> Listing | None:
    """Leave out of a listing what patterns mean, counted from the root; None if that is all."""
    from srs.settings.folders import is_meant

    folder = Path(listing.folder, "")
    if not folder.is_relative_to(root):
        return listing
    inside = folder.relative_to(root)
    files = [
        file for file in listing.files if not is_meant((inside / file[0]).as_posix(), patterns)
    ]
    return listing_of(listing.folder, listing.shown, files) if files else None


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

"""The names of decks and tags, for a shell that completes a word."""

from __future__ import annotations

from srs.collection.deck import Deck
from srs.collection.load import load
from srs.collection.wanted import Wanted
from srs.commands.context import Context
from srs.errors import SrsError


def deck_names(context: Context, begun: str) -> list[str]:
    """Give the decks, and those above them, that begin so; none where nothing can be read."""
    names = {name for deck in _collection(context) for name in deck.all_names}
    parts = [name.split("/") for name in names if name]
    branches = {"/".join(name[:depth]) for name in parts for depth in range(1, len(name) + 1)}
    return _fitting(branches, begun)


def tag_names(context: Context, begun: str) -> list[str]:
    """Give the tags that begin so, with the `#` only if it was typed."""
    tags = {
        tag
        for deck in _collection(context)
        for note in deck.parsed.notes
        for tag in deck.tags(note)
    }
    mark = "#" if begun.startswith("#") else ""
    return [mark + tag for tag in _fitting(tags, begun.removeprefix("#"))]


def _collection(context: Context) -> tuple[Deck, ...]:
    try:
        return load(Wanted(context.paths, context.config_file), context.surroundings).decks
    except SrsError:
        return ()


def _fitting(names: set[str], begun: str) -> list[str]:
    """What a shell can take of the names that begin so, sorted."""
    return sorted(name for name in names if name.isprintable() and name.startswith(begun))

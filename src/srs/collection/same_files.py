"""Leave out what is another name of a deck: a link, a hard link, a folder that is named twice."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from srs.collection.deck_paths import (
    DeckPath,
    Groups,
    Listing,
    Skipped,
    decks_of,
    in_order,
    listing_of,
)


class _Candidate(NamedTuple):
    """A deck unless it was found under another name, too: its group, its listing, its file.

    Equal keys (device, inode) mean that it may be the same file.
    """

    place: tuple[int, int, int]
    deck: DeckPath
    key: tuple[int, int]


def each_once(groups: Groups, links: Set[str]) -> tuple[Groups, list[Skipped]]:
    """Leave each file one name, rather its own than a link's, and any that was named by itself.

    `links` are the paths that are links. Also says which names were left out.
    """
    named = {group.file for group in groups if isinstance(group, DeckPath)}
    chosen: dict[object, _Candidate] = {}
    first_shown: dict[str, str] = {}
    skipped = []
    for candidate in _candidates(groups):
        deck = candidate.deck
        first_shown.setdefault(deck.file, deck.shown)
        if deck.file in named and not deck.named:
            continue
        other = chosen.setdefault(candidate.key, candidate)
        if other is candidate or other.deck.file == deck.file:
            continue
        if not _is_same_file(other.deck, deck):
            chosen.setdefault(deck.file, candidate)
        elif other.deck.file in links and deck.file not in links:
            chosen[candidate.key] = candidate
            skipped.append(Skipped(other.deck.shown, f"another name of {deck.shown}"))
        else:
            skipped.append(Skipped(deck.shown, f"another name of {other.deck.shown}"))
    kept = {candidate.place for candidate in chosen.values()}
    return list(_left(groups, kept, first_shown)), skipped


def _candidates(groups: Groups) -> Iterator[_Candidate]:
    """All decks, in the order of files."""
    for number, group in enumerate(groups):
        if isinstance(group, DeckPath):
            status = group.path.stat()
            yield _Candidate((number, 0, 0), group, (status.st_dev, status.st_ino))
            continue
        found = [
            _Candidate((number, at, row), deck, (file[5], file[4]))
            for at, listing in enumerate(group)
            for row, (deck, file) in enumerate(zip(decks_of(listing), listing.files, strict=True))
        ]
        yield from sorted(found, key=lambda candidate: in_order(candidate.deck.shown))


def _left(
    groups: Groups, kept: Set[tuple[int, int, int]], shown: Mapping[str, str]
) -> Iterator[DeckPath | list[Listing]]:
    """Leave only the decks at some places; those that are named are shown as they were first."""
    for number, group in enumerate(groups):
        if isinstance(group, DeckPath):
            if (number, 0, 0) in kept:
                yield group._replace(shown=shown[group.file])
            continue
        left = []
        for at, listing in enumerate(group):
            files = [file for row, file in enumerate(listing.files) if (number, at, row) in kept]
            if files:
                left.append(listing_of(listing.folder, listing.shown, files))
        yield left


def _is_same_file(one: DeckPath, other: DeckPath) -> bool:
    """Ask again: some file systems list numbers that do not tell files apart."""
    try:
        status = one.path.stat()
        if status.st_ino:
            return os.path.samestat(status, other.path.stat())
    except OSError:
        return False
    return os.path.realpath(one.file) == os.path.realpath(other.file)

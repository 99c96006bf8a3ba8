"""The counts of many decks: from the index where that is sure, else from the files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from srs.collection.counted import Branch, Counted, branches_of
from srs.collection.deck_paths import DeckPath, FileState, Found, Listing, decks_of
from srs.collection.kept import (
    Entry,
    Kept,
    Row,
    entry_of,
    read_branches,
    read_decks,
)

if TYPE_CHECKING:
    from srs.collection.index import Index
    from srs.collection.readers import Count, Result
    from srs.files import Status

_READ_TOGETHER = 2500
_SETTLED_AFTER_NS = 2_000_000_000  # the coarsest times of files in use


class Counts(NamedTuple):
    """What was counted: by branch, and by deck if that was wanted; sentences for what was not."""

    branches: list[Branch]
    decks: list[Counted]
    problems: list[str]


def count_all(places: Sequence[DeckPath], count: Count) -> Counts:
    """Read all decks. One that cannot be read is a problem."""
    from srs.collection.readers import count_each

    decks, problems = [], []
    for place, result in zip(places, count_each(places, count), strict=True):
        if isinstance(result, str):
            problems.append(result)
        elif place.named or result[0].is_chosen:
            decks.append(result[0]._replace(is_chosen=True))
    return Counts(branches_of(decks), decks, problems)


def count_changed(
    found: Found, count: Count, index: Index, now_ns: int, *, each_deck: bool
) -> Counts:
    """Read the decks that the index does not know as they are, and keep in it what was counted.

    `now_ns` is the time since 1970 when this begins. Decks are given only if `each_deck`. Those
    that were named by themselves are not kept.
    """
    work = _Work(index, now_ns, each_deck)
    named = [group for group in found.groups if isinstance(group, DeckPath)]
    listings = [each for group in found.groups if not isinstance(group, DeckPath) for each in group]
    rows = index.rows(_common([each.folder for each in listings])) if listings else {}
    folders = [work.known(listing, rows.pop(listing.folder, None)) for listing in listings]
    for some in _batches(folders):
        if unknown := [place for folder in some for place in folder.unknown]:
            work.read(unknown, count)
        for folder in some:
            work.add(folder)
        if work.entries:
            index.keep(work.entries, [folder for folder in rows if not Path(folder).is_dir()])
            work.entries.clear()
    alone = count_all(named, count) if named else Counts([], [], [])
    index.close()
    decks = work.decks + alone.decks
    if each_deck:
        order = {place.shown: number for number, place in enumerate(found.decks)}
        decks.sort(key=lambda deck: order[deck.shown])
    return Counts(work.branches + alone.branches, decks, work.problems + alone.problems)


def _common(folders: list[str]) -> str:
    """The folder that all lie in; on several drives none."""
    try:
        return os.path.commonpath([folder or os.sep for folder in folders])
    except ValueError:
        return ""


class _Folder(NamedTuple):
    """A folder, what the index has of it, and the decks that must be read.

    `branches` are all that is wanted of it, where that is known.
    """

    listing: Listing
    branches: list[Branch] | None
    kept: Mapping[object, Kept] = MappingProxyType({})
    unknown: Sequence[DeckPath] = ()


def _batches(folders: Iterable[_Folder]) -> Iterator[list[_Folder]]:
    """Take folders together for a good number of decks, but not so many as to fill the memory."""
    batch: list[_Folder] = []
    unknown = 0
    for folder in folders:
        batch.append(folder)
        unknown += len(folder.unknown)
        if unknown >= _READ_TOGETHER:
            yield batch
            batch, unknown = [], 0
    yield batch


class _Work:
    """What was counted until now, and what is to be kept of it."""

    def __init__(self, index: Index, now_ns: int, each_deck: bool) -> None:
        self.index, self.each_deck = index, each_deck
        self.settled_ns = now_ns - _SETTLED_AFTER_NS
        self.results: dict[str, Result] = {}
        self.branches: list[Branch] = []
        self.decks: list[Counted] = []
        self.problems: list[str] = []
        self.entries: list[Entry] = []

    def known(self, listing: Listing, row: Row | None) -> _Folder:
        """Look for a folder in the index; two listings of one, which has two names, share a row."""
        if row is None:
            return _Folder(listing, None, unknown=decks_of(listing))
        if not self.each_deck and listing.states == row.statuses:
            return _Folder(listing, read_branches(row.branches, listing.shown))
        kept = read_decks(row.statuses, self.index.decks(listing.folder, row))
        decks = zip(decks_of(listing), listing.files, strict=True)
        return _Folder(listing, None, kept, [deck for deck, state in decks if state not in kept])

    def read(self, places: Sequence[DeckPath], count: Count) -> None:
        """Read decks. Where one cannot be read, that is a problem."""
        from srs.collection.readers import count_each

        self.results.clear()
        for place, result in zip(places, count_each(places, count), strict=True):
            self.results[place.file] = result
            if isinstance(result, str):
                self.problems.append(result)

    def add(self, folder: _Folder) -> None:
        """Count the decks of a folder, and see what is to be kept of them."""
        listing, branches, kept, _ = folder
        if branches is not None:
            self.branches += branches
            return
        decks = []
        lasting: list[tuple[FileState, Counted]] = []
        for place, state in zip(decks_of(listing), listing.files, strict=True):
            if known := kept.get(state):
                decks.append(known.at(place))
                lasting.append((state, decks[-1]))
            elif not isinstance(result := self.results[place.file], str):
                decks.append(result[0])
                if self.may_keep(state, result[1]):
                    lasting.append((state, decks[-1]))
        self.branches += branches_of(decks)
        if self.each_deck:
            self.decks += (deck for deck in decks if deck.is_chosen)
        if len(lasting) != len(kept) or not all(state in kept for state, _ in lasting):
            self.entries.append(entry_of(listing.folder, lasting))

    def may_keep(self, state: FileState, status: Status) -> bool:
        """Whether a file is as it was listed, and a change from now on would show in its times.

        However coarse these are.
        """
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        return is_old and state[1:] == status

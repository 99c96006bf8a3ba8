"""The counts of many decks: from the index where that is sure, else from the files."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from srs.collection.counted import Branch, Counted, branches_of
from srs.collection.deck_paths import (
    PLAIN,
    DeckPath,
    FileState,
    Found,
    Listing,
    decks_of,
    pack_states,
)
from srs.collection.kept import (
    Entry,
    Kept,
    Row,
    kept_by_state,
    pack_branches,
    pack_decks,
    read_branches,
    read_decks,
)
from srs.errors import SrsError

if TYPE_CHECKING:
    from srs.collection.index import Index
    from srs.files import Status

_SETTLED_AFTER_NS = 2_000_000_000  # the coarsest times of files in use
_READ_TOGETHER = 10_000
_LONG_WORK = 1000

Count = Callable[[DeckPath], "tuple[Counted, Status]"]


class Counts(NamedTuple):
    """What was counted: by branch, and by deck if that was wanted; sentences for what was not."""

    branches: list[Branch]
    decks: list[Counted]
    problems: list[str]


def count_all(places: Iterable[DeckPath], count: Count) -> Counts:
    """Read all decks. One that cannot be read is a problem."""
    decks, problems = [], []
    for place in places:
        try:
            counted, _ = count(place)
        except SrsError as error:
            problems.append(str(error))
            continue
        if place.named or counted.is_chosen:
            decks.append(counted._replace(is_chosen=True))
    return Counts(branches_of(decks), decks, problems)


def count_changed(
    found: Found, count: Count, index: Index | None, now_ns: int, *, each_deck: bool
) -> Counts:
    """Read the decks that the index does not know as they are, and keep in it what was counted.

    `now_ns` is the time since 1970 when this begins. Decks are given only if `each_deck`. Those
    that were named by themselves are not kept.
    """
    named = [group for group in found.groups if isinstance(group, DeckPath)]
    listings = [each for group in found.groups if not isinstance(group, DeckPath) for each in group]
    total = _known_as_whole(listings, index) if index and not each_deck else None
    if total is None:
        work = _Work(count, now_ns - _SETTLED_AFTER_NS, each_deck)
        total = _of_listings(listings, work, index)
    if index:
        index.close()
    alone = count_all(named, count)
    decks = total.decks + alone.decks
    if each_deck:
        order = {place.shown: number for number, place in enumerate(found.decks)}
        decks.sort(key=lambda deck: order[deck.shown])
    return Counts(total.branches + alone.branches, decks, total.problems + alone.problems)


def _known_as_whole(listings: Sequence[Listing], index: Index) -> Counts | None:
    """What was counted of all folders together, if nothing in them changed."""
    data = index.whole(_common(listings), _states(listings)) if listings else None
    if data is None:
        return None
    branches: list[Branch] = []
    for listing, each in zip(listings, marshal.loads(data), strict=True):
        branches += read_branches(each, listing.shown)
    return Counts(branches, [], [])


def _states(listings: Iterable[Listing]) -> bytes:
    return marshal.dumps([(listing.folder, listing.states) for listing in listings], PLAIN)


def _of_listings(listings: Sequence[Listing], work: _Work, index: Index | None) -> Counts:
    """Count folder by folder, and keep what may be kept."""
    root = _common(listings) if listings else ""
    rows = index.rows(root) if index and listings else {}
    folders = [work.known(listing, rows.pop(listing.folder, None), index) for listing in listings]
    total = Counts([], [], [])
    for some in _batches(folders):
        entries = list(work.add(some, total))
        if index and entries:
            index.keep(entries, [folder for folder in rows if not Path(folder).is_dir()])
    if index and work.branches is not None and not work.each_deck:
        index.keep_whole(root, _states(listings), marshal.dumps(work.branches, PLAIN))
    return total


def _common(listings: Iterable[Listing]) -> str:
    """The folder that all lie in; on several drives none."""
    folders = [listing.folder or os.sep for listing in listings]
    try:
        return os.path.commonpath([min(folders), max(folders)])
    except ValueError:
        return ""


class _Folder(NamedTuple):
    """A folder, what the index has of it, and how many decks must be read.

    `branches` are all that is wanted of it, where that is known.
    """

    listing: Listing
    branches: bytes | None
    kept: Mapping[object, Kept] = MappingProxyType({})
    unknown: int = 0


def _batches(folders: Iterable[_Folder]) -> Iterator[list[_Folder]]:
    """Take folders together, but not so many that must be read as would fill the memory."""
    batch: list[_Folder] = []
    unknown = 0
    for folder in folders:
        batch.append(folder)
        unknown += folder.unknown
        if unknown >= _READ_TOGETHER:
            yield batch
            batch, unknown = [], 0
    yield batch


class _Work:
    """How folders are counted, and what is wanted of them."""

    def __init__(self, count: Count, settled_ns: int, each_deck: bool) -> None:
        self.count, self.settled_ns, self.each_deck = count, settled_ns, each_deck
        self.branches: list[bytes] | None = []  # of all folders; None if a file may yet change

    def known(self, listing: Listing, row: Row | None, index: Index | None) -> _Folder:
        """Look for a folder in the index; two listings of one, which has two names, share a row."""
        if row is None or index is None:
            return _Folder(listing, None, unknown=listing.number)
        if not self.each_deck and listing.states == row.statuses:
            return _Folder(listing, row.branches)
        kept = kept_by_state(row.statuses, index.decks(listing.folder, row))
        unknown = sum(state not in kept for state in listing.files)
        return _Folder(listing, None, kept, unknown)

    def add(self, folders: Sequence[_Folder], total: Counts) -> Iterator[Entry]:
        """Count folders; gives what is to be kept."""
        unsure = [folder for folder in folders if folder.branches is None]
        results = iter(self.counted_all(unsure) if unsure else ())
        for listing, known, *_ in folders:
            if known is not None:
                self.take(known, listing, total, is_sure=True)
                continue
            branches, decks, keep, problems, is_sure = next(results)
            self.take(branches, listing, total, is_sure=is_sure)
            total.problems.extend(problems)
            if self.each_deck:
                total.decks.extend(_chosen(listing, decks))
            if keep:
                yield Entry(listing.folder, Row(*keep[:2]), keep[2])

    def take(self, branches: bytes, listing: Listing, total: Counts, *, is_sure: bool) -> None:
        """Add the branches of a folder."""
        total.branches.extend(read_branches(branches, listing.shown))
        if not is_sure:
            self.branches = None
        elif self.branches is not None:
            self.branches.append(branches)

    def counted_all(self, folders: Sequence[_Folder]) -> list[Any]:
        """Count folders, with help if there is much to read."""
        from srs.collection.spread import spread

        is_long = sum(folder.unknown for folder in folders) >= _LONG_WORK
        return spread(self.counted, folders, is_long=is_long)

    def counted(self, folder: _Folder) -> tuple[object, ...]:
        """Count a folder.

        Gives its branches, its decks (empty if they are not wanted), states, branches and decks to
        keep, if these are others than before, problems, and whether all decks may be kept.
        """
        listing, _, kept, _ = folder
        decks: list[Counted | None] = []
        lasting: list[tuple[FileState, Counted]] = []
        problems = []
        for place, state in zip(decks_of(listing), listing.files, strict=True):
            counted, may_keep = None, True
            if known := kept.get(state):
                counted = known.at(place)
            else:
                try:
                    counted, status = self.count(place)
                    may_keep = self.is_settled(state, status)
                except SrsError as error:
                    problems.append(str(error))
            decks.append(counted)
            if counted and may_keep:
                lasting.append((state, counted))
        branches = pack_branches(deck for deck in decks if deck)
        each = pack_decks(decks) if self.each_deck else b""
        keep = None
        if len(lasting) != len(kept) or not all(state in kept for state, _ in lasting):
            own = [deck for _, deck in lasting]
            same = len(own) == len(decks)
            states = listing.states if same else pack_states(state for state, _ in lasting)
            keep = (states, branches if same else pack_branches(own), pack_decks(own))
        return branches, each, keep, problems, len(lasting) == len(decks)

    def is_settled(self, state: FileState, status: Status) -> bool:
        """Whether a file is as it was listed, and a change from now on would show in its times.

        However coarse these are.
        """
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        return is_old and state[1:] == status


def _chosen(listing: Listing, decks: bytes) -> Iterator[Counted]:
    """Give the decks of a listing that could be read, and that the collection takes."""
    for place, deck in zip(decks_of(listing), read_decks(decks), strict=True):
        if deck and deck.is_chosen:
            yield deck.at(place)

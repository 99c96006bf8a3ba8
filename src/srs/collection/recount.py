"""The counts of many decks: from the index where that is sure, else from the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from srs.collection.counted import Branch, Counted, branches_of
from srs.collection.deck_paths import DeckPath, FileState, Found, Listing, decks_of
from srs.collection.kept import (
    Entry,
    Row,
    entry_of,
    pack_states,
    read_branches,
    read_decks,
)
from srs.errors import SrsError
from srs.files import Status

if TYPE_CHECKING:
    from srs.collection.index import Index

_SETTLED_AFTER_NS = 2_000_000_000  # the coarsest times of files in use

Count = Callable[[DeckPath], tuple[Counted, Status]]


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
    found: Found, count: Count, index: Index, now_ns: int, *, each_deck: bool
) -> Counts:
    """Read the decks that the index does not know as they are, and keep in it what was counted.

    `now_ns` is the time since 1970 when this begins. Decks are given only if `each_deck`. Those
    that were named by themselves are not kept.
    """
    work = _Work(count, index, now_ns, each_deck)
    named = [group for group in found.groups if isinstance(group, DeckPath)]
    listings = [each for group in found.groups if not isinstance(group, DeckPath) for each in group]
    rows = index.rows(_common([each.folder for each in listings])) if listings else {}
    for listing in listings:
        work.take(listing, rows.pop(listing.folder, None))
    alone = count_all(named, count)
    if work.entries:
        index.keep(work.entries, [folder for folder in rows if not Path(folder).is_dir()])
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


class _Work:
    """What was counted until now, and what is to be kept of it."""

    def __init__(self, count: Count, index: Index, now_ns: int, each_deck: bool) -> None:
        self.count, self.index, self.each_deck = count, index, each_deck
        self.settled_ns = now_ns - _SETTLED_AFTER_NS
        self.branches: list[Branch] = []
        self.decks: list[Counted] = []
        self.problems: list[str] = []
        self.entries: list[Entry] = []
        self.settled: set[FileState] = set()

    def take(self, listing: Listing, row: Row | None) -> None:
        """Count the decks of a folder; those that are in the index as they are, from there.

        Two listings of one folder, which has two names, share a row in it.
        """
        if row is not None and not self.each_deck and pack_states(listing.files) == row.statuses:
            self.branches += read_branches(row.branches, listing.shown)
            return
        kept = read_decks(row.statuses, self.index.decks(listing.folder, row)) if row else {}
        decks = []
        lasting: list[tuple[FileState, Counted]] = []
        for place, state in zip(decks_of(listing), listing.files, strict=True):
            known = kept.get(state)
            counted = known.at(place) if known else self.read(place, state)
            if counted is not None:
                decks.append(counted)
                if known or state in self.settled:
                    lasting.append((state, counted))
        self.branches += branches_of(decks)
        if self.each_deck:
            self.decks += (deck for deck in decks if deck.is_chosen)
        if not row or len(lasting) != len(kept) or not all(state in kept for state, _ in lasting):
            self.entries.append(entry_of(listing.folder, lasting))

    def read(self, place: DeckPath, state: FileState) -> Counted | None:
        """Read a deck. Where it cannot be read, that is a problem.

        It may be kept if it is as it was listed, and a change from now on would show in its times,
        however coarse these are.
        """
        try:
            counted, status = self.count(place)
        except SrsError as error:
            self.problems.append(str(error))
            return None
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        if is_old and state[1:] == status:
            self.settled.add(state)
        return counted

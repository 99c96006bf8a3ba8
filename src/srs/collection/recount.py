"""The counts of many decks: from the index where that is sure, else from the files."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from srs.collection.counted import Branch, Counted, branches_of
from srs.collection.deck_paths import PLAIN, DeckPath, Found, Listing
from srs.collection.kept import Row, Whole, read_branches
from srs.errors import SrsError

if TYPE_CHECKING:
    from srs.collection.counting import Count, KnownFolder, Work
    from srs.collection.index import Index
    from srs.collection.kept import Entry

_SETTLED_AFTER_NS = 2_000_000_000  # the coarsest times of files in use
_TOGETHER = 10_000  # decks


class Counts(NamedTuple):
    """What was counted: by branch, and by deck if that was wanted; sentences for what was not."""

    branches: list[Branch]
    decks: Sequence[Counted]
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
    states, whole = _states(listings), None
    if index and listings:
        whole = index.whole(_common(listings), each_deck=each_deck)
    if whole and whole.states == states:
        total = _known_as_whole(listings, whole.counts, count, index, each_deck=each_deck)
    else:
        from srs.collection.counting import Work

        work = Work(count, index, now_ns - _SETTLED_AFTER_NS, each_deck)
        total = _of_listings(listings, work, states, whole)
    if index:
        index.close()
    alone = count_all(named, count)
    decks = total.decks
    if named and each_deck:
        order = {place.shown: number for number, place in enumerate(found.decks)}
        decks = sorted((*decks, *alone.decks), key=lambda deck: order[deck.shown])
    return Counts(total.branches + alone.branches, decks, total.problems + alone.problems)


def _known_as_whole(
    listings: Sequence[Listing],
    counts: bytes,
    count: Count,
    index: Index | None,
    *,
    each_deck: bool,
) -> Counts:
    """What was counted of all folders together; nothing in them changed since."""
    branches, dues = marshal.loads(counts)
    if not each_deck:
        return Counts(_branches(listings, branches), [], [])
    from srs.collection.counting import Work

    work = Work(count, index, 0, each_deck)
    for listing, *each in zip(listings, branches, dues, strict=True):
        work.know(listing, Row(listing.states, *each))
    return Counts(_branches(listings, branches), work.known_decks(), [])


def _branches(listings: Sequence[Listing], packed: Sequence[bytes]) -> list[Branch]:
    found: list[Branch] = []
    for listing, data in zip(listings, packed, strict=True):
        found += read_branches(data, listing.shown)
    return found


def _states(listings: Iterable[Listing]) -> bytes:
    return marshal.dumps([(listing.folder, listing.states) for listing in listings], PLAIN)


def _of_listings(
    listings: Sequence[Listing], work: Work, states: bytes, before: Whole | None
) -> Counts:
    """Count folder by folder, and keep what may be kept. `before` is what was kept of all."""
    index, rows = work.index, _rows(before) if before else {}
    entries: list[Entry] = []
    for some in _batches(work.known(each, rows.pop(each.folder, None)) for each in listings):
        if index and entries:
            index.keep(entries)
        entries = list(work.add(some))
    if index and listings:
        whole = None
        if work.is_sure:
            counts = marshal.dumps((work.branches, [each.dues for each in work.decks]), PLAIN)
            whole = Whole(_common(listings), work.each_deck, states, counts)
        gone = [folder for folder in rows if not Path(folder).is_dir()]
        if entries or whole or gone or work.gone:
            index.keep(entries, whole, folders_gone=gone, files_gone=work.gone)
    decks = work.known_decks() if work.each_deck else []
    return Counts(_branches(listings, work.branches), decks, work.problems)


def _rows(whole: Whole) -> dict[str, Row]:
    """Give what was kept of all folders together one by one, by their paths."""
    branches, dues = marshal.loads(whole.counts)
    each = zip(marshal.loads(whole.states), branches, dues or repeat(b""), strict=False)
    return {folder: Row(own, *of_all) for (folder, own), *of_all in each}


def _common(listings: Iterable[Listing]) -> str:
    """The folder that all lie in; on several drives none."""
    folders = [listing.folder or os.sep for listing in listings]
    try:
        return os.path.commonpath([min(folders), max(folders)])
    except ValueError:
        return ""


def _batches(folders: Iterable[KnownFolder]) -> Iterator[list[KnownFolder]]:
    """Take folders together, but not so many that what is known or read would fill the memory."""
    batch: list[KnownFolder] = []
    decks = 0
    for folder in folders:
        batch.append(folder)
        decks += 0 if folder.row else folder.listing.number
        if decks >= _TOGETHER:
            yield batch
            batch, decks = [], 0
    yield batch

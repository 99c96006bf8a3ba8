"""Many decks that were counted, in the order of files, of which few are ever looked at."""

from __future__ import annotations

import marshal
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from srs.collection.counted import Counted
from srs.collection.deck_paths import DeckPath, decks_of, in_order
from srs.collection.kept import NO_DECK, Dues, FolderDecks, Kept
from srs.collection.outline import NOTHING, read_dues


class _Run(NamedTuple):
    """Decks of a folder that follow each other: the rows of their files, what is due in each."""

    folder: int
    rows: Sequence[int]
    dues: list[Dues]


class KnownDecks(Sequence[Counted]):
    """The decks of folders; what was counted of one is read when a deck of it is wanted."""

    def __init__(self, folders: Sequence[FolderDecks]) -> None:
        self._folders = folders
        self._runs = _runs(folders)
        self._ends = list(accumulate(len(run.rows) for run in self._runs))
        self._places: dict[int, list[DeckPath]] = {}
        self._kept: dict[int, Sequence[Kept | None]] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Counted: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Counted]: ...
    def __getitem__(self, index: int | slice) -> Counted | Sequence[Counted]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        folder, row = self._at(index)
        if folder not in self._kept:
            self._kept[folder] = self._folders[folder].read()
        kept, place = self._kept[folder][row], self.place(index)
        return kept.at(place) if kept else Counted(place, None, True, False, (), NOTHING)

    def place(self, index: int) -> DeckPath:
        """Give where a deck is."""
        folder, row = self._at(index)
        if folder not in self._places:
            self._places[folder] = decks_of(self._folders[folder].listing)
        return self._places[folder][row]

    def places(self) -> Iterator[DeckPath]:
        """Give where all decks are."""
        return map(self.place, range(len(self)))

    def dues(self) -> Iterator[Dues]:
        """Give what is due in each deck."""
        return (dues for run in self._runs for dues in run.dues)

    def day(self, index: int, note: int) -> int:
        """Give the day of a card of a plain deck (ordinal, 0 for a new one), as it was counted."""
        number, at = self._run_of(index)
        dues = self._runs[number].dues[at]
        return read_dues(dues)[note] if isinstance(dues, bytes) else 0

    @cached_property
    def odd(self) -> list[int]:
        """The decks that are not plain ones."""
        return [index for index, dues in enumerate(self.dues()) if dues is None]

    def _at(self, index: int) -> tuple[int, int]:
        """The folder of a deck, and its file's row there."""
        number, at = self._run_of(index)
        run = self._runs[number]
        return run.folder, run.rows[at]

    def _run_of(self, index: int) -> tuple[int, int]:
        """The run of a deck, and its place in that."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        number = bisect_right(self._ends, index)
        return number, index - self._ends[number] + len(self._runs[number].rows)


def _runs(folders: Sequence[FolderDecks]) -> list[_Run]:
    """Put the decks in the order of files: what lies in a folder comes between files beside it."""
    children = _children(folder.listing.shown for folder in folders)
    found: list[tuple[str, _Run]] = []
    for number, (listing, packed, _) in enumerate(folders):
        dues: list[Dues] = marshal.loads(packed)
        names, cuts = [listing.first], [0]
        if within := children[listing.shown]:
            names = [file[0] for file in listing.files]
            cuts = sorted({0, *(bisect_left(names, f"{child}\0") for child in within)})
        for start, end in zip(cuts, [*cuts[1:], len(dues)], strict=True):
            rows: Sequence[int] = range(start, end)
            own = dues[start:end]
            if NO_DECK in own:
                rows = [row for row in rows if dues[row] != NO_DECK]
                own = [dues[row] for row in rows]
            if rows:
                key = in_order(listing.shown + names[start])
                found.append((key, _Run(number, rows, own)))
    return [run for _, run in sorted(found, key=lambda pair: pair[0])]


def _children(prefixes: Iterable[str]) -> dict[str, set[str]]:
    """Give what lies in each folder and leads to others, all as people see them."""
    found: dict[str, set[str]] = {prefix: set() for prefix in prefixes}
    for prefix in list(found):
        inner = prefix
        while inner:
            outer = inner[: inner.rfind("/", 0, -1) + 1]
            if outer in found:
                found[outer].add(inner[len(outer) : -1])
            inner = outer
    return found

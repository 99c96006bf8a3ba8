"""Count folder by folder: what the index has of each, and what its files say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from srs.collection.counted import Counted
from srs.collection.deck_paths import DeckPath, FileState, Listing, deck_of, pack_states
from srs.collection.kept import (
    Entry,
    FolderDecks,
    Kept,
    Row,
    kept,
    kept_by_state,
    pack_branches,
    pack_decks,
    pack_dues,
    read_decks,
)
from srs.errors import SrsError

if TYPE_CHECKING:
    from srs.collection.index import Index
    from srs.collection.known_decks import KnownDecks
    from srs.files import Status

_LONG_WORK = 1000

Count = Callable[[DeckPath], "tuple[Counted, Status]"]
_Packed = tuple[bytes, bytes, bytes]  # branches, decks, what is due


class KnownFolder(NamedTuple):
    """A folder: what the index has of it, if all is as it was then.

    Else what was kept of some of its files, by their states, and how many must be read.
    """

    listing: Listing
    row: Row | None = None
    kept: Mapping[object, Kept] = MappingProxyType({})
    unknown: int = 0


class Work:
    """How folders are counted, what is wanted of them, and what was counted until now.

    `branches` has the packed branches of each folder. `is_sure` unless a file may yet change
    without that showing in its times, or could not be read.
    """

    def __init__(self, count: Count, index: Index | None, settled_ns: int, each_deck: bool) -> None:
        self.count, self.index = count, index
        self.settled_ns, self.each_deck = settled_ns, each_deck
        self.branches: list[bytes] = []
        self.decks: list[FolderDecks] = []
        self.problems: list[str] = []
        self.is_sure = True

    def known(self, listing: Listing, row: Row | None) -> KnownFolder:
        """Look at what the index has of a folder.

        `row` is what was kept of it when all was known last; its own row may be newer.
        """
        if row is not None and row.states == listing.states:
            return KnownFolder(listing, row)
        decks = self.index.decks(listing.folder, row) if self.index and row else None
        if self.index and decks is None:
            row = self.index.row(listing.folder)
            if row is not None and row.states == listing.states:
                return KnownFolder(listing, row)
            decks = self.index.decks(listing.folder, row) if row else None
        known = kept_by_state(row.states, decks) if row and decks else {}
        unknown = sum(state not in known for state in listing.files)
        return KnownFolder(listing, None, known, unknown)

    def add(self, folders: Sequence[KnownFolder]) -> Iterator[Entry]:
        """Count folders; gives what is to be kept."""
        unsure = [folder for folder in folders if folder.row is None]
        results = iter(self.counted_all(unsure) if unsure else ())
        for listing, row, *_ in folders:
            if row is not None:
                self.know(listing, row)
                continue
            (branches, decks, dues), keep, problems, is_sure = next(results)
            self.take(listing, branches, dues, partial(read_decks, decks))
            self.problems += problems
            self.is_sure = self.is_sure and is_sure
            if keep:
                states, branches, decks, dues = keep
                yield Entry(listing.folder, Row(states, branches, dues), decks)

    def know(self, listing: Listing, row: Row) -> None:
        """Take a folder that the index knows as it is."""
        self.take(listing, row.branches, row.dues, partial(self.read, listing, row))

    def take(
        self,
        listing: Listing,
        branches: bytes,
        dues: bytes,
        read: Callable[[], Sequence[Kept | None]],
    ) -> None:
        """Add what was counted of a folder."""
        self.branches.append(branches)
        if self.each_deck:
            self.decks.append(FolderDecks(listing, dues, read))

    def known_decks(self) -> KnownDecks:
        """Give all decks that were counted."""
        from srs.collection.known_decks import KnownDecks

        return KnownDecks(self.decks)

    def read(self, listing: Listing, row: Row) -> Sequence[Kept | None]:
        """Give the decks of a folder that the index knows, or knew until now."""
        data = self.index.decks(listing.folder, row) if self.index else None
        if data is None:
            (_, data, _), *_ = self.counted(KnownFolder(listing))
        return read_decks(data)

    def counted_all(self, folders: Sequence[KnownFolder]) -> list[Any]:
        """Count folders, with help if there is much to read."""
        if sum(folder.unknown for folder in folders) < _LONG_WORK:
            return list(map(self.counted, folders))
        from srs.collection.spread import spread

        return spread(self.counted, folders)

    def counted(self, folder: KnownFolder) -> tuple[_Packed, tuple[bytes, ...], list[str], bool]:
        """Count a folder.

        Gives its branches, its decks and what is due of each (packed, empty if they are not
        wanted); before the same, states to keep if these are others than before; problems; whether
        all decks may be kept.
        """
        listing, _, known, _ = folder
        decks: list[Kept | None] = []
        lasting: list[tuple[FileState, Kept]] = []
        problems = []
        for state in listing.files:
            deck, may_keep = known.get(state), True
            if deck is None:
                place = deck_of(listing, state[0])
                try:
                    counted, status = self.count(place)
                    deck, may_keep = kept(counted), self.is_settled(state, status)
                except SrsError as error:
                    problems.append(str(error))
            decks.append(deck)
            if deck and may_keep:
                lasting.append((state, deck))
        is_sure = len(lasting) == len(decks)
        keep: tuple[bytes, ...] = ()
        if len(lasting) != len(known) or not all(state in known for state, _ in lasting):
            keep = (pack_states(state for state, _ in lasting), *_packed([d for _, d in lasting]))
        if is_sure and keep:
            _, *packed = keep
            return (packed[0], packed[1], packed[2]), keep, problems, True
        if self.each_deck:
            return _packed(decks), keep, problems, is_sure
        return (pack_branches(decks), b"", b""), keep, problems, is_sure

    def is_settled(self, state: FileState, status: Status) -> bool:
        """Whether a file is as it was listed, and a change from now on would show in its times.

        However coarse these are.
        """
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        return is_old and state[1:] == status


def _packed(decks: Sequence[Kept | None]) -> _Packed:
    return pack_branches(decks), pack_decks(decks), pack_dues(decks)

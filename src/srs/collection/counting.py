"""Count folder by folder: what the index has of each, and what its files say."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from srs.collection.counted import Counted
from srs.collection.deck_paths import PLAIN, DeckPath, FileState, Listing, deck_of, pack_state
from srs.collection.kept import (
    Entry,
    FolderDecks,
    Kept,
    Row,
    Stored,
    dues_of,
    kept,
    pack_branches,
    pack_deck,
    pack_decks,
    pack_dues,
    patch_branches,
    read_deck,
    read_decks,
)
from srs.errors import SrsError

if TYPE_CHECKING:
    from srs.collection.index import Index
    from srs.collection.known_decks import KnownDecks
    from srs.files import Status

_LONG_WORK = 1000
_FEW = 8

Count = Callable[[DeckPath], "tuple[Counted, Status]"]
_Packed = tuple[bytes, bytes, bytes]  # branches, what is due, decks
_Keep = list[tuple[str, bytes, bytes]]  # of decks the name, the state, what was counted


class Patch(NamedTuple):
    """A folder as it was kept; of the few files that changed place, state now, and deck then."""

    row: Row
    changes: Sequence[tuple[int, FileState, Kept]]


class KnownFolder(NamedTuple):
    """A folder: its row, if all is as it was then, or a patch of it.

    Else the decks that are known, by the names of their files. `unknown` files must be read.
    """

    listing: Listing
    row: Row | None = None
    patch: Patch | None = None
    kept: Mapping[str, Kept] = MappingProxyType({})
    unknown: int = 0


class Work:
    """How folders are counted, what is wanted of them, and what was counted until now.

    `branches` has the packed branches of each folder. `is_sure` unless a file may yet change
    without that showing in its times, or could not be read. `gone` are files that the index has.
    """

    def __init__(self, count: Count, index: Index | None, settled_ns: int, each_deck: bool) -> None:
        self.count, self.index = count, index
        self.settled_ns, self.each_deck = settled_ns, each_deck
        self.branches: list[bytes] = []
        self.decks: list[FolderDecks] = []
        self.problems: list[str] = []
        self.is_sure = True
        self.gone: list[tuple[str, str]] = []

    def known(self, listing: Listing, row: Row | None) -> KnownFolder:
        """Look at what the index has of a folder; `row` is from when all was known last."""
        if row is not None and row.states == listing.states:
            return KnownFolder(listing, row)
        if self.index is None:
            return KnownFolder(listing, unknown=listing.number)
        files = listing.files
        patch = self.patch(self.index, listing.folder, files, row) if row else None
        if patch is not None:
            return KnownFolder(listing, None, patch, unknown=len(patch.changes))
        stored = self.index.decks(listing.folder)
        kept: dict[str, Kept] = {}
        for file in files:
            found = stored.pop(file[0], None)
            if found and found.state == pack_state(file):
                kept[file[0]] = read_deck(found.deck)
        self.gone += [(listing.folder, name) for name in stored]
        return KnownFolder(listing, None, None, kept, len(files) - len(kept))

    def patch(
        self, index: Index, folder: str, files: Sequence[FileState], row: Row
    ) -> Patch | None:
        """Look whether but few files changed, and what they held then is known."""
        old = marshal.loads(row.states)
        changes: list[tuple[int, FileState, Kept]] = []
        if len(old) != len(files):
            return None
        for at, (was, file) in enumerate(zip(old, files, strict=True)):
            if was == file:
                continue
            stored = index.deck(folder, file[0]) if len(changes) < _FEW else None
            if stored is None or was[0] != file[0] or stored.state != pack_state(was):
                return None
            changes.append((at, file, read_deck(stored.deck)))
        return Patch(row, changes)

    def add(self, folders: Sequence[KnownFolder]) -> Iterator[Entry]:
        """Count folders; gives what is to be kept."""
        unsure = [folder for folder in folders if folder.row is None]
        results = iter(self.counted_all(unsure) if unsure else ())
        for listing, row, *_ in folders:
            if row is not None:
                self.know(listing, row)
                continue
            (branches, dues, decks), keep, problems, is_sure = next(results)
            read = partial(read_decks, decks) if decks else partial(self.read, listing)
            self.take(listing, branches, dues, read)
            self.problems += problems
            self.is_sure = self.is_sure and is_sure
            for name, *stored in keep:
                yield Entry(listing.folder, name, Stored(*stored))

    def know(self, listing: Listing, row: Row) -> None:
        """Take a folder that the index knows as it is."""
        self.take(listing, row.branches, row.dues, partial(self.read, listing))

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

    def read(self, listing: Listing) -> Sequence[Kept | None]:
        """Give the decks of a folder: those that the index knows, the others read again."""
        (_, _, decks), *_ = self.counted(self.known(listing, None))
        return read_decks(decks)

    def counted_all(self, folders: Sequence[KnownFolder]) -> list[Any]:
        """Count folders, with help if there is much to read."""
        if sum(folder.unknown for folder in folders) < _LONG_WORK:
            return list(map(self.counted, folders))
        from srs.collection.spread import spread

        return spread(self.counted, folders)

    def counted(self, folder: KnownFolder) -> tuple[_Packed, _Keep, list[str], bool]:
        """Count a folder.

        Gives its branches, and packed what is due in each deck and the decks, these two only if
        they are wanted; the decks to keep; problems; whether all decks may be kept. A folder that
        is patched comes without its decks.
        """
        if folder.patch is not None:
            patched = self.patched(folder.listing, folder.patch)
            if patched is not None:
                return patched
        decks: list[Kept | None] = []
        keep: _Keep = []
        problems = []
        is_sure = True
        for file in folder.listing.files:
            deck = folder.kept.get(file[0])
            if deck is None:
                try:
                    deck, may_keep = self.counted_deck(folder.listing, file)
                except SrsError as error:
                    problems.append(str(error))
                    may_keep = False
                is_sure = is_sure and may_keep
                if deck and may_keep and self.index:
                    keep.append((file[0], pack_state(file), pack_deck(deck)))
            decks.append(deck)
        packed = (pack_dues(decks), pack_decks(decks)) if self.each_deck else (b"", b"")
        return (pack_branches(decks), *packed), keep, problems, is_sure

    def patched(
        self, listing: Listing, patch: Patch
    ) -> tuple[_Packed, _Keep, list[str], bool] | None:
        """Count the few decks that changed; None where that is not enough."""
        exchanged = []
        keep: _Keep = []
        dues = marshal.loads(patch.row.dues) if self.each_deck else []
        for at, file, before in patch.changes:
            try:
                deck, may_keep = self.counted_deck(listing, file)
            except SrsError:
                return None
            exchanged.append((before, deck))
            if may_keep:
                keep.append((file[0], pack_state(file), pack_deck(deck)))
            if self.each_deck:
                dues[at] = dues_of(deck)
        branches = patch_branches(patch.row.branches, exchanged)
        if branches is None:
            return None
        packed_dues = marshal.dumps(dues, PLAIN) if self.each_deck else b""
        return (branches, packed_dues, b""), keep, [], len(keep) == len(exchanged)

    def counted_deck(self, listing: Listing, file: FileState) -> tuple[Kept, bool]:
        """Count a deck; also tells whether it may be kept. Raises SrsError."""
        counted, status = self.count(deck_of(listing, file[0]))
        return kept(counted), self.is_settled(file, status)

    def is_settled(self, state: FileState, status: Status) -> bool:
        """Whether a file is as it was listed, and a change from now on would show in its times.

        However coarse these are.
        """
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        return is_old and state[1:] == status

"""Decks by their paths, as they are found: one by one, and by folder with their files' states."""

import marshal
import os
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple


def in_order(path: str) -> str:
    """What paths are put in order by: that of names, what lies in a folder together."""
    return path.replace("/", "\0")


# The name of a file, and what the system says of it as in `Status`.
FileState = tuple[str, int, int, int, int, int]


def file_state(name: str, status: os.stat_result) -> FileState:
    """Give the state of a file."""
    return (
        name,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_dev,
    )


PLAIN = 2  # a version of marshal that writes equal values as equal bytes


class Skipped(NamedTuple):
    """A path, as people see it, that was left out, and why."""

    path: str
    reason: str


class Listing(NamedTuple):
    """The decks that lie side by side in a folder, in the order of their names.

    `folder` is its absolute path without a separator at the end, `shown` what people see before
    the names of files. `states` are the states of these as bytes, equal if all of them are.
    `first` is the name of the first file.
    """

    folder: str
    shown: str
    states: bytes
    number: int
    first: str

    @property
    def files(self) -> list[FileState]:
        """The states of the files."""
        found: list[FileState] = marshal.loads(self.states)
        return found


def listing_of(folder: str, shown: str, files: Iterable[FileState]) -> Listing:
    """Make a listing of some files, one at least, in the order of their names."""
    ordered = sorted(files)
    return Listing(folder, shown, pack_states(ordered), len(ordered), ordered[0][0])


def pack_states(files: Iterable[FileState]) -> bytes:
    """Give the states of files as bytes, which are equal if all of them are."""
    return marshal.dumps(list(files), PLAIN)


def pack_state(file: FileState) -> bytes:
    """Give the state of one file, but its name, as bytes."""
    return marshal.dumps(file[1:], PLAIN)


class DeckPath(NamedTuple):
    """A deck: the absolute path of its file, and the path that people see (`/` as separator).

    `named` ones were named by themselves, not found in a folder; they are decks whatever they hold.
    """

    file: str
    shown: str
    named: bool = False

    @property
    def path(self) -> Path:
        """The absolute path; made when it is wanted, for that costs more than finding the file."""
        return Path(self.file)


Groups = list[DeckPath | list[Listing]]


class Found(NamedTuple):
    """The decks: those that were named, those found in each folder; what was left out, and why."""

    groups: Groups
    skipped: list[Skipped]

    @property
    def number(self) -> int:
        """How many decks there are."""
        return sum(
            1 if isinstance(group, DeckPath) else sum(listing.number for listing in group)
            for group in self.groups
        )

    @property
    def decks(self) -> list[DeckPath]:
        """The decks in the order of files."""
        found: list[DeckPath] = []
        for group in self.groups:
            if isinstance(group, DeckPath):
                found.append(group)
            else:
                decks = [deck for listing in group for deck in decks_of(listing)]
                found += sorted(decks, key=lambda deck: in_order(deck.shown))
        return found


def deck_of(listing: Listing, name: str) -> DeckPath:
    """Give the deck of a listing that has this name."""
    return DeckPath(f"{listing.folder}{os.sep}{name}", listing.shown + name)


def decks_of(listing: Listing) -> list[DeckPath]:
    """Give the decks of a listing."""
    return [deck_of(listing, file[0]) for file in listing.files]


def folder_of(path: PurePath, root: PurePath) -> str:
    """The folder of a file as seen from the root, empty at the top and outside of it."""
    if not path.is_relative_to(root):
        return ""
    folder = path.relative_to(root).parent.as_posix()
    return "" if folder == "." else folder

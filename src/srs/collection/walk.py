"""Walk through a folder for decks, past what is hidden, and through no circles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK
from typing import NamedTuple

from srs.collection.deck_paths import FileState, Listing, Skipped, file_state, in_order, listing_of
from srs.collection.ignore import GIT, IGNORE_FILE, Rules, hides, ignore_file, repository_rules
from srs.files import why

_DECK_ENDINGS = (".md", ".markdown")
_NO_DECKS = ("._", ".#")  # what macOS and Emacs put beside files
_CONFLICT = r"\.sync-conflict-|conflicted copy"  # of several programs
_LISTS_STATES = os.name != "nt"  # there a folder does not list all of a file's state
_KINDS = (
    (S_ISFIFO, "a pipe"),
    (S_ISSOCK, "a socket"),
    (S_ISCHR, "a device"),
    (S_ISBLK, "a device"),
)


def is_deck_name(name: str) -> bool:
    """Whether a file of this name counts as a deck in a folder."""
    return name.lower().endswith(_DECK_ENDINGS) and not name.startswith(_NO_DECKS)


def kind_of(mode: int) -> str:
    """Say what something is that is neither a file nor a folder."""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "something special")


class Folder(NamedTuple):
    """A folder to look into.

    `path` opens it, `shown` goes before the names in it, `real` is its real path with `/` at the
    end. `git` and `exclude` are the rules that hold there, the strongest first.
    """

    path: str
    shown: str
    real: str
    git: tuple[Rules, ...] = ()
    exclude: tuple[Rules, ...] = ()

    def within(self, name: str) -> Folder:
        """Give a folder in this one."""
        path = _path(self, name)
        shown, real = f"{self.shown}{name}/", f"{self.real}{name}/"
        return Folder(path, shown, real, self.git, self.exclude)

    def hides(self, name: str, end: str = "") -> bool:
        """Whether what has this name is hidden; `end` is `/` for folders."""
        path = f"{self.real}{name}{end}"
        return hides(self.git, path) or hides(self.exclude, path)


def _path(folder: Folder, name: str) -> str:
    return os.path.join(folder.path, name)  # noqa: PTH118 - there are many


def _open(path: str) -> int | str:
    """Open a folder, where its entries are then asked for their states quicker; else its path."""
    return os.open(path, os.O_RDONLY) if os.scandir in os.supports_fd else path


class Walk:
    """What was found in a folder and those below it, in no order.

    `links` are the paths of links that are decks. Unless `has_names`, no file has other names.
    """

    def __init__(self) -> None:
        self.listings: list[Listing] = []
        self.skipped: list[Skipped] = []
        self.links: set[str] = set()
        self.has_names = False
        self._seen: set[tuple[int, int]] = set()

    def through(self, folder: Folder) -> None:
        """Look into a folder and all below it."""
        pending = [folder]
        while pending:
            pending += self._look_into(pending.pop())

    def sort(self) -> None:
        """Put folders in the order of their first decks."""
        self.listings.sort(key=lambda each: in_order(each.shown + each.first))
        self.skipped.sort(key=lambda skipped: in_order(skipped.path))

    def _look_into(self, folder: Folder) -> list[Folder]:
        handle: int | str = ""
        try:
            handle = _open(folder.path)
            status = os.stat(handle)  # noqa: PTH116 - mostly no path
            with os.scandir(handle) as listing:
                entries = list(listing)
            return self._found_in(folder, entries, (status.st_dev, status.st_ino))
        except OSError as error:
            self._skip(folder, "", f"cannot be looked into: {why(error)}")
            return []
        finally:
            if isinstance(handle, int):
                os.close(handle)

    def _found_in(
        self, folder: Folder, entries: list[os.DirEntry[str]], key: tuple[int, int]
    ) -> list[Folder]:
        """Take the decks in a folder (its device and inode), and give the folders in it."""
        if key in self._seen and key[1]:
            self._skip(folder, "", "the same folder as another one that was looked into")
            return []
        self._seen.add(key)
        folder = self._with_own_rules(folder, entries)
        below: list[Folder] = []
        files: list[FileState] = []
        for entry in self._odd(folder, entries, files):
            name = entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if name[0] != "." and not folder.hides(name, "/"):
                        below.append(folder.within(name))
                elif file := self._taken(folder, entry):
                    files.append(file)
            except OSError as error:
                self._skip(folder, name, f"cannot be looked at: {why(error)}")
        if files:
            self.listings.append(listing_of(folder.path.rstrip(os.sep), folder.shown, files))
        return below

    def _odd(
        self, folder: Folder, entries: list[os.DirEntry[str]], files: list[FileState]
    ) -> list[os.DirEntry[str]]:
        """Take the plain files among a folder's entries; give all else.

        Of ten thousand entries almost all are plain files, so that each must cost next to nothing.
        """
        hides = folder.hides if folder.git or folder.exclude else None
        odd = []
        for entry in entries:
            name = entry.name
            if not (_LISTS_STATES and name.endswith(_DECK_ENDINGS) and name[0] != "."):
                odd.append(entry)
                continue
            try:
                if hides and hides(name) and not entry.is_dir(follow_symlinks=False):
                    continue
                status = entry.stat(follow_symlinks=False)
            except OSError:
                odd.append(entry)
                continue
            is_plain = S_ISREG(status.st_mode) and status.st_nlink == 1
            if is_plain and "conflict" not in name.lower():
                files.append(file_state(name, status))
            else:
                odd.append(entry)
        return odd

    def _taken(self, folder: Folder, entry: os.DirEntry[str]) -> FileState | None:
        """Give a deck, but nothing that is hidden, no file, or a copy after a conflict."""
        name, status = entry.name, None
        is_deck = is_deck_name(name)
        if not (is_deck or (entry.is_symlink() and name[0] != ".")) or folder.hides(name):
            return None
        if entry.is_symlink():
            status = self._behind_link(folder, entry)
        elif is_deck:
            status = os.lstat(_path(folder, name))
        if status is None or not is_deck:
            return None
        if re.search(_CONFLICT, name, re.IGNORECASE):
            self._skip(folder, name, "a copy from a conflict between devices; merge it")
        elif not S_ISREG(status.st_mode):
            self._skip(folder, name, f"{kind_of(status.st_mode)}, not a file")
        else:
            self.has_names = self.has_names or status.st_nlink > 1 or entry.is_symlink()
            self.links.update([_path(folder, name)] if entry.is_symlink() else [])
            return file_state(name, status)
        return None

    def _behind_link(self, folder: Folder, entry: os.DirEntry[str]) -> os.stat_result | None:
        """Give the state of what a link leads to, unless that is a folder or nothing."""
        try:
            status = Path(_path(folder, entry.name)).stat()
        except OSError as error:
            if is_deck_name(entry.name):
                self._skip(folder, entry.name, f"a link that leads nowhere: {why(error)}")
            return None
        if S_ISDIR(status.st_mode):
            reason = "a link to a folder, which could lead in a circle; name it to look into it"
            self._skip(folder, entry.name, reason)
            return None
        return status

    def _skip(self, folder: Folder, name: str, reason: str) -> None:
        self.skipped.append(Skipped(folder.shown + name or ".", reason))

    def _with_own_rules(self, folder: Folder, entries: Iterable[os.DirEntry[str]]) -> Folder:
        """Add what a folder's own `.gitignore` hides; a repository begins anew."""
        names = [entry.name for entry in entries]
        if GIT not in names and IGNORE_FILE not in names:
            return folder
        rules, place = folder.git, Path(folder.path)
        if GIT in names:
            rules = repository_rules(place, folder.real)
        if IGNORE_FILE in names:
            try:
                rules = (ignore_file(place / IGNORE_FILE, folder.real), *rules)
            except OSError as error:
                reason = f"cannot be read: {why(error)}; it hides nothing"
                self._skip(folder, IGNORE_FILE, reason)
        return folder._replace(git=rules)

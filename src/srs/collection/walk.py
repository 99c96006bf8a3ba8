"""Walk through a folder for decks, past what is hidden, and through no circles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from srs.collection.deck_paths import FileState, Listing, Skipped, file_state, in_order
from srs.collection.ignore import GIT, IGNORE_FILE, Rules, hides, ignore_file, repository_rules
from srs.files import why

_DECK_ENDINGS = (".md", ".markdown")
_NO_DECKS = ("._", ".#")  # what macOS and Emacs put beside files
_CONFLICT = re.compile(r"\.sync-conflict-|conflicted copy", re.IGNORECASE)  # of several programs
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def is_deck_name(name: str) -> bool:
    """Whether a file of this name counts as a deck in a folder."""
    return name.lower().endswith(_DECK_ENDINGS) and not name.startswith(_NO_DECKS)


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """The state of a file or link. On Windows folders do not list all of it."""
    if os.name == "nt":
        return os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116
    return entry.stat(follow_symlinks=False)


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
        path = os.path.join(self.path, name)  # noqa: PTH118 - there are many
        shown, real = f"{self.shown}{name}/", f"{self.real}{name}/"
        return Folder(path, shown, real, self.git, self.exclude)

    def hides(self, name: str, end: str = "") -> bool:
        """Whether what has this name is hidden; `end` is `/` for folders."""
        if not (self.git or self.exclude):
            return False
        path = f"{self.real}{name}{end}"
        return hides(self.git, path) or hides(self.exclude, path)


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
        self.listings.sort(key=lambda each: in_order(each.shown + each.files[0][0]))
        self.skipped.sort(key=lambda skipped: in_order(skipped.path))

    def _look_into(self, folder: Folder) -> list[Folder]:
        try:
            status = os.stat(folder.path)  # noqa: PTH116
            with os.scandir(folder.path) as listing:
                entries = list(listing)
        except OSError as error:
            self._skip(folder, "", f"cannot be looked into: {why(error)}")
            return []
        key = (status.st_dev, status.st_ino)
        if key in self._seen and status.st_ino:
            self._skip(folder, "", "the same folder as another one that was looked into")
            return []
        self._seen.add(key)
        folder = self._with_own_rules(folder, entries)
        return self._sift(folder, entries)

    def _sift(self, folder: Folder, entries: Iterable[os.DirEntry[str]]) -> list[Folder]:
        """Take the decks among a folder's entries, and give the folders."""
        below, files = [], []
        for entry in entries:
            name = entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if name[0] != "." and not folder.hides(name, "/"):
                        below.append(folder.within(name))
                elif is_deck_name(name):
                    if not folder.hides(name) and (file := self._taken(folder, entry)):
                        files.append(file)
                elif entry.is_symlink() and name[0] != "." and not folder.hides(name):
                    self._look_at_link(folder, entry)
            except OSError as error:
                self._skip(folder, name, f"cannot be looked at: {why(error)}")
        if files:
            files.sort()
            self.listings.append(Listing(folder.path.rstrip(os.sep), folder.shown, files))
        return below

    def _taken(self, folder: Folder, entry: os.DirEntry[str]) -> FileState | None:
        """Give what is called like a deck, unless it is no file or a copy after a conflict."""
        name, status = entry.name, _status(entry)
        if stat.S_ISLNK(status.st_mode):
            target = self._look_at_link(folder, entry)
            if target is None:
                return None
            status, self.has_names = target, True
            self.links.add(entry.path)
        if "conflict" in name.lower() and _CONFLICT.search(name):
            self._skip(folder, name, "a copy from a conflict between devices; merge it")
        elif not stat.S_ISREG(status.st_mode):
            self._skip(folder, name, f"{kind_of(status.st_mode)}, not a file")
        else:
            self.has_names = self.has_names or status.st_nlink > 1
            return file_state(name, status)
        return None

    def _look_at_link(self, folder: Folder, entry: os.DirEntry[str]) -> os.stat_result | None:
        """Give the state of what a link leads to, unless that is a folder or nothing."""
        try:
            status = os.stat(entry.path)  # noqa: PTH116
        except OSError as error:
            if is_deck_name(entry.name):
                self._skip(folder, entry.name, f"a link that leads nowhere: {why(error)}")
            return None
        if stat.S_ISDIR(status.st_mode):
            reason = "a link to a folder, which could lead in a circle; name it to look into it"
            self._skip(folder, entry.name, reason)
            return None
        return status

    def _skip(self, folder: Folder, name: str, reason: str) -> None:
        self.skipped.append(Skipped(folder.shown + name or ".", reason))

    def _with_own_rules(self, folder: Folder, entries: Iterable[os.DirEntry[str]]) -> Folder:
        """Add what a folder's own `.gitignore` hides; a repository begins anew."""
        names = {entry.name for entry in entries if entry.name.startswith(GIT)}
        rules, place = folder.git, Path(folder.path)
        if GIT in names:
            rules = repository_rules(place, folder.real)
        if IGNORE_FILE in names:
            try:
                rules = (ignore_file(place / IGNORE_FILE, folder.real), *rules)
            except OSError as error:
                reason = f"cannot be read: {why(error)}; it hides nothing"
                self._skip(folder, IGNORE_FILE, reason)
        return folder if rules is folder.git else folder._replace(git=rules)

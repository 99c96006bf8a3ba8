"""Walk through a folder for decks, past what is hidden, and through no circles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

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


def kind_of(mode: int) -> str:
    """Say what something is that is neither a file nor a folder."""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "something special")


class Skipped(NamedTuple):
    """A path, as people see it, that was left out, and why."""

    path: str
    reason: str


class Candidate(NamedTuple):
    """A file that is a deck unless it was found under another name, too.

    Equal keys (device, inode) mean that it may be the same file.
    """

    path: str
    shown: str
    key: tuple[int, int]
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to look into.

    `path` opens it, `shown` goes before the names in it, `real` is its real path with `/` at the
    end. `git` and `exclude` are the rules that hold there, the strongest first.
    """

    path: Path
    shown: str
    real: str
    git: tuple[Rules, ...] = ()
    exclude: tuple[Rules, ...] = ()

    def within(self, name: str) -> Folder:
        """Give a folder in this one."""
        shown, real = f"{self.shown}{name}/", f"{self.real}{name}/"
        return Folder(self.path / name, shown, real, self.git, self.exclude)

    def hides(self, name: str, end: str = "") -> bool:
        """Whether what has this name is hidden; `end` is `/` for folders."""
        if not (self.git or self.exclude):
            return False
        path = f"{self.real}{name}{end}"
        return hides(self.git, path) or hides(self.exclude, path)


@dataclass
class Walk:
    """What was found in a folder and those below it, in no order."""

    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def through(self, folder: Folder) -> None:
        """Look into a folder and all below it."""
        pending = [folder]
        while pending:
            pending += self._look_into(pending.pop())

    def sort(self) -> None:
        """Put files and folders in the order of their names, those of a folder together."""
        self.candidates.sort(key=lambda candidate: candidate.shown.replace("/", "\0"))
        self.skipped.sort(key=lambda skipped: skipped.path.replace("/", "\0"))

    def _look_into(self, folder: Folder) -> list[Folder]:
        try:
            status = folder.path.stat()
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
        return self._sift(folder, entries, status.st_dev)

    def _sift(
        self, folder: Folder, entries: Iterable[os.DirEntry[str]], device: int
    ) -> list[Folder]:
        """Take the decks among a folder's entries, and give the folders."""
        below = []
        for entry in entries:
            name = entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if name[0] != "." and not folder.hides(name, "/"):
                        below.append(folder.within(name))
                elif entry.is_symlink():
                    self._take_link(folder, entry)
                elif is_deck_name(name) and not folder.hides(name):
                    self._take(folder, entry, (device, entry.inode()))
            except OSError as error:
                self._skip(folder, name, f"cannot be looked at: {why(error)}")
        return below

    def _take(self, folder: Folder, entry: os.DirEntry[str], key: tuple[int, int]) -> None:
        """Take what is called like a deck, unless it is no file or a copy after a conflict."""
        name = entry.name
        if "conflict" in name.lower() and _CONFLICT.search(name):
            self._skip(folder, name, "a copy from a conflict between devices; merge it")
        elif entry.is_file():
            is_link = entry.is_symlink()
            self.candidates.append(Candidate(entry.path, folder.shown + name, key, is_link))
        else:
            self._skip(folder, name, f"{kind_of(entry.stat().st_mode)}, not a file")

    def _take_link(self, folder: Folder, entry: os.DirEntry[str]) -> None:
        """Take a link that is called like a deck and leads to a file."""
        name = entry.name
        if folder.hides(name) or (name[0] == "." and not is_deck_name(name)):
            return
        try:
            status = entry.stat()
        except OSError as error:
            if is_deck_name(name):
                self._skip(folder, name, f"a link that leads nowhere: {why(error)}")
            return
        if stat.S_ISDIR(status.st_mode):
            reason = "a link to a folder, which could lead in a circle; name it to look into it"
            self._skip(folder, name, reason)
        elif is_deck_name(name):
            self._take(folder, entry, (status.st_dev, status.st_ino))

    def _skip(self, folder: Folder, name: str, reason: str) -> None:
        self.skipped.append(Skipped(folder.shown + name or ".", reason))

    def _with_own_rules(self, folder: Folder, entries: Iterable[os.DirEntry[str]]) -> Folder:
        """Add what a folder's own `.gitignore` hides; a repository begins anew."""
        names = {entry.name for entry in entries if entry.name.startswith(GIT)}
        rules, place = folder.git, folder.path
        if GIT in names:
            rules = repository_rules(place, folder.real)
        if IGNORE_FILE in names:
            try:
                rules = (ignore_file(place / IGNORE_FILE, folder.real), *rules)
            except OSError as error:
                reason = f"cannot be read: {why(error)}; it hides nothing"
                self._skip(folder, IGNORE_FILE, reason)
        return folder if rules is folder.git else replace(folder, git=rules)

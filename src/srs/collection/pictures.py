"""The pictures that decks name: found beside the deck, then as Obsidian finds them, and read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from srs.collection.find import DeckPath
from srs.errors import PictureError, SourceError
from srs.files import read_file

MAX_BYTES = 16 * 1024**2
_ENDINGS = frozenset((".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
# A scheme has two letters at least: `c:` is a drive.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[/\\]{2}")
_MAX_NAMES = 200_000


@dataclass(frozen=True)
class PictureShelf:
    """Reads pictures for decks, which are known by their paths as people see them.

    `root` is the folder that a link may count from, and in which a mere name is looked for.
    """

    decks: Mapping[str, Path]
    root: Path

    def read(self, deck: str, target: str) -> bytes:
        """Give the bytes of the picture that a deck links to; nothing is ever fetched.

        Raises PictureError with the reason in a few words.
        """
        path = self._file(deck, target)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise PictureError(f"larger than {MAX_BYTES // 1024**2} MB")
            return read_file(path, target, MAX_BYTES).data
        except (OSError, SourceError) as error:
            raise PictureError("cannot be read") from error

    def find(self, deck: str, target: str) -> Path:
        """Give the file of the picture that a deck links to, to be opened by another program.

        Raises PictureError for one that is not on this machine, or is called like no picture.
        """
        path = self._file(deck, target)
        if path.suffix.lower() not in _ENDINGS:
            raise PictureError("called like no picture")
        return path

    def _file(self, deck: str, target: str) -> Path:
        if _ELSEWHERE.match(target):
            raise PictureError("not on this machine, and never fetched")
        path = self._found(self.decks[deck].parent, target)
        if path is None:
            raise PictureError("not found")
        return path

    def _found(self, folder: Path, target: str) -> Path | None:
        inside = target.lstrip("/")
        places = (folder / target, folder / inside, self.root / inside)
        found = next((place for place in places if _is_file(place)), None)
        return found or self._by_name.get(PurePosixPath(inside).name.lower())

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """Every picture below the root by its name in small letters; of equal ones the nearest."""
        found: dict[str, Path] = {}
        seen = 0
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            seen += len(files)
            if seen > _MAX_NAMES:
                break
            for name in sorted(files):
                if PurePosixPath(name).suffix.lower() in _ENDINGS:
                    path = Path(folder, name)
                    known = found.setdefault(name.lower(), path)
                    if len(path.parts) < len(known.parts):
                        found[name.lower()] = path
        return found


def picture_shelf(decks: Iterable[DeckPath], root: str | os.PathLike[str] | None) -> PictureShelf:
    """The pictures of some decks; without a root the folder counts that all decks lie in."""
    paths = {deck.shown: deck.path for deck in decks}
    if root is None:
        root = os.path.commonpath([path.parent for path in paths.values()])
    return PictureShelf(paths, Path(root))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

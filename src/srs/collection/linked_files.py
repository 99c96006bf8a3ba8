"""The files that decks link to: found beside the deck, then as Obsidian finds them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from srs.collection.deck_paths import DeckPath

PICTURES = frozenset((".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
# A scheme has two letters at least: `c:` is a drive.
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[/\\]{2}")
_MAX_NAMES = 200_000


@dataclass(frozen=True)
class LinkedFiles:
    """Finds files for decks, which are known by their paths as people see them.

    `root` is the folder that a link may count from, and in which a mere name is looked for.
    """

    decks: Mapping[str, Path]
    root: Path

    def find(self, deck: str, target: str, endings: Iterable[str]) -> Path | None:
        """Give the file that a deck links to; by a mere name only one with such an ending."""
        folder, inside = self.decks[deck].parent, target.lstrip("/")
        places = (folder / target, folder / inside, self.root / inside)
        found = next((place for place in places if _is_file(place)), None)
        if found is not None:
            return found
        name = PurePosixPath(inside).name.lower()
        return self._by_name.get(name) if PurePosixPath(name).suffix in endings else None

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """Every file below the root by its name in small letters; of equal ones the nearest."""
        found: dict[str, Path] = {}
        seen = 0
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            seen += len(files)
            if seen > _MAX_NAMES:
                break
            for name in sorted(files):
                path = Path(folder, name)
                known = found.setdefault(name.lower(), path)
                if len(path.parts) < len(known.parts):
                    found[name.lower()] = path
        return found


def linked_files(decks: Iterable[DeckPath], root: str | os.PathLike[str] | None) -> LinkedFiles:
    """The files of some decks; without a root the folder counts that all decks lie in."""
    paths = {deck.shown: deck.path for deck in decks}
    if root is None:
        root = os.path.commonpath([path.parent for path in paths.values()])
    return LinkedFiles(paths, Path(root))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

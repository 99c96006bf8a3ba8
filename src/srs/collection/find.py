"""Find the decks among files and folders that people name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from srs.collection.config_layers import shown
from srs.collection.ignore import read_patterns, rules_above, slashed
from srs.collection.walk import Candidate, Folder, Skipped, Walk, is_deck_name, kind_of
from srs.errors import SourceError
from srs.files import why
from srs.settings.merge import nearest


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


@dataclass(frozen=True, slots=True)
class Found:
    """The decks in the order of files, and what was left out, with the reason."""

    decks: list[DeckPath]
    skipped: list[Skipped]


def find_decks(
    paths: Sequence[Path], exclude: Sequence[str], cwd: Path, exclude_root: Path | None = None
) -> Found:
    """Find the decks: files that are named, and those in named folders.

    `exclude` holds patterns like those of `.gitignore`. They count from `exclude_root`, in named
    folders outside of it from the folder itself. What is named is taken even if it is hidden.
    Raises SourceError for paths that do not exist, and for pipes, devices and the like.
    """
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    named = set()
    for path in paths:
        place = _absolute(path, cwd)
        seen = _shown(place, path, cwd)
        status = _status(place, seen)
        if stat.S_ISREG(status.st_mode):
            candidates.append(_named(place, seen, status))
            named.add(str(place))
        elif stat.S_ISDIR(status.st_mode):
            walk = Walk()
            walk.through(_folder(place, seen, exclude, exclude_root))
            walk.sort()
            candidates += walk.candidates
            skipped += walk.skipped
        else:
            raise SourceError(f"{seen}: this is {kind_of(status.st_mode)}, not a file or a folder.")
    once, doubles = _each_once(candidates)
    decks = [DeckPath(each.path, each.shown, each.path in named) for each in once]
    return Found(decks, list(dict.fromkeys(skipped + doubles)))


def _absolute(path: Path, cwd: Path) -> Path:
    """An absolute path without `..`, which after a link is not the folder that it looks like."""
    absolute = cwd / path
    return Path(os.path.realpath(absolute)) if ".." in path.parts else absolute


def _shown(place: Path, path: Path, cwd: Path) -> str:
    return shown(place, cwd) if place.is_relative_to(cwd) else path.as_posix()


def _status(place: Path, seen: str) -> os.stat_result:
    try:
        return place.stat()
    except FileNotFoundError:
        near = _near(place)
        guess = f"; did you mean {PurePosixPath(seen).parent / near}?" if near else "."
        raise SourceError(f"{seen}: there is no such file or folder{guess}") from None
    except OSError as error:
        raise SourceError(f"{seen}: cannot be read: {why(error)}.") from None
    except ValueError:
        raise SourceError(f"{seen!r}: no path can have this name.") from None


def _near(place: Path) -> str | None:
    """What lies beside a missing file and has almost its name."""
    try:
        with os.scandir(place.parent) as listing:
            beside = [e.name for e in listing if is_deck_name(e.name) or e.is_dir()]
    except OSError:
        return None
    return {Path(name).stem: name for name in beside}.get(place.name) or nearest(place.name, beside)


def _named(place: Path, seen: str, status: os.stat_result) -> Candidate:
    return Candidate(str(place), seen, (status.st_dev, status.st_ino), place.is_symlink())


def _folder(place: Path, seen: str, exclude: Sequence[str], exclude_root: Path | None) -> Folder:
    real = Path(os.path.realpath(place))
    folder = Folder(place, "" if seen == "." else slashed(Path(seen)), slashed(real))
    root = Path(os.path.realpath(exclude_root)) if exclude_root else real
    base = root if real.is_relative_to(root) else real
    rules = (read_patterns(exclude, slashed(base)),) if exclude else ()
    return replace(folder, git=rules_above(real), exclude=rules)


def _each_once(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Skipped]]:
    """Leave out what is another name of a file, rather a link's name than the file's own."""
    chosen: dict[object, Candidate] = {}
    skipped = []
    for candidate in candidates:
        other = chosen.setdefault(candidate.key, candidate)
        if other is candidate or other.path == candidate.path:
            continue
        if not _is_same_file(other, candidate):
            chosen[candidate.path] = candidate
        elif other.is_link and not candidate.is_link:
            del chosen[candidate.key]
            chosen[candidate.key] = candidate
            skipped.append(Skipped(other.shown, f"another name of {candidate.shown}"))
        else:
            skipped.append(Skipped(candidate.shown, f"another name of {other.shown}"))
    return list(chosen.values()), skipped


def _is_same_file(one: Candidate, other: Candidate) -> bool:
    """Ask again: some file systems list numbers that do not tell files apart."""
    try:
        status = Path(one.path).stat()
        if status.st_ino:
            return os.path.samestat(status, Path(other.path).stat())
    except OSError:
        return False
    return os.path.realpath(one.path) == os.path.realpath(other.path)

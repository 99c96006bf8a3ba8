"""Find the decks among files and folders that people name."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from srs.collection.config_layers import shown
from srs.collection.deck_paths import DeckPath, Found, Groups, Skipped
from srs.collection.ignore import read_patterns, rules_above, slashed
from srs.collection.walk import Folder, Walk, is_deck_name, kind_of
from srs.errors import SourceError
from srs.files import why
from srs.settings.layer import nearest


def find_decks(
    paths: Sequence[Path], exclude: Sequence[str], cwd: Path, exclude_root: Path | None = None
) -> Found:
    """Find the decks: files that are named, and those in named folders.

    `exclude` holds patterns like those of `.gitignore`. They count from `exclude_root`, in named
    folders outside of it from the folder itself. What is named is taken even if it is hidden.
    Raises SourceError for paths that do not exist, and for pipes, devices and the like.
    """
    groups: Groups = []
    skipped: list[Skipped] = []
    links: set[str] = set()
    may_be_same = len(paths) > 1
    for path in paths:
        place = _absolute(path, cwd)
        seen = _shown(place, path, cwd)
        status = _status(place, seen)
        if stat.S_ISREG(status.st_mode):
            groups.append(DeckPath(str(place), seen, named=True))
            links.update([str(place)] if place.is_symlink() else [])
        elif stat.S_ISDIR(status.st_mode):
            walk = Walk()
            walk.through(_folder(place, seen, exclude, exclude_root))
            walk.sort()
            groups.append(walk.listings)
            skipped += walk.skipped
            links |= walk.links
            may_be_same = may_be_same or walk.has_names
        else:
            raise SourceError(f"{seen}: this is {kind_of(status.st_mode)}, not a file or a folder.")
    if may_be_same:
        from srs.collection.same_files import each_once

        groups, doubles = each_once(groups, links)
        skipped += doubles
    return Found(groups, list(dict.fromkeys(skipped)))


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


def _folder(place: Path, seen: str, exclude: Sequence[str], exclude_root: Path | None) -> Folder:
    real = Path(os.path.realpath(place))
    root = Path(os.path.realpath(exclude_root)) if exclude_root else real
    base = root if real.is_relative_to(root) else real
    rules = (read_patterns(exclude, slashed(base)),) if exclude else ()
    shown = "" if seen == "." else slashed(Path(seen))
    return Folder(str(place), shown, slashed(real), rules_above(real), rules)

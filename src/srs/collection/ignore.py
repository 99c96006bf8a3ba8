"""What patterns hide: those of `.gitignore` files, and those of the configuration."""

from __future__ import annotations

import re
import stat
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

GIT = ".git"
IGNORE_FILE = ".gitignore"
_EXCLUDE_FILE = "info/exclude"
# pathspec lets stars that are a pattern's last part match the folder above, too.
_STARS_AT_END = r"(!?(?:.*/)?)\*(\*?)(/?) *"


class Rules(NamedTuple):
    """The patterns of one file, for what lies in `folder`.

    `folder` is a real path that ends with `/`, as `/` separates on every platform. A pattern is
    what a path within must match as a whole, and whether it hides it then; the strongest is first.
    """

    folder: str
    patterns: tuple[tuple[re.Pattern[str], bool], ...]


def hides(rules: Iterable[Rules], path: str) -> bool:
    """Whether rules, the strongest first, hide a path; folders end with `/`.

    Only the path itself is looked at: who walks through folders leaves out what is hidden.
    """
    for rule in rules:
        inner = path[len(rule.folder) :]
        for pattern, hidden in rule.patterns:
            if pattern.fullmatch(inner):
                return hidden
    return False


def read_patterns(lines: Iterable[str], folder: str) -> Rules:
    """Read lines of patterns; those that git could never match are left out."""
    told = [line for line in lines if line.strip() and not line.startswith("#")]
    compiled = [pattern for line in told for pattern in _compiled(line)]
    return Rules(folder, tuple(reversed(compiled)))


def ignore_file(file: Path, folder: str) -> Rules:
    """Read a file of patterns; raises OSError where it cannot be read.

    Links, pipes and the like hold none, as for git.
    """
    if not stat.S_ISREG(file.lstat().st_mode):
        return Rules(folder, ())
    text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
    return read_patterns((line.removesuffix("\r") for line in text.split("\n")), folder)


def rules_above(folder: Path) -> tuple[Rules, ...]:
    """Give the rules that hold in a folder (a real path) from the folders above it.

    These are the rules of its repository, none outside of one. Files that cannot be read give none.
    """
    rules: tuple[Rules, ...] = ()
    for above in folder.parents:
        rules += _quietly(above / IGNORE_FILE, slashed(above))
        if _is_there(above / GIT):
            return rules + repository_rules(above, slashed(above))
    return ()


def repository_rules(root: Path, folder: str) -> tuple[Rules, ...]:
    """Give the rules that a repository keeps to itself, the weakest of all."""
    return _quietly(root / GIT / _EXCLUDE_FILE, folder)


def slashed(folder: Path) -> str:
    """Give a folder's path with `/` between its parts and at its end."""
    return folder.as_posix().rstrip("/") + "/"


def _compiled(line: str) -> list[tuple[re.Pattern[str], bool]]:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    if stars := re.fullmatch(_STARS_AT_END, line):
        before, deep, slash = stars.groups()
        line = f"{before}{'**/' if deep else ''}?*{slash}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of `[[` and the like in patterns
        try:
            pattern = GitIgnoreSpecPattern(line)
        except (ValueError, re.error):
            return []
    return [(pattern.regex, bool(pattern.include))] if pattern.regex else []


def _quietly(file: Path, folder: str) -> tuple[Rules, ...]:
    try:
        return (ignore_file(file, folder),)
    except OSError:
        return ()


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True

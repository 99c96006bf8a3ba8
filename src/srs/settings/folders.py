"""Paths that beginnings of paths and globs mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]/]+\]|."
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_meant(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, with `/` between its parts, begins with one of these or is what a glob means.

    `*` and `?` stop at `/`, `**` does not; `{a,b}` and `[a-z]` mean one of several.
    """
    return any(
        path.startswith(pattern) or _glob(pattern).fullmatch(path)
        for pattern in patterns
        if pattern
    )


@lru_cache
def _glob(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(
            "".join(_translated(token) for token in re.findall(_TOKEN, pattern, re.DOTALL))
        )
    except re.error:
        return re.compile(re.escape(pattern))


def _translated(token: str) -> str:
    if token in _WILD:
        return _WILD[token]
    if token.startswith("{") and len(token) > 1:
        return f"(?:{'|'.join(_glob(part).pattern for part in token[1:-1].split(','))})"
    if token.startswith("[") and len(token) > 1:
        return token.replace("\\", "\\\\").replace("[!", "[^", 1)
    return re.escape(token)

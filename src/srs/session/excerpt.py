"""The part of a side that is shown, where a side is longer than anybody reads."""

from __future__ import annotations

MAX_CHARACTERS = 20_000
MAX_LINES = 1_000


def excerpt(side: str) -> str:
    """Give a side, or its beginning and a sentence that says how much more there is."""
    if len(side) <= MAX_CHARACTERS and side.count("\n") < MAX_LINES:
        return side
    lines = side[:MAX_CHARACTERS].split("\n")
    shown = "\n".join(lines[:MAX_LINES])
    left = len(side) - len(shown)
    return f"{shown}\n\n({left:,} more characters are not shown; they are in the file.)"

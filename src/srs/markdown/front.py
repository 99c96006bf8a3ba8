"""Where the front matter of a text ends."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*$")


def front_matter_end(lines: list[str]) -> int:
    """Give the first line after the front matter; 0 if there is none, or it is never closed."""
    if lines and _FRONT_MATTER.match(lines[0]):
        for number in range(1, len(lines)):
            if lines[number].rstrip(" \t") == "---":
                return number + 1
    return 0

"""Rules across the page: lines of nothing but stars, dashes or underscores."""

from __future__ import annotations

import re

_RULE = re.compile(r"(?:\*[ ]*){3,}$|(?:-[ ]*){3,}$|(?:_[ ]*){3,}$")


class RuleFinder:
    """Tells whether the rest of a line is a rule; a long line of many markers is looked at once."""

    def __init__(self) -> None:
        self._line = ""
        self._from = 0  # where the blanks and equal characters begin that the line ends with

    def is_rule(self, line: str, begin: int) -> bool:
        """Whether all from here is a rule."""
        if line is not self._line:
            bare = line.rstrip(" ")
            self._line, self._from = line, len(bare.rstrip(f" {bare[-1:]}"))
        return begin >= self._from and _RULE.match(line, begin) is not None

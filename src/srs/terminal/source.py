"""Show a side as its Markdown source, for plain mode: code is indented instead of fenced."""

from __future__ import annotations

import re
from collections.abc import Callable

from srs.terminal.elements.words import no_note
from srs.terminal.safe import clean
from srs.terminal.spoken import spoken

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")
_INDENT = "    "


def source_lines(label: str, markdown: str, note: Callable[[str], str] = no_note) -> list[str]:
    """Give a side's lines after its label; one line of prose stands on the label's line.

    `note` gives what is said of a picture besides its name, by what it links to.
    """
    lines = _without_fences(clean(markdown).expandtabs(4).split("\n"), note)
    if not lines:
        return [label]
    if len(lines) == 1 and not lines[0].startswith(_INDENT):
        return [f"{label} {lines[0]}".rstrip()]
    return [label, *lines]


def _without_fences(lines: list[str], note: Callable[[str], str]) -> list[str]:
    shown: list[str] = []
    marks = ""
    for at, line in enumerate(lines):
        fence = _FENCE.match(line)
        if not marks and fence:
            marks = fence["marks"]
        elif marks and fence and fence["marks"].startswith(marks) and not fence["info"].strip():
            marks = ""
        elif marks or line.startswith(_INDENT):
            shown.append(_INDENT + line if marks and line else line)
        elif (said := spoken(line, last=at == len(lines) - 1, note=note)) is not None:
            shown.append(said)
    return shown

"""Where tables begin, by GitHub's rules: a row of cells, and a row of dashes below it."""

from __future__ import annotations

import re

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_AROUND = " \t>"


def is_delimiter_row(line: str) -> bool:
    """Whether a line is like `|---|:-:|`, in a quote or not."""
    return "-" in line and "|" in line and bool(_DELIMITERS.match(line.lstrip(_AROUND)))


def begins_table(header: str, line: str) -> bool:
    """Whether a line is the row of dashes below a header with as many cells."""
    return is_delimiter_row(line) and "|" in header and _cells(header) == _cells(line)


def _cells(line: str) -> int:
    row = line.strip(_AROUND).removeprefix("|")
    ends = len(_CELL_END.findall(row))
    return ends if row.endswith("|") and not row.endswith("\\|") else ends + 1

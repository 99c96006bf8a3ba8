"""The table of `srs stats`: a tree of decks with their counts, and the forecast as bars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from srs.stats import Row, Stats
from srs.terminal.safe import clean_line

COLUMNS = ("new", "learning", "due", "overdue", "young", "mature", "total")
_HEADS = ("new", "learning", "due", "late", "young", "mature", "total")
_WIDTHS = (7, 10, 7, 6, 7, 8, 8)
_BAR = "█"
_LEAST_NAME_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Paint:
    """How to write: whether with colour, and how many columns there are."""

    color: bool
    columns: int
    unicode: bool = True

    def dim(self, text: str) -> str:
        """Furniture, and numbers that say nothing."""
        return f"\033[2m{text}\033[0m" if self.color else text

    def bold(self, text: str) -> str:
        """What is to be seen first."""
        return f"\033[1m{text}\033[0m" if self.color else text


@dataclass(slots=True)
class _Branch:
    """A name's part between slashes, the row of that very name, and what lies below."""

    row: Row | None = None
    below: dict[str, _Branch] = field(default_factory=dict)


def stats_lines(stats: Stats, paint: Paint) -> list[str]:
    """The lines to print: the tree with its totals, then the forecast."""
    rows = list(_tree_rows(stats.decks))
    rows.append(("total", stats.total))
    room = paint.columns - sum(_WIDTHS) - 2
    name_columns = max(_LEAST_NAME_COLUMNS, min(room, max(len(name) for name, _ in rows)))
    shown = range(len(COLUMNS)) if room >= _LEAST_NAME_COLUMNS else (0, 2, 3, 6)
    heads = "".join(_HEADS[k].rjust(_WIDTHS[k]) for k in shown)
    lines = [paint.dim("  " + "deck".ljust(name_columns) + heads)]
    for name, row in rows:
        numbers = "".join(_number(row, k, paint) for k in shown)
        lines.append("  " + _fitted(name, name_columns) + numbers)
    return [*lines, "", *forecast_lines(stats.forecast, paint)]


def _tree_rows(rows: Iterable[Row]) -> Iterable[tuple[str, Row]]:
    root = _Branch()
    for row in rows:
        branch = root
        for part in row.deck.split("/"):
            branch = branch.below.setdefault(part, _Branch())
        branch.row = row
    yield from _walk(root, 0)


def _walk(branch: _Branch, depth: int) -> Iterable[tuple[str, Row]]:
    for name, below in branch.below.items():
        node = below
        while node.row is None and len(node.below) == 1:
            (part, node) = next(iter(node.below.items()))
            name += "/" + part
        yield "  " * depth + clean_line(name), _sum(node)
        yield from _walk(node, depth + 1)


def _sum(branch: _Branch) -> Row:
    """The counts of a branch and of all below it."""
    total = Row("")
    for row in (branch.row, *(_sum(below) for below in branch.below.values())):
        if row is not None:
            for column in COLUMNS:
                setattr(total, column, getattr(total, column) + getattr(row, column))
    return total


def _number(row: Row, column: int, paint: Paint) -> str:
    value = getattr(row, COLUMNS[column])
    text = str(value).rjust(_WIDTHS[column])
    if not value:
        return paint.dim(text)
    return paint.bold(text) if COLUMNS[column] in ("due", "overdue") else text


def _fitted(name: str, columns: int) -> str:
    return name.ljust(columns) if len(name) <= columns else "…" + name[1 - columns :]


def forecast_lines(forecast: Iterable[tuple[date, int]], paint: Paint) -> list[str]:
    """A bar for each coming day."""
    days = list(forecast)
    most = max((count for _, count in days), default=0)
    if not most:
        return ["  Nothing is due in these days." if days else ""]
    room = min(max(10, paint.columns - 20), 60, most * 2)
    lines = [f"  Due in the next {len(days)} days"]
    for index, (day, count) in enumerate(days):
        name = "today" if index == 0 else f"{day:%a} {day.day}"
        size = -(-count * room // most)
        bar = (_BAR if paint.unicode else "#") * size
        lines.append(f"  {name:8}{bar}  {count}" if count else paint.dim(f"  {name:8}·"))
    return lines

"""The table of `srs stats`: a tree of decks with their counts, and the forecast as bars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from srs.stats.counts import Row, Stats
from srs.terminal.safe import clean_line

COLUMNS = ("new", "learning", "due", "overdue", "young", "mature", "total")
_HEADS = ("new", "learning", "due", "late", "young", "mature", "total")
_WIDTHS = (7, 10, 7, 6, 7, 8, 8)
_LEAST_NAME_COLUMNS = 10


class Paint(NamedTuple):
    """How to write: whether with colour, and how many columns there are."""

    color: bool
    columns: int
    unicode: bool = True

    @property
    def bar(self) -> str:
        """What bars are made of."""
        return "█" if self.unicode else "#"

    @property
    def dot(self) -> str:
        """What stands for a bar without length."""
        return "·" if self.unicode else "-"

    def dim(self, text: str) -> str:
        """Furniture, and numbers that say nothing."""
        return f"\033[2m{text}\033[0m" if self.color else text

    def bold(self, text: str) -> str:
        """What is to be seen first."""
        return f"\033[1m{text}\033[0m" if self.color else text


class _Branch:
    """A name's part between slashes, the row of that very name, and what lies below."""

    def __init__(self) -> None:
        self.row: Row | None = None
        self.below: dict[str, _Branch] = {}


def stats_lines(stats: Stats, paint: Paint) -> list[str]:
    """The lines to print: the tree with its totals, then the forecast."""
    rows = [*_tree_rows(stats), ("total", stats.total)]
    shown = _shown_columns(paint.columns)
    room = _name_room(shown, paint.columns)
    name_columns = max(_LEAST_NAME_COLUMNS, min(room, max(_columns_of(name) for name, _ in rows)))
    heads = "".join(_HEADS[k].rjust(_WIDTHS[k]) for k in shown)
    lines = [paint.dim("  " + "deck".ljust(name_columns) + heads)]
    for name, row in rows:
        numbers = "".join(_number(row, k, paint) for k in shown)
        lines.append("  " + _fitted(name, name_columns, paint) + numbers)
    return [*lines, "", *forecast_lines(stats.forecast, paint)]


def _shown_columns(columns: int) -> tuple[int, ...]:
    """All counts where there is room for them, else those that matter most."""
    everything = tuple(range(len(COLUMNS)))
    return everything if _name_room(everything, columns) >= _LEAST_NAME_COLUMNS else (0, 2, 3, 6)


def _name_room(shown: Iterable[int], columns: int) -> int:
    return columns - sum(_WIDTHS[k] for k in shown) - 2


def _tree_rows(stats: Stats) -> Iterable[tuple[str, Row]]:
    root = _Branch()
    for row in stats.decks:
        branch = root
        for part in row.deck.split("/"):
            branch = branch.below.setdefault(part, _Branch())
        branch.row = row
    for name, node in _walk(root, 0):
        yield name, node.row if stats.nested and node.row else _sum(node)


def _walk(branch: _Branch, depth: int) -> Iterable[tuple[str, _Branch]]:
    for name, below in branch.below.items():
        parts, node = [name], below
        while node.row is None and len(node.below) == 1:
            ((part, node),) = node.below.items()
            parts.append(part)
        yield "  " * depth + clean_line("/".join(parts)), node
        yield from _walk(node, depth + 1)


def _sum(branch: _Branch) -> Row:
    """The counts of a branch and of all below it."""
    total = Row("")
    for row in (branch.row, *(_sum(below) for below in branch.below.values())):
        if row is not None:
            total = total.plus(row)
    return total


def _number(row: Row, column: int, paint: Paint) -> str:
    value = getattr(row, COLUMNS[column])
    text = str(value).rjust(_WIDTHS[column])
    if not value:
        return paint.dim(text)
    return paint.bold(text) if COLUMNS[column] in ("due", "overdue") else text


def _fitted(name: str, columns: int, paint: Paint) -> str:
    """A name in just so many columns; of a long one the end, which tells more, is kept."""
    if _columns_of(name) > columns:
        mark = "…" if paint.unicode else "~"
        while _columns_of(name) >= columns:
            name = name[1:]
        name = mark + name
    return name + " " * (columns - _columns_of(name))


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
        bar = f"{paint.bar * size}  {count}" if count else paint.dot
        line = f"  {name:8}{bar}"
        lines.append(line if count else paint.dim(line))
    return lines


def _columns_of(text: str) -> int:
    """The columns that a text takes; only what is not plain ASCII needs the tables of rich."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)

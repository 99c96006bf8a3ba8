"""Charts as inline SVG, in the colours of the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

_WIDTH, _HEIGHT, _BASE, _TOP = 640, 190, 160, 24
_CELL, _STEP = 10, 12


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands below it, how high it is, what a pointer on it tells."""

    label: str
    value: int
    hint: str


def column_chart(title: str, columns: Sequence[Column]) -> str:
    """A section with a column for each value; columns that are many share labels."""
    most = max((column.value for column in columns), default=0)
    if not most:
        return ""
    step = _WIDTH / len(columns)
    label_width = 7 * max(len(column.label) for column in columns) + 6
    every = math.ceil(label_width / step)
    parts = [
        _column(column, k, step, most, labelled=k % every == 0) for k, column in enumerate(columns)
    ]
    picture = _svg(title, _WIDTH, _HEIGHT, "".join(parts))
    return f"<section><h2>{escape(title)}</h2>{picture}</section>\n"


def _column(column: Column, index: int, step: float, most: int, *, labelled: bool) -> str:
    height = round((_BASE - _TOP) * column.value / most, 1)
    x, middle = index * step + step * 0.12, (index + 0.5) * step
    bar = (
        f'<rect x="{x:.1f}" y="{_BASE - height:.1f}" width="{step * 0.76:.1f}" '
        f'height="{height}" rx="2" class="bar"><title>{escape(column.hint)}</title></rect>'
    )
    number = _text(middle, _BASE - height - 5, str(column.value)) if column.value else ""
    label = _text(middle, _BASE + 16, column.label) if labelled else ""
    return bar + (number if step >= 22 or labelled else "") + label


def calendar_chart(title: str, days: Sequence[tuple[date, int]]) -> str:
    """A cell for each day, a column for each week, the months above."""
    most = max((count for _, count in days), default=0)
    parts = [_cell(k, day, count, most) for k, (day, count) in enumerate(days)]
    weeks = days[::7]
    for (before, _), (week, (day, _)) in zip(weeks, list(enumerate(weeks))[1:], strict=False):
        if before.month != day.month:
            parts.append(f'<text x="{30 + week * _STEP}" y="10">{day:%b}</text>')
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        parts.append(f'<text x="0" y="{25 + row * _STEP}">{name}</text>')
    width = 30 + _STEP * len(weeks)
    return f"<section class=wide><h2>{escape(title)}</h2>{_svg(title, width, 104, ''.join(parts))}"


def _cell(index: int, day: date, count: int, most: int) -> str:
    week, row = divmod(index, 7)
    level = -(-4 * count // most) if most else 0
    return (
        f'<rect x="{30 + week * _STEP}" y="{16 + row * _STEP}" width="{_CELL}" height="{_CELL}" '
        f'rx="2" class="level{level}"><title>{day.isoformat()}: {count}</title></rect>'
    )


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(text)}</text>'


def _svg(title: str, width: float, height: float, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">'
        f"{inside}</svg>"
    )

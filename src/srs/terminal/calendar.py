"""A year of days as a block of weeks, darker where more was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from srs.terminal.stats_table import Paint

_SHADES, _ASCII_SHADES = "·░▒▓█", ".:+*#"
_DAY_NAMES = ("Mon", "", "Wed", "", "Fri", "", "")
_LABEL_COLUMNS = 6


def calendar_lines(days: Sequence[tuple[date, int]], paint: Paint) -> list[str]:
    """A row for each day of the week, a column for each week, the months above.

    In a narrow terminal the oldest weeks are left out.
    """
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    width = 2 if paint.columns >= _LABEL_COLUMNS + 2 * len(weeks) else 1
    weeks = weeks[-max(1, (paint.columns - _LABEL_COLUMNS) // width) :]
    most = max(count for _, count in days)
    lines = [paint.dim(" " * _LABEL_COLUMNS + _months(weeks, width))]
    for weekday, name in enumerate(_DAY_NAMES):
        cells = "".join(
            _shade(week[weekday][1], most, paint).ljust(width)
            for week in weeks
            if weekday < len(week)
        )
        lines.append(f"  {name:4}{cells}".rstrip())
    return [*lines, paint.dim(f"{'':6}{_legend(most, paint)}")]


def _months(weeks: Sequence[Sequence[tuple[date, int]]], width: int) -> str:
    """The month's name above the first week that begins in it, where there is room for it."""
    line, before = "", 0
    for index, week in enumerate(weeks):
        first = week[0][0]
        if first.month != before and len(line) <= index * width:
            room = (len(weeks) - index) * width
            if before or first.day <= 7 or room == len(weeks) * width:
                line = line.ljust(index * width) + (f"{first:%b} " if room >= 3 else "")
        before = first.month
    return line.rstrip()


def _shade(count: int, most: int, paint: Paint) -> str:
    shades = _SHADES if paint.unicode else _ASCII_SHADES
    return shades[-(-4 * count // most) if most else 0]


def _legend(most: int, paint: Paint) -> str:
    shades = _SHADES if paint.unicode else _ASCII_SHADES
    return f"{shades[0]} none  {''.join(shades[1:])} up to {most} a day"

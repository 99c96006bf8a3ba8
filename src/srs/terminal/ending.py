"""What is said when a review ends."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from srs.session.view import Lapse, Summary
from srs.terminal.safe import clean_line
from srs.terminal.words import counted, duration

_MAX_FRONT_CHARACTERS = 60
_MAX_LAPSES = 10
_MARGIN = "  "


def ending_lines(summary: Summary, failures: Sequence[str]) -> list[str]:
    """How many, how long, how well; what was answered Again; what comes; what went wrong."""
    said = map(clean_line, dict.fromkeys(failures))
    if not summary.answered:
        return ["No card was answered.", *said]
    lines = [_figures(summary), *map(_lapse, summary.again[:_MAX_LAPSES])]
    hidden = len(summary.again) - _MAX_LAPSES
    if hidden > 0:
        lines.append(f"Again: {hidden} more")
    lines.append(f"Tomorrow {summary.due_tomorrow}, this week {summary.due_this_week}.")
    return [*lines, *said]


def ending_rows(summary: Summary, failures: Sequence[str], columns: int) -> list[str]:
    """The same for a screen with so many columns of text: with a margin, broken at words."""
    lines = ending_lines(summary, failures)
    return [_MARGIN + row for line in lines for row in wrap(line, columns, break_on_hyphens=False)]


def _figures(summary: Summary) -> str:
    share = round(100 * summary.recalled / summary.answered)
    time = duration(summary.seconds)
    parts = [f"{counted(summary.answered, 'card')} in {time}", f"{share} % recalled"]
    if summary.new_learned:
        parts.append(f"{summary.new_learned} new learned")
    if summary.streak_days > 1:
        parts.append(f"streak {counted(summary.streak_days, 'day')}")
    return " · ".join(parts)


def _lapse(lapse: Lapse) -> str:
    front = next((line for line in map(clean_line, lapse.front.splitlines()) if line), "")
    if len(front) > _MAX_FRONT_CHARACTERS:
        front = front[: _MAX_FRONT_CHARACTERS - 1] + "…"
    return f"Again: {clean_line(lapse.path)}:{lapse.line}  {front}"

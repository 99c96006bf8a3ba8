"""`srs due`: the number of cards due, for prompts and status bars."""

from __future__ import annotations

from typing import Literal, NamedTuple

from srs.commands.context import Context
from srs.scheduling.day import study_days

Format = Literal["plain", "json", "tmux", "waybar", "starship"]


class _Counts(NamedTuple):
    due: int
    overdue: int
    new: int


def run(context: Context, style: Format) -> int:
    """Print the count in one of the formats; exit 0 if any card is due, else 1."""
    found = context.survey(each_deck=False)
    moment = context.moment(found.settings)
    days_of = study_days(moment, found.settings.day_starts_at)
    today, due, overdue, new = moment.today.toordinal(), 0, 0, 0
    for branch in found.branches:
        for _, sums in branch.parts:
            by_today, before = sums.late(today, days_of)
            due, overdue, new = due + by_today, overdue + before, new + sums.new
    counts = _Counts(due, overdue, new)
    if style == "json" or context.as_json:
        context.write_json({"due": counts.due, "overdue": counts.overdue, "new": counts.new})
    else:
        context.write(_text(counts, style))
    return 0 if counts.due else 1


def _text(counts: _Counts, style: Format) -> str:
    """Bars show nothing at all when nothing is due; waybar wants a JSON object of its own."""
    words = f"{counts.due} due"
    if style == "plain":
        return str(counts.due)
    if style == "waybar":
        import json

        late = "overdue" if counts.overdue else "due" if counts.due else "none"
        tooltip = f"{counts.due} due, {counts.overdue} overdue, {counts.new} new"
        text = words if counts.due else ""
        return json.dumps({"text": text, "tooltip": tooltip, "class": late})
    return words if counts.due else ""

"""The days in a row with answers, by the log."""

from __future__ import annotations

from srs.commands.context import Context
from srs.commands.shelf import history
from srs.history.counting import effective
from srs.settings import Settings


def streak_days(context: Context, settings: Settings) -> int:
    """Count the days up to today; 0 where nothing is logged."""
    from srs.stats.answers import answers
    from srs.stats.days import streaks

    given = answers(effective(history(context, settings)), settings.day_starts_at)
    return streaks({answer.day for answer in given}, context.moment(settings).today).current_days

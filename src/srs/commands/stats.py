"""`srs stats`: how many cards are new, due, late, young and mature, and what is coming."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from srs.collection.counted import MANY_DECKS, Branch, Counted
from srs.commands.context import Context
from srs.errors import UsageError
from srs.moment import Moment
from srs.scheduling.day import study_days
from srs.settings import Settings
from srs.stats.counts import Horizon, Stats

if TYPE_CHECKING:
    from srs.collection.load import Collection
    from srs.stats.full import FullStats

DEFAULT_DAYS = 14


class StatsOptions(NamedTuple):
    """The length of the forecast, what makes a row, whether to tell all, and on a page.

    With `every` each of many decks has a row.
    """

    days: int = DEFAULT_DAYS
    by: Literal["file", "folder", "tag"] = "file"
    full: bool = False
    html: Path | None = None
    every: bool = False


def run(context: Context, options: StatsOptions) -> int:
    """Print the counts and the forecast, or give them as JSON."""
    if options.full or options.html is not None or options.by == "tag":
        counts, more = _of_all(context, options)
    else:
        counts, more = _quickly(context, options), None
    if options.html is not None and more is not None:
        _write_page(context, options.html, _page(counts.stats, more, counts.today))
    if context.as_json:
        context.write_json(_document(counts.stats, more if options.full else None))
    elif options.html is None:
        _print(context, counts, more)
    return 1 if counts.has_problems else 0


class _Counts(NamedTuple):
    """The rows, the study day, whether decks could not be read, and branches without a row."""

    stats: Stats
    today: date
    has_problems: bool
    left_out: int = 0


def _quickly(context: Context, options: StatsOptions) -> _Counts:
    """Count without loading the decks."""
    each_deck = options.by == "file" and (context.as_json or options.every)
    found = context.survey(each_deck=each_deck)
    moment = context.moment(found.settings)
    horizon = _horizon(found.settings, moment, options)
    decks = found.decks if each_deck or not found.is_large else None
    stats, left_out = _rows(found.branches, decks, horizon, options)
    return _Counts(stats, moment.today, bool(found.problems), left_out)


def _of_all(context: Context, options: StatsOptions) -> tuple[_Counts, FullStats | None]:
    """Load the decks for what only whole cards tell."""
    from srs.collection.counted import branches_of
    from srs.collection.summary import count_loaded
    from srs.commands.stats_rows import by_tag

    collection = context.load()
    moment = context.moment(collection.settings)
    horizon, left_out = _horizon(collection.settings, moment, options), 0
    if options.by == "tag":
        stats = by_tag(collection, horizon)
    else:
        decks = [count_loaded(deck) for deck in collection.decks]
        each_deck = context.as_json or options.every or len(decks) <= MANY_DECKS
        stats, left_out = _rows(branches_of(decks), decks if each_deck else None, horizon, options)
    more = None
    if options.full or options.html is not None:
        more = _full(context, collection, moment)
    return _Counts(stats, moment.today, bool(collection.problems), left_out), more


def _rows(
    branches: Sequence[Branch],
    decks: Sequence[Counted] | None,
    horizon: Horizon,
    options: StatsOptions,
) -> tuple[Stats, int]:
    """The rows, and how many branches were left out; without `decks` there is none for each."""
    from srs.commands import stats_rows

    if options.by == "folder":
        return stats_rows.by_folder(branches, horizon), 0
    if decks is None:
        return stats_rows.by_branch(branches, horizon)
    return stats_rows.by_deck(decks, horizon), 0


def _horizon(settings: Settings, moment: Moment, options: StatsOptions) -> Horizon:
    days_of = study_days(moment, settings.day_starts_at)
    return Horizon(moment.today, options.days, days_of)


def _full(context: Context, collection: Collection, moment: Moment) -> FullStats:
    from srs.commands.full_stats import full_stats

    return full_stats(context, collection, moment)


def _page(stats: Stats, more: FullStats, today: date) -> str:
    from srs.page.stats_page import stats_page

    return stats_page(stats, more, today)


def _write_page(context: Context, file: Path, page: str) -> None:
    """Write the page, and say so. A file with another ending, as a deck, is never written over."""
    from srs.storage.creating import write_file

    if file.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--html writes a page, and {file} does not end in .html.")
    write_file(context.cwd / file, page.encode("utf-8", "replace"), str(file))
    context.tell(f"Wrote {file}.")


def _document(stats: Stats, more: FullStats | None) -> dict[str, object]:
    total = stats.total._asdict()
    del total["deck"]
    document: dict[str, object] = {
        "decks": [row._asdict() for row in stats.decks],
        "total": total,
        "forecast": [{"date": day.isoformat(), "due": due} for day, due in stats.forecast],
    }
    if more is not None:
        from srs.commands import full_stats

        document["full"] = full_stats.document(more)
    return document


def _print(context: Context, counts: _Counts, more: FullStats | None) -> None:
    from srs.terminal.console import speaks_unicode, wants_color
    from srs.terminal.stats_table import Paint, stats_lines

    color = wants_color(context.stdout, context.color, context.environment)
    columns = shutil.get_terminal_size().columns
    paint = Paint(color, columns, speaks_unicode(context.stdout))
    lines = stats_lines(counts.stats, paint)
    if more is not None:
        from srs.terminal.full_stats import full_lines

        lines += ["", *full_lines(more, paint)]
    for line in lines:
        context.write_painted(line)
    if counts.left_out:
        from srs.terminal.words import counted

        others = counted(counts.left_out, "branch with nothing due", "branches with nothing due")
        context.tell(f"{others} left out; --all shows every deck.")

"""`srs stats`: how many cards are new, due, late, young and mature, and what is coming."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from srs.collection.load import Collection, Survey
from srs.collection.summary import Counted, count_loaded
from srs.commands.context import Context
from srs.errors import UsageError
from srs.model import Moment
from srs.scheduling.day import study_days
from srs.settings import Settings
from srs.stats import Horizon, Stats, branches, collect
from srs.stats.sums import Sums, line_of

if TYPE_CHECKING:
    from srs.stats.full import FullStats

DEFAULT_DAYS = 14


@dataclass(frozen=True, slots=True)
class StatsOptions:
    """The length of the forecast, what makes a row, and whether to tell all, and on a page."""

    days: int = DEFAULT_DAYS
    by: Literal["file", "folder", "tag"] = "file"
    full: bool = False
    html: Path | None = None


def run(context: Context, options: StatsOptions) -> int:
    """Print the counts and the forecast, or give them as JSON."""
    more = None
    found: Survey | Collection
    if options.full or options.html is not None or options.by == "tag":
        found = context.load()
        moment = context.moment(found.settings)
        if options.full or options.html is not None:
            more = _full(context, found, moment)
        stats = _of_collection(found, moment, options)
    else:
        found = context.survey()
        moment = context.moment(found.settings)
        stats = _of_decks(found.decks, _horizon(found.settings, moment, options), options)
    if options.html is not None and more is not None:
        page = _page(stats, more, moment)
        _write_page(context, options.html, page)
    if context.as_json:
        context.write_json(_document(stats, more if options.full else None))
    elif options.html is None:
        _print(context, stats, more)
    return 1 if found.problems else 0


def _horizon(settings: Settings, moment: Moment, options: StatsOptions) -> Horizon:
    days_of = study_days(moment, settings.day_starts_at)
    return Horizon(moment.today, options.days, days_of)


def _of_collection(collection: Collection, moment: Moment, options: StatsOptions) -> Stats:
    horizon = _horizon(collection.settings, moment, options)
    if options.by != "tag":
        return _of_decks([count_loaded(deck) for deck in collection.decks], horizon, options)
    by_tags: dict[tuple[str, ...], Sums] = {}
    for deck, note, card in collection.cards:
        by_tags.setdefault(deck.tags(note), Sums()).count(line_of(card.schedule))
    return collect(by_tags.items(), (), horizon)


def _of_decks(decks: Sequence[Counted], horizon: Horizon, options: StatsOptions) -> Stats:
    names = [name for deck in decks for name in _file_rows(deck, options)]
    names += _topic_rows(decks, options)
    counted = (
        (_file_rows(deck, options) or branches(topics), sums)
        for deck in decks
        for topics, sums in deck.parts
    )
    stats = collect(counted, dict.fromkeys(names), horizon)
    nested = options.by == "file" and any(deck.by_topics for deck in decks)
    return dataclasses.replace(stats, nested=nested)


def _file_rows(deck: Counted, options: StatsOptions) -> tuple[str, ...]:
    """The row of a file as a whole, if it has one, with cards or without."""
    if options.by == "folder":
        return (str(PurePosixPath(deck.shown).parent),)
    return () if deck.by_topics else (deck.name,)


def _topic_rows(decks: Iterable[Counted], options: StatsOptions) -> list[str]:
    """The rows of decks by tags or folders, in the order of the tree."""
    if options.by != "file":
        return []
    names = {
        name for deck in decks if deck.by_topics for topics, _ in deck.parts for name in topics
    }
    return sorted(branches(names), key=lambda name: name.split("/"))


def _full(context: Context, collection: Collection, moment: Moment) -> FullStats:
    from srs.commands.full_stats import full_stats

    return full_stats(context, collection, moment)


def _page(stats: Stats, more: FullStats, moment: Moment) -> str:
    from srs.page.stats_page import stats_page

    return stats_page(stats, more, moment.today)


def _write_page(context: Context, file: Path, page: str) -> None:
    """Write the page, and say so. A file with another ending, as a deck, is never written over."""
    from srs.storage.creating import write_file

    if file.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--html writes a page, and {file} does not end in .html.")
    write_file(context.cwd / file, page.encode("utf-8", "replace"), str(file))
    context.tell(f"Wrote {file}.")


def _document(stats: Stats, more: FullStats | None) -> dict[str, object]:
    total = dataclasses.asdict(stats.total)
    del total["deck"]
    document: dict[str, object] = {
        "decks": [dataclasses.asdict(row) for row in stats.decks],
        "total": total,
        "forecast": [{"date": day.isoformat(), "due": due} for day, due in stats.forecast],
    }
    if more is not None:
        from srs.commands import full_stats

        document["full"] = full_stats.document(more)
    return document


def _print(context: Context, stats: Stats, more: FullStats | None) -> None:
    from srs.terminal.console import speaks_unicode, wants_color
    from srs.terminal.stats_table import Paint, stats_lines

    color = wants_color(context.stdout, context.color, context.environment)
    columns = shutil.get_terminal_size().columns
    paint = Paint(color, columns, speaks_unicode(context.stdout))
    lines = stats_lines(stats, paint)
    if more is not None:
        from srs.terminal.full_stats import full_lines

        lines += ["", *full_lines(more, paint)]
    for line in lines:
        context.write_painted(line)

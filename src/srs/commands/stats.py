"""`srs stats`: how many cards are new, due, late, young and mature, and what is coming."""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from srs.collection.deck import Deck
from srs.collection.load import Collection
from srs.commands.context import Context
from srs.errors import UsageError
from srs.model import Card, Moment, Note
from srs.session.queue import is_learning
from srs.stats import CardFacts, Stats, branches, collect

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
    collection = context.load()
    moment = context.moment(collection.settings)
    stats = _count(collection, moment, options)
    more = None
    if options.full or options.html is not None:
        more = _full(context, collection, moment)
    if options.html is not None and more is not None:
        page = _page(stats, more, moment)
        _write_page(context, options.html, page)
    if context.as_json:
        context.write_json(_document(stats, more if options.full else None))
    elif options.html is None:
        _print(context, stats, more)
    return 1 if collection.problems else 0


def _count(collection: Collection, moment: Moment, options: StatsOptions) -> Stats:
    names = [name for deck in collection.decks for name in _file_rows(deck, options)]
    names += _topic_rows(collection, options)
    facts = [
        _facts(deck, card, moment, _rows(deck, note, options))
        for deck, note, card in collection.cards
    ]
    stats = collect(facts, dict.fromkeys(names), moment.today, options.days)
    nested = options.by == "file" and any(deck.topics for deck in collection.decks)
    return dataclasses.replace(stats, nested=nested)


def _rows(deck: Deck, note: Note, options: StatsOptions) -> tuple[str, ...]:
    """The rows that a note's cards count in, each once."""
    if options.by == "tag":
        return deck.tags(note)
    return _file_rows(deck, options) or branches(deck.names(note))


def _file_rows(deck: Deck, options: StatsOptions) -> tuple[str, ...]:
    """The row of a file as a whole, if it has one, with cards or without."""
    if options.by == "folder":
        return (str(PurePosixPath(deck.shown).parent),)
    return (deck.name,) if options.by == "file" and deck.topics is None else ()


def _topic_rows(collection: Collection, options: StatsOptions) -> list[str]:
    """The rows of decks by tags or folders, in the order of the tree."""
    if options.by != "file":
        return []
    names = {name for deck in collection.decks if deck.topics for name in deck.all_names}
    return sorted(branches(names), key=lambda name: name.split("/"))


def _facts(deck: Deck, card: Card, moment: Moment, rows: tuple[str, ...]) -> CardFacts:
    interval_days = card.schedule.interval_days if card.schedule else 0
    return CardFacts(rows, deck.due_day(card, moment), interval_days, is_learning(card.schedule))


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

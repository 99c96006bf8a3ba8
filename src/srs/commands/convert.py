"""`srs convert`: schedules go over to the other algorithm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Literal

from srs.collection.deck import Deck
from srs.collection.schedulers import run_of
from srs.commands.card_json import readable
from srs.commands.context import Context
from srs.commands.grading import open_deck
from srs.commands.shelf import ledger, past
from srs.errors import SrsError
from srs.markdown.sr_comment import format_schedule
from srs.model import Card, FsrsSchedule, Note, ReviewKind, Schedule, Sm2Schedule
from srs.scheduling.conversion import fsrs_from_sm2, sm2_from_fsrs
from srs.settings import Settings
from srs.storage.ledger import Given, Ledger
from srs.storage.open_deck import OpenDeck
from srs.terminal.words import counted

Algorithm = Literal["sm2", "fsrs"]


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """The algorithm to go over to, and whether that is only to be shown."""

    to: Algorithm
    dry_run: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A card that is converted, by its reviews in the log or else by its schedule alone.

    `error` says why it was not.
    """

    deck: Deck
    note: Note
    card: Card
    before: str
    new: Schedule | None = None
    by_log: bool = False
    error: str | None = None

    @property
    def after(self) -> str:
        """The segment that the card gets."""
        return format_schedule(self.new) if self.new else ""

    @property
    def key(self) -> tuple[int, int]:
        """The indexes of the note and the card."""
        return self.note.number, self.card.number

    @property
    def place(self) -> str:
        return f"{self.deck.shown}:{self.note.first_line + 1}"

    @property
    def front(self) -> str:
        return self.deck.parsed.sides(self.note)[self.card.number].front


def run(context: Context, options: ConvertOptions) -> int:
    """Convert every reviewed card of the other algorithm; exit 1 if any could not be."""
    collection = context.load()
    writer = _Writer(context, collection.settings, options)
    rows = [row for deck in collection.decks for row in writer.converted(deck)]
    good = [row for row in rows if row.error is None]
    if context.as_json:
        context.write_json(_document(rows, options, collection.problems))
    else:
        for line in _table(good):
            context.write(line)
    _tell(context, rows, options)
    return 1 if collection.problems or len(good) < len(rows) else 0


class _Writer:
    """Converts the cards of one deck after the other."""

    def __init__(self, context: Context, settings: Settings, options: ConvertOptions) -> None:
        self._context = context
        self._options = options
        self._ledger: Ledger = ledger(context, settings)
        self._past = past(context, settings)

    def converted(self, deck: Deck) -> list[_Row]:
        """Convert a deck's cards in one write; it is on disk when their rows are given."""
        chosen = [each for each in deck.cards if _is_foreign(each[1].schedule, self._options.to)]
        if not chosen:
            return []
        now, opened = self._context.clock(), open_deck(deck)
        rows = [self._row(deck, note, card, opened, now.tzinfo) for note, card in chosen]
        good = [row for row in rows if row.new is not None]
        if self._options.dry_run or not good:
            return rows
        run = run_of(deck, good[0].card.schedule)._replace(algorithm=self._options.to)
        schedules = {row.key: row.new for row in good if row.new is not None}
        try:
            self._ledger.give_all(opened, schedules, Given(ReviewKind.CONVERT, now, run))
        except SrsError as error:
            return [replace(row, error=row.error or str(error)) for row in rows]
        return rows

    def _row(
        self, deck: Deck, note: Note, card: Card, opened: OpenDeck, zone: tzinfo | None
    ) -> _Row:
        """What a card is to become, or why it stays."""
        row = _Row(deck, note, card, opened.segment(note.number, card.number) or "")
        by_log = None
        try:
            if isinstance(card.schedule, Sm2Schedule):
                by_log = self._past.entering(card.schedule, deck, opened, row.key, zone)
            new = by_log or _other(card.schedule, zone, row.place)
        except SrsError as error:
            return replace(row, error=str(error))
        except OverflowError:
            end = "the due date lies at the end of the calendar; correct it by hand."
            return replace(row, error=f"{row.place}: {end}")
        return replace(row, new=new, by_log=by_log is not None)


def _is_foreign(schedule: Schedule | None, to: Algorithm) -> bool:
    return schedule is not None and isinstance(schedule, FsrsSchedule) == (to == "sm2")


def _other(schedule: Schedule | None, zone: tzinfo | None, place: str) -> Schedule:
    """The schedule in the other algorithm. Raises OverflowError at the ends of the calendar."""
    if schedule is None:
        raise SrsError(f"{place}: the card was not reviewed; there is nothing to convert.")
    if isinstance(schedule, FsrsSchedule):
        return sm2_from_fsrs(schedule, zone)
    return fsrs_from_sm2(schedule, zone)


def _table(rows: list[_Row]) -> Iterator[str]:
    """One line a card: its place, its front, and the segments before and after."""
    fronts = [row.front.partition("\n")[0][:40] for row in rows]
    places = max((len(row.place) for row in rows), default=0)
    widest = max(map(len, fronts), default=0)
    for row, front in zip(rows, fronts, strict=True):
        by_log = "  (by the log)" if row.by_log else ""
        yield f"{row.place:{places}}  {front:{widest}}  {row.before} -> {row.after}{by_log}"


def _tell(context: Context, rows: list[_Row], options: ConvertOptions) -> None:
    for error in dict.fromkeys(row.error for row in rows if row.error is not None):
        context.tell(f"srs: {error}")
    good = [row for row in rows if row.error is None]
    cards = counted(len(good), "card")
    decks = counted(len({row.deck.path for row in good}), "deck")
    done = "would be converted" if options.dry_run else "converted"
    context.tell(f"{cards} of {decks} {done} to {options.to}.")
    others = [row.deck for row in good if row.deck.settings.algorithm != options.to]
    if others:
        context.tell(
            f'{others[0].shown}: the settings say algorithm = "{others[0].settings.algorithm}"; '
            f'set algorithm = "{options.to}" in srs.toml, so that these cards go on with it.'
        )


def _document(
    rows: list[_Row], options: ConvertOptions, problems: tuple[str, ...]
) -> dict[str, object]:
    return {
        "to": options.to,
        "dry_run": options.dry_run,
        "cards": [_object(row) for row in rows],
        "problems": list(problems),
    }


def _object(row: _Row) -> dict[str, object]:
    return {
        "path": row.deck.shown,
        "line": row.note.first_line + 1,
        "note": row.note.number,
        "card": row.card.number,
        "front": readable(row.front),
        "before": row.before,
        "after": row.after if row.error is None else None,
        "by": "log" if row.by_log else "schedule",
        "error": row.error,
    }

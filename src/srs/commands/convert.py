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
from srs.commands.shelf import ledger
from srs.errors import SrsError
from srs.markdown.sr_comment import format_schedule
from srs.model import Card, FsrsSchedule, Note, ReviewKind, Schedule
from srs.scheduling.conversion import fsrs_from_sm2, sm2_from_fsrs
from srs.settings import Settings
from srs.storage.finding import segment_of
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
    """A card that is converted; `error` says why it was not."""

    deck: Deck
    note: Note
    card: Card
    before: str
    after: str
    error: str | None = None

    @property
    def place(self) -> str:
        return f"{self.deck.shown}:{self.note.first_line + 1}"

    @property
    def front(self) -> str:
        return self.deck.parsed.sides(self.note)[self.card.index].front


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

    def converted(self, deck: Deck) -> Iterator[_Row]:
        """Convert a deck's cards; each is on disk when its row is given."""
        chosen = [each for each in deck.cards if _is_foreign(each[1].schedule, self._options.to)]
        opened = open_deck(deck) if chosen else None
        for note, card in chosen:
            before = segment_of(deck.parsed, note, card.index) or ""
            row = _Row(deck, note, card, before, "")
            try:
                yield self._convert(row, opened)
            except SrsError as error:
                yield replace(row, error=str(error))

    def _convert(self, row: _Row, opened: OpenDeck | None) -> _Row:
        now = self._context.clock()
        schedule = row.card.schedule
        after = _other(schedule, now.tzinfo, row.place)
        row = replace(row, after=format_schedule(after))
        if self._options.dry_run or opened is None:
            return row
        run = replace(run_of(row.deck, schedule), algorithm=self._options.to)
        place = (row.note.index, row.card.index)
        change, _ = self._ledger.give(opened, place, after, Given(ReviewKind.CONVERT, now, run))
        return replace(row, before=change.segment_before or "", after=change.segment_after or "")


def _is_foreign(schedule: Schedule | None, to: Algorithm) -> bool:
    return schedule is not None and isinstance(schedule, FsrsSchedule) == (to == "sm2")


def _other(schedule: Schedule | None, zone: tzinfo | None, place: str) -> Schedule:
    """The schedule in the other algorithm. Raises SrsError at the ends of the calendar."""
    if schedule is None:
        raise SrsError(f"{place}: the card was not reviewed; there is nothing to convert.")
    try:
        if isinstance(schedule, FsrsSchedule):
            return sm2_from_fsrs(schedule, zone)
        return fsrs_from_sm2(schedule, zone)
    except OverflowError:
        raise SrsError(
            f"{place}: the due date lies at the end of the calendar; correct it by hand."
        ) from None


def _table(rows: list[_Row]) -> Iterator[str]:
    """One line a card: its place, its front, and the segments before and after."""
    fronts = [row.front.partition("\n")[0][:40] for row in rows]
    places = max((len(row.place) for row in rows), default=0)
    widest = max(map(len, fronts), default=0)
    for row, front in zip(rows, fronts, strict=True):
        yield f"{row.place:{places}}  {front:{widest}}  {row.before} -> {row.after}"


def _tell(context: Context, rows: list[_Row], options: ConvertOptions) -> None:
    for row in rows:
        if row.error is not None:
            context.tell(f"srs: {row.error}")
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
        "note": row.note.index,
        "card": row.card.index,
        "front": readable(row.front),
        "before": row.before,
        "after": row.after if row.error is None else None,
        "error": row.error,
    }

"""Grades that go into the deck and into the review log, and are taken back from both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from srs.errors import SaveError, SourceError
from srs.files import why
from srs.history.lines import Entry, SettingsEntry
from srs.history.names import front_line, note_digest
from srs.history.runs import Run, load_around
from srs.markdown.sr_comment import format_schedule
from srs.model import Rating, Review, ReviewKind, Schedule, Sm2Schedule
from srs.storage.locks import Lock, no_lock
from srs.storage.log import LogPlace, append, device_name, holds_settings
from srs.storage.open_deck import Change, OpenDeck
from srs.storage.traces import clean_up, leave_trace
from srs.storage.waiting import mark_waiting

_Item = tuple[OpenDeck, int, int]


class Shelf(NamedTuple):
    """Where a user's log and the lock lie, and how new ids are made.

    `folder` is the user's own; the log may lie elsewhere, beside the decks.
    """

    folder: Path
    log: LogPlace
    new_id: Callable[[], str]
    lock: Lock = no_lock


class Given(NamedTuple):
    """What gives a card its new schedule.

    `load` is what the scheduler was handed, `about` a pending grade that this one settles.
    """

    kind: ReviewKind
    time: datetime
    run: Run
    rating: Rating | None = None
    elapsed_ms: int | None = None
    load: Mapping[date, int] = MappingProxyType({})
    about: str | None = None


class Ledger:
    """Writes into decks, and keeps a line of the log of each write.

    A log that cannot be written stops no grade; `warn` is told so once. Without a shelf there is
    no log.
    """

    def __init__(self, shelf: Shelf | None, warn: Callable[[str], None]) -> None:
        self._shelf = shelf
        self._warn = warn
        self._device = ""
        self._warned = False
        self._settings: set[str] = set()
        self._pending: dict[_Item, str] = {}

    def give(
        self, opened: OpenDeck, place: tuple[int, int], schedule: Schedule, given: Given
    ) -> tuple[Change, str]:
        """Store a card's new schedule (`place` is its note and card); give the review's id too.

        Both are on disk when this returns. Raises as `OpenDeck.give` does; the grade is then kept
        in the log as pending, where there is a log.
        """
        name, card = place
        review = self._began(opened, place, given)
        load = load_around(given.load, _day(schedule))
        try:
            with self._held(opened):
                change = opened.give(name, card, schedule)
                waited = self._pending.pop((opened, *place), None)
                about = given.about or waited
                review = _done(review, change)._replace(about=about, load=load)
                self._append([review], given.run)
        except (SaveError, SourceError) as error:
            review = review._replace(after=format_schedule(schedule), load=load)
            raise type(error)(f"{error}{self._keep((opened, *place), review, given)}") from error
        return change, review.id

    def give_all(
        self, opened: OpenDeck, schedules: Mapping[tuple[int, int], Schedule], given: Given
    ) -> list[Change]:
        """Store new schedules, by note and card, in one write, with a line of the log for each.

        Raises as `OpenDeck.give` does, with nothing written.
        """
        with self._held(opened):
            reviews = [self._began(opened, place, given) for place in schedules]
            changes = opened.give_all(schedules)
            lines = [_done(*pair) for pair in zip(reviews, changes, strict=True)]
            self._append(lines, given.run)
        return changes

    def take_back(self, opened: OpenDeck, change: Change, review_id: str, time: datetime) -> None:
        """Give a card its former schedule again. Raises as `OpenDeck.take_back` does."""
        with self._held(opened):
            opened.take_back(change)
            undo = Review(
                id=self._new_id(),
                time=to_milliseconds(time),
                deck=str(opened.path),
                note=note_digest(opened.note(change.note).kind, opened.sides(change.note)),
                card=change.card,
                kind=ReviewKind.UNDO,
                before=change.segment_after,
                after=change.segment_before,
                about=review_id,
            )
            self._append([undo])

    def note(self, opened: OpenDeck, place: tuple[int, int], given: Given) -> str:
        """Write a line of the log about a card whose schedule stays; give its id, empty without."""
        review = self._unchanged(opened, place, given)
        with self._held():
            return review.id if self._append([review], given.run) else ""

    def suspend(self, opened: OpenDeck, place: tuple[int, int], given: Given) -> str:
        """Give a card's note the tag #suspended, and a line of the log; give the line's id.

        Raises as `OpenDeck.suspend` does, with nothing written.
        """
        review = self._unchanged(opened, place, given)
        with self._held(opened):
            opened.suspend(place[0])
            self._append([review], given.run)
        return review.id

    def resume(self, opened: OpenDeck, place: tuple[int, int], about: str, given: Given) -> None:
        """Take a suspension back. Raises as `OpenDeck.resume` does."""
        with self._held(opened):
            opened.resume(place[0])
            self._append([self._undoing(opened, place, about, given)])

    def unnote(self, opened: OpenDeck, place: tuple[int, int], about: str, given: Given) -> None:
        """Take back what `note` wrote."""
        with self._held():
            self._append([self._undoing(opened, place, about, given)])

    def _undoing(
        self, opened: OpenDeck, place: tuple[int, int], about: str, given: Given
    ) -> Review:
        undo = given._replace(kind=ReviewKind.UNDO, about=about)
        return self._unchanged(opened, place, undo)

    def _unchanged(self, opened: OpenDeck, place: tuple[int, int], given: Given) -> Review:
        """An entry about a card whose schedule stays."""
        review = self._began(opened, place, given)
        return review._replace(after=review.before)

    def drop(self, pending: Review, time: datetime) -> None:
        """Give a pending grade up."""
        kind, about = ReviewKind.DROPPED, pending.id
        with self._held():
            entry = pending._replace(id=self._new_id(), time=to_milliseconds(time), kind=kind)
            self._append([entry._replace(about=about)])

    def _began(self, opened: OpenDeck, place: tuple[int, int], given: Given) -> Review:
        """What is known of a review before it is written."""
        name, card = place
        sides = opened.sides(name)
        return Review(
            id=self._new_id(),
            time=to_milliseconds(given.time),
            deck=str(opened.path),
            note=note_digest(opened.note(name).kind, sides),
            card=card,
            kind=given.kind,
            rating=given.rating,
            elapsed_ms=given.elapsed_ms,
            before=opened.segment(name, card),
            algorithm=given.run.algorithm,
            about=given.about,
            front=front_line(sides[card].front),
            settings=given.run.entry().digest,
        )

    def _keep(self, item: _Item, review: Review, given: Given) -> str:
        """Keep a grade that could not be written; give the sentence that says so."""
        if self._shelf is None or given.kind is not ReviewKind.REVIEW or given.about:
            return ""
        waits = review._replace(kind=ReviewKind.PENDING)
        if not self._append([waits], given.run):
            return ""
        mark_waiting(self._shelf.folder, self._shelf.log.folder, waiting=True)
        self._pending[item] = waits.id
        rating = given.rating.label if given.rating else "none"
        return (
            f" The grade ({rating}) is kept in the log: `srs doctor` shows it, "
            "`srs doctor --fix` applies or drops it."
        )

    def _append(self, reviews: Iterable[Review], run: Run | None = None) -> bool:
        shelf = self._shelf
        if shelf is None:
            return False
        try:
            if not self._device:
                self._device = device_name(shelf.folder, shelf.new_id())
            entries: list[Entry] = list(self._new_settings(shelf, run))
            entries += (each._replace(deck=shelf.log.logged(Path(each.deck))) for each in reviews)
            append(shelf.log, self._device, entries)
        except OSError as error:
            self._complain(shelf, error)
            return False
        return True

    def _new_settings(self, shelf: Shelf, run: Run | None) -> Iterator[SettingsEntry]:
        if run is None:
            return
        entry = run.entry()
        if entry.digest not in self._settings:
            if not holds_settings(shelf.log, self._device, entry.digest):
                yield entry
            self._settings.add(entry.digest)

    def _complain(self, shelf: Shelf, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            self._warn(
                f"{shelf.log.folder}: the review log cannot be written: {why(error)}. Grades are "
                "saved in their decks all the same; undo and statistics will not know of them."
            )

    @contextmanager
    def _held(self, opened: OpenDeck | None = None) -> Iterator[None]:
        """Hold the lock; of the deck that is written a trace is left until that is done."""
        shelf = self._shelf
        if shelf is None:
            yield
            return
        with shelf.lock():
            clean_up(shelf.folder)
            if opened is not None:
                leave_trace(shelf.folder, opened.path)
            try:
                yield
            finally:
                clean_up(shelf.folder)

    def _new_id(self) -> str:
        return self._shelf.new_id() if self._shelf else ""


def to_milliseconds(time: datetime) -> datetime:
    """Give a time as exactly as the log keeps it."""
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def _done(review: Review, change: Change) -> Review:
    """A review with what was written."""
    return review._replace(
        before=change.segment_before,
        after=change.segment_after,
        replaced=change.replaced,
        written=change.written,
    )


def _day(schedule: Schedule) -> date:
    return schedule.due if isinstance(schedule, Sm2Schedule) else schedule.due.date()

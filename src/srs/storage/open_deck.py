"""A deck that is being written: its text as loaded, and the schedules given since."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from srs.errors import NoteChangedError, NoteGoneError, SaveError
from srs.files import Read, read_again, read_file
from srs.markdown.parser import Parsed, parse
from srs.markdown.sr_comment import BASE_EASE_PERCENT, format_schedule, unreviewed
from srs.model import Note, Schedule
from srs.pieces import Edit, Sides, Span
from srs.storage.atomic import MovedError, replace_file
from srs.storage.matching import match, match_edited
from srs.storage.settling import read_settled
from srs.text import Source, apply_to_bytes, decode, edited_region

_TRIES = 10


class Change(NamedTuple):
    """A schedule that was given, with what is needed to take it back.

    `first` if the card was given none since the file was read. `written` is the text that the
    note's comment has now, or that was put in for it, and `replaced` the text that was there. The
    segments are the card's own parts of these.
    """

    note: int
    card: int
    before: Schedule | None
    after: Schedule
    first: bool
    replaced: str
    written: str
    segment_before: str | None
    segment_after: str


class _Stored(NamedTuple):
    """What a note's cards were given since the file was read, and the edits that store it."""

    schedules: Mapping[int, Schedule | None]
    edits: tuple[Edit, ...]


_NOTHING = _Stored({}, ())


class OpenDeck:
    """A deck's file, loaded once; a grade is an edit of the text as loaded.

    Notes are named by their index when the deck was opened, for as long as it is open. If another
    program changes the file, the notes are found again in it and edits are made there.
    """

    def __init__(
        self, path: Path, read: Read, parsed: Parsed, base_ease_percent: int = BASE_EASE_PERCENT
    ) -> None:
        self.path = path
        self.base_ease_percent = base_ease_percent
        self.read = read
        self._loaded = read.data
        self.parsed = parsed
        self._names: dict[int, Note] = {note.number: note for note in parsed.notes}
        self._stored: dict[int, _Stored] = {}

    @property
    def shown(self) -> str:
        """The path as people see it."""
        return self.parsed.source.path

    def note(self, name: int) -> Note:
        """Where a note is now. Raises NoteGoneError if it is gone from the file."""
        if name not in self._names:
            raise NoteGoneError(
                f"{self.shown}: the file was changed by another program, and the card is gone from "
                "it. Nothing was written; look for the card where it was moved to."
            )
        return self._names[name]

    def sides(self, name: int) -> tuple[Sides, ...]:
        """What a note's cards show."""
        return self.parsed.sides(self.note(name))

    def schedule(self, name: int, card: int) -> Schedule | None:
        """A card's schedule as it is on disk, as far as is known."""
        note = self.note(name)
        stored = self._stored.get(note.number, _NOTHING)
        return stored.schedules.get(card, note.cards[card].schedule)

    def segment(self, name: int, card: int) -> str | None:
        """A card's segment of the comment as it is on disk, as far as is known; None without."""
        note = self.note(name)
        stored = self._stored.get(note.number, _NOTHING)
        if stored.schedules.get(card):
            return self._formatted(stored.schedules[card])
        segments = note.comment.segments if note.comment else ()
        if card < len(segments):
            return self.parsed.source.text[slice(*segments[card].span)]
        return self._formatted(None) if stored.edits else None

    def _formatted(self, schedule: Schedule | None) -> str:
        return format_schedule(schedule) if schedule else unreviewed(self.base_ease_percent)

    def give(self, name: int, card: int, schedule: Schedule) -> Change:
        """Store a card's new schedule; it is on disk when this returns.

        Raises SaveError with the file unchanged; NoteGoneError if the card is gone from it or was
        graded by another program meanwhile, NoteChangedError if its text was changed; SourceError
        if the file cannot be read any more.
        """
        return self.give_all({(name, card): schedule})[0]

    def give_all(self, schedules: Mapping[tuple[int, int], Schedule]) -> list[Change]:
        """Store new schedules, by note and card, in one write. Raises as `give` does, for all."""
        before = {place: self.schedule(*place) for place in schedules}
        for _ in range(_TRIES):
            with suppress(MovedError):
                self._follow(before)
                was = self._stored
                try:
                    self._stored = dict(was)
                    changes = [
                        self._change(place, before[place], schedule)
                        for place, schedule in schedules.items()
                    ]
                    self._write(self._stored)
                except BaseException:
                    self._stored = was
                    raise
                return changes
        raise self._restless()

    def _change(
        self, place: tuple[int, int], before: Schedule | None, schedule: Schedule
    ) -> Change:
        """Take a schedule among those that are stored, without writing it yet."""
        name, card = place
        note = self.note(name)
        old, new = self._stored.get(note.number, _NOTHING), self._with(note, card, schedule)
        was = self.segment(name, card)
        self._stored[note.number] = new
        region, text = _region(note, old, new), self.parsed.source.text
        replaced, written = (edited_region(text, region, e.edits) for e in (old, new))
        return Change(
            note=name,
            card=card,
            before=before,
            after=schedule,
            first=card not in old.schedules,
            replaced=replaced,
            written=written,
            segment_before=was,
            segment_after=format_schedule(schedule),
        )

    def take_back(self, change: Change) -> None:
        """Give a card its former schedule again, and the file its former bytes.

        Raises as `give` does.
        """
        for _ in range(_TRIES):
            with suppress(MovedError):
                self._follow({(change.note, change.card): change.after})
                self._restore(self.note(change.note), change)
                return
        raise self._restless()

    def suspend(self, name: int) -> None:
        """Put the tag #suspended at the end of the first line of a note's front.

        Raises SaveError where the note would not be suspended by it, or anything else would be
        read otherwise then; else as `give` does.
        """
        self._tag(name, is_suspended=True)

    def resume(self, name: int) -> None:
        """Take that tag away again. Raises as `suspend` does."""
        self._tag(name, is_suspended=False)

    def _tag(self, name: int, *, is_suspended: bool) -> None:
        from srs.markdown.suspending import resuming_edit, suspending_edit

        edit_of = suspending_edit if is_suspended else resuming_edit
        for _ in range(_TRIES):
            with suppress(MovedError):
                self.reload()
                note = self.note(name)
                edit = edit_of(self.parsed, note)
                if edit is None:
                    raise SaveError(
                        f"{self.shown}:{note.first_line + 1}: the tag #suspended would not be read "
                        "there as a tag, or something else otherwise; nothing was written."
                    )
                self._write(self._stored, edit)
                self.reload(edited=name)
                return
        raise self._restless()

    def reload(self, edited: int | None = None) -> None:
        """Read the file again; `edited` is a note whose text may have been changed on purpose."""
        self._adopt(read_file(self.path, self.shown), edited)

    def _adopt(self, read: Read, edited: int | None) -> None:
        new = parse(Source(self.shown, decode(read.data, self.shown)), self.parsed.syntax)
        found = match(self.parsed, new)
        names = {
            name: found[note.number] for name, note in self._names.items() if note.number in found
        }
        if edited is not None and edited not in names and edited in self._names:
            note = match_edited(self.parsed, new, self._names[edited].number)
            if note is not None:
                names[edited] = note
        self.parsed, self.read, self._names, self._stored = new, read, names, {}
        self._loaded = read.data

    def _follow(self, expected: Mapping[tuple[int, int], Schedule | None]) -> None:
        """Read the file again if it was changed, and find the cards there as they were expected."""
        read = read_again(self.path, self.shown, self.read)
        if read.data is self.read.data:
            self.read = read
            return
        sides = {name: self.sides(name) for name, _ in expected}
        edited = next(iter(sides)) if len(sides) == 1 else None
        self._adopt(read_settled(self.path, self.shown), edited=edited)
        for (name, card), schedule in expected.items():
            self._compare(self.note(name), card, sides[name], schedule)

    def _compare(
        self, note: Note, card: int, sides: tuple[Sides, ...], expected: Schedule | None
    ) -> None:
        """Raise an error if a card is not as it was expected."""
        if self.parsed.sides(note) != sides:
            raise NoteChangedError(
                f"{self.shown}:{note.first_line + 1}: the card was changed by another program; "
                "nothing was written. Look at it as it is now."
            )
        if card >= len(note.cards) or note.cards[card].schedule != expected:
            raise NoteGoneError(
                f"{self.shown}:{note.first_line + 1}: the card was graded by another program "
                "meanwhile, and that grade stands. Nothing was written."
            )

    def _restore(self, note: Note, change: Change) -> None:
        stored = self._stored.get(note.number, _NOTHING)
        if change.card in stored.schedules:
            schedules = {**stored.schedules, change.card: change.before}
            if change.first:
                del schedules[change.card]
            self._save(note, self._stored_for(note, schedules))
            return
        from srs.markdown.writing import restoring_edit

        edit = restoring_edit(self.parsed, note, change.written, change.replaced)
        if edit is None or stored.edits:
            self._save(note, self._with(note, change.card, change.before))
        else:
            self._write(self._stored, edit)
            self.reload()

    def _with(self, note: Note, card: int, schedule: Schedule | None) -> _Stored:
        """What is stored of a note, with one card's schedule changed."""
        stored = self._stored.get(note.number, _NOTHING)
        return self._stored_for(note, {**stored.schedules, card: schedule})

    def _stored_for(self, note: Note, schedules: Mapping[int, Schedule | None]) -> _Stored:
        if not schedules:
            return _NOTHING
        from srs.markdown.writing import schedule_edits

        edits = schedule_edits(self.parsed, note, schedules, self.base_ease_percent)
        return _Stored(schedules, tuple(edits))

    def _save(self, note: Note, stored: _Stored) -> None:
        everything = {**self._stored, note.number: stored}
        self._write(everything)
        self._stored = everything

    def _write(self, stored: Mapping[int, _Stored], *more: Edit) -> None:
        edits = [edit for of_note in stored.values() for edit in of_note.edits]
        data = apply_to_bytes(self.parsed.source, self._loaded, (*edits, *more))
        self.read = replace_file(self.path, self.read, data, self.shown)

    def _restless(self) -> SaveError:
        return SaveError(
            f"{self.shown}: another program keeps changing the file; nothing was written. "
            "Grade the card again when it is done."
        )


def _region(note: Note, *stored: _Stored) -> Span:
    """The part of the text that holds a note's comment and all edits of it."""
    spans = [edit.span for each in stored for edit in each.edits]
    if note.comment is not None:
        spans.append(note.comment.span)
    return Span(min(span.start for span in spans), max(span.end for span in spans))

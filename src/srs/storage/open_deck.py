"""A deck that is being written: its text as loaded, and the schedules given since."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from srs.errors import NoteGoneError, SaveError
from srs.files import Read, read_file
from srs.markdown.parser import Parsed, parse
from srs.markdown.writing import removal_edit, schedule_edits
from srs.model import Edit, Note, Schedule, Sides
from srs.storage.atomic import MovedError, replace_file
from srs.storage.matching import match, match_edited
from srs.text import Source, apply_edits, decode, encode

_TRIES = 10
_Given = dict[int, dict[int, Schedule | None]]


@dataclass(frozen=True, slots=True)
class Change:
    """A schedule that was given, with what is needed to take it back.

    `inserted` is the text that was put in where the note had no comment.
    """

    note: int
    card: int
    before: Schedule | None
    after: Schedule
    inserted: str | None


class OpenDeck:
    """A deck's file, loaded once; a grade is an edit of the text as loaded.

    Notes are named by their index when the deck was opened, for as long as it is open. If another
    program changes the file, the notes are found again in it and edits are made there.
    """

    def __init__(self, path: Path, read: Read, parsed: Parsed) -> None:
        self.path = path
        self.read = read
        self.parsed = parsed
        self._names: dict[int, Note] = {note.index: note for note in parsed.notes}
        self._given: _Given = {}

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
        return self._given.get(note.index, {}).get(card, note.cards[card].schedule)

    def give(self, name: int, card: int, schedule: Schedule) -> Change:
        """Store a card's new schedule; it is on disk when this returns.

        Raises SaveError with the file unchanged; NoteGoneError if the card is gone from it or was
        graded by another program meanwhile.
        """
        before = self.schedule(name, card)
        for _ in range(_TRIES):
            with suppress(MovedError):
                self._follow(name, card, before)
                note = self.note(name)
                inserted = self._inserted(note, card, schedule)
                self._save(self._with(note, {card: schedule}))
                return Change(name, card, before, schedule, inserted)
        raise self._restless()

    def take_back(self, change: Change) -> None:
        """Give a card its former schedule again, and the file its former bytes.

        Raises as `give` does.
        """
        for _ in range(_TRIES):
            with suppress(MovedError):
                self._follow(change.note, change.card, change.after)
                self._restore(self.note(change.note), change)
                return
        raise self._restless()

    def reload(self, edited: int | None = None) -> None:
        """Read the file again; `edited` is a note whose text may have been changed on purpose."""
        read = read_file(self.path, self.shown)
        new = parse(Source(self.shown, decode(read.data, self.shown)), self.parsed.syntax)
        found = match(self.parsed, new)
        names = {
            name: found[note.index] for name, note in self._names.items() if note.index in found
        }
        if edited is not None and edited not in names and edited in self._names:
            note = match_edited(self.parsed, new, self._names[edited].index)
            if note is not None:
                names[edited] = note
        self.parsed, self.read, self._names, self._given = new, read, names, {}

    def _follow(self, name: int, card: int, expected: Schedule | None) -> None:
        """Read the file again if it was changed, and find the card there as it was expected."""
        read = read_file(self.path, self.shown)
        if read.data == self.read.data:
            self.read = read
            return
        self.reload()
        note = self.note(name)
        if card >= len(note.cards) or note.cards[card].schedule != expected:
            raise NoteGoneError(
                f"{self.shown}:{note.first_line + 1}: the card was graded by another program "
                "meanwhile, and that grade stands. Nothing was written."
            )

    def _restore(self, note: Note, change: Change) -> None:
        given = dict(self._given.get(note.index, {}))
        if change.card in given and change.before == note.cards[change.card].schedule:
            del given[change.card]
            rest = {index: cards for index, cards in self._given.items() if index != note.index}
            self._save({**rest, note.index: given} if given else rest)
            return
        if (
            change.card not in given
            and change.inserted is not None
            and self._is_alone(note, change)
        ):
            edit = removal_edit(self.parsed, note, change.inserted)
            if edit is not None:
                self._write(self._text(self._given, [edit]))
                self.reload()
                return
        self._save(self._with(note, {change.card: change.before}))

    def _is_alone(self, note: Note, change: Change) -> bool:
        """Whether no sibling of the card has a schedule."""
        given = {card.index: card.schedule for card in note.cards} | self._given.get(note.index, {})
        return all(schedule is None for card, schedule in given.items() if card != change.card)

    def _inserted(self, note: Note, card: int, schedule: Schedule) -> str | None:
        if note.comment is not None:
            return None
        return schedule_edits(self.parsed, note, {card: schedule})[0].replacement

    def _with(self, note: Note, schedules: dict[int, Schedule | None]) -> _Given:
        return {**self._given, note.index: {**self._given.get(note.index, {}), **schedules}}

    def _save(self, given: _Given) -> None:
        self._write(self._text(given, []))
        self._given = given

    def _text(self, given: _Given, more: list[Edit]) -> str:
        edits = [
            edit
            for index, cards in given.items()
            for edit in schedule_edits(self.parsed, self.parsed.notes[index], cards)
        ]
        return apply_edits(self.parsed.source.text, edits + more)

    def _write(self, text: str) -> None:
        self.read = replace_file(self.path, self.read, encode(text), self.shown)

    def _restless(self) -> SaveError:
        return SaveError(
            f"{self.shown}: another program keeps changing the file; nothing was written. "
            "Grade the card again when it is done."
        )

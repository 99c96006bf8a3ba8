"""The cards of a session in their decks, which are opened when they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from srs.collection.deck import Deck
from srs.commands.grading import open_deck
from srs.commands.known_queue import KnownQueue
from srs.errors import NoteGoneError, SrsError
from srs.model import Note, Schedule
from srs.scheduling.lines import CardLine, is_learning, line_of
from srs.session.progress import Progress
from srs.session.queue import Item
from srs.session.view import Counts, Lapse
from srs.storage.open_deck import OpenDeck


class SessionCards:
    """The cards that were chosen, with what was known of each; `problems` is about decks."""

    def __init__(self, decks: Sequence[Deck], chosen: Mapping[Item, CardLine]) -> None:
        self.problems: list[str] = []
        self._decks, self._chosen = decks, chosen
        self._open: dict[int, OpenDeck] = {}
        self._touched: set[Item] = set()  # of very many cards, those of decks that were looked at
        self._counts: tuple[Progress, Counts] | None = None

    def counts(self, progress: Progress) -> Counts:
        """What is left, by state; counted once while nothing changes."""
        if self._counts is None or self._counts[0] is not progress:
            left, again = progress.items, progress.again
            new = learning = 0
            if isinstance(self._chosen, KnownQueue):
                # Those of decks that were not opened are all left, and as they were chosen.
                touched = [self._chosen.like(item) for item in self._touched]
                new, learning = self._chosen.new_and_learning
                new, learning = new - touched.count(()), learning - sum(map(is_learning, touched))
                ours = [*filter(self._touched.__contains__, left)]
            else:
                ours = list(left)
            lines = [self.line(item) for item in ours if item not in again]
            new, learning = new + lines.count(()), learning + sum(map(is_learning, lines))
            due = len(left) - len(ours) + len(lines) - new - learning
            self._counts = progress, Counts(new, learning + len(again), due)
        return self._counts[1]

    def changed(self) -> None:
        """Count anew: decks may be others now."""
        self._counts = None

    def opened(self, index: int) -> OpenDeck:
        """Give a deck to write into. Raises SrsError if it cannot be read."""
        if index not in self._open:
            if isinstance(self._chosen, KnownQueue):
                self._touched.update(self._chosen.of_deck(index))
            self._open[index] = open_deck(self._decks[index])
        return self._open[index]

    def schedule(self, item: Item) -> Schedule | None:
        """Give a card's schedule as it is on disk, as far as is known."""
        return self.opened(item.deck).schedule(item.note, item.card)

    def line(self, item: Item) -> CardLine:
        """What is known of a card, as far as whether it is new or in a step.

        Its deck is not loaded for it.
        """
        if item.deck not in self._open:
            chosen = self._chosen
            return chosen.like(item) if isinstance(chosen, KnownQueue) else chosen[item]
        return line_of(self.schedule(item)) if self.exists(item) else ()

    def exists(self, item: Item) -> bool:
        """Whether the deck of a card, which can be read, has it."""
        try:
            return item.card < len(self.opened(item.deck).note(item.note).cards)
        except NoteGoneError:
            return False

    def lapse(self, item: Item) -> Lapse | None:
        """Give where a card that was forgotten is; None if it is gone."""
        if not self.exists(item):
            return None
        opened = self.opened(item.deck)
        front = opened.sides(item.note)[item.card].front.partition("\n")[0]
        return Lapse(opened.shown, opened.note(item.note).first_line + 1, front)

    def gone(self, item: Item, items: Iterable[Item]) -> list[Item]:
        """Open a card's deck; give which of the items cannot be asked, the card among them.

        When a deck is opened, these are its cards that changed since they were chosen, all of them
        if it cannot be read; else the card itself if it is gone.
        """
        if item.deck in self._open:
            return [] if self.exists(item) else [item]
        if isinstance(self._chosen, KnownQueue):
            items = self._chosen.of_deck(item.deck)
        ours = [each for each in items if each.deck == item.deck]
        try:
            notes = self.opened(item.deck).parsed.notes
        except SrsError as error:
            self.problems.append(str(error))
            return ours
        return [each for each in ours if not _is_among(notes, each, self._chosen[each])]


def _is_among(notes: Sequence[Note], item: Item, line: CardLine) -> bool:
    """Whether a deck's notes have a card in its place, with the schedule that it had."""
    if item.note >= len(notes) or item.card >= len(notes[item.note].cards):
        return False
    return line_of(notes[item.note].cards[item.card].schedule) == line

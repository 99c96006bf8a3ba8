"""What is written of a card that is no grade: that it is buried, that its note is suspended."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from srs.collection.deck import Deck
from srs.collection.schedulers import run_of
from srs.commands.session_rules import Rules
from srs.model import ReviewKind
from srs.storage.ledger import Given
from srs.storage.open_deck import OpenDeck

TakeBack = Callable[[], None]


class Noting(NamedTuple):
    """Writes it for the cards of an open deck; what it gives takes it back again."""

    rules: Rules
    opened: OpenDeck

    def bury(self, deck: Deck, place: tuple[int, int]) -> TakeBack:
        """Note in the log that a card is buried."""
        ledger, given = self.rules.ledger, self._given(ReviewKind.BURY, deck, place)
        about = ledger.note(self.opened, place, given)
        return lambda: ledger.unnote(
            self.opened, place, about, self._given(ReviewKind.UNDO, deck, place)
        )

    def suspend(self, deck: Deck, place: tuple[int, int]) -> TakeBack:
        """Suspend a card's note. Raises SrsError if nothing was written."""
        ledger, given = self.rules.ledger, self._given(ReviewKind.SUSPEND, deck, place)
        about = ledger.suspend(self.opened, place, given)
        return lambda: ledger.resume(
            self.opened, place, about, self._given(ReviewKind.UNDO, deck, place)
        )

    def _given(self, kind: ReviewKind, deck: Deck, place: tuple[int, int]) -> Given:
        run = run_of(deck, self.opened.schedule(*place))
        return Given(kind, self.rules.moment().now, run)

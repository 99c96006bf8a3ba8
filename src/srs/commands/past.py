"""What the review log knows of a card's past, for those that enter FSRS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo

from srs.collection.deck import Deck
from srs.history.names import note_digest
from srs.model import FsrsSchedule, Review, Schedule, Sm2Schedule
from srs.storage.open_deck import OpenDeck

_Key = tuple[str, int, str | None]  # a note's digest, a card, the segment that it has


class Past:
    """The cards' reviews.

    `read` gives the entries of the log, once they are needed, `about` those about one note, by the
    digest of its text.
    """

    def __init__(
        self, read: Callable[[], Iterable[Review]], about: Callable[[str], Iterable[Review]]
    ) -> None:
        self._read, self._about = read, about
        self._known: dict[_Key, list[tuple[Review, ...]]] | None = None

    def start(
        self, deck: Deck, opened: OpenDeck, place: tuple[int, int], zone: tzinfo | None
    ) -> Schedule | None:
        """Give the schedule that a card's next answer begins from (`place` is its note and card).

        A card of SM-2 in a deck of FSRS begins from what the log leads to, if that knows more than
        its schedule does.
        """
        schedule = opened.schedule(*place)
        if not isinstance(schedule, Sm2Schedule) or deck.settings.algorithm != "fsrs":
            return schedule
        return self.entering(schedule, deck, opened, place, zone) or schedule

    def entering(
        self,
        schedule: Sm2Schedule,
        deck: Deck,
        opened: OpenDeck,
        place: tuple[int, int],
        zone: tzinfo | None,
    ) -> FsrsSchedule | None:
        """Give what a card enters FSRS with by the log; None if that knows no more of it.

        Raises OverflowError at the ends of the calendar.
        """
        from srs.history.replaying import entering

        reviews = self._reviews(opened, *place)
        settings = deck.settings
        return entering(schedule, reviews, settings.fsrs, settings.day_starts_at, zone)

    def of(self, opened: OpenDeck, place: tuple[int, int]) -> Sequence[Review]:
        """Give the reviews of a card as its text is, by what the log holds now."""
        from srs.history.chains import histories

        digest = note_digest(opened.note(place[0]).kind, opened.sides(place[0]))
        name = (str(opened.path), digest, place[1])
        for history in histories(self._about(digest)):
            last = history.last
            if (last.deck, last.note, last.card) == name:
                return history.reviews
        return ()

    def lapses(self, opened: OpenDeck, place: tuple[int, int]) -> int:
        """Count how often a card was forgotten that had been learned, by the log."""
        from srs.stats.answers import is_lapse

        return sum(is_lapse(review) for review in self.of(opened, place))

    def _reviews(self, opened: OpenDeck, name: int, card: int) -> Sequence[Review]:
        """The card's reviews up to the segment that it has now; none if they are not sure."""
        if self._known is None:
            from srs.history.chains import histories

            self._known = defaultdict(list)
            for history in histories(self._read()):
                last = history.last
                self._known[last.note, last.card, last.after].append(history.reviews)
        digest = note_digest(opened.note(name).kind, opened.sides(name))
        found = self._known.get((digest, card, opened.segment(name, card)), [])
        own = [reviews for reviews in found if reviews[-1].deck == str(opened.path)] or found
        return own[0] if len(own) == 1 else ()

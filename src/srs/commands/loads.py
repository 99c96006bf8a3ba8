"""The load on coming days over several decks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from srs.collection.deck import Deck
from srs.moment import Moment
from srs.scheduling.load import Load


def load_of_decks(decks: Iterable[Deck], moment: Moment) -> Load:
    """How many cards are due on each study day."""
    days = (deck.due_day(card, moment) for deck in decks for _, card in deck.asked_cards)
    return Counter(day for day in days if day is not None)

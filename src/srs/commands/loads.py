"""The load on coming days over a whole collection."""

from __future__ import annotations

from collections import Counter

from srs.collection.load import Collection
from srs.model import Moment
from srs.scheduling.load import Load


def collection_load(collection: Collection, moment: Moment) -> Load:
    """How many cards are due on each study day."""
    days = (deck.due_day(card, moment) for deck, _, card in collection.cards)
    return Counter(day for day in days if day is not None)

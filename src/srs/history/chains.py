"""Each card's reviews, followed over edits and moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from srs.history.counting import effective
from srs.model import Review

_Name = tuple[str, str, int]


class CardHistory(NamedTuple):
    """One card's reviews in the order of time; there is at least one."""

    reviews: tuple[Review, ...]

    @property
    def last(self) -> Review:
        """The latest review: where the card is, and what schedule it has as far as is known."""
        return self.reviews[-1]


@dataclass(eq=False, slots=True)
class _Chain:
    reviews: list[Review]

    @property
    def after(self) -> str | None:
        return self.reviews[-1].after


def histories(reviews: Iterable[Review]) -> list[CardHistory]:
    """Give the history of each card, in the order of their first reviews.

    A review goes on with a card's history if it began from what the review before it wrote, and
    the text or the deck is the same; else if no other card could be meant. A card whose schedule
    was changed in between by another program is known by its text in its deck.
    """
    search = _Search()
    for review in effective(reviews):
        search.add(review)
    return [CardHistory(tuple(chain.reviews)) for chain in search.chains]


class _Search:
    """All chains, by the segment that each ends in and by the text of its card."""

    def __init__(self) -> None:
        self.chains: list[_Chain] = []
        self.ending: dict[str, list[_Chain]] = defaultdict(list)
        self.named: dict[_Name, _Chain] = {}

    def add(self, review: Review) -> None:
        chain = self._found(review)
        if chain is None:
            chain = _Chain([review])
            self.chains.append(chain)
        else:
            self._forget(chain)
            chain.reviews.append(review)
        self.named[_name(review)] = chain
        if review.after is not None:
            self.ending[review.after].append(chain)

    def _found(self, review: Review) -> _Chain | None:
        own = self.named.get(_name(review))
        if own is not None and own.after == review.before:
            return own
        if review.before is not None:
            ending = self.ending[review.before]
            for is_same in (_same_note, _same_deck):
                if alike := [chain for chain in ending if is_same(chain.reviews[-1], review)]:
                    return alike[0] if len(alike) == 1 else own
        return own

    def _forget(self, chain: _Chain) -> None:
        last = chain.reviews[-1]
        if last.after is not None:
            self.ending[last.after].remove(chain)
        if self.named.get(_name(last)) is chain:
            del self.named[_name(last)]


def _name(review: Review) -> _Name:
    return review.deck, review.note, review.card


def _same_note(one: Review, other: Review) -> bool:
    return (one.note, one.card) == (other.note, other.card)


def _same_deck(one: Review, other: Review) -> bool:
    return one.deck == other.deck

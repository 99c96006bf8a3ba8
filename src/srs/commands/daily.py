"""How many cards a study day may still bring, by what the log says was answered on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from srs.collection.gather import Gathered
from srs.collection.outline import has_settings
from srs.commands.context import Context
from srs.commands.log_places import log_places
from srs.history.counting import effective
from srs.markdown.sr_comment import read_segment
from srs.model import Review
from srs.scheduling.day import study_day
from srs.scheduling.lines import is_learning
from srs.session.queue import Admits, Candidate, Item, all_cards
from srs.settings import Settings
from srs.settings.layers import settings_for_deck
from srs.storage.log_search import recent

_ALL, _SOME = "", "?"


class Limits(NamedTuple):
    """At most so many new cards, and cards in all; None means no limit."""

    new: int | None
    cards: int | None

    @property
    def is_none(self) -> bool:
        """Whether there is no limit."""
        return self.new is None and self.cards is None


NO_LIMITS = Limits(None, None)


class Day:
    """Counts new cards and all cards of a day, in each deck (by its path) and over all."""

    def __init__(self, answered: Iterable[Review]) -> None:
        self._new: Counter[str] = Counter()
        self._cards: Counter[str] = Counter()
        seen = set()
        for review in answered:
            card = (review.deck, review.note, review.card)
            if card not in seen:
                seen.add(card)
                self.count(review.deck, is_new=_was_new(review))

    def count(self, deck: str, *, is_new: bool) -> None:
        """Count a card."""
        for name in (_ALL, deck):
            self._cards[name] += 1
            self._new[name] += is_new

    def has_room(self, deck: str, limits: Limits, *, is_new: bool) -> bool:
        """Whether limits of a deck, or with an empty name over all decks, allow one card more."""
        if limits.cards is not None and self._cards[deck] >= limits.cards:
            return False
        return not is_new or limits.new is None or self._new[deck] < limits.new


def room_today(context: Context, gathered: Gathered, given: Limits) -> Admits:
    """Give what says whether the day has room for one card more, and counts it then.

    `given` are limits of the command, which win. Cards in a learning step were counted when they
    began it, and there is always room for them.
    """
    over_all = limits_of(gathered.settings, given)
    own = _Own(gathered, over_all, given)
    if over_all.is_none and not own.may_be:
        return all_cards
    day = Day(answered_today(context, gathered.settings))

    def admits(candidate: Candidate) -> bool:
        if is_learning(candidate.line):
            return True
        is_new, (deck, limits) = not candidate.line, own.of(candidate.item)
        if limits is not None and not day.has_room(deck, limits, is_new=is_new):
            return False
        if not day.has_room(_ALL, over_all, is_new=is_new):
            return False
        day.count(deck, is_new=is_new)
        return True

    return admits


def limits_of(settings: Settings, given: Limits) -> Limits:
    """Give the limits of the day that settings have, none of a kind that the command gives."""
    review = settings.review
    return Limits(
        review.new_per_day if given.new is None else None,
        review.limit_per_day if given.cards is None else None,
    )


def answered_today(context: Context, settings: Settings) -> list[Review]:
    """Give what was answered on this study day, by the log."""
    today, starts_at = context.moment(settings).today, settings.day_starts_at
    entries = recent(
        log_places(context.surroundings, settings), context.clock() - timedelta(days=2)
    )
    return [
        review
        for review in effective(entries)
        if review.rating is not None and study_day(review.time, starts_at) == today
    ]


class _Own:
    """The limits of single decks, where these differ from those over all."""

    def __init__(self, gathered: Gathered, over_all: Limits, given: Limits) -> None:
        self._gathered, self._over_all, self._given = gathered, over_all, given
        self._known: dict[int, tuple[str, Limits | None]] = {}
        sections = gathered.layers.deck_sections
        self.may_be = bool(sections) or gathered.have_settings

    def of(self, item: Item) -> tuple[str, Limits | None]:
        """Give the path of a card's deck, and its limits."""
        if not self.may_be:
            return _SOME, None
        if item.deck not in self._known:
            place = self._gathered.counted[item.deck].place
            limits = limits_of(self._settings(item.deck), self._given)
            own = None if limits == self._over_all else limits
            self._known[item.deck] = (place.file, own)
        return self._known[item.deck]

    def _settings(self, index: int) -> Settings:
        counted = self._gathered.counted[index]
        if has_settings(counted):
            return self._gathered.decks[index].settings
        return settings_for_deck(self._gathered.layers, counted.place.path)


def _was_new(review: Review) -> bool:
    return review.before is None or read_segment(review.before).schedule is None

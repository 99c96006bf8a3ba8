"""The scheduler of a deck's cards, by the deck's settings."""

from __future__ import annotations

import re

from srs.collection.deck import Deck
from srs.history.runs import Run
from srs.model import FsrsSchedule, Schedule
from srs.scheduling.conversion import ease_percent_of
from srs.scheduling.deck_ease import deck_ease
from srs.scheduling.schedulers import Scheduler

_OWN = ("sr-due", "sr-interval", "sr-ease")
_OWN_EASE = re.compile(r"^sr-ease:[ \t]*(\d+(?:\.\d+)?)[ \t]*$", re.MULTILINE)


def scheduler_of(deck: Deck, schedule: Schedule | None) -> Scheduler:
    """Give the scheduler for a card of a deck; what a new card starts from may hang on the deck."""
    return run_of(deck, schedule).scheduler


def run_of(deck: Deck, schedule: Schedule | None) -> Run:
    """Give what that scheduler is run with, as the log keeps it."""
    settings = deck.settings
    sm2 = settings.sm2
    if schedule is None and sm2.initial_ease != "base":
        sm2 = sm2._replace(base_ease_percent=_initial_ease_percent(deck))
    return Run(settings.algorithm, settings.day_starts_at, sm2, settings.fsrs)


def _initial_ease_percent(deck: Deck) -> int:
    """The ease of a new card, from the graded cards of its file.

    As the plugin has it, this is so only in files that are themselves under review.
    """
    base = deck.settings.sm2.base_ease_percent
    eases = [_ease_percent(card.schedule) for _, card in deck.cards if card.schedule]
    if deck.settings.sm2.initial_ease == "deck":
        return deck_ease(eases, base)
    text = deck.parsed.front_matter
    match = _OWN_EASE.search(text)
    if match is None or not all(re.search(rf"^{key}:", text, re.MULTILINE) for key in _OWN):
        return base
    return deck_ease(eases, base, float(match[1]))


def _ease_percent(schedule: Schedule) -> float:
    if isinstance(schedule, FsrsSchedule):
        return ease_percent_of(schedule.difficulty)
    return schedule.ease_percent

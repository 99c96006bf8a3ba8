"""Entries of the log and the decks that they are about: taken back, applied, given up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from srs.collection.config import load_layers
from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.schedulers import run_of
from srs.commands.context import Context
from srs.commands.grading import open_deck
from srs.errors import SaveError
from srs.history.runs import Run, read_run
from srs.model import Review, ReviewKind, Schedule
from srs.storage.finding import find_card, schedule_in
from srs.storage.ledger import Given, Ledger
from srs.storage.log import LogRead
from srs.storage.open_deck import Change


def take_back(context: Context, ledger: Ledger, review: Review) -> str:
    """Take a review back in its deck, and say so; gives where it stood.

    Raises SrsError, with nothing written, if the card is gone or has changed since.
    """
    deck = deck_of(context, review)
    note = find_card(deck.parsed, review, review.after)
    change = Change(
        note=note.number,
        card=review.card,
        before=schedule_in(review.before),
        after=_given(review),
        first=True,
        replaced=review.replaced,
        written=review.written,
        segment_before=review.before,
        segment_after=review.after or "",
    )
    ledger.take_back(open_deck(deck), change, review.id, context.clock())
    return f"{deck.shown}:{note.first_line + 1}"


def apply(context: Context, ledger: Ledger, log: LogRead, pending: Review) -> str:
    """Write a grade that waits into its deck; gives where.

    Raises SrsError, with nothing written, if the card does not stand as it was graded from.
    """
    deck = deck_of(context, pending)
    note = find_card(deck.parsed, pending, pending.before)
    given = Given(
        kind=ReviewKind.REVIEW,
        time=pending.time,
        run=_run(deck, log, pending),
        rating=pending.rating,
        elapsed_ms=pending.elapsed_ms,
        load=pending.load,
        about=pending.id,
    )
    ledger.give(open_deck(deck), (note.number, pending.card), _given(pending), given)
    return f"{deck.shown}:{note.first_line + 1}"


def deck_of(context: Context, review: Review) -> Deck:
    """Load the deck of an entry. Raises SrsError if it cannot be read."""
    path = Path(review.deck)
    layers = load_layers([path], context.surroundings, config_file=context.config_file)
    return load_deck(DeckPath(str(path), shown(context, review)), layers, context.cwd)


def shown(context: Context, review: Review) -> str:
    """The path of an entry's deck as people see it."""
    path = Path(review.deck)
    inside = path.is_relative_to(context.cwd)
    return (path.relative_to(context.cwd) if inside else path).as_posix()


def below(reviews: Iterable[Review], paths: Iterable[Path], cwd: Path) -> list[Review]:
    """Choose the entries of decks that are named, or lie in named folders; all without names."""
    wanted = [cwd / path for path in paths]
    return [
        review
        for review in reviews
        if not wanted or any(Path(review.deck).is_relative_to(path) for path in wanted)
    ]


def _given(review: Review) -> Schedule:
    schedule = schedule_in(review.after)
    if schedule is None:
        raise SaveError(f"{review.deck}: the log does not say what the card was given.")
    return schedule


def _run(deck: Deck, log: LogRead, review: Review) -> Run:
    try:
        return read_run(log.settings[review.settings])
    except (KeyError, ValueError):
        return run_of(deck, schedule_in(review.before))

"""What a command needs to write into decks and their log, and to read the log."""

from __future__ import annotations

from datetime import timedelta

from srs.commands.context import Context
from srs.commands.log_places import log_places
from srs.commands.past import Past
from srs.model import Review, ReviewKind
from srs.scheduling.day import study_day
from srs.settings import Settings
from srs.storage.ledger import Ledger, Shelf
from srs.storage.locks import lock_in
from srs.storage.log import LogRead, read_logs
from srs.storage.log_search import about_note, recent

Buried = tuple[str, str, int]  # a deck's path, a note's digest, a card


def shelf(context: Context, settings: Settings) -> Shelf | None:
    """Give where new lines go; None where nothing is to be kept of the user."""
    surroundings = context.surroundings
    if surroundings.user_data is None:
        return None
    own = surroundings.user_data()
    return Shelf(own, log_places(surroundings, settings)[0], context.new_id, lock_in(own))


def ledger(context: Context, settings: Settings) -> Ledger:
    """Give what writes grades into decks and into the log."""
    return Ledger(shelf(context, settings), lambda sentence: context.tell(f"srs: {sentence}"))


def read_log(context: Context, settings: Settings) -> LogRead:
    """Read everything that is logged, on all devices."""
    return read_logs(log_places(context.surroundings, settings))


def past(context: Context, settings: Settings) -> Past:
    """Give what looks for the reviews of single cards in the log."""
    places = log_places(context.surroundings, settings)
    return Past(lambda: history(context, settings), lambda digest: about_note(places, digest))


def buried(context: Context, settings: Settings) -> set[Buried]:
    """Give the cards that are buried on this study day."""
    today, starts_at = context.moment(settings).today, settings.day_starts_at
    since = context.clock() - timedelta(days=2)
    entries = recent(log_places(context.surroundings, settings), since)
    undone = {each.about for each in entries if each.kind is ReviewKind.UNDO}
    return {
        (each.deck, each.note, each.card)
        for each in entries
        if each.kind is ReviewKind.BURY
        and each.id not in undone
        and study_day(each.time, starts_at) == today
    }


def history(context: Context, settings: Settings) -> list[Review]:
    """Give all entries of the log, in the order of time."""
    return read_log(context, settings).reviews

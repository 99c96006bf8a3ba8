"""What a command needs to write into decks and their log, and to read the log."""

from __future__ import annotations

from srs.commands.context import Context
from srs.commands.log_places import log_places
from srs.model import Review
from srs.settings import Settings
from srs.storage.ledger import Ledger, Shelf
from srs.storage.locks import lock_in
from srs.storage.log import LogRead, read_logs


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


def history(context: Context, settings: Settings) -> list[Review]:
    """Give all entries of the log, in the order of time."""
    return read_log(context, settings).reviews

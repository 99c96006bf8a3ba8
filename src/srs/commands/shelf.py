"""Where the review log of a run lies, what it holds, and what waits in it."""

from __future__ import annotations

from srs.collection.config import Surroundings
from srs.commands.context import Context
from srs.model import Review
from srs.settings import Settings
from srs.storage.ledger import Ledger, Shelf
from srs.storage.locks import lock_in
from srs.storage.log import LogPlace, LogRead, read_logs
from srs.storage.waiting import waiting_logs

LOG_FOLDER = "log"


def log_places(surroundings: Surroundings, settings: Settings) -> list[LogPlace]:
    """Give the logs that count: where new lines go first, then the one of the user's own data."""
    places = []
    if settings.log.dir:
        places.append(LogPlace(surroundings.cwd / settings.log.dir, travels=True))
    if surroundings.user_data is not None:
        places.append(LogPlace(surroundings.user_data() / LOG_FOLDER))
    return places


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


def may_wait(surroundings: Surroundings, settings: Settings) -> bool:
    """Whether grades may wait in one of these logs; quick, the logs are not read."""
    if surroundings.user_data is None:
        return False
    waiting = waiting_logs(surroundings.user_data())
    return bool(waiting) and any(
        str(place.folder) in waiting for place in log_places(surroundings, settings)
    )

"""Where the review log of a run lies, and whether grades wait in it."""

from __future__ import annotations

from contextlib import suppress

from srs.collection.config import Surroundings
from srs.errors import SaveError
from srs.history.counting import open_pending
from srs.model import Review
from srs.settings import Settings
from srs.storage.locks import WritingLock
from srs.storage.log import LogPlace, read_logs
from srs.storage.traces import clean_up, has_trace
from srs.storage.waiting import mark_waiting, waiting_logs

LOG_FOLDER = "log"


def log_places(surroundings: Surroundings, settings: Settings) -> list[LogPlace]:
    """Give the logs that count: where new lines go first, then the one of the user's own data."""
    places = []
    if settings.log.dir:
        places.append(LogPlace(surroundings.cwd / settings.log.dir, travels=True))
    if surroundings.user_data is not None:
        places.append(LogPlace(surroundings.user_data() / LOG_FOLDER))
    return places


def waiting(surroundings: Surroundings, settings: Settings) -> list[Review]:
    """Give the grades that wait to be written; quick where there are none.

    The mark of a log in which none waits any more is taken away.
    """
    if surroundings.user_data is None or not (marked := waiting_logs(surroundings.user_data())):
        return []
    places = [p for p in log_places(surroundings, settings) if str(p.folder) in marked]
    found = open_pending(read_logs(places).reviews)
    if not found:
        for place in places:
            mark_waiting(surroundings.user_data(), place.folder, waiting=False)
    return found


def clean_up_after_others(surroundings: Surroundings) -> None:
    """Remove what a program left that was killed while it wrote; quick where there is nothing."""
    if surroundings.user_data is None or not has_trace(folder := surroundings.user_data()):
        return
    with suppress(OSError, SaveError), WritingLock(folder, patience_seconds=0)():
        clean_up(folder)

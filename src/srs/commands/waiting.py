"""What `srs doctor` says of the log, and what it does with grades that wait there."""

from __future__ import annotations

from srs.commands.context import Context
from srs.commands.log_places import log_places, waiting
from srs.commands.logged import apply, shown
from srs.commands.shelf import ledger, read_log
from srs.errors import SrsError
from srs.history.counting import effective, open_pending
from srs.model import Review
from srs.settings import Settings
from srs.terminal.words import counted

_APPLY, _DROP = ("a", "apply"), ("d", "drop")


def log_lines(context: Context, settings: Settings) -> list[str]:
    """Where the log lies, how much it holds, what is wrong with it, and what waits."""
    log = read_log(context, settings)
    places = [str(place.folder) for place in log_places(context.surroundings, settings)]
    pending = open_pending(log.reviews)
    return [
        *places,
        counted(len(effective(log.reviews)), "review"),
        *log.problems,
        *(f"waits: {_sentence(context, review)}" for review in pending),
    ]


def log_object(context: Context, settings: Settings) -> dict[str, object]:
    """The same as JSON."""
    log = read_log(context, settings)
    return {
        "folders": [str(place.folder) for place in log_places(context.surroundings, settings)],
        "reviews": len(effective(log.reviews)),
        "problems": log.problems,
        "waiting": [
            {
                "id": review.id,
                "path": shown(context, review),
                "card": review.card,
                "front": review.front,
                "rating": review.rating.name.lower() if review.rating else None,
                "time": review.time.isoformat(timespec="milliseconds"),
            }
            for review in open_pending(log.reviews)
        ],
    }


def settle(context: Context, settings: Settings) -> int:
    """Ask of each grade that waits whether to write or to drop it; exit 1 if some still wait."""
    log = read_log(context, settings)
    book = ledger(context, settings)
    pending = open_pending(log.reviews)
    if not pending:
        context.tell("No grade waits.")
    for review in pending:
        context.tell(f"{_sentence(context, review)}\na apply, d drop, Enter leave it:")
        answer = context.stdin.readline().strip().lower()
        if answer in _APPLY:
            try:
                context.tell(f"{apply(context, book, log, review)}: written.")
            except SrsError as error:
                context.tell(f"srs: {error} It waits on.")
        elif answer in _DROP:
            book.drop(review, context.clock())
            context.tell("Dropped.")
    return 1 if waiting(context.surroundings, settings) else 0


def _sentence(context: Context, review: Review) -> str:
    rating = review.rating.label if review.rating else "a grade"
    return (
        f"{shown(context, review)}: {rating} of {review.time:%Y-%m-%d %H:%M} for {review.front!r}, "
        f"from {review.before or 'new'} to {review.after}"
    )

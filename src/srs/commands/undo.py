"""`srs undo`: take back the last grades of any session."""

from __future__ import annotations

from srs.collection.config import load_layers
from srs.commands.context import Context
from srs.commands.logged import below, shown, take_back
from srs.commands.shelf import ledger, read_log
from srs.errors import SaveError, SrsError
from srs.history.counting import effective
from srs.model import Review, ReviewKind
from srs.terminal.words import counted

_OURS = frozenset({ReviewKind.REVIEW, ReviewKind.RESET, ReviewKind.CONVERT})


def run(context: Context, last: int) -> int:
    """Take back the last so many grades, the newest first; the first refusal ends it."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    context.remind(layers.settings)
    log = read_log(context, layers.settings)
    given = [review for review in effective(log.reviews) if review.kind in _OURS]
    chosen = below(given, context.paths, context.cwd)[-last:]
    if not chosen:
        raise SrsError("the log holds no grade that could be taken back.")
    book = ledger(context, layers.settings)
    done: list[tuple[Review, str]] = []
    try:
        for review in reversed(chosen):
            place = take_back(context, book, review)
            done.append((review, place))
    except SrsError as error:
        number = counted(len(done), "grade")
        raise SaveError(f"{error} {number} of {len(chosen)} taken back.") from error
    finally:
        _tell(context, done)
    return 0


def _tell(context: Context, done: list[tuple[Review, str]]) -> None:
    if context.as_json:
        context.write_json({"undone": [undone_object(context, review) for review, _ in done]})
        return
    for review, place in done:
        what = review.rating.label if review.rating else review.kind.value
        was = review.before or "new"
        context.tell(f"{place}: {what} was taken back; the card is {was} again.")


def undone_object(context: Context, review: Review) -> dict[str, object]:
    """A grade that was taken back, as JSON."""
    return {
        "id": review.id,
        "path": shown(context, review),
        "card": review.card,
        "rating": review.rating.name.lower() if review.rating else None,
        "before": review.before,
        "after": review.after,
    }

"""`srs log`: the reviews that were written down, and whether every schedule follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from srs.collection.config import load_layers
from srs.collection.load import Collection
from srs.commands.context import Context
from srs.commands.logged import below, shown
from srs.commands.shelf import read_log
from srs.errors import SaveError
from srs.history.chains import histories
from srs.history.counting import effective
from srs.history.verifying import Difference, differences
from srs.model import Review, ReviewKind
from srs.storage.finding import find_card
from srs.storage.log import LogRead
from srs.terminal.words import counted


@dataclass(frozen=True, slots=True)
class LogOptions:
    """How many entries to show, the last ones; all of them without a number."""

    last: int | None
    verify: bool


def run(context: Context, options: LogOptions) -> int:
    """Show the log, or hold it against the rules of scheduling and against the decks."""
    layers = load_layers(context.paths, context.surroundings, config_file=context.config_file)
    context.remind(layers.settings)
    log = read_log(context, layers.settings)
    for problem in log.problems:
        context.tell(f"srs: {problem}")
    reviews = below(log.reviews, context.paths, context.cwd)
    if options.verify:
        return _verify(context, log, reviews)
    counting = {review.id for review in effective(log.reviews)}
    shown_ones = reviews if options.last is None else reviews[-options.last :]
    if context.as_json:
        entries = [_object(context, review, review.id in counting) for review in shown_ones]
        context.write_json({"reviews": entries})
        return 0
    for review in shown_ones:
        context.write(_line(context, review, review.id in counting))
    context.tell(f"{counted(len(reviews), 'entry', 'entries')} in the log.")
    return 0


def _line(context: Context, review: Review, counts: bool) -> str:
    time = review.time.strftime("%Y-%m-%d %H:%M")
    what = review.rating.label if review.rating else ""
    if review.kind is not ReviewKind.REVIEW:
        what = f"{review.kind.value} {what}".strip()
    elif not counts:
        what = f"{what} (undone)"
    change = f"{review.before or 'new'} -> {review.after or 'new'}"
    return f"{time}  {what:15}  {shown(context, review)}  {change}  {review.front}"


def _object(context: Context, review: Review, counts: bool) -> dict[str, object]:
    return {
        "id": review.id,
        "time": review.time.isoformat(timespec="milliseconds"),
        "path": shown(context, review),
        "card": review.card,
        "kind": review.kind.value,
        "rating": review.rating.name.lower() if review.rating else None,
        "elapsed_ms": review.elapsed_ms,
        "before": review.before,
        "after": review.after,
        "algorithm": review.algorithm,
        "about": review.about,
        "counts": counts,
    }


def _verify(context: Context, log: LogRead, reviews: list[Review]) -> int:
    """Compute every schedule again; exit 1 if one differs, or if a line cannot be read."""
    found = list(differences(reviews, log.settings))
    elsewhere = _changed_elsewhere(context.load(), reviews)
    computed = [
        each for each in effective(reviews) if each.kind in (ReviewKind.REVIEW, ReviewKind.RESET)
    ]
    if context.as_json:
        document = {
            "computed": len(computed),
            "differences": [_difference(context, each) for each in found],
            "elsewhere": elsewhere,
            "problems": log.problems,
        }
        context.write_json(document)
    else:
        for each in found:
            context.write(_sentence(context, each))
        for sentence in elsewhere:
            context.write(sentence)
        words = counted(len(computed), "schedule")
        context.tell(f"{words} computed again from the log; {len(found)} differ.")
    return 1 if found or log.problems else 0


def _difference(context: Context, difference: Difference) -> dict[str, object]:
    entry = _object(context, difference.review, True)
    return {**entry, "expected": difference.expected, "reason": difference.reason}


def _sentence(context: Context, difference: Difference) -> str:
    review = difference.review
    place = f"{shown(context, review)}: {review.time:%Y-%m-%d %H:%M}, {review.front!r}"
    if difference.expected is None:
        return f"{place}: cannot be computed: {difference.reason}."
    return f"{place}: the log has {review.after}, computed is {difference.expected}."


def _changed_elsewhere(collection: Collection, reviews: list[Review]) -> list[str]:
    """Say of cards that stand in the decks otherwise than the log left them."""
    decks = {str(deck.path): deck for deck in collection.decks}
    found = []
    for history in histories(reviews):
        deck = decks.get(history.last.deck)
        if deck is None:
            continue
        try:
            find_card(deck.parsed, history.last, history.last.after)
        except SaveError as error:
            found.append(str(error).removesuffix(" Nothing was written."))
    return found

"""The figures of `srs stats --full`, of the decks and of the log, and their JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from srs.collection.load import Collection
from srs.commands.card_json import readable
from srs.commands.context import Context
from srs.commands.fit_reviews import answers_logged
from srs.commands.logged import below
from srs.commands.shelf import read_log
from srs.fitting.measures import calibration, predicted
from srs.fitting.samples import predicted_count, samples
from srs.history.chains import histories
from srs.history.counting import effective
from srs.history.names import note_digest
from srs.model import Review
from srs.moment import Moment
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS, within_bounds
from srs.settings import Settings
from srs.stats.answers import answers
from srs.stats.full import Foretold, FullStats, HardCard, Share, full
from srs.stats.histogram import Bin


def full_stats(context: Context, collection: Collection, moment: Moment) -> FullStats:
    """Compute all figures; of the log count the reviews under the paths that were given."""
    log = read_log(context, collection.settings)
    for problem in log.problems:
        context.tell(f"srs: {problem}")
    reviews = below(log.reviews, context.paths, context.cwd)
    schedules = [card.schedule for _, _, card in collection.cards if card.schedule is not None]
    given = answers(effective(reviews), collection.settings.day_starts_at)
    chains = [history.reviews for history in histories(reviews)]
    stats = full(schedules, given, chains, moment.today)
    first = collection.settings.review.leech_lapses
    places = tuple(
        dataclasses.replace(
            _placed(context, collection, card),
            is_leech=first is not None and card.lapses >= first,
        )
        for card in stats.hardest
    )
    foretold = tuple(_foretold(reviews, collection.settings))
    return dataclasses.replace(stats, hardest=places, foretold=foretold)


def _foretold(reviews: list[Review], settings: Settings) -> Iterator[Foretold]:
    """Hold what FSRS predicts for the first answer of each later day against what came."""
    known = samples(answers_logged(reviews), settings.day_starts_at)
    parameters = within_bounds(settings.fsrs.parameters or DEFAULT_PARAMETERS)
    made = predicted(known, parameters, range(predicted_count(known)))
    for tenth in calibration(made):
        yield Foretold(tenth.predicted, tenth.recalled, tenth.count)


def _placed(context: Context, collection: Collection, card: HardCard) -> HardCard:
    """The card with its deck as people see it, and its line if it is still there."""
    for deck in collection.decks:
        if str(deck.path) != card.deck:
            continue
        for note in deck.parsed.notes:
            if note_digest(note.kind, deck.parsed.sides(note)) == card.note:
                return dataclasses.replace(card, deck=deck.shown, line=note.first_line + 1)
        return dataclasses.replace(card, deck=deck.shown)
    path = Path(card.deck)
    inside = path.is_relative_to(context.cwd)
    return dataclasses.replace(card, deck=str(path.relative_to(context.cwd) if inside else path))


def document(stats: FullStats) -> dict[str, object]:
    """Give the figures with the field names that scripts rely on."""
    return {
        "answers": stats.answers,
        "intervals": _bins(stats.intervals),
        "eases": _bins(stats.eases),
        "difficulties": _bins(stats.difficulties),
        "retention": [
            {
                "period": each.period,
                "days": each.days,
                "young": _share(each.young),
                "mature": _share(each.mature),
                "total": _share(each.total),
            }
            for each in stats.retention
        ],
        "ratings": {rating.name.lower(): count for rating, count in stats.ratings},
        "hours": [{"hour": hour, **_share(share)} for hour, share in enumerate(stats.hours)],
        "time": {**dataclasses.asdict(stats.time), "bins": _bins(stats.time.bins)},
        "calendar": [{"date": day.isoformat(), "answers": n} for day, n in stats.calendar],
        "streaks": dataclasses.asdict(stats.streaks),
        "hardest": [_hard_card(card) for card in stats.hardest],
        "predicted": {
            "enough": stats.foretold_enough,
            "all": stats.foretold_in_all and _foretold_object(stats.foretold_in_all),
            "tenths": [_foretold_object(each) for each in stats.foretold],
        },
    }


def _foretold_object(foretold: Foretold) -> dict[str, object]:
    return {
        "predicted": round(foretold.predicted, 4),
        "recalled": round(foretold.recalled, 4),
        "answers": foretold.answers,
    }


def _bins(bins: tuple[Bin, ...]) -> list[dict[str, object]]:
    return [{"from": each.start, "below": each.end, "count": each.count} for each in bins]


def _share(share: Share) -> dict[str, object]:
    return {"recalled": share.recalled, "asked": share.asked, "percent": share.percent}


def _hard_card(card: HardCard) -> dict[str, object]:
    return {
        "path": readable(card.deck),
        "line": card.line or None,
        "card": card.card,
        "front": readable(card.front),
        "lapses": card.lapses,
        "answers": card.answers,
        "leech": card.is_leech,
    }

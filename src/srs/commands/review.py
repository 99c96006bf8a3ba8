"""`srs review`: ask the cards that are new or due, and write each answer at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from srs.collection.deck import Deck
from srs.collection.load import Collection
from srs.collection.pictures import picture_shelf
from srs.commands.card_json import card_object
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.commands.live_review import LiveReview, Rules
from srs.commands.loads import load_of_decks
from srs.commands.shelf import ledger
from srs.commands.streak import streak_days
from srs.errors import UsageError
from srs.model import Card, FsrsSchedule, Moment
from srs.session.queue import Candidate, Item, Plan, Shuffle, build_queue
from srs.terminal.words import counted


@dataclass(frozen=True, slots=True)
class Modes:
    """How a review differs from an ordinary one."""

    cram: bool = False
    plain: bool = False
    dry_run: bool = False
    convert: bool = False


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """What to ask and how; the limits and the order come with the settings."""

    choice: Choice
    modes: Modes
    shuffle: Shuffle
    seconds: Callable[[], float]


def run(context: Context, settings_options: dict[str, object], options: ReviewOptions) -> int:
    """Review the decks; everything graded is on disk whenever the session ends."""
    collection = context.load(settings_options)
    if context.as_json and not options.modes.dry_run:
        raise UsageError("--json goes with --dry-run; a review has no JSON form.")
    options.choice.check(collection)
    moment = context.moment(collection.settings)
    queue = queue_of(context, collection, options)
    if options.modes.dry_run:
        _list(context, collection, queue)
    elif not queue:
        if collection.decks or not collection.problems:
            context.tell(_nothing(collection, moment, options))
    elif _ask(context, collection, queue, options):
        return 1
    return 1 if collection.problems else 0


def queue_of(context: Context, collection: Collection, options: ReviewOptions) -> tuple[Item, ...]:
    """What is to be asked, in order; what must not be overwritten is left out, and said."""
    moment, settings = context.moment(collection.settings), collection.settings.review
    plan = Plan(
        order=settings.order,
        shuffle=settings.shuffle,
        one_by_one=settings.decks == "one-by-one",
        new=settings.new,
        limit=settings.limit,
        bury=settings.bury,
        cram=options.modes.cram,
    )
    candidates, foreign = [], 0
    for index, deck in enumerate(collection.decks):
        for note, card in deck.cards:
            if not options.choice.takes(deck, note):
                continue
            if _is_foreign(deck, card, options.modes):
                foreign += 1
                continue
            item = Item(index, note.index, card.index)
            name = options.choice.name(deck, note)
            due = deck.due_day(card, moment)
            candidates.append(Candidate(item, card.schedule, due, tuple(name.split("/"))))
    if foreign:
        context.tell(
            f"srs: {counted(foreign, 'card')} with an FSRS schedule left out, since the algorithm "
            'is sm2; set algorithm = "fsrs", or give --convert to overwrite their schedules.'
        )
    return build_queue(candidates, plan, moment.today, options.shuffle)


def _is_foreign(deck: Deck, card: Card, modes: Modes) -> bool:
    """Whether grading would overwrite a schedule of the other algorithm."""
    foreign = isinstance(card.schedule, FsrsSchedule) and deck.settings.algorithm == "sm2"
    return foreign and not (modes.convert or modes.cram)


def _ask(
    context: Context, collection: Collection, queue: tuple[Item, ...], options: ReviewOptions
) -> int:
    """Run the session; give the number of cards whose last answer could not be written."""
    from srs.terminal.console import fits_screen
    from srs.terminal.options import ReviewOptions as TerminalOptions

    settings = collection.settings
    review = open_review(context, collection, queue, options)
    terminal = TerminalOptions(
        stdin=context.stdin,
        stdout=context.stdout,
        clock=options.seconds,
        environ=context.environment,
        keys=settings.keys,
        theme=settings.theme,
        color=context.color,
        read_picture=picture_shelf(collection.decks, collection.layers.root).read,
    )
    if not options.modes.plain and fits_screen(context.stdin, context.stdout, context.environment):
        from srs.terminal.screen import run_screen as show
    else:
        from srs.terminal.plain import run_plain as show
    show(review, terminal)
    if review.left and review.question is None:
        context.tell(f"The time is up; {counted(review.left, 'card')} left for later.")
    return review.unsaved


def open_review(
    context: Context, collection: Collection, queue: tuple[Item, ...], options: ReviewOptions
) -> LiveReview:
    """Begin a session that asks these cards."""
    settings = collection.settings
    load = load_of_decks(collection.decks, context.moment(settings))
    minutes = settings.review.time_minutes
    rules = Rules(
        moment=lambda: context.moment(settings),
        seconds=options.seconds,
        writes=not options.modes.cram,
        again_after_cards=settings.review.again_after_cards,
        time_seconds=None if minutes is None else minutes * 60,
        deck_name=lambda deck, note: options.choice.name(deck, note) or deck.name,
        ledger=ledger(context, settings),
        streak_days=lambda: streak_days(context, settings),
    )
    return LiveReview(collection.decks, queue, load, rules)


def _list(context: Context, collection: Collection, queue: tuple[Item, ...]) -> None:
    """What would be asked, in order."""
    cards = []
    for item in queue:
        deck = collection.decks[item.deck]
        note = deck.parsed.notes[item.note]
        cards.append(card_object(deck, note, note.cards[item.card]))
    if context.as_json:
        context.write_json({"cards": cards})
        return
    for card in cards:
        front = str(card["front"]).partition("\n")[0]
        context.write(f"{card['path']}:{card['line']}  {card['state']:10}  {front}")
    context.tell(f"{counted(len(cards), 'card')} would be asked; nothing was written.")


def _nothing(collection: Collection, moment: Moment, options: ReviewOptions) -> str:
    """Why nothing is asked."""
    chosen = [
        (deck, card) for deck, note, card in collection.cards if options.choice.takes(deck, note)
    ]
    if not chosen:
        return "There are no cards here. A card is a front, a line -?- and a back; see the README."
    own = [pair for pair in chosen if not _is_foreign(*pair, options.modes)]
    days = [deck.due_day(card, moment) for deck, card in own]
    coming = [day for day in days if day is not None and day > moment.today]
    if len(coming) < len(days):
        limits = collection.settings.review
        if limits.limit is not None or limits.new is not None:
            return "Nothing to ask within the limits that were set."
        return (
            "Nothing to ask: of each note that is due, a card was answered today (see --no-bury)."
        )
    if not coming:
        return "Nothing else is due."
    return f"Nothing is due. The next card is due {_when(min(coming), moment.today)}."


def _when(day: date, today: date) -> str:
    ahead = (day - today).days
    return f"tomorrow, {day}" if ahead == 1 else f"in {ahead} days, on {day}"

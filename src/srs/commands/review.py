"""`srs review`: ask the cards that are new or due, and write each answer at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from srs.collection.gather import Gathered
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.commands.daily import NO_LIMITS, Limits, room_today
from srs.commands.known_queue import known_queue
from srs.commands.live_review import LiveReview
from srs.commands.queueing import Sifter, load_of, nothing, without_buried
from srs.commands.session_rules import Rules
from srs.commands.shelf import buried, ledger, past
from srs.commands.streak import streak_days
from srs.errors import UsageError
from srs.scheduling.lines import CardLine
from srs.session.queue import Item, Plan, Shuffle, all_cards, build_queue
from srs.terminal.words import counted

if TYPE_CHECKING:
    from srs.collection.linked_files import LinkedFiles

Queue = Mapping[Item, CardLine]


class Modes(NamedTuple):
    """How a review differs from an ordinary one."""

    cram: bool = False
    plain: bool = False
    dry_run: bool = False
    convert: bool = False
    typed: bool = False

    @property
    def overwrites(self) -> bool:
        """Whether cards are asked whose schedule is of the other algorithm."""
        return self.convert or self.cram


class ReviewOptions(NamedTuple):
    """What to ask and how; the limits and the order come with the settings."""

    choice: Choice
    modes: Modes
    shuffle: Shuffle
    seconds: Callable[[], float]


def run(context: Context, settings_options: dict[str, object], options: ReviewOptions) -> int:
    """Review the decks; everything graded is on disk whenever the session ends."""
    gathered = context.gather(settings_options, whole=options.choice.tag is not None)
    if context.as_json and not options.modes.dry_run:
        raise UsageError("--json goes with --dry-run; a review has no JSON form.")
    if options.choice.deck is not None or options.choice.tag is not None:
        tags = (tag for deck in gathered.decks for tag in deck.all_tags)
        options.choice.check(gathered.names, tags)
    new, cards = (settings_options.get(name) for name in ("review.new", "review.limit"))
    given = Limits(_number(new), _number(cards))
    queue = queue_of(context, gathered, options, given)
    if options.modes.dry_run:
        _list(context, gathered, queue)
    elif not queue:
        if gathered.decks or not gathered.problems:
            context.tell(_nothing(context, gathered, options))
    elif _ask(context, gathered, queue, options):
        return 1
    return 1 if gathered.problems else 0


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def queue_of(
    context: Context, gathered: Gathered, options: ReviewOptions, given: Limits = NO_LIMITS
) -> Queue:
    """What is to be asked, in order, and what is known of each card.

    `given` are limits of the command, which stand for those of the day. What must not be
    overwritten is left out, and said.
    """
    settings, moment = gathered.settings.review, context.moment(gathered.settings)
    plan = Plan(
        order=settings.order,
        shuffle=settings.shuffle,
        one_by_one=settings.decks == "one-by-one",
        new=settings.new,
        limit=settings.limit,
        bury=settings.bury,
        cram=options.modes.cram,
    )
    overwrites = options.modes.overwrites
    hidden = set() if plan.cram else buried(context, gathered.settings)
    admits = all_cards if plan.cram else room_today(context, gathered, given)
    if options.choice == Choice() and not hidden:
        known = known_queue(gathered, plan, moment, admits, overwrites=overwrites)
        if known is not None:
            _tell_of_foreign(context, known.foreign)
            return known.queue
    sifter = Sifter(gathered, options.choice, moment, everything=plan.cram)
    sifted = sifter.sift(overwrites=overwrites)
    _tell_of_foreign(context, sifted.foreign)
    candidates = sifted.candidates
    if hidden:
        candidates = without_buried(gathered, candidates, hidden)
    queue = build_queue(candidates, plan, moment.today, options.shuffle, admits)
    lines = {each.item: each.line for each in sifted.candidates}
    return {item: lines[item] for item in queue}


def _tell_of_foreign(context: Context, cards: int) -> None:
    if cards:
        context.tell(
            f"srs: {counted(cards, 'card')} with an FSRS schedule left out, since the algorithm is "
            'sm2; set algorithm = "fsrs", or give --convert to overwrite their schedules.'
        )


def _nothing(context: Context, gathered: Gathered, options: ReviewOptions) -> str:
    """Why nothing is asked."""
    moment, limits = context.moment(gathered.settings), gathered.settings.review
    sifter = Sifter(gathered, options.choice, moment, everything=True)
    has_limits = any(
        limit is not None
        for limit in (limits.limit, limits.new, limits.limit_per_day, limits.new_per_day)
    )
    return nothing(sifter, overwrites=options.modes.overwrites, has_limits=has_limits)


def _ask(context: Context, gathered: Gathered, queue: Queue, options: ReviewOptions) -> int:
    """Run the session; give the number of cards whose last answer could not be written."""
    from srs.terminal.console import fits_screen
    from srs.terminal.options import ReviewOptions as TerminalOptions

    @cache
    def files() -> LinkedFiles:
        from srs.collection.linked_files import linked_files

        return linked_files(gathered.places, gathered.layers.root)

    def picture(deck: str, target: str) -> bytes:
        from srs.collection.pictures import read_picture

        return read_picture(files(), deck, target)

    def opened(deck: str, target: str) -> str:
        from srs.collection.addresses import opened_by

        return opened_by(files(), deck, target)

    settings = gathered.settings
    review = open_review(context, gathered, queue, options)
    terminal = TerminalOptions(
        stdin=context.stdin,
        stdout=context.stdout,
        clock=options.seconds,
        environ=context.environment,
        keys=settings.keys,
        theme=settings.theme,
        color=context.color,
        typed=options.modes.typed,
        show_time=settings.review.show_time,
        read_picture=picture,
        find_target=opened,
    )
    if not options.modes.plain and fits_screen(context.stdin, context.stdout, context.environment):
        from srs.terminal.screen import run_screen as show
    else:
        from srs.terminal.plain import run_plain as show
    show(review, terminal)
    if review.left and review.question is None:
        context.tell(f"The time is up; {counted(review.left, 'card')} left for later.")
    for problem in review.problems:
        context.tell(f"srs: {problem}")
    return review.unsaved + len(review.problems)


def open_review(
    context: Context, gathered: Gathered, queue: Queue, options: ReviewOptions
) -> LiveReview:
    """Begin a session that asks these cards."""
    settings = gathered.settings
    load = load_of(gathered, context.moment(settings))
    minutes = settings.review.time_minutes
    rules = Rules(
        moment=lambda: context.moment(settings),
        seconds=options.seconds,
        writes=not options.modes.cram,
        again_after_cards=settings.review.again_after_cards,
        again_after_minutes=settings.review.again_after_minutes,
        time_seconds=None if minutes is None else minutes * 60,
        deck_name=lambda deck, note: options.choice.name(deck, note) or deck.name,
        ledger=ledger(context, settings),
        past=past(context, settings),
        leech_lapses=settings.review.leech_lapses,
        leech_suspends=settings.review.leech_suspend,
        streak_days=lambda: streak_days(context, settings),
    )
    return LiveReview(gathered.decks, queue, load, rules)


def _list(context: Context, gathered: Gathered, queue: Queue) -> None:
    """What would be asked, in order."""
    from srs.commands.card_json import card_object

    cards = []
    for item in queue:
        deck = gathered.decks[item.deck]
        note = deck.parsed.notes[item.note]
        cards.append(card_object(deck, note, note.cards[item.card]))
    if context.as_json:
        context.write_json({"cards": cards})
        return
    for card in cards:
        front = str(card["front"]).partition("\n")[0]
        context.write(f"{card['path']}:{card['line']}  {card['state']:10}  {front}")
    context.tell(f"{counted(len(cards), 'card')} would be asked; nothing was written.")

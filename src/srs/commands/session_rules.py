"""How a session goes, and when an answered card comes back in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from srs.collection.deck import Deck
from srs.commands.known_queue import KnownQueue
from srs.commands.past import Past
from srs.model import FsrsSchedule, Note, Rating, Schedule
from srs.moment import Moment
from srs.scheduling.day import epoch_ms
from srs.scheduling.lines import CardLine, is_fsrs, is_learning, line_of
from srs.scheduling.load import Load
from srs.session.progress import Progress
from srs.session.queue import Item
from srs.session.view import Lapse, Summary
from srs.storage.ledger import Ledger
from srs.terminal.words import duration

_WEEK_DAYS = 7


class Answer(NamedTuple):
    """An answer, or what else was done, that can be taken back: how things stood before it.

    `rating` is None for what is no answer; `take_back` takes back what was written, if anything.
    """

    progress: Progress
    load: Load
    item: Item
    what: str
    take_back: Callable[[], None] | None
    rating: Rating | None = None
    was_new: bool = False


class Rules(NamedTuple):
    """How a session goes: the clocks, whether it writes, when Again comes back, the time box.

    With `again_after_minutes` the cards do not count. `ledger` writes the grades. `deck_name` gives
    the deck that a note is asked in, of those that it belongs to. `streak_days` counts the days in
    a row with answers, these ones included; `past` knows the cards' reviews. So many lapses make a
    leech, none with None; its note is suspended if `leech_suspends`.
    """

    moment: Callable[[], Moment]
    seconds: Callable[[], float]
    writes: bool
    again_after_cards: int
    again_after_minutes: float | None
    time_seconds: float | None
    deck_name: Callable[[Deck, Note], str]
    ledger: Ledger
    past: Past
    leech_lapses: int | None
    leech_suspends: bool
    streak_days: Callable[[], int]

    def returns(self, rating: Rating, schedule: Schedule, due_today: bool) -> datetime | int | None:
        """When a card that was answered comes back: at an instant, after some cards, or not.

        A card in a learning step of FSRS comes back at its time stamp.
        """
        if not self.writes:
            return self.again_after_cards if rating is Rating.AGAIN else None
        if isinstance(schedule, FsrsSchedule) and is_learning(line_of(schedule)):
            return schedule.due
        if not (due_today or is_learning(line_of(schedule))):
            return None
        if self.again_after_minutes is None:
            return self.again_after_cards
        return self.moment().now + timedelta(minutes=self.again_after_minutes)

    def when(self, back: datetime | int | None, due: date, now: datetime) -> str:
        """Say when a card comes back, or else when it is due."""
        if back is None:
            return f"Due again on {due}." if self.writes else ""
        if isinstance(back, int):
            return "It comes back in this session."
        return f"It comes back in {duration((back - now).total_seconds())}."


def begun(queue: Mapping[Item, CardLine], now: datetime) -> Progress:
    """Begin with a queue; cards of FSRS whose step has not ended yet wait until it has."""
    may_wait = queue.odd if isinstance(queue, KnownQueue) else queue
    waits = sorted(
        (datetime.fromtimestamp(line[0] / 1000, UTC), item)
        for item, line in may_wait.items()
        if line and is_fsrs(line) and is_learning(line) and line[0] > epoch_ms(now)
    )
    if not waits:
        return Progress(tuple(queue))
    waiting = {item for _, item in waits}
    return Progress(tuple(item for item in queue if item not in waiting), waits=tuple(waits))


def moved_on(progress: Progress, back: datetime | int | None) -> Progress:
    """Go on from the current card, which comes back at an instant, after some cards, or not."""
    if back is None:
        return progress.through()
    return progress.once_more(back) if isinstance(back, int) else progress.later(back)


def summary(
    answers: Sequence[Answer],
    load: Load,
    rules: Rules,
    seconds: float,
    lapses: Iterable[Lapse | None],
) -> Summary:
    """Say what was done in a session that took so long."""
    given = [answer for answer in answers if answer.rating is not None]
    today = rules.moment().today
    week = (today + timedelta(days=days) for days in range(1, _WEEK_DAYS + 1))
    return Summary(
        answered=len(given),
        recalled=sum(answer.rating is not Rating.AGAIN for answer in given),
        new_learned=len({answer.item for answer in given if answer.was_new}),
        seconds=seconds,
        again=tuple(lapse for lapse in lapses if lapse),
        due_tomorrow=load.get(today + timedelta(days=1), 0),
        due_this_week=sum(load.get(day, 0) for day in week),
        streak_days=rules.streak_days() if given and rules.writes else 0,
    )

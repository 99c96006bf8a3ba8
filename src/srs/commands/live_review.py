"""A running review on real decks: what the screen asks, and what an answer writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from srs.collection.deck import Deck
from srs.collection.schedulers import run_of, scheduler_of
from srs.commands.noting import Noting
from srs.commands.session_cards import SessionCards
from srs.commands.session_rules import Answer, Rules, begun, moved_on, summary
from srs.errors import NoteChangedError, NoteGoneError, SrsError
from srs.model import Rating, ReviewKind, Schedule
from srs.moment import Moment
from srs.scheduling.lines import CardLine
from srs.scheduling.load import Load, moved
from srs.session.excerpt import excerpt
from srs.session.progress import Progress
from srs.session.queue import Item
from srs.session.view import Counts, Information, Question, Summary
from srs.stats.answers import makes_leech
from srs.storage.ledger import Given
from srs.storage.open_deck import Change, OpenDeck
from srs.terminal.words import duration


class LiveReview:
    """A session over loaded decks (see `srs.session.view.Review`)."""

    def __init__(
        self, decks: Sequence[Deck], queue: Mapping[Item, CardLine], load: Load, rules: Rules
    ) -> None:
        """`queue` has the cards to ask in order, and what was known of each when it was chosen."""
        self.writes = rules.writes
        self._decks = decks
        self._cards = SessionCards(decks, queue)
        self._rules = rules
        self._progress = begun(queue, rules.moment().now)
        self._early: dict[Item, datetime] = {}  # until when cards were to wait
        self._load = load
        self._answers: list[Answer] = []
        self._unsaved: set[Item] = set()
        self._started = rules.seconds()
        self._question: Question | None = None
        self._go_on(self._progress)

    @property
    def question(self) -> Question | None:
        """The card to ask now; None at the end, and when the time is up."""
        return self._question

    @property
    def counts(self) -> Counts:
        """What is left, by state."""
        return self._cards.counts(self._progress)

    @property
    def position(self) -> tuple[int, int]:
        """How many cards were finished, and how many there are in all."""
        return self._progress.finished, self._progress.total

    @property
    def problems(self) -> list[str]:
        """What could not be read, each in a sentence."""
        return self._cards.problems

    @property
    def unsaved(self) -> int:
        """How many cards were answered, and the last answer could not be written."""
        return len(self._unsaved)

    @property
    def left(self) -> int:
        """How many cards were not finished."""
        return len(self._progress.items)

    def grade(self, rating: Rating, elapsed_ms: int) -> str:
        """Write the current card's new schedule, then go on.

        Raises SrsError if nothing was written.
        """
        item = self._current()
        deck, before = self._decks[item.deck], self._cards.schedule(item)
        moment = self._rules.moment()
        load = self._load_without(item, moment)
        run = run_of(deck, before)
        schedule = run.scheduler.outcomes(self._start(item, moment), moment, load)[rating]
        change = None
        if self.writes:
            kind = ReviewKind.REVIEW
            given = Given(kind, moment.now, run, rating, elapsed_ms, load)
            change = self._give(item, schedule, given)
        take_back, was_new = self._taking_back(item, change), before is None
        stood = (self._progress, self._load, item)
        self._answers.append(Answer(*stood, rating.label, take_back, rating, was_new))
        due = deck.day_of(schedule, moment)
        if self.writes:
            was_due = deck.day_of(before, moment) if before else None
            self._load = moved(self._load, was_due, due)
        back = self._rules.returns(rating, schedule, due <= moment.today)
        leech = self._leech(item) if rating is Rating.AGAIN and self.writes else ""
        if leech and item not in self._progress.items:  # suspended
            sentence = ""
        else:
            sentence = self._rules.when(back, due, moment.now)
            self._progress = moved_on(self._progress, back)
        self._go_on(self._progress)
        return " ".join(filter(None, (f"{rating.label}.", sentence, leech, self._how_early())))

    def _leech(self, item: Item) -> str:
        """Say that a card is a leech, if this lapse makes it one; suspend it if that is set."""
        first = self._rules.leech_lapses
        lapses = self._rules.past.lapses(self._opened(item.deck), item[1:]) if first else 0
        if first is None or not makes_leech(lapses, first):
            return ""
        if not self._rules.leech_suspends:
            return f"A leech: forgotten {lapses} times. Reword it, or take it back and suspend it."
        try:
            self._suspend(item)
        except SrsError as error:  # the grade stands
            return f"A leech: forgotten {lapses} times. {error}"
        return f"A leech: forgotten {lapses} times, and suspended."

    def _give(self, item: Item, schedule: Schedule, given: Given) -> tuple[Change, str]:
        """Write a schedule; a card that is gone is asked no more, one that was changed is again."""
        self._unsaved.add(item)
        try:
            place = (item.note, item.card)
            change = self._rules.ledger.give(self._opened(item.deck), place, schedule, given)
        except NoteGoneError:
            self._go_on(self._progress.without(item))
            raise
        except NoteChangedError:
            self._settle()
            raise
        self._unsaved.discard(item)
        return change

    def undo(self) -> str:
        """Take the last grade back, in the file too."""
        if not self._answers:
            return "There is nothing to undo."
        answer = self._answers[-1]
        if answer.take_back is not None:
            answer.take_back()
        self._answers.pop()
        self._progress, self._load = answer.progress, answer.load
        self._settle()
        return f"{answer.what} was taken back."

    def skip(self) -> str:
        """Ask the current card last."""
        self._current()
        self._go_on(self._progress.skipped())
        return f"Skipped; it comes last. {self._how_early()}".rstrip()

    def place(self) -> tuple[Path, int]:
        """The file and line (from 1) of the current card."""
        item = self._current()
        return self._decks[item.deck].path, self._opened(item.deck).note(item.note).first_line + 1

    def reload(self) -> str:
        """Read the current card's file again after it was edited."""
        item = self._current()
        self._opened(item.deck).reload(edited=item.note)
        self._settle()
        if self._progress.current == item:
            return "The file was read again."
        return "The card is gone from the file; here is the next one."

    def information(self) -> Information:
        """What is known of the current card: why each outcome, and its past by the log."""
        from srs.commands.information import information

        item, moment = self._current(), self._rules.moment()
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        start, load = self._start(item, moment), self._load_without(item, moment)
        return information(deck, start, moment, load, self._rules.past.of(opened, item[1:]))

    def bury(self) -> str:
        """Leave the current card until the next study day."""
        item, note = self._current(), Noting(self._rules, self._opened(self._current().deck))
        take_back = note.bury(self._decks[item.deck], item[1:]) if self.writes else None
        self._answers.append(Answer(self._progress, self._load, item, "Bury", take_back))
        self._go_on(self._progress.without(item))
        return "Buried until tomorrow."

    def suspend(self) -> str:
        """Give the current card's note the tag #suspended, and ask none of its cards any more.

        Raises SrsError if nothing was written.
        """
        if not self.writes:
            raise SrsError("This is practice, and nothing is written; suspend in a review.")
        self._suspend(self._current())
        self._go_on(self._progress)
        return "Suspended with the tag #suspended; take that away to have it asked again."

    def _suspend(self, item: Item) -> None:
        noting = Noting(self._rules, self._opened(item.deck))
        take_back = noting.suspend(self._decks[item.deck], item[1:])
        self._answers.append(Answer(self._progress, self._load, item, "Suspend", take_back))
        for each in self._progress.items:
            if each[:2] == item[:2]:
                self._progress = self._progress.without(each)

    def summary(self) -> Summary:
        """What was done."""
        again = [answer.item for answer in self._answers if answer.rating is Rating.AGAIN]
        lapses = map(self._cards.lapse, dict.fromkeys(again))
        seconds = self._rules.seconds() - self._started
        return summary(self._answers, self._load, self._rules, seconds, lapses)

    def _taking_back(
        self, item: Item, change: tuple[Change, str] | None
    ) -> Callable[[], None] | None:
        if change is None:
            return None
        opened, rules = self._opened(item.deck), self._rules
        return lambda: rules.ledger.take_back(opened, *change, rules.moment().now)

    def _current(self) -> Item:
        item = self._progress.current
        if item is None:
            raise SrsError("No card is being asked.")
        return item

    def _go_on(self, progress: Progress) -> None:
        """Take the next card: one that has waited long enough, the next in the queue, or the last.

        The last is one that still waits, where nothing else is left.
        """
        now = self._rules.moment().now
        self._early = {item: instant for instant, item in self._progress.waits if instant > now}
        self._progress = progress.at(now)
        self._settle()

    def _how_early(self) -> str:
        instant = self._early.get(item) if (item := self._progress.current) else None
        if instant is None or self._question is None:
            return ""
        wait = (instant - self._rules.moment().now).total_seconds()
        return f"Nothing else is left: this card comes {duration(wait)} early."

    def _settle(self) -> None:
        """Pass over cards that are gone from their files, and build the next question."""
        self._cards.changed()
        while (item := self._progress.current) and (
            gone := self._cards.gone(item, self._progress.items)
        ):
            for each in gone:
                self._progress = self._progress.without(each)
            if self._progress.current is None:
                self._progress = self._progress.at(self._rules.moment().now)
        self._question = self._ask(item) if item and not self._is_late() else None

    def _is_late(self) -> bool:
        box = self._rules.time_seconds
        return box is not None and self._rules.seconds() - self._started >= box

    def _ask(self, item: Item) -> Question:
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        note, moment = opened.note(item.note), self._rules.moment()
        sides = opened.sides(item.note)[item.card]
        return Question(
            path=deck.shown,
            line=note.first_line + 1,
            deck=self._rules.deck_name(deck, deck.parsed.notes[item.note]),
            context=note.context,
            kind=note.kind,
            front=excerpt(sides.front),
            back=excerpt(sides.back),
            schedule=self._cards.schedule(item),
            outcomes=self._outcomes(item, moment),
            moment=moment,
        )

    def _outcomes(self, item: Item, moment: Moment) -> dict[Rating, Schedule]:
        scheduler = scheduler_of(self._decks[item.deck], self._cards.schedule(item))
        start, load = self._start(item, moment), self._load_without(item, moment)
        return dict(scheduler.outcomes(start, moment, load))

    def _start(self, item: Item, moment: Moment) -> Schedule | None:
        """What the next answer begins from."""
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        return self._rules.past.start(deck, opened, item[1:], moment.now.tzinfo)

    def _load_without(self, item: Item, moment: Moment) -> Load:
        """The load of all other cards."""
        schedule = self._cards.schedule(item)
        due = self._decks[item.deck].day_of(schedule, moment) if schedule else None
        return moved(self._load, due, None)

    def _opened(self, index: int) -> OpenDeck:
        return self._cards.opened(index)

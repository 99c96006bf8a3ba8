"""A running review on real decks: what the screen asks, and what an answer writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from srs.collection.deck import Deck
from srs.collection.schedulers import run_of, scheduler_of
from srs.commands.grading import open_deck
from srs.commands.information import information
from srs.commands.queueing import is_among
from srs.commands.session_rules import Answer, Rules, begun, in_words
from srs.errors import NoteChangedError, NoteGoneError, SrsError
from srs.model import Moment, Rating, ReviewKind, Schedule
from srs.scheduling.lines import CardLine, is_learning, line_of
from srs.scheduling.load import Load, moved
from srs.session.excerpt import excerpt
from srs.session.progress import Progress
from srs.session.queue import Item
from srs.session.view import Counts, Information, Lapse, Question, Summary
from srs.storage.ledger import Given
from srs.storage.open_deck import Change, OpenDeck
from srs.terminal.words import duration

_WEEK_DAYS = 7


class LiveReview:
    """A session over loaded decks (see `srs.session.view.Review`)."""

    def __init__(
        self, decks: Sequence[Deck], queue: Mapping[Item, CardLine], load: Load, rules: Rules
    ) -> None:
        """`queue` has the cards to ask in order, and what was known of each when it was chosen."""
        self.writes = rules.writes
        self.problems: list[str] = []
        self._decks = decks
        self._chosen = queue
        self._rules = rules
        self._progress = begun(queue, rules.moment().now)
        self._early: dict[Item, datetime] = {}  # until when cards were to wait
        self._load = load
        self._open: dict[int, OpenDeck] = {}
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
        again = self._progress.again
        lines = [self._line(item) for item in self._progress.items if item not in again]
        new = lines.count(())
        learning = sum(map(is_learning, lines))
        return Counts(new, learning + len(again), len(lines) - new - learning)

    @property
    def position(self) -> tuple[int, int]:
        """How many cards were finished, and how many there are in all."""
        return self._progress.finished, self._progress.total

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
        deck, before = self._decks[item.deck], self._schedule(item)
        moment = self._rules.moment()
        load = self._load_without(item, moment)
        run = run_of(deck, before)
        schedule = run.scheduler.outcomes(self._start(item, moment), moment, load)[rating]
        change = None
        if self.writes:
            kind = ReviewKind.REVIEW
            given = Given(kind, moment.now, run, rating, elapsed_ms, load)
            change = self._give(item, schedule, given)
        answer = Answer(self._progress, self._load, item, rating, before is None, change)
        self._answers.append(answer)
        due = deck.day_of(schedule, moment)
        if self.writes:
            was_due = deck.day_of(before, moment) if before else None
            self._load = moved(self._load, was_due, due)
        back = self._rules.returns(rating, schedule, due <= moment.today)
        if back is None:
            self._progress = self._progress.through()
            sentence = f"Due again on {due}." if self.writes else ""
        else:
            sentence = in_words(back, moment.now)
            once_more, later = self._progress.once_more, self._progress.later
            self._progress = once_more(back) if isinstance(back, int) else later(back)
        self._go_on(self._progress)
        return " ".join(filter(None, (f"{rating.label}.", sentence, self._how_early())))

    def _give(self, item: Item, schedule: Schedule, given: Given) -> tuple[Change, str]:
        """Write a schedule; a card that is gone is asked no more, one that was changed is again."""
        self._unsaved.add(item)
        try:
            place = (item.note, item.card)
            change = self._rules.ledger.give(self._opened(item.deck), place, schedule, given)
        except NoteGoneError:
            self._drop(item)
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
        if answer.change is not None:
            opened, now = self._opened(answer.item.deck), self._rules.moment().now
            self._rules.ledger.take_back(opened, *answer.change, now)
        self._answers.pop()
        self._progress, self._load = answer.progress, answer.load
        self._settle()
        return f"{answer.rating.label} was taken back."

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
        item, moment = self._current(), self._rules.moment()
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        start, load = self._start(item, moment), self._load_without(item, moment)
        return information(deck, start, moment, load, self._rules.past.of(opened, item[1:]))

    def summary(self) -> Summary:
        """What was done."""
        answers = self._answers
        today = self._rules.moment().today
        again = {answer.item: None for answer in answers if answer.rating is Rating.AGAIN}
        week = (today + timedelta(days=days) for days in range(1, _WEEK_DAYS + 1))
        return Summary(
            answered=len(answers),
            recalled=sum(answer.rating is not Rating.AGAIN for answer in answers),
            new_learned=len({answer.item for answer in answers if answer.was_new}),
            seconds=self._rules.seconds() - self._started,
            again=tuple(lapse for item in again if (lapse := self._lapse(item))),
            due_tomorrow=self._load.get(today + timedelta(days=1), 0),
            due_this_week=sum(self._load.get(day, 0) for day in week),
            streak_days=self._rules.streak_days() if answers and self.writes else 0,
        )

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
        while (item := self._progress.current) and not self._exists(item):
            self._progress = self._progress.without(item)
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
            schedule=self._schedule(item),
            outcomes=self._outcomes(item, moment),
            moment=moment,
        )

    def _outcomes(self, item: Item, moment: Moment) -> dict[Rating, Schedule]:
        scheduler = scheduler_of(self._decks[item.deck], self._schedule(item))
        start, load = self._start(item, moment), self._load_without(item, moment)
        return dict(scheduler.outcomes(start, moment, load))

    def _start(self, item: Item, moment: Moment) -> Schedule | None:
        """What the next answer begins from."""
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        return self._rules.past.start(deck, opened, item[1:], moment.now.tzinfo)

    def _load_without(self, item: Item, moment: Moment) -> Load:
        """The load of all other cards."""
        schedule = self._schedule(item)
        due = self._decks[item.deck].day_of(schedule, moment) if schedule else None
        return moved(self._load, due, None)

    def _opened(self, index: int) -> OpenDeck:
        if index not in self._open:
            self._open[index] = open_deck(self._decks[index])
        return self._open[index]

    def _schedule(self, item: Item) -> Schedule | None:
        return self._opened(item.deck).schedule(item.note, item.card)

    def _line(self, item: Item) -> CardLine:
        """What is known of a card without loading its deck for it."""
        if item.deck not in self._open:
            return self._chosen[item]
        return line_of(self._schedule(item)) if self._exists(item) else ()

    def _exists(self, item: Item) -> bool:
        """Whether a card can be asked: its deck can be read, and has it as it was chosen."""
        if item.deck not in self._open and not self._is_as_chosen(item):
            return False
        try:
            return item.card < len(self._opened(item.deck).note(item.note).cards)
        except NoteGoneError:
            return False

    def _is_as_chosen(self, item: Item) -> bool:
        """Open a card's deck; of one that changed since, the cards are left out that it changed."""
        ours = [each for each in self._progress.items if each.deck == item.deck]
        try:
            notes = self._decks[item.deck].parsed.notes
        except SrsError as error:
            self.problems.append(str(error))
            notes, gone = (), ours
        else:
            gone = [each for each in ours if not is_among(notes, each, self._chosen[each])]
        for each in gone:
            self._progress = self._progress.without(each)
        return item not in gone

    def _drop(self, item: Item) -> None:
        self._go_on(self._progress.without(item))

    def _lapse(self, item: Item) -> Lapse | None:
        if not self._exists(item):
            return None
        deck, opened = self._decks[item.deck], self._opened(item.deck)
        front = opened.sides(item.note)[item.card].front.partition("\n")[0]
        return Lapse(deck.shown, opened.note(item.note).first_line + 1, front)

"""The values that every other room speaks of: ratings, schedules, notes, cards, reviews."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from srs.pieces import Edit, Span


class Rating(IntEnum):
    """An answer, from worst to best; the number is the key that gives it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The word that people see: `Again`, `Hard`, `Good`, `Easy`."""
        return self.name.capitalize()


class Sm2Schedule(NamedTuple):
    """What SM-2-OSR stores of a card."""

    due: date
    interval_days: float
    ease_percent: float


class FsrsState(IntEnum):
    """The states of FSRS, numbered as in the scheduling comment."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class FsrsSchedule(NamedTuple):
    """What FSRS stores of a card; time stamps are aware, in UTC, exact to the millisecond."""

    due: datetime
    interval_days: float
    stability_days: float
    difficulty: float
    state: FsrsState
    reps: int
    lapses: int
    step: int
    last_review: datetime | None


Schedule = Sm2Schedule | FsrsSchedule


class Segment(NamedTuple):
    """One sibling's part of a scheduling comment.

    `span` covers the fields that are known, without the leading `!`; fields of other programs
    that follow them stay outside it. `schedule` is None for a card that was not reviewed yet
    (2000-01-01) and for a part that cannot be read; then `problem` says why.
    """

    span: Span
    schedule: Schedule | None
    problem: str | None = None


class SrComment(NamedTuple):
    """A scheduling comment `<!--SR:…-->` and where it stands."""

    span: Span
    segments: tuple[Segment, ...]


class Card(NamedTuple):
    """One prompt with one answer; its text is cut out of the note when it is needed."""

    number: int
    schedule: Schedule | None


class Note(NamedTuple):
    """The lines of a source that make one or more cards.

    `span` runs from the beginning of the note's first line to the end of its last one, without
    the line break and without scheduling comments on lines around it; `separator` is the
    separator's place within, empty where a kind has none. `cuts` are the places inside `span`
    that are no card text. Lines count from 0; `first_line` and `last_line` include the comment.
    """

    kind: str
    number: int
    span: Span
    separator: Span
    cuts: tuple[Span, ...]
    first_line: int
    last_line: int
    cards: tuple[Card, ...]
    comment: SrComment | None
    context: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    block_id: str | None = None


class ReviewKind(StrEnum):
    """What a line of the review log tells."""

    REVIEW = "review"  # a grade that is in the deck
    UNDO = "undo"  # the entry that `about` names was taken back
    RESET = "reset"  # the card begins anew
    IMPORT = "import"  # a review that another program made
    CONVERT = "convert"  # the schedule went over to another algorithm
    PENDING = "pending"  # a grade that could not be written into the deck
    DROPPED = "dropped"  # the pending grade that `about` names is given up
    BURY = "bury"  # the card is not asked before the next study day
    SUSPEND = "suspend"  # the note got the tag #suspended


class Review(NamedTuple):
    """One entry of the review log.

    `id` is unique over all devices. `time` is aware, in the user's zone, exact to the
    millisecond. `deck` is the deck's path as logged, `note` a digest of the note's kind and text,
    `card` the card's index in the note. `before` and `after` are the card's segment of the
    scheduling comment without `!`, None where there is none; `replaced` and `written` are the
    text around the comment as it was and as it became. `about` is the id of another entry: the
    one undone or dropped, or the pending one that this review settles. `settings` is the digest
    of what the scheduler was run with, `load` the cards on those days that it looked at.
    """

    id: str
    time: datetime
    deck: str
    note: str
    card: int
    kind: ReviewKind
    rating: Rating | None = None
    elapsed_ms: int | None = None
    before: str | None = None
    after: str | None = None
    algorithm: str = "sm2"
    about: str | None = None
    front: str = ""
    replaced: str = ""
    written: str = ""
    settings: str = ""
    load: Mapping[date, int] = MappingProxyType({})


class Problem(NamedTuple):
    """Something wrong at a place in a file; line and column count from 1, 0 for the whole file."""

    path: str
    line: int
    column: int
    code: str
    message: str
    span: Span | None = None
    fix: Edit | None = None

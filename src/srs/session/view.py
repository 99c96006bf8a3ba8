"""What a review shows and what it can be told: the contract between a session and a screen."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from srs.model import Rating, Schedule
from srs.moment import Moment


class Counts(NamedTuple):
    """Cards that are still to be asked in this session."""

    new: int
    learning: int
    due: int


class Question(NamedTuple):
    """One card as it is asked. `front` and `back` are Markdown from the deck: untrusted text."""

    path: str
    line: int  # of the note, from 1
    deck: str
    context: tuple[str, ...]
    kind: str
    front: str
    back: str
    schedule: Schedule | None
    outcomes: Mapping[Rating, Schedule]
    moment: Moment


class PastAnswer(NamedTuple):
    """An answer by the review log, or what else gave the card a schedule."""

    moment: Moment
    what: str  # the rating's label, or `reset`, `convert`
    before: Schedule | None  # that the card had; None if it was new
    schedule: Schedule | None  # that it gave; None if it cannot be read
    seconds: float | None  # that it took, if that was noted


class Information(NamedTuple):
    """What is known of a card besides its question.

    `recall` is the chance of recall today, from 0 to 1, of a card of FSRS that was answered.
    `reasons` say how each outcome comes about, line by line: what about, and what. `past` is in the
    order of time.
    """

    recall: float | None
    reasons: Mapping[Rating, Sequence[tuple[str, str]]]
    past: Sequence[PastAnswer]


class Lapse(NamedTuple):
    """A card that was answered Again in this session, and where it is."""

    path: str
    line: int
    front: str


class Summary(NamedTuple):
    """What was done in a session, for its last screen."""

    answered: int
    recalled: int  # answers other than Again
    new_learned: int
    seconds: float
    again: tuple[Lapse, ...]
    due_tomorrow: int
    due_this_week: int
    streak_days: int = 0  # days in a row with answers, by the log


class Review(Protocol):
    """A running review. Every call that says something returns one sentence for the status line.

    `grade` and the others raise SrsError when nothing could be written; the session goes on.
    """

    writes: bool  # False in cram mode: grading only moves on

    @property
    def question(self) -> Question | None:
        """The card to ask now; None at the end."""

    @property
    def counts(self) -> Counts:
        """What is left."""

    @property
    def position(self) -> tuple[int, int]:
        """How many cards were finished, and how many there are in all."""

    def grade(self, rating: Rating, elapsed_ms: int) -> str: ...

    def undo(self) -> str: ...

    def skip(self) -> str: ...

    def bury(self) -> str:
        """Leave the current card until the next study day."""

    def suspend(self) -> str:
        """Give the current card's note the tag #suspended, and ask it no more."""

    def place(self) -> tuple[Path, int]:
        """The file and line (from 1) that an editor is to open."""

    def reload(self) -> str:
        """Read the current card's file again after it was edited."""

    def information(self) -> Information:
        """Tell what is known of the current card; it gives nothing of its answer away."""

    def summary(self) -> Summary: ...

"""What the keys do to a review, for the screen and for plain mode alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from srs.errors import SrsError
from srs.model import Rating
from srs.session.view import Question, Review
from srs.terminal.bindings import Action

_MOVES: dict[Action, Callable[[Review], str]] = {
    Action.UNDO: lambda review: review.undo(),
    Action.SKIP: lambda review: review.skip(),
    Action.BURY: lambda review: review.bury(),
    Action.SUSPEND: lambda review: review.suspend(),
}


class Said(NamedTuple):
    """One sentence about what was done, or about why it failed."""

    sentence: str
    failed: bool = False


class Reviewer:
    """Tells a review what was asked for, times the answers, and keeps what went wrong."""

    def __init__(self, review: Review, clock: Callable[[], float]) -> None:
        """`clock` gives monotonic seconds."""
        self.review, self.clock = review, clock
        self.failures: list[str] = []
        self._asked_at = 0.0

    def ask(self) -> None:
        """A question is shown from now on."""
        self._asked_at = self.clock()

    @property
    def seconds(self) -> float:
        """The time since the card was asked."""
        return max(0.0, self.clock() - self._asked_at)

    def grade(self, rating: Rating) -> Said:
        """Grade the card with the time since it was asked."""
        elapsed_ms = round(1000 * self.seconds)
        return self._attempt(lambda: self.review.grade(rating, elapsed_ms))

    def move(self, action: Action) -> Said:
        """Undo, skip, bury or suspend."""
        return self._attempt(lambda: _MOVES[action](self.review))

    def edit(self, open_editor: Callable[[], str]) -> Said:
        """Have the note edited, then read its file again, even if the editor complained."""
        opened = self._attempt(open_editor)
        reloaded = self._attempt(self.review.reload)
        return opened if opened.failed else reloaded

    def _attempt(self, act: Callable[[], str]) -> Said:
        try:
            return Said(act())
        except SrsError as error:
            self.failures.append(str(error))
            return Said(str(error), failed=True)


def is_same(before: Question | None, after: Question | None) -> bool:
    """Whether it is the same card; its outcomes may be other ones a moment later."""
    if before is None or after is None:
        return False
    return (before.path, before.line, before.front) == (after.path, after.line, after.front)

"""A review over fixed cards; run as a script it is reviewed on the terminal, for the tests."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from srs.errors import SaveError, SrsError
from srs.model import Rating, Sm2Schedule
from srs.moment import Moment
from srs.session.view import Counts, Information, Lapse, PastAnswer, Question, Summary

TODAY = date(2025, 12, 14)
MOMENT = Moment(datetime(2025, 12, 14, 10, tzinfo=UTC), TODAY)
MODULE = """
```python
class MyModel(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()                          # always call super
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.relu = nn.ReLU()

    def forward(self, x):                           # defines computation
        return self.fc2(self.relu(self.fc1(x)))

model = MyModel(784, 128, 10)
model.parameters()      # iterator of all WEIGHTS (for optimizer)
model.to('cuda')        # move to GPU
model.train()           # training mode (dropout active, batchnorm updates)
model.eval()            # eval mode
```
""".strip()
HOSTILE = (
    "\x1b[2J\x1b]52;c;cm0gLXJm\x07\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\ \x9b31m"
    "\x9d0;title\x9c \x90q\x9c &#x202e;live &#27;[31m \u2066x\u2069 \x07\x08\x7f \udce9 [bold]"
)


def schedule(days: float, ease: float = 250) -> Sm2Schedule:
    """A schedule that is due in so many days."""
    return Sm2Schedule(TODAY + timedelta(days=days), days, ease)


OUTCOMES = {
    Rating.AGAIN: schedule(0, 230),
    Rating.HARD: schedule(1, 230),
    Rating.GOOD: schedule(5),
    Rating.EASY: schedule(9, 270),
}


def question(front: str, back: str, line: int = 1) -> Question:
    """A card of the deck `pytorch`."""
    return Question(
        path="decks/pytorch.md",
        line=line,
        deck="pytorch",
        context=("Pytorch", "Pytorch Flow"),
        kind="multi_basic",
        front=front,
        back=back,
        schedule=None,
        outcomes=OUTCOMES,
        moment=MOMENT,
    )


CARDS = (
    question("PYTORCH MODULE: nn.Module, __init__, forward, parameters", MODULE, 69),
    question("What does `zero_grad` do?", "Clears the *old* gradients.", 101),
    question("Which modes has a model?", "- train\n- eval", 120),
)


class FakeReview:
    """Satisfies `Review` over a list of cards; `broken` makes every grade fail."""

    def __init__(self, cards: tuple[Question, ...] = CARDS, *, broken: bool = False) -> None:
        self.writes = True
        self.cards = list(cards)
        self.total = len(cards)
        self.broken = broken
        self.file = Path("deck.md")
        self.grades: list[tuple[Question, Rating, int]] = []

    @property
    def question(self) -> Question | None:
        return self.cards[0] if self.cards else None

    @property
    def counts(self) -> Counts:
        return Counts(len(self.cards), 1, 2)

    @property
    def position(self) -> tuple[int, int]:
        return self.total - len(self.cards), self.total

    def grade(self, rating: Rating, elapsed_ms: int) -> str:
        if self.broken:
            raise SaveError("decks/pytorch.md could not be written: the disk is full.")
        card = self.cards.pop(0)
        self.grades.append((card, rating, elapsed_ms))
        due = card.outcomes[rating].due
        return f"{rating.label}. Due again on {due.isoformat()}."

    def undo(self) -> str:
        if not self.grades:
            raise SrsError("Nothing to undo.")
        card, rating, _ = self.grades.pop()
        self.cards.insert(0, card)
        return f"{rating.label} was taken back."

    def skip(self) -> str:
        self.cards.append(self.cards.pop(0))
        return "Skipped for now."

    def bury(self) -> str:
        self.cards.pop(0)
        return "Buried until tomorrow."

    def suspend(self) -> str:
        self.cards.pop(0)
        return "Suspended."

    def place(self) -> tuple[Path, int]:
        return self.file, 3

    def reload(self) -> str:
        if not self.file.exists():
            return "Nothing has changed."
        front = self.file.read_text(encoding="utf-8").strip()
        self.cards[0] = self.cards[0]._replace(front=front)
        return "Read again."

    def information(self) -> Information:
        card = self.cards[0]
        reasons = {
            rating: [("formula", f"1 * {outcome.ease_percent:g} %"), ("result", f"{outcome.due}")]
            for rating, outcome in card.outcomes.items()
            if isinstance(outcome, Sm2Schedule)
        }
        before = Moment(MOMENT.now - timedelta(days=5), TODAY - timedelta(days=5))
        past = [
            PastAnswer(before, "Good", None, schedule(0)._replace(interval_days=5), 12.4),
            PastAnswer(before, "reset", None, None, None),
        ]
        return Information(None, reasons, past)

    def summary(self) -> Summary:
        again = [card for card, rating, _ in self.grades if rating is Rating.AGAIN]
        return Summary(
            answered=len(self.grades),
            recalled=len(self.grades) - len(again),
            new_learned=1,
            seconds=252,
            again=tuple(Lapse(card.path, card.line, card.front) for card in again),
            due_tomorrow=6,
            due_this_week=31,
        )


class CrashingReview(FakeReview):
    """Has a bug."""

    def skip(self) -> str:
        raise RuntimeError("a bug")


def main(kind: str) -> None:
    """Review on this terminal: `cards`, `hostile`, `broken` or `crashing`."""
    from srs.settings import KeySettings
    from srs.terminal.options import ReviewOptions
    from srs.terminal.screen import run_screen

    cards = (question(HOSTILE, HOSTILE),) if kind == "hostile" else CARDS
    kind_of_review = CrashingReview if kind == "crashing" else FakeReview
    review = kind_of_review(cards, broken=kind == "broken")
    review.file = Path(os.environ.get("FAKE_DECK", "deck.md"))
    options = ReviewOptions(
        sys.stdin, sys.stdout, clock=time.monotonic, environ=os.environ, keys=KeySettings()
    )
    run_screen(review, options)


if __name__ == "__main__":
    main(sys.argv[1])

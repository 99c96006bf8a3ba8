"""Cards added up, so that many files and few cost the same to count once they were read."""

from __future__ import annotations

from collections.abc import Iterable

from srs.model import FsrsState, Schedule, Sm2Schedule
from srs.scheduling.day import StudyDays, epoch_ms

MATURE_FROM_DAYS = 21
_IN_STEPS = (FsrsState.LEARNING, FsrsState.RELEARNING)

# What is kept of a card: nothing of a new one, day (ordinal) and interval (days) of SM-2, instant
# (ms since 1970), interval (days) and state of FSRS.
CardLine = tuple[()] | tuple[int, float] | tuple[int, float, int]


def line_of(schedule: Schedule | None) -> CardLine:
    """Give what is kept of a card."""
    if schedule is None:
        return ()
    if isinstance(schedule, Sm2Schedule):
        return (schedule.due.toordinal(), schedule.interval_days)
    return (epoch_ms(schedule.due), schedule.interval_days, int(schedule.state))


class Sums:
    """How many cards are new, in a learning step, young and mature, and when they fall due.

    A card is one of these four. `days` counts those of SM-2 by the ordinal of their day, `stamps`
    has the instants of those of FSRS (ms since 1970).
    """

    __slots__ = ("days", "learning", "mature", "new", "stamps", "young")

    def __init__(self) -> None:
        self.new = self.learning = self.young = self.mature = 0
        self.days: dict[int, int] = {}
        self.stamps: list[int] = []

    @property
    def total(self) -> int:
        """All cards."""
        return self.new + self.learning + self.young + self.mature

    def count(self, line: CardLine) -> None:
        """Add a card."""
        if not line:
            self.new += 1
            return
        due, interval_days = line[0], line[1]
        if len(line) == 3:
            self.stamps.append(due)
            is_learning = line[2] in _IN_STEPS
        else:
            self.days[due] = self.days.get(due, 0) + 1
            is_learning = interval_days < 1
        if is_learning:
            self.learning += 1
        elif interval_days < MATURE_FROM_DAYS:
            self.young += 1
        else:
            self.mature += 1

    def add(self, other: Sums) -> None:
        """Add the cards of others."""
        self.new += other.new
        self.learning += other.learning
        self.young += other.young
        self.mature += other.mature
        for day, count in other.days.items():
            self.days[day] = self.days.get(day, 0) + count
        self.stamps += other.stamps

    def due_days(self, study_days: StudyDays) -> dict[int, int]:
        """Give how many cards fall due on each study day, by its ordinal."""
        if not self.stamps:
            return self.days
        days = dict(self.days)
        for stamp in self.stamps:
            day = study_days.of(stamp)
            days[day] = days.get(day, 0) + 1
        return days


def sum_of(lines: Iterable[CardLine]) -> Sums:
    """Add cards up."""
    sums = Sums()
    for line in lines:
        sums.count(line)
    return sums


def added(parts: Iterable[Sums]) -> Sums:
    """Give the sums of all parts."""
    total = Sums()
    for part in parts:
        total.add(part)
    return total

"""Cards added up, so that many files and few cost the same to count once they were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

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


class Sums(NamedTuple):
    """How many cards are new, in a learning step, young and mature, and when they fall due.

    A card is one of these four. `days` are the days of those of SM-2 (ordinals), `stamps` the
    instants of those of FSRS (ms since 1970), both in order.
    """

    new: int = 0
    learning: int = 0
    young: int = 0
    mature: int = 0
    days: Sequence[int] = ()
    stamps: Sequence[int] = ()

    @property
    def total(self) -> int:
        """All cards."""
        return self.new + self.learning + self.young + self.mature

    def due_days(self, study_days: StudyDays) -> Sequence[int]:
        """Give the study days on which cards fall due (ordinals), in order."""
        if not self.stamps:
            return self.days
        return sorted([*self.days, *map(study_days.of, self.stamps)])


def sum_of(lines: Iterable[CardLine]) -> Sums:
    """Add cards up."""
    new = learning = young = mature = 0
    days: list[int] = []
    stamps: list[int] = []
    for line in lines:
        if not line:
            new += 1
            continue
        due, interval_days = line[0], line[1]
        if len(line) == 3:
            stamps.append(due)
            is_learning = line[2] in _IN_STEPS
        else:
            days.append(due)
            is_learning = interval_days < 1
        if is_learning:
            learning += 1
        elif interval_days < MATURE_FROM_DAYS:
            young += 1
        else:
            mature += 1
    return Sums(new, learning, young, mature, sorted(days), sorted(stamps))


def added(parts: Iterable[Sums]) -> Sums:
    """Give the sums of all parts."""
    new = learning = young = mature = 0
    days: list[int] = []
    stamps: list[int] = []
    for part in parts:
        new += part.new
        learning += part.learning
        young += part.young
        mature += part.mature
        days += part.days
        stamps += part.stamps
    return Sums(new, learning, young, mature, sorted(days), sorted(stamps))

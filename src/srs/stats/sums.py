"""Cards added up, so that many files and few cost the same to count once they were read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from srs.scheduling.day import StudyDays
from srs.scheduling.lines import CardLine, is_fsrs, is_learning

MATURE_FROM_DAYS = 21


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

    def late(self, today: int, study_days: StudyDays) -> tuple[int, int]:
        """Give how many cards are due by a study day (an ordinal), and before it."""
        days = self.due_days(study_days)
        return bisect_right(days, today), bisect_left(days, today)


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
        if is_fsrs(line):
            stamps.append(due)
        else:
            days.append(due)
        if is_learning(line):
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

"""The schedulers by name: what a setting calls them, and what each can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from srs.model import FsrsSchedule, Rating, Schedule, Sm2Schedule
from srs.moment import Moment
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.load import Load

if TYPE_CHECKING:
    from srs.scheduling.explain import Fact


class Scheduler(Protocol):
    """An algorithm with its settings; it takes schedules of any algorithm and gives its own."""

    def outcomes(
        self, schedule: Schedule | None, moment: Moment, load: Load
    ) -> Mapping[Rating, Schedule]:
        """Give the schedule that each rating leads to."""

    def reset(self, moment: Moment) -> Schedule:
        """Give the schedule of a card that is to begin anew."""

    def explain(
        self, schedule: Schedule | None, rating: Rating, moment: Moment, load: Load
    ) -> list[Fact]:
        """Say how one outcome comes about."""


class Sm2Scheduler(NamedTuple):
    """SM-2-OSR."""

    settings: Sm2Settings

    def outcomes(
        self, schedule: Schedule | None, moment: Moment, load: Load
    ) -> Mapping[Rating, Sm2Schedule]:
        from srs.scheduling import sm2

        return sm2.outcomes(schedule, moment, self.settings, load)

    def reset(self, moment: Moment) -> Sm2Schedule:
        from srs.scheduling import sm2

        return sm2.reset(moment, self.settings)

    def explain(
        self, schedule: Schedule | None, rating: Rating, moment: Moment, load: Load
    ) -> list[Fact]:
        from srs.scheduling.explain import explain_sm2

        return explain_sm2(schedule, rating, moment, self.settings, load)


class FsrsScheduler(NamedTuple):
    """FSRS-6."""

    settings: FsrsSettings

    def outcomes(
        self, schedule: Schedule | None, moment: Moment, load: Load
    ) -> Mapping[Rating, FsrsSchedule]:
        from srs.scheduling import fsrs

        return fsrs.outcomes(schedule, moment, self.settings, load)

    def reset(self, moment: Moment) -> FsrsSchedule:
        from srs.scheduling import fsrs

        return fsrs.reset(moment, self.settings)

    def explain(
        self, schedule: Schedule | None, rating: Rating, moment: Moment, load: Load
    ) -> list[Fact]:
        from srs.scheduling.explain import explain_fsrs

        return explain_fsrs(schedule, rating, moment, self.settings, load)


def scheduler(
    algorithm: Literal["sm2", "fsrs"], sm2_settings: Sm2Settings, fsrs_settings: FsrsSettings
) -> Scheduler:
    """Give the scheduler of that name."""
    schedulers: dict[str, Scheduler] = {
        "sm2": Sm2Scheduler(sm2_settings),
        "fsrs": FsrsScheduler(fsrs_settings),
    }
    return schedulers[algorithm]

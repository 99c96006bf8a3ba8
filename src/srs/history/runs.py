"""What a scheduler was run with, as the log keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal, NamedTuple

from srs.history.lines import SettingsEntry
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.load import Load
from srs.scheduling.schedulers import Scheduler, scheduler

Algorithm = Literal["sm2", "fsrs"]
SM2, FSRS = Sm2Settings(), FsrsSettings()
_REACH_DAYS = 14  # an interval is moved by at most 7 days, and looked at from 7 days around


class Run(NamedTuple):
    """What a scheduler was run with: it is enough to run it again."""

    algorithm: Algorithm
    day_starts_at: time
    sm2: Sm2Settings
    fsrs: FsrsSettings

    @property
    def scheduler(self) -> Scheduler:
        """The scheduler itself."""
        return scheduler(self.algorithm, self.sm2, self.fsrs)

    def entry(self) -> SettingsEntry:
        """Give the entry of the log that reviews refer to."""
        from hashlib import sha256

        own = self.sm2._asdict() if self.algorithm == "sm2" else self.fsrs._asdict()
        plain = {key: list(own[key]) if isinstance(own[key], tuple) else own[key] for key in own}
        starts = self.day_starts_at.isoformat()
        values = {"algorithm": self.algorithm, "day_starts_at": starts, **plain}
        text = "\0".join(f"{name}={values[name]}" for name in sorted(values))
        return SettingsEntry(sha256(text.encode()).hexdigest()[:12], values)


def read_run(entry: SettingsEntry) -> Run:
    """Read an entry back. Raises ValueError for values that cannot be meant."""
    values = dict(entry.values)
    algorithm = values.pop("algorithm", None)
    starts = values.pop("day_starts_at", None)
    if not isinstance(starts, str):
        raise ValueError("the settings do not say when a day starts")
    day_starts_at = time.fromisoformat(starts)
    if algorithm == "sm2":
        return Run("sm2", day_starts_at, Sm2Settings(**_checked(values, Sm2Settings())), FSRS)
    if algorithm == "fsrs":
        return Run("fsrs", day_starts_at, SM2, FsrsSettings(**_checked(values, FsrsSettings())))
    raise ValueError("the settings name no algorithm that is known")


def _checked(values: Mapping[str, object], defaults: Sm2Settings | FsrsSettings) -> dict[str, Any]:
    """The values with the types that the settings have; lists become tuples."""
    result = {}
    known = defaults._asdict()
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"the setting {name!r} is unknown")
        given = tuple(value) if isinstance(value, list) else value
        wanted = (int, float) if isinstance(known[name], float) else type(known[name])
        if not isinstance(given, wanted):
            raise ValueError(f"the setting {name!r} is {given!r}")
        result[name] = given
    return result


def load_around(load: Load, due: date) -> dict[date, int]:
    """Give of a load the days that an interval ending on `due` can have been chosen from."""
    return {day: cards for day, cards in load.items() if abs((day - due).days) <= _REACH_DAYS}

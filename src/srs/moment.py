"""When something happens."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """The instant (aware), and the study day that it falls on."""

    now: datetime
    today: date

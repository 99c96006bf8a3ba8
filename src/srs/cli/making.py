"""What every command is handed, made of plain values; the clock and chance come from here."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from srs.errors import SrsError

if TYPE_CHECKING:
    from srs.commands.context import Context

ColorChoice = Literal["auto", "always", "never"]


def make_context(
    paths: list[Path] | None,
    now: str | None,
    config: Path | None,
    color: ColorChoice = "auto",
    as_json: bool = False,
    no_cache: bool = False,
) -> Context:
    """Make what every command is handed.

    Raises UsageError for a time that cannot be read, SrsError if the current folder is gone.
    """
    from srs.commands.context import Context, surroundings

    return Context(
        surroundings=surroundings(_here(), os.environ, None if no_cache else time.time_ns),
        clock=_clock(now),
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        paths=tuple(paths or ()),
        config_file=config,
        color=color,
        as_json=as_json,
        new_id=_new_id,
    )


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise SrsError("the current folder is gone; change to one that exists.") from None


def _new_id() -> str:
    """A name that no other device will ever make."""
    from secrets import token_hex

    return token_hex(8)


def _clock(now: str | None) -> Callable[[], datetime]:
    """The clock of this machine, or one that stands still; both in the local zone."""
    if now is None:
        return lambda: datetime.now().astimezone()
    from srs.commands.moments import read_moment

    moment = read_moment(now)
    return lambda: moment

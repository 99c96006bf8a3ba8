"""Do the same to many things, on several processors where another process costs next to nothing."""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

_MOST_PROCESSES = 4

Thing = TypeVar("Thing")


def spread(work: Callable[[Thing], tuple[object, ...]], things: Sequence[Thing]) -> list[Any]:
    """Give what the work makes of each thing, in order: tuples of what marshal knows.

    Helpers take their share of it, which pays where that is long.
    """
    shares = _processes()
    results: list[Any] = [()] * len(things)
    helpers = [_helper(work, things[share::shares]) for share in range(1, shares)]
    try:
        results[::shares] = map(work, things[::shares])
        for share, helper in enumerate(helpers, 1):
            own = things[share::shares]
            results[share::shares] = (helper and helper.results(len(own))) or map(work, own)
    finally:
        for helper in helpers:
            if helper:
                helper.end()
    return results


def _processes() -> int:
    """How many processes to take: one, where forking is slow, or not known to be safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


class _Helper(NamedTuple):
    """A process that does as this one would, and writes what comes of it."""

    process: int
    output: int

    def results(self, number: int) -> list[Any]:
        """Wait for so many results; gives none if it came to grief."""
        try:
            with open(self.output, "rb", closefd=False) as stream:
                results: list[Any] = marshal.load(stream)
        except (EOFError, ValueError, TypeError, OSError):
            return []
        return results if len(results) == number else []

    def end(self) -> None:
        """End it, if it still runs, and forget it."""
        os.close(self.output)
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _helper(work: Callable[[Thing], tuple[object, ...]], things: Sequence[Thing]) -> _Helper | None:
    """Start a helper; None if the system gives no process."""
    output, own = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(output)
        os.close(own)
        return None
    if process:
        os.close(own)
        return _Helper(process, output)
    try:
        with os.fdopen(own, "wb") as stream:
            stream.write(marshal.dumps([*map(work, things)]))
    finally:
        os._exit(0)  # whatever happened, all else is the other process's

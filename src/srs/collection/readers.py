"""Count many decks, on several processors where another process costs next to nothing."""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from srs.collection.counted import Counted
from srs.collection.deck_paths import DeckPath
from srs.collection.kept import Kept, packed
from srs.errors import SrsError
from srs.files import Status

Count = Callable[[DeckPath], tuple[Counted, Status]]
Result = tuple[Counted, Status] | str  # or why a deck could not be read

_LEAST_DECKS = 1000  # from here on another process is worth its start
_MOST_PROCESSES = 4


def count_each(places: Sequence[DeckPath], count: Count) -> list[Result]:
    """Read decks; gives the counts and the file's state of each, in order."""
    shares = _processes(len(places))
    results: list[Result] = [""] * len(places)
    helpers = [_helper(places[share::shares], count) for share in range(1, shares)]
    try:
        results[::shares] = _count(places[::shares], count)
        for share, helper in enumerate(helpers, 1):
            own = places[share::shares]
            results[share::shares] = (helper and helper.results(own)) or _count(own, count)
    finally:
        for helper in helpers:
            if helper:
                helper.end()
    return results


def _count(places: Sequence[DeckPath], count: Count) -> list[Result]:
    results: list[Result] = []
    for place in places:
        try:
            results.append(count(place))
        except SrsError as error:
            results.append(str(error))
    return results


def _processes(decks: int) -> int:
    """How many processes to take: one, where forking is slow, or not known to be safe."""
    if decks < _LEAST_DECKS or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


class _Helper(NamedTuple):
    """A process that counts some decks as this one would, and writes what it found."""

    process: int
    output: int

    def results(self, places: Sequence[DeckPath]) -> list[Result]:
        """Wait for what it found of these decks; nothing if it came to grief."""
        try:
            with open(self.output, "rb", closefd=False) as stream:
                found = marshal.load(stream)
        except (EOFError, ValueError, TypeError, OSError):
            return []
        return [
            each if isinstance(each, str) else (Kept(*each[0]).at(place), Status(*each[1]))
            for place, each in zip(places, found, strict=True)
        ]

    def end(self) -> None:
        """End it, if it still runs, and forget it."""
        os.close(self.output)
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _helper(places: Sequence[DeckPath], count: Count) -> _Helper | None:
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
            stream.write(marshal.dumps([_plain(each) for each in _count(places, count)]))
    finally:
        os._exit(0)  # whatever happened: all else is the other process's


def _plain(result: Result) -> object:
    return result if isinstance(result, str) else (packed(result[0]), tuple(result[1]))

"""A grade on disk, against what no safe write can do without."""

from __future__ import annotations

import os
import time
from pathlib import Path

from table import Row

BETWEEN_GRADES_SECONDS = 0.2  # at least, where people give them


def grade(deck: Path, name: str, goal: float) -> Row:
    """One grade in a running session, against a bare atomic write of as many bytes."""
    from srs.files import read_file
    from srs.markdown.parser import parse
    from srs.markdown.syntax import SyntaxSettings
    from srs.model import Sm2Schedule
    from srs.storage.open_deck import OpenDeck
    from srs.text import Source, decode

    read = read_file(deck, deck.name)
    parsed = parse(Source(deck.name, decode(read.data, deck.name)), SyntaxSettings())
    opened = OpenDeck(deck, read, parsed)
    note = next(note for note in parsed.notes[len(parsed.notes) // 2 :] if note.comment)
    ease = iter(range(130, 10_000))

    def program() -> float:
        schedule = Sm2Schedule(note.cards[0].schedule.due, 5, next(ease))
        time.sleep(BETWEEN_GRADES_SECONDS)
        start = time.perf_counter()
        opened.give(note.number, 0, schedule)
        return time.perf_counter() - start

    def floor() -> float:
        data = deck.read_bytes()
        time.sleep(BETWEEN_GRADES_SECONDS)
        start = time.perf_counter()
        bare_atomic_write(deck.with_suffix(".floor"), data)
        return time.perf_counter() - start

    return Row(name, program, floor, "a bare atomic write", goal)


def bare_atomic_write(path: Path, data: bytes) -> None:
    """Write beside, sync, rename, sync the folder: what no safe write can do without."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)

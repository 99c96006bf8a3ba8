"""Some entries of the review log, found without reading all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from srs.history.counting import in_order
from srs.history.lines import read_line
from srs.model import Review
from srs.storage.log import LogPlace, log_files


def recent(places: Iterable[LogPlace], since: datetime) -> list[Review]:
    """Give the entries from an instant on, in the order of time.

    Each device adds to the end of its file, so each is read from there; what is no entry is
    passed over, as others say it.
    """
    found: list[Review] = []
    for place in places:
        for file in log_files(place.folder):
            for entry in _entries(place, reversed(_lines(file))):
                if entry.time < since:
                    break
                found.append(entry)
    return in_order(found)


def about_note(places: Iterable[LogPlace], digest: str) -> list[Review]:
    """Give the entries about a note, by the digest of its text, and those that undo one of them."""
    needle = digest.encode()
    found: list[Review] = []
    for place in places:
        for file in log_files(place.folder):
            own = (line for line in _lines(file) if needle in line)
            found += _entries(place, own)
    return in_order(found)


def _lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().split(b"\n")
    except OSError:
        return []


def _entries(place: LogPlace, lines: Iterable[bytes]) -> Iterator[Review]:
    for line in lines:
        if line.strip():
            with suppress(ValueError):
                entry = read_line(line.decode("utf-8"))
                if isinstance(entry, Review):
                    yield entry._replace(deck=place.found(entry.deck))

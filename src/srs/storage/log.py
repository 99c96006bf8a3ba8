"""The review log on disk: a file of lines for each device, only ever added to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from srs.errors import SourceError
from srs.files import read_file
from srs.history.counting import in_order
from srs.history.lines import Entry, SettingsEntry, format_line, read_line
from srs.model import Review

ENDING = ".jsonl"
MERGE_RULE = "*.jsonl merge=union\n"
_NAME = re.compile(r"[^A-Za-z0-9-]+")
_ADD = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
_MODE = 0o600
_MAX_BYTES = 1024**3


class LogRead(NamedTuple):
    """All entries of a log, once each and in the order of time, and what could not be read."""

    reviews: list[Review]
    settings: dict[str, SettingsEntry]
    problems: list[str]


class LogPlace(NamedTuple):
    """Where a log lies. Decks are logged relative to a folder that travels with them."""

    folder: Path
    travels: bool = False

    def logged(self, deck: Path) -> str:
        """Give the path of a deck as it is logged."""
        if self.travels:
            with suppress(ValueError):  # another drive
                return Path(os.path.relpath(deck, self.folder)).as_posix()
        return deck.as_posix()

    def found(self, deck: str) -> str:
        """Give the absolute path of a deck from how it is logged."""
        return os.path.normpath(self.folder / deck)


def device_name(folder: Path, new_id: str) -> str:
    """Give this device's name, which is made once and kept in a folder of the user's own.

    Raises OSError if it cannot be kept.
    """
    file = folder / "device"
    with suppress(OSError, UnicodeDecodeError):
        if name := _NAME.sub("-", file.read_text("utf-8").strip()):
            return name
    import platform

    host = _NAME.sub("-", platform.node().partition(".")[0]).strip("-")[:40] or "device"
    name = f"{host}-{new_id[:4]}"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(name + "\n", "utf-8")
    return name


def append(place: LogPlace, device: str, entries: Iterable[Entry]) -> None:
    """Add entries to a device's file; they are on disk when this returns.

    A last line that was cut off is ended first, so that it stands alone. Raises OSError with the
    file as it was.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    if place.travels:
        _say_how_to_merge(place.folder)
    handle = os.open(place.folder / (device + ENDING), _ADD, _MODE)
    try:
        size = os.fstat(handle).st_size
        os.lseek(handle, max(0, size - 1), os.SEEK_SET)
        start = b"" if size == 0 or os.read(handle, 1) == b"\n" else b"\n"
        lines = "".join(format_line(entry) + "\n" for entry in entries)
        try:
            _write_all(handle, start + lines.encode("ascii"))
            os.fsync(handle)
        except BaseException:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _say_how_to_merge(folder: Path) -> None:
    with suppress(OSError), (folder / ".gitattributes").open("x", encoding="utf-8") as file:
        file.write(MERGE_RULE)


def read_logs(places: Iterable[LogPlace]) -> LogRead:
    """Read all devices' files of some logs; what is no entry is a problem, and the rest counts.

    The paths of decks are absolute in what is given.
    """
    result = LogRead([], {}, [])
    reviews: list[Review] = []
    for place in places:
        for file in log_files(place.folder):
            reviews += _read(place, file, result)
    result.reviews.extend(in_order(reviews))
    return result


def log_files(folder: Path) -> list[Path]:
    """Give the files of all devices; none where there is no log."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ENDING)
    except OSError:
        return []


def _read(place: LogPlace, file: Path, result: LogRead) -> list[Review]:
    try:
        data = read_file(file, str(file), _MAX_BYTES).data
    except SourceError as error:
        result.problems.append(str(error))
        return []
    reviews = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entry = read_line(line.decode("utf-8"))
        except ValueError as error:
            result.problems.append(f"{file}:{number}: this line was passed over: {error}.")
            continue
        if isinstance(entry, SettingsEntry):
            result.settings[entry.digest] = entry
        else:
            reviews.append(entry._replace(deck=place.found(entry.deck)))
    return reviews


def holds_settings(place: LogPlace, device: str, digest: str) -> bool:
    """Whether a device's file has an entry of these settings already."""
    try:
        data = (place.folder / (device + ENDING)).read_bytes()
    except OSError:
        return False
    return f'{{"settings": "{digest}",'.encode() in data

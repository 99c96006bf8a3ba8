"""What a program that was killed in the middle of a write left behind, found and removed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from srs.storage.atomic import overwrite
from srs.storage.beside import copy_name, forget
from srs.storage.marks import TRACE_FILE

_AT_ONCE_NS = 5_000_000_000  # between the copy and the end of a write in place


def leave_trace(folder: Path, deck: Path) -> None:
    """Note in a folder of the user's own that a deck is being written; the lock must be held."""
    with suppress(OSError):
        (folder / TRACE_FILE).write_bytes(os.fsencode(os.path.realpath(deck)))


def has_trace(folder: Path) -> bool:
    """Whether a deck is being written, or somebody was killed while writing one."""
    return (folder / TRACE_FILE).exists()


def clean_up(folder: Path) -> None:
    """Remove what was left behind. The lock must be held, so that nobody else is writing.

    A file that is written in place, for it has other names or another owner, may be half written;
    its whole new text lies beside it then, and is written once more.
    """
    trace = folder / TRACE_FILE
    with suppress(OSError):
        if name := trace.read_bytes():
            deck = Path(os.fsdecode(name))
            with suppress(OSError):
                _finish(deck, copy_name(deck))
        trace.unlink()


def _finish(deck: Path, copy: Path) -> None:
    """Complete a write in place, unless the deck was changed since; remove the copy."""
    made, status = copy.stat(), deck.stat()
    in_place = status.st_nlink > 1 or status.st_uid != made.st_uid
    if in_place and (whole := copy.read_bytes()) != deck.read_bytes():
        if status.st_mtime_ns - made.st_mtime_ns > _AT_ONCE_NS:
            return
        overwrite(deck, whole)
    forget(copy)

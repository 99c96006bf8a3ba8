"""What a program that was killed in the middle of a write left behind, found and removed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from srs.storage.beside import copy_name, forget

TRACE_FILE = "being-written"


def leave_trace(folder: Path, deck: Path) -> None:
    """Note in a folder of the user's own that a deck is being written; the lock must be held."""
    with suppress(OSError):
        (folder / TRACE_FILE).write_bytes(os.fsencode(os.path.realpath(deck)))


def has_trace(folder: Path) -> bool:
    """Whether a deck is being written, or somebody was killed while writing one."""
    return (folder / TRACE_FILE).exists()


def clean_up(folder: Path) -> None:
    """Remove what was left behind. The lock must be held, so that nobody else is writing."""
    trace = folder / TRACE_FILE
    with suppress(OSError):
        if deck := trace.read_bytes():
            forget(copy_name(Path(os.fsdecode(deck))))
        trace.unlink()

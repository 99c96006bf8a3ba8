"""Small files in the user's own folder that say that something is left to do."""

from __future__ import annotations

from pathlib import Path

TRACE_FILE = "being-written"
WAITING_FILE = "waiting"


def has_marks(folder: Path) -> bool:
    """Whether a deck is being written, somebody was killed while writing one, or grades wait."""
    return any((folder / name).exists() for name in (TRACE_FILE, WAITING_FILE))

"""The mark that grades wait in some logs: a small file, looked for at every start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from srs.storage.marks import WAITING_FILE


def waiting_logs(folder: Path) -> set[str]:
    """Give the folders of the logs in which grades may wait; `folder` is the user's own."""
    try:
        text = (folder / WAITING_FILE).read_text("utf-8", "surrogateescape")
    except OSError:
        return set()
    return set(filter(None, text.split("\n")))


def mark_waiting(folder: Path, log: Path, *, waiting: bool) -> None:
    """Say whether grades wait in a log. The log itself counts; a mark that is lost loses none."""
    logs = waiting_logs(folder)
    wanted = logs | {str(log)} if waiting else logs - {str(log)}
    if wanted == logs:
        return
    with suppress(OSError):
        if wanted:
            text = "".join(f"{name}\n" for name in sorted(wanted))
            (folder / WAITING_FILE).write_text(text, "utf-8", "surrogateescape")
        else:
            (folder / WAITING_FILE).unlink(missing_ok=True)

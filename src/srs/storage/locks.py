"""A lock that programs of ours hold while they write, so that they write one after the other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from srs.errors import SaveError

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_FILE = "writing.lock"
_PATIENCE_SECONDS = 10.0


class Lock(Protocol):
    """What is held while decks and the log are written; it may be taken again by its holder."""

    def __call__(self) -> AbstractContextManager[object]: ...


def no_lock() -> AbstractContextManager[object]:
    """Hold nothing, where there is nowhere to keep a lock."""
    return contextlib.nullcontext()


class WritingLock:
    """One lock for all decks of a user: a file in a folder of the user's own."""

    def __init__(self, folder: Path, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._place, self._patience_seconds = folder / LOCK_FILE, patience_seconds

    @cached_property
    def _file(self) -> FileLock:
        """The file; made when it is first wanted, for its library takes its time to import."""
        from filelock import FileLock

        return FileLock(self._place, timeout=self._patience_seconds)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Wait for the lock, then hold it. Raises SaveError if another process keeps it.

        Where the system cannot lock, nothing is held: what others do is then seen by comparing.
        """
        from filelock import Timeout

        try:
            self._file.acquire()
        except Timeout as error:
            raise SaveError(
                f"{self._file.lock_file}: another srs has been writing for too long; nothing was "
                "written. End it, then try again."
            ) from error
        except (OSError, NotImplementedError):
            yield
            return
        try:
            yield
        finally:
            with suppress(OSError):
                self._file.release()


def lock_in(folder: Path | None) -> Lock:
    """Give the lock in a folder, or none where the folder cannot be made."""
    if folder is None:
        return no_lock
    try:
        return WritingLock(folder)
    except OSError:
        return no_lock

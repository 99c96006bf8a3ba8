"""Replace a file's bytes so that it is always the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from srs.errors import SaveError
from srs.files import Read, holds, status_of, why
from srs.storage.beside import forget, write_beside
from srs.storage.swapping import exchange

# For so long a change may keep the time of a file, which some file systems tell roughly.
_DOUBT_NS = 3_000_000_000
_LESS_DOUBT_NS = 100_000_000  # with those that tell it more exactly than to 10 ms
_ROUGHLY_NS = 10_000_000
_TRIES = 10
_ANY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class MovedError(Exception):
    """The file was changed by another program since it was read."""


def replace_file(path: Path, old: Read, data: bytes, shown: str) -> Read:
    """Put `data` in the place of a file's bytes; its mode, owner and links stay.

    A new file is written and synced beside the old one, then the two change places, and what was
    there before is looked at once more. A file with several hard links, or whose owner cannot be
    kept, is written in place, a synced copy beside it meanwhile. Raises SaveError with the old
    bytes still there, MovedError if the file is not the one that was read as `old`.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
        status = target.stat()
        if not old.is_of(status):
            raise MovedError
        if not status.st_mode & _ANY_MAY_WRITE or not os.access(target, os.W_OK):
            raise SaveError(f"{shown}: the file is read-only and was left alone; make it writable.")
        copy, made = write_beside(target, data, status)
        try:
            if not old.is_of(target.stat()):
                raise MovedError
            if status.st_nlink > 1 or made.st_uid != status.st_uid:
                made = _write_in_place(target, data, old.data)
                forget(copy)
            else:
                _put(copy, target, old, made)
        except _TornError as error:
            raise SaveError(
                f"{shown}: the disk fails, and the file is only half written now. "
                f"Its whole new text is in {copy}."
            ) from error
        except BaseException:
            _forget_ours(copy, old, made)
            raise
        _sync_folder(target.parent)
        return Read(data, status_of(made))
    except OSError as error:
        raise SaveError(
            f"{shown}: cannot be saved: {why(error)}. The file is unchanged; "
            "mend that, then try again."
        ) from error


class _TornError(Exception):
    """Neither the new bytes nor the old ones could be written."""


def _put(copy: Path, target: Path, old: Read, made: os.stat_result) -> None:
    """Put a copy in the target's place, unless that is not the old file any more."""
    if not exchange(copy, target):
        copy.replace(target)
        return
    try:
        is_still = _is_still(copy, old, made)
    except OSError:
        _give_back(copy, target, made.st_ino)
        raise
    if is_still:
        forget(copy)
        return
    _give_back(copy, target, made.st_ino)
    raise MovedError


def _give_back(copy: Path, target: Path, put: int) -> None:
    """Let somebody else's file go back to where the one with the inode `put` was put.

    Should that one have been replaced meanwhile, what replaced it goes there in turn.
    """
    for _ in range(_TRIES):
        goes_back = copy.stat().st_ino
        exchange(copy, target)
        if copy.stat().st_ino == put:
            forget(copy)
            return
        put = goes_back


def _forget_ours(copy: Path, old: Read, made: os.stat_result) -> None:
    """Remove what lies beside the target: our copy, or the old file, but nobody else's."""
    with contextlib.suppress(OSError):
        status = copy.stat()
        if status.st_ino == made.st_ino or old.is_of(status):
            forget(copy)


def _is_still(path: Path, old: Read, made: os.stat_result) -> bool:
    """Whether a file is as it was read; its bytes are compared if its time proves nothing."""
    if not old.is_of(path.stat()):
        return False
    is_rough = old.status.modified_ns % _ROUGHLY_NS == 0 or made.st_mtime_ns % _ROUGHLY_NS == 0
    doubt_ns = _DOUBT_NS if is_rough else _LESS_DOUBT_NS
    return made.st_mtime_ns - old.status.modified_ns > doubt_ns or holds(path, old.data)


def _write_in_place(target: Path, data: bytes, old: bytes) -> os.stat_result:
    """Write new bytes over the old ones; the old ones are written again if that fails."""
    try:
        return overwrite(target, data)
    except BaseException:
        try:
            overwrite(target, old)
        except OSError as error:
            raise _TornError from error
        raise


def overwrite(target: Path, data: bytes) -> os.stat_result:
    """Write bytes over those of a file, and force them to the disk. Raises OSError."""
    with target.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename last; Windows has no such call, and some file systems refuse it."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

"""Replace a file's bytes so that it is always the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from srs.errors import SaveError
from srs.files import Read, why

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".srs-", ".tmp"
_ANY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class MovedError(Exception):
    """The file was changed by another program since it was read."""


def replace_file(path: Path, old: Read, data: bytes, shown: str) -> Read:
    """Put `data` in the place of a file's bytes; its mode, owner and links stay.

    A new file is written and synced beside the old one, then renamed over it. A file with several
    hard links, or whose owner cannot be kept, is written in place, a synced copy beside it
    meanwhile. Raises SaveError with the old bytes still there, MovedError if the file is not the
    one that was read as `old`.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
        status = target.stat()
        if not old.is_of(status):
            raise MovedError
        if not status.st_mode & _ANY_MAY_WRITE or not os.access(target, os.W_OK):
            raise SaveError(f"{shown}: the file is read-only and was left alone; make it writable.")
        copy, made = _write_beside(target, data, status)
        try:
            if not old.is_of(target.stat()):
                raise MovedError
            if status.st_nlink > 1 or made.st_uid != status.st_uid:
                made = _write_in_place(target, data, old.data)
                _forget(copy)
            else:
                copy.replace(target)
        except _TornError as error:
            raise SaveError(
                f"{shown}: the disk fails, and the file is only half written now. "
                f"Its whole new text is in {copy}."
            ) from error
        except BaseException:
            _forget(copy)
            raise
        _sync_folder(target.parent)
        return Read(data, len(data), made.st_mtime_ns, made.st_ino)
    except OSError as error:
        raise SaveError(
            f"{shown}: cannot be saved: {why(error)}. The file is unchanged; "
            "mend that, then try again."
        ) from error


class _TornError(Exception):
    """Neither the new bytes nor the old ones could be written."""


def _write_beside(target: Path, data: bytes, status: os.stat_result) -> tuple[Path, os.stat_result]:
    handle, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent)
    copy = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _take_over(file.fileno(), copy, status)
            os.fsync(file.fileno())
            return copy, os.fstat(file.fileno())
    except BaseException:
        _forget(copy)
        raise


def _take_over(handle: int, copy: Path, status: os.stat_result) -> None:
    """Give a new file the owner and the mode of the old one, where that is allowed."""
    made = os.fstat(handle)
    if hasattr(os, "fchown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(handle, status.st_uid, status.st_gid)
    with contextlib.suppress(OSError):
        copy.chmod(stat.S_IMODE(status.st_mode))


def _write_in_place(target: Path, data: bytes, old: bytes) -> os.stat_result:
    """Write new bytes over the old ones; the old ones are written again if that fails."""
    try:
        return _overwrite(target, data)
    except BaseException:
        try:
            _overwrite(target, old)
        except OSError as error:
            raise _TornError from error
        raise


def _overwrite(target: Path, data: bytes) -> os.stat_result:
    with target.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def _forget(copy: Path) -> None:
    with contextlib.suppress(OSError):
        copy.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename last; Windows has no such call, and some file systems refuse it."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

"""Replace a file's bytes so that it is always the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from srs.errors import SaveError
from srs.files import Read, why

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".srs-", ".tmp"
class MovedError(Exception):
    """The file was changed by another program since it was read."""


def replace_file(path: Path, old: Read, data: bytes, shown: str) -> Read:
    """Put `data` in the place of a file's bytes; its mode, owner and links stay.

    A new file is written and synced beside the old one, then renamed over it. A file with several
    hard links is written in place, a synced copy beside it meanwhile. Raises SaveError with the
    old bytes still there, MovedError if the file is not the one that was read as `old`.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
        status = target.stat()
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only file")
        temporary = _write_beside(target, data, status)
        try:
            if not old.is_of(target.stat()):
                raise MovedError
            if status.st_nlink > 1:
                _write_in_place(target, data)
                os.unlink(temporary)
            else:
                os.replace(temporary, target)
        except BaseException:
            _forget(temporary)
            raise
        _sync_folder(target.parent)
        status = target.stat()
        return Read(data, len(data), status.st_mtime_ns, status.st_ino)
    except OSError as error:
        raise SaveError(
            f"{shown}: cannot be saved: {why(error)}. The file is unchanged; "
            "mend that, then grade the card again."
        ) from error


def _write_beside(target: Path, data: bytes, status: os.stat_result) -> str:
    handle, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            _take_over(file.fileno(), name, status)
            os.fsync(file.fileno())
    except BaseException:
        _forget(name)
        raise
    return name


def _take_over(handle: int, name: str, status: os.stat_result) -> None:
    """Give a new file the owner, where that is allowed, and the mode of the old one."""
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
            with contextlib.suppress(OSError):
                os.fchown(handle, status.st_uid, status.st_gid)
    os.chmod(name, stat.S_IMODE(status.st_mode))


def _write_in_place(target: Path, data: bytes) -> None:
    with open(target, "r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _forget(name: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name)


def _sync_folder(folder: Path) -> None:
    """Make the rename last; Windows has no such call, and some file systems refuse it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)

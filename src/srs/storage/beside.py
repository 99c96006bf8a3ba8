"""A whole new file beside the old one, on disk before anybody can see it."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".srs-", ".tmp"
_NAMELESS = getattr(os, "O_TMPFILE", 0)


def copy_name(target: Path) -> Path:
    """Give the name that a new file for `target` has for a moment; `target` is no link."""
    from hashlib import sha256

    digest = sha256(os.fsencode(target.name)).hexdigest()[:12]
    return target.with_name(f"{TEMPORARY_PREFIX}{digest}{TEMPORARY_SUFFIX}")


def write_beside(target: Path, data: bytes, status: os.stat_result) -> tuple[Path, os.stat_result]:
    """Write and sync a new file with the mode and, where allowed, the owner of the old one.

    Where the system can, it has no name before it is complete, so that nothing is left behind if
    the machine stops. Raises OSError, with nothing left behind.
    """
    handle = _open_nameless(target.parent)
    if handle is None:
        return _write_named(target, data, status)
    copy, made = copy_name(target), None
    try:
        try:
            made = _fill(handle, data, status)
            is_named = _name_it(handle, copy)
        finally:
            os.close(handle)
    except BaseException:
        if made is not None:
            forget_file(copy, made.st_ino)
        raise
    return (copy, made) if is_named else _write_named(target, data, status)


def forget_file(path: Path, inode: int) -> None:
    """Remove a file if it is this one still, and if that can be done."""
    with contextlib.suppress(OSError):
        if path.stat().st_ino == inode:
            path.unlink()


def forget(copy: Path) -> None:
    """Remove a file, if that can be done."""
    with contextlib.suppress(OSError):
        copy.unlink()


def _open_nameless(folder: Path) -> int | None:
    if not _NAMELESS:
        return None
    try:
        return os.open(folder, _NAMELESS | os.O_RDWR, 0o600)
    except OSError:
        return None


def _name_it(handle: int, copy: Path) -> bool:
    """Give a nameless file its name; False where that cannot be done."""
    try:
        folder = os.open(copy.parent, os.O_RDONLY)
    except OSError:
        return False
    try:
        place = f"/proc/self/fd/{handle}"
        os.link(place, copy.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)
    except OSError:
        return False
    finally:
        os.close(folder)
    return True


def _write_named(target: Path, data: bytes, status: os.stat_result) -> tuple[Path, os.stat_result]:
    handle, copy = _open_named(target)
    try:
        try:
            return copy, _fill(handle, data, status)
        finally:
            os.close(handle)
    except BaseException:
        forget(copy)
        raise


def _open_named(target: Path) -> tuple[int, Path]:
    """Make a file of the usual name, or of another if somebody else writes there too."""
    copy = copy_name(target)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(copy, flags, 0o600), copy
    except FileExistsError:
        import tempfile

        handle, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent)
        return handle, Path(name)


def _fill(handle: int, data: bytes, status: os.stat_result) -> os.stat_result:
    """Write everything, and give what the system says of the file then."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
    made = os.fstat(handle)
    if hasattr(os, "fchown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(handle, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchmod(handle, stat.S_IMODE(status.st_mode))
    os.fsync(handle)
    return os.fstat(handle)

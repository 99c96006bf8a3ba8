"""Reading a file's bytes, whatever the path turns out to be."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from srs.errors import SourceError

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PIECE_BYTES = 1 << 20
_COMPARED_BYTES = 1 << 17
MAX_DECK_BYTES = 32 * 1024**2
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.EIO: "the disk reported an error",
    errno.ENOENT: "it does not exist",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


def why(error: OSError) -> str:
    """Say in a few words why the system refused."""
    return _WHY.get(error.errno or 0) or (error.strerror or str(error)).lower()


class Status(NamedTuple):
    """What the system says of a file; while all of this is the same, so is what it holds.

    Times are in ns since 1970, as coarse as the file system makes them.
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    device: int


def status_of(status: os.stat_result) -> Status:
    """Give what tells whether a file was changed."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return Status(status.st_size, *times, status.st_ino, status.st_dev)


class Read(NamedTuple):
    """A file's bytes, and what the system said of the file when they were read."""

    data: bytes
    status: Status

    def is_of(self, status: os.stat_result) -> bool:
        """Whether the file is still the one that was read."""
        seen = self.status
        now = (status.st_size, status.st_mtime_ns, status.st_ino)
        return now == (seen.size, seen.modified_ns, seen.inode)


def read_again(path: Path, shown: str, old: Read) -> Read:
    """Read a file of which something was read; gives the very same bytes if it still holds them.

    Raises SourceError as `read_file` does.
    """
    try:
        handle = os.open(path, _READ)
        try:
            status = os.fstat(handle)
            if stat.S_ISREG(status.st_mode) and holds(handle, old.data):
                return Read(old.data, status_of(status))
        finally:
            os.close(handle)
    except (OSError, ValueError):
        pass  # which is said below
    return read_file(path, shown)


def holds(file: Path | int, data: bytes) -> bool:
    """Whether a file, or an open one, holds these bytes and no more. Raises OSError."""
    buffer, at = memoryview(bytearray(_COMPARED_BYTES)), 0
    close = not isinstance(file, int)
    with open(file, "rb", buffering=0, closefd=close) as stream:
        while size := stream.readinto(buffer):
            if not data.startswith(buffer[:size], at):
                return False
            at += size
    return at == len(data)


def read_file(path: Path | str, shown: str, max_bytes: int = MAX_DECK_BYTES) -> Read:
    """Read a regular file. Raises SourceError for folders, devices, pipes and what is too large."""
    try:
        handle = os.open(path, _READ)
        try:
            return _read(handle, shown, max_bytes)
        finally:
            os.close(handle)
    except ValueError as error:
        raise SourceError(f"{shown!r} is no possible path.") from error
    except OSError as error:
        raise SourceError(f"{shown}: cannot be read: {why(error)}.") from error


def _read(handle: int, shown: str, max_bytes: int) -> Read:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise SourceError(f"{shown}: cannot be read: it is {kind}.")
    pieces = [os.read(handle, min(status.st_size, max_bytes) + 1)]
    size = len(pieces[0])
    while pieces[-1] and size != status.st_size and size <= max_bytes:  # it may grow meanwhile
        pieces.append(os.read(handle, _PIECE_BYTES))
        size += len(pieces[-1])
    if size > max_bytes:
        limit = f"it is larger than {max_bytes // 1024**2} MB; split it into several files"
        raise SourceError(f"{shown}: cannot be read: {limit}.")
    return Read(b"".join(pieces), status_of(status))

"""Make a file that does not exist yet, or one of our own anew."""

from __future__ import annotations

import os
from pathlib import Path

from srs.errors import SaveError
from srs.files import read_file, why
from srs.storage.atomic import MovedError, replace_file


def create_file(path: Path, data: bytes, shown: str) -> None:
    """Write a new file, synced. Raises SaveError, with nothing left, if that fails."""
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink()
                raise
    except FileExistsError:
        raise SaveError(f"{shown}: another program made this file meanwhile; try again.") from None
    except OSError as error:
        raise SaveError(f"{shown}: cannot be written: {why(error)}.") from error


def write_file(path: Path, data: bytes, shown: str) -> None:
    """Write a file of our own, whether there is one already or not. Raises SaveError."""
    if not path.exists():
        create_file(path, data, shown)
        return
    try:
        replace_file(path, read_file(path, shown), data, shown)
    except MovedError:
        raise SaveError(f"{shown}: another program is writing this file; try again.") from None

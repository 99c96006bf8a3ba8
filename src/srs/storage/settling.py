"""Reading a file that another program may be writing at this moment."""

from __future__ import annotations

import time
from pathlib import Path

from srs.files import Read, read_file

QUIET_SECONDS = 0.02
_TRIES = 50


def read_settled(path: Path, shown: str) -> Read:
    """Read a file that was just changed, when it has been left alone for a moment.

    An editor that writes in place empties the file first; what is read in between is not what it
    means to write. Raises SourceError as `read_file` does.
    """
    read = read_file(path, shown)
    for _ in range(_TRIES):
        time.sleep(QUIET_SECONDS)
        again = read_file(path, shown)
        if again == read:
            break
        read = again
    return read

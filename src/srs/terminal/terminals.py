"""Which kind of terminal there is."""

from __future__ import annotations

import sys
from typing import TextIO

from srs.terminal.device import Terminal


def open_terminal(stdin: TextIO, stdout: TextIO) -> Terminal:
    """Give the terminal behind two streams that are one; it is claimed by entering it."""
    if sys.platform == "win32":
        from srs.terminal.windows import WindowsTerminal

        return WindowsTerminal(stdout)
    from srs.terminal.posix import PosixTerminal

    return PosixTerminal(stdin, stdout)

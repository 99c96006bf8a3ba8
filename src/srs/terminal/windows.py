"""A terminal under Windows: keys from the console, its size asked for while waiting."""

from __future__ import annotations

import ctypes
import msvcrt
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self, TextIO

from srs.terminal.device import ENTER, LEAVE, Size
from srs.terminal.keys import KeyDecoder

assert sys.platform == "win32"

_STDOUT_HANDLE = -11
_ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x0004
_POLL_SECONDS = 0.02
_FALLBACK = Size(80, 24)
_PREFIXES = ("\x00", "\xe0")
_EXTENDED = {
    "H": "up",
    "P": "down",
    "K": "left",
    "M": "right",
    "I": "pgup",
    "Q": "pgdn",
    "G": "home",
    "O": "end",
}


class WindowsTerminal:
    """The console of Windows 10 and later, which understands control sequences."""

    def __init__(self, stdout: TextIO) -> None:
        self._stdout = stdout
        self._console = ctypes.windll.kernel32.GetStdHandle(_STDOUT_HANDLE)
        self._mode = ctypes.c_ulong()
        self._drawn = _FALLBACK

    def __enter__(self) -> Self:
        kernel = ctypes.windll.kernel32
        kernel.GetConsoleMode(self._console, ctypes.byref(self._mode))
        self._claim()
        return self

    def __exit__(self, *exc: object) -> None:
        self._release()

    def write(self, text: str) -> None:
        """Write text that is already fit for a terminal."""
        self._stdout.write(text)
        self._stdout.flush()

    def size(self) -> Size:
        """The size now."""
        with suppress(OSError):
            self._drawn = Size(*os.get_terminal_size(self._stdout.fileno()))
        return self._drawn

    def read_key(self, seconds: float | None = None) -> str:
        """Wait for a key or an event; with a time, about so long and no longer."""
        waited = 0.0
        while seconds is None or waited < seconds:
            drawn = self._drawn
            if self.size() != drawn:
                return "resize"
            if not msvcrt.kbhit():
                time.sleep(_POLL_SECONDS)
                waited += _POLL_SECONDS
                continue
            character = msvcrt.getwch()
            if character in _PREFIXES:
                name = _EXTENDED.get(msvcrt.getwch(), "")
            else:
                name = _name(character)
            if name:
                return name
        return "tick"

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the terminal to another program for the time of the context."""
        self._release()
        try:
            yield
        finally:
            self._claim()

    def _claim(self) -> None:
        mode = self._mode.value | _ENABLE_VIRTUAL_TERMINAL_PROCESSING
        ctypes.windll.kernel32.SetConsoleMode(self._console, mode)
        self.write(ENTER)

    def _release(self) -> None:
        with suppress(OSError):
            self.write(LEAVE)
        ctypes.windll.kernel32.SetConsoleMode(self._console, self._mode)


def _name(character: str) -> str:
    if character == "\x1b":
        return "esc"
    return "".join(KeyDecoder().feed(character.encode("utf-8", "ignore"))[:1])

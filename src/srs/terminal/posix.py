"""A terminal under POSIX: raw mode, signals, keys typed ahead."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Self, TextIO

from srs.terminal.device import ENTER, LEAVE, USUAL_CELL, Size
from srs.terminal.keys import ESCAPE_TIMEOUT_SECONDS, KeyDecoder

_FATAL = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_WATCHED = (*_FATAL, signal.SIGINT, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
_READ_BYTES = 4096
_FALLBACK = Size(80, 24)
_WINSIZE = struct.Struct("HHHH")  # rows, columns, width and height in pixels
_INPUT_FLAGS, _LOCAL_FLAGS, _CONTROL_CHARACTERS = 0, 3, 6


class PosixTerminal:
    """Signals only leave a byte in a pipe, so nothing is ever interrupted half-way.

    Ctrl-C and Ctrl-Z come as keys; keys typed ahead are kept, here and by the system.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._input = stdin.fileno()
        self._stdout = stdout
        self._decoder = KeyDecoder()
        self._keys: deque[str] = deque()
        self._cooked: list[Any] = []
        self._handlers: dict[signal.Signals, Any] = {}
        self._lent = False

    def __enter__(self) -> Self:
        self._cooked = termios.tcgetattr(self._input)
        self._signals, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        for number in _WATCHED:
            self._handlers[number] = signal.signal(number, self._note)
        self._claim()
        return self

    def __exit__(self, *exc: object) -> None:
        self._release()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._wake)
        os.close(self._signals)

    def write(self, text: str) -> None:
        """Write text that is already fit for a terminal."""
        self._stdout.write(text)
        self._stdout.flush()

    def size(self) -> Size:
        """The size now."""
        with suppress(OSError):
            answer = fcntl.ioctl(self._stdout.fileno(), termios.TIOCGWINSZ, bytes(_WINSIZE.size))
            rows, columns, width, height = _WINSIZE.unpack(answer)
            if columns and rows:
                cell = (width // columns, height // rows)
                return Size(columns, rows, cell if all(cell) else USUAL_CELL)
        return _FALLBACK

    def read_key(self, seconds: float | None = None) -> str:
        """Wait for a key or an event; with a time, no longer."""
        while not self._keys:
            timeout = ESCAPE_TIMEOUT_SECONDS if self._decoder.waits else seconds
            ready, _, _ = select.select([self._signals, self._input], [], [], timeout)
            if self._signals in ready:
                for number in os.read(self._signals, _READ_BYTES):
                    self._react(number)
            elif self._input in ready:
                self._read()
            elif self._decoder.waits:
                self._keys += self._decoder.flush()
            else:
                return "tick"
        return self._keys.popleft()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the terminal to another program for the time of the context."""
        self._release()
        self._lent = True
        try:
            yield
        finally:
            self._lent = False
            self._claim()

    def _read(self) -> None:
        try:
            data = os.read(self._input, _READ_BYTES)
        except OSError:
            data = b""
        if not data:
            self._keys.append("eof")
        for key in self._decoder.feed(data):
            if key == "ctrl-z":
                self._stop()
            else:
                self._keys.append(key)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self._lent and number == signal.SIGTSTP:
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        with suppress(OSError):
            os.write(self._wake, bytes([number]))

    def _react(self, number: int) -> None:
        if number in _FATAL:
            raise SystemExit(128 + number)
        if number == signal.SIGTSTP:
            self._stop()
        elif number == signal.SIGCONT:
            self._make_raw()
            self._keys.append("resize")
        elif number == signal.SIGINT:
            self._keys.append("ctrl-c")
        else:
            self._keys.append("resize")

    def _stop(self) -> None:
        """Stop the whole job as Ctrl-Z would, and go on where it is continued."""
        self._release()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._note)
        self._claim()
        self._keys.append("resize")

    def _claim(self) -> None:
        self._make_raw()
        self.write(ENTER)

    def _make_raw(self) -> None:
        raw = [*self._cooked[:_CONTROL_CHARACTERS], list(self._cooked[_CONTROL_CHARACTERS])]
        raw[_INPUT_FLAGS] &= ~(termios.IXON | termios.ICRNL)
        raw[_LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        raw[_CONTROL_CHARACTERS][termios.VMIN] = 1
        raw[_CONTROL_CHARACTERS][termios.VTIME] = 0
        termios.tcsetattr(self._input, termios.TCSADRAIN, raw)

    def _release(self) -> None:
        with suppress(OSError):
            self.write(LEAVE)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._input, termios.TCSADRAIN, self._cooked)

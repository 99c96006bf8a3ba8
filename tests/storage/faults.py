"""System calls that fail, or at which the program is killed: the nth that a write makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from srs.storage import atomic, swapping

CALLS = (
    *("open", "close", "read", "write", "lseek", "fsync", "ftruncate"),
    *("stat", "fstat", "lstat", "link", "unlink", "replace", "mkdir", "fchmod", "fchown", "access"),
)


class Faults:
    """Counts system calls, and lets something happen at one of them; `hit` says which it was."""

    def __init__(self, at: int, happening: Callable[[], None]) -> None:
        self.at, self.happening = at, happening
        self.calls = 0
        self.hit = ""

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """A system call that is counted, and does not get through when its turn has come."""

        def counted(*args: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                self.hit = name
                self.happening()
            return call(*args, **options)

        return counted


@contextmanager
def faults(at: int, happening: Callable[[], None]) -> Iterator[Faults]:
    """Let something happen at the nth system call, counted from 1."""
    state = Faults(at, happening)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            if hasattr(os, name):
                patch.setattr(os, name, state.wrapped(name, getattr(os, name)))
        patch.setattr(atomic, "exchange", state.wrapped("exchange", swapping.exchange))
        yield state


def failing(number: int) -> Callable[[], None]:
    """A system call that fails with this error."""

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def killed() -> None:
    """As `kill -9`: nothing is run any more."""
    os._exit(137)

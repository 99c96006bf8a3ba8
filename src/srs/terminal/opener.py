"""Open an address or a file with what the system opens it with."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srs.errors import LinkError
from srs.terminal.editor import split_command

if TYPE_CHECKING:
    import subprocess


def opener_command(environ: Mapping[str, str], target: str, platform: str) -> list[str]:
    """Give the command that opens `target`; none where nothing here can.

    `$BROWSER` opens web addresses. Without it a session over SSH opens nothing, for the person
    sits elsewhere, save where it shows windows there; nor does one without windows at all.
    """
    browser = environ.get("BROWSER", "").split(os.pathsep)[0].rstrip("& ")
    if browser and target.lower().startswith(("http://", "https://")):
        with suppress(ValueError):
            words = split_command(browser)
            filled = [word.replace("%s", target) for word in words]
            return filled if filled != words else [*words, target]
    if platform == "darwin":
        return [] if _is_remote(environ) else ["open", target]
    windows = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if environ.get("WSL_DISTRO_NAME") and _program("wslview", environ):
        return ["wslview", target]
    return ["xdg-open", target] if windows else []


@dataclass
class Opener:
    """Starts openers, without a shell and apart from the terminal.

    So long as `patience_seconds` one may take to say that it failed; then it is left alone.
    """

    environ: Mapping[str, str]
    patience_seconds: float = 0.3
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def open(self, target: str) -> None:
        """Open an address, or the file of an absolute path.

        Raises LinkError with the address, to copy it, where it cannot be opened.
        """
        if sys.platform == "win32" and not _is_remote(self.environ):
            try:
                os.startfile(target)
            except OSError as error:
                raise LinkError(f"It could not be opened; the address: {target}") from error
            return
        command = opener_command(self.environ, target, sys.platform)
        program = _program(command[0], self.environ) if command else None
        if program is None:
            raise LinkError(f"Nothing here can open it; the address: {target}")
        self._running = [each for each in self._running if each.poll() is None]
        self._start([program, *command[1:]], target)

    def _start(self, command: list[str], target: str) -> None:
        import subprocess

        nowhere = subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
            )
            code = process.wait(self.patience_seconds)
        except subprocess.TimeoutExpired:
            self._running.append(process)
            return
        except OSError as error:
            raise LinkError(f"{command[0]} cannot be started; the address: {target}") from error
        if code:
            raise LinkError(f"{command[0]} ended with code {code}; the address: {target}")


def _is_remote(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _program(name: str, environ: Mapping[str, str]) -> str | None:
    """The path of a program."""
    import shutil

    return shutil.which(name, path=environ.get("PATH"))

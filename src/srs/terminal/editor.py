"""Open a file at a line in the editor that a person has chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from srs.errors import SrsError

_PLUS_LINE = frozenset(
    "vi vim nvim view gvim nano pico emacs emacsclient micro kak joe jed mg ne mcedit".split()
)
_COLON_LINE = frozenset("hx helix subl zed".split())
_GOTO = frozenset("code codium code-insiders vscodium cursor windsurf".split())
_WAITING = _GOTO | {"subl", "zed"}


def editor_command(environ: Mapping[str, str], path: Path, line: int) -> list[str]:
    """Give the command that opens `path` at `line` (from 1), by $VISUAL or $EDITOR.

    Raises SrsError where the variable cannot be read as a command.
    """
    fallback = "notepad" if os.name == "nt" else "vi"
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or fallback
    try:
        words = split_command(chosen)
    except ValueError:
        words = []
    if not words:
        raise SrsError(f"$VISUAL or $EDITOR is no command: {chosen!r}. Set it to an editor.")
    return words + _arguments(Path(words[0]).stem.lower(), words, str(path.absolute()), line)


def edit(environ: Mapping[str, str], path: Path, line: int) -> None:
    """Open the editor and wait until it is closed; raises SrsError where it cannot be started."""
    import shutil
    import subprocess

    command = editor_command(environ, path, line)
    program = shutil.which(command[0]) or command[0]
    try:
        code = subprocess.run([program, *command[1:]], check=False).returncode
    except OSError as error:
        reason = error.strerror or str(error)
        raise SrsError(
            f"The editor {command[0]} could not be started ({reason}). Set $VISUAL or $EDITOR."
        ) from None
    if code:
        raise SrsError(f"The editor {command[0]} ended with code {code}.")


def split_command(command: str) -> list[str]:
    """Split a command into words, as a shell would.

    Backslashes separate folders under Windows and escape elsewhere.
    """
    import shlex

    if os.name == "nt":
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def _arguments(name: str, words: list[str], path: str, line: int) -> list[str]:
    waits = ["--wait"] if name in _WAITING and not {"--wait", "-w"} & set(words) else []
    if name in _GOTO:
        return [*waits, "--goto", f"{path}:{line}"]
    if name in _COLON_LINE:
        return [*waits, f"{path}:{line}"]
    return [f"+{line}", path] if name in _PLUS_LINE else [path]

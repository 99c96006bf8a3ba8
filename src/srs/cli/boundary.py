"""The one place where a run ends: errors become a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from srs.errors import SrsError

INTERRUPTED = 130
_BUG = 1


def finish(command: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code."""
    from typer import Exit

    raise Exit(code_of(command))


def code_of(command: Callable[[], int]) -> int:
    """Run a command, write what is left to write, and give its exit code."""
    code = _run(command)
    _empty_output()
    return code


def _run(command: Callable[[], int]) -> int:
    try:
        return command()
    except SrsError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("interrupted; everything graded until now is saved.")
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001 - the one place where a bug ends
        _say(f"this should not have happened; {_report()}.")
        return _BUG


def _say(sentence: str) -> None:
    from srs.commands.context import complain

    complain(sys.stderr, sentence)


def _empty_output() -> None:
    """Write what is left of the output; if nobody takes it, nowhere, so that leaving is quiet."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report() -> str:
    """Write what is known of a bug to a file, and say where; else give its last line."""
    import tempfile
    import traceback

    text = traceback.format_exc()
    try:
        handle, name = tempfile.mkstemp(".txt", "srs-report-")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        return f"no report could be written of {text.splitlines()[-1]}"
    return f"the full report is in {name}"

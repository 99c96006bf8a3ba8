"""The one place where a run ends: errors become a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import NoReturn

import typer

from srs.errors import SrsError

INTERRUPTED = 130
_BUG = 1


def finish(command: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code."""
    raise typer.Exit(_run(command))


def _run(command: Callable[[], int]) -> int:
    try:
        code = command()
        sys.stdout.flush()
        return code
    except SrsError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("interrupted; everything graded until now is saved.")
        return INTERRUPTED
    except BrokenPipeError:
        _leave_pipe()
        return 0
    except Exception:  # noqa: BLE001 - the one place where a bug ends
        _say(f"this should not have happened; the full report is in {_report()}.")
        return _BUG


def _say(sentence: str) -> None:
    from srs.commands.context import complain

    complain(sys.stderr, sentence)


def _leave_pipe() -> None:
    """The reader of our output is gone: write the rest nowhere, so that leaving raises nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report() -> str:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="replace", prefix="srs-report-", suffix=".txt", delete=False
    ) as file:
        file.write(traceback.format_exc())
        return file.name

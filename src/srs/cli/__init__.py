"""The command line: what is typed becomes plain values; the clock and chance are made here."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

_COMPLETION = "_SRS_COMPLETE"  # set while a shell completes words


def run() -> None:
    """Run the program, and end the process at once.

    To take apart everything in memory before, as Python does, lasts longer than most commands.
    """
    code = 0
    try:
        main()
    except SystemExit as ending:
        if not isinstance(ending.code, int):
            raise
        code = ending.code
    except OSError as error:  # of help and the like; commands say their own
        os._exit(_lost(error))
    os._exit(_written(code))


def _written(code: int) -> int:
    """Write what is left of the output; gives another exit code if that fails."""
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (BrokenPipeError, ValueError):  # nobody reads it, or it is closed
        return code
    except OSError as error:
        return _lost(error)
    return code


def _lost(error: OSError) -> int:
    from srs.commands.context import complain, unwritten

    with suppress(OSError, ValueError):
        complain(sys.stderr, str(unwritten(error)))
    return 1


def main() -> None:
    """Run the program. `--version` answers before anything else is imported."""
    if sys.argv[1:] == ["--version"]:
        from srs import __version__

        print(f"srs {__version__}")
        return
    gc.set_threshold(250_000, 10, 10)  # most runs are short, and leave little to collect
    try:
        _open_closed_streams()
        words = sys.argv[1:]
        if words[:1] in (["due"], ["review"], ["stats"]) and _COMPLETION not in os.environ:
            from srs.cli.at_once import run_at_once

            run_at_once(words)
        from srs.cli.app import app, narrow_to

        narrow_to(words)
        app(prog_name="srs")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _open_closed_streams() -> None:
    """Let streams that the caller has closed lead nowhere, lest a deck be opened in their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(handle, mode, encoding="utf-8"))

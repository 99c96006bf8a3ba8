"""The command line: what is typed becomes plain values; the clock and chance are made here."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program. `--version` answers before anything else is imported."""
    if sys.argv[1:] == ["--version"]:
        from srs import __version__

        print(f"srs {__version__}")
        return
    from srs.cli.app import app

    app(prog_name="srs")

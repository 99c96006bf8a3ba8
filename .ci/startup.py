"""Report how long commands take to start: `startup.py COMMAND...` prints medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
OPTIONS = ("--version", "--help")  # only the second one imports typer


def start_ms(command: str, option: str) -> float:
    """The wall-clock time of one run of `COMMAND OPTION`."""
    begin = time.perf_counter()
    subprocess.run([command, option], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    for command in sys.argv[1:]:
        for option in OPTIONS:
            median_ms = statistics.median(start_ms(command, option) for _ in range(RUNS))
            print(f"{median_ms:6.0f} ms  {command} {option}")


if __name__ == "__main__":
    main()

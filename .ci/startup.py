"""Report how long commands take to start: `startup.py COMMAND...` prints the median of each."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15


def start_ms(command: str) -> float:
    """The wall-clock time of one run of `COMMAND --version`."""
    begin = time.perf_counter()
    subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    for command in sys.argv[1:]:
        median_ms = statistics.median(start_ms(command) for _ in range(RUNS))
        print(f"{median_ms:6.0f} ms  {command}")


if __name__ == "__main__":
    main()

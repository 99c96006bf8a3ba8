"""Measure key press to drawn frame in a pseudo-terminal: `python benchmarks/keypress.py`.

A review of cards with 60 lines of code each runs in 80 x 24. From each key the time is taken until
the last byte of its frame came out. Ends with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

FRAME_ENDS = b"\x1b[?2026l"
NOW = "2026-01-01"
MEDIAN_LIMIT_MS = 30
LIMIT_MS = 60  # for 99 of 100
KEYS = {
    "show the answer": b" ",
    "scroll down": b"j",
    "page down": b"\x1b[6~",
    "to the end": b"\x1b[F",
    "to the top": b"\x1b[H",
    "help": b"?",
    "back": b"?",
    "grade, next card": b"3",
}


def main() -> int:
    """Make the deck, press the keys, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100, help="cards that are reviewed")
    parser.add_argument(
        "--pause-ms", type=int, default=100, help="how long a person looks before a key"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "deck.md").write_text(deck(options.cards + 1), encoding="utf-8")
        times_ms = measured(Path(folder), options.cards, options.pause_ms)
    print("| key | median | 99 of 100 | slowest |\n|---|---|---|---|")
    for name, some in times_ms.items():
        print(row(name, some))
    every = [time_ms for some in times_ms.values() for time_ms in some]
    print(row(f"all {len(every)}", every))
    return int(statistics.median(every) >= MEDIAN_LIMIT_MS or percentile(every) >= LIMIT_MS)


def deck(cards: int) -> str:
    """Cards whose answers are 60 lines of highlighted code, each its own."""
    return "\n\n".join(
        f"Card {number}\n-?-\n```python\n{code(number)}```" for number in range(cards)
    )


def code(number: int) -> str:
    """A function of 60 lines."""
    lines = (
        f'    value_{line} = compute({number}, "{line}", [x * {line} for x in data])  # {line}\n'
        for line in range(59)
    )
    return f"def example_{number}(self) -> None:\n" + "".join(lines)


def measured(folder: Path, cards: int, pause_ms: int) -> dict[str, list[float]]:
    """Press every key once on every card, in turn."""
    process, terminal = started(folder)
    times_ms: dict[str, list[float]] = {name: [] for name in KEYS}
    until_frame(terminal)
    for _ in range(cards):
        for name, key in KEYS.items():
            time.sleep(pause_ms / 1000)
            began = time.perf_counter()
            os.write(terminal, key)
            until_frame(terminal)
            times_ms[name].append((time.perf_counter() - began) * 1000)
    os.write(terminal, b"q")
    for _ in output(terminal):
        pass
    os.waitpid(process, 0)
    return times_ms


def started(folder: Path) -> tuple[int, int]:
    """Start the review in a pseudo-terminal; gives its process and the terminal's other end."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", XDG_DATA_HOME=str(folder))
        command = [sys.executable, "-m", "srs", "review", "deck.md", "--now", NOW, "--new", "9999"]
        os.execv(sys.executable, command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return process, terminal


def until_frame(terminal: int) -> None:
    """Read until a frame is complete and nothing more comes at once."""
    seen = b""
    for data in output(terminal):
        seen = (seen + data)[-65536:]
        if seen.endswith(FRAME_ENDS) and not select.select([terminal], [], [], 0)[0]:
            return
    raise SystemExit(f"the review ended too early: {seen.decode(errors='replace')}")


def output(terminal: int) -> Iterator[bytes]:
    """What the program writes, as it comes."""
    while True:
        if not select.select([terminal], [], [], 10)[0]:
            return
        try:
            data = os.read(terminal, 65536)
        except OSError:  # its end is closed
            return
        if not data:
            return
        yield data


def percentile(times_ms: list[float]) -> float:
    """The time that 99 of 100 keep."""
    return statistics.quantiles(times_ms, n=100)[98]


def row(name: str, times_ms: list[float]) -> str:
    figures = (statistics.median(times_ms), percentile(times_ms), max(times_ms))
    return f"| {name} | " + " | ".join(f"{figure:.1f} ms" for figure in figures) + " |"


if __name__ == "__main__":
    raise SystemExit(main())

"""Measure whole processes of srs against a floor run beside each: `python benchmarks/run.py`.

Rounds alternate floor and program, so that drift of the machine hits both alike; the table gives
medians and the median of the ratios. Nothing is judged here.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORDS = "queue buffer parser thread socket index cache branch commit stack pointer closure".split()
CARDS_PER_DECK = 10
MOMENT = "2026-01-01"
READ_AND_SPLIT = (
    "import sys, pathlib\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.md'):\n"
    "    path.read_bytes().decode().split('\\n')\n"
)


@dataclass(frozen=True)
class Measurement:
    """A program and the floor it is held against; each call does one run and gives seconds."""

    name: str
    program: Callable[[], float]
    floor: Callable[[], float]
    floor_name: str


def main() -> None:
    """Make the decks, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000, help="decks of 10 cards (default 1000)")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_decks(root / "decks", options.files)
        big = root / "big.md"
        big.write_text("".join(card(random.Random(k)) for k in range(60_000)), encoding="utf-8")
        print(f"{options.files} decks, {options.rounds} rounds\n")
        print("| what | median | floor | × |\n|---|---|---|---|")
        for measurement in measurements(root, big):
            print(row(measurement, options.rounds), flush=True)


def measurements(root: Path, big: Path) -> list[Measurement]:
    """Everything that is measured."""
    decks = str(root / "decks")
    bare = process("-c", "pass")
    split = process("-c", READ_AND_SPLIT, decks)
    small = next((root / "decks").rglob("*.md"))
    return [
        Measurement("srs --version", srs("--version"), bare, "python -c pass"),
        Measurement("srs --help", srs("--help"), bare, "python -c pass"),
        Measurement("srs due, one deck", srs("due", str(small)), bare, "python -c pass"),
        Measurement("srs stats, all decks", srs("stats", decks), split, "read and split all"),
        Measurement("srs due, all decks", srs("due", decks), split, "read and split all"),
        grade_measurement(small, "a grade, 2 kB deck"),
        grade_measurement(big, f"a grade, {big.stat().st_size / 1e6:.0f} MB deck"),
    ]


def srs(*words: str) -> Callable[[], float]:
    """A run of the program in a process of its own."""
    return process("-m", "srs", *words, *(() if words[0].startswith("-") else ("--now", MOMENT)))


def process(*words: str) -> Callable[[], float]:
    """A run of the interpreter in a process of its own."""

    def run() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], capture_output=True, check=False)
        return time.perf_counter() - start

    return run


def grade_measurement(deck: Path, name: str) -> Measurement:
    """One grade in a running session, against a bare atomic write of as many bytes."""
    from srs.files import read_file
    from srs.markdown.parser import parse
    from srs.markdown.syntax import SyntaxSettings
    from srs.model import Sm2Schedule
    from srs.storage.open_deck import OpenDeck
    from srs.text import Source, decode

    read = read_file(deck, deck.name)
    parsed = parse(Source(deck.name, decode(read.data, deck.name)), SyntaxSettings())
    opened = OpenDeck(deck, read, parsed)
    note = parsed.notes[len(parsed.notes) // 2]
    ease = iter(range(130, 10_000))

    def program() -> float:
        schedule = Sm2Schedule(note.cards[0].schedule.due, 5, next(ease))
        start = time.perf_counter()
        opened.give(note.index, 0, schedule)
        return time.perf_counter() - start

    def floor() -> float:
        data = deck.read_bytes()
        start = time.perf_counter()
        bare_atomic_write(deck.with_suffix(".floor"), data)
        return time.perf_counter() - start

    return Measurement(name, program, floor, "a bare atomic write")


def bare_atomic_write(path: Path, data: bytes) -> None:
    """Write beside, sync, rename, sync the folder: what no safe write can do without."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def row(measurement: Measurement, rounds: int) -> str:
    """Measure, and give a row of the table."""
    measurement.floor(), measurement.program()
    pairs = [(measurement.floor(), measurement.program()) for _ in range(rounds)]
    floor, program = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(program / floor for floor, program in pairs)
    return (
        f"| {measurement.name} | {program:.1f} ms | {floor:.1f} ms, {measurement.floor_name} "
        f"| {ratio:.2f} |"
    )


def make_decks(root: Path, files: int) -> None:
    """Write decks in folders of a hundred, the same ones every time."""
    for number in range(files):
        chance = random.Random(number)
        path = root / f"{number // 100:03d}" / f"deck{number:05d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(card(chance) for _ in range(CARDS_PER_DECK))
        path.write_text(f"# Deck {number}\n\n{text}", encoding="utf-8")


def card(chance: random.Random) -> str:
    """A card with a schedule, and some prose after it."""
    pick = chance.choice
    back = " ".join(pick(WORDS) for _ in range(12))
    fence = f"```python\n# {pick(WORDS)}\n\n{pick(WORDS)} = {chance.randrange(99)}\n```\n"
    comment = f"<!--SR:!2026-0{chance.randrange(1, 7)}-1{chance.randrange(9)},12,250-->"
    front = f"What does the {pick(WORDS)} do to the {pick(WORDS)}?"
    return f"{front}\n-?-\n{back}\n{fence}{comment}\n\nProse about {back}.\n\n"


if __name__ == "__main__":
    main()

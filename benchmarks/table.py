"""A row of the table: a program, what it is held against, and the goal."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from processes import Run

CI_FACTOR = 2


@dataclass(frozen=True)
class Row:
    """A program and the floor it is held against; each call does one run and gives seconds.

    The goal is a ratio, or how many milliseconds more than its floor the program may take.
    """

    name: str
    program: Run
    floor: Run
    floor_name: str
    goal: float | None = None
    more_ms: float | None = None


def show(row: Row, rounds: int) -> str | None:
    """Measure, print a row of the table; give its name where its ratio is far above its goal."""
    row.floor(), row.program()
    pairs = [(row.floor(), row.program()) for _ in range(rounds)]
    floor, program = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(program / floor for floor, program in pairs)
    goal = "" if row.goal is None else f"{row.goal:g}"
    held = f"{floor:.1f} ms, {row.floor_name}"
    if row.more_ms is not None:
        more = statistics.median(program - floor for floor, program in pairs) * 1000
        goal = f"{row.more_ms:g} ms more"
        print(f"| {row.name} | {program:.1f} ms | {held} | {more:+.1f} ms | {goal} |", flush=True)
        return None
    print(f"| {row.name} | {program:.1f} ms | {held} | {ratio:.2f} | {goal} |", flush=True)
    return row.name if row.goal is not None and ratio > CI_FACTOR * row.goal else None

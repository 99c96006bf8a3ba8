"""Measure srs against its goals: `python benchmarks/run.py` makes the decks and prints the table.

Whole processes from a fresh start, with files in the page cache. Each is measured beside its floor,
the two in turn, so that drift of the machine hits both; the table gives medians and the median of
the ratios. With `--growth` the same for 100 to 1,000,000 cards; with `--ci` fewer decks, and the
exit code is 1 where a ratio is above twice its goal.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import beside
import vaults
from grades import grade
from processes import Bench
from table import CI_FACTOR, Row, show

# A walk through a folder, with what is done for each file.
WALK = """
import os, sys
pending = [sys.argv[1]]
while pending:
    with os.scandir(pending.pop()) as listing:
        for entry in listing:
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            else:
                {}
"""
READ_AND_SPLIT = WALK.format("open(entry.path, encoding='utf-8', newline='').read().split('\\n')")
WALK_AND_STAT = WALK.format("entry.stat(follow_symlinks=False)")
PARSER = "the plugin's parser in node"
LARGE = 10_000
CHANGED_FILES = 100


class Others(NamedTuple):
    """Where other programs are: the plugin's parser for node, a Python that has Anki."""

    plugin: Path | None
    anki: str | None


def main() -> int:
    """Make the decks, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="decks of ten cards")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--ci", action="store_true")
    parser.add_argument("--plugin", type=Path, metavar="FILE", help="its parser, for node")
    parser.add_argument("--anki", metavar="PYTHON", help="a Python that has anki")
    options = parser.parse_args()
    files = 1_000 if options.ci else options.files
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        if options.growth:
            growth(bench, options.rounds)
            return 0
        print("| what | median | floor | × | goal |\n|---|---|---|---|---|")
        others = Others(options.plugin, options.anki or beside.python_with_anki())
        all_rows = rows(bench, files, others)
        missed = [name for row in all_rows if (name := show(row, options.rounds))]
        if not options.ci:
            memory(bench, files)
    if missed and options.ci:
        print(f"\nabove {CI_FACTOR} times the goal: {', '.join(missed)}", file=sys.stderr)
    return int(bool(missed) and options.ci)


def rows(bench: Bench, files: int, others: Others) -> Iterator[Row]:
    """Everything that is measured."""
    bare, now = bench.python("-c", "pass"), ("--now", vaults.MOMENT)
    yield Row("python -m srs --version", bench.python("-m", "srs", "--version"), bare, "bare", 1.5)
    yield Row("srs --version, by the installer's script", bench.srs("--version"), bare, "bare")
    yield Row("srs --help", bench.srs("--help"), bare, "bare", 6.5)
    yield Row("srs why --help", bench.srs("why", "--help"), bare, "bare", 6.5)
    small = vaults.make(bench.folder / "S", 10)
    yield Row("srs due, 10 decks", bench.srs("due", *now, cwd=small), bare, "bare")
    root = vaults.make(bench.folder / "L", files)
    settle()
    yield from cold_rows(bench, root, files, others)
    yield from warm_rows(bench, root, files, others)
    yield from other_rows(bench, files, others)
    yield grade(next(small.rglob("*.md")), "a grade, 3 kB deck", 1.5)
    huge = vaults.make_big(bench.folder / "H" / "huge.md", files * 4)
    yield grade(huge, f"a grade, {huge.stat().st_size / 1e6:.0f} MB deck", 1.5)


def cold_rows(bench: Bench, root: Path, files: int, others: Others) -> Iterator[Row]:
    """All files read. The goals are for many decks, of which the start is a small part."""
    stats, many = ("stats", "--now", vaults.MOMENT), f"{files:,} decks"
    split = bench.python("-c", READ_AND_SPLIT, str(root))
    is_large = files >= LARGE
    cold = bench.srs(*stats, "--no-cache", cwd=root)
    yield Row(f"cold srs stats, {many}", cold, split, "read and split", 4 if is_large else None)
    first = bench.srs(*stats, cwd=root, before=bench.forget)
    name = f"the same, writing the index, {many}"
    yield Row(name, first, split, "read and split", 5 if is_large else None)
    if not others.plugin:
        print(f"| cold srs stats, {many} | | {PARSER}, is not here (--plugin) | | 0.9 |")
        return
    parsed = beside.plugin(bench, others.plugin, root)
    yield Row(f"cold srs stats, {many}", cold, parsed, PARSER, 0.9 if is_large else 0.7)
    yield Row(name, first, parsed, PARSER, 1)
    fewer = vaults.make(bench.folder / "M", files // 10)
    parsed = beside.plugin(bench, others.plugin, fewer)
    name = f"cold srs stats, {files // 10:,} decks"
    yield Row(name, bench.srs(*stats, "--no-cache", cwd=fewer), parsed, PARSER, 0.7)


def warm_rows(bench: Bench, root: Path, files: int, others: Others) -> Iterator[Row]:
    """The index is there."""
    now, many = ("--now", vaults.MOMENT), f"{files:,} decks"
    bare, warm = bench.python("-c", "pass"), bench.srs("stats", *now, cwd=root)
    warm()
    yield Row(f"warm srs stats, {many}", warm, bare, "bare", 12.5)
    walk = bench.python("-c", WALK_AND_STAT, str(root))
    yield Row("the same", warm, walk, "walk and stat")
    if rg := shutil.which("rg"):
        search = bench.process(rg, "-c", "<!--SR:", str(root))
        yield Row("the same", warm, search, "rg -c '<!--SR:'", 2.2)
    else:
        print("| the same | | ripgrep is not here | | 2.2 |")
    if others.anki:
        tree = beside.anki(bench, others.anki, files)
        yield Row("the same", warm, tree, "the tree of decks in Anki", 0.6)
    else:
        print("| the same | | Anki is not here (--anki) | | 0.6 |")
    yield Row(f"warm srs due, {many}", bench.srs("due", *now, cwd=root), bare, "bare", 11)
    yield Row(f"first card of srs review, {many}, warm", bench.first_card(root), bare, "bare", 18)
    paths = sorted(root.rglob("*.md"))
    some = random.Random(1).sample(paths, min(len(paths), CHANGED_FILES))
    changed = bench.srs("stats", *now, cwd=root, before=lambda: grade_one_card(some))
    name = f"warm srs stats, {len(some)} decks anywhere changed"
    yield Row(name, changed, warm, "none changed", more_ms=30)


def other_rows(bench: Bench, files: int, others: Others) -> Iterator[Row]:
    """Other decks: as the Obsidian plugin has them, and one that is long."""
    stats, cards = ("stats", "--now", vaults.MOMENT, "--no-cache"), files * 2
    foreign = vaults.make(bench.folder / "O", files, obsidian=True)
    split = bench.python("-c", READ_AND_SPLIT, str(foreign))
    name = f"cold srs stats, {files:,} decks as in Obsidian"
    yield Row(name, bench.srs(*stats, cwd=foreign), split, "read and split")
    name = f"srs cards, {files:,} decks as in Obsidian"
    yield Row(
        name, bench.srs("cards", "--now", vaults.MOMENT, cwd=foreign), split, "read and split"
    )
    big = vaults.make_big(bench.folder / "B" / "big.md", cards).parent
    split = bench.python("-c", READ_AND_SPLIT, str(big))
    one = bench.srs(*stats, cwd=big)
    yield Row(f"srs stats, one deck of {cards:,} cards", one, split, "read and split")
    if others.plugin:
        yield Row("the same", one, beside.plugin(bench, others.plugin, big), PARSER, 0.85)


def settle() -> None:
    """Wait until files are older than what their times can tell."""
    time.sleep(2.1)


def grade_one_card(paths: list[Path]) -> None:
    """Give a card of each deck another due date, long enough ago to be kept when it is read."""
    for path in paths:
        data = path.read_bytes()
        changed = data.replace(b"!2026-", b"!2027-", 1)
        path.write_bytes(changed if changed != data else data.replace(b"!2027-", b"!2026-", 1))
    settle()


def memory(bench: Bench, files: int) -> None:
    """Print the memory that is held at most."""
    root, now = bench.folder / "L", ("--now", vaults.MOMENT)
    print("\n| memory | MiB | goal |\n|---|---|---|")
    bench.forget()
    for name, words, goal in (
        ("first srs stats, writing the index", ("stats", *now), 40),
        ("warm srs stats", ("stats", *now), 25),
        ("srs cards, all decks loaded", ("cards", *now), 80),
    ):
        used = bench.memory_mib(*words, cwd=root)
        print(f"| {name}, {files:,} decks | {used:.0f} | {goal} |", flush=True)


def growth(bench: Bench, rounds: int) -> None:
    """Print what it takes from 100 to 1,000,000 cards."""
    print("| cards | decks | read, split | cold stats | × | walk, stat | warm stats | warm due |")
    print("|---|---|---|---|---|---|---|---|")
    for files in (10, 100, 1_000, 10_000, 100_000):
        root = vaults.make(bench.folder / f"G{files}", files)
        settle()
        now = ("--now", vaults.MOMENT)
        programs = [
            bench.python("-c", READ_AND_SPLIT, str(root)),
            bench.srs("stats", "--no-cache", *now, cwd=root),
            bench.python("-c", WALK_AND_STAT, str(root)),
            bench.srs("stats", *now, cwd=root),
            bench.srs("due", *now, cwd=root),
        ]
        for program in programs:
            program()
        times = zip(*([each() for each in programs] for _ in range(rounds)), strict=True)
        split, cold, walk, warm, due = (statistics.median(column) * 1000 for column in times)
        print(
            f"| {files * vaults.CARDS_PER_FILE:,} | {files:,} | {split:.0f} ms | {cold:.0f} ms "
            f"| {cold / split:.1f} | {walk:.0f} ms | {warm:.0f} ms | {due:.0f} ms |",
            flush=True,
        )
        shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main())

"""Cases that the plugin was tried with, as vaults to run the program in."""

from __future__ import annotations

import gzip
import io
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from srs.collection.config import Surroundings
from srs.commands.context import Context

Case = dict[str, Any]

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
DATA = Path(__file__).parents[1] / "data" / "plugin-1.15.4"
SETTINGS = ".obsidian/plugins/obsidian-spaced-repetition/data.json"
PLUGIN_LATENESS = {"SRS_SM2_OVERDUE": "plugin"}


def cases(name: str) -> Iterator[Case]:
    """The cases of a file, in order."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="ascii", newline="\n") as lines:
        yield from map(json.loads, lines)


def is_strict(case: Case) -> bool:
    """Whether a case is to be met to the byte."""
    kind = case.get("class", "clean")
    return kind == "clean" or (kind == "curated" and not case["quirks"])


def strict_cases(*names: str) -> Iterator[Case]:
    """The strict cases of some files."""
    return (case for name in names for case in cases(name) if is_strict(case))


def exceptions(table: str) -> dict[str, str]:
    """The strict cases that are decided otherwise, each with its reason."""
    reasons: dict[str, str] = tomllib.loads((DATA / "exceptions.toml").read_text("utf-8"))[table]
    return reasons


def figures(row: str) -> list[int]:
    """The numbers that docs/conformance.md gives in a row of its tables."""
    match = re.search(rf"^\| {row} \|(.*)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert match, f"{PAGE.name} has no row {row!r}"
    return [int(cell) for cell in match[1].split("|")]


@dataclass
class Tally:
    """How many cases agree: equal, equal but for the place of a comment, or not, and why not."""

    counts: Counter[str] = field(default_factory=Counter)
    differing: dict[str, object] = field(default_factory=dict)

    def add(self, case: Case, problem: object, *, at_another_place: bool = False) -> None:
        """Count one case; `problem` says what differs, if anything does."""
        if problem:
            self.differing[case["id"]] = problem
        self.counts["otherwise" if problem else "moved" if at_another_place else "equal"] += 1

    def check(self, table: str, row: str) -> None:
        """Hold the cases that differ against those that may, and all against the page."""
        assert same(self.differing, exceptions(table)) == ""
        kinds = [self.counts[kind] for kind in ("equal", "moved", "otherwise")]
        assert figures(row) == [sum(kinds), *kinds]


def encoded(text: str) -> bytes:
    """The bytes of a text in a case; halves of surrogate pairs become invalid UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def without_markup(text: str) -> str:
    """A side as the plugin shows it, without the colours around deletions."""
    return re.sub(r"<span style=[^>]*>(.*?)</span>", r"\1", text, flags=re.DOTALL)


def same(found: dict[str, object], reasons: dict[str, str]) -> str:
    """Say which cases differ without a reason, and which agree in spite of one; else nothing."""
    differ = sorted(found.keys() - reasons.keys())
    agree = sorted(reasons.keys() - found.keys())
    said = [f"{name} differs: {found[name]}" for name in differ[:3]]
    said += [f"{name} agrees now; take it out of exceptions.toml" for name in agree]
    if len(differ) > 3:
        said.append(f"and {len(differ) - 3} more differ")
    return "\n".join(said)


@dataclass
class Vault:
    """A folder with the files and the settings of one case after the other."""

    folder: Path
    written: list[Path] = field(default_factory=list)

    def fill(self, case: Case) -> None:
        """Put a case in the place of the former one."""
        for path in self.written:
            path.unlink()
        self.written = []
        self.write(SETTINGS, json.dumps({"settings": case["settings"]}))
        for file in case.get("files", [case]):
            self.write(file["path"], file["text"])

    def write(self, name: str, text: str) -> None:
        """Write one file, byte for byte."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(text))
        self.written.append(path)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / name).read_bytes()

    def surroundings(self, **environment: str) -> Surroundings:
        """The vault as the current folder, with the plugin's own way to count days late."""
        return Surroundings(self.folder, {**PLUGIN_LATENESS, **environment})

    def context(self, now: datetime) -> Context:
        """What a command is handed."""
        silent = io.StringIO()
        return Context(
            self.surroundings(), lambda: now, silent, io.StringIO(), io.StringIO(), as_json=True
        )


def moment_of(stamp: str) -> datetime:
    """The moment of a case."""
    return datetime.fromisoformat(stamp)

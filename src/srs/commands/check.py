"""`srs check`: find mistakes in decks, and repair the safe ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Literal, Protocol

from srs.errors import SrsError
from srs.lint.checking import Codes, check_deck, chosen_codes, rule_of
from srs.lint.duplicates import ACROSS, CardKey, across_decks, card_keys
from srs.lint.explain import explanation
from srs.lint.report import Placed, Report, as_github, as_json
from srs.lint.rule import CheckedDeck
from srs.lint.sarif import as_sarif
from srs.model import Problem
from srs.terminal.findings import finding_lines
from srs.text import Source

Format = Literal["text", "json", "github", "sarif"]
Save = Callable[[CheckedDeck, str], None]
_ROUNDS = 10


class Output(Protocol):
    """Where a command's data and its talk go."""

    def write(self, text: str) -> None:
        """Write a line of data."""

    def tell(self, sentence: str) -> None:
        """Say something to the person."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to look for, and what to do about it; codes win over those of the decks' settings."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    diff: bool = False
    format: Format = "text"
    explain: str | None = None


@dataclass(slots=True)
class _Tally:
    """What was seen so far."""

    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    keys: list[CardKey] = field(default_factory=list)
    cards: int = 0
    fixed: int = 0
    failed: bool = False


def run(decks: Iterable[CheckedDeck], options: CheckOptions, save: Save, out: Output) -> int:
    """Check decks one after the other; 0 if nothing is wrong with them, else 1.

    `save` writes the new text of a deck and may raise SrsError; then the others go on. Raises
    UsageError for codes that no rule has.
    """
    if options.explain is not None:
        out.write(explanation(rule_of(options.explain)))
        return 0
    chosen_codes(options.select, options.ignore)
    tally = _Tally()
    for deck in decks:
        codes = chosen_codes(options.select or deck.select, options.ignore or deck.ignore)
        _check(deck, codes, options, save, out, tally)
    report = _report(tally)
    if not options.diff:
        _write(report, options.format, out)
    out.tell(_summary(report, tally.fixed))
    return 1 if report.found or tally.failed else 0


def _report(tally: _Tally) -> Report:
    problems = [*tally.problems, *across_decks(tally.keys)]
    order = {path: index for index, path in enumerate(tally.sources)}
    problems.sort(key=lambda problem: (order[problem.path], problem.line, problem.column))
    found = tuple(Placed(problem, tally.sources[problem.path]) for problem in problems)
    return Report(found, len(tally.sources), tally.cards)

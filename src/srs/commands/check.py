"""`srs check`: find mistakes in decks, and repair the safe ones."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal

from srs.collection.deck import Deck
from srs.collection.plugin_use import plugin_use
from srs.commands.context import Context
from srs.errors import SaveError, UsageError
from srs.lint import OBSIDIAN
from srs.lint.checking import Codes, check_deck, chosen_codes, rule_of
from srs.lint.duplicates import ACROSS, CardKey, across_decks, card_keys
from srs.lint.explain import explanation
from srs.lint.report import Placed, Report, github_line, json_fields
from srs.lint.rule import CheckedDeck
from srs.lint.sarif import as_sarif
from srs.model import Problem
from srs.settings.layers import Layers
from srs.storage.atomic import MovedError, replace_file
from srs.terminal.findings import finding_lines
from srs.text import Source, encode

Format = Literal["text", "json", "github", "sarif"]
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to look for, and what to do about it; codes win over those of the decks' settings."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False
    diff: bool = False
    format: Format = "text"
    explain: str | None = None
    obsidian: bool = False


def run(context: Context, options: CheckOptions) -> int:
    """Check decks, and repair what is safe if that is asked for; 0 if nothing is wrong, else 1.

    Raises UsageError for codes that no rule has.
    """
    if options.explain is not None:
        context.write(explanation(rule_of(options.explain)).rstrip("\n"))
        return 0
    chosen_codes(options.select, options.ignore)
    form = _form(context, options)
    collection = context.load(strict=True)
    check = _Check(context, options, collection.layers)
    for deck in collection.decks:
        check.take(deck)
    report = check.report()
    if not options.diff:
        _write(report, form, context)
    context.tell(_summary(report, check.fixed))
    return 1 if report.found or check.failed or collection.problems else 0


def _form(context: Context, options: CheckOptions) -> Format:
    """How findings are written. Raises UsageError for options that contradict each other."""
    form: Format = "json" if context.as_json else options.format
    if options.format not in ("text", form):
        raise UsageError(f"--json and --format {options.format} contradict each other.")
    if options.diff and form != "text":
        raise UsageError("--diff shows changes as text; it goes with no other --format.")
    return form


class _Check:
    """One run over many decks: what was found, and what is needed to report it."""

    def __init__(self, context: Context, options: CheckOptions, layers: Layers) -> None:
        self.context, self.options, self.layers = context, options, layers
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.keys: list[CardKey] = []
        self.cards = 0
        self.fixed = 0
        self.failed = False

    def take(self, deck: Deck) -> None:
        """Check a deck, and repair it if that is asked for."""
        options, own = self.options, deck.settings.check
        select, ignore = options.select or own.select, options.ignore or own.ignore
        codes = chosen_codes(select, ignore, obsidian=options.obsidian)
        front_matter = deck.front_matter
        plugin = plugin_use(deck, self.layers) if codes & OBSIDIAN else None
        checked = CheckedDeck(deck.parsed, front_matter.problem, front_matter.problem_line, plugin)
        if options.diff:
            self.show_diff(checked, _repaired(checked, codes)[0])
        elif options.fix:
            checked = self.repair(deck, checked, codes)
        self.problems += check_deck(checked, codes)
        if ACROSS in codes:
            self.keys += card_keys(checked)
        self.cards += checked.cards
        self.sources[deck.shown] = Source(deck.shown, checked.source.text)

    def repair(self, deck: Deck, checked: CheckedDeck, codes: Codes) -> CheckedDeck:
        """Save a deck with its safe fixes made; the deck as it is on disk then."""
        repaired, count = _repaired(checked, codes)
        if not count:
            return checked
        try:
            _save(deck, repaired.source.text)
        except SaveError as error:
            self.context.tell(f"srs: {error}")
            self.failed = True
            return checked
        self.fixed += count
        return repaired

    def show_diff(self, deck: CheckedDeck, repaired: CheckedDeck) -> None:
        """Write what --fix would change, for people to read."""
        path = deck.source.path
        before, after = deck.source.lines, repaired.source.lines
        for line in unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
            self.context.write(line)

    def report(self) -> Report:
        """What was found in all decks, those of the comparison of decks included."""
        problems = [*self.problems, *across_decks(self.keys)]
        order = {path: index for index, path in enumerate(self.sources)}
        problems.sort(key=lambda problem: (order[problem.path], problem.line, problem.column))
        found = tuple(Placed(problem, self.sources[problem.path]) for problem in problems)
        return Report(found, len(self.sources), self.cards)


def _save(deck: Deck, text: str) -> None:
    try:
        replace_file(deck.path, deck.read, encode(text), deck.shown)
    except MovedError:
        raise SaveError(
            f"{deck.shown}: another program changed the file meanwhile; nothing was written. "
            "Run the check again."
        ) from None


def _repaired(deck: CheckedDeck, codes: Codes) -> tuple[CheckedDeck, int]:
    """A deck with its safe fixes made, and how many problems that repairs."""
    fixed = 0
    for _ in range(_ROUNDS):
        edits = [problem.fix for problem in check_deck(deck, codes) if problem.fix]
        if not edits:
            break
        deck, fixed = deck.edited(edits), fixed + len(edits)
    return deck, fixed


def _write(report: Report, form: Format, context: Context) -> None:
    if form == "json":
        context.write_json(json_fields(report))
    elif form == "sarif":
        context.write(as_sarif(report))
    else:
        for each in report.found:
            lines = finding_lines(*each) if form == "text" else [github_line(each)]
            for line in lines:
                context.write(line)


def _summary(report: Report, fixed: int) -> str:
    number, fixable = len(report.found), sum(bool(each.problem.fix) for each in report.found)
    done = f"Fixed {_counted(fixed, 'problem')}. " if fixed else ""
    found = _counted(number, "problem") if number else "No problems"
    more = f"; {fixable} can be fixed with --fix" if fixable else ""
    decks, cards = _counted(report.decks, "deck"), _counted(report.cards, "card")
    return f"{done}{found} in {decks} ({cards}){more}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"

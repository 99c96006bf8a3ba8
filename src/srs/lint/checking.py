"""Checking a deck by the rules that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from srs.errors import UsageError
from srs.lint import OBSIDIAN, RULES
from srs.lint.files import CONFLICT
from srs.lint.fixing import safe_edits
from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.model import Problem

Codes = frozenset[str]


def chosen_codes(
    select: Sequence[str] = (), ignore: Sequence[str] = (), *, obsidian: bool = False
) -> Codes:
    """The codes of the rules to apply: all or the selected ones, without the ignored ones.

    Both hold codes or beginnings of codes. Rules about Obsidian must be selected; with `obsidian`
    all of them are, unless some were. Raises UsageError for a code that no rule has.
    """
    selected = _matching(select) if select else frozenset(RULES) - OBSIDIAN
    if obsidian and not selected & OBSIDIAN:
        selected |= OBSIDIAN
    return selected - _matching(ignore)


def rule_of(code: str) -> Rule:
    """The rule with a code. Raises UsageError if there is none."""
    if code.upper() not in RULES:
        raise _unknown(code)
    return RULES[code.upper()]


def check_deck(deck: CheckedDeck, codes: Codes) -> list[Problem]:
    """The problems of one deck, in the order of the file; a `fix` in them is safe to make.

    Where a merge left its marks, nothing else is reported.
    """
    for order in ({CONFLICT} & codes, codes):
        found = [pair for code in sorted(order) for pair in _apply(RULES[code], deck)]
        if found:
            break
    edits = [finding.fix for _, finding in found if finding.fix]
    safe = set(safe_edits(deck.parsed, edits))
    problems = [_problem(deck, code, finding, finding.fix in safe) for code, finding in found]
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code))


def _apply(rule: Rule, deck: CheckedDeck) -> Iterator[tuple[str, Finding]]:
    for finding in rule.check(deck) if rule.check else ():
        yield rule.code, finding


def _problem(deck: CheckedDeck, code: str, finding: Finding, safe: bool) -> Problem:
    line, column = deck.source.place(finding.span.start)
    fix = finding.fix if safe else None
    return Problem(deck.source.path, line, column, code, finding.message, finding.span, fix)


def _matching(prefixes: Iterable[str]) -> Codes:
    codes: set[str] = set()
    for prefix in prefixes:
        found = {code for code in RULES if prefix and code.startswith(prefix.upper())}
        if not found:
            raise _unknown(prefix)
        codes |= found
    return frozenset(codes)


def _unknown(code: str) -> UsageError:
    first, *_, last = RULES
    return UsageError(
        f"There is no rule {code!r}; the codes go from {first} to {last}, and a beginning such as "
        f"{first[:4]} stands for all codes that begin so."
    )

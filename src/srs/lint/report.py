"""What a check found in all decks, and its forms for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from srs.lint import RULES
from srs.model import Problem
from srs.text import Source


class Placed(NamedTuple):
    """A problem, and the file that it was found in."""

    problem: Problem
    source: Source

    @property
    def end(self) -> tuple[int, int]:
        """Line and column (from 1) behind the last character of the problem's place."""
        span = self.problem.span
        return self.source.place(span.end) if span else (self.problem.line, self.problem.column)


@dataclass(frozen=True, slots=True)
class Report:
    """All problems, in the order of decks and lines, and how much was checked."""

    found: tuple[Placed, ...]
    decks: int
    cards: int


def well_formed(text: str) -> str:
    """Text in which bytes that are not UTF-8 are replaced, for JSON."""
    return text.encode("utf-8", "replace").decode("utf-8")


def json_fields(report: Report) -> dict[str, object]:
    """The fields of a JSON document; lines and columns count from 1, and ends are exclusive."""
    return {
        "problems": [_json_problem(each) for each in report.found],
        "decks": report.decks,
        "cards": report.cards,
    }


def _json_problem(each: Placed) -> dict[str, object]:
    problem, (end_line, end_column) = each.problem, each.end
    return {
        "path": well_formed(problem.path),
        "line": problem.line,
        "column": problem.column,
        "end_line": end_line,
        "end_column": end_column,
        "code": problem.code,
        "name": RULES[problem.code].name,
        "message": well_formed(problem.message),
        "fixable": problem.fix is not None,
    }


def github_line(each: Placed) -> str:
    """A workflow command of GitHub, which shows the problem beside the line."""
    problem, (end_line, end_column) = each.problem, each.end
    place = {"file": problem.path, "line": problem.line, "endLine": end_line}
    if end_line == problem.line:
        place |= {"col": problem.column, "endColumn": end_column}
    title = f"{problem.code} {RULES[problem.code].name}"
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in (place | {"title": title}).items()
    )
    return f"::error {properties}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

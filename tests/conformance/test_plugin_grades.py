"""Grades are written here as the plugin writes them, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from srs.commands.grading import Grader, Request
from srs.errors import SrsError
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.text import Source
from tests.conformance.plugin_cases import (
    Case,
    Tally,
    Vault,
    encoded,
    moment_of,
    strict_cases,
)

_COMMENT = r"<!--SR:[^\n]*?-->"
_AT_END = re.compile(
    rf"(?P<text>.*[^ >].*?) (?P<comment>{_COMMENT})(?P<id> \^[\w-]+)?(?P<rest> *\|?)$"
)
CALLOUT = "> [!sr|card-metadata] "


def test_files_are_those_of_the_plugin(vault: Vault) -> None:
    tally = Tally()
    for case in strict_cases("review_curated", "review_random"):
        vault.fill(case)
        problem = wrong_segment(case, list(segments(vault, case)))
        texts = [
            case["expected"][name] for name in ("text", "text_reload") if name in case["expected"]
        ]
        after = vault.read(case["path"])
        likeness = like(case, after, texts)
        if not likeness:
            problem = problem or f"{after!r} instead of {texts[-1]!r}"
        tally.add(case, problem, at_another_place=likeness == "moved")
    tally.check("grades", "Files after grades")


def segments(vault: Vault, case: Case) -> Iterator[str]:
    """Give a case's answers; what is written for each, or why nothing is."""
    grader = Grader(vault.context(moment_of(case["now"])), convert=True)
    now = case["now"]
    for action in case["actions"]:
        now = action.get("now", now)
        places = {"note": action["question"], "card": action["card"], "now": moment_of(now)}
        try:
            outcome = grader.grade(Request(case["path"], action["response"], **places))
        except SrsError as error:
            yield str(error)
        else:
            yield f"!{outcome.after}" if outcome.after else ""


def wrong_segment(case: Case, written: list[str]) -> str:
    """Say which segment differs from the plugin's; else nothing."""
    expected = case["expected"]
    steps = expected.get("steps_reload", expected["steps"])
    for ours, step in zip(written, steps, strict=True):
        if "segment" in step and ours != step["segment"]:
            return f"{ours} instead of {step['segment']}"
    return ""


def like(case: Case, after: bytes, texts: list[str]) -> Literal["equal", "moved", ""]:
    """Whether a file is one of these, or is but for the place of comments that would end a list."""
    if after in map(encoded, texts):
        return "equal"
    callout = bool(case["settings"].get("useCalloutsForSchedulingComments"))
    ours = lowered(after.decode("utf-8", "surrogatepass"), callout)
    return "moved" if ours in [lowered(text, callout) for text in texts] else ""


def lowered(text: str, callout: bool) -> list[str]:
    """The lines with comments under list items, quotes and table rows where the plugin has them.

    It writes them on a line of their own, which ends the list, and we at the end of the line.
    """
    parsed = parse(Source("deck.md", text), SyntaxSettings())
    lines = []
    for number, line in enumerate(parsed.source.lines):
        match = _AT_END.match(line)
        if match and (number in parsed.blocks.containers or "|" in line):
            lines.append(match["text"] + (match["id"] or "") + match["rest"])
            lines += [CALLOUT, f">  {match['comment']}"] if callout else [match["comment"]]
        else:
            lines.append(line)
    return lines

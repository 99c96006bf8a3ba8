"""Grades are written here as the plugin writes them, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from srs.commands.grading import Grader, Request
from srs.errors import SrsError
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.text import Source
from tests.conformance.plugin_cases import (
    Case,
    Vault,
    cases,
    encoded,
    exceptions,
    is_strict,
    moment_of,
    same,
)

FILES = ("review_curated", "review_random")
_COMMENT = r"<!--SR:[^\n]*?-->"
_AT_END = re.compile(
    rf"(?P<text>.*[^ >].*?) (?P<comment>{_COMMENT})(?P<id> \^[\w-]+)?(?P<rest> *\|?)$"
)
CALLOUT = "> [!sr|card-metadata] "


@pytest.mark.parametrize("name", FILES)
def test_files_are_those_of_the_plugin(name: str, vault: Vault) -> None:
    differing: dict[str, object] = {}
    known = set()
    for case in filter(is_strict, cases(name)):
        known.add(case["id"])
        vault.fill(case)
        problem = difference(case, list(segments(vault, case)), vault.read(case["path"]))
        if problem:
            differing[case["id"]] = problem
    reasons = exceptions("grades")
    assert same(differing, {key: reasons[key] for key in reasons if key in known}) == ""


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


def difference(case: Case, written: list[str], after: bytes) -> str:
    """Say what differs from the plugin's file, or from its segments; else nothing."""
    expected = case["expected"]
    steps = expected.get("steps_reload", expected["steps"])
    for ours, step in zip(written, steps, strict=True):
        if "segment" in step and ours != step["segment"]:
            return f"{ours} instead of {step['segment']}"
    texts = [expected["text"], expected.get("text_reload", expected["text"])]
    right = is_a_file_of_the_plugin(case, after, texts)
    return "" if right else f"{after!r} instead of {texts[-1]!r}"


def is_a_file_of_the_plugin(case: Case, after: bytes, texts: list[str]) -> bool:
    """Whether a file is one of these, but for the place of comments that would end a list."""
    if after in map(encoded, texts):
        return True
    callout = bool(case["settings"].get("useCalloutsForSchedulingComments"))
    ours = lowered(after.decode("utf-8", "surrogatepass"), callout)
    return ours in [lowered(text, callout) for text in texts]


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

"""The plugin's reading is simulated as it was observed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from srs.lint.plugin_reading import read_as_plugin
from srs.markdown.card_kinds import KINDS
from srs.markdown.syntax import SyntaxSettings
from srs.text import Source
from tests.markdown.deck_strategies import OBSIDIAN

SAMPLE = Path(__file__).parents[1] / "data" / "plugin_reading.jsonl"
CASES = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").split("\n") if line]


def syntax_of(case: dict[str, Any]) -> SyntaxSettings:
    """The plugin's syntax in a case, which names only what differs from its defaults."""
    chosen = case["syntax"]
    patterns = tuple(chosen.get("cloze_patterns", OBSIDIAN.cloze_patterns))
    return OBSIDIAN._replace(**{**chosen, "cloze_patterns": patterns})


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_notes_are_those_of_the_plugin(case: dict[str, Any]) -> None:
    found = read_as_plugin(Source("deck.md", case["text"]).lines, syntax_of(case)).notes
    assert [[note.kind, note.last, note.text] for note in found] == [
        [kind, last, text] for kind, _, last, text in case["notes"]
    ]
    # there is no first line where the plugin itself names a wrong one
    firsts = [first for _, first, _, _ in case["notes"]]
    assert [first and note.lines[0] for note, first in zip(found, firsts, strict=True)] == firsts


def test_kinds_are_ours() -> None:
    assert {note[0] for case in CASES for note in case["notes"]} == set(KINDS)


def test_code_and_swallowed_lines() -> None:
    lines = "<!-- a -->\nb\n```\nc\n```` d\n\n<!--\ne\n-->\nf".split("\n")
    reading = read_as_plugin(lines, OBSIDIAN)
    assert reading.code == {2, 3, 4}
    assert reading.swallowed == {0: 0, 1: 0, 6: 6, 7: 6, 8: 6, 9: 6}


@pytest.mark.parametrize("text", ["", "\n", "?", "```", "<!--", "a::b", "Q\n?", "---", "~~~\n~~"])
def test_ends_of_files(text: str) -> None:
    lines = text.split("\n")
    for note in read_as_plugin(lines, OBSIDIAN).notes:
        assert 0 <= note.lines[0] <= note.last < len(lines)

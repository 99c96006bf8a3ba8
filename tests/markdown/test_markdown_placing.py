"""Where comments go, one deck before and after per rule; a bug report is one more case."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from srs.errors import SaveError
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.writing import schedule_edits
from srs.model import Schedule, Sm2Schedule
from srs.text import apply_edits
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN, read
from tests.markdown.page import page

SYNTAXES = {
    "native": NATIVE,
    "plus": SyntaxSettings(end_marker="+++"),
    "dashes": SyntaxSettings(end_marker="---"),
    "same_line": SyntaxSettings(same_line=True),
    "obsidian": OBSIDIAN,
}
DATA = Path(__file__).parent.parent / "data" / "markdown" / "placing.toml"
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]
# The plugin parts what is below from these; the page shows a new paragraph there.
PARTED = {
    "an end marker below",
    "an end marker that could underline",
    "single line with text below, as the plugin does",
}
NEW: Schedule = Sm2Schedule(date(2026, 1, 2), 3, 250)


def graded(case: dict[str, Any], text: str) -> str:
    """The text after the case's card was given the schedule that all cases give."""
    parsed = read(text, SYNTAXES[case.get("syntax", "native")])
    note = parsed.notes[case.get("note", 0)]
    return apply_edits(text, schedule_edits(parsed, note, {case.get("card", 0): NEW}))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
class TestCases:
    def test_comment_goes_there(self, case: dict[str, Any]) -> None:
        assert graded(case, case["before"]) == case["after"]

    def test_comment_is_found_there(self, case: dict[str, Any]) -> None:
        assert graded(case, case["after"]) == case["after"]

    def test_page_stays(self, case: dict[str, Any]) -> None:
        stays = page(case["after"]) == page(case["before"])
        assert stays or case["name"] in PARTED


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    assert set(names) >= PARTED


@pytest.mark.parametrize(
    "text",
    [
        "    front\n    -?-\n    back\n\n    more code\n",  # in indented code that goes on
        "text\nmore\n```\ncode\n\n\n-?-\n",  # nothing above the separator but code
        "- front\n  -?-\n  ```\n  code\n",  # an unclosed fence, and an item above it
    ],
)
def test_refused_where_there_is_no_place(text: str) -> None:
    parsed = read(text)
    for note in parsed.notes:
        with pytest.raises(SaveError, match=r"^deck\.md:\d+: there is no place"):
            schedule_edits(parsed, note, {0: NEW})


def test_only_segments_of_graded_cards_are_written() -> None:
    text = "a\n-??-\nb\n<!--SR:! soon , !2025-12-14,2,248, x !!surplus -->"
    parsed = read(text)
    edits = schedule_edits(parsed, parsed.notes[0], {1: NEW})
    assert apply_edits(text, edits) == text.replace("2025-12-14,2,248", "2026-01-02,3,250")


def test_card_is_made_unreviewed_again() -> None:
    text = "a\n-?-\nb\n<!--SR:!2025-12-14,2,248-->\n"
    parsed = read(text)
    edits = schedule_edits(parsed, parsed.notes[0], {0: None})
    assert apply_edits(text, edits) == text.replace("2025-12-14,2,248", "2000-01-01,1,250")

"""Decks that were made to hurt are read in time that grows with their size, and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from srs.collection.front_matter import read_front_matter
from srs.markdown.parser import parse
from srs.markdown.skim import skim
from srs.markdown.syntax import SyntaxSettings
from srs.text import Source
from tests.hostile.hostile_decks import DECKS

SYNTAX = SyntaxSettings(
    multi_basic="?",
    multi_reversed="??",
    single_basic="::",
    single_reversed=":::",
    cloze_patterns=(
        "==[123;;]answer[;;hint]==",
        "**[123;;]answer[;;hint]**",
        "{{[123;;]answer[;;hint]}}",
    ),
    leading_tag=True,
)
SIZE = 200_000
QUICK_SECONDS = 0.3
TIMES = 4
MAX_GROWTH = 10  # for four times the size; it is 16 where time grows with the square


def seconds(text: str) -> float:
    """The time to read a deck and all sides of its cards, the quick way too."""
    begin = process_time()
    skim(text, SYNTAX, tags=True)
    parsed = parse(Source("deck.md", text), SYNTAX)
    read_front_matter(parsed.front_matter)
    for note in parsed.notes:
        parsed.sides(note)
    return process_time() - begin


@pytest.mark.parametrize("name", DECKS)
def test_time_grows_with_the_size(name: str) -> None:
    whole = DECKS[name](SIZE)
    for _ in range(3):  # for the machine may be busy
        took = seconds(whole)
        if took < QUICK_SECONDS or took < MAX_GROWTH * seconds(DECKS[name](SIZE // TIMES)):
            return
    pytest.fail(f"{took:.1f} s for {len(whole)} characters")

"""Wide, combined and right-to-left text: measured as it is seen, broken between characters only."""

from __future__ import annotations

import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from srs.settings import ThemeSettings
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.console import styled_console
from srs.terminal.theme import choose_look

LOOK = choose_look(ThemeSettings("dark"), {}, color=True)
FAMILY, FLAG, KEYCAP, HEART = "👨\u200d👩\u200d👧\u200d👦", "🇯🇵", "1\ufe0f\u20e3", "❤\ufe0f"
TONE, ACCENT, POINTED = "👍🏽", "e\u0301", "ש\u05c1"
# How a reader counts, and the columns that each takes.
CHARACTERS = {FAMILY: 2, FLAG: 2, KEYCAP: 2, HEART: 2, TONE: 2, ACCENT: 1, POINTED: 1, "日": 2}
CHARACTERS |= {"한": 2, "x": 1, "ע": 1, "م": 1}
# A flag is two letters that rich may part where a word is longer than its line.
WHOLE = sorted(CHARACTERS.keys() - {FLAG})
WORDS = st.lists(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=12), max_size=8)


def canvas(columns: int) -> Canvas:
    return Canvas(styled_console(io.StringIO(), LOOK, terminal=True), columns, LOOK.code_theme)


def lines(markdown: str, columns: int = 40) -> list[str]:
    return [line.plain.rstrip() for line in side_lines(markdown, canvas(columns))]


def characters(text: str) -> list[str]:
    """What a line is made of; fails where something is no whole character."""
    found = []
    while text:
        for character in sorted(CHARACTERS, key=len, reverse=True):
            if text.startswith(character):
                found.append(character)
                text = text[len(character) :]
                break
        else:
            assert text[0] == " ", f"a part of a character: {text!r}"
            text = text[1:]
    return found


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_character_is_as_wide_as_it_is_seen(character: str) -> None:
    assert Text(character).cell_len == CHARACTERS[character]


@given(WORDS, st.integers(4, 20), st.booleans())
def test_lines_are_broken_between_characters(
    words: list[list[str]], columns: int, code: bool
) -> None:
    text = Text(" ".join("".join(word) for word in words))
    drawn = canvas(columns).wrapped_code(text) if code else canvas(columns).wrapped(text)
    assert all(line.cell_len <= columns for line in drawn)
    assert [each for line in drawn for each in characters(line.plain)] == [*chain(*words)]


def test_flags_stand_whole_in_a_line() -> None:
    assert lines(f"{FLAG} {FLAG} {FLAG} {FLAG}", 6) == [f"{FLAG} {FLAG}"] * 2


def test_columns_of_a_table_stay_in_line() -> None:
    rows = "".join(f"| {character} | x |\n" for character in CHARACTERS)
    drawn = side_lines(f"| a | b |\n|---|---|\n{rows}", canvas(40))
    places = {Text(line.plain[: line.plain.rindex("x")]).cell_len for line in drawn[2:]}
    assert len(places) == 1


@pytest.mark.parametrize(
    "text", ["שלום (עולם) [1]", "مرحبا «بالعالم» {x}", "abc (שלום) def", "(עברית) 3.5 × [a]"]
)
def test_text_from_right_to_left_keeps_its_order_and_its_brackets(text: str) -> None:
    assert lines(text) == [text]
    assert lines(f"- {text}") == [f"• {text}"]
    assert lines(f"> {text}") == [f"▌ {text}"]


def test_long_text_from_right_to_left_is_broken_at_words_without_padding() -> None:
    text = "זה משפט ארוך שצריך להישבר לכמה שורות"
    drawn = lines(text, 12)
    assert " ".join(drawn) == text
    assert not any(line.startswith(" ") for line in drawn)


def test_joiners_within_words_stay() -> None:
    assert lines("می\u200cخواهم क्\u200dष") == ["می\u200cخواهم क्\u200dष"]

"""Untrusted text comes out harmless, and the rest unchanged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.terminal.safe import clean, clean_line, printable

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\x00b\x07c\x7f", "a␀b␇c␡"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("x\u202ey", "x⟨U+202E⟩y"),
        ("x\u2066y\u2069", "x⟨U+2066⟩y⟨U+2069⟩"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\udce9t\udce9", "�t�"),
        ("\ufeffx", "⟨U+FEFF⟩x"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("Silben\u00adtrennung", "Silbentrennung"),
    ],
)
def test_harmful_characters_become_marks(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\nline",
        "[bold] \\[",
        "naïve — 日本語",
        "👩\u200d💻",
        "می\u200cخواهم",
        "❤\ufe0f",
        "e\u0301",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    shown = clean(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert not set(TURNING) & set(shown)
    assert clean(shown) == shown


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    shown = clean_line(text)
    assert len(shown.splitlines()) <= 1
    assert shown == shown.strip()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", None])
def test_printable_text_can_be_written(encoding: str | None) -> None:
    shown = printable("Karte \udce9 \x1b ▌", encoding)
    shown.encode(encoding or "utf-8")
    assert shown.startswith("Karte ")

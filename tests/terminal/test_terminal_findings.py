"""Problems as text: the line, the caret under the place, nothing that steers a terminal."""

from __future__ import annotations

import pytest

from srs.model import Problem
from srs.pieces import Edit, Span
from srs.terminal.findings import finding_lines
from srs.text import Source

SR = "<!--SR:!2025-12-14,2,248-->"


def shown(text: str, start: int, end: int, message: str = "Wrong.") -> list[str]:
    source = Source("decks/git.md", text)
    line, column = source.place(start)
    problem = Problem(source.path, line, column, "SRS104", message, Span(start, end))
    return list(finding_lines(problem, source))


def test_place_sentence_line_and_caret() -> None:
    text = "A\n" * 79 + f"\n{SR}\n"
    assert shown(text, 159, 159 + len(SR)) == [
        "decks/git.md:81:1: SRS104 Wrong.",
        "   80 |",
        f"   81 | {SR}",
        "      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]


def test_first_line_has_none_above() -> None:
    assert shown("word\n", 1, 3)[1:] == ["    1 | word", "      |  ^^"]


def test_a_fix_is_announced() -> None:
    source, edit = Source("a.md", "x"), Edit(Span(0, 1), "")
    problem = Problem("a.md", 1, 1, "SRS108", "Empty.", Span(0, 1), edit)
    assert next(finding_lines(problem, source)) == "a.md:1:1: SRS108 Empty. [fix]"


def test_a_problem_without_a_place_has_one_line() -> None:
    problem = Problem("a.md", 0, 0, "SRS305", "Wrong.")
    assert list(finding_lines(problem, Source("a.md", "x"))) == ["a.md:0:0: SRS305 Wrong."]


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("\tab", 1, 2, ["    1 |     ab", "      |     ^"]),
        ("漢字 ab", 3, 5, ["    1 | 漢字 ab", "      |      ^^"]),
        ("漢字 ab", 0, 2, ["    1 | 漢字 ab", "      | ^^^^"]),
        ("e\u0301x", 2, 3, ["    1 | e\u0301x", "      |  ^"]),
        ("ab\ncd", 1, 4, ["    1 | ab", "      |  ^"]),
        ("ab", 2, 2, ["    1 | ab", "      |   ^"]),
        ("", 0, 0, ["    1 |", "      | ^"]),
    ],
)
def test_caret_stands_under_the_place(text: str, start: int, end: int, expected: list[str]) -> None:
    assert shown(text, start, end)[1:] == expected


def test_long_lines_are_cut_around_the_place() -> None:
    text = "a" * 200 + "WRONG" + "b" * 200
    line, caret = shown(text, 200, 205)[1:]
    at = line.index("WRONG")
    assert caret == " " * 6 + "|" + " " * (at - 7) + "^^^^^"
    assert len(line) <= 100
    assert line.count("…") == 2


def test_a_long_place_is_cut() -> None:
    line, caret = shown("x" * 300, 0, 300)[1:]
    assert len(line) == len(caret) <= 100


def test_deck_text_cannot_steer_the_terminal() -> None:
    lines = shown("\x1b]0;title\x07\u202e above\n\x1b[2J\udcff word", 22, 26, "said \x1b[31m\nso")
    for text in lines:
        assert not set(text) & set("\x1b\x07\n\r\u202e\udcff")
    assert "word" in lines[2]


def test_of_an_endless_line_a_part_is_shown() -> None:
    line = "x" * 1_000_000 + "<!--" + "y" * 1_000_000
    source = Source("a.md", f"{line}\n{line}")
    start = len(line) + 1 + 1_000_000
    problem = Problem("a.md", 2, 1_000_001, "SRS100", "Wrong.", Span(start, start + 4))
    _, above, shown, carets = finding_lines(problem, source)
    assert above == "    1 | " + "x" * 89 + "…"
    assert shown.startswith("    2 | …" + "x" * 49 + "<!--yyy")
    assert shown.endswith("…")
    assert len(shown) < 120
    assert carets == "      | " + " " * 50 + "^^^^"

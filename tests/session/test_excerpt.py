"""Sides that nobody could read to their end."""

from __future__ import annotations

import pytest

from srs.session.excerpt import MAX_CHARACTERS, MAX_LINES, excerpt


@pytest.mark.parametrize("side", ["", "front", "x" * MAX_CHARACTERS, "\n" * (MAX_LINES - 1)])
def test_a_side_is_shown_whole(side: str) -> None:
    assert excerpt(side) == side


def test_of_a_long_line_the_beginning_is_shown() -> None:
    assert excerpt("x" * 10_000_000) == (
        "x" * MAX_CHARACTERS
        + "\n\n(9,980,000 more characters are not shown; they are in the file.)"
    )


def test_of_many_lines_the_first_are_shown() -> None:
    shown = excerpt("line\n" * 3000)
    assert shown.startswith("line\n" * 999 + "line\n\n(10,001 more characters")
    assert shown.count("\n") == MAX_LINES + 1

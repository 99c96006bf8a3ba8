"""Notes of a changed text found again."""

from __future__ import annotations

import pytest

from srs.markdown.parser import Parsed, parse
from srs.markdown.syntax import SyntaxSettings
from srs.storage.matching import keys, match, match_edited
from srs.text import Source


def parsed(*fronts: str) -> Parsed:
    """Notes with these fronts, in this order; the backs are all the same."""
    text = "".join(f"{front}\n-?-\nback\n\n" for front in fronts)
    return parse(Source("deck.md", text), SyntaxSettings())


def matched(old: str, new: str) -> dict[int, int]:
    """For texts that name a note by a letter: where each old note is in the new text."""
    return {index: note.number for index, note in match(parsed(*old), parsed(*new)).items()}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("abc", "cab", {0: 1, 1: 2, 2: 0}),
        ("abc", "ac", {0: 0, 2: 1}),
        ("abc", "xyz", {}),
        ("aba", "aab", {0: 0, 1: 2, 2: 1}),
        ("aa", "a", {0: 0}),
        ("a", "aa", {0: 0}),
        ("aaa", "xaya", {0: 1, 1: 3}),
    ],
)
def test_notes_are_found_by_their_text_and_their_order_among_equal_ones(
    old: str, new: str, expected: dict[int, int]
) -> None:
    assert matched(old, new) == expected


def test_a_key_tells_kind_and_text_and_counts_equal_notes() -> None:
    reversed_note = parse(Source("deck.md", "a\n-??-\nback\n"), SyntaxSettings())
    (one,), (other,) = keys(parsed("a")), keys(reversed_note)
    assert one[0] == "multi_basic"
    assert other[0] == "multi_reversed"
    assert one[1] != other[1]
    assert [key[2] for key in keys(parsed("a", "b", "a", "a"))] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "index", "expected"),
    [
        ("abc", "aXc", 1, 1),
        ("abc", "Xbc", 0, 0),
        ("abc", "abX", 2, 2),
        ("a", "X", 0, 0),
        ("abc", "ac", 1, None),
        ("abc", "ab", 2, None),
        ("abc", "bc", 0, None),
        ("abc", "aXYc", 1, 1),
        ("abcd", "aXYd", 1, 1),
        ("abcd", "aXYd", 2, 2),
        ("abcd", "aXd", 1, 1),
        ("abcd", "aXd", 2, None),
        ("abcde", "aXcYe", 1, 1),
        ("abcde", "aXcYe", 3, 3),
        ("abcd", "XYcd", 0, 0),
        ("abcd", "XYcd", 1, 1),
        ("abcd", "abXY", 3, 3),
        ("abcd", "abXY", 2, 2),
        ("abcd", "NabXd", 2, 3),
        ("abcde", "XbcdY", 4, 4),
        ("abcde", "XbcdY", 0, 0),
    ],
)
def test_an_edited_note_stands_between_the_same_neighbours(
    old: str, new: str, index: int, expected: int | None
) -> None:
    note = match_edited(parsed(*old), parsed(*new), index)
    assert (None if note is None else note.number) == expected


def test_a_neighbour_that_moved_is_not_taken_for_the_edited_note() -> None:
    note = match_edited(parsed(*"abcd"), parsed(*"adXc"), 1)
    assert note is None or note.number == 2

"""`srs undo`: the last grades of any session, and the former bytes."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.commands import grade, undo
from srs.errors import SrsError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

DECK = card("one") + card("two", "!2025-12-10,4,250") + reversed_card("three")


def graded(desk: Desk, line: int, rating: str = "good", at: int | None = None) -> None:
    desk.now += timedelta(minutes=1)
    grade.run(desk.context(), f"a.md:{line}", rating, at, False)


def test_the_last_grade_is_taken_back_to_the_byte(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1)
    after_one = desk.read("a.md")
    graded(desk, 6)
    assert undo.run(desk.context(), 1) == 0
    assert desk.read("a.md") == after_one
    assert desk.said == ["a.md:6: Good was taken back; the card is 2025-12-10,4,250 again."]
    assert undo.run(desk.context(), 1) == 0
    assert desk.read("a.md") == DECK
    with pytest.raises(SrsError, match="no grade that could be taken back"):
        undo.run(desk.context(), 1)


def test_several_at_once(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 1)
    after_one = desk.read("a.md")
    graded(desk, 12, at=1)
    graded(desk, 12, "hard", at=0)
    assert undo.run(desk.context(as_json=True), 2) == 0
    assert desk.read("a.md") == after_one
    assert [each["rating"] for each in desk.document["undone"]] == ["hard", "good"]


def test_only_grades_below_the_paths(desk: Desk) -> None:
    desk.write("a.md", DECK)
    desk.write("b/b.md", card("other"))
    grade.run(desk.context(), "b/b.md:1", "good", None, False)
    graded(desk, 1)
    assert undo.run(desk.context("b"), 1) == 0
    assert desk.read("b/b.md") == card("other")
    assert desk.read("a.md") != DECK


def test_a_reset_is_taken_back(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 6, "reset")
    undo.run(desk.context(), 1)
    assert desk.read("a.md") == DECK


def test_a_card_that_was_graded_elsewhere_since_is_left_alone(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 6)
    changed = desk.read("a.md").replace("2025-12-29,15", "2026-12-29,380")
    desk.write("a.md", changed)
    with pytest.raises(
        SrsError, match=r"a\.md:5: the card has changed since: it has 2026-12-29,380,250 now"
    ):
        undo.run(desk.context(), 1)
    assert desk.read("a.md") == changed


def test_the_first_refusal_ends_it(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 6)
    graded(desk, 1)
    without = desk.read("a.md").replace("two", "2")
    desk.write("a.md", without.replace("2025-12-29,15", "2026-12-29,380"))
    with pytest.raises(SrsError, match=r"'two' is gone .* 1 grade of 2 taken back"):
        undo.run(desk.context(), 2)
    assert any("a.md:1: Good was taken back" in line for line in desk.said)


def test_a_card_that_was_edited_since_is_known_by_its_schedule(desk: Desk) -> None:
    desk.write("a.md", DECK)
    graded(desk, 6)
    desk.write("a.md", "# Heading\n\n" + desk.read("a.md").replace("two", "2"))
    undo.run(desk.context(), 1)
    assert desk.read("a.md") == "# Heading\n\n" + DECK.replace("two", "2")


def test_a_file_that_is_gone(desk: Desk) -> None:
    path = desk.write("a.md", DECK)
    graded(desk, 6)
    path.unlink()
    with pytest.raises(SrsError, match=r"a\.md: cannot be read: it does not exist"):
        undo.run(desk.context(), 1)


def test_of_equal_cards_none_is_touched_by_guessing(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("one"))
    graded(desk, 1)
    graded(desk, 6)
    before = desk.read("a.md")
    with pytest.raises(SrsError, match="2 cards look like the one that is meant"):
        undo.run(desk.context(), 1)
    assert desk.read("a.md") == before


_GRADES = st.tuples(
    st.sampled_from(["one", "two", "three 0", "three 1"]),
    st.sampled_from(["again", "hard", "easy", "reset"]),
)


@given(st.lists(_GRADES, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_any_grades_are_taken_back_one_by_one(grades: list[tuple[str, str]], line_end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.write("a.md", DECK.replace("\n", line_end))
        states = []
        for name, rating in grades:
            front, _, index = name.partition(" ")
            before = desk.read("a.md")
            line = before.split(line_end).index(front) + 1
            graded(desk, line, rating, int(index) if index else None)
            if desk.read("a.md") != before:
                states.append(before)
        for state in reversed(states):
            undo.run(desk.context(), 1)
            assert desk.read("a.md") == state

"""Typed answers: what counts as right, and how what differs is shown."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.terminal.options import ReviewOptions
from srs.terminal.plain import run_plain
from srs.terminal.typed import Kind, compare, expected

if TYPE_CHECKING:
    from tests.terminal.fake_review import CARDS, FakeReview
else:
    from fake_review import CARDS, FakeReview


def shown(typed: str, answer: str) -> str:
    return " ".join(piece.marked for piece in compare(typed, answer).pieces)


@pytest.mark.parametrize(
    ("typed", "answer", "words", "verdict"),
    [
        ("clears the OLD gradients", "Clears the *old* gradients", None, "Typed right."),
        ("git reset", "```sh\ngit reset\n```", None, "Typed right."),
        ("the new ones", "the old ones", "the [-new-] {+old+} ones", "Typed: 2 of 3 words right."),
        ("", "one", "{+one+}", "Typed: 0 of 1 word right."),
        ("one more", "one", "one [-more-]", "Typed: 1 of 1 word right."),
        ("a", "- a\n- b", "a {+b+}", "Typed: 1 of 2 words right."),
        ("größe", "Größe", None, "Typed right."),
        ("cafe\u0301", "caf\u00e9", None, "Typed right."),
        ("caf\u00e9", "cafe\u0301", None, "Typed right."),
        ("yes indeed", "Yes, indeed.", None, "Typed right."),
        ("f x", "`f(x)`", "f {+(+} x {+)+}", "Typed: 2 of 4 words right."),
        ("->", "=>", "[-- >-] {+= >+}", None),
        ("漢", "漢字", "[-漢-] {+漢字+}", "Typed: 0 of 1 word right."),
    ],
)
def test_what_is_right(typed: str, answer: str, words: str | None, verdict: str | None) -> None:
    if verdict is None:
        assert compare(typed, answer).verdict != "Typed right."
        return
    assert compare(typed, answer).verdict == verdict
    if words is None:
        assert {piece.kind for piece in compare(typed, answer).pieces} == {Kind.RIGHT}
    else:
        assert shown(typed, answer) == words


@pytest.mark.parametrize(
    ("front", "back", "hidden"),
    [
        ("The [...] divides", "The cell divides", "cell"),
        ("The [hint] divides", "The cell divides", "cell"),
        ("[...]", "all", "all"),
        ("a [...] a", "a a a", "a"),
    ],
)
def test_of_a_hidden_part_that_part_is_typed(front: str, back: str, hidden: str) -> None:
    card = CARDS[0]._replace(kind="cloze", front=front, back=back)
    assert expected(card) == hidden
    assert expected(card._replace(kind="multi_basic")) == back


@given(st.text(max_size=40), st.text(max_size=40))
def test_pieces_hold_all_words_of_both(typed: str, answer: str) -> None:
    found = compare(typed, answer)
    assert 0 <= found.right <= found.expected
    assert found.verdict.startswith("Typed")


def test_plain_mode_asks_for_the_answer_and_grades_as_always() -> None:
    stdout = StringIO()
    review = FakeReview(CARDS[1:2])
    given_options = ReviewOptions(
        StringIO("clears gradients\n3\n"), stdout, clock=lambda: 0.0, environ={}, typed=True
    )
    run_plain(review, given_options)
    lines = stdout.getvalue().splitlines()
    begin = lines.index("Type the answer:")
    assert lines[begin + 1 : begin + 4] == [
        "Typed: 2 of 4 words right.",
        "Clears {+the old+} gradients",
        "Answer: Clears the *old* gradients.",
    ]
    assert len(review.grades) == 1


def test_plain_mode_ends_with_the_input() -> None:
    stdout = StringIO()
    given_options = ReviewOptions(StringIO(""), stdout, clock=lambda: 0.0, environ={}, typed=True)
    run_plain(FakeReview(CARDS[1:2]), given_options)
    assert "Answer" not in stdout.getvalue()


def test_of_many_missing_words_the_first_are_shown() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    assert shown("", words) == f"{{+{' '.join(words.split()[:12])} … 28 more+}}"

"""A fix is made where it is safe, and nowhere else: no card and no schedule is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.lint.checking import check_deck, chosen_codes
from srs.lint.fixing import safe_edits
from srs.lint.rule import CheckedDeck
from srs.markdown.parser import Parsed
from srs.markdown.sr_comment import UNREVIEWED
from srs.markdown.syntax import SyntaxSettings
from srs.pieces import Edit, Span
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN, decks, read
from tests.markdown.page import page

ALL = chosen_codes()
SR = "<!--SR:!2025-12-14,2,248-->"
NEW = f"<!--SR:!{UNREVIEWED}-->"
EMPTY = "<!--SR:-->"


def fixed(text: str, *select: str) -> str:
    deck = CheckedDeck(read(text))
    edits = [problem.fix for problem in check_deck(deck, chosen_codes(select)) if problem.fix]
    return deck.edited(edits).source.text


FIXED = [
    (f"Q\n-?-\nA\n{EMPTY}\n", "Q\n-?-\nA\n"),
    (f"Q\n-?-\nA\n{EMPTY}", "Q\n-?-\nA\n"),
    (f"{EMPTY}\r\n\r\nQ\r\n-?-\r\nA\r\n", "\r\nQ\r\n-?-\r\nA\r\n"),
    (f"Q\n-?-\nA\n{SR}\n{SR}\n", f"Q\n-?-\nA\n{SR}\n"),
    (f"Q\n-?-\nA\n{SR}\n{NEW}\n", f"Q\n-?-\nA\n{SR}\n"),
    (f"Q\n-?-\nA\n{SR}\n\n{SR}\n", f"Q\n-?-\nA\n{SR}\n\n"),
    (f"Prose\n\n{NEW}\n\nQ\n-?-\nA\n{SR}\n", f"Prose\n\n\nQ\n-?-\nA\n{SR}\n"),
    (
        f"Q\n-?-\nA\n<!--SR:!2025-12-14,2,248!{UNREVIEWED}!{UNREVIEWED}-->\n",
        f"Q\n-?-\nA\n{SR}\n",
    ),
    ("Q\n- ? -\nA\n", "Q\n-?-\nA\n"),
    ("Q\n  - ?? -\nA\n\nP\n-?-\nB\n", "Q\n  -??-\nA\n\nP\n-?-\nB\n"),
    (f"Q\n- ? -\nA\n\nP\n-?-\nB\n{EMPTY}\n", "Q\n-?-\nA\n\nP\n-?-\nB\n"),
]


@pytest.mark.parametrize(("text", "expected"), FIXED)
def test_fixed(text: str, expected: str) -> None:
    assert fixed(text) == expected


NOT_FIXED = [
    ("a schedule that belongs to no note", f"Prose\n\n{SR}\n\nQ\n-?-\nA\n{SR}\n"),
    ("a second schedule", f"Q\n-?-\nA\n{NEW}\n{SR}\n"),
    ("a schedule too many", "Q\n-?-\nA\n<!--SR:!2025-12-14,2,248!2025-12-15,2,248-->\n"),
    ("a part of another program", f"Q\n-?-\nA\n<!--SR:!2025-12-14,2,248!{UNREVIEWED},x-->\n"),
    ("a broken part", "Q\n-?-\nA\n<!--SR:!later,2,248-->\n"),
    ("a comment with other text", f"Q\n-?-\nA {EMPTY}\n"),
    ("a comment between paragraphs", f"One\n{EMPTY}\nTwo\n\nQ\n-?-\nA\n"),
    ("a comment between lists", f"- one\n\n{EMPTY}\n\n- two\n"),
    ("a comment in a list", f"- one\n\n  {EMPTY}\n\n- two\n"),
    ("a comment in a quote", f"> one\n> {EMPTY}\n"),
    ("other dashes", "Q\n—?—\nA\n"),
    ("a missing dash", "Q\n-?\nA\n"),
    ("mixed line ends", "Q\r\n-?-\nA\n"),
    ("a merge", f"<<<<<<< HEAD\nQ\n-?-\nA\n{EMPTY}\n=======\n>>>>>>> b\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", [case[1] for case in NOT_FIXED], ids=[c[0] for c in NOT_FIXED])
def test_found_and_left_alone(text: str) -> None:
    problems = check_deck(CheckedDeck(read(text)), ALL)
    assert problems
    assert [problem.fix for problem in problems] == [None] * len(problems)


def test_edits_that_change_a_card_are_refused_one_by_one() -> None:
    parsed = read("Q\n-?-\nA\n\nprose\n")
    good, bad = Edit(Span(9, 14), "more"), Edit(Span(0, 1), "P")
    clash = Edit(Span(10, 14), "rest")
    assert safe_edits(parsed, [bad, good]) == [good]
    assert safe_edits(parsed, [good, clash]) in ([good], [clash])
    assert safe_edits(parsed, []) == []


def test_edits_that_are_only_bad_together_are_not_both_made() -> None:
    parsed = read("Q\n-?-\nA\n\n\nprose\n")
    edits = [Edit(Span(8, 9), ""), Edit(Span(9, 10), "")]
    assert len(safe_edits(parsed, edits)) == 1


def seen(parsed: Parsed) -> list[object]:
    return [
        (note.kind, card.schedule, sides)
        for note in parsed.notes
        for card, sides in zip(note.cards, parsed.sides(note), strict=True)
    ]


def bare_lines(text: str) -> Counter[str]:
    """The lines with their breaks, without scheduling comments."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text)
    return Counter(re.sub("<!--SR:.*?-->", "", line) for line in lines if line.strip("\r\n"))


@pytest.mark.parametrize("syntax", [NATIVE, OBSIDIAN])
@given(st.data())
def test_fixes_keep_cards_page_and_line_ends(syntax: SyntaxSettings, data: st.DataObject) -> None:
    deck = CheckedDeck(read(data.draw(decks(syntax)), syntax))
    problems = check_deck(deck, chosen_codes(["SRS1"]))
    source = deck.source
    assert all(0 < p.line <= len(source.lines) and p.span for p in problems)
    after = deck.edited(problem.fix for problem in problems if problem.fix)
    assert seen(after.parsed) == seen(deck.parsed)
    assert page(after.source.text) == page(source.text)
    assert bare_lines(after.source.text) <= bare_lines(source.text)

"""Deletions: the plugin's cards for the plugin's texts, the pattern language, and hard input."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.cloze import Clozes, check_pattern
from srs.markdown.cloze_pattern import read_pattern
from srs.pieces import Sides

HIGHLIGHT = "==[123;;]answer[;;hint]=="
BOLD = "**[123;;]answer[;;hint]**"
CURLY = "{{[123;;]answer[;;hint]}}"
FOOTNOTE = r"==answer==[^\[hint\]][\[^123\]]"
ANKI = "{{[c123::]answer[::hint]}}"
HINT_FIRST = "==[hint;;][123;;]answer=="
DEFAULT = Clozes((HIGHLIGHT,))
ALL = Clozes((HIGHLIGHT, BOLD, CURLY))

DATA = Path(__file__).parents[1] / "data" / "cloze-plugin.json"
CASES = json.loads(DATA.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_cards_are_those_of_the_plugin(case: dict[str, Any]) -> None:
    clozes = Clozes(tuple(case["patterns"]))
    text = case["text"]
    assert [[card.front, card.back] for card in clozes.sides(text)] == case["cards"]
    assert clozes.count(text) == len(case["cards"])
    assert clozes.may_match(text)
    assert any(clozes.matches(line) for line in text.split("\n"))


def fronts(clozes: Clozes, text: str) -> list[str]:
    return [card.front for card in clozes.sides(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (FOOTNOTE, "==north== ==south==^[down]", ["[...] south", "north [down]"]),
        (FOOTNOTE, "==north==[^2] ==south==[^1]", ["north [...]", "[...] south"]),
        (FOOTNOTE, "==north==^[up][^1]", ["[up]"]),
        (FOOTNOTE, "==north==^[up] of ==south==[^1]", ["[...]"]),
        (ANKI, "{{c2::x::hint}} {{c1::y}}", ["x [...]", "[hint] y"]),
        (HINT_FIRST, "==small;;1;;cat== ==2;;dog==", ["[small] dog", "cat [...]"]),
        ("[[answer]]", "see [[page]]", ["see [...]"]),
        ("<answer>", "a <b> c", ["a [...] c"]),
    ],
)
def test_pattern_language(pattern: str, text: str, expected: list[str]) -> None:
    assert fronts(Clozes((pattern,)), text) == expected


@pytest.mark.parametrize("line", ["plain", "a == b", "==", "====", "==a", "a==", ""])
def test_no_deletion_no_card(line: str) -> None:
    assert not DEFAULT.matches(line)
    assert DEFAULT.sides(line) == ()


def test_without_patterns_nothing_is_hidden() -> None:
    assert not Clozes(()).may_match("==a==")
    assert not Clozes(()).matches("==a==")
    assert Clozes(()).count("==a==") == 0


@pytest.mark.parametrize("line_break", ["\n", "\r", "\u2028", "\u2029"])
def test_deletion_ends_with_its_line(line_break: str) -> None:
    assert DEFAULT.count(f"a ==b{line_break}c== d") == 0
    assert DEFAULT.count(f"==a=={line_break}==b==") == 2


@pytest.mark.parametrize("other", ["\v", "\f", "\u0085", "\x1c"])
def test_other_breaks_are_characters(other: str) -> None:
    assert DEFAULT.sides(f"==a{other}b==") == (Sides("[...]", f"a{other}b"),)


@pytest.mark.parametrize("answer", ["$$x^2$$", "$&", "$1", "$`", r"\1 \g<0>"])
def test_dollars_and_backslashes_stay(answer: str) -> None:
    assert DEFAULT.sides(f"is =={answer}== or ==b==") == (
        Sides("is [...] or b", f"is {answer} or b"),
        Sides(f"is {answer} or [...]", f"is {answer} or b"),
    )


def test_number_left_out_keeps_its_card() -> None:
    text = "==1;;a== and ==3;;c=="
    assert fronts(DEFAULT, text) == ["[...] and c", "a and c", "a and [...]"]


@pytest.mark.parametrize("number", ["0", "000", "10000", "9" * 40])
def test_number_of_no_card_is_an_answer_with_a_hint(number: str) -> None:
    assert DEFAULT.sides(f"=={number};;year==") == (Sides("[year]", number),)
    assert fronts(DEFAULT, f"=={number};;x== ==1;;y==") == ["x [...]"]


def test_number_with_zeros_before_it() -> None:
    assert fronts(DEFAULT, "==002;;b== ==01;;a==") == ["b [...]", "[...] a"]


def test_only_ascii_digits_are_numbers() -> None:
    assert fronts(DEFAULT, "==\u0661;;x==") == ["[x]"]


def test_numbers_come_before_letters_and_letters_before_plain_ones() -> None:
    assert fronts(DEFAULT, "==1;;a== ==as;;b== ==c==") == ["[...] ==as;;b== ==c=="]
    assert fronts(DEFAULT, "==sa;;b== ==c==") == ["b ==c==", "[...] ==c=="]


def test_style_holds_for_all_patterns() -> None:
    assert fronts(ALL, "{{1;;a}} **b** ==2;;c==") == ["[...] **b** c", "a **b** [...]"]


def test_hidden_parts_are_hidden_on_both_sides() -> None:
    assert DEFAULT.card("==ah;;x== ==ha;;y;;why==", 0) == Sides("[...] [why]", "x [why]")


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        (
            "==a **b** c==",
            [Sides("[...]", "a b c"), Sides("a [...] c", "a b c")],
        ),
        (
            "**a ==b== c**",
            [Sides("**a [...] c**", "**a b c**"), Sides("[...]", "a b c")],
        ),
        (
            "==a **b== c** d",
            [Sides("[...] c** d", "a **b c** d"), Sides("a [...] d", "a b c d")],
        ),
    ],
)
def test_deletions_within_deletions_are_asked(text: str, cards: list[Sides]) -> None:
    assert list(ALL.sides(text)) == cards


def test_same_number_within_itself_gives_nothing_away() -> None:
    clozes = Clozes(("==answer==[-123-]", "**answer**[-123-]"))
    assert clozes.card("==a **b==-1- c**-1- d", 0).front == "[...] d"


def test_one_card_is_that_of_all() -> None:
    text = "==a== **b** {{c;;hint}}"
    assert tuple(ALL.card(text, index) for index in range(3)) == ALL.sides(text)
    for index in (-1, 3):
        with pytest.raises(IndexError, match="3"):
            ALL.card(text, index)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("==[123;;]==", "'answer' once"),
        ("==answer== answer", "'answer' once"),
        ("", "'answer' once"),
        ("answer==", "begin with a mark"),
        ("[123;;]answer==", "begin with a mark"),
        ("==answer", "mark after 'answer'"),
        ("==answer[;;hint]", "mark after 'answer'"),
        ("==answer==[^hint]", "mark after 'hint'"),
        ("==[123;;]answer[;;123]==", "at most"),
        ("==[hint;;]answer[;;hint]==", "at most"),
        ("==\nanswer==", "line break"),
    ],
)
def test_wrong_pattern_is_refused_in_one_sentence(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)) as error:
        check_pattern(pattern)
    assert str(error.value).startswith(repr(pattern))
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("pattern", [HIGHLIGHT, BOLD, CURLY, FOOTNOTE, ANKI, HINT_FIRST])
def test_known_patterns_are_right(pattern: str) -> None:
    check_pattern(pattern)


EXPRESSIONS = {
    (HIGHLIGHT, "simple"): "==(?P<answer>.+?)(?:;;(?P<hint>.+?))?==",
    (HIGHLIGHT, "numbered"): "==(?P<label>[0-9]+);;(?P<answer>.+?)(?:;;(?P<hint>.+?))?==",
    (HIGHLIGHT, "overlapping"): "==(?P<label>[ash]+);;(?P<answer>.+?)(?:;;(?P<hint>.+?))?==",
    (FOOTNOTE, "simple"): r"==(?P<answer>.+?)==(?:\^\[(?P<hint>.+?)\])?",
    (FOOTNOTE, "numbered"): (r"==(?P<answer>.+?)==(?:\^\[(?P<hint>.+?)\])?\[\^(?P<label>[0-9]+)\]"),
    (HINT_FIRST, "simple"): "==(?:(?P<hint>.+?);;)?(?P<answer>.+?)==",
    (HINT_FIRST, "numbered"): "==(?:(?P<hint>.+?);;)?(?P<label>[0-9]+);;(?P<answer>.+?)==",
    ("=[a1s]answer[a;hint]=", "overlapping"): (
        "=a(?P<label>[ash]+)s(?P<answer>.+?)(?:a;(?P<hint>.+?))?="
    ),
}


@pytest.mark.parametrize(("pattern", "style"), EXPRESSIONS)
@given(text=st.text("=;as1^[]b", max_size=40))
def test_search_finds_what_an_expression_finds(pattern: str, style: str, text: str) -> None:
    found = [
        (tuple(span), {name: tuple(part) for name, part in parts.items()})
        for span, parts in read_pattern(pattern).forms[style].find(text)
    ]
    matches = re.finditer(EXPRESSIONS[pattern, style], text)
    expected = [
        (match.span(), {name: match.span(name) for name, part in match.groupdict().items() if part})
        for match in matches
    ]
    assert found == expected


@pytest.mark.parametrize("patterns", [(HIGHLIGHT,), (CURLY,), (HINT_FIRST,), (HIGHLIGHT, CURLY)])
@given(text=st.text("=={};1sx \n\r\u2028", max_size=40))
def test_as_many_cards_are_counted_as_there_are(patterns: tuple[str, ...], text: str) -> None:
    clozes = Clozes(patterns)
    assert clozes.count(text) == len(clozes.sides(text))
    found = any(
        True
        for pattern in patterns
        for form in read_pattern(pattern).forms.values()
        for line in re.split("[\n\r\u2028\u2029]", text)
        for _ in form.find(line)
    )
    assert clozes.matches(text) == found


SIZE = 40_000
HARD = {
    "equals": "=" * SIZE,
    "marks with blanks": "== " * SIZE,
    "open with hints": "==" + ";;" * SIZE,
    "open with letters": "==" + "a;;" * SIZE,
    "open only": "{{" * SIZE,
    "footnotes never closed": "==^[" * SIZE,
    "footnotes without number": "==a==" + "^[x][^" * SIZE,
    "digits": "==" + "1" * SIZE,
    "letters": "==" + "s" * SIZE + ";;x",
    "numbers without end": "==1;;" * SIZE,
}


@pytest.mark.parametrize("pattern", [HIGHLIGHT, CURLY, FOOTNOTE, ANKI, HINT_FIRST])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_text_takes_time_by_its_length(pattern: str, text: str) -> None:
    clozes = Clozes((pattern,))
    count = clozes.count(text)
    assert clozes.matches(text) == (count > 0)
    if count:
        assert len(clozes.card(text, count - 1).front) <= len(text)


def test_most_cards_of_one_text() -> None:
    assert DEFAULT.count("=" * 1_000_000) == 200_000
    assert DEFAULT.count("==9999;;x==") == 9999

"""Every rule sees what its bad example shows and no more; nothing else is accused."""

from __future__ import annotations

from pathlib import Path

import pytest

from srs.collection.front_matter import read_front_matter
from srs.errors import UsageError
from srs.lint import OBSIDIAN as OBSIDIAN_CODES
from srs.lint import RULES
from srs.lint.checking import check_deck, chosen_codes, rule_of
from srs.lint.duplicates import across_decks, card_keys
from srs.lint.explain import explanation
from srs.lint.rule import CheckedDeck, Rule
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Problem
from srs.text import Source
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ALL = chosen_codes()
SR = "<!--SR:!2025-12-14,2,248-->"


def deck(text: str, syntax: SyntaxSettings = NATIVE, path: str = "deck.md") -> CheckedDeck:
    parsed = parse(Source(path, text), syntax)
    front_matter = read_front_matter(parsed.front_matter, strict=True)
    return CheckedDeck(parsed, front_matter.problem, front_matter.problem_line)


def found(text: str, syntax: SyntaxSettings = NATIVE) -> list[Problem]:
    return check_deck(deck(text, syntax), ALL)


def codes(text: str, syntax: SyntaxSettings = NATIVE) -> list[str]:
    return [problem.code for problem in found(text, syntax)]


def places(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in found(text)]


PLAIN = [rule for rule in RULES.values() if rule.code not in OBSIDIAN_CODES]


@pytest.mark.parametrize("rule", PLAIN, ids=lambda rule: rule.code)
def test_examples(rule: Rule) -> None:
    if rule.check is None:
        keys = [key for path in "ab" for key in card_keys(deck(rule.bad, path=path))]
        assert [problem.code for problem in across_decks(keys)] == [rule.code]
        assert codes(rule.bad) == []
    else:
        assert codes(rule.bad) == [rule.code]
    assert codes(rule.good) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_documented(rule: Rule) -> None:
    assert explanation(rule) in DOC
    anchor = f"{rule.code.lower()}-{rule.name}"
    assert f"| [{rule.code}](#{anchor}) | {rule.name} | {rule.summary} |" in DOC


def test_documentation_has_no_other_rules() -> None:
    headings = [line for line in DOC.split("\n") if line.startswith("## SRS")]
    assert headings == [f"## {rule.code} {rule.name}" for rule in RULES.values()]


FOUND = [
    ("comment that is not one", "Q\n-?-\nA\n<!-- SR:!2025-12-14,2,248-->\n", [("SRS101", 4)]),
    ("two broken parts", "Q\n-??-\nA\n<!--SR:!later!2025-02-30,1,2-->\n", [("SRS101", 4)] * 2),
    ("interval below 0", "Q\n-?-\nA\n<!--SR:!2025-12-14,-2,248-->\n", [("SRS102", 4)]),
    ("a date of the past", "Q\n-?-\nA\n<!--SR:!0205-12-14,2,248-->\n", [("SRS102", 4)]),
    (
        "a difficulty of FSRS",
        "Q\n-?-\nA\n<!--SR:!fsrs,2026-06-14T10:00:00Z,3,3.12,52,2,1,0,0,2026-06-11T10:00:00Z-->\n",
        [("SRS102", 4)],
    ),
    ("comment at the top", f"{SR}\n\nQ\n-?-\nA\n", [("SRS104", 1)]),
    ("comment in prose", f"Prose {SR}\n", [("SRS104", 1)]),
    ("second comment in the line", f"Q\n-?-\nA {SR}\n{SR}\n", [("SRS105", 4)]),
    (
        "hidden rest",
        "Q\n-?-\nA\n\n<!-- a thought\n\nQ\n-?-\nA\n",
        [("SRS107", 5)],
    ),
    (
        "comment that runs into the next",
        f"Q\n-?-\nA\n<!--SR:!2025-12-14,2,248\n\nP\n-?-\nB\n{SR}\n",
        [("SRS107", 4)],
    ),
    ("blank line above", "Q\n\n-?-\nA\n", [("SRS201", 3)]),
    ("separator first", "-?-\nA\n", [("SRS201", 1)]),
    ("back is only a comment", f"Q\n-?-\n{SR}\n", [("SRS202", 2)]),
    ("heading after the separator", "Q\n-?-\n\n# Next\n", [("SRS202", 2)]),
    ("note after the separator", "Q\n-?-\n\nP\n-?-\nB\n", [("SRS202", 2)]),
    ("text after the separator", "Q\n-?-\n\nA\n", [("SRS203", 2)]),
    ("code after the separator", "Q\n-?-\n\n```\nA\n```\n", [("SRS203", 2)]),
    ("list goes on", "Q\n-?-\n- a\n\n- b\n", [("SRS203", 5)]),
    ("item goes on", f"Q\n-?-\n- a\n{SR}\n\n  more of a\n", []),
    ("text of an item goes on", "Q\n-?-\n- a\n\n  more of a\n", [("SRS203", 5)]),
    ("list announced", "Q\n-?-\nThese:\n\n- a\n- b\n", [("SRS203", 5)]),
    ("code announced", "Q\n-?-\n**Like this:**\n\n```\na\n```\n", [("SRS203", 5)]),
    ("second note under a note", "Q\n-?-\nA\nP\n-?-\nB\n", [("SRS204", 5)]),
    ("text under a comment", f"Q\n-?-\nA\n{SR}\nmore\n", [("SRS204", 5)]),
    ("dash missing", "Q\n-?\nA\n", [("SRS205", 2)]),
    ("first dash missing", "Q\n?-\nA\n", [("SRS205", 2)]),
    ("long dashes", "Q\n—?—\nA\n", [("SRS205", 2)]),
    ("short dashes", "Q\n–?–\nA\n", [("SRS205", 2)]),
    ("doubled dashes", "Q\n--?--\nA\n", [("SRS205", 2)]),
    ("one blank", "Q\n-? -\nA\n", [("SRS205", 2)]),
    ("wide question mark", "Q\n-？-\nA\n", [("SRS205", 2)]),
    ("reversed, nearly", "Q\n— ?? —\nA\n", [("SRS205", 2)]),
    ("the plugin's separator", "Q\n?\nA\n", [("SRS205", 2)]),
    ("text behind", "Q\n-?- A\n", [("SRS205", 2)]),
    (
        "long question twice",
        f"# A\n\n{'Q' * 40}\n-?-\nA\n\n# B\n\n{'Q' * 40}\n-?-\nA\n",
        [("SRS206", 9)],
    ),
    ("lone mark of a merge", "Q\n-?-\nA\n\n>>>>>>> 3f2a91c (Add)\n", [("SRS302", 5)]),
    ("marks without an end", "<<<<<<< HEAD\nQ\n-?-\nA\n", [("SRS302", 1)]),
    ("front matter that is a list", "---\n- a\n---\nQ\n-?-\nA\n", [("SRS303", 2)]),
    ("tags that are none", "---\ntags: 5.5\n---\nQ\n-?-\nA\n", [("SRS303", 2)]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in FOUND], ids=[c[0] for c in FOUND]
)
def test_found(text: str, expected: list[tuple[str, int]]) -> None:
    assert places(text) == expected


LEFT_ALONE = {
    "comment after a blank line": f"Q\n-?-\nA\n\n{SR}\n",
    "comment above the note": f"{SR}\nQ\n-?-\nA\n",
    "comment on the last line": f"Q\n-?-\nA {SR}\n",
    "not yet reviewed": "Q\n-??-\nA\n<!--SR:!2000-01-01,1,250!2025-12-14,2,248-->\n",
    "longest interval": "Q\n-?-\nA\n<!--SR:!2125-12-14,36525,130-->\n",
    "again": "Q\n-?-\nA\n<!--SR:!2025-12-14,0,130-->\n",
    "fields of another program": "Q\n-?-\nA\n<!--SR:!2025-12-14,2,248,later-->\n",
    "a new card of FSRS": "Q\n-?-\nA\n<!--SR:!fsrs,2026-06-14T10:00:00.000Z,0,0,0,0,0,0,0,--->\n",
    "comment in inline code": f"Write `{SR}` under a note.\n",
    "mention of the opening": "Comments begin with <!--SR: and end as usual.\n",
    "code about comments": f"Q\n-?-\n```html\n<p>\n{SR}\n```\n",
    "code about decks": f"Q\n-?-\n```\nP\n-?-\nB\n{SR}\n```\n",
    "nothing but a comment in code": f"Q\n-?-\n```\n{SR}\n```\n",
    "code in prose": f"```\ncode\n{SR}\n```\n",
    "prose after a note": "Q\n-?-\nA\n\nA list that has nothing to do with it:\n\n- a\n- b\n",
    "list after a note": "Q\n-?-\nA\n\n- a\n- b\n",
    "list of notes": "- Q\n  -?-\n  A\n\n- P\n  -?-\n  B\n\n- an item\n",
    "heading after a colon": "Q\n-?-\nA:\n\n# Next\n",
    "notes in a list that was there before": "- begin\n- Q\n  -?-\n  A\n\n- end\n",
    "quote of seven": "> one\n>>>>>>> seven\n",
    "seven equals signs": "A heading\n=======\n",
    "merge in code": "Q\n-?-\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n",
    "question mark above a blank line": "What?\n?\n\nReally.\n",
    "question mark in a list": "- a\n- ?\n- b\n",
    "question mark in a table": "| a | b |\n|---|---|\n| - ? - | ? |\n",
    "question mark in a note": "Q\n-?-\nA\n?\nmore\n",
    "separator in prose": "Put -?- between the two.\nOr `-?-`.\nOr -??-.\n",
    "separator as text": "`-?-`\nis the separator.\n",
    "questions in prose": "Is it so?\nReally? - Yes.\nWhy -\nnot?\n",
    "rule at the top": "---\n\nQ\n-?-\nA\n",
    "rule at the top, and text": "---\nA sentence: with a colon\n",
    "short question under two headings": "# A\n\nTime\n-?-\nO(1)\n\n# B\n\nTime\n-?-\nO(1)\n",
    "one translation of two words": "le livre\n-??-\nthe book\n\nle bouquin\n-??-\nthe book\n",
    "CRLF": "Q\r\n-?-\r\nA\r\n",
    "CR": "Q\r-?-\rA\r",
    "no line end": "Q\n-?-\nA",
    "nothing": "",
    "byte order mark": "\ufeffQ\n-?-\nA\n",
    "line separator": "Q\n-?-\nA\u2028B\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert places(text) == []


OBSIDIAN_CASES = [
    ("Kenya::Nairobi\n", []),
    ("Kenya::\n", ["SRS202"]),
    ("::Nairobi\n", ["SRS201"]),
    ("Use `std::` here\n", []),
    ("- Kenya::Nairobi\n\n- Canada::Ottawa\n", []),
    (f"A ==hidden== word\n{SR}\nand more\n", ["SRS204"]),
    (f"A ==hidden== word\n{SR}\n\nand more\n", []),
    ("Q\n-?-\nA\n", ["SRS205"]),
    ("Q\n？\nA\n", ["SRS205"]),
    ("==a== b\n<!--SR:!2025-12-14,2,248!2000-01-01,1,250-->\n", ["SRS103"]),
    ("==a==, ==a==\n", []),
]


@pytest.mark.parametrize(("text", "expected"), OBSIDIAN_CASES)
def test_the_plugins_kinds(text: str, expected: list[str]) -> None:
    assert codes(text, OBSIDIAN) == expected


def test_blank_lines_belong_to_notes_with_an_end_marker() -> None:
    marked = SyntaxSettings(end_marker="+++")
    assert codes("Q\n-?-\n\n| a |\n|---|\n\n- b\n+++\n", marked) == []


def test_nothing_but_the_marks_of_a_merge_is_reported() -> None:
    text = f"Q\n-?-\n\nA\n<<<<<<< HEAD\n{SR}\n=======\n>>>>>>> b\n"
    assert codes(text) == ["SRS302"]
    assert [p.code for p in check_deck(deck(text), chosen_codes(["SRS203"]))] == ["SRS203"]


def test_place_of_a_finding() -> None:
    (problem,) = found("# Decks\r\n\r\nQ\r\n-?-\r\nA <!--SR:!2025-13-14,2,248-->\r\n")
    assert (problem.path, problem.line, problem.column) == ("deck.md", 5, 11)
    assert "there is no day 2025-13-14" in problem.message


def test_equal_cards_across_decks_name_the_first() -> None:
    paths = ("a.md", "b.md", "c.md")
    keys = [key for path in paths for key in card_keys(deck("\nQ\n-?-\nA\n", path=path))]
    problems = list(across_decks(keys))
    assert [(problem.path, problem.line) for problem in problems] == [("b.md", 2), ("c.md", 2)]
    assert all("a.md:2" in problem.message for problem in problems)


def test_equal_cards_of_one_deck_are_not_reported_twice() -> None:
    assert list(across_decks(card_keys(deck("Q\n-?-\nA\n\nQ\n-?-\nA\n")))) == []


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), set(RULES) - OBSIDIAN_CODES),
        (("SRS",), (), set(RULES)),
        (("SRS40",), ("SRS408",), OBSIDIAN_CODES - {"SRS408"}),
        (("SRS104",), (), {"SRS104"}),
        (("srs104", "SRS301"), (), {"SRS104", "SRS301"}),
        (("SRS1",), ("SRS104",), {c for c in RULES if c.startswith("SRS1")} - {"SRS104"}),
        ((), ("SRS",), set()),
    ],
)
def test_choice_of_rules(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]
) -> None:
    assert chosen_codes(select, ignore) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), set(RULES)),
        ((), ("SRS4",), set(RULES) - OBSIDIAN_CODES),
        (("SRS104",), (), {"SRS104"} | OBSIDIAN_CODES),
        (("SRS104", "SRS402"), (), {"SRS104", "SRS402"}),
    ],
)
def test_choice_of_rules_where_obsidian_is_asked_for(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]
) -> None:
    assert chosen_codes(select, ignore, obsidian=True) == expected


@pytest.mark.parametrize("code", ["SRS999", "X", "", "1"])
def test_unknown_codes_are_refused(code: str) -> None:
    for use in (chosen_codes, lambda codes: chosen_codes((), codes), lambda c: rule_of(c[0])):
        with pytest.raises(UsageError, match="There is no rule"):
            use((code,))

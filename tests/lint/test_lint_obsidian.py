"""What Obsidian would make of a deck: each rule's example, each cause, and what is left alone."""

from __future__ import annotations

import pytest

from srs.collection.front_matter import read_front_matter
from srs.lint import OBSIDIAN as CODES
from srs.lint import RULES
from srs.lint.checking import check_deck
from srs.lint.plugin_view import PluginUse
from srs.lint.rule import CheckedDeck
from srs.markdown.deck_rules import DeckSettings
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Problem
from srs.text import Source
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN

SR = "<!--SR:!2025-12-14,2,248-->"
SAME_MARKS = OBSIDIAN._replace(multi_basic="-?-", multi_reversed="-??-")
SAME_LINE = OBSIDIAN._replace(same_line=True)


def found(text: str, syntax: SyntaxSettings, use: PluginUse) -> list[Problem]:
    deck = CheckedDeck(parse(Source("deck.md", text), syntax), plugin=use)
    return check_deck(deck, CODES)


def places(text: str, syntax: SyntaxSettings = OBSIDIAN) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in found(text, syntax, PluginUse(syntax))]


def use_of(code: str, text: str) -> PluginUse:
    """The plugin in the vault that the examples of the documentation come from."""
    if code == "SRS401":
        return PluginUse(OBSIDIAN)
    tags = DeckSettings(by="tags") if code == "SRS408" else None
    front_matter = read_front_matter(parse(Source("deck.md", text), NATIVE).front_matter)
    return PluginUse(SAME_MARKS, tags, front_matter.deck_tags)


@pytest.mark.parametrize("code", sorted(CODES))
def test_obsidian_examples(code: str) -> None:
    bad, good = RULES[code].bad, RULES[code].good
    syntax = OBSIDIAN if "preset: obsidian" in good else NATIVE
    assert [problem.code for problem in found(bad, NATIVE, use_of(code, bad))] == [code]
    assert found(good, syntax, use_of(code, good)) == []


def test_nothing_is_said_where_nobody_asks() -> None:
    assert check_deck(CheckedDeck(parse(Source("deck.md", "a b::c\n"), NATIVE)), CODES) == []


FENCE = "Q\n?\n- a\n  ```\n  b\n\n  c\n  ```\n"
FOUND = [
    ("comment above", "<!-- a -->\nQ\nR\n?\nA\n", [("SRS403", 4)]),
    ("comment above a question of one line", "<!-- a -->\nQ\n?\nA\n", [("SRS402", 3)]),
    (
        "comment below, and the next card",
        "Q\n?\nA\n<!-- a -->\n\nP\n?\nB\n",
        [
            ("SRS403", 2),
            ("SRS402", 7),
        ],
    ),
    ("comment of two lines", "<!--\na -->\n\nQ\n?\nA\n\na::b\n", [("SRS402", 1)]),
    ("card within a card", "Q\n?\na::b\n", [("SRS402", 2)]),
    ("separator in code first", "call `x::y` now::done\n", [("SRS402", 1)]),
    ("blank line in a fence of a list", FENCE, [("SRS403", 2)]),
    ("fence closed in a list", "Q\n?\n```\na\n  ```\n\nP\n?\nB\n", [("SRS403", 2), ("SRS402", 8)]),
    ("fence closed by a line with a word", "Q\n?\n```\n\na\n```b\n\nc\n```\n", [("SRS403", 2)]),
    ("card in the code of a list", "- a\n  ```\n  b::c\n  ```\n", [("SRS404", 3)]),
    ("separator without a question", "??\nA\n", [("SRS404", 1)]),
    ("comment under a blank line", f"a::b\n\n{SR}\n", [("SRS405", 3)]),
    ("comment behind blanks", f"a::b\n  {SR}\n", [("SRS405", 2)]),
    ("comment in code", f"Q\n?\n```\n{SR}\n```\n", [("SRS406", 1)]),
    ("comment in code first", f"Q\n?\n```\n{SR}\n```\n{SR}\n", [("SRS405", 6)]),
    ("text behind the comment", f"a::b {SR} c\n", [("SRS406", 1)]),
    ("comment in the midst", f"Q ==a==\n{SR}\nb\n", [("SRS406", 1)]),
    ("CRLF, once", "a::b\r\n\r\nc::d\r\n", [("SRS406", 1)]),
    ("hard break", "Q\n?\nA  \nB\n", [("SRS406", 1)]),
    ("list goes on", "- a::b\n- c\n", [("SRS406", 1)]),
    ("quote goes on", "> a::b\n> c\n", [("SRS406", 1)]),
    ("table goes on", "| a | b |\n|---|---|\n| c::d | e |\n| f | g |\n", [("SRS406", 3)]),
    ("underline", "a::b\n---\n", [("SRS406", 1)]),
    ("more marks close than open", "Q\n?\n```\na\n````\n", [("SRS406", 1)]),
    ("tag with an empty part", "#flashcards/x/ a::b\n", [("SRS406", 1)]),
    ("equal cards", "a::b\n\na::b\n", [("SRS407", 3)]),
    ("card in prose above", "He said a::b.\n\na::b.\n", [("SRS407", 3)]),
    ("beginning of another card", "a::bc\n\na::b\n", [("SRS407", 3)]),
    ("card in the front matter", "---\na: b::c\n---\n\nb::c\n", [("SRS407", 5)]),
    ("code that is not closed", "Q\n?\n```\na\n", [("SRS407", 1)]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND]
)
def test_obsidian_finds(text: str, expected: list[tuple[str, int]]) -> None:
    assert places(text) == expected


LEFT_ALONE = {
    "cards of all kinds": f"Q\n?\nA\n{SR}\n\nQ\n??\nA\n\na::b\nc:::d {SR}\n\n==e==\n",
    "comment between blank lines": "Q\n?\nA\n\n<!-- a -->\n\nP\n?\nB\n",
    "fence at the start of the line": "Q\n?\n```\na::b\n\n?\n```\n",
    "last item of a list": "- a\n- b::c\n\nText.\n",
    "list of a card": "Q\n?\n- a\n- b\n",
    "block id": f"a::b {SR} ^id\n",
    "comment in a callout": f"a::b\n> [!sr|card-metadata]\n> {SR}\n",
    "comment above": f"{SR}\nQ\n?\nA\n",
    "equal text in another card": "a::b\n\na::bc\n",
    "blanks in code": "Q\n?\n```\na  \n```\n",
    "no cards": "Text.\r\n\r\n- a\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_obsidian_leaves_alone(text: str) -> None:
    assert places(text) == []


def test_comments_on_the_same_line() -> None:
    assert places("- a::b\n- c\n", SAME_LINE) == []
    assert places("Q\n?\n```\na\n```\n", SAME_LINE) == [("SRS406", 1)]


def test_notes_end_with_their_marker() -> None:
    marked = OBSIDIAN._replace(end_marker="---")
    assert places("Q\n?\nA\n\nB\n---\n\na::b\n---\n", marked) == []
    (problem,) = found("Q\n?\nA\n---\n", marked, PluginUse(OBSIDIAN))
    assert (problem.code, problem.line) == ("SRS401", 2)
    assert "`end_marker` is `---` here and empty in the plugin's settings" in problem.message


def test_other_separators_are_said_once() -> None:
    text = "Q\n-?-\nA\n\nP\n-??-\nB\n\nR\n-?-\nC\n"
    (problem,) = found(text, NATIVE, PluginUse(OBSIDIAN))
    assert (problem.code, problem.line) == ("SRS401", 2)
    assert "No cards of 3 notes in Obsidian: `-?-` and `-??-` are `?` and `??` there" in (
        problem.message
    )


def test_kinds_that_the_plugin_does_not_have() -> None:
    bare = OBSIDIAN._replace(single_basic="", cloze_patterns=())
    (single,) = found("a::b\n\nQ\n?\nA\n", OBSIDIAN, PluginUse(bare))
    assert "No cards of 1 note in Obsidian: `::` is turned off there" in single.message
    (cloze,) = found("==a==\n", OBSIDIAN, PluginUse(bare))
    assert "the patterns for hidden parts differ" in cloze.message


def test_the_other_rules_go_by_the_separators_of_the_deck() -> None:
    problems = found("Q\n-?-\nstd::sort\n", NATIVE, PluginUse(OBSIDIAN))
    assert [problem.code for problem in problems] == ["SRS401", "SRS402"]
    assert "`::` makes a card of line 3 alone" in problems[1].message


@pytest.mark.parametrize(
    ("rules", "text", "folder", "message"),
    [
        (DeckSettings(by="tags"), "a::b\n", "x", "no tag of a deck (#flashcards)"),
        (DeckSettings(by="folders"), "a::b\n", "", "no folder and no tag of a deck"),
        (
            DeckSettings(by="tags", ignore_tags=("#draft",)),
            "#flashcards #draft\n\na::b\n",
            "",
            "a tag that keeps it out (#draft)",
        ),
    ],
)
def test_no_deck(rules: DeckSettings, text: str, folder: str, message: str) -> None:
    (problem,) = found(text, OBSIDIAN, PluginUse(OBSIDIAN, rules, (), folder))
    assert problem.code == "SRS408"
    assert message in problem.message


@pytest.mark.parametrize(
    ("rules", "front_tags", "text", "folder"),
    [
        (DeckSettings(by="tags"), (), "#flashcards/x\n\na::b\n", ""),
        (DeckSettings(by="tags"), ("flashcards",), "a::b\n", ""),
        (DeckSettings(by="folders"), (), "a::b\n", "x"),
        (DeckSettings(by="tags"), (), "No cards.\n", ""),
    ],
)
def test_decks(rules: DeckSettings, front_tags: tuple[str, ...], text: str, folder: str) -> None:
    assert found(text, OBSIDIAN, PluginUse(OBSIDIAN, rules, front_tags, folder)) == []

"""The decks of notes by tags and folders, and tags that notes begin with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from srs.collection.config_layers import nested
from srs.collection.front_matter import read_front_matter
from srs.collection.plugin_settings import meaning
from srs.markdown.deck_rules import DeckSettings
from srs.markdown.parser import Parsed, parse
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.tag_scopes import tag_lines
from srs.markdown.topics import Topics, has_ignored_tag, note_topics
from srs.markdown.writing import schedule_edits
from srs.model import Sm2Schedule
from srs.settings.layer import Layer
from srs.settings.merge import merge
from srs.text import Source, apply_edits

DATA = Path(__file__).parents[1] / "data" / "topics-plugin.json"
CASES = json.loads(DATA.read_text(encoding="utf-8"))["cases"]
PLUGIN = SyntaxSettings(
    multi_basic="?",
    multi_reversed="??",
    single_basic="::",
    single_reversed=":::",
    cloze_patterns=("==[123;;]answer[;;hint]==",),
    leading_tag=True,
)
BY_TAGS = DeckSettings("tags")


def read(text: str, syntax: SyntaxSettings = PLUGIN) -> Parsed:
    return parse(Source("deck.md", text), syntax)


def topics(text: str, rules: DeckSettings = BY_TAGS, *front: str) -> list[Topics] | None:
    found = note_topics(read(text), rules, front)
    return None if found is None else list(found)


def fronts(text: str) -> list[str]:
    parsed = read(text)
    return [parsed.sides(note)[0].front for note in parsed.notes]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_notes_belong_to_the_decks_that_the_plugin_gives_them(case: dict[str, Any]) -> None:
    settings = merge([Layer(nested(meaning(case["settings"]).values), "data.json")])
    parsed = read(case["text"], settings.syntax)
    tags = read_front_matter(parsed.front_matter).deck_tags
    found = note_topics(parsed, settings.decks, tags, case["path"].rpartition("/")[0])
    if found is None or has_ignored_tag(tag_lines(parsed.blocks), settings.decks, tags):
        assert case["notes"] == []
        return
    assert [
        [
            parsed.source.line_of(note.span.start),
            note.kind,
            list(decks),
            list(note.context),
            parsed.sides(note)[0].front.strip(),
        ]
        for note, decks in zip(parsed.notes, found, strict=True)
    ] == case["notes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "#flashcards/one\na::b\n\n#flashcards/two\nc::d\n",
            [("flashcards/one",), ("flashcards/two",)],
        ),
        ("#flashcards/a #other #flashcards/b\na::b\n", [("flashcards/a", "flashcards/b")]),
        ("a::b\n\n#flashcards/late #flashcards/more\n", [("flashcards/late",)]),
        ("#flashcards\n\n#homework a::b\nc::d\n", [("homework",), ("flashcards",)]),
        ("#homework a::b\n", None),
        ("#Flashcards\na::b\n", None),
        ("#flashcardsx\na::b\n", None),
        ("#flashcards/x/\na::b\n", [("flashcards/x",)]),
        ("#flashcards/x//y/ a::b\n", [("flashcards/x/y",)]),
        ("#flashcards/z, a::b\n", [("flashcards/z,",)]),
        ("#flashcards/a#b c::d\n", [("flashcards/a",)]),
        (
            "front\n?\n#flashcards/inner back\n\nc::d\n",
            [("flashcards/inner",), ("flashcards/inner",)],
        ),
        ("```\n#flashcards\n```\na::b\n", None),
    ],
)
def test_by_tags(text: str, expected: list[Topics] | None) -> None:
    assert topics(text) == expected


def test_front_matter_holds_until_a_line_with_tags() -> None:
    text = "a::b\n\n#flashcards/x\nc::d\n"
    assert topics(text, BY_TAGS, "flashcards/fm", "note") == [("flashcards/fm",), ("flashcards/x",)]
    assert topics("a::b\n", BY_TAGS, "note") is None


def test_configured_tags() -> None:
    rules = BY_TAGS._replace(tags=("#study/cards", "", "drill"))
    assert topics("#study/cards/x\na::b\n\n#study\nc::d\n", rules) == [("study/cards/x",)] * 2
    assert topics("#drill/x\na::b\n", rules) == [("drill/x",)]
    assert topics("#flashcards\na::b\n", rules) is None


def test_without_leading_tags_the_line_above_counts() -> None:
    parsed = read("#flashcards/a\n\n#flashcards/b c::d\n", PLUGIN._replace(leading_tag=False))
    assert note_topics(parsed, BY_TAGS) == (("flashcards/a",),)
    assert parsed.sides(parsed.notes[0])[0].front == "#flashcards/b c"


@pytest.mark.parametrize(
    ("folder", "text", "expected"),
    [
        ("School/Maths", "a::b\n", (("School/Maths",),)),
        ("School", "#flashcards/x\na::b\n", (("School",),)),
        ("", "a::b\n", None),
        ("", "#flashcards\na::b\n", (("",),)),
    ],
)
def test_by_folders(folder: str, text: str, expected: tuple[Topics, ...] | None) -> None:
    assert note_topics(read(text), DeckSettings("folders"), (), folder) == expected


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("#flashcards/gap    wide::space\n", "wide"),
        ("#flashcards/tab\tfront::back\n", "front"),
        ("#flashcards/a #flashcards/b both::decks\n", "#flashcards/b both"),
        ("#flashcards\nPower\n?\nWatt\n", "Power"),
        ("#flashcards/x/ slash::end\n", "slash"),
        ("#flashcards The ==sun== is hot\n", "The [...] is hot"),
        ("\ufeff#flashcards first::line\n", "first"),
        ("# Heading\nfront\n?\nback\n", "# Heading\nfront"),
        ("- #flashcards item::back\n", "- #flashcards item"),
        ("#flashcards/t\n?\nback\n", "#flashcards/t"),
        ("#/ slash::back\n", "#/ slash"),
    ],
)
def test_a_leading_tag_is_no_card_text(text: str, front: str) -> None:
    assert fronts(text) == [front]


def test_grading_keeps_a_leading_tag() -> None:
    text = "#flashcards/x\nPower\n?\nWatt ^id\n"
    parsed = read(text)
    edits = schedule_edits(parsed, parsed.notes[0], {0: Sm2Schedule(date(2025, 12, 14), 2, 248)})
    assert apply_edits(text, edits) == text + "<!--SR:!2025-12-14,2,248-->\n"


@pytest.mark.parametrize(
    ("text", "front", "ignored"),
    [
        ("#flashcards #draft\na::b\n", (), True),
        ("#flashcards\na::b\n\nmore #draft/old\n", (), True),
        ("#flashcards #drafty\na::b\n", (), False),
        ("#flashcards\na::b\n", ("draft",), True),
        ("#flashcards `#draft`\na::b\n", (), False),
    ],
)
def test_ignored_tags(text: str, front: Topics, ignored: bool) -> None:
    rules = BY_TAGS._replace(ignore_tags=("#draft",))
    assert has_ignored_tag(tag_lines(read(text).blocks), rules, front) is ignored
    assert not has_ignored_tag(tag_lines(read(text).blocks), BY_TAGS, front)

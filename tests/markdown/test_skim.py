"""The quick way through a text finds what the parser finds, or leaves the text to it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.markdown.parser import parse
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.skim import Skimmed, skim
from srs.markdown.skimmed import SkimmedNote
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.tag_scopes import tag_lines
from srs.text import Source
from tests.conformance.plugin_cases import cases
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN, SYNTAXES, decks

LEADING = OBSIDIAN._replace(leading_tag=True)
ENDED = OBSIDIAN._replace(end_marker="---")
# Separators that look like what begins an item, of which one is a mark inside a line, too.
ITEMS = NATIVE._replace(multi_basic="- item", single_basic="item", end_marker="1. one")
ALL = (*SYNTAXES, OBSIDIAN, LEADING, ENDED, ITEMS)
TAME = (
    "front", "back", "-?-", "-??-", "?", "??", "a::b", "`a::b` c", "a:::b", "==x== y", "# Heading",
    "- item", "1. one", "> quote", "| a | b |", "|---|---|", "---", "+++", "", "", "", "", " ",
    "```", "```python", "~~~", "`tick", "#tag #other", "- listed #tag", "text ^id-1", "  set in",
    "    code", "<b>bold</b> text", "a < b", "<!-- aside -->", "<!--SR:!2025-12-14,2,248-->",
    "<!--SR:!2025-12-14,2,248!2000-01-01,1,250-->", "a::b <!--SR:!2025-12-14,2,248-->",
    "- a::b <!--SR:!2025-12-14,2,248-->", "back <!--SR:!2025-12-14,2,248-->",
)  # fmt: skip

tame_decks = st.builds(
    lambda lines, newline: newline.join(lines),
    st.lists(st.sampled_from(TAME), max_size=25),
    st.sampled_from(["\n", "\n", "\r\n"]),
)


def parsed(text: str, syntax: SyntaxSettings) -> Skimmed:
    """What the parser finds, in the same form."""
    found = parse(Source("deck.md", text), syntax)
    source, notes = found.source, []
    for note in found.notes:
        comment, holds, line = note.comment, None, -1
        if comment is not None:
            holds = text[comment.span.start + len(OPENING) : comment.span.end - len(CLOSING)]
            line = source.line_of(comment.span.start)
        first, last = source.line_of(note.span.start), source.line_of(note.span.end)
        notes.append(SkimmedNote(note.kind, first, last, len(note.cards), holds, line))
        assert (notes[-1].first_line, notes[-1].last_line) == (note.first_line, note.last_line) or (
            comment is not None and "\n" in text[slice(*comment.span)]
        )
    return Skimmed(found.front_matter, notes, list(tag_lines(found.blocks)))


def agrees(text: str, syntax: SyntaxSettings) -> bool:
    """Whether the text was taken; fails where it was taken wrongly."""
    skimmed = skim(text, syntax, tags=True)
    if skimmed is None:
        return False
    assert skimmed == parsed(text, syntax)
    return True


@given(st.data(), st.sampled_from(ALL))
def test_any_deck_gives_the_notes_of_the_parser_or_is_left_to_it(
    data: st.DataObject, syntax: SyntaxSettings
) -> None:
    agrees(data.draw(decks(syntax)), syntax)


@given(tame_decks, st.sampled_from(ALL))
@example("- a::b <!--SR:!2025-12-14,2,248-->", OBSIDIAN)
@example("`\nfront\n-?-\nback <!--SR:!2025-12-14,2,248-->\n`", NATIVE)
@example("front\n-?-\nback\n\n<!--SR:!2025-12-14,2,248-->\n\ntext", NATIVE)
@example("<!--SR:!2025-12-14,2,248-->\nfront\n-?-\nback", NATIVE)
def test_decks_of_ordinary_lines_give_the_notes_of_the_parser(
    text: str, syntax: SyntaxSettings
) -> None:
    agrees(text, syntax)


@pytest.mark.parametrize("syntax", [NATIVE, OBSIDIAN], ids=["native", "obsidian"])
def test_what_the_plugin_was_tried_with_gives_the_notes_of_the_parser(
    syntax: SyntaxSettings,
) -> None:
    taken = [agrees(case["text"], syntax) for case in cases("parse_curated")]
    assert any(taken)


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("# Heading\n\nfront\n-?-\n- one\n- two\n<!--SR:!2025-12-14,2,248-->\n", NATIVE),
        ("---\ntags: [a]\n---\nfront\n-?-\n```python\ncode\n\n-?-\n```\n", NATIVE),
        ("> quote\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n\nfront\n-??-\nback\n", NATIVE),
        ("front\r\n-?-\r\nback\r\n<!--SR:!2025-12-14,2,248-->\r\n", NATIVE),
        ("#flashcards/one #two\n\na::b <!--SR:!2025-12-14,2,248-->\n\n- c::d\n", LEADING),
        ("An ==answer== and ==another==\n<!--SR:!2025-12-14,2,248-->\n", OBSIDIAN),
        ("caf\u00e9 \u00a0::\u4f60\u597d\n", OBSIDIAN),
    ],
)
def test_ordinary_decks_are_taken(text: str, syntax: SyntaxSettings) -> None:
    assert agrees(text, syntax)


@pytest.mark.parametrize(
    "text",
    [
        "- ```\n  front\n  -?-\n  ```\n",
        "<div>\n```\n</div>\n\nfront\n-?-\nback\n",
        "<!-- aside\n\nfront\n-?-\nback\n-->\n",
        "front\n-?-\nback\n<!--SR:!2025-12-14,2,248\n!2025-12-14,2,248-->\n",
        "\ufefffront\n-?-\nback\n",
        "front\n-?-\nback\n> [!sr|card-metadata]\n> <!--SR:!2025-12-14,2,248-->\n",
    ],
)
def test_what_only_the_parser_can_tell_is_left_to_it(text: str) -> None:
    assert skim(text, NATIVE, tags=False) is None

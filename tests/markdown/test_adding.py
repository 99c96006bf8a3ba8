"""Cards as they are written, and taken apart again."""

from __future__ import annotations

import pytest

from srs.errors import UsageError
from srs.markdown.adding import card_text, split_sides
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.tags import tags_in
from srs.pieces import Sides

SIDES = Sides("front", "back")
SINGLE = SyntaxSettings(multi_basic="", single_basic="::")


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        (SyntaxSettings(), "front\n-?-\nback"),
        (SyntaxSettings(end_marker="+++"), "front\n-?-\nback\n+++"),
        (SINGLE, "front::back"),
    ],
)
def test_a_card_is_written_with_the_separators_of_the_deck(
    syntax: SyntaxSettings, text: str
) -> None:
    assert card_text(SIDES, syntax) == text


def test_without_a_separator_there_are_no_cards() -> None:
    with pytest.raises(UsageError, match="No separator for new cards is set"):
        card_text(SIDES, SyntaxSettings(multi_basic=""))


@pytest.mark.parametrize(
    ("syntax", "text", "sides"),
    [
        (SyntaxSettings(), "\na\nb\n -?- \n\nc\n", Sides("a\nb", "c")),
        (SyntaxSettings(), "a\n-?-\nb\n-?-\nc", Sides("a", "b\n-?-\nc")),
        (SINGLE, " a :: b::c \n", Sides("a", "b::c")),
    ],
)
def test_a_text_is_taken_apart_at_its_first_separator(
    syntax: SyntaxSettings, text: str, sides: Sides
) -> None:
    assert split_sides(text, syntax) == sides


@pytest.mark.parametrize("syntax", [SyntaxSettings(), SINGLE])
def test_a_text_without_a_separator_is_no_card(syntax: SyntaxSettings) -> None:
    with pytest.raises(ValueError, match=r"^$|is not in list"):
        split_sides("a\nb", syntax)


def test_a_line_without_a_mark_has_no_tags() -> None:
    assert tags_in("plain") == ()
    assert tags_in("a #tag and `#code`") == ("tag",)

"""`srs cards`: which are listed, and their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from srs.commands import cards
from srs.commands.cards import CardsOptions
from srs.commands.choice import Choice
from srs.errors import UsageError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

ALL = Choice()
FIELDS = (
    "path line end_line kind note card front back decks tags context block_id state due schedule"
)
DECK = (
    card("new")
    + card("late", "!2025-12-13,1,230")
    + card("today", "!2025-12-14,2,248")
    + card("later", "!2025-12-15,2.5,248")
)


def listed(
    desk: Desk,
    *,
    due: bool = False,
    new: bool = False,
    choice: Choice = ALL,
    search: str | None = None,
) -> list[str]:
    """The fronts of the cards that are listed."""
    assert cards.run(desk.context(as_json=True), CardsOptions(due, new, choice, search)) == 0
    return [each["front"] for each in desk.document["cards"]]


def test_filters(desk: Desk) -> None:
    desk.write("a.md", DECK)
    assert listed(desk) == ["new", "late", "today", "later"]
    assert listed(desk, due=True) == ["late", "today"]
    assert listed(desk, new=True) == ["new"]
    assert listed(desk, due=True, new=True) == ["new", "late", "today"]
    assert listed(desk, search="LATE") == ["late", "later"]
    assert listed(desk, search="answer to t") == ["today"]
    assert listed(desk, search="nowhere") == []


def test_decks_and_tags(desk: Desk) -> None:
    desk.write("git.md", card("one #web/css") + card("two"))
    desk.write("py.md", card("three"))
    assert listed(desk, choice=Choice("git")) == ["one #web/css", "two"]
    assert listed(desk, choice=Choice(tag="web")) == ["one #web/css"]
    with pytest.raises(UsageError, match=r"There is no deck 'js'; there are: git, py\."):
        listed(desk, choice=Choice("js"))
    with pytest.raises(UsageError, match=r"No card has the tag '#js'; there are: web/css\."):
        listed(desk, choice=Choice(tag="#js"))


DESCRIBED = """\
---
deck: Git/Basics
tags: [vcs]
---

# Git

## Undo

No card.

front
goes on #tag
-?-
```
code

more
```
end ^id
<!--SR:!2025-12-13,1.5,230-->
"""


def test_every_field(desk: Desk) -> None:
    desk.write("sub/a.md", DESCRIBED)
    assert cards.run(desk.context(as_json=True), CardsOptions(False, False, ALL, None)) == 0
    (only,) = desk.document["cards"]
    assert " ".join(only) == FIELDS
    assert only == {
        "path": "sub/a.md",
        "line": 12,
        "end_line": 21,
        "kind": "multi_basic",
        "note": 0,
        "card": 0,
        "front": "front\ngoes on #tag",
        "back": "```\ncode\n\nmore\n```\nend",
        "decks": ["Git/Basics"],
        "tags": ["vcs", "tag"],
        "context": ["Git", "Undo"],
        "block_id": "^id",
        "state": "review",
        "due": "2025-12-13",
        "schedule": {"algorithm": "sm2", "due": "2025-12-13", "interval": 1.5, "ease": 230},
    }


def test_siblings(desk: Desk) -> None:
    desk.write("a.md", reversed_card("zero") + reversed_card("one", "!2000-01-01,1,250!2025-12-1"))
    assert cards.run(desk.context(as_json=True), CardsOptions(False, False, ALL, None)) == 0
    found = desk.document["cards"]
    assert [(each["note"], each["card"], each["front"]) for each in found] == [
        (0, 0, "zero"),
        (0, 1, "The answer to zero"),
        (1, 0, "one"),
        (1, 1, "The answer to one"),
    ]
    assert {each["state"] for each in found} == {"new"}
    assert {each["schedule"] for each in found} == {None}
    assert {each["kind"] for each in found} == {"multi_reversed"}


@pytest.mark.parametrize(
    ("number", "state"), [(0, "new"), (1, "learning"), (2, "review"), (3, "relearning")]
)
def test_fsrs_fields(desk: Desk, number: int, state: str) -> None:
    segment = f"!fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,{number},4,1,0,2026-06-11T10:00:00.500Z"
    desk.write("a.md", card("one", segment))
    assert cards.run(desk.context(as_json=True), CardsOptions(False, False, ALL, None)) == 0
    (only,) = desk.document["cards"]
    assert (only["state"], only["due"]) == (state, "2026-06-14T10:00:00.000Z")
    assert only["schedule"] == {
        "algorithm": "fsrs",
        "due": "2026-06-14T10:00:00.000Z",
        "interval": 3,
        "stability": 3.12,
        "difficulty": 5.2,
        "state": number,
        "reps": 4,
        "lapses": 1,
        "step": 0,
        "last_review": "2026-06-11T10:00:00.500Z",
    }


def test_a_forgotten_card_is_learning(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-14,0,230"))
    cards.run(desk.context(), CardsOptions(False, False, ALL, None))
    assert desk.lines == ["a.md:1  learning    2025-12-14  one"]


def test_lines(desk: Desk) -> None:
    desk.write("a.md", card("first\nsecond") + card("two", "!2025-12-13,1,230"))
    assert cards.run(desk.context(), CardsOptions(False, False, ALL, None)) == 0
    assert desk.lines == [
        "a.md:1  new         -           first",
        "a.md:7  review      2025-12-13  two",
    ]
    assert desk.said == ["2 cards"]
    cards.run(desk.context(), CardsOptions(True, False, ALL, None))
    assert desk.said == ["1 card"]


def test_text_of_cards_is_harmless(desk: Desk) -> None:
    desk.write("a.md", card("\033]0;title\a [bold]"))
    cards.run(desk.context(), CardsOptions(False, False, ALL, None))
    assert desk.lines == ["a.md:1  new         -           ␛]0;title␇ [bold]"]


def test_bytes_that_are_no_utf8(desk: Desk) -> None:
    (desk.folder / "a.md").write_bytes(b"caf\xe9\n-?-\nback\n")
    assert listed(desk) == ["caf\ufffd"]
    cards.run(desk.context(), CardsOptions(False, False, ALL, None))
    assert desk.lines[0].endswith("  caf\ufffd")


def test_the_other_decks_are_listed(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    (desk.folder / "b.md").write_bytes(b"\0")
    assert cards.run(desk.context(as_json=True), CardsOptions(False, False, ALL, None)) == 1
    assert [each["front"] for each in desk.document["cards"]] == ["one"]

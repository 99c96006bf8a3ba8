"""What a kind of card is: where its separator stands, how many cards it makes, what they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from srs.markdown.syntax import SyntaxSettings
from srs.pieces import Sides
from srs.text import BLANKS

_BREAK = re.compile(r"\r\n?")


class Content(NamedTuple):
    """A note's text without its comments: what stands before and after the separator."""

    before: str
    after: str


class CardKind(NamedTuple):
    """A kind of card.

    `separator` gives the separator's text, empty where the kind is off or has none; it stands on
    a line of its own (`own_line`) or inside a line.
    """

    name: str
    own_line: bool
    separator: Callable[[SyntaxSettings], str]
    cards: Callable[[Content, SyntaxSettings], int]
    sides: Callable[[Content, SyntaxSettings], tuple[Sides, ...]]


@cache
def _blank_lines() -> re.Pattern[str]:
    return re.compile(rf"(?:[{BLANKS}]*\n)+")


def clean(text: str) -> str:
    """Make line breaks `\\n`, drop blank lines at both ends and blanks at the very end."""
    text = _BREAK.sub("\n", text)
    start = _blank_lines().match(text)
    return text[start.end() if start else 0 :].rstrip(BLANKS)


def one_way(name: str, own_line: bool, separator: Callable[[SyntaxSettings], str]) -> CardKind:
    """A kind whose notes make one card: what is before asks for what is after."""

    def sides(content: Content, _syntax: SyntaxSettings) -> tuple[Sides, ...]:
        return (Sides(clean(content.before), clean(content.after)),)

    return CardKind(name, own_line, separator, lambda _content, _syntax: 1, sides)


def both_ways(name: str, own_line: bool, separator: Callable[[SyntaxSettings], str]) -> CardKind:
    """A kind whose notes make two cards: each side asks for the other."""

    def sides(content: Content, _syntax: SyntaxSettings) -> tuple[Sides, ...]:
        one, other = clean(content.before), clean(content.after)
        return Sides(one, other), Sides(other, one)

    return CardKind(name, own_line, separator, lambda _content, _syntax: 2, sides)

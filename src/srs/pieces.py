"""Pieces of a text: their places, what takes the place of one, the sides of a card."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of character offsets in a source's text."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the text at `span` (offsets in the text as loaded) by `replacement`."""

    span: Span
    replacement: str


class Sides(NamedTuple):
    """The Markdown of a card's prompt and answer, without blank lines at both ends."""

    front: str
    back: str

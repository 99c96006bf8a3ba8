"""Taking a comment's line out of a deck where the page stays the same."""

from __future__ import annotations

from srs.lint.rule import CheckedDeck
from srs.markdown.blocks import Kind
from srs.pieces import Edit, Span


def whole_line(deck: CheckedDeck, span: Span) -> Edit | None:
    """The edit that deletes the line of a comment, break included.

    None if something else stands on the line, if it stands in a list or quote, or if what stands
    above and below would grow together.
    """
    source, number = deck.source, deck.source.line_of(span.start)
    line = source.line_span(number)
    alone = deck.text_at(line).strip(" \t") == deck.text_at(span)
    if not alone or number in deck.parsed.blocks.containers or _parts(deck, number):
        return None
    end = source.starts[number + 1] if number + 1 < len(source.lines) else line.end
    return Edit(Span(line.start, end), "")


def _parts(deck: CheckedDeck, number: int) -> bool:
    """Whether a line parts two paragraphs, two lists or two pieces of indented code."""
    lines, blocks = deck.source.lines, deck.parsed.blocks
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    below = deck.line_below(number)
    if above is None or below is None:
        return False
    if below - above == 2:
        return True
    both_held = above in blocks.containers and below in blocks.containers
    return both_held or blocks.kinds[above] == blocks.kinds[below] == Kind.INDENTED

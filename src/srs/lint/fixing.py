"""Which edits are safe: after them the deck has the same cards with the same schedules."""

from __future__ import annotations

from collections.abc import Iterator

from srs.markdown.parser import Parsed, parse
from srs.pieces import Edit
from srs.text import Source, apply_edits

_Seen = tuple[object, ...]


def safe_edits(parsed: Parsed, edits: list[Edit]) -> list[Edit]:
    """The edits that can be made together without changing or losing a card; new ones may come."""
    before = list(_cards(parsed))
    return _accepted(parsed, before, sorted(set(edits), key=lambda edit: edit.span), [])


def _accepted(
    parsed: Parsed, before: list[_Seen], edits: list[Edit], base: list[Edit]
) -> list[Edit]:
    """Those of `edits` that are safe on top of `base`; halved until the bad ones are found."""
    if not edits or _keeps(parsed, before, base + edits):
        return edits
    if len(edits) == 1:
        return []
    middle = len(edits) // 2
    first = _accepted(parsed, before, edits[:middle], base)
    return first + _accepted(parsed, before, edits[middle:], base + first)


def _keeps(parsed: Parsed, before: list[_Seen], edits: list[Edit]) -> bool:
    """Whether all cards are still there, in order, after the edits."""
    try:
        text = apply_edits(parsed.source.text, edits)
    except ValueError:  # they overlap
        return False
    after = _cards(parse(Source(parsed.source.path, text), parsed.syntax))
    return all(card in after for card in before)


def _cards(parsed: Parsed) -> Iterator[_Seen]:
    for note in parsed.notes:
        about = (note.kind, note.context, note.tags, note.block_id)
        for card, sides in zip(note.cards, parsed.sides(note), strict=True):
            yield (*about, card, sides)

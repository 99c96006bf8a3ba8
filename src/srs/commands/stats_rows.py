"""The rows of `srs stats`: one for each deck, folder or tag, or of many decks for each branch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from srs.collection.counted import Branch, Counted
from srs.scheduling.lines import CardLine, line_of
from srs.stats.counts import Horizon, Stats, branches, collect
from srs.stats.sums import sum_of

if TYPE_CHECKING:
    from srs.collection.load import Collection


def by_deck(decks: Sequence[Counted], horizon: Horizon) -> Stats:
    """Give a row for each file, or for each deck that tags or folders make and those above it."""
    files = [deck.name for deck in decks if not deck.by_topics]
    topics = (name for deck in decks if deck.by_topics for names, _ in deck.parts for name in names)
    counted = (
        (branches(names) if deck.by_topics else (deck.name,), sums)
        for deck in decks
        for names, sums in deck.parts
    )
    stats = collect(counted, dict.fromkeys([*files, *_tree(topics)]), horizon)
    return stats._replace(nested=any(deck.by_topics for deck in decks))


def by_folder(found: Sequence[Branch], horizon: Horizon) -> Stats:
    """Give a row for each folder."""
    counted = ((((branch.shown or "."),), sums) for branch in found for _, sums in branch.parts)
    return collect(counted, dict.fromkeys(branch.shown or "." for branch in found), horizon)


def by_branch(found: Sequence[Branch], horizon: Horizon) -> tuple[Stats, int]:
    """Give a row for each branch of the tree that has something due, and how many have nothing."""
    counted = [
        (branches(names if branch.by_topics else (branch.name or ".",)), sums)
        for branch in found
        for names, sums in branch.parts
    ]
    rows = _tree(name for names, _ in counted for name in names)
    stats = collect(counted, rows, horizon)
    with_due = tuple(row for row in stats.decks if row.due)
    left_out = len(stats.decks) - len(with_due)
    return stats._replace(decks=with_due, nested=True), left_out


def by_tag(collection: Collection, horizon: Horizon) -> Stats:
    """Give a row for each tag; a card counts in all of its note's."""
    by_tags: dict[tuple[str, ...], list[CardLine]] = {}
    for deck in collection.decks:
        for note, card in deck.asked_cards:
            by_tags.setdefault(deck.tags(note), []).append(line_of(card.schedule))
    return collect(((tags, sum_of(lines)) for tags, lines in by_tags.items()), (), horizon)


def _tree(names: Iterable[str]) -> list[str]:
    """The names and all above them, in the order of the tree."""
    return sorted(branches(names), key=lambda name: name.split("/"))

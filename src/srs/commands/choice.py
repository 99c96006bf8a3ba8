"""Choosing cards by deck and tag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from srs.collection.deck import Deck
from srs.errors import UsageError
from srs.model import Note


class Choice(NamedTuple):
    """Only cards of a deck (or below it), only cards with a tag (or below it)."""

    deck: str | None = None
    tag: str | None = None

    def takes(self, deck: Deck, note: Note) -> bool:
        """Whether a note's cards are wanted."""
        return bool(self.among(deck.names(note))) and self.has_tag(deck.tags(note))

    def has_tag(self, tags: Iterable[str]) -> bool:
        """Whether the wanted tag, or one below it, is among these; all are if none is wanted."""
        wanted = self.tag and self.tag.removeprefix("#")
        return wanted is None or any(_is_below(tag, wanted) for tag in tags)

    def among(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The decks of a note that are wanted, as far as decks were chosen."""
        if self.deck is None:
            return names
        return tuple(name for name in names if _is_below(name, self.deck))

    def first_parts(self, names: tuple[str, ...]) -> tuple[str, ...] | None:
        """Of the decks of a note the one that its cards are asked in, part by part; None for none.

        This is the first in the order of a tree.
        """
        return min((tuple(name.split("/")) for name in self.among(names)), default=None)

    def name(self, deck: Deck, note: Note) -> str:
        """The deck that a note's cards are asked in."""
        return "/".join(self.first_parts(deck.names(note)) or ())

    def check(self, names: Iterable[str], tags: Iterable[str]) -> None:
        """Raise UsageError if there is no such deck or tag, naming those that there are.

        `names` are those of all decks, `tags` those of all notes, asked for if a tag is wanted.
        """
        if self.deck is not None and not any(_is_below(name, self.deck) for name in names):
            raise UsageError(f"There is no deck {self.deck!r}; there are: {_some(sorted(names))}.")
        if self.tag is None:
            return
        there = sorted(set(tags))
        if not self.has_tag(there):
            raise UsageError(f"No card has the tag {self.tag!r}; there are: {_some(there)}.")


def _is_below(name: str, branch: str) -> bool:
    """Whether a name is `branch`, or lies below it (`git/rebase` below `git`)."""
    name, branch = name.casefold(), branch.casefold().rstrip("/")
    return name == branch or name.startswith(branch + "/")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:10]) or "none"
    return f"{shown} and {len(names) - 10} more" if len(names) > 10 else shown

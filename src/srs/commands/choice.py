"""Choosing cards by deck and tag."""

from __future__ import annotations

from dataclasses import dataclass

from srs.collection.deck import Deck
from srs.collection.load import Collection
from srs.errors import UsageError
from srs.model import Note


@dataclass(frozen=True, slots=True)
class Choice:
    """Only cards of a deck (or below it), only cards with a tag (or below it)."""

    deck: str | None = None
    tag: str | None = None

    def takes(self, deck: Deck, note: Note) -> bool:
        """Whether a note's cards are wanted."""
        if not self.names(deck, note):
            return False
        return self.tag is None or any(
            _is_below(tag, self.tag.removeprefix("#")) for tag in deck.tags(note)
        )

    def names(self, deck: Deck, note: Note) -> tuple[str, ...]:
        """The decks of a note that are wanted, as far as decks were chosen."""
        names = deck.names(note)
        if self.deck is None:
            return names
        return tuple(name for name in names if _is_below(name, self.deck))

    def name(self, deck: Deck, note: Note) -> str:
        """The first of these, in the order of a tree: the one that its cards are asked in."""
        return min(self.names(deck, note), key=lambda name: name.split("/"))

    def check(self, collection: Collection) -> None:
        """Raise UsageError if there is no such deck or tag, naming those that there are."""
        decks = sorted({name for deck in collection.decks for name in deck.all_names})
        if self.deck is not None and not any(_is_below(name, self.deck) for name in decks):
            raise UsageError(f"There is no deck {self.deck!r}; there are: {_some(decks)}.")
        tags = {
            tag
            for deck in collection.decks
            for note in deck.parsed.notes
            for tag in deck.tags(note)
        }
        if self.tag is not None and not any(
            _is_below(tag, self.tag.removeprefix("#")) for tag in tags
        ):
            raise UsageError(f"No card has the tag {self.tag!r}; there are: {_some(sorted(tags))}.")


def _is_below(name: str, branch: str) -> bool:
    """Whether a name is `branch`, or lies below it (`git/rebase` below `git`)."""
    name, branch = name.casefold(), branch.casefold().rstrip("/")
    return name == branch or name.startswith(branch + "/")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:10]) or "none"
    return f"{shown} and {len(names) - 10} more" if len(names) > 10 else shown

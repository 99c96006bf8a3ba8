"""What makes a deck, as far as it can be chosen."""

from typing import Literal, NamedTuple

SUSPENDED = "suspended"  # the tag that keeps a note out of reviews


class DeckSettings(NamedTuple):
    """`[decks]`: what makes a deck, and which files of a folder are none."""

    by: Literal["file", "tags", "folders"] = "file"
    tags: tuple[str, ...] = ("#flashcards",)
    ignore_tags: tuple[str, ...] = ()
    ignore_folders: tuple[str, ...] = ()

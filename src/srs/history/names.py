"""What a card is called in the log: a digest of its note's text, and the line that people know."""

from __future__ import annotations

from collections.abc import Iterable

from srs.pieces import Sides

_DIGEST_CHARACTERS = 16
_LONGEST_FRONT = 80


def note_digest(kind: str, sides: Iterable[Sides]) -> str:
    """Give a digest of a note's kind and of what its cards show, as hexadecimal digits."""
    from hashlib import sha256

    texts = [kind, *(text for each in sides for text in (each.front, each.back))]
    data = "\0".join(texts).encode("utf-8", "surrogateescape")
    return sha256(data).hexdigest()[:_DIGEST_CHARACTERS]


def front_line(front: str) -> str:
    """Give the first line of a front, cut to what a list can show."""
    return front.partition("\n")[0][:_LONGEST_FRONT]

"""Counts as the index keeps them: bytes and back."""

import marshal
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from srs.collection.counted import Branch, Counted, Parts
from srs.collection.deck_paths import PLAIN, DeckPath, Listing
from srs.stats.sums import Sums

# What is due in a file, see `plain_dues`: None if it must be looked at, `NO_DECK` if there is none.
Dues = bytes | int | None
NO_DECK = 0
Names = tuple[str, ...]


class Row(NamedTuple):
    """What is kept of a folder: its files' states, what was counted of all, what is due of each.

    All is packed; what is due is empty where it is not wanted.
    """

    states: bytes
    branches: bytes
    dues: bytes


class FolderDecks(NamedTuple):
    """The decks of a folder: `dues` is a packed `Dues` of each file, `read` gives them as kept."""

    listing: Listing
    dues: bytes
    read: "Callable[[], Sequence[Kept | None]]"


class Entry(NamedTuple):
    """What is to be kept of a folder, and its decks one by one, packed."""

    folder: str
    row: Row
    decks: bytes


class Whole(NamedTuple):
    """What is kept of a folder and all below it: their files' states, what was counted, packed.

    With `each_deck` there is also what is due in each.
    """

    root: str
    each_deck: bool
    states: bytes
    counts: bytes


class Kept(NamedTuple):
    """A deck as it is kept: all of `Counted` but its place."""

    own_name: str | None
    is_chosen: bool
    by_topics: bool
    parts: tuple[Any, ...]
    outline: bytes
    dues: bytes | None

    def at(self, place: DeckPath) -> Counted:
        """Give the deck with its place."""
        return Counted(place, *self[:3], _read(self.parts), self.outline, self.dues)


def kept(deck: Counted) -> Kept:
    """Give a deck as it is kept."""
    return Kept(*deck[1:4], _packed(deck.parts), deck.outline, deck.dues)


def pack_branches(decks: Iterable[Kept | None]) -> bytes:
    """Add decks of one folder up by branch, as `branches_of` does, and give that as bytes."""
    found: dict[tuple[str | None, bool], tuple[list[Kept], dict[Names, list[Any]]]] = {}
    for deck in decks:
        if deck is None or not deck.is_chosen:
            continue
        own = None if deck.own_name is None else deck.own_name.rpartition("/")[0]
        members, by_names = found.setdefault((own, deck.by_topics), ([], {}))
        members.append(deck)
        for part in deck.parts:
            by_names.setdefault(part[0], []).append(part)
    branches = [
        (own, len(members), by_topics, tuple(map(_added, by_names.values())))
        for (own, by_topics), (members, by_names) in found.items()
    ]
    return marshal.dumps(branches, PLAIN)


def _added(parts: Sequence[Any]) -> tuple[object, ...]:
    """Add packed parts with the same names up."""
    if len(parts) == 1:
        only: tuple[object, ...] = parts[0]
        return only
    names, *columns = zip(*parts, strict=True)
    days, stamps = _merged("i", columns[4]), _merged("q", columns[5])
    return (names[0], *map(sum, columns[:4]), days, stamps)


def _merged(kind: Literal["i", "q"], pieces: Iterable[bytes]) -> bytes:
    """Put packed numbers together, in order."""
    data = b"".join(pieces)
    return _in_bytes(kind, sorted(_numbers(data, kind))) if data else data


def pack_decks(decks: Iterable[Kept | None]) -> bytes:
    """Give decks of one folder as bytes."""
    return marshal.dumps([deck and tuple(deck) for deck in decks], PLAIN)


def pack_dues(decks: Iterable[Kept | None]) -> bytes:
    """Give a list of `Dues` for the files of one folder as bytes."""
    each = [deck.dues if deck and deck.is_chosen else NO_DECK for deck in decks]
    return marshal.dumps(each, PLAIN)


def read_branches(data: bytes, shown: str) -> list[Branch]:
    """Give the branches of a folder; `shown` is what people see before the names of its decks."""
    above = shown.rpartition("/")[0]
    return [
        Branch(above, own_name, decks, by_topics, _read(parts))
        for own_name, decks, by_topics, parts in marshal.loads(data)
    ]


def read_decks(data: bytes) -> list[Kept | None]:
    """Give the decks of a folder, in order."""
    return [fields and Kept(*fields) for fields in marshal.loads(data)]


def kept_by_state(states: bytes, decks: bytes) -> dict[object, Kept]:
    """Give the decks of a folder by the states of their files."""
    pairs = zip(marshal.loads(states), read_decks(decks), strict=True)
    return {state: deck for state, deck in pairs if deck}


def _packed(parts: Parts) -> tuple[object, ...]:
    return tuple(
        (names, *sums[:4], _in_bytes("i", sums.days), _in_bytes("q", sums.stamps))
        for names, sums in parts
    )


def _read(parts: Iterable[Any]) -> Parts:
    return tuple(
        (names, Sums(new, learning, young, mature, _numbers(days, "i"), _numbers(stamps, "q")))
        for names, new, learning, young, mature, days, stamps in parts
    )


def _in_bytes(kind: Literal["i", "q"], numbers: Iterable[int]) -> bytes:
    from array import array

    return array(kind, numbers).tobytes()


def _numbers(data: bytes, kind: Literal["i", "q"]) -> Sequence[int]:
    return memoryview(data).cast(kind)

"""Counts as the index keeps them: bytes and back."""

import marshal
from bisect import bisect_left
from collections import Counter
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


class Stored(NamedTuple):
    """What is kept of a deck: the state of its file, and what was counted, packed."""

    state: bytes
    deck: bytes


class FolderDecks(NamedTuple):
    """The decks of a folder: `dues` is a packed `Dues` of each file, `read` gives them as kept."""

    listing: Listing
    dues: bytes
    read: "Callable[[], Sequence[Kept | None]]"


class Entry(NamedTuple):
    """What is to be kept of the deck in a file of a folder."""

    folder: str
    name: str
    stored: Stored


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


def patch_branches(data: bytes, changes: Iterable[tuple[Kept, Kept]]) -> bytes | None:
    """Give what `pack_branches` gives once some decks became others (before, after).

    None where decks went to other branches, whose order that might change, and where what was kept
    of the decks is not what was added up.
    """
    changes = [(before, after) for before, after in changes if before != after]
    if not changes:
        return data
    branches = [[*branch[:3], list(branch[3])] for branch in marshal.loads(data)]
    parts_of = {(own, by_topics): parts for own, _, by_topics, parts in branches}
    for before, after in changes:
        if _places(before) != _places(after):
            return None
        if not after.is_chosen:
            continue
        own = None if after.own_name is None else after.own_name.rpartition("/")[0]
        parts = parts_of.get((own, after.by_topics), [])
        names = [part[0] for part in parts]
        try:
            for old, new in zip(before.parts, after.parts, strict=True):
                at = names.index(new[0])
                parts[at] = _exchanged(parts[at], old, new)
        except ValueError:
            return None
    return marshal.dumps([(*branch[:3], tuple(branch[3])) for branch in branches], PLAIN)


def _places(deck: Kept) -> tuple[object, ...]:
    """What decides where a deck is added up."""
    own = deck.own_name and deck.own_name.rpartition("/")[0]
    return deck.own_name is None, own, *deck[1:3], [part[0] for part in deck.parts]


def _exchanged(total: Sequence[Any], old: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
    """Take packed numbers out of a sum, and others in. Raises ValueError for any not in it."""
    counts = (total[at] - old[at] + new[at] for at in range(1, 5))
    days = _exchanged_in_order("i", total[5], old[5], new[5])
    return (total[0], *counts, days, _exchanged_in_order("q", total[6], old[6], new[6]))


def _exchanged_in_order(kind: Literal["i", "q"], total: bytes, old: bytes, new: bytes) -> bytes:
    if old == new:
        return total
    change = Counter(_numbers(new, kind))
    change.subtract(_numbers(old, kind))
    numbers = list(_numbers(total, kind))
    for number, more in change.items():
        at = bisect_left(numbers, number)
        less = [number] * -more
        if numbers[at : at + len(less)] != less:
            raise ValueError(f"{number} was not added up so often")
        numbers[at : at + len(less)] = [number] * more
    return _in_bytes(kind, numbers)


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
    return marshal.dumps([dues_of(deck) for deck in decks], PLAIN)


def dues_of(deck: Kept | None) -> Dues:
    """What is due in a file."""
    return deck.dues if deck and deck.is_chosen else NO_DECK


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


def pack_deck(deck: Kept) -> bytes:
    """Give one deck as bytes."""
    return marshal.dumps(tuple(deck), PLAIN)


def read_deck(data: bytes) -> Kept:
    """Give a deck that was packed alone."""
    return Kept(*marshal.loads(data))


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

"""What was counted of decks, one by one or added up for a branch of their tree."""

from collections.abc import Iterable
from typing import NamedTuple

from srs.collection.deck_paths import DeckPath
from srs.stats.sums import Sums, added

MANY_DECKS = 500  # from here on counts are kept, and shown by branch

Parts = tuple[tuple[tuple[str, ...], Sums], ...]


class Counted(NamedTuple):
    """A deck: its place, its name in its front matter, whether it is taken, its cards.

    By its file a deck has one part, without names. By tags or folders (`by_topics`) there is one
    for each choice of decks that its notes belong to. `outline` is a packed `Outline`, `dues` of a
    plain deck the day of each card, see `plain_dues`.
    """

    place: DeckPath
    own_name: str | None
    is_chosen: bool
    by_topics: bool
    parts: Parts
    outline: bytes = b""
    dues: bytes | None = None

    @property
    def shown(self) -> str:
        """The path as people see it."""
        return self.place.shown

    @property
    def name(self) -> str:
        """What the deck is called: by its front matter, else by its path without the ending."""
        return self.own_name or name_of(self.shown)


class Branch(NamedTuple):
    """Decks that lie side by side, added up: their folder in the tree of decks, how many they are.

    `own_name` is the folder in names of front matter, None for decks that are called by their path.
    """

    shown: str
    own_name: str | None
    decks: int
    by_topics: bool
    parts: Parts

    @property
    def name(self) -> str:
        """What the branch is called, empty at the root."""
        return self.shown if self.own_name is None else self.own_name


def name_of(path: str) -> str:
    """What a deck is called by its path: that without the ending."""
    stem, dot, ending = path.rpartition(".")
    has_ending = dot and ending and "/" not in ending and stem and not stem.endswith("/")
    return stem if has_ending else path


def branches_of(decks: Iterable[Counted]) -> list[Branch]:
    """Add up the decks that the collection takes, by branch, in the order of the first of each."""
    found: dict[tuple[str, str | None, bool], list[Counted]] = {}
    for deck in decks:
        if deck.is_chosen:
            own = None if deck.own_name is None else _above(deck.own_name)
            found.setdefault((_above(deck.shown), own, deck.by_topics), []).append(deck)
    return [
        Branch(shown, own, len(members), by_topics, _added(members))
        for (shown, own, by_topics), members in found.items()
    ]


def _above(name: str) -> str:
    return name.rpartition("/")[0]


def _added(decks: Iterable[Counted]) -> Parts:
    by_names: dict[tuple[str, ...], list[Sums]] = {}
    for deck in decks:
        for names, sums in deck.parts:
            by_names.setdefault(names, []).append(sums)
    return tuple((names, added(sums)) for names, sums in by_names.items())

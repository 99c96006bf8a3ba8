"""Branches that are patched are those that are added up anew."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from srs.collection.kept import Kept, pack_branches, patch_branches

COUNTS = st.integers(0, 9)
DAYS = st.lists(st.integers(0, 5), max_size=4).map(lambda days: array("i", sorted(days)).tobytes())
STAMPS = st.lists(st.integers(0, 5), max_size=3).map(lambda at: array("q", sorted(at)).tobytes())
NAMES = st.sampled_from([(), ("a",), ("b", "c")])
PARTS = st.lists(
    st.tuples(NAMES, COUNTS, COUNTS, COUNTS, COUNTS, DAYS, STAMPS),
    max_size=2,
    unique_by=lambda part: part[0],
).map(tuple)
DECKS = st.builds(
    Kept,
    own_name=st.sampled_from([None, None, "x", "x/y", "x/z"]),
    is_chosen=st.sampled_from([True, True, True, False]),
    by_topics=st.booleans(),
    parts=PARTS,
    outline=st.just(b""),
    dues=st.none(),
)


def like(deck: Kept, parts: tuple[tuple[object, ...], ...]) -> Kept:
    """The deck with the numbers of other parts, as far as there are some."""
    numbers = [part[1:] for part in parts]
    changed = (
        (part[0], *(numbers[at] if at < len(numbers) else part[1:]))
        for at, part in enumerate(deck.parts)
    )
    return deck._replace(parts=tuple(changed))


@given(
    decks=st.lists(DECKS, min_size=1, max_size=4),
    changes=st.lists(st.tuples(st.integers(0, 3), PARTS), max_size=3),
    other=st.none() | DECKS,
)
def test_a_patch_adds_up_to_what_the_decks_do(
    decks: list[Kept], changes: list[tuple[int, tuple[tuple[object, ...], ...]]], other: Kept | None
) -> None:
    after = list(decks)
    for at, parts in changes:
        after[at % len(decks)] = like(after[at % len(decks)], parts)
    if other is not None:
        after[0] = other
    patched = patch_branches(pack_branches(decks), zip(decks, after, strict=True))
    if other is None or patched is not None:
        assert patched == pack_branches(after)


def one_card(day: int, name: str = "a") -> Kept:
    part = ((name,), 0, 0, 1, 0, array("i", [day]).tobytes(), b"")
    return Kept(None, True, False, (part,), b"", None)


def test_what_was_not_added_up_is_not_taken_out() -> None:
    branches = pack_branches([one_card(1)])
    assert patch_branches(branches, [(one_card(1), one_card(3))]) == pack_branches([one_card(3)])
    assert patch_branches(branches, [(one_card(2), one_card(3))]) is None
    assert patch_branches(branches, [(one_card(1, "b"), one_card(3, "b"))]) is None
    assert patch_branches(pack_branches([]), [(one_card(1), one_card(3))]) is None

"""How far a session has come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.session.progress import Progress
from srs.session.queue import Item


def items(count: int) -> tuple[Item, ...]:
    return tuple(Item(0, note, 0) for note in range(count))


def notes(progress: Progress) -> list[int]:
    return [item.note for item in progress.queue]


def test_cards_are_asked_one_after_the_other() -> None:
    progress = Progress(items(3))
    assert progress.current == Item(0, 0, 0)
    progress = progress.through()
    assert (notes(progress), progress.finished, progress.total) == ([1, 2], 1, 3)
    progress = progress.through().through()
    assert progress.current is None
    assert (progress.finished, progress.total) == (3, 3)


@pytest.mark.parametrize(
    ("after_cards", "order"),
    [(1, [1, 0, 2, 3]), (2, [1, 2, 0, 3]), (3, [1, 2, 3, 0]), (6, [1, 2, 3, 0])],
)
def test_a_forgotten_card_comes_back_after_so_many_others(
    after_cards: int, order: list[int]
) -> None:
    progress = Progress(items(4)).once_more(after_cards)
    assert notes(progress) == order
    assert progress.again == {Item(0, 0, 0)}
    assert (progress.finished, progress.total) == (0, 4)


def test_the_last_card_comes_back_at_once() -> None:
    progress = Progress(items(1)).once_more(6)
    assert progress.current == Item(0, 0, 0)
    progress = progress.through()
    assert (progress.current, progress.again, progress.finished) == (None, frozenset(), 1)


def test_a_skipped_card_comes_last() -> None:
    progress = Progress(items(3)).skipped()
    assert (notes(progress), progress.finished, progress.total) == ([1, 2, 0], 0, 3)
    assert notes(Progress(items(1)).skipped()) == [0]


def test_siblings_of_a_skipped_card_come_last_too() -> None:
    queue = (Item(0, 0, 1), Item(0, 1, 0), Item(0, 0, 0), Item(1, 0, 0))
    assert Progress(queue).skipped().queue == (queue[1], queue[3], queue[0], queue[2])


def test_a_card_that_is_gone_is_asked_no_more() -> None:
    progress = Progress(items(3)).once_more(2).without(Item(0, 0, 0))
    assert (notes(progress), progress.again, progress.total) == ([1, 2], frozenset(), 2)


STEPS = st.lists(st.sampled_from(["through", "once_more", "skipped", "without"]), max_size=40)


@given(st.integers(0, 8), STEPS, st.integers(1, 9))
def test_no_card_is_lost_and_none_is_asked_twice(
    count: int, steps: list[str], after_cards: int
) -> None:
    progress = Progress(items(count))
    through: list[Item] = []
    gone: list[Item] = []
    for step in steps:
        item = progress.current
        if item is None:
            break
        if step == "through":
            progress = progress.through()
            through.append(item)
        elif step == "once_more":
            progress = progress.once_more(after_cards)
        elif step == "skipped":
            progress = progress.skipped()
        else:
            progress = progress.without(item)
            gone.append(item)
        assert sorted([*progress.queue, *through, *gone], key=lambda i: i.note) == list(
            items(count)
        )
        assert progress.finished == len(through)
        assert progress.again <= set(progress.queue)
        assert progress.total == count - len(gone)

"""How far a session has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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


NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def test_a_card_in_a_step_comes_when_its_time_has_come() -> None:
    progress = Progress(items(4)).later(minutes(10)).at(NOON)
    assert (notes(progress), progress.total) == ([1, 2, 3], 4)
    assert progress.again == {Item(0, 0, 0)}
    progress = progress.through().at(minutes(9))
    assert notes(progress) == [2, 3]
    assert notes(progress.through().at(minutes(10))) == [0, 3]


def test_cards_that_waited_come_in_the_order_of_their_times() -> None:
    progress = Progress(items(4)).later(minutes(5)).later(minutes(1)).later(minutes(9))
    assert notes(progress.at(minutes(20))) == [1, 0, 2, 3]


def test_where_nothing_else_is_left_the_one_that_waits_shortest_comes() -> None:
    progress = Progress(items(2)).later(minutes(10)).later(minutes(1))
    assert progress.current is None
    progress = progress.at(NOON)
    assert (notes(progress), progress.items) == ([1], (Item(0, 1, 0), Item(0, 0, 0)))
    assert notes(progress.through().at(NOON)) == [0]
    assert progress.through().at(NOON).through().at(NOON).items == ()


def test_a_card_that_waits_is_asked_before_one_that_is_skipped() -> None:
    progress = Progress(items(2)).later(minutes(10)).skipped()
    assert notes(progress) == [0, 1]
    assert notes(Progress(items(3)).later(minutes(10)).skipped()) == [2, 1]


def test_a_card_that_waits_and_is_gone_is_asked_no_more() -> None:
    progress = Progress(items(2)).later(minutes(10)).without(Item(0, 0, 0))
    assert (progress.items, progress.again, progress.total) == ((Item(0, 1, 0),), frozenset(), 1)


@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.booleans(), st.integers(0, 12), st.integers(0, 5)), max_size=30),
)
def test_no_waiting_card_comes_early_while_another_is_left(
    count: int, answers: list[tuple[bool, int, int]]
) -> None:
    progress, now = Progress(items(count)), NOON
    through = 0
    for is_through, wait, passes in answers:
        now += timedelta(minutes=passes)
        before = progress
        progress = progress.at(now)
        assert sorted(progress.items) == sorted(before.items)
        assert all(instant > now for instant, _ in progress.waits)
        if progress.current is None:
            break
        early = [item for instant, item in before.waits if instant > now]
        if progress.current in early:
            assert not before.queue
            assert progress.current == early[0]
        progress = (
            progress.through() if is_through else progress.later(now + timedelta(minutes=wait))
        )
        through += is_through
        assert (len(progress.items), progress.total) == (count - through, count)


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

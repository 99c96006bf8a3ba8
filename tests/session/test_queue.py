"""Which cards are asked, and in which order."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Sm2Schedule
from srs.scheduling.lines import CardLine, is_learning, line_of, was_answered
from srs.session.queue import (
    Candidate,
    Item,
    Plan,
    build_queue,
)

TODAY = date(2025, 12, 14)


def no_shuffle(_candidates: list[Candidate]) -> None:
    raise AssertionError("only a random order is shuffled")


def new(note: int, card: int = 0, deck: int = 0) -> Candidate:
    return Candidate(Item(deck, note, card), (), None)


def due(note: int, days_late: int, interval_days: float = 10, card: int = 0) -> Candidate:
    day = TODAY - timedelta(days=days_late)
    return Candidate(Item(0, note, card), (day.toordinal(), interval_days), day.toordinal())


def fsrs(due_at: datetime, last_review: datetime | None, state: FsrsState) -> Candidate:
    schedule = FsrsSchedule(due_at, 1, 3.1, 5.2, state, 2, 1, 0, last_review)
    return Candidate(Item(0, 0, 0), line_of(schedule), due_at.date().toordinal())


def asked(candidates: list[Candidate], plan: Plan) -> list[int]:
    """The notes that are asked, in order."""
    return [item.note for item in build_queue(candidates, plan, TODAY, no_shuffle)]


MIXED = [new(0), due(1, 0), due(2, 5), due(3, -1), new(4), due(5, 2, 1)]


@pytest.mark.parametrize(
    ("plan", "notes"),
    [
        (Plan(), [1, 2, 5, 0, 4]),
        (Plan("new"), [0, 4, 1, 2, 5]),
        (Plan("file"), [0, 1, 2, 4, 5]),
        (Plan("overdue"), [5, 2, 1, 0, 4]),
        (Plan(limit=3), [1, 2, 5]),
        (Plan(limit=0), []),
        (Plan(new=1), [1, 2, 5, 0]),
        (Plan(new=0), [1, 2, 5]),
        (Plan("new", new=1, limit=2), [0, 1]),
        (Plan(cram=True), [1, 2, 3, 5, 0, 4]),
        (Plan("file", cram=True), [0, 1, 2, 3, 4, 5]),
        (Plan("file", cram=True, new=1, limit=4), [0, 1, 2, 3]),
    ],
)
def test_orders_and_limits(plan: Plan, notes: list[int]) -> None:
    assert asked(MIXED, plan) == notes


def test_a_seed_gives_the_same_random_order() -> None:
    def order(seed: int) -> tuple[Item, ...]:
        return build_queue(MIXED, Plan("random"), TODAY, random.Random(seed).shuffle)

    assert order(1) == order(1)
    assert len({order(seed) for seed in range(20)}) > 1
    assert {item.note for item in order(1)} == {0, 1, 2, 4, 5}


def test_due_and_new_cards_are_shuffled_apart() -> None:
    def order(plan: Plan, seed: int) -> list[int]:
        queue = build_queue(MIXED, plan, TODAY, random.Random(seed).shuffle)
        return [item.note for item in queue]

    orders = [order(Plan(shuffle=True), seed) for seed in range(20)]
    assert {frozenset(each[:3]) for each in orders} == {frozenset({1, 2, 5})}
    assert len({tuple(each) for each in orders}) > 1
    assert order(Plan("file", shuffle=True), 1) == [0, 1, 2, 4, 5]


def test_decks_one_by_one_each_before_those_below_it() -> None:
    names = ["z", "a/b", "a", "a-b", "a"]
    decks = [MIXED[k]._replace(deck=tuple(name.split("/"))) for k, name in enumerate(names)]
    assert asked(decks, Plan(one_by_one=True, cram=True)) == [2, 4, 1, 3, 0]
    assert asked(decks, Plan("new", one_by_one=True, cram=True)) == [4, 2, 1, 3, 0]
    assert asked(decks, Plan(cram=True)) == [1, 2, 3, 0, 4]


def test_one_card_of_a_note_is_asked() -> None:
    siblings = [new(0, 0), new(0, 1), due(1, 0, card=0), due(1, 3, card=1)]
    assert asked(siblings, Plan()) == [1, 0]
    assert asked(siblings, Plan(bury=False)) == [1, 1, 0, 0]
    assert asked(siblings, Plan(cram=True)) == [1, 1, 0, 0]


def test_notes_of_different_decks_are_no_siblings() -> None:
    assert len(build_queue([new(0), new(0, deck=1)], Plan(), TODAY, no_shuffle)) == 2


def test_buried_cards_take_no_place_of_a_limit() -> None:
    siblings = [new(0, 0), new(0, 1), new(1, 0), new(2, 0)]
    assert asked(siblings, Plan(new=2)) == [0, 1]
    assert asked(siblings, Plan(limit=2)) == [0, 1]


def test_a_new_card_without_room_leaves_its_place_to_a_due_sibling() -> None:
    siblings = [new(0, 0), due(0, 3, card=1), new(1)]
    assert build_queue(siblings, Plan("new", new=0), TODAY, no_shuffle) == (Item(0, 0, 1),)
    none_new = build_queue(siblings, Plan("file"), TODAY, no_shuffle, lambda each: bool(each.line))
    assert none_new == (Item(0, 0, 1),)


@pytest.mark.parametrize("interval_days", [1, 3, 2.5, 40])
def test_a_sibling_that_was_answered_today_buries_the_note(interval_days: float) -> None:
    days = int(interval_days + 0.5)
    answered = due(0, -days, interval_days)
    assert was_answered(answered.line, answered.due or 0, TODAY.toordinal())
    assert asked([answered, new(0, 1)], Plan()) == []
    assert asked([answered, new(0, 1)], Plan(bury=False)) == [0]


def test_a_sibling_of_another_day_buries_nothing() -> None:
    assert asked([due(0, -2, 3), new(0, 1)], Plan()) == [0]


NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "last_review", "answered"),
    [
        (NOON + timedelta(days=3), NOON, True),
        (NOON + timedelta(days=3), NOON - timedelta(days=1), False),
        (NOON + timedelta(days=3), None, False),
    ],
)
def test_fsrs_cards_know_their_last_review(
    due_at: datetime, last_review: datetime | None, answered: bool
) -> None:
    card = fsrs(due_at, last_review, FsrsState.REVIEW)
    assert was_answered(card.line, card.due or 0, TODAY.toordinal()) is answered


STEP = fsrs(NOON + timedelta(minutes=10), NOON, FsrsState.LEARNING)


@pytest.mark.parametrize("forgotten", [due(0, 0, 0), STEP])
@pytest.mark.parametrize("order", ["due", "new", "file", "overdue"])
def test_a_card_that_was_forgotten_today_comes_again_and_its_siblings_do_not(
    forgotten: Candidate, order: Literal["due", "new", "file", "overdue"]
) -> None:
    candidates = [new(0, 1), forgotten, due(0, 1, card=2)]
    assert build_queue(candidates, Plan(order), TODAY, no_shuffle) == (forgotten.item,)


def test_two_siblings_that_were_forgotten_today_do_not_bury_each_other() -> None:
    siblings = [due(0, 0, 0, card=0), due(0, 0, 0, card=1)]
    assert asked(siblings, Plan()) == [0]


@pytest.mark.parametrize(
    ("line", "learning"),
    [
        (line_of(None), False),
        (line_of(Sm2Schedule(TODAY, 0, 230)), True),
        (line_of(Sm2Schedule(TODAY, 1, 230)), False),
        (fsrs(NOON, None, FsrsState.LEARNING).line, True),
        (fsrs(NOON, None, FsrsState.RELEARNING).line, True),
        (fsrs(NOON, None, FsrsState.REVIEW).line, False),
    ],
)
def test_what_counts_as_learning(line: CardLine, learning: bool) -> None:
    assert is_learning(line) is learning


CARDS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.none() | st.integers(-3, 3)),
    max_size=20,
    unique_by=lambda card: card[:2],
)
PLANS = st.builds(
    Plan,
    order=st.sampled_from(["due", "new", "file", "random", "overdue"]),
    new=st.none() | st.integers(0, 5),
    limit=st.none() | st.integers(0, 10),
    bury=st.booleans(),
    cram=st.booleans(),
)


@given(CARDS, PLANS, st.randoms(use_true_random=False))
def test_no_card_twice_and_none_that_is_not_wanted(
    cards: list[tuple[int, int, int | None]], plan: Plan, chance: random.Random
) -> None:
    candidates = [
        new(note, card) if late is None else due(note, late, 9, card) for note, card, late in cards
    ]
    queue = build_queue(candidates, plan, TODAY, chance.shuffle)
    chosen = {each.item: each for each in candidates}
    assert len(set(queue)) == len(queue)
    assert plan.cram or all((chosen[item].due or 0) <= TODAY.toordinal() for item in queue)
    assert plan.limit is None or len(queue) <= plan.limit
    assert plan.new is None or sum(chosen[item].due is None for item in queue) <= plan.new
    if plan.bury and not plan.cram:
        assert len({item.note for item in queue}) == len(queue)
    if plan == Plan(plan.order, bury=False, cram=plan.cram):
        wanted = {e.item for e in candidates if plan.cram or (e.due or 0) <= TODAY.toordinal()}
        assert set(queue) == wanted

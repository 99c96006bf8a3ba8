"""Cards to numbers."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.scheduling.day import StudyDays
from srs.scheduling.lines import CardLine
from srs.stats.counts import Horizon, Row, Stats
from srs.stats.counts import collect as collect_sums
from srs.stats.sums import Sums, sum_of

TODAY = date(2025, 12, 14)


Fact = tuple[tuple[str, ...], CardLine]


def fact(days: int | None, interval_days: float = 10, *rows: str, learning: bool = False) -> Fact:
    if days is None:
        return rows or ("deck",), ()
    due = (TODAY + timedelta(days=days)).toordinal()
    return rows or ("deck",), (due, 0 if learning else interval_days)


def collect(cards: list[Fact], names: list[str], today: date, days: int) -> Stats:
    counted: list[tuple[tuple[str, ...], Sums]] = [(rows, sum_of([line])) for rows, line in cards]
    return collect_sums(counted, names, Horizon(today, days, StudyDays(UTC, time(4))))


@pytest.mark.parametrize(
    ("card", "row"),
    [
        (fact(None), Row("deck", new=1, total=1)),
        (fact(0, 10), Row("deck", due=1, young=1, total=1)),
        (fact(-1, 10), Row("deck", due=1, overdue=1, young=1, total=1)),
        (fact(1, 10), Row("deck", young=1, total=1)),
        (fact(1, 20.9), Row("deck", young=1, total=1)),
        (fact(1, 21), Row("deck", mature=1, total=1)),
        (fact(0, 0, learning=True), Row("deck", learning=1, due=1, total=1)),
    ],
)
def test_what_a_card_counts_as(card: Fact, row: Row) -> None:
    stats = collect([card], [], TODAY, 1)
    assert stats.decks == (row,)
    assert stats.total == row._replace(deck="")


def test_decks_without_cards_are_listed_in_order() -> None:
    stats = collect([fact(0, 1, "b")], ["c", "b", "a"], TODAY, 1)
    assert [(row.deck, row.total) for row in stats.decks] == [("c", 0), ("b", 1), ("a", 0)]


def test_a_card_in_several_rows_is_one_card_in_total() -> None:
    stats = collect([fact(0, 1, "tag", "other")], [], TODAY, 1)
    assert [row.total for row in stats.decks] == [1, 1]
    assert stats.total.total == 1
    assert stats.forecast == ((TODAY, 1),)


def test_the_forecast_counts_late_cards_for_today() -> None:
    cards = [fact(-400), fact(0), fact(1), fact(1), fact(3), fact(None)]
    assert collect(cards, [], TODAY, 3).forecast == (
        (date(2025, 12, 14), 2),
        (date(2025, 12, 15), 2),
        (date(2025, 12, 16), 0),
    )


def test_nothing_at_all() -> None:
    stats = collect([], [], TODAY, 2)
    assert (stats.decks, stats.total) == ((), Row(""))
    assert [count for _, count in stats.forecast] == [0, 0]


FACTS = st.builds(
    lambda row, days, interval_days, learning: fact(days, interval_days, row, learning=learning),
    st.sampled_from(["a", "b", "a/b"]),
    st.none() | st.integers(-13, 16),
    st.floats(1, 100),
    st.booleans(),
)


@given(st.lists(FACTS))
def test_rows_add_up(cards: list[Fact]) -> None:
    stats = collect(cards, [], TODAY, 30)
    for column in ("new", "learning", "due", "overdue", "young", "mature", "total"):
        assert sum(getattr(row, column) for row in stats.decks) == getattr(stats.total, column)
    total = stats.total
    assert total.total == len(cards) == total.new + total.learning + total.young + total.mature
    assert total.overdue <= total.due <= total.total - total.new
    assert sum(count for _, count in stats.forecast) == total.total - total.new

"""The figures of `srs stats --full`: reviews and schedules to numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from srs.model import Rating, Review, ReviewKind, Sm2Schedule
from srs.stats.answers import answers
from srs.stats.days import WEEKS, Streaks, calendar, streaks
from srs.stats.full import Share, full, hardest, retention, time_per_card
from srs.stats.histogram import INTERVAL_DAYS, histogram

TODAY = date(2025, 12, 14)
NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)
FOUR = time(4)
YOUNG, MATURE = "2025-12-14,5,250", "2025-12-14,21,250"
LEARNING = "2025-12-14,0,230"
FSRS = "fsrs,2025-12-14T10:00:00.000Z,{},5,5,{},3,0,0,2025-12-01T10:00:00.000Z"


def review(
    rating: Rating | None = Rating.GOOD,
    before: str | None = YOUNG,
    days_ago: int = 0,
    card: int = 0,
    *,
    kind: ReviewKind = ReviewKind.REVIEW,
    at: datetime = NOON,
    elapsed_ms: int | None = None,
) -> Review:
    when = at - timedelta(days=days_ago)
    return Review(
        f"{when}-{card}", when, "/d/git.md", "n", card, kind, rating, elapsed_ms, before, front="f"
    )


def test_an_answer_has_the_day_and_the_hour_of_its_own_zone() -> None:
    zone = timezone(timedelta(hours=9))
    (answer,) = answers([review(at=datetime(2025, 12, 14, 3, 59, tzinfo=zone))], FOUR)
    assert (answer.day, answer.hour) == (date(2025, 12, 13), 3)


@pytest.mark.parametrize(
    ("before", "interval_days"),
    [
        (None, None),
        (LEARNING, None),
        ("garbage", None),
        (YOUNG, 5),
        (MATURE, 21),
        (FSRS.format(30, 2), 30),
        (FSRS.format(30, 3), None),
        (FSRS.format(0, 1), None),
    ],
)
def test_only_waiting_cards_tell_of_memory(before: str | None, interval_days: float | None) -> None:
    (answer,) = answers([review(before=before)], FOUR)
    assert answer.interval_days == interval_days
    assert answer.counts == (interval_days is not None)


def test_the_first_answer_of_a_day_counts() -> None:
    given = [review(Rating.AGAIN), review(), review(card=1), review(days_ago=-1)]
    assert [answer.counts for answer in answers(given, FOUR)] == [True, False, True, True]


def test_what_is_no_grade_is_no_answer() -> None:
    reset = review(None, kind=ReviewKind.RESET)
    pending = review(kind=ReviewKind.PENDING)
    assert answers([reset, pending], FOUR) == []
    assert len(answers([review(kind=ReviewKind.IMPORT)], FOUR)) == 1


def test_retention_by_period_and_age() -> None:
    given = answers(
        [
            review(Rating.AGAIN, MATURE, 29, 1),
            review(Rating.GOOD, MATURE, 30, 2),
            review(Rating.HARD, MATURE, 6, 3),
            review(Rating.AGAIN, YOUNG, 0, 4),
            review(Rating.EASY, YOUNG, 0, 5),
            review(Rating.AGAIN, None, 0, 6),
            review(Rating.AGAIN, YOUNG, -1, 7),
        ],
        FOUR,
    )
    day, week, month = (retention(given, TODAY, period) for period in ("day", "week", "month"))
    assert (day.young, day.mature, day.total) == (Share(1, 2), Share(0, 0), Share(1, 2))
    assert (week.mature, week.total) == (Share(1, 1), Share(2, 3))
    assert (month.mature, month.total) == (Share(1, 2), Share(2, 4))
    assert (day.total.percent, day.mature.percent) == (50.0, None)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([], Streaks(0, 0)),
        ([0], Streaks(1, 1)),
        ([1], Streaks(1, 1)),
        ([2], Streaks(0, 1)),
        ([0, 1, 2, 2, 4], Streaks(3, 3)),
        ([1, 5, 6, 7], Streaks(1, 3)),
        ([-1, 0], Streaks(1, 1)),
    ],
)
def test_streaks(ages: list[int], expected: Streaks) -> None:
    assert streaks([TODAY - timedelta(days=age) for age in ages], TODAY) == expected


def test_the_calendar_begins_on_a_monday_and_ends_today() -> None:
    days = calendar([TODAY, TODAY, TODAY - timedelta(days=400)], TODAY)
    assert days[0] == (date(2024, 12, 9), 0)
    assert days[0][0].weekday() == 0
    assert days[-1] == (TODAY, 2)
    assert len(days) == 7 * WEEKS
    assert sum(count for _, count in days) == 2


def test_the_calendar_at_the_beginning_of_time() -> None:
    assert calendar([], date.min) == ((date.min, 0),)


def test_histograms_take_every_value() -> None:
    bins = histogram([-1, 0, 0.5, 1, 2, 3, 1e9], INTERVAL_DAYS)
    assert [each.count for each in bins] == [3, 1, 2, 0, 0, 0, 0, 0, 0, 1]
    assert (bins[0].start, bins[0].end, bins[-1].end) == (0, 1, None)


def test_time_per_card() -> None:
    given = answers([review(elapsed_ms=ms) for ms in (1000, 3000, 8000)] + [review()], FOUR)
    figures = time_per_card(given)
    assert (figures.answers, figures.total_s) == (3, 12.0)
    assert (figures.mean_s, figures.median_s) == (4.0, 3.0)
    assert time_per_card([]).mean_s is None


def test_the_hardest_cards_come_first() -> None:
    again = review(Rating.AGAIN)
    histories = [
        [review(card=1)],
        [review(Rating.AGAIN, None, card=2)],
        [again, review()],
        [again, again, review(Rating.AGAIN, LEARNING)],
    ]
    cards = hardest(histories)
    assert [(card.lapses, card.answers) for card in cards] == [(2, 3), (1, 2)]
    assert len(hardest(histories, most=1)) == 1


def test_all_figures_of_nothing() -> None:
    figures = full([], [], [], TODAY)
    assert (figures.answers, figures.hardest) == (0, ())
    assert len(figures.hours) == 24


def test_ease_is_of_sm2_cards() -> None:
    figures = full([Sm2Schedule(TODAY, 5, 250)], answers([review()], FOUR), [], TODAY)
    assert sum(each.count for each in figures.eases) == 1
    assert sum(each.count for each in figures.difficulties) == 0
    assert dict(figures.ratings)[Rating.GOOD] == 1
    assert figures.hours[12] == Share(1, 1)

"""What is said about an outcome: every number of it, and nothing that did not happen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from srs.model import FsrsSchedule, FsrsState, Rating, Sm2Schedule
from srs.moment import Moment
from srs.scheduling import sm2
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.explain import explain_fsrs, explain_sm2
from srs.scheduling.rounding import round_half_up

TODAY = date(2025, 6, 15)
NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)
MOMENT = Moment(NOW, TODAY)
PLAIN = Sm2Settings(load_balance=False)
LATE = Sm2Schedule(TODAY - timedelta(days=30), 10, 250)
REVIEWED = FsrsSchedule(
    NOW, 10, 10, 5, FsrsState.REVIEW, 3, 0, 0, last_review=NOW - timedelta(days=10)
)


def test_sm2_late_card() -> None:
    assert explain_sm2(LATE, Rating.GOOD, MOMENT, PLAIN, {}) == [
        ("before", "interval 10 days, ease 250 %"),
        ("late", "30 days"),
        ("formula", "(10 + 30 / 2) * 250 % = 62.5 days"),
        ("result", "due 2025-08-17, interval 62.5 days, ease 250 %"),
        ("plugin", "25 days: it counts days early, not days late"),
    ]


def test_sm2_formula_of_each_rating() -> None:
    formulas = [dict(explain_sm2(LATE, rating, MOMENT, PLAIN, {}))["formula"] for rating in Rating]
    assert formulas == [
        "forgotten = 0 days",
        "max(1, (10 + 30 / 4) * 0.5) = 8.75 days",
        "(10 + 30 / 2) * 250 % = 62.5 days",
        "(10 + 30) * 270 % * 1.3 = 140.4 days",
    ]


def test_sm2_balancing_that_moves() -> None:
    load = {TODAY + timedelta(days=25): 4, TODAY + timedelta(days=24): 1}
    load[TODAY + timedelta(days=26)] = 3
    on_time = Sm2Schedule(TODAY, 10, 250)
    facts = dict(explain_sm2(on_time, Rating.GOOD, MOMENT, Sm2Settings(), load))
    assert facts["load"] == "25 days becomes 24 days: 1 due on 2025-07-09, 4 on 2025-07-10"
    assert facts["result"] == "due 2025-07-09, interval 24 days, ease 250 %"
    assert "plugin" not in facts


def test_sm2_balancing_that_stays() -> None:
    facts = dict(explain_sm2(LATE, Rating.HARD, MOMENT, Sm2Settings(), {}))
    assert facts["load"] == "stays at 9 days"


def test_sm2_cap() -> None:
    settings = Sm2Settings(max_interval_days=30)
    facts = dict(explain_sm2(LATE, Rating.GOOD, MOMENT, settings, {}))
    assert facts["cap"] == "at most 30 days"
    assert facts["result"] == "due 2025-07-15, interval 30 days, ease 250 %"
    assert "cap" not in dict(explain_sm2(LATE, Rating.HARD, MOMENT, settings, {}))


def test_sm2_new_card() -> None:
    facts = dict(explain_sm2(None, Rating.GOOD, MOMENT, PLAIN, {}))
    assert facts["before"] == "interval 1 day, ease 250 %"
    assert facts["result"] == "due 2025-06-18, interval 2.5 days, ease 250 %"


@given(
    st.builds(
        Sm2Schedule,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.floats(0, 1e6),
        st.integers(130, 400),
    ),
    st.sampled_from(Rating),
    st.booleans(),
)
def test_sm2_result_is_the_outcome(
    schedule: Sm2Schedule, rating: Rating, load_balance: bool
) -> None:
    settings = Sm2Settings(load_balance=load_balance)
    facts = dict(explain_sm2(schedule, rating, MOMENT, settings, {}))
    outcome = sm2.outcomes(schedule, MOMENT, settings, {})[rating]
    assert facts["result"].startswith(f"due {outcome.due}, ")
    assert ("cap" in facts) == (sm2_uncapped(schedule, rating, settings) > 36525)


def sm2_uncapped(schedule: Sm2Schedule, rating: Rating, settings: Sm2Settings) -> float:
    state = sm2.state_before(schedule, MOMENT, settings)
    raw_days = sm2.raw_interval(rating, state, settings)
    return round_half_up(raw_days) if settings.load_balance else raw_days


def test_fsrs_review() -> None:
    assert explain_fsrs(REVIEWED, Rating.GOOD, MOMENT, FsrsSettings(), {}) == [
        ("before", "stability 10.00 days, difficulty 5.00"),
        ("recall", "90.0 % after 10 days: (1 + 0.9803 * 10 / 10.00)^-0.1542"),
        ("after", "stability 32.03 days, difficulty 4.99"),
        (
            "stability",
            "10.00 * (1 + e^(1.8722) * (11 - 5.00) * 10.00^-0.1666 * "
            "(e^((1 - 0.9000) * 0.796) - 1)) = 32.03 days",
        ),
        (
            "difficulty",
            "0.001 * (6.4133 - e^(3 * 0.8334) + 1) + 0.999 * "
            "(5.00 - 3.0194 * (3 - 3) * (10 - 5.00) / 9) = 4.99",
        ),
        (
            "interval",
            "32 days until recall falls to 90 %: 32.03 * (0.9^(-1 / 0.1542) - 1) / 0.9803",
        ),
        ("result", "due 2025-07-17 12:00"),
    ]


def test_fsrs_cap_and_order() -> None:
    settings = FsrsSettings(max_interval_days=20)
    facts = dict(explain_fsrs(REVIEWED, Rating.EASY, MOMENT, settings, {}))
    assert facts["cap"] == "at most 20 days"
    assert facts["order"] == "22 days, to keep Hard < Good < Easy"


def test_fsrs_step_of_a_new_card() -> None:
    facts = explain_fsrs(None, Rating.HARD, MOMENT, FsrsSettings(), {})
    assert facts == [
        ("before", "not answered yet"),
        ("after", "stability 1.29 days, difficulty 5.11"),
        ("stability", "1.2931, the first stability of Hard = 1.29 days"),
        ("difficulty", "6.4133 - e^(1 * 0.8334) + 1 = 5.11"),
        ("result", "due 2025-06-15 12:06, a learning step"),
    ]

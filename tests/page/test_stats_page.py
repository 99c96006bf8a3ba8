"""The page of `srs stats --html`: whole, closed to the outside, and safe with any text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser

import pytest

from srs.model import Rating, Review, ReviewKind, Sm2Schedule
from srs.page.charts import Column, calendar_chart, column_chart
from srs.page.stats_page import stats_page
from srs.scheduling.day import StudyDays
from srs.stats.answers import answers
from srs.stats.counts import Horizon, collect
from srs.stats.days import calendar
from srs.stats.full import Foretold, full
from srs.stats.sums import sum_of

TODAY = date(2025, 12, 14)
EVIL = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\udcff"
VOID = {"meta"}


class Balance(HTMLParser):
    """Checks that every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(count: int = 3, foretold: tuple[Foretold, ...] = (Foretold(0.95, 0.912, 123),)) -> str:
    found = [
        Review(
            id=str(n),
            time=datetime(2025, 12, 14 - n, 9, tzinfo=UTC),
            deck=f"/{EVIL}.md",
            note="n",
            card=0,
            kind=ReviewKind.REVIEW,
            rating=Rating.AGAIN,
            elapsed_ms=4000,
            before="2025-12-14,30,250",
            front=EVIL,
        )
        for n in range(count)
    ]
    stats = collect(
        [((EVIL,), sum_of([(TODAY.toordinal(), 3)]))],
        [EVIL],
        Horizon(TODAY, 14, StudyDays(UTC, time(4))),
    )
    schedules = [Sm2Schedule(TODAY, 3, 250)]
    figures = full(schedules, answers(found, time(4)), [found] if found else [], TODAY)
    figures = replace(figures, foretold=foretold)
    return stats_page(stats, figures, TODAY)


def test_every_element_is_closed_and_none_is_from_a_deck() -> None:
    balance = Balance()
    balance.feed(page())
    assert balance.open == []
    assert {"table", "svg", "rect"} <= balance.seen
    assert not {"script", "img", "link", "iframe"} & balance.seen


def test_nothing_is_loaded() -> None:
    text = page()
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert not re.search(r"https?:|url\(|@import", text)


def test_sections() -> None:
    text = page()
    for title in ("Decks", "Intervals in days", "Answers by hour", "Answers of a year", "Hardest"):
        assert f"<h2>{title}" in text
    assert "3 days in a row, at most 3." in text
    assert "No answers are in the log yet." in page(0)


def test_columns_have_their_height_and_a_hint() -> None:
    chart = column_chart("T", [Column("a", 2, "two"), Column("b", 1, "one"), Column("c", 0, "")])
    assert re.findall(r'height="([\d.]+)" rx', chart) == ["136.0", "68.0", "0.0"]
    assert "<title>two</title>" in chart
    assert column_chart("T", [Column("a", 0, "")]) == ""


def test_many_columns_share_labels() -> None:
    chart = column_chart("T", [Column(f"day{n}", 1, "") for n in range(400)])
    assert 5 < chart.count(">day") < 20


def test_the_calendar_has_a_cell_for_each_day() -> None:
    chart = calendar_chart("T", calendar([TODAY, TODAY, date(2025, 12, 1)], TODAY))
    assert chart.count("<rect") == 371
    assert chart.count("level4") == 1
    assert chart.count("level2") == 1
    assert "<title>2025-12-14: 2</title>" in chart


def test_predicted_and_actual_recall_are_a_table() -> None:
    text = page()
    assert "<td>90–100 %</td><td>95%</td><td>91%</td><td>123</td>" in text
    assert "<td>all</td><td>95%</td><td>91%</td><td>123</td>" in text


@pytest.mark.parametrize("foretold", [(), (Foretold(0.9, 1, 99),)])
def test_few_answers_tell_nothing_of_predictions(foretold: tuple[Foretold, ...]) -> None:
    text = page(foretold=foretold)
    count = sum(each.answers for each in foretold)
    assert f"<p>Too few answers to tell: {count} of 100.</p>" in text
    assert "<th>predicted</th>" not in text

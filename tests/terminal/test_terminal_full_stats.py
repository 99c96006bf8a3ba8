"""The lines of `srs stats --full`: they fit, and say in words what they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from rich.cells import cell_len

from srs.model import Rating, Review, ReviewKind, Sm2Schedule
from srs.stats.answers import answers
from srs.stats.full import Foretold, FullStats, full
from srs.terminal.full_stats import full_lines
from srs.terminal.stats_table import Paint

TODAY = date(2025, 12, 14)


def reviews(count: int = 400) -> list[Review]:
    start = datetime(2025, 12, 14, 20, tzinfo=UTC)
    return [
        Review(
            id=str(n),
            time=start - timedelta(days=n * 0.8, hours=n % 9),
            deck="/notes/" + "long/" * 40 + "git.md",
            note=str(n % 40),
            card=0,
            kind=ReviewKind.REVIEW,
            rating=Rating(n % 4 + 1),
            elapsed_ms=n * 300,
            before=f"2025-12-14,{n % 50},250" if n % 5 else None,
            front="漢字 \033[31m" * 30,
        )
        for n in range(count)
    ]


def figures() -> FullStats:
    schedules = [Sm2Schedule(TODAY, n * n, 130 + n) for n in range(200)]
    found = reviews()
    stats = full(schedules, answers(found, time(4)), [[each] for each in found], TODAY)
    return replace(stats, foretold=(Foretold(0.612, 0.5, 50), Foretold(0.93, 0.95, 12_345)))


@pytest.mark.parametrize("columns", [40, 80, 119, 120, 160, 250])
@pytest.mark.parametrize("unicode", [True, False])
def test_every_line_fits(columns: int, unicode: bool) -> None:
    lines = full_lines(figures(), Paint(color=False, columns=columns, unicode=unicode))
    assert max(cell_len(line) for line in lines) <= columns
    assert not any("\033" in line for line in lines)
    if not unicode:
        assert all(line.isascii() for line in lines if "漢字" not in line)


def test_wide_terminals_show_two_sections_beside_each_other() -> None:
    tall = full_lines(figures(), Paint(color=True, columns=80))
    wide = full_lines(figures(), Paint(color=True, columns=160))
    assert len(wide) < len(tall) - 15


def test_sections_are_named() -> None:
    text = "\n".join(full_lines(figures(), Paint(color=False, columns=80)))
    for title in ("Intervals in days", "Ease in per cent", "Recalled", "Answers by hour"):
        assert title in text
    assert "Difficulty" not in text
    assert "Hardest cards" in text


def test_a_log_without_answers() -> None:
    empty = full([], [], [], TODAY)
    assert full_lines(empty, Paint(color=False, columns=80)) == ["  No answers are in the log yet."]


def foretold_lines(*foretold: Foretold) -> list[str]:
    lines = full_lines(replace(figures(), foretold=foretold), Paint(color=False, columns=80))
    begin = lines.index("  Recall as FSRS predicts it") + 1
    return lines[begin : lines.index("", begin)]


def test_what_was_predicted_stands_beside_what_was_recalled() -> None:
    assert foretold_lines(Foretold(0.612, 0.5, 50), Foretold(0.93, 0.95, 150)) == [
        "  predicted  recalled  answers",
        "       61 %      50 %       50",
        "       93 %      95 %      150",
        "       85 %      84 %      200  in all",
    ]


@pytest.mark.parametrize("foretold", [(), (Foretold(0.9, 1, 99),)])
def test_few_answers_tell_nothing(foretold: tuple[Foretold, ...]) -> None:
    count = sum(each.answers for each in foretold)
    assert foretold_lines(*foretold) == [f"  Too few answers to tell: {count} of 100."]

"""The table of `srs stats` at several widths."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from srs.stats.counts import Row, Stats
from srs.terminal.stats_table import Paint, stats_lines

TODAY = date(2025, 12, 14)


def row(deck: str, due: int = 0, total: int = 0) -> Row:
    return Row(deck, new=total - due, due=due, young=due, total=total)


def stats(*rows: Row, forecast: tuple[int, ...] = (0,)) -> Stats:
    days = tuple((TODAY + timedelta(days=day), due) for day, due in enumerate(forecast))
    total = row("", sum(each.due for each in rows), sum(each.total for each in rows))
    return Stats(rows, total, days)


def plain(what: Stats, columns: int = 80, *, unicode: bool = True) -> list[str]:
    return stats_lines(what, Paint(False, columns, unicode))


def test_a_tree_with_its_sums() -> None:
    decks = stats(row("d/git", 1, 4), row("d/py/data", 2, 5), row("d/py/re", 0, 1), row("x", 3, 3))
    assert plain(decks, 160)[:8] == [
        "  deck          new  learning    due  late  young  mature   total",
        "  d               7         0      3     0      3       0      10",
        "    git           3         0      1     0      1       0       4",
        "    py            4         0      2     0      2       0       6",
        "      data        3         0      2     0      2       0       5",
        "      re          1         0      0     0      0       0       1",
        "  x               0         0      3     0      3       0       3",
        "  total           7         0      6     0      6       0      13",
    ]


def test_a_deck_with_decks_below_it_counts_its_own_cards_too() -> None:
    lines = plain(stats(row("git", 1, 2), row("git/rebase", 0, 3)))
    assert [line.split()[::7] for line in lines[1:3]] == [["git", "5"], ["rebase", "3"]]


def test_folders_that_hold_one_thing_share_a_line() -> None:
    names = [line.split()[0] for line in plain(stats(row("a/b/c"), row("a/b/d")))[1:4]]
    assert names == ["a/b", "c", "d"]
    assert plain(stats(row("/home/me/decks/git")))[1].split()[0] == "/home/me/decks/git"


@pytest.mark.parametrize("columns", [40, 54, 55, 64, 65, 80, 160])
@pytest.mark.parametrize("name", ["git", "a-long-name-of-a-deck-" * 9, "日本語の単語" * 20])
def test_lines_fit(columns: int, name: str) -> None:
    lines = plain(stats(row(name, 1, 2), row("x", 3, 4), forecast=(3, 99999, 0)), columns)
    assert max(map(cell_len, lines)) <= columns
    counts = {cell_len(line) for line in lines[:4]}
    assert len(counts) == 1
    assert lines[1].split()[-1] == "2"


def test_a_narrow_table_keeps_what_matters_most() -> None:
    lines = plain(stats(row("pytorch-seed", 2, 10)), 40)
    assert lines[0].split() == ["deck", "new", "due", "late", "total"]
    assert lines[1].split() == ["…orch-seed", "8", "2", "0", "10"]
    assert plain(stats(row("pytorch-seed", 2, 10)), 60)[1].split()[0] == "pytorch-seed"


def test_no_colour_codes_without_colour() -> None:
    assert "\033" not in "".join(plain(stats(row("git", 1, 2), forecast=(1, 0))))


def test_zeros_are_dim_and_what_is_due_is_bold() -> None:
    line = stats_lines(stats(row("git", 1, 1)), Paint(True, 80))[1]
    assert "\033[2m      0\033[0m" in line
    assert "\033[1m      1\033[0m" in line
    assert line.count("\033[2m") == 4


def test_colour_changes_no_text() -> None:
    decks = stats(row("git", 1, 2), row("py", 0, 7), forecast=(1, 0, 4))
    colored = "\n".join(stats_lines(decks, Paint(True, 80)))
    for code in ("\033[0m", "\033[1m", "\033[2m"):
        colored = colored.replace(code, "")
    assert colored.splitlines() == plain(decks)


def test_the_forecast() -> None:
    assert plain(stats(row("git"), forecast=(4, 0, 1)))[-5:] == [
        "",
        "  Due in the next 3 days",
        "  today   ████████  4",
        "  Mon 15  ·",
        "  Tue 16  ██  1",
    ]


def test_a_forecast_of_nothing() -> None:
    assert plain(stats(row("git"), forecast=(0, 0)))[-1] == "  Nothing is due in these days."


def test_a_stream_without_unicode() -> None:
    lines = plain(stats(row("git" * 9), row("x"), forecast=(2, 0)), 40, unicode=False)
    assert all(line.isascii() for line in lines)
    assert lines[-2:] == ["  today   ####  2", "  Mon 15  -"]


def test_names_are_harmless() -> None:
    (line,) = [each for each in plain(stats(row("a\033[31m\nb"))) if "b" in each]
    assert "\033" not in line
    assert line.startswith("  a␛[31m b ")

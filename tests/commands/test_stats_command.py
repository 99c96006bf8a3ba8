"""`srs stats`: counts of real decks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from srs.collection.counted import MANY_DECKS
from srs.commands import grade, stats
from srs.commands.stats import StatsOptions
from srs.errors import SaveError, UsageError
from srs.model import Rating
from srs.scheduling.fsrs_memory import MemoryModel

if TYPE_CHECKING:
    from tests.commands.desk import NOW, Desk, card
else:
    from desk import NOW, Desk, card

GIT = card("new") + card("late", "!2025-12-13,1,230") + card("far", "!2026-12-14,300,248")
PY = card("learning", "!2025-12-14,0,230") + card("later", "!2025-12-16,2,248")
ZERO = {"new": 0, "learning": 0, "due": 0, "overdue": 0, "young": 0, "mature": 0, "total": 0}


def rows(desk: Desk, by: Literal["file", "folder", "tag"] = "file") -> dict[str, dict[str, Any]]:
    assert stats.run(desk.context(as_json=True), StatsOptions(by=by)) == 0
    return {row.pop("deck"): row for row in desk.document["decks"]}


def test_json(desk: Desk) -> None:
    desk.write("git.md", GIT)
    desk.write("lang/py.md", PY)
    desk.write("notes.md", "No card.\n")
    assert stats.run(desk.context(as_json=True), StatsOptions(days=3)) == 0
    git = ZERO | {"new": 1, "due": 1, "overdue": 1, "young": 1, "mature": 1, "total": 3}
    py = ZERO | {"learning": 1, "due": 1, "young": 1, "total": 2}
    assert desk.document == {
        "decks": [
            {"deck": "git", **git},
            {"deck": "lang/py", **py},
            {"deck": "notes", **ZERO},
        ],
        "total": {name: git[name] + py[name] for name in ZERO},
        "forecast": [
            {"date": "2025-12-14", "due": 2},
            {"date": "2025-12-15", "due": 0},
            {"date": "2025-12-16", "due": 1},
        ],
    }
    assert list(desk.document["total"]) == list(ZERO)


def test_rows_by_folder(desk: Desk) -> None:
    desk.write("a/one.md", card("x"))
    desk.write("a/two.md", card("x"))
    desk.write("three.md", card("x"))
    by_folder = rows(desk, "folder")
    assert {name: row["total"] for name, row in by_folder.items()} == {"a": 2, ".": 1}


def test_rows_by_tag(desk: Desk) -> None:
    desk.write("a.md", "---\ntags: [web]\n---\n\n" + card("x #css") + card("y"))
    desk.write("b.md", card("z"))
    by_tag = rows(desk, "tag")
    assert {name: row["total"] for name, row in by_tag.items()} == {"web": 2, "css": 1}
    assert desk.document["total"]["total"] == 3


def test_decks_of_one_name_share_a_row(desk: Desk) -> None:
    for name in ("a.md", "b.md"):
        desk.write(name, "---\ndeck: Both\n---\n\n" + card("x"))
    assert {name: row["total"] for name, row in rows(desk).items()} == {"Both": 2}


def test_the_table(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    desk.write("git.md", GIT)
    assert stats.run(desk.context(), StatsOptions(days=2)) == 0
    assert desk.lines == [
        "  deck          new  learning    due  late  young  mature   total",
        "  git             1         0      1     1      1       1       3",
        "  total           1         0      1     1      1       1       3",
        "",
        "  Due in the next 2 days",
        "  today   ##  1",
        "  Mon 15  -",
    ]
    assert desk.said == []


def test_colour_reaches_the_stream(desk: Desk) -> None:
    desk.write("git.md", GIT)
    stats.run(desk.context()._replace(color="always"), StatsOptions())
    assert "\033[1m" in desk.stdout.getvalue()


def test_the_other_decks_are_counted(desk: Desk) -> None:
    desk.write("a.md", card("x"))
    (desk.folder / "b.md").write_bytes(b"\0")
    assert stats.run(desk.context(as_json=True), StatsOptions()) == 1
    assert desk.document["total"]["total"] == 1
    assert desk.said == ["srs: b.md: this is a binary file, not UTF-8 text; it was left alone."]


def test_no_decks(desk: Desk) -> None:
    assert rows(desk) == {}
    assert json.loads(desk.stdout.getvalue())["total"] == ZERO
    assert stats.run(desk.context(), StatsOptions()) == 0
    assert desk.lines[-1] == "  Nothing is due in these days."


def test_full_counts_the_answers_of_the_log(desk: Desk) -> None:
    desk.write("git.md", card("late", "!2025-12-13,1,230") + card("new"))
    desk.write("other/py.md", card("far", "!2025-12-13,30,230"))
    for place in ("git.md:1", "other/py.md:1"):
        assert grade.run(desk.context(), place, "again", None, False) == 0
    assert stats.run(desk.context(as_json=True), StatsOptions(full=True)) == 0
    full = desk.document["full"]
    assert full["answers"] == 2
    assert full["ratings"] == {"again": 2, "hard": 0, "good": 0, "easy": 0}
    assert full["retention"][0] == {
        "period": "day",
        "days": 1,
        "young": {"recalled": 0, "asked": 1, "percent": 0.0},
        "mature": {"recalled": 0, "asked": 1, "percent": 0.0},
        "total": {"recalled": 0, "asked": 2, "percent": 0.0},
    }
    assert full["streaks"] == {"current_days": 1, "longest_days": 1}
    assert [(each["path"], each["line"]) for each in full["hardest"]] == [
        ("git.md", 1),
        ("other/py.md", 1),
    ]


def test_full_of_one_folder(desk: Desk) -> None:
    desk.write("git.md", card("late", "!2025-12-13,1,230"))
    desk.write("other/py.md", card("far", "!2025-12-13,30,230"))
    assert grade.run(desk.context(), "git.md:1", "again", None, False) == 0
    assert stats.run(desk.context("other", as_json=True), StatsOptions(full=True)) == 0
    assert desk.document["full"]["answers"] == 0
    assert stats.run(desk.context("git.md"), StatsOptions(full=True)) == 0
    assert "  Hardest cards" in desk.lines


def test_plain_json_has_no_more_than_before(desk: Desk) -> None:
    desk.write("git.md", GIT)
    stats.run(desk.context(as_json=True), StatsOptions())
    assert "full" not in desk.document


def test_a_page_is_written_and_written_over(desk: Desk) -> None:
    desk.write("git.md", GIT)
    for _ in range(2):
        assert stats.run(desk.context(), StatsOptions(html=Path("out.html"))) == 0
        assert desk.lines == []
        assert desk.said == ["Wrote out.html."]
    assert desk.read("out.html").startswith("<!doctype html>")
    assert desk.read("out.html").endswith("</html>\n")


def test_a_page_never_takes_the_place_of_a_deck(desk: Desk) -> None:
    desk.write("git.md", GIT)
    with pytest.raises(UsageError, match="does not end in"):
        stats.run(desk.context(), StatsOptions(html=Path("git.md")))
    assert desk.read("git.md") == GIT
    with pytest.raises(SaveError, match="cannot be written"):
        stats.run(desk.context(), StatsOptions(html=Path("gone/out.html")))


def many(desk: Desk) -> None:
    """More decks than are shown one by one, in branches with something due and without."""
    for number in range(MANY_DECKS):
        desk.write(f"x/y{number % 2}/{number}.md", card("new"))
    desk.write("x/y1/late.md", card("late", "!2025-12-13,1,230"))
    desk.write("top.md", card("far", "!2026-12-14,300,248"))


@pytest.mark.parametrize("full", [False, True])
def test_of_many_decks_the_branches_with_something_due_are_shown(desk: Desk, full: bool) -> None:
    many(desk)
    assert stats.run(desk.context(), StatsOptions(full=full)) == 0
    table = [line.split() for line in desk.lines[:4]]
    assert [line[0] for line in table] == ["deck", "x", "y1", "total"]
    assert [line[1:] for line in table[1:]] == [
        ["500", "0", "1", "1", "1", "0", "501"],
        ["250", "0", "1", "1", "1", "0", "251"],
        ["500", "0", "1", "1", "1", "1", "502"],
    ]
    assert desk.said[-1] == "2 branches with nothing due left out; --all shows every deck."


@pytest.mark.parametrize("full", [False, True])
def test_of_many_decks_each_is_shown_on_request_and_to_programs(desk: Desk, full: bool) -> None:
    many(desk)
    assert stats.run(desk.context(), StatsOptions(full=full, every=True)) == 0
    assert len([line for line in desk.lines if line.startswith("      ")]) > MANY_DECKS
    assert not desk.said
    assert stats.run(desk.context(as_json=True), StatsOptions(full=full)) == 0
    assert len(desk.document["decks"]) == MANY_DECKS + 2


def test_many_decks_by_folder_and_by_tags(desk: Desk) -> None:
    many(desk)
    by_folder = rows(desk, "folder")
    assert {name: row["total"] for name, row in by_folder.items()} == {
        "x/y0": 250,
        "x/y1": 251,
        ".": 1,
    }
    desk.write("srs.toml", '[decks]\nby = "tags"\ntags = ["#t"]\n')
    desk.write("x/y0/0.md", "#t/due\n\n" + card("late", "!2025-12-13,1,230"))
    for number in range(1, MANY_DECKS):
        desk.write(f"x/y{number % 2}/{number}.md", "#t/later\n\n" + card("new"))
    desk.write("top.md", "#t/later/far\n\n" + card("far", "!2026-12-14,300,248"))
    assert stats.run(desk.context(), StatsOptions()) == 0
    assert [line.split()[0] for line in desk.lines[:4]] == ["deck", "t", "due", "total"]
    assert desk.said == ["2 branches with nothing due left out; --all shows every deck."]


def test_full_holds_predictions_against_answers(desk: Desk) -> None:
    desk.write("git.md", card("one") + card("two"))
    for days, rating in ((0, "good"), (3, "again"), (4, "good")):
        desk.now = NOW + timedelta(days=days)
        for line in (6 if days else 5, 1):
            assert grade.run(desk.context(), f"git.md:{line}", rating, None, False) == 0
    stats.run(desk.context(as_json=True), StatsOptions(full=True))
    model = MemoryModel()
    first = model.first(Rating.GOOD)
    after = model.after(first, Rating.AGAIN, 3)
    chances = [
        model.retrievability(3, first.stability_days),
        model.retrievability(1, after.stability_days),
    ]
    predicted = desk.document["full"]["predicted"]
    assert predicted["all"] == {
        "predicted": round(sum(chances) / 2, 4),
        "recalled": 0.5,
        "answers": 4,
    }
    assert sum(each["answers"] for each in predicted["tenths"]) == 4
    assert predicted["enough"] is False

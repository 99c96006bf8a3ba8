"""`srs why`: a due date explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from srs.commands import grade, why
from srs.errors import SaveError, UsageError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card


def test_a_new_card(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    assert why.run(desk.context(), "a.md:3", None) == 0
    assert desk.lines[:3] == [
        "a.md:1  one",
        "State: new, due now.",
        "Again: today, due 2025-12-14",
    ]
    good = desk.lines.index("Good: 3 days, due 2025-12-17")
    assert "    formula: (1 + 0 / 2) * 250 % = 2.5 days" in desk.lines[good:]
    assert desk.read("a.md") == card("one")


def test_a_late_card_and_the_plugin(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-04,10,250"))
    why.run(desk.context(), "a.md:1", None)
    assert desk.lines[1] == "State: review, due 2025-12-04."
    assert "    late: 10 days" in desk.lines
    assert "    plugin: 25 days: it counts days early, not days late" in desk.lines


def test_json(desk: Desk) -> None:
    desk.write("a.md", card("zero") + card("one", "!2025-12-14,2,248"))
    assert why.run(desk.context(as_json=True), "a.md:5", None) == 0
    document = desk.document
    explanation = document.pop("explanation")
    assert document == {
        "path": "a.md",
        "line": 5,
        "card": 0,
        "state": "review",
        "due": "2025-12-14",
        "schedule": {"algorithm": "sm2", "due": "2025-12-14", "interval": 2, "ease": 248},
        "memory": None,
        "outcomes": {
            "again": {"algorithm": "sm2", "due": "2025-12-14", "interval": 0, "ease": 228},
            "hard": {"algorithm": "sm2", "due": "2025-12-15", "interval": 1, "ease": 228},
            "good": {"algorithm": "sm2", "due": "2025-12-19", "interval": 5, "ease": 248},
            "easy": {"algorithm": "sm2", "due": "2025-12-21", "interval": 7, "ease": 268},
        },
    }
    assert "formula: (2 + 0 / 2) * 248 % = 4.96 days" in explanation["good"]


@pytest.mark.parametrize("rating", ["again", "hard", "good", "easy"])
@pytest.mark.parametrize("algorithm", ["sm2", "fsrs"])
def test_what_it_says_is_what_a_grade_does(desk: Desk, rating: str, algorithm: str) -> None:
    desk.environment = {"SRS_ALGORITHM": algorithm}
    desk.write("a.md", card("one", "!2025-12-04,40,250") + card("two", "!2026-03-24,9,250") * 9)
    why.run(desk.context(as_json=True), "a.md:1", None)
    outcome = desk.document["outcomes"][rating]
    grade.run(desk.context(), "a.md:1", rating, None, False)
    why.run(desk.context(as_json=True), "a.md:1", None)
    assert desk.document["schedule"] == outcome


def test_siblings_and_places(desk: Desk) -> None:
    desk.write("a.md", reversed_card("one"))
    assert why.run(desk.context(), "a.md:1", 1) == 0
    assert desk.lines[0] == "a.md:1  The answer to one"
    with pytest.raises(UsageError, match="the note makes 2 cards; say which"):
        why.run(desk.context(), "a.md:1", None)
    with pytest.raises(SaveError, match=r"a\.md:4: no card covers this line\."):
        why.run(desk.context(), "a.md:4", None)


def test_fsrs_schedules_can_be_looked_at_under_sm2(desk: Desk) -> None:
    segment = "!fsrs,2025-12-10T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2025-12-07T10:00:00.000Z"
    desk.write("a.md", card("one", segment))
    assert why.run(desk.context(), "a.md:1", None) == 0
    assert desk.lines[1] == "State: review, due 2025-12-10T10:00:00.000Z."
    assert desk.said[0].startswith("srs: the card has an FSRS schedule, and the algorithm is sm2")


def test_what_fsrs_knows_of_a_card(desk: Desk) -> None:
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    segment = "!fsrs,2025-12-14T10:00:00.000Z,10,10,5,2,3,0,0,2025-12-04T10:00:00.000Z"
    desk.write("a.md", card("one", segment) + card("new"))
    why.run(desk.context(), "a.md:1", None)
    assert desk.lines[2] == (
        "Stability 10.00 days, difficulty 5.00 of 10, chance of recall today 90.0 %."
    )
    why.run(desk.context(as_json=True), "a.md:1", None)
    assert desk.document["memory"] == {"stability_days": 10, "difficulty": 5, "recall": 0.9}
    why.run(desk.context(as_json=True), "a.md:6", None)
    assert desk.document["memory"] is None

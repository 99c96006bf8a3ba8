"""`srs simulate`: the table, the assumptions, and the same chance for every scheduler."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from srs.commands import simulate
from srs.commands.simulate import SimulateOptions

if TYPE_CHECKING:
    from tests.commands.desk import Desk
else:
    from desk import Desk

OPTIONS = SimulateOptions(30, 5, lambda: random.Random(7).random)


def test_a_line_a_scheduler_and_the_assumptions(desk: Desk) -> None:
    assert simulate.run(desk.context(), OPTIONS) == 0
    assert [line.split("  ")[0] for line in desk.lines] == [
        *("scheduler", "SM-2-OSR", "FSRS 0.80", "FSRS 0.85", "FSRS 0.90", "FSRS 0.95", "FSRS 0.97")
    ]
    assert all(line.endswith("#") for line in desk.lines[1:])
    assert desk.said[0] == "30 days with 5 new cards each; everything is done on time."
    assert "the default parameters" in desk.said[1]


def test_json_is_the_same_each_time(desk: Desk) -> None:
    simulate.run(desk.context(as_json=True), OPTIONS)
    first = desk.document
    simulate.run(desk.context(as_json=True), OPTIONS)
    assert desk.document == first
    assert [each["desired_retention"] for each in first["schedulers"]] == [
        *(None, 0.8, 0.85, 0.9, 0.95, 0.97)
    ]
    assert {each["cards"] for each in first["schedulers"]} == {150}


def test_no_new_cards_make_no_bars(desk: Desk) -> None:
    simulate.run(desk.context(), SimulateOptions(3, 0, lambda: random.Random(7).random))
    assert desk.lines[1].endswith("0 of 0")

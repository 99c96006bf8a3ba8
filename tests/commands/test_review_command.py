"""`srs review` in plain mode, with typed lines."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from srs.commands import review
from srs.commands.choice import Choice
from srs.commands.review import Modes, ReviewOptions
from srs.errors import UsageError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

ALL = Choice()
FSRS = "!fsrs,2025-12-10T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2025-12-07T10:00:00.000Z"


@dataclass
class Ticking:
    """Monotonic seconds; every look takes one."""

    seconds: float = 0
    step: float = 1

    def __call__(self) -> float:
        self.seconds += self.step
        return self.seconds


@dataclass
class Run:
    """How a review is run in these tests."""

    desk: Desk
    typed: str = ""
    settings: dict[str, object] = field(default_factory=dict)
    as_json: bool = False
    seconds: Callable[[], float] = field(default_factory=Ticking)

    def __call__(self, choice: Choice = ALL, seed: int = 1, **modes: bool) -> int:
        chance = random.Random(seed).shuffle
        options = ReviewOptions(choice, Modes(plain=True, **modes), chance, self.seconds)
        context = self.desk.context(typed=self.typed, as_json=self.as_json)
        return review.run(context, self.settings, options)


def asked(desk: Desk) -> list[str]:
    """The fronts that were asked, in order."""
    return [line.removeprefix("Question: ") for line in desk.lines if "Question: " in line]


def test_three_grades(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two", "!2025-12-13,1,230") + card("three"))
    assert Run(desk, "\n3\n\n1\n\n4\n\n2\n")() == 0
    assert asked(desk) == ["two", "one", "three", "one"]
    assert desk.read("a.md") == (
        card("one", "!2025-12-15,1,210")
        + card("two", "!2025-12-17,3,230")
        + card("three", "!2025-12-18,4,270")
    )
    assert "Good. Due again on 2025-12-17." in desk.lines
    assert "Again. It comes back in this session." in desk.lines
    assert desk.lines[-3].startswith("4 cards in ")
    assert desk.lines[-3].endswith("s · 75 % recalled · 2 new learned")
    assert desk.lines[-2:] == ["Again: a.md:1  one", "Tomorrow 1, this week 3."]
    assert desk.said == []


def test_every_grade_is_on_disk_before_the_next_card(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    assert Run(desk, "\n3\n")() == 0  # the input ends at the second question
    assert asked(desk) == ["one", "two"]
    assert desk.read("a.md") == card("one", "!2025-12-17,3,250") + card("two")


def test_the_end_of_the_input_leaves(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    assert Run(desk)() == 0
    assert desk.read("a.md") == card("one")
    assert desk.lines[-1] == "No card was answered."


@pytest.mark.parametrize("schedule", ["", "!2025-12-13,1,230"])
def test_undo_gives_the_former_bytes(desk: Desk, schedule: str) -> None:
    text = (card("one", schedule) + card("two")).replace("\n", "\r\n")
    desk.write("a.md", text)
    assert Run(desk, "\n3\n\n1\nu\nu\nu\nq\n")() == 0
    assert desk.read("a.md") == text
    assert [line for line in desk.lines if "taken back" in line or "undo" in line] == [
        "Again was taken back.",
        "Good was taken back.",
        "There is nothing to undo.",
    ]


def test_skipped_cards_come_last(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    Run(desk, "s\n\n3\nq\n")()
    assert asked(desk) == ["one", "two", "one"]


@pytest.mark.parametrize("cards", [2, 9])
def test_a_forgotten_card_comes_back_after_six_others(desk: Desk, cards: int) -> None:
    desk.write("a.md", "".join(card(str(number)) for number in range(cards)))
    Run(desk, "\n1\n" + "\n3\n" * cards)()
    again = min(7, cards)
    assert asked(desk)[again] == "0"
    assert len(asked(desk)) == cards + 1


@pytest.mark.parametrize(
    ("deck", "sentence"),
    [
        ("", "There are no cards here. A card is a front, a line -?- and a back; see the README."),
        (
            card("x", "!2025-12-15,1,230"),
            "Nothing is due. The next card is due tomorrow, 2025-12-15.",
        ),
        (
            card("x", "!2026-12-14,9,230") + card("y", "!2025-12-24,9,230"),
            "Nothing is due. The next card is due in 10 days, on 2025-12-24.",
        ),
        (
            reversed_card("x", "!2025-12-15,1,230"),
            "Nothing to ask: of each note that is due, a card was answered today (see --no-bury).",
        ),
    ],
)
def test_nothing_is_due(desk: Desk, deck: str, sentence: str) -> None:
    desk.write("a.md", deck)
    assert Run(desk)() == 0
    assert desk.said == [sentence]
    assert desk.lines == []


@pytest.mark.parametrize("limit", ["review.new", "review.limit"])
def test_a_limit_of_none_says_that_there_are_cards(desk: Desk, limit: str) -> None:
    desk.write("a.md", card("x"))
    assert Run(desk, settings={limit: 0})() == 0
    assert desk.said == ["Nothing to ask within the limits that were set."]


def dry(desk: Desk, settings: dict[str, object], choice: Choice = ALL, seed: int = 1) -> list[str]:
    """The fronts that would be asked, in order."""
    run = Run(desk, settings=settings, as_json=True)
    assert run(choice, seed, dry_run=True) == 0
    return [each["front"] for each in desk.document["cards"]]


def test_limits_and_orders(desk: Desk) -> None:
    desk.write(
        "a.md", card("n1") + card("d1", "!2025-12-14,9,250") + card("late", "!2025-12-04,2,250")
    )
    desk.write("b.md", card("n2") + card("n3"))
    assert dry(desk, {}) == ["d1", "late", "n1", "n2", "n3"]
    assert dry(desk, {"review.new": 1}) == ["d1", "late", "n1"]
    assert dry(desk, {"review.limit": 2}) == ["d1", "late"]
    assert dry(desk, {"review.order": "new"}) == ["n1", "n2", "n3", "d1", "late"]
    assert dry(desk, {"review.order": "file"}) == ["n1", "d1", "late", "n2", "n3"]
    assert dry(desk, {"review.order": "overdue"})[:2] == ["late", "d1"]
    shuffled = [dry(desk, {"review.order": "random"}, seed=seed) for seed in (1, 1, 2)]
    assert shuffled[0] == shuffled[1] != shuffled[2]


def test_decks_and_tags(desk: Desk) -> None:
    desk.write("git/a.md", card("one #web/css"))
    desk.write("git/b.md", card("two"))
    desk.write("gitlab.md", card("three #website"))
    assert dry(desk, {}, choice=Choice(deck="git")) == ["one #web/css", "two"]
    assert dry(desk, {}, choice=Choice(deck="GIT/b")) == ["two"]
    assert dry(desk, {}, choice=Choice(tag="#web")) == ["one #web/css"]
    assert dry(desk, {}, choice=Choice(tag="website")) == ["three #website"]


def test_unknown_decks_and_tags_are_named(desk: Desk) -> None:
    desk.write("git.md", card("one #web"))
    with pytest.raises(UsageError, match=r"There is no deck 'gti'; there are: git\."):
        Run(desk)(choice=Choice(deck="gti"))
    with pytest.raises(UsageError, match=r"No card has the tag 'css'; there are: web\."):
        Run(desk)(choice=Choice(tag="css"))


def test_burying(desk: Desk) -> None:
    desk.write("a.md", reversed_card("one"))
    assert dry(desk, {}) == ["one"]
    assert dry(desk, {"review.bury": False}) == ["one", "The answer to one"]


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two", "!2025-12-13,1,230"))
    assert Run(desk)(dry_run=True) == 0
    assert desk.lines == ["a.md:5  review      two", "a.md:1  new         one"]
    assert desk.said == ["2 cards would be asked; nothing was written."]
    assert desk.read("a.md") == card("one") + card("two", "!2025-12-13,1,230")


def test_cram_asks_everything_and_writes_nothing(desk: Desk) -> None:
    text = card("one") + card("far", "!2030-01-01,99,250") + card("fsrs", FSRS)
    desk.write("a.md", text)
    assert Run(desk, "\n1\n\n3\n\n3\n\n3\n")(cram=True) == 0
    assert asked(desk) == ["far", "fsrs", "one", "far"]
    assert desk.read("a.md") == text
    assert "Grade: 1 Again, 2 Hard, 3 Good, 4 Easy:" in desk.lines
    assert "Good." in desk.lines
    assert not [line for line in desk.lines if "Due again" in line]


def test_the_time_is_up(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two") + card("three"))
    seconds = Ticking(step=20)
    assert Run(desk, "\n3\n" * 3, settings={"review.time": 1}, seconds=seconds)() == 0
    assert 1 <= len(asked(desk)) < 3
    left = 3 - len(asked(desk))
    assert desk.said == [f"The time is up; {left} card{'s' * (left > 1)} left for later."]


def test_fsrs_schedules_are_left_out_under_sm2(desk: Desk) -> None:
    desk.write("a.md", card("one", FSRS) + card("two"))
    assert Run(desk, "\n3\n")() == 0
    assert asked(desk) == ["two"]
    assert desk.said == [
        "srs: 1 card with an FSRS schedule left out, since the algorithm is sm2; set "
        'algorithm = "fsrs", or give --convert to overwrite their schedules.'
    ]
    assert desk.read("a.md") == card("one", FSRS) + card("two", "!2025-12-17,3,250")
    assert Run(desk, "\n3\n")(convert=True) == 0
    assert asked(desk) == ["one"]
    assert "fsrs" not in desk.read("a.md")


def test_fsrs_learning_steps_come_back_and_graduate(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    assert Run(desk, "\n3\n\n3\n")() == 0
    assert asked(desk) == ["one", "one"]
    assert desk.read("a.md").count("<!--SR:!fsrs,2025-12-16T10:00:00.000Z,2,") == 1
    assert Run(desk, "\n1\n")() == 0
    assert desk.said[0].startswith("Nothing is due. The next card is due in 2 days")


def test_a_learning_step_over_the_end_of_the_day_comes_back_in_the_session(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    for hour in (23, 3):
        desk.now = desk.now.replace(hour=hour, minute=55)
        desk.write("a.md", card("one"))
        Run(desk, "\n3\n\n3\n")()
        assert asked(desk) == ["one", "one"]


def test_a_card_in_a_learning_step_is_asked_by_the_next_session(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    Run(desk, "\n1\nq\n")()
    desk.now += timedelta(minutes=2)
    Run(desk, "\n1\nq\n")()
    assert asked(desk)[0] == "one"


WISH = "!2025-12-14,9,127"  # Good wishes for 11 days


@pytest.mark.parametrize(("other", "interval_days"), [("", 11), ("!2025-12-25,9,250", 10)])
def test_load_is_balanced_over_all_decks(desk: Desk, other: str, interval_days: int) -> None:
    desk.write("a.md", card("one", WISH))
    desk.write("b.md", card("two", other))
    Run(desk, "\n3\nq\n")()
    assert f",{interval_days},127-->" in desk.read("a.md")


def test_load_follows_the_grades_of_the_session(desk: Desk) -> None:
    desk.write("a.md", card("one", WISH) + card("two", WISH) + card("three", WISH))
    Run(desk, "\n3\n" * 3)()
    text = desk.read("a.md")
    assert [text.count(f",{days},127-->") for days in (10, 11, 12)] == [1, 1, 1]


def test_a_card_that_is_edited_away_is_said_and_the_others_go_on(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    clock = Ticking()

    def seconds() -> float:
        if clock.seconds == 2:  # the first question is on the screen
            desk.write("a.md", "All new.\n\n" + card("two"))
        return clock()

    Run(desk, "\n3\n\n3\n", seconds=seconds)()
    assert asked(desk) == ["one", "two"]
    assert desk.read("a.md") == "All new.\n\n" + card("two", "!2025-12-17,3,250")
    gone = "a.md: the file was changed by another program, and the card is gone from it."
    assert [line.startswith(gone) for line in desk.lines].count(True) == 2  # then, and at the end


def test_a_deck_that_vanishes_is_said(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    clock = Ticking()

    def seconds() -> float:
        if clock.seconds == 2:
            (desk.folder / "a.md").unlink()
        return clock()

    assert Run(desk, "\n3\nq\n", seconds=seconds)() == 1
    assert any("a.md: cannot be read: it does not exist. The gr" in line for line in desk.lines)
    assert list(desk.folder.glob("[!.]*")) == []


def test_the_other_decks_are_reviewed(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    (desk.folder / "b.md").write_bytes(b"\0")
    assert Run(desk, "\n3\n")() == 1
    assert desk.read("a.md") == card("one", "!2025-12-17,3,250")
    assert desk.said == ["srs: b.md: this is a binary file, not UTF-8 text; it was left alone."]


def test_a_card_that_is_changed_by_another_program_is_asked_again(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    clock = Ticking()

    def seconds() -> float:
        if clock.seconds == 2:  # the first question is on the screen
            desk.write("a.md", card("one, in other words") + card("two"))
        return clock()

    Run(desk, "\n3\n\n3\n\n3\n", seconds=seconds)()
    assert asked(desk) == ["one", "one, in other words", "two"]
    assert desk.read("a.md").count("<!--SR:!2025-12-17,3,250-->") == 2
    changed = "a.md:1: the card was changed by another program; nothing was written."
    assert any(line.startswith(changed) for line in desk.lines)

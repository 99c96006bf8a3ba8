"""Limits of a study day: what earlier sessions asked counts, over all and in single decks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from srs.collection.outline import has_settings, read_outline
from srs.commands import grade, review
from srs.commands.choice import Choice
from srs.commands.review import Modes, ReviewOptions
from srs.model import Rating

if TYPE_CHECKING:
    from tests.commands.desk import Desk, begun, card
else:
    from desk import Desk, begun, card

LATE = "!2025-12-13,1,230"


def asked(desk: Desk, **settings: int) -> list[str]:
    """The cards that a session would ask now."""
    options = ReviewOptions(Choice(), Modes(dry_run=True), lambda _: None, lambda: 0.0)
    given = {f"review.{name}": value for name, value in settings.items()}
    assert review.run(desk.context(), dict(given), options) == 0
    return [line.split("  ")[-1].strip() for line in desk.lines]


def test_new_cards_of_earlier_sessions_count(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nnew_per_day = 2\n")
    desk.write("a.md", card("late", LATE) + "".join(card(name) for name in "vwxyz"))
    assert asked(desk) == ["late", "v", "w"]
    grade.run(desk.context(), "a.md:6", "easy", None, False)
    assert asked(desk) == ["late", "w"]
    grade.run(desk.context(), "a.md:1", "good", None, False)
    assert asked(desk) == ["w"]
    desk.now += timedelta(days=1)
    assert asked(desk) == ["w", "x"]


def test_all_cards_count_for_the_limit_of_the_day_and_undone_ones_do_not(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nlimit_per_day = 2\n")
    desk.write("a.md", card("one", LATE) + card("two", LATE) + card("new"))
    live = begun(desk)
    live.grade(Rating.GOOD, 0)
    assert asked(desk) == ["two"]
    live.undo()
    assert asked(desk) == ["one", "two"]
    live.grade(Rating.GOOD, 0)
    live.grade(Rating.GOOD, 0)
    assert asked(desk) == []


def test_a_card_in_a_step_was_counted_already(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nlimit_per_day = 1\n")
    desk.write("a.md", card("one") + card("two"))
    begun(desk).grade(Rating.AGAIN, 0)
    assert asked(desk) == ["one"]


def test_options_of_the_command_win(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nnew_per_day = 1\nlimit_per_day = 2\n")
    desk.write("a.md", "".join(card(name) for name in "vwxyz"))
    assert asked(desk) == ["v"]
    assert asked(desk, new=4) == ["v", "w"]
    assert asked(desk, new=4, limit=3) == ["v", "w", "x"]


def test_what_the_day_has_no_room_for_takes_no_room_of_the_session(desk: Desk) -> None:
    desk.write("srs.toml", '[review]\norder = "new"\nlimit = 2\nnew_per_day = 1\n')
    desk.write("a.md", card("x") + card("y") + card("z") + card("one", LATE) + card("two", LATE))
    assert asked(desk) == ["x", "one"]
    grade.run(desk.context(), "a.md:1", "easy", None, False)
    assert asked(desk) == ["one", "two"]


def test_what_the_session_has_no_room_for_takes_no_room_of_the_day(desk: Desk) -> None:
    desk.write("srs.toml", '[review]\norder = "new"\nnew = 1\nlimit_per_day = 2\n')
    desk.write("a.md", card("x") + card("y") + card("z") + card("one", LATE))
    assert asked(desk) == ["x", "one"]


def test_nothing_left_for_today_is_said(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nnew_per_day = 0\n")
    desk.write("a.md", card("one"))
    options = ReviewOptions(Choice(), Modes(), lambda _: None, lambda: 0.0)
    review.run(desk.context(), {}, options)
    assert desk.said == ["Nothing to ask within the limits that were set."]


@pytest.mark.parametrize("place", ["section", "front matter"])
def test_decks_may_have_limits_of_their_own(desk: Desk, place: str) -> None:
    own, words = "", ""
    if place == "section":
        words = '[deck."a.md"]\nreview.new_per_day = 1\n'
    else:
        own = "---\nsrs:\n  review:\n    new_per_day: 1\n---\n"
    desk.write("srs.toml", f"[review]\nnew_per_day = 4\n{words}")
    desk.write("a.md", own + "".join(card(name) for name in "uvw"))
    desk.write("b.md", "".join(card(name) for name in "wxyz"))
    assert asked(desk) == ["u", "w", "x", "y"]
    gathered = desk.context().gather({}, whole=True)
    for deck in gathered.counted:
        assert has_settings(deck) is read_outline(deck).has_settings


def test_other_limits_do_not_differ_from_deck_to_deck(desk: Desk) -> None:
    desk.write("srs.toml", '[deck."a.md"]\nreview.new = 1\n')
    desk.write("a.md", card("one"))
    with pytest.raises(Exception, match="new"):
        asked(desk)

"""What a new card's ease is: the base ease, or drawn from its file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from srs.collection.config import Surroundings
from srs.collection.load import load
from srs.collection.schedulers import scheduler_of
from srs.collection.wanted import Wanted
from srs.model import Rating, Sm2Schedule
from srs.scheduling.day import moment

CARDS = "new\n-?-\none\n\nold\n-?-\none\n<!--SR:!2024-03-20,6,170-->\n"
OWN = "---\nsr-due: 2024-04-01\nsr-interval: 7\nsr-ease: 290\n---\n\n"


@pytest.mark.parametrize(
    ("initial_ease", "text", "ease_percent"),
    [
        ("base", CARDS, 250),
        ("base", OWN + CARDS, 250),
        ("deck", CARDS, 242),  # weight ln 1.5 / ln 64 on 170, the rest on 250
        ("plugin", CARDS, 250),
        ("plugin", OWN + CARDS, 266),  # the mean of 242 and 290
        ("plugin", OWN.replace("sr-due", "due") + CARDS, 250),
    ],
)
def test_ease_of_a_new_card(
    tmp_path: Path, initial_ease: str, text: str, ease_percent: int
) -> None:
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    wanted = Wanted(options=(("sm2.initial_ease", initial_ease),))
    (deck,) = load(wanted, Surroundings(tmp_path, {})).decks
    now = moment(datetime(2024, 3, 10, 12, tzinfo=UTC), deck.settings.day_starts_at)
    good = scheduler_of(deck, None).outcomes(None, now, {})[Rating.GOOD]
    assert isinstance(good, Sm2Schedule)
    assert good.ease_percent == ease_percent


def test_a_reset_card_begins_with_the_base_ease(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(CARDS, encoding="utf-8")
    wanted = Wanted(options=(("sm2.initial_ease", "deck"),))
    (deck,) = load(wanted, Surroundings(tmp_path, {})).decks
    now = moment(datetime(2024, 3, 10, 12, tzinfo=UTC), deck.settings.day_starts_at)
    reset = scheduler_of(deck, deck.parsed.notes[1].cards[0].schedule).reset(now)
    assert isinstance(reset, Sm2Schedule)
    assert reset.ease_percent == 250

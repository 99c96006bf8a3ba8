"""The first ease of a card against what the plugin was seen to give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.scheduling.deck_ease import deck_ease


@pytest.mark.parametrize(
    ("eases_percent", "base_ease_percent", "file_ease_percent", "ease_percent"),
    [
        ([], 250, 270, 270),
        ([187], 250, 270, 257),
        ([290], 250, 270, 262),
        ([150], 300, 270, 278),
        ([201], 130, 290, 213),
        ([230, 130, 230], 250, 250, 242),
        ([187, 210, 230], 250, 290, 264),
        ([251, 250, 230], 250, 250, 249),
        ([187, 130, 187, 150], 200, 270, 228),
        ([251, 130, 250, 250, 130], 250, 290, 260),
        ([190, 250, 310, 270, 263], 250, 270, 261),
        ([130, 210, 230, 130, 263, 187], 250, 270, 247),
    ],
)
def test_files_under_review(
    eases_percent: list[float],
    base_ease_percent: int,
    file_ease_percent: float,
    ease_percent: int,
) -> None:
    assert deck_ease(eases_percent, base_ease_percent, file_ease_percent) == ease_percent


def test_without_graded_cards_the_base_ease_stands() -> None:
    assert deck_ease([], 250) == 250


def test_64_cards_outweigh_the_base_ease() -> None:
    assert deck_ease([190.0] * 64, 250) == 190
    assert 190 < deck_ease([190.0] * 20, 250) < 250


@given(st.lists(st.integers(130, 400)), st.integers(130, 400))
def test_deck_ease_lies_between_what_it_is_made_of(eases: list[int], base: int) -> None:
    assert min([base, *eases]) <= deck_ease(eases, base) <= max([base, *eases])

"""What a review writes is never found fault with."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from srs.errors import SaveError
from srs.lint.checking import check_deck, chosen_codes
from srs.lint.rule import CheckedDeck
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.writing import schedule_edits
from srs.model import FsrsSchedule, FsrsState, Schedule, Sm2Schedule
from tests.markdown.deck_strategies import OBSIDIAN, SYNTAXES, decks, read

DECKS = sorted((Path(__file__).parents[2] / "decks").glob("*.md"))
ALL = chosen_codes()
MOMENT = datetime(2026, 6, 14, 10, tzinfo=UTC)
SM2: Schedule = Sm2Schedule(date(2026, 1, 1), 3, 250)
FSRS: Schedule = FsrsSchedule(MOMENT, 3, 3.12, 5.2, FsrsState.REVIEW, 1, 0, 0, MOMENT)


def counted(deck: CheckedDeck) -> Counter[str]:
    return Counter(problem.code for problem in check_deck(deck, ALL))


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
@pytest.mark.parametrize("schedule", [SM2, FSRS], ids=["sm2", "fsrs"])
def test_own_decks_pass_before_and_after_every_card_was_graded(
    path: Path, schedule: Schedule
) -> None:
    deck = CheckedDeck(read(path.read_bytes().decode("utf-8")))
    edits = [
        edit
        for note in deck.parsed.notes
        for edit in schedule_edits(
            deck.parsed, note, {card.number: schedule for card in note.cards}
        )
    ]
    assert len(edits) >= len(deck.parsed.notes) > 0
    assert counted(deck) == Counter()
    assert counted(deck.edited(edits)) == Counter()


@pytest.mark.parametrize("syntax", [*SYNTAXES, OBSIDIAN])
@given(st.data())
def test_a_review_adds_no_finding(syntax: SyntaxSettings, data: st.DataObject) -> None:
    deck = CheckedDeck(read(data.draw(decks(syntax)), syntax))
    cards = [(note, card.number) for note in deck.parsed.notes for card in note.cards]
    assume(cards)
    note, card = data.draw(st.sampled_from(cards))
    try:
        edits = schedule_edits(deck.parsed, note, {card: data.draw(st.sampled_from([SM2, FSRS]))})
    except SaveError:
        assume(False)
    assert counted(deck.edited(edits)) <= counted(deck)

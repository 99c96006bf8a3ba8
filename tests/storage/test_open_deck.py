"""Grades given and taken back in a deck that no one else changes: the promises, on disk."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from srs.errors import SaveError
from srs.files import read_file
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Schedule, Sm2Schedule
from srs.storage.open_deck import Change, OpenDeck
from srs.text import Source, decode, encode
from tests.markdown.deck_strategies import NATIVE, OBSIDIAN, decks, read, schedules

A, B, C = (Sm2Schedule(date(2026, 1, day), day, 250) for day in (2, 3, 4))


def opened(path: Path, syntax: SyntaxSettings = NATIVE) -> OpenDeck:
    got = read_file(path, "deck.md")
    return OpenDeck(path, got, parse(Source("deck.md", decode(got.data, "deck.md")), syntax))


def deck_of(tmp_path: Path, text: str) -> OpenDeck:
    path = tmp_path / "deck.md"
    path.write_bytes(encode(text))
    return opened(path)


def on_disk(deck: OpenDeck) -> list[list[Schedule | None]]:
    text = decode(deck.path.read_bytes(), "deck.md")
    notes = read(text, deck.parsed.syntax).notes
    return [[card.schedule for card in note.cards] for note in notes]


@pytest.mark.parametrize("syntax", [NATIVE, OBSIDIAN], ids=["native", "obsidian"])
@given(data=st.data())
def test_any_grades_and_undos(syntax: SyntaxSettings, data: st.DataObject) -> None:
    text = data.draw(decks(syntax))
    cards = [(note.number, card.number) for note in read(text, syntax).notes for card in note.cards]
    assume(cards)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.md"
        path.write_bytes(encode(text))
        deck = opened(path, syntax)
        expected = on_disk(deck)
        given_so_far: list[tuple[Change, bytes]] = []
        for _ in range(data.draw(st.integers(1, 6))):
            takes_back: bool = data.draw(st.booleans())
            if given_so_far and takes_back:
                change, before = given_so_far.pop()
                deck.take_back(change)
                expected[change.note][change.card] = change.before
                assert path.read_bytes() == before
            else:
                note, card = data.draw(st.sampled_from(cards))
                before = path.read_bytes()
                try:
                    change = deck.give(note, card, data.draw(schedules))
                except SaveError:
                    assert path.read_bytes() == before
                    continue
                expected[note][card] = change.after
                given_so_far.append((change, before))
            assert on_disk(deck) == expected
        for change, before in reversed(given_so_far):
            deck.take_back(change)
            assert path.read_bytes() == before
        assert path.read_bytes() == encode(text)


def test_schedule_is_the_newest(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, "a\n-??-\nb\n")
    deck.give(0, 1, A)
    assert (deck.schedule(0, 0), deck.schedule(0, 1)) == (None, A)


def test_same_card_again_and_again(tmp_path: Path) -> None:
    text = "a\n-?-\nb\n<!--SR: 14-12-2025, 2,248 -->\n"
    deck = deck_of(tmp_path, text)
    loaded = deck.schedule(0, 0)
    assert loaded is not None
    states, changes = [], []
    for schedule in (A, loaded, B):
        states.append(deck.path.read_bytes())
        changes.append(deck.give(0, 0, schedule))
    for change, state in zip(reversed(changes), reversed(states), strict=True):
        deck.take_back(change)
        assert deck.path.read_bytes() == state


def test_failed_grade_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = deck_of(tmp_path, "a\n-?-\nb\n\nc\n-?-\nd\n")
    deck.give(0, 0, A)
    before = deck.path.read_bytes()

    def full(*_: object) -> None:
        raise SaveError("full")

    with monkeypatch.context() as patch:
        patch.setattr("srs.storage.open_deck.replace_file", full)
        with pytest.raises(SaveError):
            deck.give(1, 0, B)
    assert deck.schedule(1, 0) is None
    assert deck.path.read_bytes() == before
    deck.give(1, 0, C)
    assert on_disk(deck) == [[A], [C]]


def test_refused_where_there_is_no_place(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, "    a\n    -?-\n    b\n\n    more\n")
    with pytest.raises(SaveError, match="there is no place for a scheduling comment"):
        deck.give(0, 0, A)
    assert deck.schedule(0, 0) is None

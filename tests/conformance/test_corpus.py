"""Real notes by other people: they parse, and a grade changes nothing but a comment."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.schedulers import scheduler_of
from srs.markdown.parser import parse
from srs.model import Rating
from srs.scheduling.day import moment
from srs.settings.layer import Layer
from srs.settings.layers import Layers
from srs.storage.open_deck import OpenDeck
from srs.text import Source, decode
from tests.conformance.test_plugin_promises import differs_only_by

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "permissive"
NOTES = [path for path in sorted(CORPUS.glob("*.md")) if path.name != "LICENSES.md"]
NOW = moment(datetime(2025, 12, 14, 10, tzinfo=UTC), time(4))
needs_corpus = pytest.mark.skipif(not NOTES, reason="the corpus is not beside this checkout")


def loaded(folder: Path, source: Path, preset: str) -> Deck:
    """A copy of a note, as a deck of one of the presets."""
    copy = folder / source.name
    shutil.copyfile(source, copy)
    layers = Layers((Layer({"preset": preset}, "test"),))
    return load_deck(DeckPath(str(copy), source.name, named=True), layers, folder)


@needs_corpus
def test_the_corpus_is_whole() -> None:
    assert len(NOTES) == 15


@needs_corpus
def test_the_corpus_has_cards_of_many_kinds(tmp_path: Path) -> None:
    decks = [loaded(tmp_path, source, "obsidian") for source in NOTES]
    kinds = {note.kind for deck in decks for note, _ in deck.cards}
    assert {"single_basic", "multi_basic", "cloze"} <= kinds


@needs_corpus
@pytest.mark.parametrize("preset", ["native", "obsidian"])
@pytest.mark.parametrize("source", NOTES, ids=lambda path: Path(str(path)).stem)
def test_any_grade_of_any_card_can_be_taken_back(source: Path, preset: str, tmp_path: Path) -> None:
    deck = loaded(tmp_path, source, preset)
    before = source.read_bytes()
    for note, card in deck.cards:
        opened = OpenDeck(deck.path, deck.read, deck.parsed)
        new = scheduler_of(deck, card.schedule).outcomes(card.schedule, NOW, {})[Rating.GOOD]
        change = opened.give(note.number, card.number, new)
        text = decode(deck.path.read_bytes(), deck.shown)
        after = parse(Source(deck.shown, text), deck.parsed.syntax)
        assert differs_only_by(deck.parsed, after, (note.number, card.number, new))
        opened.take_back(change)
        assert deck.path.read_bytes() == before


@needs_corpus
@pytest.mark.parametrize("source", NOTES, ids=lambda path: Path(str(path)).stem)
def test_all_cards_can_be_graded_in_a_row(source: Path, tmp_path: Path) -> None:
    deck = loaded(tmp_path, source, "obsidian")
    parsed = replace(deck.parsed)
    opened = OpenDeck(deck.path, deck.read, parsed)
    changes = []
    for note, card in deck.cards:
        new = scheduler_of(deck, card.schedule).outcomes(card.schedule, NOW, {})[Rating.EASY]
        changes.append(opened.give(note.number, card.number, new))
    again = loaded_again(deck)
    assert [card.schedule for _, card in again.cards] == [change.after for change in changes]
    for change in reversed(changes):
        opened.take_back(change)
    assert deck.path.read_bytes() == source.read_bytes()


def loaded_again(deck: Deck) -> Deck:
    """The same deck as it is on disk now."""
    text = decode(deck.path.read_bytes(), deck.shown)
    return deck._replace(parsed=parse(Source(deck.shown, text), deck.parsed.syntax))

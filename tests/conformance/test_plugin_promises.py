"""Where the plugin itself loses text or grades, every write here keeps its promises."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from srs.collection.config import load_layers
from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.schedulers import scheduler_of
from srs.errors import SaveError
from srs.markdown.parser import Parsed, parse
from srs.model import Note, Rating, Schedule
from srs.pieces import Edit
from srs.scheduling.day import moment
from srs.storage.open_deck import OpenDeck
from srs.text import Source, apply_edits, decode
from tests.conformance.plugin_cases import Case, Vault, cases, figures, is_strict

FILES = ("parse_curated", "parse_random", "review_curated", "review_random")
RATINGS = ("Again", "Hard", "Good", "Easy", "Reset")
NOW = datetime(2025, 12, 14, 10, tzinfo=UTC)
_INSERTED = re.compile(
    r"(?:(?:\r\n|\n|\r)[ \t>]*| )<!--SR:[^\n\r]*?-->|<!--SR:[^\n\r]*?-->(?:\r\n|\n|\r)"
    r"|(?:\r\n|\n|\r)> \[!sr\|card-metadata\] (?:\r\n|\n|\r)>  <!--SR:[^\n\r]*?-->"
)
Answer = tuple[int, int, str]


@pytest.mark.parametrize("comment", ["move", "keep"])
@pytest.mark.parametrize("name", FILES)
def test_every_write_keeps_the_promises(name: str, comment: str, vault: Vault) -> None:
    counts: Counter[str] = Counter()
    promised = 0
    for number, case in enumerate(cases(name)):
        if not is_strict(case):
            promised += 1
            vault.fill(case)
            deck = loaded(vault, case["path"], comment)
            hold_promises(deck, answers(case, deck, number), counts, case["id"])
    assert figures(f"`{name}`") == [promised, counts["kept"], counts["refused"]]


def loaded(vault: Vault, path: str, comment: str) -> Deck:
    """A case's file with the settings of its vault, as a command loads it."""
    surroundings = vault.surroundings(SRS_SYNTAX_COMMENT=comment)
    layers = load_layers([Path(path)], surroundings)
    return load_deck(DeckPath(str(vault.folder / path), path, named=True), layers, vault.folder)


def answers(case: Case, deck: Deck, number: int) -> list[Answer]:
    """The answers of a case, as far as its cards are ours; without any, one for some card."""
    places = [(note.number, card.number) for note, card in deck.cards]
    if "actions" not in case and places:
        return [(*places[number % len(places)], RATINGS[number % len(RATINGS)])]
    found = [(each["question"], each["card"], each["response"]) for each in case.get("actions", ())]
    return [(*place, rating) for *place, rating in found if tuple(place) in places]


def hold_promises(deck: Deck, given: list[Answer], counts: Counter[str], label: str) -> None:
    """Give answers and take them back, and look at the file after each."""
    opened = OpenDeck(deck.path, deck.read, deck.parsed, deck.settings.sm2.base_ease_percent)
    parsed, changes = deck.parsed, []
    for index, card, rating in given:
        new = outcome(deck, opened.schedule(index, card), rating)
        before = deck.path.read_bytes()
        try:
            changes.append(opened.give(index, card, new))
        except SaveError:
            assert deck.path.read_bytes() == before, label
            counts["refused"] += 1
            continue
        after = parse(Source(deck.shown, decode(deck.path.read_bytes(), deck.shown)), parsed.syntax)
        assert differs_only_by(parsed, after, (index, card, new)), label
        parsed = after
        counts["kept"] += 1
    for change in reversed(changes):
        opened.take_back(change)
    assert deck.path.read_bytes() == deck.read.data, label


def outcome(deck: Deck, old: Schedule | None, rating: str) -> Schedule:
    """The schedule that a rating leads to, at some fixed moment."""
    at, scheduler = moment(NOW, deck.settings.day_starts_at), scheduler_of(deck, old)
    if rating == "Reset":
        return scheduler.reset(at)
    return scheduler.outcomes(old, at, {})[Rating[rating.upper()]]


def differs_only_by(before: Parsed, after: Parsed, changed: tuple[int, int, Schedule]) -> bool:
    """Whether a file reads as before but for one schedule, and has the same bytes around it."""
    index, card, new = changed
    expected = schedules(before)
    expected[index][card] = new
    old, text = before.source.text, after.source.text
    keeps = before.syntax.comment == "keep"
    return (
        schedules(after) == expected
        and [after.sides(note) for note in after.notes]
        == [before.sides(note) for note in before.notes]
        and without_comments(after) == without_comments(before)
        and (not keeps or only_the_comment_changed(old, text, before.notes[index]))
    )


def only_the_comment_changed(before: str, after: str, note: Note) -> bool:
    """Whether nothing but the note's comment is new, or differs."""
    if note.comment:
        start, end = note.comment.span
        tail = before[end - 3 :]
        return after.startswith(before[: start + 7]) and after.endswith(tail)
    size = len(after) - len(before)
    differing = (
        at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]
    )
    common = next(differing, len(before))
    return any(
        before[:at] + after[at : at + size] + before[at:] == after
        and _INSERTED.fullmatch(after, at, at + size)
        for at in range(max(0, common - size), common + 1)
    )


def schedules(parsed: Parsed) -> list[list[Schedule | None]]:
    """The schedules of all cards, note by note."""
    return [[card.schedule for card in note.cards] for note in parsed.notes]


def without_comments(parsed: Parsed) -> str:
    """A text without scheduling comments, the heads of callouts, blanks and line breaks."""
    found = [item.comment for item in (*parsed.orphans, *parsed.surplus)]
    found += [note.comment for note in parsed.notes if note.comment]
    text = apply_edits(parsed.source.text, [Edit(comment.span, "") for comment in found])
    return re.sub(r"> \[!sr\|card-metadata\]|[> \t\r\n]", "", text)

"""Decks that other programs change between grades, or in the very moment of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.errors import NoteChangedError, NoteGoneError, SaveError, SourceError
from srs.files import Read, read_file
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Schedule, Sm2Schedule
from srs.storage import atomic, beside
from srs.storage.open_deck import OpenDeck
from srs.text import Source

A, B, C = (Sm2Schedule(date(2026, 1, day), day, 250) for day in (2, 3, 4))
TEXT = "one\n-?-\n1\n\ntwo\n-??-\n2\n\nthree\n-?-\n3\n"


def opened(path: Path) -> OpenDeck:
    got = read_file(path, "deck.md")
    return OpenDeck(path, got, parse(Source("deck.md", got.data.decode()), SyntaxSettings()))


@pytest.fixture
def deck(tmp_path: Path) -> OpenDeck:
    path = tmp_path / "deck.md"
    path.write_bytes(TEXT.encode())
    return opened(path)


def text_of(deck: OpenDeck) -> str:
    return deck.path.read_bytes().decode()


def edit(deck: OpenDeck, old: str, new: str) -> None:
    text = text_of(deck)
    assert text.count(old) == 1
    deck.path.write_bytes(text.replace(old, new).encode())


def schedules_of(path: Path) -> list[list[Schedule | None]]:
    return [[card.schedule for card in note.cards] for note in opened(path).parsed.notes]


def test_edit_elsewhere_is_kept(deck: OpenDeck) -> None:
    deck.give(0, 0, A)
    edit(deck, "two\n", "# A heading\n\n1,5\n-?-\nx\n\ntwo\n")
    deck.give(1, 1, B)
    assert text_of(deck) == (
        "one\n-?-\n1\n<!--SR:!2026-01-02,2,250-->\n\n# A heading\n\n1,5\n-?-\nx\n\n"
        "two\n-??-\n2\n<!--SR:!2000-01-01,1,250!2026-01-03,3,250-->\n\nthree\n-?-\n3\n"
    )


def test_undo_after_an_edit_elsewhere(deck: OpenDeck) -> None:
    first, second = deck.give(1, 1, A), deck.give(1, 0, B)
    edit(deck, "three\n", "four\n-?-\n4\n\nthree\n")
    deck.take_back(second)
    deck.take_back(first)
    assert text_of(deck) == TEXT.replace("three\n", "four\n-?-\n4\n\nthree\n")


@pytest.mark.parametrize(
    "comment",
    ["<!--SR: 14-12-2025,2,248 -->", "<!--SR:!soon-->", "<!--SR:!2025-12-14,2,248,theirs!x-->"],
)
def test_undo_after_an_edit_gives_the_former_comment(tmp_path: Path, comment: str) -> None:
    path = tmp_path / "deck.md"
    path.write_text(f"one\n-?-\n1\n{comment}\n", newline="")
    deck = opened(path)
    change = deck.give(0, 0, A)
    path.write_text("# Heading\n\n" + text_of(deck), newline="")
    deck.take_back(change)
    assert text_of(deck) == f"# Heading\n\none\n-?-\n1\n{comment}\n"


def test_undo_keeps_a_sibling_graded_elsewhere(deck: OpenDeck) -> None:
    change = deck.give(1, 0, A)
    opened(deck.path).give(1, 1, B)
    deck.take_back(change)
    assert schedules_of(deck.path) == [[None], [None, B], [None]]


def test_grades_of_siblings_undone_after_an_edit(deck: OpenDeck) -> None:
    first = deck.give(1, 0, A)
    edit(deck, "three\n", "\nthree\n")
    second = deck.give(1, 1, B)
    deck.take_back(second)
    deck.take_back(first)
    assert text_of(deck) == TEXT.replace("three\n", "\nthree\n")


def test_line_ends_changed_elsewhere(deck: OpenDeck) -> None:
    change = deck.give(0, 0, A)
    deck.path.write_bytes(deck.path.read_bytes().replace(b"\n", b"\r\n"))
    deck.give(2, 0, B)
    assert schedules_of(deck.path) == [[A], [None, None], [B]]
    assert b"\n" not in deck.path.read_bytes().replace(b"\r\n", b"")
    deck.take_back(change)
    assert schedules_of(deck.path) == [[None], [None, None], [B]]


def test_moved_note_is_found(deck: OpenDeck) -> None:
    deck.path.write_text("three\n-?-\n3\n\ntwo\n-??-\n2\n\none\n-?-\n1\n")
    deck.give(0, 0, A)
    assert schedules_of(deck.path) == [[None], [None, None], [A]]
    assert deck.sides(0)[0].front == "one"


@pytest.mark.parametrize("text", ["", "one\n-?-\n1\n\nthree\n-?-\n3\n"])
def test_note_that_is_gone(deck: OpenDeck, text: str) -> None:
    deck.path.write_text(text, newline="")
    with pytest.raises(NoteGoneError, match=r"^deck\.md: .* the card is gone"):
        deck.give(1, 0, A)
    assert text_of(deck) == text
    with pytest.raises(NoteGoneError):
        deck.sides(1)


def test_note_that_was_edited_is_to_be_looked_at_again(deck: OpenDeck) -> None:
    text = TEXT.replace("two", "2nd")
    deck.path.write_text(text, newline="")
    with pytest.raises(NoteChangedError, match=r"^deck\.md:5: the card was changed"):
        deck.give(1, 0, A)
    assert text_of(deck) == text
    assert deck.sides(1)[0].front == "2nd"
    deck.give(1, 0, A)
    assert schedules_of(deck.path) == [[None], [A, None], [None]]


def test_other_notes_go_on_when_one_is_gone(deck: OpenDeck) -> None:
    edit(deck, "two\n-??-\n2\n\n", "")
    with pytest.raises(NoteGoneError):
        deck.give(1, 0, A)
    deck.give(2, 0, B)
    assert schedules_of(deck.path) == [[None], [B]]


def test_graded_elsewhere_is_refused(deck: OpenDeck) -> None:
    opened(deck.path).give(0, 0, A)
    with pytest.raises(NoteGoneError, match=r"^deck\.md:1: the card was graded by another"):
        deck.give(0, 0, B)
    assert schedules_of(deck.path)[0] == [A]
    deck.give(0, 0, C)  # the card was shown anew, with what is known now
    assert schedules_of(deck.path)[0] == [C]


def test_undo_of_what_was_graded_elsewhere_is_refused(deck: OpenDeck) -> None:
    change = deck.give(0, 0, A)
    opened(deck.path).give(0, 0, B)
    with pytest.raises(NoteGoneError):
        deck.take_back(change)
    assert schedules_of(deck.path)[0] == [B]


def test_older_version_put_back(deck: OpenDeck) -> None:
    change = deck.give(0, 0, A)
    deck.path.write_bytes(TEXT.encode())
    with pytest.raises(NoteGoneError):
        deck.take_back(change)
    deck.give(2, 0, B)
    assert schedules_of(deck.path) == [[None], [None, None], [B]]


def test_deleted_file(deck: OpenDeck) -> None:
    deck.path.unlink()
    with pytest.raises(SourceError, match="it does not exist"):
        deck.give(0, 0, A)
    assert not deck.path.exists()
    deck.path.write_bytes(TEXT.encode())
    deck.give(0, 0, A)
    assert schedules_of(deck.path)[0] == [A]


def test_folder_in_the_place_of_the_file(deck: OpenDeck) -> None:
    deck.path.unlink()
    deck.path.mkdir()
    with pytest.raises(SourceError, match="it is a folder"):
        deck.give(0, 0, A)


def test_binary_in_the_place_of_the_file(deck: OpenDeck) -> None:
    deck.path.write_bytes(b"\0")
    with pytest.raises(SourceError):
        deck.give(0, 0, A)
    assert deck.path.read_bytes() == b"\0"


def test_touched_file(deck: OpenDeck) -> None:
    os.utime(deck.path, (1, 1))
    deck.give(0, 0, A)
    assert schedules_of(deck.path)[0] == [A]


def test_equal_notes_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("a\n-?-\nb\n\n" * 3, newline="")
    deck = opened(path)
    deck.give(1, 0, A)
    path.write_text("new\n-?-\nnote\n\n" + text_of(deck), newline="")
    deck.give(2, 0, B)
    deck.give(0, 0, C)
    assert schedules_of(path) == [[None], [C], [A], [B]]


def test_edited_note_is_found_by_its_neighbours(deck: OpenDeck) -> None:
    deck.give(0, 0, A)
    edit(deck, "two\n", "zwei\n")
    deck.reload(edited=1)
    assert deck.sides(1)[0].front == "zwei"
    deck.give(1, 0, B)
    assert schedules_of(deck.path) == [[A], [B, None], [None]]


class Interference:
    """Changes a deck in the moment between its copy and the rename, some times."""

    def __init__(self, change: Callable[[], None], times: int) -> None:
        self.change, self.times = change, times
        self.real = beside.write_beside

    def __call__(
        self, target: Path, data: bytes, status: os.stat_result
    ) -> tuple[Path, os.stat_result]:
        made = self.real(target, data, status)
        if self.times:
            self.times -= 1
            self.change()
        return made


def test_edit_in_the_very_moment(deck: OpenDeck, monkeypatch: pytest.MonkeyPatch) -> None:
    def grow() -> None:
        deck.path.write_text(text_of(deck) + "more\n", newline="")

    monkeypatch.setattr(atomic, "write_beside", Interference(grow, 3))
    deck.give(0, 0, A)
    expected = TEXT.replace("1\n", "1\n<!--SR:!2026-01-02,2,250-->\n") + "more\n" * 3
    assert text_of(deck) == expected
    assert len(list(deck.path.parent.iterdir())) == 1


def test_restless_file_is_left_alone(deck: OpenDeck, monkeypatch: pytest.MonkeyPatch) -> None:
    def grow() -> None:
        deck.path.write_text(text_of(deck) + "more\n", newline="")

    monkeypatch.setattr(atomic, "write_beside", Interference(grow, 1000))
    with pytest.raises(SaveError, match="another program keeps changing the file"):
        deck.give(0, 0, A)
    assert schedules_of(deck.path)[0] == [None]


def test_grade_in_the_very_moment(deck: OpenDeck, monkeypatch: pytest.MonkeyPatch) -> None:
    other = opened(deck.path)

    def grade_elsewhere() -> None:
        monkeypatch.undo()
        other.give(0, 0, B)

    monkeypatch.setattr(atomic, "write_beside", Interference(grade_elsewhere, 1))
    with pytest.raises(NoteGoneError):
        deck.give(0, 0, A)
    assert schedules_of(deck.path)[0] == [B]


_CARDS = [(0, 0), (1, 0), (1, 1), (2, 0)]


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(_CARDS), st.integers(1, 28))))
def test_two_sessions_lose_no_grade(steps: list[tuple[int, tuple[int, int], int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.md"
        path.write_bytes(TEXT.encode())
        sessions = opened(path), opened(path)
        expected: dict[tuple[int, int], Schedule | None] = dict.fromkeys(_CARDS)
        for session, (note, card), days in steps:
            known = sessions[session].schedule(note, card)
            schedule = Sm2Schedule(date(2026, 2, days), days, 250)
            try:
                sessions[session].give(note, card, schedule)
            except NoteGoneError:
                assert known != expected[note, card]
            else:
                assert known == expected[note, card]
                expected[note, card] = schedule
            found = schedules_of(path)
            assert {(n, c): found[n][c] for n, c in _CARDS} == expected


def test_read_of_a_written_deck_is_that_of_the_file(deck: OpenDeck) -> None:
    deck.give(0, 0, A)
    assert isinstance(deck.read, Read)
    assert deck.read.data == read_file(deck.path, "deck.md").data
    assert deck.read.is_of(deck.path.stat())

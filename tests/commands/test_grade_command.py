"""`srs grade`: one grade by its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from srs.commands import grade
from srs.errors import SaveError, SourceError, UsageError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

GRADED = "<!--SR:!2025-12-17,3,250-->\n"


@pytest.mark.parametrize(
    ("rating", "segment"),
    [
        ("again", "!2025-12-14,0,230"),
        ("hard", "!2025-12-15,1,230"),
        ("good", "!2025-12-17,3,250"),
        ("EASY", "!2025-12-18,4,270"),
    ],
)
@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_new_card_gets_a_comment(desk: Desk, rating: str, segment: str, line: int) -> None:
    desk.write("a.md", card("one") + card("two"))
    assert grade.run(desk.context(), f"a.md:{line}", rating, None, False) == 0
    assert desk.read("a.md") == card("one", segment) + card("two")
    assert desk.said == [f"a.md:{line}: {rating}; was new, is {segment[1:]}."]
    assert desk.lines == []


def test_only_the_segment_changes(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-13,1,230,x!more").replace("\n", "\r\n"))
    grade.run(desk.context(), "a.md:4", "good", None, False)
    after = card("one", "!2025-12-17,3,230,x!more").replace("\n", "\r\n")
    assert desk.read("a.md") == after


def test_json_gives_before_and_after(desk: Desk) -> None:
    desk.write("a.md", card("zero") + card("one", "!2025-12-13,1,230"))
    assert grade.run(desk.context(as_json=True), "a.md:7", "again", None, False) == 0
    assert desk.document == {
        "file": "a.md",
        "note": 1,
        "card": 0,
        "ok": True,
        "before": "2025-12-13,1,230",
        "after": "2025-12-14,0,210",
    }


def test_the_second_sibling_is_graded(desk: Desk) -> None:
    desk.write("a.md", reversed_card("one"))
    grade.run(desk.context(), "a.md:1", "good", 1, False)
    assert desk.read("a.md") == reversed_card("one", "!2000-01-01,1,250!2025-12-17,3,250")


def test_a_note_of_several_cards_asks_which(desk: Desk) -> None:
    desk.write("a.md", reversed_card("one"))
    with pytest.raises(UsageError, match=r"a\.md:1: the note makes 2 cards; say which, with"):
        grade.run(desk.context(), "a.md:1", "good", None, False)
    with pytest.raises(UsageError, match=r"a\.md:1: there is no card 2; the note makes 2"):
        grade.run(desk.context(), "a.md:1", "good", 2, False)
    assert desk.read("a.md") == reversed_card("one")


def test_reset(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-20,9,170"))
    assert grade.run(desk.context(), "a.md:1", "reset", None, False) == 0
    assert desk.read("a.md") == card("one", "!2025-12-14,1,250")


def test_reset_leaves_a_new_card_alone(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    assert grade.run(desk.context(), "a.md:1", "reset", None, False) == 0
    assert desk.read("a.md") == card("one")
    assert desk.said == ["a.md:1: the schedule is that already; nothing was changed."]


@pytest.mark.parametrize("place", ["a.md", "a.md:", "a.md:0", "a.md:x", ":3", "a.md:-1", ""])
def test_what_is_no_place(desk: Desk, place: str) -> None:
    with pytest.raises(UsageError, match=r"is no place; give FILE:LINE, such as decks/git\.md:12"):
        grade.run(desk.context(), place, "good", None, False)


def test_what_is_no_rating(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    with pytest.raises(UsageError, match=r"'fine' is no rating; there are again, hard, good, easy"):
        grade.run(desk.context(), "a.md:1", "fine", None, False)


@pytest.mark.parametrize("line", [4, 5, 10**20])
def test_no_card_covers_the_line(desk: Desk, line: int) -> None:
    desk.write("a.md", card("one"))
    with pytest.raises(SaveError, match=rf"a\.md:{line}: no card covers this line\."):
        grade.run(desk.context(), f"a.md:{line}", "good", None, False)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("no.md", r"no\.md: cannot be read: it does not exist\."),
        ("folder", r"folder: cannot be read: it is a folder\."),
        ("utf16.md", r"utf16\.md: this is UTF-16"),
        ("nul\0.md", "no path can have this name"),
        ("half\ud800.md", "no path can have this name"),
    ],
)
def test_files_that_cannot_be_read(desk: Desk, file: str, sentence: str) -> None:
    (desk.folder / "folder").mkdir()
    (desk.folder / "utf16.md").write_bytes("a\n-?-\nb\n".encode("utf-16"))
    with pytest.raises(SourceError, match=sentence):
        grade.run(desk.context(), f"{file}:1", "good", None, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.md")
    with pytest.raises(SourceError, match=r"pipe\.md: cannot be read: it is no regular file\."):
        grade.run(desk.context(), "pipe.md:1", "good", None, False)


def test_a_file_that_may_not_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.write("a.md", card("one"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SaveError, match=r"a\.md: the file is read-only"):
        grade.run(desk.context(), "a.md:1", "good", None, False)
    assert desk.read("a.md") == card("one")
    assert list(desk.folder.glob("[!.]*")) == [path]


def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = desk.write("a.md", card("one"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match=r"a\.md: cannot be saved: the disk is full\. The file is"):
        grade.run(desk.context(), "a.md:1", "good", None, False)
    assert desk.read("a.md") == card("one")
    assert list(desk.folder.glob("[!.]*")) == [path]


FSRS = "!fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2026-06-11T10:00:00.000Z"


@pytest.mark.parametrize("rating", ["good", "reset"])
def test_a_schedule_of_the_other_algorithm_is_kept(desk: Desk, rating: str) -> None:
    desk.write("a.md", card("zero") + card("one", FSRS))
    with pytest.raises(SaveError, match=r"a\.md:5: the card has an FSRS schedule, and the algo"):
        grade.run(desk.context(), "a.md:5", rating, None, False)
    assert desk.read("a.md") == card("zero") + card("one", FSRS)


def test_convert_overwrites_it(desk: Desk) -> None:
    desk.write("a.md", card("one", FSRS))
    assert grade.run(desk.context(), "a.md:1", "again", None, True) == 0
    assert desk.read("a.md").startswith("one\n-?-\nThe answer to one\n<!--SR:!2025-12-14,0,")


def test_fsrs_takes_an_sm2_schedule_over(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-14,2,248"))
    desk.environment = {"SRS_ALGORITHM": "fsrs"}
    assert grade.run(desk.context(), "a.md:1", "good", None, False) == 0
    assert "<!--SR:!fsrs,2025-12-" in desk.read("a.md")


EASY = "!2025-12-14,9,127"  # Good wishes for 11.43 days: 11, or a day beside it


@pytest.mark.parametrize(
    ("other", "interval_days"),
    [("", 11), (card("x", "!2025-12-25,9,250"), 10), (card("x", "!2025-12-26,9,250"), 11)],
)
def test_load_is_balanced_over_the_collection(desk: Desk, other: str, interval_days: int) -> None:
    desk.write("srs.toml", 'paths = ["."]\n')
    desk.write("b.md", other)
    desk.write("a.md", card("one", EASY))
    grade.run(desk.context(), "a.md:1", "good", None, False)
    assert f",{interval_days},127-->" in desk.read("a.md")


def test_other_decks_that_cannot_be_read_are_said_and_passed_over(desk: Desk) -> None:
    desk.write("srs.toml", 'paths = ["a.md", "bin.md", "missing.md"]\n')
    (desk.folder / "bin.md").write_bytes(b"\0")
    desk.write("a.md", card("one"))
    assert grade.run(desk.context(), "a.md:1", "good", None, False) == 0
    assert desk.read("a.md") == card("one", "!2025-12-17,3,250")
    missing, binary, _ = desk.said
    assert missing.startswith("srs: missing.md: there is no such file or folder")
    assert binary == "srs: bin.md: this is a binary file, not UTF-8 text; it was left alone."


def test_a_deck_under_another_name_is_counted_once(desk: Desk) -> None:
    desk.write("srs.toml", 'paths = ["."]\n')
    desk.write("a.md", card("one", EASY) + card("x", "!2025-12-25,9,250") * 2)
    desk.write("b.md", (card("y", "!2025-12-24,9,250") + card("z", "!2025-12-26,9,250")) * 3)
    (desk.folder / "sub").mkdir()
    grade.run(desk.context(), "sub/../a.md:1", "good", None, False)
    assert ",11,127-->" in desk.read("a.md")

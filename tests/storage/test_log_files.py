"""The files of the log, the lock, and the mark that grades wait."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from srs.errors import SaveError
from srs.history.lines import SettingsEntry, format_line
from srs.model import Review, ReviewKind
from srs.storage.locks import LOCK_FILE, WritingLock, lock_in, no_lock
from srs.storage.log import LogPlace, append, device_name, holds_settings, read_logs
from srs.storage.marks import WAITING_FILE
from srs.storage.waiting import mark_waiting, waiting_logs

REVIEW = Review("a1", datetime(2026, 1, 1, tzinfo=UTC), "/d/a.md", "n", 0, ReviewKind.REVIEW)
SETTINGS = SettingsEntry("ab12", {"algorithm": "sm2"})
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.fixture
def place(tmp_path: Path) -> LogPlace:
    return LogPlace(tmp_path / "log")


def content(place: LogPlace) -> str:
    return (place.folder / "dev.jsonl").read_bytes().decode()


def test_entries_are_added_line_by_line(place: LogPlace) -> None:
    append(place, "dev", [SETTINGS, REVIEW])
    append(place, "dev", [REVIEW._replace(id="a2")])
    lines = [format_line(SETTINGS), format_line(REVIEW), format_line(REVIEW._replace(id="a2"))]
    assert content(place) == "".join(f"{line}\n" for line in lines)
    read = read_logs([place])
    assert [review.id for review in read.reviews] == ["a1", "a2"]
    assert read.settings == {"ab12": SETTINGS}
    assert read.problems == []


@pytest.mark.parametrize("torn", ['{"id": "x"', "x", "\r"])
def test_a_line_that_was_cut_off_is_ended_first(place: LogPlace, torn: str) -> None:
    place.folder.mkdir()
    (place.folder / "dev.jsonl").write_bytes(f"{format_line(REVIEW)}\n{torn}".encode())
    append(place, "dev", [REVIEW._replace(id="a2")])
    assert content(place).split("\n")[1] == torn
    assert [review.id for review in read_logs([place]).reviews] == ["a1", "a2"]


def test_a_line_that_only_lacks_its_end_counts(place: LogPlace) -> None:
    place.folder.mkdir()
    (place.folder / "dev.jsonl").write_text(format_line(REVIEW))
    append(place, "dev", [REVIEW._replace(id="a2")])
    read = read_logs([place])
    assert [review.id for review in read.reviews] == ["a1", "a2"]
    assert read.problems == []


def test_a_failed_append_leaves_the_file_as_it_was(
    place: LogPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(place, "dev", [REVIEW])
    before = content(place)
    real = os.write

    def short(handle: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(28, "No space left on device")
        return real(handle, bytes(data)[:10])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(OSError, match="No space"):
        append(place, "dev", [REVIEW._replace(id="a2")])
    assert content(place) == before


def test_short_writes_are_gone_on_with(place: LogPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    append(place, "dev", [REVIEW])
    assert content(place) == format_line(REVIEW) + "\n"


def test_what_is_no_entry_is_a_problem_with_its_line(place: LogPlace) -> None:
    place.folder.mkdir()
    file = place.folder / "dev.jsonl"
    file.write_bytes(b"\n  \n" + format_line(REVIEW).encode() + b"\n{}\n\xff\n")
    read = read_logs([place])
    assert [review.id for review in read.reviews] == ["a1"]
    assert [problem.partition(" ")[0] for problem in read.problems] == [f"{file}:4:", f"{file}:5:"]


@posix
def test_a_log_that_cannot_be_read_is_a_problem(place: LogPlace) -> None:
    append(place, "dev", [REVIEW])
    (place.folder / "pipe.jsonl").symlink_to("/dev/null")
    read = read_logs([place])
    assert [review.id for review in read.reviews] == ["a1"]
    assert len(read.problems) == 1
    assert "pipe.jsonl: cannot be read: it is no regular file" in read.problems[0]


def test_other_files_are_no_logs(place: LogPlace) -> None:
    append(place, "dev", [REVIEW])
    (place.folder / "notes.txt").write_text("x")
    assert read_logs([place]).problems == []
    assert read_logs([LogPlace(place.folder / "missing")]).reviews == []


def test_a_log_that_travels_names_decks_from_where_it_lies(tmp_path: Path) -> None:
    place = LogPlace(tmp_path / ".srs" / "log", travels=True)
    logged = place.logged(tmp_path / "decks" / "a.md")
    assert logged == "../../decks/a.md"
    assert place.found(logged) == str(tmp_path / "decks" / "a.md")
    append(place, "dev", [REVIEW._replace(deck=logged)])
    assert read_logs([place]).reviews[0].deck == str(tmp_path / "decks" / "a.md")
    rule = place.folder / ".gitattributes"
    assert rule.read_text() == "*.jsonl merge=union\n"
    rule.write_text("mine\n")
    append(place, "dev", [REVIEW])
    assert rule.read_text() == "mine\n"


def test_a_log_that_stays_names_decks_by_their_whole_paths(place: LogPlace, tmp_path: Path) -> None:
    assert place.logged(tmp_path / "a.md") == (tmp_path / "a.md").as_posix()
    append(place, "dev", [REVIEW])
    assert not (place.folder / ".gitattributes").exists()


def test_settings_are_known_again(place: LogPlace) -> None:
    assert not holds_settings(place, "dev", "ab12")
    append(place, "dev", [SETTINGS])
    assert holds_settings(place, "dev", "ab12")
    assert not holds_settings(place, "dev", "ab1")
    assert not holds_settings(place, "other", "ab12")


def test_a_device_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.node", lambda: "Ann's laptop.example.org")
    own = tmp_path / "own" / "srs"
    assert device_name(own, "0123456789") == "Ann-s-laptop-0123"
    assert device_name(own, "another") == "Ann-s-laptop-0123"
    (own / "device").write_text(" ../evil name \n")
    assert device_name(own, "another") == "-evil-name"
    for useless in (b"", b"\xff\xfe"):
        (own / "device").write_bytes(useless)
        assert device_name(own, "fresh") == "Ann-s-laptop-fres"


@pytest.mark.parametrize("host", ["", ".local", "---"])
def test_a_host_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr("platform.node", lambda: host)
    assert device_name(tmp_path, "0123456789") == "device-0123"


def test_the_lock_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    lock = WritingLock(tmp_path / "own", patience_seconds=0.05)
    other = FileLock(tmp_path / "own" / LOCK_FILE)
    with (
        other,
        pytest.raises(SaveError, match=r"writing\.lock: another srs has been writing for too lo"),
        lock(),
    ):
        pass
    with lock(), lock():
        assert not can_lock(tmp_path / "own")
    assert can_lock(tmp_path / "own")


def can_lock(folder: Path) -> bool:
    """Whether somebody else could take the lock."""
    other = FileLock(folder / LOCK_FILE, timeout=0)
    try:
        other.acquire()
    except TimeoutError:
        return False
    other.release()
    return True


def test_where_no_lock_can_be_kept_none_is_held(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert lock_in(None) is no_lock
    assert lock_in(tmp_path / "file") is no_lock
    with no_lock():
        pass
    assert isinstance(lock_in(tmp_path / "own"), WritingLock)


def test_the_mark_of_logs_in_which_grades_wait(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert waiting_logs(tmp_path) == set()
    mark_waiting(tmp_path, one, waiting=True)
    mark_waiting(tmp_path, one, waiting=True)
    mark_waiting(tmp_path, other, waiting=True)
    assert waiting_logs(tmp_path) == {str(one), str(other)}
    mark_waiting(tmp_path, one, waiting=False)
    assert waiting_logs(tmp_path) == {str(other)}
    mark_waiting(tmp_path, other, waiting=False)
    assert not (tmp_path / WAITING_FILE).exists()
    mark_waiting(tmp_path, other, waiting=False)
    mark_waiting(tmp_path / "missing", one, waiting=True)

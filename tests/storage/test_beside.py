"""New files beside old ones: their names, modes and what is left of them."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from srs.storage import beside
from srs.storage.beside import copy_name, forget_file, write_beside
from srs.storage.marks import TRACE_FILE
from srs.storage.traces import clean_up, has_trace, leave_trace

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.fixture(params=["nameless", "named"])
def deck(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "named":
        monkeypatch.setattr(beside, "_NAMELESS", 0)
    path = tmp_path / "deck.md"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_has_a_hidden_name_of_its_own(tmp_path: Path) -> None:
    one, other = copy_name(tmp_path / "a.md"), copy_name(tmp_path / "b.md")
    assert one == copy_name(tmp_path / "a.md") != other
    assert one.parent == tmp_path
    assert one.name.startswith(".srs-")
    assert one.suffix == ".tmp"
    assert len(one.name) == len(".srs-.tmp") + 12


def test_a_copy_is_whole_when_it_can_be_seen(deck: Path) -> None:
    data = b"new" * 100_000
    copy, made = write_beside(deck, data, deck.stat())
    assert copy == copy_name(deck)
    assert copy.read_bytes() == data
    assert (copy.stat().st_ino, copy.stat().st_size) == (made.st_ino, made.st_size)
    assert deck.read_bytes() == b"old"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_copy_has_the_mode_of_the_old_file(deck: Path, mode: int) -> None:
    deck.chmod(mode)
    copy, made = write_beside(deck, b"", deck.stat())
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(made.st_mode) == mode


@posix
def test_a_copy_is_nobody_elses_before_its_mode_is_known(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    monkeypatch.setattr(os, "fchmod", lambda handle, _: modes.append(os.fstat(handle).st_mode))
    write_beside(deck, b"x", deck.stat())
    assert [stat.S_IMODE(mode) for mode in modes] == [0o600]


def test_a_name_that_is_taken_is_left_to_its_owner(deck: Path) -> None:
    copy_name(deck).write_bytes(b"somebody else's")
    copy, _ = write_beside(deck, b"new", deck.stat())
    assert copy != copy_name(deck)
    assert copy.parent == deck.parent
    assert copy.name.startswith(".srs-")
    assert copy.suffix == ".tmp"
    assert copy.read_bytes() == b"new"
    assert copy_name(deck).read_bytes() == b"somebody else's"


def test_a_file_that_became_another_one_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    inode = path.stat().st_ino
    forget_file(path, inode + 1)
    assert path.exists()
    forget_file(path, inode)
    forget_file(path, inode)
    assert not path.exists()


def test_what_a_killed_program_left_is_removed(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    deck = tmp_path / "déck.md"
    deck.write_bytes(b"old")
    leave_trace(own, deck)
    assert has_trace(own)
    copy_name(deck).write_bytes(b"half")
    clean_up(own)
    assert names(tmp_path) == ["déck.md", "own"]
    assert not has_trace(own)
    clean_up(own)


@posix
def test_the_copy_of_a_link_lies_beside_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    deck = tmp_path / "there" / "deck.md"
    deck.write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(deck)
    leave_trace(tmp_path, tmp_path / "link.md")
    copy_name(deck).write_bytes(b"half")
    clean_up(tmp_path)
    assert names(tmp_path / "there") == ["deck.md"]


def test_an_empty_trace_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / TRACE_FILE).write_bytes(b"")
    clean_up(tmp_path)
    assert names(tmp_path) == []


def test_a_trace_that_cannot_be_left_stops_nothing(tmp_path: Path) -> None:
    leave_trace(tmp_path / "missing", tmp_path / "deck.md")
    assert not has_trace(tmp_path / "missing")


@posix
@pytest.mark.parametrize("torn", [b"old text", b"new ", b"new text, old", b"new text, whole"])
def test_a_file_with_several_names_that_was_half_written_is_completed(
    tmp_path: Path, torn: bytes
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    deck = tmp_path / "deck.md"
    deck.write_bytes(torn)
    (tmp_path / "other.md").hardlink_to(deck)
    leave_trace(own, deck)
    copy_name(deck).write_bytes(b"new text, whole")
    clean_up(own)
    assert deck.read_bytes() == (tmp_path / "other.md").read_bytes() == b"new text, whole"
    assert names(tmp_path) == ["deck.md", "other.md", "own"]


@posix
def test_a_file_that_was_changed_since_it_was_half_written_is_left_alone(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"somebody's new text")
    (tmp_path / "other.md").hardlink_to(deck)
    leave_trace(tmp_path, deck)
    copy_name(deck).write_bytes(b"whole")
    before = copy_name(deck).stat().st_mtime_ns - 60_000_000_000
    os.utime(copy_name(deck), ns=(before, before))
    clean_up(tmp_path)
    assert deck.read_bytes() == b"somebody's new text"
    assert copy_name(deck).read_bytes() == b"whole"
    assert not has_trace(tmp_path)

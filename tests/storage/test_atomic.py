"""Files replaced: the new bytes or the old ones, whatever fails, and nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from srs.errors import SaveError, SourceError
from srs.files import Read, Status, read_file
from srs.storage.atomic import MovedError, replace_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
OLD, NEW = b"old bytes\r\n", b"new bytes, and more of them\r\n"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.md"
    path.write_bytes(OLD)
    return path


def read(path: Path) -> Read:
    return read_file(path, "deck.md")


def replace(path: Path) -> Read:
    return replace_file(path, read(path), NEW, "deck.md")


def assert_alone(path: Path, data: bytes) -> None:
    assert path.read_bytes() == data
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_replaces(deck: Path) -> None:
    after = replace(deck)
    assert_alone(deck, NEW)
    assert after.data == read(deck).data
    assert after.is_of(deck.stat())


def test_what_it_gives_serves_the_next_time(deck: Path) -> None:
    after = replace_file(deck, replace(deck), OLD, "deck.md")
    replace_file(deck, after, b"", "deck.md")
    assert_alone(deck, b"")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_mode_stays(deck: Path, mode: int) -> None:
    deck.chmod(mode)
    replace(deck)
    assert stat.S_IMODE(deck.stat().st_mode) == mode


@posix
def test_symbolic_link_stays(deck: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.md"
    link.symlink_to(Path("..") / deck.name)
    replace(link)
    assert link.is_symlink()
    assert deck.read_bytes() == link.read_bytes() == NEW
    assert list(folder.iterdir()) == [link]


@posix
def test_hard_link_stays(deck: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.hardlink_to(deck)
    after = replace(deck)
    assert other.read_bytes() == deck.read_bytes() == NEW
    assert other.samefile(deck)
    assert after.data == read(deck).data
    assert after.is_of(deck.stat())
    assert sorted(item.name for item in tmp_path.iterdir()) == ["deck.md", "other.md"]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_owner_stays(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(deck, 12345, 12345)
    replace(deck)
    assert deck.stat().st_uid == 12345

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "refused")

    monkeypatch.setattr(os, "fchown", refuse)
    replace_file(deck, read(deck), OLD, "deck.md")
    assert deck.stat().st_uid == 12345
    assert_alone(deck, OLD)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "no space"),
        OSError(errno.EIO, "input/output error"),
        OSError(errno.EROFS, "read-only file system"),
        KeyboardInterrupt(),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "write", "close", "stat"])
def test_nothing_is_left_behind(
    deck: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    before = read(deck)

    def fail(*_: object, **__: object) -> None:
        raise error

    if call == "stat":
        monkeypatch.setattr(Path, "stat", fail)
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises((SaveError, KeyboardInterrupt)) as caught:
        replace_file(deck, before, NEW, "deck.md")
    monkeypatch.undo()
    assert isinstance(error, KeyboardInterrupt) or "deck.md: cannot be saved: " in str(caught.value)
    assert_alone(deck, OLD)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk reported an error"),
        (errno.EROFS, "the file system is read-only"),
    ],
)
def test_says_why(deck: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveError, match=rf"^deck\.md: cannot be saved: {words}\. The file is un"):
        replace(deck)


class _FailingSync:
    """A stand-in for os.fsync that fails from the second call on, or at the second call only."""

    def __init__(self, forever: bool) -> None:
        self.calls, self.forever = 0, forever

    def __call__(self, handle: int) -> None:
        self.calls += 1
        if self.calls == 2 or (self.forever and self.calls > 2):
            raise OSError(errno.EIO, "input/output error")


@posix
def test_hard_linked_file_is_restored(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.md").hardlink_to(deck)
    monkeypatch.setattr(os, "fsync", _FailingSync(forever=False))
    with pytest.raises(SaveError, match="The file is unchanged; mend that, then try again"):
        replace(deck)
    assert deck.read_bytes() == OLD
    assert len(list(tmp_path.iterdir())) == 2


@posix
def test_hard_linked_file_that_cannot_be_restored_leaves_its_copy(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.md").hardlink_to(deck)
    monkeypatch.setattr(os, "fsync", _FailingSync(forever=True))
    with pytest.raises(SaveError, match=r"half written now. Its whole new text is in ") as caught:
        replace(deck)
    copy = Path(str(caught.value).rsplit(" is in ", 1)[1].rstrip("."))
    assert (tmp_path / copy.name).with_suffix(".tmp").read_bytes() == NEW


@posix
def test_saved_although_the_folder_cannot_be_synced(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def no_folders(path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "refused")
        return real_open(path, flags, mode)

    monkeypatch.setattr(os, "open", no_folders)
    replace(deck)
    assert_alone(deck, NEW)


def test_read_only_file_is_refused(deck: Path) -> None:
    deck.chmod(0o444)
    with pytest.raises(SaveError, match=r"deck\.md: the file is read-only"):
        replace(deck)
    deck.chmod(0o644)
    assert_alone(deck, OLD)


def test_vanished_file_is_refused(deck: Path) -> None:
    before = read(deck)
    deck.unlink()
    with pytest.raises(SaveError, match="it does not exist"):
        replace_file(deck, before, NEW, "deck.md")
    assert not deck.exists()


def change(path: Path) -> None:
    path.write_bytes(OLD + b"more")


def swap(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(OLD)
    other.replace(path)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "happening", [change, swap, make_folder, pytest.param(make_pipe, marks=posix)]
)
def test_moved(deck: Path, happening: Any) -> None:
    before = read(deck)
    happening(deck)
    status = deck.stat()
    with pytest.raises(MovedError):
        replace_file(deck, before, NEW, "deck.md")
    assert deck.stat().st_ino == status.st_ino
    assert len(list(deck.parent.iterdir())) == 1


def test_moved_while_the_copy_was_written(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(deck)
    monkeypatch.setattr(os, "fsync", lambda _: change(deck))
    with pytest.raises(MovedError):
        replace_file(deck, before, NEW, "deck.md")
    assert_alone(deck, OLD + b"more")


@posix
def test_pipes_and_devices_are_no_decks(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    zero = tmp_path / "zero.md"
    zero.symlink_to("/dev/zero")
    for path in (pipe, zero):
        with pytest.raises(SourceError, match="it is no regular file"):
            read(path)


@posix
def test_links_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.symlink_to(path)
    with pytest.raises(SourceError, match="round in a circle"):
        read(path)
    with pytest.raises(SaveError):
        replace_file(path, Read(b"", Status(0, 0, 0, 0, 0)), NEW, "deck.md")

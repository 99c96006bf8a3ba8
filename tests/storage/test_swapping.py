"""A file that is replaced in the very moment in which ours takes its place."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from srs.errors import SaveError
from srs.files import read_file
from srs.storage import atomic
from srs.storage.atomic import MovedError, replace_file
from srs.storage.swapping import _system_call, exchange

OLD, NEW, THEIRS = b"old\n", b"new, ours\n", b"theirs\n"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.md"
    path.write_bytes(OLD)
    return path


def can_exchange(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.touch()
    other.touch()
    able = exchange(one, other)
    one.unlink()
    other.unlink()
    return able


def test_two_files_change_places(tmp_path: Path) -> None:
    if not can_exchange(tmp_path):
        pytest.skip("this file system cannot let files change places")
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    assert exchange(one, other)
    assert (one.read_bytes(), other.read_bytes()) == (b"2", b"1")


@pytest.mark.skipif(sys.platform != "linux", reason="uses the call of Linux")
def test_a_failing_exchange_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        exchange(tmp_path / "one", tmp_path / "other")
    assert caught.value.errno == errno.ENOENT


class Meanwhile:
    """Lets something happen right before each exchange, some times, then exchanges."""

    def __init__(self, *happenings: Callable[[Path], None]) -> None:
        self.happenings = list(happenings)

    def __call__(self, copy: Path, target: Path) -> bool:
        if self.happenings:
            self.happenings.pop(0)(target)
        return exchange(copy, target)


def write_in_place(path: Path) -> None:
    path.write_bytes(THEIRS)


def write_in_place_as_long(path: Path) -> None:
    """The same length at the same time, as far as the file system tells."""
    status = path.stat()
    path.write_bytes(OLD.upper())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(THEIRS)
    other.replace(path)


@pytest.mark.parametrize("happening", [write_in_place, write_in_place_as_long, replace_by])
def test_their_file_comes_back(
    deck: Path, monkeypatch: pytest.MonkeyPatch, happening: Callable[[Path], None]
) -> None:
    if not can_exchange(deck.parent):
        pytest.skip("this file system cannot let files change places")
    before = read_file(deck, "deck.md")
    monkeypatch.setattr(atomic, "exchange", Meanwhile(happening))
    with pytest.raises(MovedError):
        replace_file(deck, before, NEW, "deck.md")
    assert deck.read_bytes() in (THEIRS, OLD.upper())
    assert list(deck.parent.iterdir()) == [deck]


def test_their_second_file_comes_back_too(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not can_exchange(deck.parent):
        pytest.skip("this file system cannot let files change places")

    def replace_again(path: Path) -> None:
        other = path.with_name("other")
        other.write_bytes(b"theirs, second\n")
        other.replace(path)

    before = read_file(deck, "deck.md")
    monkeypatch.setattr(atomic, "exchange", Meanwhile(replace_by, replace_again))
    with pytest.raises(MovedError):
        replace_file(deck, before, NEW, "deck.md")
    assert deck.read_bytes() == b"theirs, second\n"
    assert list(deck.parent.iterdir()) == [deck]


def test_where_files_cannot_change_places_ours_is_renamed(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "exchange", lambda _copy, _target: False)
    replace_file(deck, read_file(deck, "deck.md"), NEW, "deck.md")
    assert deck.read_bytes() == NEW
    assert list(deck.parent.iterdir()) == [deck]


def test_an_exchange_that_fails_leaves_the_old_file(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_copy: Path, _target: Path) -> bool:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(atomic, "exchange", fail)
    with pytest.raises(SaveError, match="the disk reported an error"):
        replace_file(deck, read_file(deck, "deck.md"), NEW, "deck.md")
    assert deck.read_bytes() == OLD
    assert list(deck.parent.iterdir()) == [deck]


class Library:
    """A system library that knows one call, and answers it."""

    def __init__(self, name: str, answer: int) -> None:
        self.asked: list[tuple[object, ...]] = []

        def call(*arguments: object) -> int:
            self.asked.append(arguments)
            return answer

        setattr(self, name, call)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The system's call is looked for anew."""
    _system_call.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    _system_call.cache_clear()


@pytest.mark.parametrize(
    ("platform", "name", "expected"),
    [
        ("linux", "renameat2", (-100, b"a", -100, b"b", 2)),
        ("darwin", "renamex_np", (b"a", b"b", 2)),
    ],
)
def test_each_system_is_asked_in_its_way(
    fresh: pytest.MonkeyPatch, platform: str, name: str, expected: tuple[object, ...]
) -> None:
    library = Library(name, 0)
    fresh.setattr(sys, "platform", platform)
    fresh.setattr(ctypes, "CDLL", lambda *_, **__: library)
    assert exchange(Path("a"), Path("b"))
    assert library.asked == [expected]


@pytest.mark.parametrize("platform", ["win32", "linux", "darwin"])
def test_a_system_without_the_call_is_not_asked(fresh: pytest.MonkeyPatch, platform: str) -> None:
    fresh.setattr(sys, "platform", platform)
    fresh.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert not exchange(Path("a"), Path("b"))


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.ENOTSUP])
def test_a_file_system_that_cannot_do_it_is_no_error(
    fresh: pytest.MonkeyPatch, number: int
) -> None:
    fresh.setattr(sys, "platform", "linux")
    fresh.setattr(ctypes, "CDLL", lambda *_, **__: Library("renameat2", -1))
    fresh.setattr(ctypes, "get_errno", lambda: number)
    assert not exchange(Path("a"), Path("b"))


def test_somebody_who_replaces_the_file_without_end_keeps_his_last_one(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange(deck.parent):
        pytest.skip("this file system cannot let files change places")
    before = read_file(deck, "deck.md")
    monkeypatch.setattr(atomic, "exchange", Meanwhile(*[replace_by] * 50))
    with pytest.raises(MovedError):
        replace_file(deck, before, NEW, "deck.md")
    assert deck.read_bytes() == THEIRS

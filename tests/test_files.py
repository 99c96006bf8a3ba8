"""Files are read in bounded time and memory, whatever they are and whatever happens to them."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from srs import files
from srs.errors import SourceError
from srs.files import MAX_DECK_BYTES, read_again, read_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs special files")


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_file(path, "deck.md")
    return str(caught.value)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"a::b\r\n")
    read = read_file(deck, "deck.md")
    assert read.data == b"a::b\r\n"
    assert read.is_of(deck.stat())
    deck.write_bytes(b"longer::b\r\n")
    assert not read.is_of(deck.stat())


@pytest.mark.parametrize("changed", [b"", b"123", b"1234567", b"12x456", b"123456"])
def test_what_was_read_is_read_again_if_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bytes
) -> None:
    monkeypatch.setattr(files, "_COMPARED_BYTES", 2)
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"123456")
    read = read_file(deck, "deck.md")
    deck.write_bytes(changed)
    again = read_again(deck, "deck.md", read)
    assert again.data == changed
    assert (again.data is read.data) == (changed == b"123456")
    assert again.is_of(deck.stat())


def test_what_was_read_may_be_gone(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"a")
    read = read_file(deck, "deck.md")
    deck.unlink()
    with pytest.raises(SourceError, match="it does not exist"):
        read_again(deck, "deck.md", read)
    deck.mkdir()
    with pytest.raises(SourceError, match="it is a folder"):
        read_again(deck, "deck.md", read)


def test_a_file_may_be_as_large_as_allowed(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"12345678")
    assert read_file(deck, "deck.md", 8).data == b"12345678"
    with pytest.raises(SourceError, match="larger than 0 MB"):
        read_file(deck, "deck.md", 7)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    with deck.open("wb") as file:
        file.truncate(1 << 40)
    said = "deck.md: cannot be read: it is larger than 32 MB; split it into several files."
    assert refusal(deck) == said


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = tmp_path / "deck.md"
    deck.write_bytes(b"x" * 10)
    given = []

    def endless(handle: int, size: int) -> bytes:
        given.append(size)
        return b"x" * size

    monkeypatch.setattr(os, "read", endless)
    assert "larger than 32 MB" in refusal(deck)
    assert MAX_DECK_BYTES < sum(given) <= MAX_DECK_BYTES + (1 << 20) + 11


@posix
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    assert refusal(pipe) == "deck.md: cannot be read: it is no regular file."
    assert refusal(Path("/dev/zero")) == "deck.md: cannot be read: it is no regular file."
    assert refusal(tmp_path) == "deck.md: cannot be read: it is a folder."
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.md"))
        assert refusal(tmp_path / "socket.md").startswith("deck.md: cannot be read: ")


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.symlink_to(second)
    second.symlink_to(first)
    assert "its symbolic links go round in a circle" in refusal(first)


@posix
def test_an_impossible_path_is_refused() -> None:
    assert refusal(Path("a\0b")) == "'deck.md' is no possible path."
    assert "its name is too long" in refusal(Path("a" * 5000))

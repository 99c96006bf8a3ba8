"""Files of our own: made, or written anew."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from srs.errors import SaveError
from srs.storage import creating
from srs.storage.atomic import MovedError
from srs.storage.creating import create_file, write_file


def test_a_file_is_made(tmp_path: Path) -> None:
    create_file(tmp_path / "a.md", b"data", "a.md")
    assert (tmp_path / "a.md").read_bytes() == b"data"


def test_a_file_that_was_made_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(SaveError, match=r"^a\.md: another program made this file meanwhile"):
        create_file(tmp_path / "a.md", b"ours", "a.md")
    assert (tmp_path / "a.md").read_bytes() == b"theirs"


def test_nothing_is_left_of_a_file_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match=r"^a\.md: cannot be written: the disk is full\.$"):
        create_file(tmp_path / "a.md", b"data", "a.md")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"^x/a\.md: cannot be written: it does not exist\.$"):
        create_file(tmp_path / "x" / "a.md", b"data", "x/a.md")


def test_a_file_of_our_own_is_made_and_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_file(path, b"one", "page.html")
    write_file(path, b"two", "page.html")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_written_by_somebody_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"theirs")

    def moved(*_: object) -> None:
        raise MovedError

    monkeypatch.setattr(creating, "replace_file", moved)
    with pytest.raises(SaveError, match=r"^page\.html: another program is writing this file"):
        write_file(path, b"ours", "page.html")

"""Files that are read while somebody writes them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from srs.errors import SourceError
from srs.storage import settling
from srs.storage.settling import read_settled


class Writer:
    """Goes on writing a file each time that its reader waits, then leaves it alone."""

    def __init__(self, path: Path, texts: list[str]) -> None:
        self.path, self.texts = path, texts
        self.waits: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)
        if self.texts:
            self.path.write_text(self.texts.pop(0))


def test_a_file_is_read_when_it_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.md"
    path.write_text("")
    writer = Writer(path, ["one", "one, two", "one, two, three"])
    monkeypatch.setattr(time, "sleep", writer)
    monkeypatch.setattr(settling, "QUIET_SECONDS", 0.02)
    assert read_settled(path, "deck.md").data == b"one, two, three"
    assert writer.waits == [0.02] * 4


def test_a_file_that_is_quiet_is_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.md"
    path.write_text("text")
    writer = Writer(path, [])
    monkeypatch.setattr(time, "sleep", writer)
    assert read_settled(path, "deck.md").data == b"text"
    assert len(writer.waits) == 1


def test_the_wait_for_a_file_that_never_rests_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.md"
    path.write_text("")
    writer = Writer(path, [f"{'x' * number}" for number in range(1, 1000)])
    monkeypatch.setattr(time, "sleep", writer)
    read = read_settled(path, "deck.md")
    assert len(writer.waits) == 50
    assert read.data == path.read_bytes()


def test_the_path_is_named_as_people_see_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^shown\.md: cannot be read"):
        read_settled(tmp_path / "deck.md", "shown.md")
    path = tmp_path / "deck.md"
    path.write_text("x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "sleep", lambda _: path.unlink())
        with pytest.raises(SourceError, match=r"^shown\.md: cannot be read"):
            read_settled(path, "shown.md")

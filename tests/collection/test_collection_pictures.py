"""Where pictures are found, and what is never read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from srs.collection.pictures import MAX_BYTES, PictureShelf
from srs.errors import PictureError

DECK = "notes/git/basics.md"


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    for name in ("notes/git/here.png", "notes/img/up.png", "root.png", "a/b/c/Deep Name.PNG"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return PictureShelf({DECK: tmp_path / DECK}, tmp_path)


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("here.png", "notes/git/here.png"),
        ("./here.png", "notes/git/here.png"),
        ("../img/up.png", "notes/img/up.png"),
        ("notes/img/up.png", "notes/img/up.png"),
        ("/root.png", "root.png"),
        ("root.png", "root.png"),
        ("up.png", "notes/img/up.png"),
        ("deep name.png", "a/b/c/Deep Name.PNG"),
        ("c/Deep Name.PNG", "a/b/c/Deep Name.PNG"),
    ],
)
def test_found(shelf: PictureShelf, target: str, file: str) -> None:
    assert shelf.read(DECK, target) == file.encode()


def test_beside_the_deck_wins_then_the_nearest_to_the_root(
    shelf: PictureShelf, tmp_path: Path
) -> None:
    for folder in ("z", "a/b", ".hidden", "notes/git"):
        (tmp_path / folder).mkdir(exist_ok=True, parents=True)
        (tmp_path / folder / "same.png").write_bytes(folder.encode())
    assert shelf.read(DECK, "same.png") == b"notes/git"
    (tmp_path / "notes/git/same.png").unlink()
    again = PictureShelf(shelf.decks, shelf.root)
    assert again.read(DECK, "same.png") == b"z"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/x.png",
        "data:image/png;base64,AAAA",
        "file:///etc/hostname",
        "//host/share/x.png",
        r"\\host\share\x.png",
        "ftp://host/x",
    ],
)
def test_nothing_is_fetched(shelf: PictureShelf, target: str) -> None:
    with pytest.raises(PictureError, match="never fetched"):
        shelf.read(DECK, target)


@pytest.mark.parametrize("target", ["", ".", "no.png", "a\0b.png", "x" * 5000, "..", "notes"])
def test_not_found(shelf: PictureShelf, target: str) -> None:
    with pytest.raises(PictureError, match="not found"):
        shelf.read(DECK, target)


def test_too_large(shelf: PictureShelf, tmp_path: Path) -> None:
    with (tmp_path / "root.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(PictureError, match="larger than 16 MB"):
        shelf.read(DECK, "root.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(shelf: PictureShelf, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "notes/git/pipe.png")
    with pytest.raises(PictureError, match="cannot be read"):
        shelf.read(DECK, "pipe.png")

"""Where pictures are found, and what is never read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from srs.collection.linked_files import LinkedFiles
from srs.collection.pictures import MAX_BYTES, read_picture
from srs.errors import PictureError

DECK = "notes/git/basics.md"


@pytest.fixture
def files(tmp_path: Path) -> LinkedFiles:
    for name in ("notes/git/here.png", "notes/img/up.png", "root.png", "a/b/c/Deep Name.PNG"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return LinkedFiles({DECK: tmp_path / DECK}, tmp_path)


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
def test_found(files: LinkedFiles, target: str, file: str) -> None:
    assert read_picture(files, DECK, target) == file.encode()


def test_beside_the_deck_wins_then_the_nearest_to_the_root(
    files: LinkedFiles, tmp_path: Path
) -> None:
    for folder in ("z", "a/b", ".hidden", "notes/git"):
        (tmp_path / folder).mkdir(exist_ok=True, parents=True)
        (tmp_path / folder / "same.png").write_bytes(folder.encode())
    assert read_picture(files, DECK, "same.png") == b"notes/git"
    (tmp_path / "notes/git/same.png").unlink()
    again = LinkedFiles(files.decks, files.root)
    assert read_picture(again, DECK, "same.png") == b"z"


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
def test_nothing_is_fetched(files: LinkedFiles, target: str) -> None:
    with pytest.raises(PictureError, match="never fetched"):
        read_picture(files, DECK, target)


@pytest.mark.parametrize("target", ["", ".", "no.png", "a\0b.png", "x" * 5000, "..", "notes"])
def test_not_found(files: LinkedFiles, target: str) -> None:
    with pytest.raises(PictureError, match="not found"):
        read_picture(files, DECK, target)


def test_too_large(files: LinkedFiles, tmp_path: Path) -> None:
    with (tmp_path / "root.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(PictureError, match="larger than 16 MB"):
        read_picture(files, DECK, "root.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(files: LinkedFiles, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "notes/git/pipe.png")
    with pytest.raises(PictureError, match="cannot be read"):
        read_picture(files, DECK, "pipe.png")

"""What a link may open, and what is refused."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from srs.collection.addresses import opened_by
from srs.collection.linked_files import LinkedFiles
from srs.errors import LinkError

DECK = "notes/git/basics.md"
FILES = ("notes/git/here.png", "notes/git/basics.md", "notes/a b.pdf", "deep/er/Note.md", "C#.md")


@pytest.fixture
def files(tmp_path: Path) -> LinkedFiles:
    root = tmp_path / "vault"
    for name in (*FILES, "run.sh", "app.desktop", "page.html", "../secret.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return LinkedFiles({DECK: root / DECK}, root)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://localhost:8000",
        "HTTPS://example.org",
        "mailto:a@example.org?subject=x&Body=y",
    ],
)
def test_addresses(files: LinkedFiles, address: str) -> None:
    assert opened_by(files, DECK, address) == address


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("here.png", "notes/git/here.png"),
        ("../a%20b.pdf", "notes/a b.pdf"),
        ("a b.pdf", "notes/a b.pdf"),
        ("/notes/a b.pdf", "notes/a b.pdf"),
        ("Note", "deep/er/Note.md"),
        ("note#Heading", "deep/er/Note.md"),
        ("deep/er/Note", "deep/er/Note.md"),
        ("C#", "C#.md"),
        ("basics.md#x", "notes/git/basics.md"),
    ],
)
def test_files(files: LinkedFiles, target: str, file: str) -> None:
    assert opened_by(files, DECK, target) == str((files.root / file).resolve())


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("javascript:alert(1)", "srs opens http, https and mailto addresses"),
        ("file:///etc/passwd", "srs opens http, https and mailto addresses"),
        ("obsidian://open", "srs opens http, https and mailto addresses"),
        ("//host/share/a.png", "srs opens http, https and mailto addresses"),
        (r"\\host\share\a.png", "srs opens http, https and mailto addresses"),
        ("https://", "no whole address"),
        ("https:example.org", "no whole address"),
        ("https://[", "no whole address"),
        ("https://a b", "no whole address"),
        ("https://example.org/\x1b", "no whole address"),
        ("https://exämple.org", "no whole address"),
        ("https://example.org/" + "x" * 5000, "no whole address"),
        ("mailto:", "no whole address"),
        ("mailto:a@b.c?attach=/etc/passwd", "a mail with such fields is not begun"),
        ("no.png", "no such file beside the deck or below"),
        ("", "no such file"),
        ("a\0b.png", "no such file"),
        ("x" * 5000, "no such file"),
        ("..", "no such file"),
        ("../..", "no such file"),
        ("../../run.sh", "no other files"),
        ("../../app.desktop", "no other files"),
        ("../../page.html", "no other files"),
        ("run.sh", "no other files"),
        ("../../../secret.txt", "outside of"),
        ("c:/secret.txt", "no absolute path"),
        ("/no/such/file.png", "no absolute path" if os.name != "nt" else "no such file"),
    ],
)
def test_refused(files: LinkedFiles, target: str, reason: str) -> None:
    with pytest.raises(LinkError, match=re.escape(reason)):
        opened_by(files, DECK, target)


def test_absolute_paths_are_refused(files: LinkedFiles) -> None:
    secret = files.root.parent / "secret.txt"
    with pytest.raises(LinkError, match="outside of"):
        opened_by(files, DECK, str(secret))


def test_links_on_disk_are_followed_before_they_are_judged(files: LinkedFiles) -> None:
    try:
        (files.root / "notes/git/out.png").symlink_to(files.root.parent / "secret.txt")
        (files.root / "notes/git/run.png").symlink_to(files.root / "run.sh")
    except OSError:
        pytest.skip("needs symbolic links")
    with pytest.raises(LinkError, match="outside of"):
        opened_by(files, DECK, "out.png")
    with pytest.raises(LinkError, match="no other files"):
        opened_by(files, DECK, "run.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_folders_are_no_files(files: LinkedFiles) -> None:
    os.mkfifo(files.root / "notes/git/pipe.png")
    (files.root / "notes/git/folder.png").mkdir()
    for target, reason in (("pipe.png", "no file"), ("folder.png", "no such file")):
        with pytest.raises(LinkError, match=reason):
            opened_by(files, DECK, target)

"""Twenty cards of the gallery: by lines in plain mode, and by keys on a small screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, Program, environment
else:
    from program import COMMAND, Program, environment

GALLERY = (Path(__file__).parents[2] / "decks" / "gallery.md").read_bytes()
COMMENT = re.compile(rb"<!--SR:[^\n]*-->\r?\n")
WORDS = ("review", "--now", "2025-12-14", "--new", "20", "gallery.md")
CARDS = 20


def assert_twenty_grades(deck: bytes) -> None:
    assert len(COMMENT.findall(deck)) == CARDS
    assert COMMENT.sub(b"", deck) == GALLERY


def test_plain_mode_by_lines(srs: Program) -> None:
    deck = srs.folder / "gallery.md"
    deck.write_bytes(GALLERY)
    done = srs(*WORDS, "--plain", typed=b"\n3\n" * CARDS)
    assert done.code == 0
    assert "20 cards in " in done.out
    assert done.out.count("Answer:") == done.out.count("Question:") == CARDS
    assert not re.search("[\x1b\x07\b─-╿▀-▟]", done.out)
    assert_twenty_grades(deck.read_bytes())


def test_small_screen_by_keys(tmp_path: Path) -> None:
    pytest.importorskip("termios", reason="needs pseudo-terminals")
    pexpect = pytest.importorskip("pexpect")
    deck = tmp_path / "gallery.md"
    deck.write_bytes(GALLERY)
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], *WORDS],
        cwd=str(tmp_path),
        dimensions=(15, 40),
        timeout=20,
        env=environment(tmp_path, TERM="xterm-256color"),
    )
    for _ in range(CARDS):
        child.expect_exact("show answer")
        child.send(" ")
        child.expect_exact("Again")
        child.send("3")
    child.expect_exact("20 cards in ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert_twenty_grades(deck.read_bytes())

"""Pictures in the real program: the right escape sequences on each terminal, or none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("termios", reason="needs pseudo-terminals")
pytest.importorskip("PIL", reason="needs the extra `images`")
pexpect = pytest.importorskip("pexpect")

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, Program, environment
else:
    from program import COMMAND, Program, environment

PICTURE = Path(__file__).parents[2] / "decks" / "graph.png"
DECK = "Which one?\n-?-\n![a graph](graph.png)\n\nNext?\n-?-\nthe end\n"
KITTY, KITTY_ERASURE = b"\x1b_Ga=T,f=100", b"\x1b_Ga=d,"
ITERM2, SIXEL, BLOCK = b"\x1b]1337;File=", b"\x1bP0;1q", "▀".encode()
WORDS = b"[image: a graph, 320 by 140 pixels]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8", newline="\n")
    shutil.copy(PICTURE, tmp_path)
    return tmp_path


def whole(folder: Path, *words: str, **environ: str) -> bytes:
    """Everything the program writes on a terminal."""
    log = folder / "sent"
    with log.open("wb") as file:
        bare = dict.fromkeys(("TMUX", "STY", "ZELLIJ", "KITTY_WINDOW_ID", "TERM_PROGRAM"), "")
        bare |= {"LC_TERMINAL": "", "COLORTERM": "truecolor", "TERM": "xterm-256color"}
        child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "review", "--now", "2025-12-14", *words, "deck.md"],
            cwd=str(folder),
            dimensions=(24, 80),
            timeout=20,
            env=environment(folder, **(bare | environ)),
        )
        child.logfile_read = file
        child.expect("Which one")
        child.send("\r" if "--plain" in words else " ")
        child.expect("Good")
        child.send("3\r" if "--plain" in words else "3")
        child.expect("Next")
        child.send("q\r" if "--plain" in words else "q")
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 0
    return log.read_bytes()


@pytest.mark.parametrize(
    ("environ", "mark"),
    [
        ({"TERM": "xterm-kitty"}, KITTY),
        ({"TERM_PROGRAM": "iTerm.app"}, ITERM2),
        ({"TERM": "foot"}, SIXEL),
        ({}, BLOCK),
        ({"SRS_THEME_IMAGES": "sixel"}, SIXEL),
        ({"SRS_THEME_IMAGES": "kitty"}, KITTY),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, BLOCK),
        ({"TERM": "xterm-kitty", "SRS_THEME_IMAGES": "blocks"}, BLOCK),
        ({"TERM": "xterm-kitty", "SRS_THEME_IMAGES": "off"}, WORDS),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, WORDS),
        ({"TERM": "xterm-kitty", "SRS_THEME_NAME": "mono"}, WORDS),
        ({"TERM": "dumb"}, WORDS),
        ({"TERM": "linux", "COLORTERM": ""}, WORDS),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_each_terminal_gets_what_it_can_draw(
    folder: Path, environ: dict[str, str], mark: bytes
) -> None:
    written = whole(folder, *(["--plain"] if environ.get("TERM") == "dumb" else []), **environ)
    assert mark in written
    assert not any(other in written for other in {KITTY, ITERM2, SIXEL, BLOCK, WORDS} - {mark})


def test_kitty_takes_it_down_when_the_next_card_comes(folder: Path) -> None:
    written = whole(folder, TERM="xterm-kitty")
    assert written.count(KITTY) == 1
    assert written.index(KITTY) < written.index(KITTY_ERASURE) < written.rindex(b"Next")


def test_plain_mode_writes_no_escape_sequence(folder: Path) -> None:
    written = whole(folder, "--plain", TERM="xterm-kitty")
    assert WORDS in written
    assert b"\x1b" not in written


def test_pipes_get_the_name_and_the_size(folder: Path) -> None:
    done = Program(folder)("review", "deck.md", typed=b"\nq\n", TERM="xterm-kitty")
    assert WORDS.decode() in done.out
    assert "\x1b" not in done.out

"""Links of a card opened in the real program, with an opener that only writes down what it got."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("termios", reason="needs pseudo-terminals")
pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, Program, environment
else:
    from program import COMMAND, Program, environment

DECK = """\
Which one?
-?-
![a graph](graph.png), <https://example.org/a?b=$(touch%20x)>, [run](run.sh)

[The manual](https://example.org/manual)
-?-
the end
"""
ADDRESS = "https://example.org/a?b=$(touch%20x)"
QUESTION = "Space  show answer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8", newline="\n")
    (tmp_path / "graph.png").write_bytes(b"")
    (tmp_path / "run.sh").write_bytes(b"")
    (tmp_path / "bin").mkdir()
    for name in ("xdg-open", "open"):
        opener = tmp_path / "bin" / name
        opener.write_text(f"#!/bin/sh\nprintf '%s %s\\n' \"$#\" \"$1\" >> '{tmp_path}/opened'\n")
        opener.chmod(0o755)
    return tmp_path


def settings(folder: Path, **more: str) -> dict[str, str]:
    """An environment with the opener before all others, and with a display."""
    bare = dict.fromkeys(("BROWSER", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"), "")
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    return bare | {"PATH": path, "DISPLAY": ":0", "TERM": "xterm-256color"} | more


def opened(folder: Path, count: int) -> list[str]:
    """What the opener was called with, sorted; it runs on its own and may come later."""
    file = folder / "opened"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if len(lines) >= count:
            break
        time.sleep(0.01)
    return sorted(lines)


class Session:
    """A review in a child process, its screen kept by an emulator."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.emulator = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.emulator)
        self.child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "review", "--now", "2025-12-14", "deck.md"],
            cwd=str(folder),
            dimensions=(24, 80),
            timeout=20,
            env=environment(folder, **environ),
        )

    def press(self, keys: str, *shown: str) -> list[str]:
        """Press keys, and read what is drawn until all of these texts are on the screen."""
        self.child.send(keys)
        while not all(any(text in row for row in self.emulator.display) for text in shown):
            self.stream.feed(self.child.read_nonblocking(65536))
        return [row.rstrip() for row in self.emulator.display]


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Session]]:
    sessions: list[Session] = []

    def start_one(**more: str) -> Session:
        sessions.append(Session(folder, settings(folder, **more)))
        return sessions[-1]

    yield start_one
    for session in sessions:
        session.child.close(force=True)


def test_one_of_several_links_is_chosen_by_number(
    folder: Path, start: Callable[..., Session]
) -> None:
    session = start()
    session.press("o", "no link or picture", QUESTION)
    answer = session.press(" ", "1 Again")
    rows = session.press("o", "1-3 open", "Esc back")
    assert rows[2:5] == ["  1  a graph: graph.png", f"  2  {ADDRESS}", "  3  run: run.sh"]
    session.press("2", "1 Again", f"Opened: {ADDRESS}")
    rows = session.press("o", "1-3 open")
    rows = session.press("\x1b", "1 Again")
    assert rows[:5] == answer[:5]
    session.press("o1", "Opened: graph.png", "1 Again")
    session.press("o3", "run.sh: pictures, sound, films, text and PDF are opened", "1 Again")
    session.press("o9", "1 Again")
    session.press("3", "The manual")
    session.press("o", "Opened: https://example.org/manual", QUESTION)
    session.press("q")
    session.child.expect(pexpect.EOF)
    graph = (folder / "graph.png").resolve()
    assert opened(folder, 3) == [f"1 {graph}", f"1 {ADDRESS}", "1 https://example.org/manual"]
    assert not (folder / "x").exists()


@pytest.mark.parametrize(
    "environ", [{"SSH_CONNECTION": "a b c d", "DISPLAY": ""}, {"PATH": "/nowhere"}]
)
def test_without_an_opener_the_address_is_shown(
    folder: Path, start: Callable[..., Session], environ: dict[str, str]
) -> None:
    session = start(**environ)
    session.press(" 3", "The manual")
    session.press("o", "the address: https://example.org/manual", QUESTION)
    assert not (folder / "opened").exists()


def test_plain_mode(folder: Path) -> None:
    typed = b"o\n\no\n7\no\n2\n3\no\nq\n"
    done = Program(folder)("review", "deck.md", typed=typed, **settings(folder))
    lines = done.out.splitlines()
    assert "There is no link or picture to open here." in lines
    assert lines.count(f"2: {ADDRESS}") == 2
    assert "Nothing was opened." in lines
    assert f"Opened: {ADDRESS}" in lines
    assert opened(folder, 2) == [f"1 {ADDRESS}", "1 https://example.org/manual"]

"""The review screen on a real pseudo-terminal."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="needs pseudo-terminals")
pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

HERE = Path(__file__).parent
SRC = HERE.parents[1] / "src"
TIMEOUT_SECONDS = 20
LEFT = b"\x1b[?25h\x1b[?1049l"


class Session:
    """A review in a child process, its screen kept by an emulator."""

    def __init__(self, kind: str, rows: int, columns: int, environ: dict[str, str]) -> None:
        self.emulator = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.emulator)
        self.sent = b""
        self.child = pexpect.spawn(
            sys.executable,
            [str(HERE / "fake_review.py"), kind],
            dimensions=(rows, columns),
            timeout=TIMEOUT_SECONDS,
            env={
                "PYTHONPATH": str(SRC),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "PYTHON_COLORS": "0",
                **environ,
            },
        )

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def rows(self) -> list[str]:
        return [row.rstrip() for row in self.emulator.display]

    def until(self, reached: Callable[[], bool]) -> list[str]:
        """Read what the child draws until the screen is as wanted."""
        while not reached():
            try:
                data = self.child.read_nonblocking(65536)
            except pexpect.EOF:
                break
            self.sent += data
            self.stream.feed(data)
        assert reached(), "\n".join(self.rows())
        return self.rows()

    def shows(self, text: str) -> list[str]:
        return self.until(lambda: any(text in row for row in self.rows()))

    def ended(self) -> tuple[int | None, int | None]:
        """Wait for the end; the exit code and the signal."""
        self.sent += self.child.read()
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus


@pytest.fixture
def start() -> Iterator[Callable[..., Session]]:
    sessions: list[Session] = []

    def start_one(kind: str = "cards", rows: int = 24, columns: int = 80, **env: str) -> Session:
        sessions.append(Session(kind, rows, columns, env))
        return sessions[-1]

    yield start_one
    for session in sessions:
        session.child.close(force=True)


def test_a_whole_review(start: Callable[..., Session]) -> None:
    session = start()
    question = session.shows("Space  show answer")
    session.press(" ")
    answer = session.shows("1 Again  today")
    assert answer[:3] == question[:3]
    session.press("1")
    session.shows("Again. Due again on 2025-12-14.")
    session.press("u")
    assert "PYTORCH MODULE" in session.shows("Again was taken back.")[2]
    session.press("  ")
    session.shows("2 of 3")
    session.press("\r1\r4")
    assert session.ended() == (0, None)
    assert b"3 cards in 4 min 12 s \xc2\xb7 67 % recalled" in session.sent.split(LEFT)[1]


def test_keys_typed_ahead_are_kept(start: Callable[..., Session]) -> None:
    session = start()
    session.press(" 4 3 2")
    assert session.ended() == (0, None)
    assert b"100 % recalled" in session.sent


def test_pages_scrolling_and_a_lone_escape(start: Callable[..., Session]) -> None:
    session = start(rows=12)
    session.shows("Space  show answer")
    session.press(" ")
    session.shows("10 more lines")
    session.press("j")
    session.shows("9 more lines")
    session.press("\x1b[6~")
    session.shows("3 more lines")
    session.press("?")
    session.shows("show the answer; then Good")
    session.press("\x1b")
    session.shows("1 Again  today")
    session.press("i")
    session.shows("new, not reviewed yet")
    session.press("q")
    session.shows("1 Again  today")
    session.press("q")
    assert session.ended() == (0, None)


def test_a_page_leaves_the_card_where_it_was_scrolled_to(start: Callable[..., Session]) -> None:
    session = start(rows=12)
    session.press(" j")
    answer = session.shows("9 more lines")
    for page, back in (("i", "\x1b"), ("?", "x"), ("i", "3"), ("i?", "\r")):
        session.press(page + "j")
        session.until(lambda: session.rows()[-1] == "  Esc back")
        session.press(back)
        session.shows("1 Again  today")
        assert session.rows() == answer
    session.press("q")
    session.ended()
    assert b"No card was answered." in session.sent


def test_resize_draws_anew(start: Callable[..., Session]) -> None:
    session = start()
    session.shows("e edit")
    session.emulator.resize(15, 40)
    session.child.setwinsize(15, 40)
    rows = session.shows("  Space  show answer   ? keys   q quit")
    assert len(rows) == 15
    session.press("\x03")
    assert session.ended() == (0, None)


def test_a_failure_is_said_and_the_review_goes_on(start: Callable[..., Session]) -> None:
    session = start("broken")
    session.press(" 3")
    rows = session.shows("the disk is full")
    assert "1 Again  today" in rows[-1]
    session.press("q")
    assert session.ended() == (0, None)
    assert b"the disk is full" in session.sent.split(LEFT)[1]


def test_a_paste_answers_nothing(start: Callable[..., Session]) -> None:
    session = start()
    session.shows("Space  show answer")
    session.press("\x1b[200~ 1 2 3 q\x1b[201~?")
    session.shows("show the answer; then Good")
    session.press("\x1bq")
    session.press("\x03")
    session.ended()
    assert b"No card was answered." in session.sent


def test_the_editor_gets_the_terminal(start: Callable[..., Session], tmp_path: Path) -> None:
    note = tmp_path / "deck.md"
    note.write_text("Before?", encoding="utf-8")
    program = tmp_path / "editor.py"
    program.write_text(
        "import pathlib, sys, termios\n"
        "assert termios.tcgetattr(0)[3] & termios.ECHO and sys.stdin.readline() == 'go\\n'\n"
        "pathlib.Path(sys.argv[1]).write_text('After?')\n",
        encoding="utf-8",
    )
    session = start(FAKE_DECK=str(note), EDITOR=f"{sys.executable} {program}")
    session.shows("Space  show answer")
    session.press("e")
    session.until(lambda: LEFT in session.sent)
    session.press("go\n")
    assert session.shows("Read again.")[2] == "  After?"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_give_the_terminal_back(start: Callable[..., Session], number: int) -> None:
    session = start()
    session.shows("Space  show answer")
    assert not session.child.getecho()
    session.child.kill(number)
    code, _ = session.ended()
    assert code == (0 if number == signal.SIGINT else 128 + number)
    assert LEFT in session.sent


def test_a_bug_gives_the_terminal_back(start: Callable[..., Session]) -> None:
    session = start("crashing")
    session.shows("Space  show answer")
    session.press("s")
    assert session.ended() == (1, None)
    assert b"RuntimeError: a bug" in session.sent.split(LEFT)[1]


def test_a_stopped_review_gives_the_terminal_back_and_goes_on(
    start: Callable[..., Session],
) -> None:
    session = start()
    session.shows("Space  show answer")
    session.child.kill(signal.SIGTSTP)
    session.until(lambda: LEFT in session.sent)
    drawn = len(session.sent)
    session.child.kill(signal.SIGCONT)
    session.until(lambda: b"show answer" in session.sent[drawn:])
    session.press("q")
    assert session.ended() == (0, None)


def test_the_end_of_the_terminal_ends_the_review(start: Callable[..., Session]) -> None:
    session = start()
    session.shows("Space  show answer")
    session.child.close(force=False)
    assert not session.child.isalive()


def test_hostile_text_never_reaches_the_terminal(start: Callable[..., Session]) -> None:
    session = start("hostile")
    session.shows("Space  show answer")
    session.press(" ")
    session.shows("1 Again  today")
    session.press("i")
    session.shows("new, not reviewed yet")
    session.press("q1")
    assert session.ended() == (0, None)
    own = rb"\x1b\[(?:\d+;\d+H|[\d;]*m|2J|K|\?(?:25|7|1049|2004|2026)[hl])"
    rest = re.sub(own, b"", session.sent).decode()
    assert not re.findall("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)
    assert "[bold]" in rest


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {}])
def test_no_color_is_obeyed(start: Callable[..., Session], env: dict[str, str]) -> None:
    session = start(**env)
    session.press(" q")
    session.ended()
    colors = re.findall(rb"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7]|4[0-7])[;m]", session.sent)
    assert bool(colors) is not bool(env)

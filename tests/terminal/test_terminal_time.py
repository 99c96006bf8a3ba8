"""The time on a card: what is shown, when it is drawn, and how little."""

from __future__ import annotations

import io
import os
import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import pytest
from rich.text import Text

from srs.settings import ThemeSettings
from srs.terminal.console import styled_console
from srs.terminal.device import Size
from srs.terminal.furniture import progress
from srs.terminal.options import ReviewOptions
from srs.terminal.screen import Screen
from srs.terminal.surface import Surface
from srs.terminal.theme import choose_look

if TYPE_CHECKING:
    from tests.terminal.fake_review import FakeReview
else:
    from fake_review import FakeReview

SIZE = Size(80, 24)
SEQUENCE = re.compile(r"\x1b\[[?\d;]*[A-Za-z]")


@dataclass
class Ticking:
    """A terminal without a person, on which time goes by: each key comes after so many seconds."""

    keys: list[tuple[float, str]] = field(default_factory=list)
    now: float = 100.0
    written: list[str] = field(default_factory=list)
    waits: list[float | None] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def read_key(self, seconds: float | None = None) -> str:
        self.waits.append(seconds)
        passed, key = self.keys.pop(0)
        self.now += passed
        return key

    def write(self, text: str) -> None:
        self.written.append(text)

    def size(self) -> Size:
        return SIZE

    def lent(self) -> AbstractContextManager[None]:
        return nullcontext()


def reviewed(terminal: Ticking, *, show_time: bool) -> FakeReview:
    review = FakeReview()
    options = ReviewOptions(
        io.StringIO(), io.StringIO(), lambda: terminal.now, {}, show_time=show_time
    )
    Screen(review, options, terminal).run()
    return review


def test_time_is_drawn_anew_each_second_and_begins_with_each_card() -> None:
    terminal = Ticking(
        [(1, "tick"), (1.25, "tick"), (0.5, "space"), (0, "3"), (3, "tick"), (0, "q")]
    )
    review = reviewed(terminal, show_time=True)
    assert terminal.waits == [1, 1, 0.75, 0.25, 1, 1]
    first, second, third, *others = (SEQUENCE.sub("", text) for text in terminal.written)
    assert "   0:00  1 of 3" in first
    assert (second, third) == ("1", "2")
    assert "0:02" not in others[0]
    assert "   0:00  2 of 3" in "".join(others)
    assert [elapsed_ms for _, _, elapsed_ms in review.grades] == [2750]


def test_a_second_moves_only_its_own_characters() -> None:
    terminal = Ticking([(1, "tick"), (0, "q")])
    reviewed(terminal, show_time=True)
    assert terminal.written[1] == "\x1b[?2026h\x1b[23;70H\x1b[2m1\x1b[0m\x1b[?2026l"


def test_without_it_nothing_ticks_and_nothing_is_shown() -> None:
    terminal = Ticking([(0, "space"), (0, "q")])
    reviewed(terminal, show_time=False)
    assert terminal.waits == [None, None]
    assert "0:00" not in "".join(terminal.written)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "   0:00"), (9.9, "   0:09"), (61, "   1:01"), (3599, "  59:59"), (9e9, "  1 h +")],
)
def test_the_bar_does_not_move(seconds: float, shown: str) -> None:
    row = progress(1, 8, 60, seconds)
    assert row.plain.endswith(f"{shown}  2 of 8")
    assert row.plain.index("  ") == progress(1, 8, 60, 0).plain.index("  ")
    assert row.cell_len == 60


def test_little_room() -> None:
    assert progress(1, 8, 16, 5).plain == "    0:05  2 of 8"


@pytest.mark.parametrize(
    ("before", "after", "drawn"),
    [
        (Text("ab 12 cd"), Text("ab 34 cd"), "\x1b[1;4H34"),
        (Text("ab 12 cd"), Text("ab 92 cd"), "\x1b[1;4H9"),
        (Text("日 12"), Text("日 34"), "\x1b[1;1H日 34\x1b[K"),
        (Text("é 12"), Text("é 34"), "\x1b[1;3H34"),
        (Text("e\u0301 1"), Text("e\u0301 2"), "\x1b[1;1He\u0301 2\x1b[K"),
        (Text("x é"), Text("x è"), "\x1b[1;1Hx è\x1b[K"),
        (Text("a 1"), Text("a 12"), "\x1b[1;1Ha 12\x1b[K"),
        (Text("a 1"), Text("a 2", style="bold"), "\x1b[1;1H\x1b[1ma 2\x1b[0m\x1b[K"),
    ],
)
def test_only_what_differs_is_written(before: Text, after: Text, drawn: str) -> None:
    terminal = Ticking()
    look = choose_look(ThemeSettings("dark"), {}, color=True)
    surface = Surface(terminal, styled_console(io.StringIO(), look, terminal=True))
    surface.show([before], SIZE)
    surface.show([after], SIZE)
    assert terminal.written[1] == f"\x1b[?2026h{drawn}\x1b[?2026l"


def test_a_terminal_waits_no_longer_than_it_is_told() -> None:
    posix = pytest.importorskip("srs.terminal.posix", reason="needs pseudo-terminals")
    master, slave = os.openpty()
    with os.fdopen(slave, "w") as stream, posix.PosixTerminal(stream, stream) as terminal:
        assert terminal.read_key(0) == "tick"
        os.write(master, b"x\x1b")
        assert [terminal.read_key(20), terminal.read_key(20)] == ["x", "esc"]
        assert terminal.read_key(0) == "tick"
    os.close(master)

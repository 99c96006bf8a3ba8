"""Which terminals get the screen, and which streams get colour."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

from srs.settings import ThemeSettings
from srs.terminal.console import fits_screen, make_console, wants_color
from srs.terminal.options import ColorChoice
from srs.terminal.safe import say
from srs.terminal.theme import choose_look


class Tty(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True

    def written(self) -> bytes:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


def test_screen_needs_a_capable_terminal_on_both_sides() -> None:
    assert fits_screen(Tty(), Tty(), {"TERM": "xterm"})
    assert not fits_screen(io.StringIO(), Tty(), {"TERM": "xterm"})
    assert not fits_screen(Tty(), io.StringIO(), {"TERM": "xterm"})
    assert not fits_screen(Tty(), Tty(), {"TERM": "dumb"})
    assert not fits_screen(Tty(), Tty("latin-1"), {"TERM": "xterm"})


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert not fits_screen(stream, Tty(), {"TERM": "xterm"})


@pytest.mark.parametrize(
    ("color", "environ", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_color(
    color: ColorChoice, environ: Mapping[str, str], terminal: bool, wanted: bool
) -> None:
    stream = Tty() if terminal else io.StringIO()
    assert wants_color(stream, color, environ) is wanted


@pytest.mark.parametrize(
    ("color", "environ", "written"),
    [
        ("auto", {}, b"\x1b[36m[b]\x1b[0m\n"),
        ("auto", {"NO_COLOR": "1"}, b"\x1b[1m[b]\x1b[0m\n"),
        ("never", {}, b"[b]\n"),
    ],
)
def test_console(
    color: ColorChoice, environ: Mapping[str, str], written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    stream = Tty()
    make_console(stream, color, environ).print("[b]", style="srs.accent")
    assert stream.written().replace(b"\r\n", b"\n") == written


@pytest.mark.parametrize(
    ("theme", "environ", "color", "name"),
    [
        ("auto", {}, True, "dark"),
        ("auto", {"COLORFGBG": "0;15"}, True, "light"),
        ("auto", {"COLORFGBG": "15;default;0"}, True, "dark"),
        ("light", {}, True, "light"),
        ("high-contrast", {"COLORFGBG": "0;15"}, True, "high-contrast"),
        ("high-contrast", {}, False, "mono"),
        ("mono", {}, True, "mono"),
        ("dark", {}, False, "mono"),
    ],
)
def test_theme(theme: str, environ: Mapping[str, str], color: bool, name: str) -> None:
    settings = {"auto": ThemeSettings("auto"), "light": ThemeSettings("light")}
    settings |= {"mono": ThemeSettings("mono"), "dark": ThemeSettings("dark")}
    settings |= {"high-contrast": ThemeSettings("high-contrast")}
    assert choose_look(settings[theme], environ, color).name == name


def test_high_contrast_dims_nothing() -> None:
    look = choose_look(ThemeSettings("high-contrast"), {}, color=True)
    assert not any(
        style.dim for name, style in look.styles.styles.items() if name.startswith("srs.")
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_sentence_can_be_said_on_any_stream(encoding: str) -> None:
    stream = Tty(encoding)
    say(stream, "srs: d\udce9ck\x1b[2J.md is no deck ▌")
    assert stream.written().startswith(b"srs: d")
    assert b"\x1b" not in stream.written()

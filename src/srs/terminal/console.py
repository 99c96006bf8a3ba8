"""Rich consoles for the standard streams, and what kind of terminal there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from srs.settings import ThemeSettings
from srs.terminal.options import ColorChoice

if TYPE_CHECKING:
    from rich.console import Console

    from srs.terminal.theme import Look

_UNICODE = ("utf-8", "utf8", "utf-16", "utf-32", "gb18030")


def fits_screen(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether both streams are a terminal that can show the review screen."""
    if not (_is_terminal(stdin) and _is_terminal(stdout)):
        return False
    return not is_dumb(environ) and speaks_unicode(stdout)


def speaks_unicode(stream: TextIO) -> bool:
    """Whether every character can be written to a stream."""
    return (stream.encoding or "").lower() in _UNICODE


def is_dumb(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says that it knows no control sequences."""
    return environ.get("TERM", "") in ("dumb", "unknown")


def wants_color(stream: TextIO, color: ColorChoice, environ: Mapping[str, str]) -> bool:
    """Whether to write colour to a stream: `--color` first, then NO_COLOR and the terminal."""
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR") or is_dumb(environ):
        return False
    return _is_terminal(stream)


def make_console(
    stream: TextIO,
    color: ColorChoice,
    environ: Mapping[str, str],
    theme: ThemeSettings = ThemeSettings(),
) -> Console:
    """Build a console that reads no markup into text and highlights nothing by itself."""
    from srs.terminal.theme import choose_look

    colored = wants_color(stream, color, environ)
    look = choose_look(theme, environ, colored)
    return styled_console(stream, look, terminal=colored or _styles_shown(stream, color, environ))


def styled_console(stream: TextIO, look: Look, *, terminal: bool) -> Console:
    """Build a console with a look; without `terminal` it writes bare text."""
    from rich.console import Console

    return Console(
        file=stream,
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        no_color=look.name == "mono",
        theme=look.styles,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def has_colors(console: Console) -> bool:
    """Whether a console has the colours that pictures need, 256 of them at least."""
    return not console.no_color and console.color_system in ("256", "truecolor")


def _styles_shown(stream: TextIO, color: ColorChoice, environ: Mapping[str, str]) -> bool:
    """Bold and dim are no colour: NO_COLOR leaves them, `--color never` does not."""
    return color != "never" and _is_terminal(stream) and not is_dumb(environ)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False

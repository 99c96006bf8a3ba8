"""How pictures are drawn on a terminal, by what its environment tells."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Literal

from srs.settings import ImageChoice

Way = Literal["kitty", "iterm2", "sixel", "blocks", "words"]

_BY_PROGRAM: dict[str, Way] = {
    "iTerm.app": "iterm2",
    "WezTerm": "iterm2",
    "ghostty": "kitty",
    "kitty": "kitty",
    "mintty": "sixel",
}
_BY_TERM: dict[str, Way] = {
    "xterm-kitty": "kitty",
    "xterm-ghostty": "kitty",
    "wezterm": "iterm2",
    "foot": "sixel",
    "foot-extra": "sixel",
    "contour": "sixel",
    "mlterm": "sixel",
}
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")


def choose_way(choice: ImageChoice, environ: Mapping[str, str], *, color: bool) -> Way:
    """Decide how to draw; without colour, or without the extra `images`, in words."""
    if choice == "off" or not color or not can_decode():
        return "words"
    if choice in ("blocks", "sixel"):
        return choice
    if _is_multiplexed(environ):  # which passes on neither of the others
        return "blocks"
    return _known(environ) if choice == "auto" else choice


def can_decode() -> bool:
    """Whether the library of the extra `images` is there; it is not loaded yet."""
    return find_spec("PIL") is not None


def _is_multiplexed(environ: Mapping[str, str]) -> bool:
    term = environ.get("TERM", "")
    return any(environ.get(name) for name in _MULTIPLEXERS) or term.startswith(("tmux", "screen"))


def _known(environ: Mapping[str, str]) -> Way:
    if environ.get("KITTY_WINDOW_ID"):
        return "kitty"
    if environ.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    by_term = _BY_TERM.get(environ.get("TERM", ""), "blocks")
    return _BY_PROGRAM.get(environ.get("TERM_PROGRAM", ""), by_term)

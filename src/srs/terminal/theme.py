"""The few styles that the terminal is drawn with, per theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from rich.theme import Theme

from srs.settings import ThemeSettings

_LIGHT_BACKGROUNDS = ("7", "15")

_SHAPES = {
    "srs.dim": "dim",
    "srs.key": "bold",
    "srs.heading": "bold",
    "srs.em": "italic",
    "srs.strong": "bold",
    "srs.s": "strike",
    "srs.link": "underline",
    "srs.mark": "reverse",
}


def _styles(accent: str, warning: str) -> dict[str, str]:
    return _SHAPES | {
        "srs.accent": accent,
        "srs.code": accent,
        "srs.gap": f"bold {accent}",
        "srs.warning": f"bold {warning}",
    }


_CONTRAST = {"srs.dim": "none", "srs.key": "bold underline", "srs.gap": "bold reverse"}
_STYLES = {
    "dark": _styles("cyan", "yellow"),
    "light": _styles("blue", "red"),
    "high-contrast": _styles("bold", "red reverse") | _CONTRAST,
    "mono": _styles("bold", "underline"),
}


class Look(NamedTuple):
    """A theme that was decided on: its styles, and the highlighting of code (None: off)."""

    name: Literal["dark", "light", "high-contrast", "mono"]
    code_theme: str | None

    @property
    def styles(self) -> Theme:
        """The styles by name."""
        return Theme(_STYLES[self.name])


def choose_look(theme: ThemeSettings, environ: Mapping[str, str], color: bool) -> Look:
    """Decide on a theme; `auto` goes by COLORFGBG, which many terminals set, else dark."""
    if not color or theme.name == "mono":
        return Look("mono", None)
    if theme.name == "high-contrast":
        return Look("high-contrast", None)
    name = theme.name
    if name == "auto":
        background = environ.get("COLORFGBG", "").rpartition(";")[2]
        name = "light" if background in _LIGHT_BACKGROUNDS else "dark"
    return Look(name, f"ansi_{name}")

"""Typed settings and their defaults, and where each value came from."""

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Literal, NamedTuple

from srs.markdown.deck_rules import DeckSettings
from srs.markdown.syntax import SyntaxSettings
from srs.scheduling.constants import FsrsSettings, Sm2Settings

Algorithm = Literal["sm2", "fsrs"]
Order = Literal["due", "new", "file", "random", "overdue"]
Preset = Literal["native", "obsidian"]
ImageChoice = Literal["auto", "kitty", "iterm2", "sixel", "blocks", "off"]


class ReviewSettings(NamedTuple):
    """`[review]`: what a session asks. None means no limit."""

    new: int | None = None
    limit: int | None = None
    new_per_day: int | None = None
    limit_per_day: int | None = None
    time_minutes: float | None = None
    order: Order = "due"
    shuffle: bool = False
    decks: Literal["together", "one-by-one"] = "together"
    bury: bool = True
    again_after_cards: int = 6
    again_after_minutes: float | None = None
    leech_lapses: int | None = 8
    leech_suspend: bool = False
    show_time: bool = False


class KeySettings(NamedTuple):
    """`[keys]`: a preset."""

    preset: Literal["anki", "obsidian"] = "anki"


class ThemeSettings(NamedTuple):
    """`[theme]`: the colours of the terminal, and how it draws pictures."""

    name: Literal["auto", "dark", "light", "high-contrast", "mono"] = "auto"
    images: ImageChoice = "auto"


class CheckSettings(NamedTuple):
    """`[check]`: codes of rules, or prefixes of codes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class LogSettings(NamedTuple):
    """`[log]`: where the review log lies; without a folder in the user's own data."""

    dir: str = ""


class Settings(NamedTuple):
    """All settings of a deck or a collection, with the origin of each value that is not default."""

    algorithm: Algorithm = "sm2"
    day_starts_at: time = time(4, 0)
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    preset: Preset = "native"
    syntax: SyntaxSettings = SyntaxSettings()
    decks: DeckSettings = DeckSettings()
    sm2: Sm2Settings = Sm2Settings()
    fsrs: FsrsSettings = FsrsSettings()
    review: ReviewSettings = ReviewSettings()
    keys: KeySettings = KeySettings()
    theme: ThemeSettings = ThemeSettings()
    check: CheckSettings = CheckSettings()
    log: LogSettings = LogSettings()
    origins: Mapping[str, str] = MappingProxyType({})

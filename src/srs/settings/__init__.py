"""Typed settings and their defaults, and where each value came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from srs.markdown.syntax import SyntaxSettings
from srs.markdown.topics import DeckSettings
from srs.scheduling.fsrs import FsrsSettings
from srs.scheduling.sm2 import Sm2Settings

Algorithm = Literal["sm2", "fsrs"]
Order = Literal["due", "new", "file", "random", "overdue"]
Preset = Literal["native", "obsidian"]
ImageChoice = Literal["auto", "kitty", "iterm2", "sixel", "blocks", "off"]


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """`[review]`: what a session asks. None means no limit."""

    new: int | None = None
    limit: int | None = None
    time_minutes: float | None = None
    order: Order = "due"
    shuffle: bool = False
    decks: Literal["together", "one-by-one"] = "together"
    bury: bool = True
    again_after_cards: int = 6


@dataclass(frozen=True, slots=True)
class KeySettings:
    """`[keys]`: a preset."""

    preset: Literal["anki", "obsidian"] = "anki"


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """`[theme]`: the colours of the terminal, and how it draws pictures."""

    name: Literal["auto", "dark", "light", "high-contrast", "mono"] = "auto"
    images: ImageChoice = "auto"


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`[check]`: codes of rules, or prefixes of codes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogSettings:
    """`[log]`: where the review log lies; without a folder in the user's own data."""

    dir: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a deck or a collection, with the origin of each value that is not default."""

    algorithm: Algorithm = "sm2"
    day_starts_at: time = time(4, 0)
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    preset: Preset = "native"
    syntax: SyntaxSettings = field(default_factory=SyntaxSettings)
    decks: DeckSettings = field(default_factory=DeckSettings)
    sm2: Sm2Settings = field(default_factory=Sm2Settings)
    fsrs: FsrsSettings = field(default_factory=FsrsSettings)
    review: ReviewSettings = ReviewSettings()
    keys: KeySettings = KeySettings()
    theme: ThemeSettings = ThemeSettings()
    check: CheckSettings = CheckSettings()
    log: LogSettings = LogSettings()
    origins: dict[str, str] = field(default_factory=dict, compare=False)

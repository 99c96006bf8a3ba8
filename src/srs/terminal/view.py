"""What the screen shows at a moment, apart from the card itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Page(Enum):
    """What fills the card's place."""

    CARD = "card"
    HELP = "help"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class View:
    """The state of the screen.

    `scroll` is the first line shown, None for where a card begins or its answer comes into sight.
    """

    page: Page = Page.CARD
    revealed: bool = False
    scroll: int | None = None
    message: str = ""
    failed: bool = False

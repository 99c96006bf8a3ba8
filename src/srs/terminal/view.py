"""What the screen shows at a moment, apart from the card itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from srs.session.view import Information


class Page(Enum):
    """What fills the card's place."""

    CARD = "card"
    HELP = "help"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class View:
    """The state of the screen.

    `scroll` is the first line shown, None for where a card begins or its answer comes into sight.
    `known` is what the page about the card tells, once it was looked up.
    """

    page: Page = Page.CARD
    revealed: bool = False
    scroll: int | None = None
    message: str = ""
    failed: bool = False
    known: Information | None = None

"""What the screen shows at a moment, apart from the card itself."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from srs.session.view import Information
from srs.terminal.links import Link


class Page(Enum):
    """What fills the card's place."""

    CARD = "card"
    HELP = "help"
    INFO = "info"
    LINKS = "links"


class View(NamedTuple):
    """The state of the screen.

    `scroll` is the card's first line shown, None for where it begins or its answer comes into
    sight; a page that hides the card has its own, and the card is found again as it was left.
    `known` is what the page about the card tells, once it was looked up. `typed` is what was typed
    of the answer, None where answers are not typed. `links` are those to choose from,
    `number` the beginning of the one that is chosen. `seconds` are shown of the time on this card.
    """

    page: Page = Page.CARD
    revealed: bool = False
    scroll: int | None = None
    page_scroll: int = 0
    message: str = ""
    failed: bool = False
    known: Information | None = None
    typed: str | None = None
    links: tuple[Link, ...] = ()
    number: str = ""
    seconds: float | None = None

"""Where a card is from, in words."""

from __future__ import annotations

from srs.session.view import Question
from srs.terminal.safe import clean_line


def crumbs(question: Question) -> list[str]:
    """Deck and headings, outermost first; a title that only repeats the deck is left out."""
    decks = [part for part in question.deck.split("/") if part]
    name = decks[-1].casefold()
    titles = [heading for heading in question.context if heading.casefold() != name]
    return [clean_line(crumb) for crumb in [*decks, *titles]]

"""Open a link of a card: whether it may be opened, with what, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

from srs.errors import LinkError
from srs.session.view import Question
from srs.terminal.acting import Said
from srs.terminal.links import Link, chosen, links_of, numbered
from srs.terminal.opener import Opener
from srs.terminal.options import ReviewOptions
from srs.terminal.safe import clean_line

_WHICH = "Which one? Type its number, or only Enter for none:"


class Opening:
    """Opens links for a review."""

    def __init__(self, options: ReviewOptions) -> None:
        self._find = options.find_target
        self._opener = Opener(options.environ)

    def open(self, question: Question, link: Link | None) -> Said:
        """Open a link, or say why not."""
        if link is None:
            return Said("There is no link or picture to open here.")
        try:
            self._opener.open(self._find(question.path, link.target))
        except LinkError as error:
            return Said(str(error), failed=True)
        return Said(f"Opened: {clean_line(link.target)}")

    def by_talk(
        self,
        question: Question,
        revealed: bool,
        say: Callable[[str], None],
        ask: Callable[[str], str],
    ) -> None:
        """Open a link of a card in plain mode: of several, ask which one, by its number."""
        links = links_of(question, revealed=revealed)
        link = links[0] if links else None
        if len(links) > 1:
            for number, words in numbered(links):
                say(f"{number}: {words}")
            link = chosen(ask(_WHICH).strip(), links)
            if link is None:
                say("Nothing was opened.")
                return
        say(clean_line(self.open(question, link).sentence))

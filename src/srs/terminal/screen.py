"""The review screen: keys in, frames out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from srs.model import Rating
from srs.session.view import Question, Review
from srs.terminal.acting import Reviewer, Said, is_same
from srs.terminal.bindings import SCROLLING, Action, bindings
from srs.terminal.card import CardPainter
from srs.terminal.console import has_colors, styled_console, wants_color
from srs.terminal.device import Terminal
from srs.terminal.ending import ending_rows
from srs.terminal.frame import Frame, FrameComposer
from srs.terminal.layout import text_columns
from srs.terminal.links import chosen, is_whole, links_of
from srs.terminal.options import ReviewOptions
from srs.terminal.pictures.choice import choose_way
from srs.terminal.pictures.drawing import Easel
from srs.terminal.safe import say
from srs.terminal.surface import Surface
from srs.terminal.terminals import open_terminal
from srs.terminal.theme import choose_look
from srs.terminal.view import Page, View

if TYPE_CHECKING:
    from srs.terminal.opening import Opening

_SHOW_FIRST = "Show the answer first, with Space."


def run_screen(review: Review, options: ReviewOptions) -> None:
    """Ask until no card is left or the person leaves, then say on the normal screen what was done.

    Needs a terminal (see `fits_screen`), which is given back whatever happens.
    """
    terminal = open_terminal(options.stdin, options.stdout)
    with terminal:
        screen = Screen(review, options, terminal)
        screen.run()
    columns = text_columns(terminal.size())[1]
    for row in ending_rows(review.summary(), screen.reviewer.failures, columns):
        say(options.stdout, row)


class Screen:
    """A running review on a terminal that is already claimed."""

    def __init__(self, review: Review, options: ReviewOptions, terminal: Terminal) -> None:
        color = wants_color(options.stdout, options.color, options.environ)
        look = choose_look(options.theme, options.environ, color)
        console = styled_console(options.stdout, look, terminal=True)
        self.reviewer = Reviewer(review, options.clock)
        self._review = review
        self._options = options
        self._terminal = terminal
        self._surface = Surface(terminal, console)
        way = choose_way(options.theme.images, options.environ, color=has_colors(console))
        easel = None if way == "words" else Easel(way)
        painter = CardPainter(console, look.code_theme, options.read_picture, easel)
        self._composer = FrameComposer(review, painter, options.keys.preset)
        self._bindings = bindings(options.keys.preset)
        self._view = self._fresh()
        self._asked = review.question
        self._left = False

    def run(self) -> None:
        """Ask until no card is left or the person leaves."""
        self.reviewer.ask()
        while self._review.question is not None and not self._left:
            seconds = self.reviewer.seconds if self._options.show_time else None
            frame = self._draw(seconds)
            until_next = None if seconds is None else 1 - seconds % 1
            self._press(self._terminal.read_key(until_next), frame)
        self._surface.leave()

    def _draw(self, seconds: float | None) -> Frame:
        size = self._terminal.size()
        frame = self._composer.frame(self._view._replace(seconds=seconds), size)
        self._surface.show(frame.rows, size, frame.pictures)
        if not self._view.revealed:
            self._composer.prepare(size)
        return frame

    def _press(self, key: str, frame: Frame) -> None:
        if key in ("resize", "ctrl-l"):
            self._surface.forget()
        elif key in ("eof", "ctrl-c"):
            self._left = True
        elif key == "tick":
            pass
        elif self._types and key not in _SCROLL_KEYS:
            self._type(key)
        elif self._view.page is not Page.CARD:
            self._leaf(key, frame)
        else:
            bound = self._bindings.get(key)
            if isinstance(bound, Rating):
                self._rate(bound)
            elif bound is not None:
                self._act(bound, frame)

    def _leaf(self, key: str, frame: Frame) -> None:
        """Scroll a page that hides the card, or turn to another; any other key goes back."""
        bound = self._bindings.get(key)
        if self._view.page is Page.LINKS and _is_number_key(key, self._view.number):
            self._choose(key)
        elif isinstance(bound, Action) and bound in SCROLLING:
            self._view = self._view._replace(page_scroll=_scrolled(bound, frame))
        else:
            self._turn_to(_PAGES.get(bound, Page.CARD))

    def _fresh(self) -> View:
        """A card that was not looked at yet."""
        return View(typed="" if self._options.typed else None)

    @property
    def _types(self) -> bool:
        """Whether keys are an answer that is being typed."""
        view = self._view
        return view.typed is not None and view.page is Page.CARD and not view.revealed

    def _type(self, key: str) -> None:
        typed = self._view.typed or ""
        if key == "enter":
            self._view = View(revealed=True, typed=typed)
        elif key in _TYPED or len(key) == 1:
            self._view = View(typed=typed + _TYPED.get(key, key))
        elif key == "backspace":
            self._view = View(typed=typed[:-1])
        elif key == "esc":
            self._view = View(typed="")

    @property
    def _question(self) -> Question:
        question = self._review.question
        assert question is not None
        return question

    def _rate(self, rating: Rating) -> None:
        if self._view.revealed:
            self._next(self.reviewer.grade(rating))
        else:
            self._view = self._view._replace(message=_SHOW_FIRST, failed=False)

    def _act(self, action: Action, frame: Frame) -> None:
        if action in SCROLLING:
            self._view = self._view._replace(scroll=_scrolled(action, frame))
        elif action in _PAGES:
            self._turn_to(_PAGES[action])
        elif action is Action.QUIT:
            self._left = True
        elif action is Action.EDIT:
            self._next(self.reviewer.edit(self._edit))
        elif action is Action.OPEN:
            self._open()
        elif action is Action.SHOW:
            self._show_or_pass()
        else:
            self._next(self.reviewer.move(action))

    def _turn_to(self, page: Page) -> None:
        shown = Page.CARD if self._view.page is page else page
        known = self._review.information() if shown is Page.INFO else None
        self._view = self._view._replace(page=shown, page_scroll=0, known=known)

    @cached_property
    def _opening(self) -> Opening:
        from srs.terminal.opening import Opening

        return Opening(self._options)

    def _open(self) -> None:
        """Open the one link that is in sight; of several, ask which one."""
        links = links_of(self._question, revealed=self._view.revealed)
        if len(links) > 1:
            self._turn_to(Page.LINKS)
            self._view = self._view._replace(links=links, number="", message="")
        else:
            self._tell(self._opening.open(self._question, links[0] if links else None))

    def _choose(self, key: str) -> None:
        """Take a digit of a link's number; open the link once the number is whole."""
        links, number = self._view.links, self._view.number + key.removeprefix("enter")
        if key != "enter" and not is_whole(number, links):
            self._view = self._view._replace(number=number)
            return
        self._turn_to(Page.CARD)
        if link := chosen(number, links):
            self._tell(self._opening.open(self._question, link))

    def _tell(self, said: Said) -> None:
        self._view = self._view._replace(message=said.sentence, failed=said.failed)

    def _show_or_pass(self) -> None:
        if self._view.revealed:
            self._next(self.reviewer.grade(Rating.GOOD))
        else:
            self._view = View(revealed=True)

    def _next(self, said: Said) -> None:
        """Go on with the card that the review asks now; after a failure it may be the same one."""
        asked, self._asked = self._asked, self._review.question
        same = said.failed and is_same(asked, self._asked)
        view = self._view if same else self._fresh()
        self._view = view._replace(message=said.sentence, failed=said.failed)
        if not same:
            self.reviewer.ask()

    def _edit(self) -> str:
        from srs.terminal.editor import edit

        path, line = self._review.place()
        self._surface.leave()
        with self._terminal.lent():
            edit(self._options.environ, path, line)
        return ""


_TYPED = {"space": " ", "tab": " "}
_SCROLL_KEYS = ("up", "down", "pgup", "pgdn", "home", "end")
_PAGES: dict[Action | Rating | None, Page] = {Action.HELP: Page.HELP, Action.INFO: Page.INFO}

_SCROLLS: dict[Action, Callable[[Frame], int]] = {
    Action.UP: lambda frame: frame.scroll - 1,
    Action.DOWN: lambda frame: frame.scroll + 1,
    Action.PAGE_UP: lambda frame: frame.scroll - max(1, frame.card_rows - 1),
    Action.PAGE_DOWN: lambda frame: frame.scroll + max(1, frame.card_rows - 1),
    Action.TOP: lambda _frame: 0,
    Action.BOTTOM: lambda frame: frame.max_scroll,
}


def _is_number_key(key: str, number: str) -> bool:
    return key.isdecimal() or (key == "enter" and bool(number))


def _scrolled(action: Action, frame: Frame) -> int:
    return max(0, min(_SCROLLS[action](frame), frame.max_scroll))

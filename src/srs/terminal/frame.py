"""Compose a whole screen: exactly as many rows as it has, none wider than it is."""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text

from srs.session.view import Question, Review
from srs.terminal import furniture
from srs.terminal.bindings import Preset
from srs.terminal.canvas import Canvas
from srs.terminal.card import CardPainter
from srs.terminal.device import Size
from srs.terminal.layout import Layout, max_key_rows, plan, text_columns
from srs.terminal.links import numbered
from srs.terminal.pages import help_rows, info_rows
from srs.terminal.pictures.hanging import Hung, hung
from srs.terminal.safe import clean_line
from srs.terminal.view import Page, View

_RULE = "╌"
# So much of an answer is to be in sight when it comes; else the question scrolls away.
_MIN_ANSWER_ROWS = 3
_GAP_COLUMNS = 2
_TYPED_STYLES = {"right": "", "missing": "srs.gap", "wrong": "srs.s"}


class Frame(NamedTuple):
    """The rows of a screen, and what scrolling needs to know of them."""

    rows: list[Text]
    scroll: int
    max_scroll: int
    card_rows: int
    pictures: list[Hung]


class FrameComposer(NamedTuple):
    """Draws frames of one review."""

    review: Review
    painter: CardPainter
    preset: Preset

    def frame(self, view: View, size: Size) -> Frame:
        """Compose the screen for the card that is asked now; there must be one."""
        question = self.review.question
        assert question is not None
        _, columns = text_columns(size)
        keys = self._keys(question, view, columns, max_key_rows(size))
        layout = plan(size, len(keys))
        content, natural = self._content(question, view, layout, size)
        max_scroll = max(0, len(content) - layout.card)
        scroll = min(_wished_scroll(view, natural), max_scroll)
        shown = content[scroll : scroll + layout.card]
        card = shown + [Text()] * (layout.card - len(shown))
        below = len(content) - scroll - len(shown)
        rows = [
            *self._header(question, layout),
            *_with_status(card, self._status(view, below, layout), layout),
            *[furniture.progress(*self.review.position, columns, view.seconds)][: layout.progress],
            *keys[: layout.keys],
        ]
        fitted = [_fitted(row, layout, size) for row in rows[: size.rows]]
        shown, pictures = hung(fitted, self.painter.easel)
        return Frame(shown, scroll, max_scroll, layout.card, pictures)

    def prepare(self, size: Size) -> None:
        """Draw the answer while the question is looked at: highlighting takes longest."""
        if self.review.question is not None:
            self.painter.back(self.review.question, size)

    def _header(self, question: Question, layout: Layout) -> list[Text]:
        review = self.review
        line = furniture.header(question, review.counts, review.writes, layout.columns)
        return [line][: layout.header] + [Text()] * layout.gap

    def _status(self, view: View, below: int, layout: Layout) -> list[Text]:
        canvas = Canvas(self.painter.console, layout.columns, None)
        return furniture.status(view.message, view.failed, below, canvas)

    def _keys(self, question: Question, view: View, columns: int, max_rows: int) -> list[Text]:
        if view.page is Page.LINKS:
            return furniture.link_keys(len(view.links), view.number)
        if view.page is not Page.CARD:
            return furniture.page_keys()
        if not view.revealed and view.typed is not None:
            return furniture.typing_keys(columns)
        if not view.revealed:
            return furniture.question_keys(columns)
        writes = self.review.writes
        return furniture.rating_key_rows(question, self.preset, writes, columns, max_rows)

    def _content(
        self, question: Question, view: View, layout: Layout, size: Size
    ) -> tuple[list[Text], int]:
        """The lines that can be scrolled through, and where they are looked at first."""
        if view.page is not Page.CARD:
            return self._page(question, view, layout.columns), 0
        front = self.painter.front(question, size)
        if not view.revealed and view.typed is not None:
            content = [*front, Text(), *self._typing(view.typed, layout.columns)]
            return content, len(content)
        if not view.revealed:
            return front, 0
        back = self.painter.back(question, size)
        if view.typed is not None:
            back = [*self._compared(question, view.typed, layout.columns), Text(), *back]
        rule = Text(_RULE * layout.columns, style="srs.dim")
        hidden = len(front) + 1 + min(len(back), _MIN_ANSWER_ROWS) > layout.card
        return [*front, rule, *back], len(front) if hidden else 0

    def _typing(self, typed: str, columns: int) -> list[Text]:
        """The line that is being typed, with a mark where it goes on."""
        canvas = Canvas(self.painter.console, columns, None)
        return canvas.wrapped(Text.assemble(("> ", "srs.dim"), clean_line(f"{typed}|")[:-1], "▏"))

    def _compared(self, question: Question, typed: str, columns: int) -> list[Text]:
        """What was typed, held against the answer."""
        from srs.terminal.typed import compare, expected

        found = compare(typed, expected(question))
        pieces = ((each.marked, _TYPED_STYLES[each.kind.value]) for each in found.pieces)
        words = Text(" ").join(Text(clean_line(text), style=style) for text, style in pieces)
        canvas = Canvas(self.painter.console, columns, None)
        return [*canvas.wrapped(Text(found.verdict, style="srs.dim")), *canvas.wrapped(words)]

    def _page(self, question: Question, view: View, columns: int) -> list[Text]:
        if view.page is Page.HELP:
            rows = help_rows(self.preset)
        elif view.page is Page.LINKS:
            rows = numbered(view.links)
        else:
            rows = info_rows(question, view.known or self.review.information())
        canvas = Canvas(self.painter.console, columns, None)
        return columned(rows, canvas)


def columned(rows: list[tuple[str, str]], canvas: Canvas) -> list[Text]:
    """Two columns, the first as wide as its longest name; what is long goes on in its column."""
    width = max(len(name) for name, _ in rows) + _GAP_COLUMNS
    return [line for row in rows for line in _columned_row(*row, width, canvas)]


def _columned_row(name: str, value: str, width: int, canvas: Canvas) -> list[Text]:
    first, rest = Text(name.ljust(width)), Text(" " * width)
    return canvas.inset(first, rest, lambda column: column.wrapped(Text(value)))


def _wished_scroll(view: View, natural: int) -> int:
    if view.page is not Page.CARD:
        return view.page_scroll
    return natural if view.scroll is None else view.scroll


def _with_status(card: list[Text], status: list[Text], layout: Layout) -> list[Text]:
    """The card with the status below; what does not fit there takes the card's last rows."""
    if not layout.status and not any(row.plain.strip() for row in status):
        return card
    rows = layout.card + layout.status
    return [*card[: max(0, rows - len(status))], *status][:rows]


def _fitted(row: Text, layout: Layout, size: Size) -> Text:
    line = Text.assemble(" " * layout.margin, row)
    line.truncate(size.columns)
    return line

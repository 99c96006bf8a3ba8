"""A card's two sides as lines of a given width, drawn once and kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from srs.session.view import Question
from srs.terminal.canvas import Canvas
from srs.terminal.device import Size
from srs.terminal.layout import text_columns
from srs.terminal.options import ReadPicture, no_pictures
from srs.terminal.prose import prose_lines

if TYPE_CHECKING:
    from srs.terminal.pictures.drawing import Easel

_GAP = re.compile(r"\[[^\[\]\n]+\]")
_BARE_GAP = "[...]"
# What cannot stand between two marks: itself, a line break, a blank at an end.
_UNMARKABLE = re.compile(r"==|\n|^\s|\s$")
_CLOZE = "cloze"
_KEPT_SIDES = 16


class CardPainter:
    """Draws sides on a console; the last few are kept, for a frame is drawn at every key."""

    def __init__(
        self,
        console: Console,
        code_theme: str | None,
        read_picture: ReadPicture = no_pictures,
        easel: Easel | None = None,
    ) -> None:
        self.console, self.code_theme = console, code_theme
        self.read_picture, self.easel = read_picture, easel
        self._kept: dict[tuple[str, str, tuple[str, ...], Size], list[Text]] = {}

    def front(self, question: Question, size: Size) -> list[Text]:
        """The question's lines on a screen of this size; in a cloze the gap stands out."""
        if question.kind != _CLOZE:
            return self._side(question.path, question.front, (), size)
        gap, _ = gap_and_answer(question.front, question.back)
        return self._side(question.path, question.front, (_BARE_GAP, gap), size)

    def back(self, question: Question, size: Size) -> list[Text]:
        """The answer's lines; in a cloze what filled the gap stands out."""
        back = question.back
        if question.kind == _CLOZE:
            _, back = gap_and_answer(question.front, question.back)
        return self._side(question.path, back, (), size)

    def _side(self, deck: str, markdown: str, gaps: tuple[str, ...], size: Size) -> list[Text]:
        key = (deck, markdown, gaps, size)
        if key not in self._kept:
            while len(self._kept) >= _KEPT_SIDES:
                del self._kept[next(iter(self._kept))]
            lines = self._drawn(deck, markdown, size)
            for line in lines if gaps else ():
                line.highlight_words(gaps, "srs.gap")
            self._kept[key] = lines
        return self._kept[key]

    def _drawn(self, deck: str, markdown: str, size: Size) -> list[Text]:
        canvas = Canvas(self.console, text_columns(size)[1], self.code_theme)
        if (lines := prose_lines(markdown, canvas)) is not None:
            return lines
        from srs.terminal.blocks import side_lines
        from srs.terminal.pictures.side import SidePictures

        pictures = SidePictures(deck, self.read_picture, size, self.easel)
        return side_lines(markdown, canvas._replace(pictures=pictures))


def gap_and_answer(front: str, back: str) -> tuple[str, str]:
    """Find the gap of a cloze, and mark in its back what the gap hides.

    Gives the gap as it is written and the back; where it is not clear which gap it is, or the
    answer stands in code or in a formula, a bare gap and the back as it is.
    """
    for gap in _GAP.finditer(front):
        before, after = front[: gap.start()], front[gap.end() :]
        answer = back[len(before) : len(back) - len(after)]
        if not (answer and back.startswith(before) and back.endswith(after)):
            continue
        if _UNMARKABLE.search(answer) or before.count("`") % 2 or before.count("$") % 2:
            return gap.group(), back
        return gap.group(), f"{before}=={answer}=={after}"
    return _BARE_GAP, back

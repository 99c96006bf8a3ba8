"""A card's two sides as lines of a given width, drawn once and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from srs.session.view import Question
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas

_GAP = re.compile(r"\[[^\[\]\n]+\]")
_CLOZE = "cloze"
_KEPT_SIDES = 16


@dataclass
class CardPainter:
    """Draws sides on a console; the last few are kept, for a frame is drawn at every key."""

    console: Console
    code_theme: str | None
    _kept: dict[tuple[str, str, int], list[Text]] = field(default_factory=dict)

    def front(self, question: Question, columns: int) -> list[Text]:
        """The question's lines; in a cloze the gap stands out."""
        return self._side(question.kind, question.front, columns)

    def back(self, question: Question, columns: int) -> list[Text]:
        """The answer's lines; in a cloze what filled the gap stands out."""
        is_cloze = question.kind == _CLOZE
        back = marked_answer(question.front, question.back) if is_cloze else question.back
        return self._side("", back, columns)

    def _side(self, kind: str, markdown: str, columns: int) -> list[Text]:
        key = (kind, markdown, columns)
        if key not in self._kept:
            while len(self._kept) >= _KEPT_SIDES:
                del self._kept[next(iter(self._kept))]
            lines = side_lines(markdown, Canvas(self.console, columns, self.code_theme))
            if kind == _CLOZE:
                for line in lines:
                    line.highlight_regex(_GAP, "srs.gap")
            self._kept[key] = lines
        return self._kept[key]


def marked_answer(front: str, back: str) -> str:
    """Mark in a cloze's back what its front hides; the back as it is where that is not clear."""
    for gap in _GAP.finditer(front):
        before, after = front[: gap.start()], front[gap.end() :]
        answer = back[len(before) : len(back) - len(after)]
        fits = back.startswith(before) and back.endswith(after)
        if fits and answer and answer == answer.strip() and not re.search(r"==|\n", answer):
            return f"{before}=={answer}=={after}"
    return back

"""Which lines make a note, for one choice of separators and patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.markdown.card_kinds import KINDS
from srs.markdown.card_kinds.kind import Content
from srs.markdown.code_spans import in_code
from srs.markdown.syntax import SyntaxSettings
from srs.text import BLANKS

if TYPE_CHECKING:
    from srs.markdown.cloze import Clozes

_NOTHING = Content("", "")
MARKERS = ">-*+0123456789.)"  # what quotes and list items begin with
_SPECIAL = frozenset(" \t`~<" + BLANKS + MARKERS)
# A line of a list or quote with nothing odd before its text, and no fence in it.
_ITEM = re.compile(r"(?:[-*+>]|\d{1,9}[.)]) [A-Za-z][^`~]*$").match


def _clozes(patterns: tuple[str, ...]) -> Clozes:
    from srs.markdown.cloze import Clozes

    return Clozes(patterns)


def _no_item(_line: str) -> None:
    return None


class Finder:
    """The separators and deletions that are looked for; of two separators the longer one wins."""

    def __init__(self, syntax: SyntaxSettings) -> None:
        chosen = [(kind.separator(syntax), kind) for kind in KINDS.values()]
        chosen = sorted((pair for pair in chosen if pair[0]), key=lambda pair: -len(pair[0]))
        self.own_line = {text: kind.name for text, kind in chosen if kind.own_line}
        self.inside = [(text, kind.name) for text, kind in chosen if not kind.own_line]
        self.multi = frozenset(self.own_line.values())
        self.marks = tuple(text for text, _ in chosen)
        self.splits_in_code = syntax.split_in_code
        self.clozes = _clozes(syntax.cloze_patterns) if syntax.cloze_patterns else None
        cloze_marks = self.clozes.marks if self.clozes else ()
        self.inside_marks = (*(text for text, _ in self.inside), *cloze_marks)
        inside = [text for text, _ in self.inside]
        # Separators that are nothing else, and how many cards notes have whatever their text is.
        self.whole_lines = {
            text: kind
            for text, kind in self.own_line.items()
            if text == text.strip(BLANKS) and not any(mark in text for mark in inside)
        }
        self.counts = {kind.name: kind.cards(_NOTHING, syntax) for _, kind in chosen}
        lines = [*self.own_line, syntax.end_marker]
        # What a line may begin with that is more than text; whether one is an item all the same.
        self.special = _SPECIAL | frozenset(line[0] for line in lines if line)
        self.is_item = _no_item if any(map(_ITEM, lines)) else _ITEM

    def may_hold(self, text: str) -> bool:
        """Whether a text can hold a separator or a deletion at all; quick, and mostly no."""
        for mark in self.marks:
            if mark in text:
                return True
        return self.clozes is not None and self.clozes.may_match(text)

    def single_on(self, line: str) -> tuple[str, int, int] | None:
        """The single-line kind that a line makes, with its separator's column and length."""
        for separator, kind in self.inside:
            column = line.find(separator)
            while column >= 0:
                if not in_code(line, column):
                    return kind, column, len(separator)
                column = line.find(separator, column + len(separator))
        return None

    def cloze_on(self, line: str) -> bool:
        """Whether a line holds a deletion."""
        return self.clozes is not None and self.clozes.matches(line)

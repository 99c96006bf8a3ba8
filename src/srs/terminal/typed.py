"""A typed answer held against the card's own: word by word, with marks and not by colour alone."""

from __future__ import annotations

import re
from enum import Enum
from itertools import takewhile
from typing import NamedTuple
from unicodedata import normalize

from srs.session.view import Question
from srs.terminal.source import source_lines

_WORDS, _SIGNS = re.compile(r"\w+"), re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"\*\*|==|~~|[*`]|^(?:#+|>|[-*+]|\d+[.)]) ", re.MULTILINE)


_MOST_MISSING = 12


class Kind(Enum):
    """What became of a word."""

    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"


class Piece(NamedTuple):
    """Words that have the same fate."""

    kind: Kind
    text: str

    @property
    def marked(self) -> str:
        """The words, those that are not right in marks: `{+missing+}`, `[-wrong-]`.

        Of many missing words the first are shown; the whole answer stands below.
        """
        if self.kind is Kind.MISSING:
            words = self.text.split(" ")
            more = len(words) - _MOST_MISSING
            if more > 0:
                return f"{{+{' '.join(words[:_MOST_MISSING])} … {more} more+}}"
            return f"{{+{self.text}+}}"
        return f"[-{self.text}-]" if self.kind is Kind.WRONG else self.text


class Comparison(NamedTuple):
    """A typed answer beside the expected one.

    Marks of Markdown, case and blanks do not count, and outside of code no punctuation.
    """

    pieces: tuple[Piece, ...]
    right: int
    expected: int

    @property
    def verdict(self) -> str:
        """How much of it was right, in a sentence."""
        if self.right == self.expected and all(each.kind is Kind.RIGHT for each in self.pieces):
            return "Typed right."
        words = "word" if self.expected == 1 else "words"
        return f"Typed: {self.right} of {self.expected} {words} right."


def expected(question: Question) -> str:
    """Give what is to be typed: the back, of a hidden part of a text only that part."""
    front, back = question.front, question.back
    if question.kind != "cloze":
        return back
    before = _alike(front, back)
    after = min(_alike(front[::-1], back[::-1]), min(len(front), len(back)) - before)
    return back[before : len(back) - after]


def compare(typed: str, markdown: str) -> Comparison:
    """Hold what was typed against the Markdown that was expected."""
    shown = "\n".join(source_lines("", markdown)).strip()
    # In code, and where there is nothing else, every sign is a word.
    is_exact = "`" in markdown or not re.search(r"\w", shown)
    words = (_SIGNS if is_exact else _WORDS).findall
    # An accent may be a character of its own, or one with its letter.
    wanted, given = (words(normalize("NFC", _MARKS.sub("", text))) for text in (shown, typed))
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, _folded(wanted), _folded(given), autojunk=False)
    pieces: list[Piece] = []
    right = 0
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            right += last - first
            pieces.append(Piece(Kind.RIGHT, " ".join(wanted[first:last])))
            continue
        if start < end:
            pieces.append(Piece(Kind.WRONG, " ".join(given[start:end])))
        if first < last:
            pieces.append(Piece(Kind.MISSING, " ".join(wanted[first:last])))
    return Comparison(tuple(pieces), right, len(wanted))


def _alike(one: str, other: str) -> int:
    """The number of characters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]

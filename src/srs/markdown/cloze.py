"""Texts with hidden parts: how many cards they make, and what each of them shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from srs.markdown.cloze_pattern import (
    ANSWER,
    CHARACTER,
    HINT,
    LABEL,
    NUMBERED,
    OVERLAPPING,
    SIMPLE,
    Form,
    Pattern,
    read_pattern,
)
from srs.pieces import Sides, Span

_LINE = re.compile(f"{CHARACTER}+")
_ASK, _HIDE, _SHOW = "ahs"
# A number above makes no cards: it is a year or a count rather than a number of a card.
_MOST_CARDS = 9999


@lru_cache(maxsize=16)
def clozes(patterns: tuple[str, ...]) -> Clozes:
    """Give what finds the deletions of some patterns."""
    return Clozes(patterns)


def check_pattern(pattern: str) -> None:
    """Check a pattern of deletions. Raises ValueError, in one sentence, for a wrong one."""
    read_pattern(pattern)


class Clozes:
    """The deletions that a choice of patterns finds, as the plugin finds them.

    Of three styles the first that is found holds for the whole text: numbered, overlapping
    (letters), simple. Cards come in the order of their numbers or letters; simple ones in the
    order of the patterns, then of the text. A number that is left out still makes a card, which
    asks nothing, so that every schedule stays with its card. Deletions in code count as others do.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = _read_patterns(patterns)
        forms = [pair for pattern in self._patterns for pair in pattern.forms.items()]
        self._simple = [form for style, form in forms if style == SIMPLE]
        self._labelled = [form for style, form in forms if style != SIMPLE]

    @property
    def marks(self) -> tuple[str, ...]:
        """What every text with a deletion has one of."""
        return tuple(pattern.mark for pattern in self._patterns)

    def may_match(self, text: str) -> bool:
        """Whether a text can hold a deletion at all; quick."""
        return any(pattern.mark in text for pattern in self._patterns)

    def matches(self, line: str) -> bool:
        """Whether a line holds a deletion, of any style."""
        for pattern in self._patterns:
            if pattern.mark in line:
                for form in pattern.forms.values():
                    if _has_any(form, line):
                        return True
        return False

    def count(self, text: str) -> int:
        """The number of cards that a note's text makes."""
        for form in self._labelled:
            if form.may_match(text):
                return self._read(text).count
        return sum(_count(form, text) for form in self._simple)

    def card(self, text: str, index: int) -> Sides:
        """The sides of one card of a note's text, from 0; quicker than all of them."""
        return self._read(text).sides(index)

    def sides(self, text: str) -> tuple[Sides, ...]:
        """The sides of all cards of a note's text; their size is that of the text, each."""
        note = self._read(text)
        return tuple(note.sides(index) for index in range(note.count))

    def _read(self, text: str) -> _ClozeText:
        for style in (NUMBERED, OVERLAPPING, SIMPLE):
            deletions = list(_deletions(text, self._patterns, style))
            if any(deletion.cards for deletion in deletions):
                break
        return _ClozeText(text, deletions)


@lru_cache(maxsize=16)
def _read_patterns(patterns: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(read_pattern(pattern) for pattern in patterns)


def _has_any(form: Form, text: str) -> bool:
    if not form.may_match(text):
        return False
    if quick := form.quick_search(text):
        return quick.search(text) is not None
    return any(True for _ in _find(form, text))


def _count(form: Form, text: str) -> int:
    if not form.may_match(text):
        return 0
    if quick := form.quick_search(text):
        return sum(1 for _ in quick.finditer(text))
    return sum(1 for _ in _find(form, text))


class _Deletion(NamedTuple):
    """A deletion in a text: its place with marks, its answer's place, and what cards do with it.

    It is asked on card `number` (from 1; 0 for none), or as `letters` say, one for each card.
    `torn` if a deletion of an earlier pattern reaches into its marks, or lies within it.
    """

    span: Span
    answer: Span
    hint: str
    number: int
    letters: str
    torn: bool

    @property
    def cards(self) -> int:
        """How many cards there must be for this deletion to be asked."""
        return max(self.number, len(self.letters))

    def role(self, index: int) -> str:
        """Whether a card (from 0) asks for this deletion, hides or shows it."""
        if self.letters:
            return self.letters[index] if index < len(self.letters) else _SHOW
        return _ASK if index + 1 == self.number else _SHOW


class _ClozeText:
    """A text and its deletions, in the order of the patterns."""

    def __init__(self, text: str, deletions: list[_Deletion]) -> None:
        self.text = text
        self.deletions = deletions
        self.count = max((deletion.cards for deletion in deletions), default=0)

    def sides(self, index: int) -> Sides:
        """Give the sides of one card. Raises IndexError for a card that there is not."""
        if not 0 <= index < self.count:
            raise IndexError(f"there is no card {index} of {self.count}")
        front: list[tuple[Span, str]] = []
        back: list[tuple[Span, str]] = []
        for deletion in self.deletions:
            role = deletion.role(index)
            blank = [(deletion.span, f"[{deletion.hint or '...'}]")]
            plain = [
                (Span(deletion.span.start, deletion.answer.start), ""),
                (Span(deletion.answer.end, deletion.span.end), ""),
            ]
            shown = [] if deletion.torn and role == _SHOW else plain
            front += shown if role == _SHOW else blank
            back += blank if role == _HIDE else shown
        return Sides(_replace(self.text, front), _replace(self.text, back))


def _replace(text: str, places: list[tuple[Span, str]]) -> str:
    """Put replacements into a text; of two that overlap the first holds, and both places go."""
    pieces: list[str] = []
    at = 0
    for span, replacement in sorted(places):
        if span.start >= at:
            pieces += (text[at : span.start], replacement)
        at = max(at, span.end)
    return "".join(pieces) + text[at:]


def _deletions(text: str, patterns: tuple[Pattern, ...], style: str) -> Iterator[_Deletion]:
    """Yield the deletions of one style, pattern by pattern."""
    earlier: list[list[tuple[Span, Span]]] = []
    number = 0
    for pattern in patterns:
        if not (form := pattern.forms.get(style)) or pattern.mark not in text:
            continue
        own: list[tuple[Span, Span]] = []
        for span, parts in _find(form, text):
            number = _number(text, parts.get(LABEL)) if style == NUMBERED else number + 1
            letters = text[slice(*parts[LABEL])] if style == OVERLAPPING else ""
            hint = text[slice(*parts[HINT])] if HINT in parts else ""
            torn = any(_tears(others, span) for others in earlier)
            own.append((span, parts[ANSWER]))
            yield _Deletion(span, parts[ANSWER], hint, 0 if letters else number, letters, torn)
        earlier.append(own)


def _find(form: Form, text: str) -> Iterator[tuple[Span, dict[str, Span]]]:
    """Yield the deletions of all lines, their places counted in the text."""
    if not form.may_match(text):
        return
    for line in _LINE.finditer(text):
        start = line.start()
        for span, parts in form.find(line[0]):
            moved = {name: Span(at + start, end + start) for name, (at, end) in parts.items()}
            yield Span(span.start + start, span.end + start), moved


def _number(text: str, label: Span | None) -> int:
    number = int(text[slice(*label)]) if label else 0
    return number if number <= _MOST_CARDS else 0


def _tears(others: list[tuple[Span, Span]], span: Span) -> bool:
    """Whether one of these deletions overlaps a place without having it in its answer."""
    index = bisect_right(others, span.start, key=lambda other: other[0].end)
    if index == len(others) or others[index][0].start >= span.end:
        return False
    answer = others[index][1]
    return not (answer.start <= span.start and span.end <= answer.end)

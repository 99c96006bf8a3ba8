"""The kinds of values that a key takes: what is allowed, said and checked in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import time
from typing import NamedTuple, Protocol

NO_LIMIT = "none"
_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_LONGEST_QUOTE = 60


class Kind(Protocol):
    """A kind of value."""

    @property
    def allowed(self) -> str:
        """What may stand there, as the end of a sentence: `a number from 1 to 5`."""

    def read(self, value: object) -> object:
        """Give the value that the settings hold; raises ValueError for what is not allowed.

        The error's text, if it has any, says more than `allowed` does.
        """

    def from_text(self, text: str) -> object:
        """Give what TOML would hold for the text of a variable, or the text if it is no such."""


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        *first, last = (quoted(word) for word in self.words)
        return f"{', '.join(first)} or {last}"

    def read(self, value: object) -> object:
        if value not in self.words:
            raise ValueError
        return value

    def from_text(self, text: str) -> object:
        return text


class Flag:
    """True or false."""

    allowed = "true or false"

    def read(self, value: object) -> object:
        if not isinstance(value, bool):
            raise ValueError
        return value

    def from_text(self, text: str) -> object:
        if text.lower() in _TRUE:
            return True
        return False if text.lower() in _FALSE else text


class Number(NamedTuple):
    """A finite number within bounds; `unlimited` also takes the word for no limit."""

    low: float
    high: float = math.inf
    whole: bool = False
    unlimited: bool = False

    @property
    def allowed(self) -> str:
        sort = "a whole number" if self.whole else "a number"
        upwards = "up" if self.high == math.inf else f"to {self.high}"
        word = f", or {quoted(NO_LIMIT)}" if self.unlimited else ""
        return f"{sort} from {self.low} {upwards}{word}"

    def read(self, value: object) -> object:
        if self.unlimited and value == NO_LIMIT:
            return None
        number = _number(value)
        if (self.whole and number != int(number)) or not self.low <= number <= self.high:
            raise ValueError
        return int(number) if self.whole else number

    def from_text(self, text: str) -> object:
        return _number_or_text(text)


class Clock:
    """A time of day."""

    allowed = 'a time of day such as "04:00"'

    def read(self, value: object) -> object:
        if isinstance(value, time) and value.tzinfo is None:
            return value
        if not isinstance(value, str) or not _CLOCK.fullmatch(value):
            raise ValueError
        return time.fromisoformat(value.zfill(len("04:00")))

    def from_text(self, text: str) -> object:
        return text


class Line(NamedTuple):
    """One line of text, or the empty text; `blanks` lets blanks stand around it."""

    blanks: bool = False

    @property
    def allowed(self) -> str:
        return "one line of text" if self.blanks else "one line of text without blanks around it"

    def read(self, value: object) -> object:
        if not isinstance(value, str) or len(value.splitlines()) > 1:
            raise ValueError
        if value != value.strip() and not (self.blanks and value.strip()):
            raise ValueError
        return value

    def from_text(self, text: str) -> object:
        return text


class Texts:
    """A list of texts that are not empty."""

    allowed = "a list of texts"

    def read(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError
        if not all(isinstance(text, str) and text for text in value):
            raise ValueError
        return tuple(value)

    def from_text(self, text: str) -> object:
        return [part.strip() for part in text.split(",") if part.strip()]


class Clozes(Texts):
    """A list of patterns of deletions."""

    allowed = 'a list of patterns such as "==answer=="'

    def read(self, value: object) -> tuple[str, ...]:
        from srs.markdown.cloze_pattern import read_pattern

        patterns = super().read(value)
        for pattern in patterns:
            read_pattern(pattern)
        return patterns


class Numbers(NamedTuple):
    """A list of numbers, one within each of the bounds, or the empty list."""

    bounds: tuple[tuple[float, float], ...]

    @property
    def allowed(self) -> str:
        return f"an empty list or a list of {len(self.bounds)} numbers, each within its bounds"

    def read(self, value: object) -> object:
        if not isinstance(value, list | tuple) or len(value) not in (0, len(self.bounds)):
            raise ValueError
        numbers = tuple(_number(number) for number in value)
        for at, (number, (low, high)) in enumerate(zip(numbers, self.bounds, strict=False), 1):
            if not low <= number <= high:
                raise ValueError(f"number {at}, {number}, is not from {low} to {high}")
        return numbers

    def from_text(self, text: str) -> object:
        return [_number_or_text(part.strip()) for part in text.split(",") if part.strip()]


def quoted(text: str) -> str:
    """Give a text in quotes, on one line, with control characters escaped."""
    inner = repr(text)[1:-1].replace("\\'", "'")
    return f'"{inner}"'


def said(value: object) -> str:
    """Give a wrong value as a sentence shows it: short, on one line."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, bool):
        return str(value).lower()
    shown = quoted(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST_QUOTE else shown[: _LONGEST_QUOTE - 1] + "…"


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    if not -math.inf < value < math.inf:
        raise ValueError
    return value


def _number_or_text(text: str) -> object:
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text

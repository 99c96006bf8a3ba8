"""How values of the Obsidian plugin's settings become ours; each reader says what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from srs.settings.kinds import Clock

Values = tuple[object, ...]
Reader = Callable[[object], Values]  # one value for each of our keys; raises ValueError
_LARGEST = 1e300  # beyond it whole numbers cannot be divided

CARD_ORDERS = {
    "DueFirstSequential": ("due", False),
    "DueFirstRandom": ("due", True),
    "NewFirstSequential": ("new", False),
    "NewFirstRandom": ("new", True),
    "EveryCardRandomDeckAndCard": ("random", False),
}
DECK_ORDERS = ("PrevDeckComplete_Sequential", "PrevDeckComplete_Random")


def flag(value: object) -> Values:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return (value,)


def either(yes: object, no: object) -> Reader:
    """One of two values for true and false."""
    return lambda value: (yes if flag(value)[0] else no,)


def one_of(values: Mapping[str, Values]) -> Reader:
    """Values by a word."""

    def read(value: object) -> Values:
        if not isinstance(value, str) or value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return values[value]

    return read


def whole(low: int, high: int, keys: int = 1) -> Reader:
    """A whole number brought within bounds, for so many keys."""
    return lambda value: (round(min(max(_finite(value), low), high)),) * keys


def factor(low: float, high: float, percent_from: float) -> Reader:
    """A factor brought within bounds; a number that is too large for one is taken for per cent."""

    def read(value: object) -> Values:
        number = _finite(value)
        return (min(max(number / 100 if number > percent_from else number, low), high),)

    return read


def inside(value: object) -> Values:
    """A separator within a line, blanks and all."""
    text = _line(value)
    return (text if text.strip() else "",)


def own_line(value: object) -> Values:
    """A separator that is a line; one with blanks around it is never found by the plugin."""
    text = _line(value)
    return (text if text == text.strip() else "",)


def words(value: object) -> tuple[str, ...]:
    """A list of texts; empty ones, which settings pages leave behind, mean nothing."""
    found = value.split() if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("a list of texts")
    return tuple(word for word in found if word.strip())


def word_list(value: object) -> Values:
    """The same, as the value of one key."""
    return (words(value),)


def clozes(value: object) -> Values:
    """Patterns of deletions, without those that cannot be read."""
    return (tuple(pattern for pattern in words(value) if is_pattern(pattern)),)


def is_pattern(text: str) -> bool:
    """Whether a text can be read as a pattern of deletions."""
    from srs.markdown.cloze_pattern import read_pattern

    try:
        read_pattern(text)
    except ValueError:
        return False
    return True


def clock(value: object) -> Values:
    """A time of day."""
    try:
        return (Clock().read(value),)
    except ValueError:
        raise ValueError(Clock.allowed) from None


def _line(value: object) -> str:
    if not isinstance(value, str) or len(value.splitlines()) > 1:
        raise ValueError("one line of text")
    return value


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number")
    if not -_LARGEST < value < _LARGEST:
        raise ValueError("a number")
    return value

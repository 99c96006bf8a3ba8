"""How somebody answers: which ratings, how many new cards, how long an answer takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_RATINGS = (1, 2, 3, 4)
_LONGEST_SECONDS = 60


class Habits(NamedTuple):
    """Shares of the ratings: of first answers (Again to Easy), of what is recalled (Hard to Easy).

    `new_cards` are those begun on a day, `seconds` what an answer takes on average, as far as they
    are known. The defaults are those of simulations that were published.
    """

    first: tuple[float, ...] = (0.24, 0.094, 0.495, 0.171)
    recalled: tuple[float, ...] = (0.224, 0.631, 0.145)
    new_cards: float | None = None
    seconds: float | None = None


def habits_of(
    firsts: Iterable[int], later: Iterable[int], days: int, seconds: Iterable[float] = ()
) -> Habits:
    """Give the habits that ratings show: of first answers, and of the first on each later day.

    `days` is how many days they span, `seconds` what answers took; longer ones than a minute are
    taken as a minute, for then somebody was away. What is not known is as by default.
    """
    begun, asked = Counter(firsts), Counter(later)
    took = [min(each, _LONGEST_SECONDS) for each in seconds]
    usual = Habits()
    return Habits(
        _shares(begun, _RATINGS) or usual.first,
        _shares(asked, _RATINGS[1:]) or usual.recalled,
        begun.total() / days if days else None,
        sum(took) / len(took) if took else None,
    )


def _shares(counts: Counter[int], ratings: Iterable[int]) -> tuple[float, ...]:
    """The share of each rating; none without any."""
    found = [counts[rating] for rating in ratings]
    total = sum(found)
    return tuple(count / total for count in found) if total else ()

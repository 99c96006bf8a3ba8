"""Everything that `srs stats --full` tells: the cards as they are, and the answers so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from srs.model import FsrsSchedule, Rating, Review, Schedule, Sm2Schedule
from srs.stats.answers import Answer, is_lapse
from srs.stats.days import Streaks, calendar, streaks
from srs.stats.histogram import DIFFICULTY, EASE_PERCENT, INTERVAL_DAYS, SECONDS, Bin, histogram

PERIODS = {"day": 1, "week": 7, "month": 30}
HARDEST = 10
LEAST_FORETOLD = 100


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the answers were any but Again."""

    recalled: int
    asked: int

    @property
    def percent(self) -> float | None:
        """The share in per cent, None where nothing was asked."""
        return round(100 * self.recalled / self.asked, 1) if self.asked else None


@dataclass(frozen=True, slots=True)
class Retention:
    """What was recalled in the days up to today, of young cards, mature ones and all."""

    period: str
    days: int
    young: Share
    mature: Share
    total: Share


@dataclass(frozen=True, slots=True)
class TimePerCard:
    """How long answers took, as far as that was noted."""

    answers: int
    total_s: float
    mean_s: float | None
    median_s: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card that was forgotten often. `line` counts from 1, 0 where it was not found.

    `is_leech` if it was so as often as a leech is by the settings.
    """

    deck: str
    note: str
    card: int
    front: str
    lapses: int
    answers: int
    line: int = 0
    is_leech: bool = False


@dataclass(frozen=True, slots=True)
class Foretold:
    """Answers whose chance of recall FSRS puts in one tenth: its mean, the share recalled."""

    predicted: float
    recalled: float
    answers: int


@dataclass(frozen=True, slots=True)
class FullStats:
    """All figures. Ease is of SM-2's cards, difficulty of those of FSRS.

    `foretold` holds what FSRS predicts against what was recalled, `foretold_in_all` all of it.
    """

    answers: int
    intervals: tuple[Bin, ...]
    eases: tuple[Bin, ...]
    difficulties: tuple[Bin, ...]
    retention: tuple[Retention, ...]
    ratings: tuple[tuple[Rating, int], ...]
    hours: tuple[Share, ...]
    time: TimePerCard
    calendar: tuple[tuple[date, int], ...]
    streaks: Streaks
    hardest: tuple[HardCard, ...]
    foretold: tuple[Foretold, ...] = ()

    @property
    def foretold_in_all(self) -> Foretold | None:
        """All tenths as one; None without answers that can be predicted."""
        answers = sum(each.answers for each in self.foretold)
        if not answers:
            return None
        predicted = sum(each.predicted * each.answers for each in self.foretold) / answers
        recalled = sum(each.recalled * each.answers for each in self.foretold) / answers
        return Foretold(predicted, recalled, answers)

    @property
    def foretold_enough(self) -> bool:
        """Whether the answers that can be predicted are enough to tell anything."""
        return sum(each.answers for each in self.foretold) >= LEAST_FORETOLD


def full(
    schedules: Iterable[Schedule],
    given: Sequence[Answer],
    histories: Iterable[Sequence[Review]],
    today: date,
) -> FullStats:
    """Compute all figures of schedules, of answers, and of each card's reviews."""
    known = list(schedules)
    days = [answer.day for answer in given]
    return FullStats(
        answers=len(given),
        intervals=histogram((each.interval_days for each in known), INTERVAL_DAYS),
        eases=histogram(
            (each.ease_percent for each in known if isinstance(each, Sm2Schedule)), EASE_PERCENT
        ),
        difficulties=histogram(
            (each.difficulty for each in known if isinstance(each, FsrsSchedule)), DIFFICULTY
        ),
        retention=tuple(retention(given, today, period) for period in PERIODS),
        ratings=tuple((each, sum(a.rating is each for a in given)) for each in Rating),
        hours=tuple(_share(a for a in given if a.hour == hour) for hour in range(24)),
        time=time_per_card(given),
        calendar=calendar(days, today),
        streaks=streaks(days, today),
        hardest=hardest(histories),
    )


def retention(given: Iterable[Answer], today: date, period: str) -> Retention:
    """Give the share recalled of cards that had waited a day or more, in the days up to today."""
    days = PERIODS[period]
    telling = [each for each in given if each.counts and 0 <= (today - each.day).days < days]
    young = _share(each for each in telling if not each.is_mature)
    mature = _share(each for each in telling if each.is_mature)
    return Retention(period, days, young, mature, _share(telling))


def _share(given: Iterable[Answer]) -> Share:
    recalled = [each.is_recalled for each in given]
    return Share(sum(recalled), len(recalled))


def time_per_card(given: Iterable[Answer]) -> TimePerCard:
    """Give how long answers took."""
    seconds = [each.elapsed_ms / 1000 for each in given if each.elapsed_ms is not None]
    return TimePerCard(
        len(seconds),
        round(sum(seconds), 1),
        round(fmean(seconds), 1) if seconds else None,
        round(median(seconds), 1) if seconds else None,
        histogram(seconds, SECONDS),
    )


def hardest(histories: Iterable[Sequence[Review]], most: int = HARDEST) -> tuple[HardCard, ...]:
    """Give the cards that were forgotten most often, the worst first; none without a lapse."""
    found = [_hard_card(reviews) for reviews in histories]
    lapsed = [each for each in found if each.lapses]
    lapsed.sort(key=lambda each: (-each.lapses, -each.lapses / each.answers, each.deck, each.front))
    return tuple(lapsed[:most])


def _hard_card(reviews: Sequence[Review]) -> HardCard:
    last = reviews[-1]
    graded = [each for each in reviews if each.rating is not None]
    lapses = sum(map(is_lapse, graded))
    return HardCard(last.deck, last.note, last.card, last.front, lapses, len(graded))

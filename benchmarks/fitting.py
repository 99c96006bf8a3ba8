"""Measure `srs fit` on simulated logs: `python benchmarks/fitting.py`.

A memory other than the published one answers cards that FSRS schedules; what it answers is written
as a log of that many reviews and fitted by a whole process. The floor beside it is a process that
reads the same log and predicts every review of it once. Ends with 1 where the goal is missed.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from srs.simulation import Habits
from srs.simulation.mind import Mind

GOALS_SECONDS = {12_580: 2.0, 100_000: 20.0}
BEGINNING = datetime(2024, 1, 1, 12, tzinfo=UTC)
DESIRED_RETENTION = 0.9
REVIEWS_OF_A_CARD = 10
DAYS = 365
ONE_PASS = """
import sys
from datetime import time
from pathlib import Path
from srs.commands.fit_reviews import answers_in
from srs.fitting.model import predictions
from srs.fitting.samples import samples
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
path = Path(sys.argv[1])
for history in samples(answers_in(path, str(path)), time(4)):
    predictions(DEFAULT_PARAMETERS, history)
"""

Answer = tuple[int, int, int]  # the day, the card, the rating


def main() -> int:
    """Make the logs, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, nargs="*", default=list(GOALS_SECONDS))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    is_missed = False
    print("| reviews | srs fit | CPU | memory | one pass | × | python -c pass | goal |")
    print("|---|---|---|---|---|---|---|---|")
    for reviews in options.reviews:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "reviews.csv"
            write(log, answers(reviews, random.Random(reviews)))
            seconds, line = measured(log, reviews, options.rounds)
        print(line, flush=True)
        is_missed |= seconds > GOALS_SECONDS.get(reviews, seconds)
    return int(is_missed)


def answers(count: int, chance: random.Random) -> list[Answer]:
    """The first answers, in the order of their days, of as many cards as give enough in a year."""
    memory = Mind(unlike_the_published(chance))
    found: list[Answer] = []
    due: dict[int, list[int]] = defaultdict(list)
    cards: dict[int, tuple[float, float, int]] = {}
    new_a_day = max(1, round(count / REVIEWS_OF_A_CARD / DAYS))
    day = 0
    while len(found) < count:
        due[day] += range(len(cards), len(cards) + new_a_day)
        for card in due.pop(day):
            rating, after = answered(memory, cards.get(card), day, chance)
            found.append((day, card, rating))
            if rating == 1:
                found.append((day, card, 3))
                after = memory.again_today(*after)
            interval = after[0] * memory.modifier(DESIRED_RETENTION) * chance.uniform(0.8, 1.5)
            due[day + max(1, round(interval))].append(card)
            cards[card] = (*after, day)
        day += 1
    return found[:count]


def unlike_the_published(chance: random.Random) -> tuple[float, ...]:
    """Parameters of which each is up to a third off."""
    return tuple(each * chance.uniform(0.75, 1.3) for each in DEFAULT_PARAMETERS)


def answered(
    memory: Mind, card: tuple[float, float, int] | None, day: int, chance: random.Random
) -> tuple[int, tuple[float, float]]:
    """A rating, and stability and difficulty after it."""
    if card is None:
        (rating,) = chance.choices((1, 2, 3, 4), Habits().first)
        return rating, memory.first(rating)
    stability, difficulty, last = card
    recall = memory.recall(day - last, stability)
    rating = 1
    if chance.random() < recall:
        (rating,) = chance.choices((2, 3, 4), Habits().recalled)
    return rating, memory.after(stability, difficulty, rating, recall)


def write(log: Path, found: list[Answer]) -> None:
    """Write answers as a log, those of a day one second after the other."""
    with log.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["card_id", "review_rating", "review_time", "review_duration"])
        for (_, card, rating), moment in zip(found, moments(found), strict=True):
            rows.writerow([card, rating, moment.isoformat(), 5000])


def moments(found: list[Answer]) -> Iterator[datetime]:
    """When each answer is given."""
    last, second = -1, 0
    for day, _, _ in found:
        second = second + 1 if day == last else 0
        last = day
        yield BEGINNING + timedelta(days=day, seconds=second)


def measured(log: Path, reviews: int, rounds: int) -> tuple[float, str]:
    """Median seconds of the fit, and its row; fit and floors alternate."""
    fits, passes, bare = [], [], []
    for _ in range(rounds):
        fits.append(run("-m", "srs", "fit", "--csv", str(log)))
        passes.append(run("-c", ONE_PASS, str(log)))
        bare.append(run("-c", "pass"))
    seconds, cpu, memory = (statistics.median(each) for each in zip(*fits, strict=True))
    floor = statistics.median(each[0] for each in passes)
    ratio = statistics.median(one[0] / other[0] for one, other in zip(fits, passes, strict=True))
    goal = GOALS_SECONDS.get(reviews)
    cells = [
        f"{reviews:,}",
        f"{seconds:.2f} s",
        f"{cpu:.2f} s",
        f"{memory:.0f} MB",
        f"{floor:.2f} s",
        f"{ratio:.1f}",
        f"{statistics.median(each[0] for each in bare) * 1000:.0f} ms",
        f"{goal:.0f} s" if goal else "",
    ]
    return seconds, f"| {' | '.join(cells)} |"


def run(*words: str) -> tuple[float, float, float]:
    """Run Python to its end; gives seconds, seconds of CPU, and the most memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"failed: {' '.join(words)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())

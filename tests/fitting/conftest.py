"""One real log of reviews, as samples."""

from __future__ import annotations

import csv
import gzip
from datetime import datetime, time
from pathlib import Path

import pytest

from srs.fitting.samples import Answer, Histories, samples

REAL_LOG = Path(__file__).parents[1] / "data" / "fitting" / "reviews.csv.gz"


@pytest.fixture(scope="session")
def real_log() -> Histories:
    with gzip.open(REAL_LOG, "rt", encoding="utf-8") as file:
        answers = [
            Answer(
                row["card_id"],
                datetime.fromisoformat(row["review_time"]),
                int(row["review_rating"]),
            )
            for row in csv.DictReader(file)
        ]
    return samples(answers, time(11))

"""`srs fit`: what is fitted, from where, and when it is too early."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.commands import fit
from srs.errors import SourceError
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS

if TYPE_CHECKING:
    from tests.commands.desk import Desk
else:
    from desk import Desk

REAL_LOG = Path(__file__).parents[1] / "data" / "fitting" / "reviews.csv.gz"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("srs.toml", 'day_starts_at = "11:00"\n')
    desk.write("reviews.csv", gzip.decompress(REAL_LOG.read_bytes()).decode("utf-8"))
    return desk


def test_a_log_in_a_file_is_fitted(desk: Desk) -> None:
    assert fit.run(desk.context(as_json=True), Path("reviews.csv")) == 0
    document = desk.document
    assert document["better"] is True
    assert document["after"]["log_loss"] <= 0.4347 < document["before"]["log_loss"]
    assert len(document["parameters"]) == len(DEFAULT_PARAMETERS)
    assert sum(count for _, _, count in document["calibration"]) == 5310


def test_figures_chart_and_parameters_are_shown(desk: Desk) -> None:
    assert fit.run(desk.context(), Path("reviews.csv")) == 0
    assert desk.lines[0].startswith("5310 reviews held back")
    assert desk.lines[-1].startswith("parameters = [")


def test_an_empty_log_is_too_early(desk: Desk) -> None:
    assert fit.run(desk.context(), None) == 1
    assert "too early" in desk.said[-1]


def test_a_wrong_line_is_named(desk: Desk) -> None:
    desk.write("wrong.csv", "card_id,review_rating,review_time\n1,5,2024-03-29T20:32:32+00:00\n")
    with pytest.raises(SourceError, match=r"^wrong\.csv:2: needs card_id"):
        fit.run(desk.context(), Path("wrong.csv"))

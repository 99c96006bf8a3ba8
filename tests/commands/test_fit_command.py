"""`srs fit`: what is fitted, from where, when it is too early, and what is written."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from srs.commands import fit
from srs.commands.fit import FitOptions
from srs.commands.fit_reviews import answers_logged
from srs.errors import ConfigError, SaveError, SourceError
from srs.fitting.samples import Answer
from srs.history.lines import format_line
from srs.model import Rating, Review, ReviewKind
from srs.scheduling.fsrs_memory import DEFAULT_PARAMETERS
from tests.fitting.answering import OTHER_PARAMETERS, answers

if TYPE_CHECKING:
    from tests.commands.desk import Desk
else:
    from desk import Desk

REAL_LOG = Path(__file__).parents[1] / "data" / "fitting" / "reviews.csv.gz"
REAL = FitOptions(Path("real.csv"))
SMALL = FitOptions(Path("reviews.csv"))
WRITE = FitOptions(Path("reviews.csv"), write=True)
CONFIG = '# mine\r\nday_starts_at = "02:00"\r\n\r\n[fsrs]  # of us\r\n#parameters = []\r\n'
NEW_IN_FSRS = "fsrs,2025-01-01T00:00:00.000Z,0,0,0,0,0,0,0,-"
AFTER_MIDNIGHT = datetime(2025, 1, 2, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="module")
def few() -> list[Answer]:
    """Answers between half past one and half past two in the night, over a change of the clock."""
    return list(answers(AFTER_MIDNIGHT))


@pytest.fixture
def desk(tmp_path: Path, few: list[Answer]) -> Desk:
    desk = Desk(tmp_path)
    desk.write("srs.toml", CONFIG)
    desk.write("reviews.csv", as_csv(few))
    return desk


def as_csv(answers: Iterable[Answer]) -> str:
    rows = (f"{each.card},{each.rating},{each.time.isoformat()}" for each in answers)
    return "\n".join(("card_id,review_rating,review_time", *rows))


def as_log(answers: Iterable[Answer]) -> str:
    return "".join(f"{format_line(each)}\n" for each in as_reviews(answers))


def as_reviews(answers: Iterable[Answer]) -> list[Review]:
    return [
        Review(
            id=f"id{number}",
            time=each.time,
            deck="/decks/a.md",
            note=f"note {each.card}",
            card=0,
            kind=ReviewKind.REVIEW,
            rating=Rating(each.rating),
        )
        for number, each in enumerate(answers)
    ]


def test_the_real_log_is_fitted(desk: Desk) -> None:
    desk.write("srs.toml", 'day_starts_at = "11:00"\n')
    desk.write("real.csv", gzip.decompress(REAL_LOG.read_bytes()).decode("utf-8"))
    assert fit.run(desk.context(as_json=True), REAL) == 0
    document = desk.document
    assert document["better"] is True
    assert document["written"] is None
    assert document["after"]["log_loss"] <= 0.4347 < document["before"]["log_loss"]
    assert len(document["parameters"]) == len(DEFAULT_PARAMETERS)
    assert sum(count for _, _, count in document["calibration"]) == 5310


def test_figures_chart_and_parameters_are_shown_in_80_columns(desk: Desk) -> None:
    before = desk.read("srs.toml")
    assert fit.run(desk.context(), SMALL) == 0
    assert "reviews held back in a time split" in desk.lines[0]
    assert [line.split()[0] for line in desk.lines[3:5]] == ["before", "after"]
    bars = desk.lines[7 : desk.lines.index("", 7)]
    assert all("|" in bar and "#" in bar for bar in bars[2:])
    start = desk.lines.index("parameters = [")
    assert len(tomllib.loads("\n".join(desk.lines[start:]))["parameters"]) == 21
    assert all(len(line) < 80 and line.isascii() for line in desk.lines)
    assert desk.read("srs.toml") == before


def test_the_log_is_fitted_by_the_days_of_its_zone(desk: Desk, few: list[Answer]) -> None:
    desk.write(".data/log/here.jsonl", as_log(few))
    fit.run(desk.context(as_json=True), FitOptions())
    logged = desk.document
    nights = {(each.card, (each.time - timedelta(hours=2)).date()) for each in few}
    predicted = len(nights) - len({each.card for each in few})
    assert logged["before"]["count"] == 5 * (predicted // 6)
    fit.run(desk.context(as_json=True), SMALL)
    assert desk.document == logged


def test_only_the_first_answer_of_a_night_counts(desk: Desk, few: list[Answer]) -> None:
    again = [replace(each, time=each.time + timedelta(minutes=9)) for each in few]
    counts = []
    for name, some in (("once", few), ("twice", [*few, *again])):
        desk.write(".data/log/here.jsonl", as_log(sorted(some, key=lambda each: each.time)))
        fit.run(desk.context(as_json=True), FitOptions())
        counts.append((name, desk.document["before"]["count"]))
    assert counts[0][1] == counts[1][1]


def test_a_card_counts_from_where_it_was_new() -> None:
    time = AFTER_MIDNIGHT
    given = [Answer("a", time + timedelta(days=day), 3) for day in range(6)]
    reviews = as_reviews(given)
    reviews[0] = reviews[0]._replace(before="2025-01-01,90,250", after="x")
    reviews[1] = reviews[1]._replace(before="x", after="2025-01-09,5,230")
    reviews[2] = reviews[2]._replace(before="2025-01-09,5,230")
    reviews[3] = reviews[3]._replace(kind=ReviewKind.RESET, rating=None)
    assert [each.time for each in answers_logged(reviews)] == [
        each.time for each in (given[4], given[5])
    ]
    assert len(answers_logged(as_reviews(given))) == 6


def test_a_new_beginning_is_another_card() -> None:
    reviews = as_reviews(Answer("a", AFTER_MIDNIGHT + timedelta(days=day), 3) for day in range(3))
    reviews[1] = reviews[1]._replace(kind=ReviewKind.RESET, rating=None)
    first, other = answers_logged(reviews)
    assert first.card != other.card


@pytest.mark.parametrize("before", [None, "2000-01-01,1,250", NEW_IN_FSRS])
def test_what_counts_as_new(before: str | None) -> None:
    reviews = as_reviews([Answer("a", AFTER_MIDNIGHT, 3)])
    assert len(answers_logged([reviews[0]._replace(before=before)])) == 1


@pytest.mark.parametrize("count", [0, 399])
def test_too_few_are_too_early(desk: Desk, count: int) -> None:
    cards = [Answer(str(card), AFTER_MIDNIGHT, 3) for card in range(count)]
    later = [replace(each, time=each.time + timedelta(days=3)) for each in cards]
    desk.write("reviews.csv", as_csv([*cards, *later]))
    before = desk.read("srs.toml")
    assert fit.run(desk.context(), WRITE) == 1
    assert f"too early to fit: {count} reviews can be predicted" in desk.said[-1]
    assert desk.lines == []
    assert desk.read("srs.toml") == before


def test_four_hundred_are_enough(desk: Desk) -> None:
    cards = [Answer(str(card), AFTER_MIDNIGHT, 3) for card in range(400)]
    later = [replace(each, time=each.time + timedelta(days=3)) for each in cards]
    desk.write("reviews.csv", as_csv([*cards, *later]))
    assert fit.run(desk.context(), SMALL) == 0


def test_parameters_that_predict_no_better_are_not_taken(desk: Desk) -> None:
    config = f"[fsrs]\nparameters = {list(OTHER_PARAMETERS)}\n"
    desk.write("srs.toml", config)
    assert fit.run(desk.context(), WRITE) == 1
    assert "The old parameters are kept:" in desk.lines
    start = desk.lines.index("parameters = [")
    shown = tomllib.loads("\n".join(desk.lines[start:]))["parameters"]
    assert shown == list(OTHER_PARAMETERS)
    assert desk.said[-1] == "srs: Nothing was written to srs.toml: the old parameters are kept."
    assert desk.read("srs.toml") == config


def test_parameters_are_written_when_asked(desk: Desk) -> None:
    assert fit.run(desk.context(), WRITE) == 0
    assert desk.lines[-1] == "They were written to srs.toml."
    start = desk.lines.index("parameters = [")
    shown = desk.lines[start:-1]
    head, tail = CONFIG.split("#parameters")
    written = "".join(f"{line}\r\n" for line in shown)
    assert desk.read("srs.toml") == f"{head}{written}#parameters{tail}"
    fit.run(desk.context(as_json=True), SMALL)
    assert desk.document["better"] is False


def test_json_says_where_they_were_written(desk: Desk) -> None:
    desk.write("pyproject.toml", '[tool.srs]\nalgorithm = "fsrs"\n')
    (desk.folder / "srs.toml").unlink()
    assert fit.run(desk.context(as_json=True), WRITE) == 0
    document = desk.document
    assert document["written"] == "pyproject.toml"
    written = tomllib.loads(desk.read("pyproject.toml"))["tool"]["srs"]
    assert written == {"algorithm": "fsrs", "fsrs": {"parameters": document["parameters"]}}


def test_without_a_configuration_nothing_is_made(desk: Desk) -> None:
    (desk.folder / "srs.toml").unlink()
    with pytest.raises(SaveError, match=r"There is no srs\.toml to write to; `srs init` makes one"):
        fit.run(desk.context(), WRITE)
    assert not (desk.folder / "srs.toml").exists()


def test_what_is_no_toml_is_refused(desk: Desk) -> None:
    desk.write("srs.toml", "[fsrs\n")
    with pytest.raises(ConfigError, match=r"^srs\.toml:1: this is not TOML"):
        fit.run(desk.context(), WRITE)
    assert desk.read("srs.toml") == "[fsrs\n"


def test_a_table_in_one_line_is_refused_and_the_figures_shown(desk: Desk) -> None:
    desk.write("srs.toml", config := "fsrs = {}\n")
    with pytest.raises(SaveError, match=r"^srs\.toml: `fsrs\.parameters` cannot be placed"):
        fit.run(desk.context(), WRITE)
    assert "parameters = [" in desk.lines
    assert desk.read("srs.toml") == config


def test_a_file_that_is_read_only_is_refused(desk: Desk) -> None:
    (desk.folder / "srs.toml").chmod(0o444)
    with pytest.raises(SaveError, match="read-only"):
        fit.run(desk.context(), WRITE)
    assert desk.read("srs.toml") == CONFIG


def test_what_is_no_csv_is_named(desk: Desk) -> None:
    desk.write("reviews.csv", f"card_id,review_rating,review_time\n{'x' * 200_000}\n")
    with pytest.raises(SourceError, match=r"^reviews\.csv:2: this is not CSV"):
        fit.run(desk.context(), SMALL)


def test_a_wrong_line_is_named(desk: Desk) -> None:
    desk.write("wrong.csv", "card_id,review_rating,review_time\n1,5,2024-03-29T20:32:32+00:00\n")
    with pytest.raises(SourceError, match=r"^wrong\.csv:2: needs card_id"):
        fit.run(desk.context(), FitOptions(Path("wrong.csv")))

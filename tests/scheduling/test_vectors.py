"""What the Obsidian plugin 1.15.4 was seen to do, row by row, to the character."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from srs.markdown.sr_comment import format_schedule, read_comment
from srs.model import Rating, Schedule
from srs.moment import Moment
from srs.scheduling import fsrs, sm2
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.scheduling.sm2 import Sm2State

DATA = Path(__file__).parents[1] / "data" / "scheduling"
TODAY = date(2025, 1, 1)
SM2_NAMES = {
    "baseEase": "base_ease_percent",
    "lapsesIntervalChange": "hard_factor",
    "easyBonus": "easy_bonus",
    "maximumInterval": "max_interval_days",
    "loadBalance": "load_balance",
}


def table(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return loaded


def sequences(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sm2_settings(plugin: dict[str, Any]) -> Sm2Settings:
    return Sm2Settings(
        **{SM2_NAMES[name]: value for name, value in plugin.items()}, overdue="plugin"
    )


def read(segment: str | None) -> Schedule | None:
    if segment is None:
        return None
    comment = read_comment(f"<!--SR:!{segment.removeprefix('!')}-->", 0)
    assert comment is not None
    assert comment.segments[0].problem is None
    return comment.segments[0].schedule


def moment_at(stamp: str, zone: tzinfo = UTC) -> Moment:
    now = datetime.fromisoformat(stamp).astimezone(zone)
    return Moment(now, now.date())


def by_sm2(segment: str | None, response: str, now: str, settings: Sm2Settings) -> str:
    moment = moment_at(now)
    if response == "Reset":
        return format_schedule(sm2.reset(moment, settings))
    rating = Rating[response.upper()]
    return format_schedule(sm2.outcomes(read(segment), moment, settings, {})[rating])


def by_fsrs(
    segment: str | None, response: str | int, moment: Moment, settings: FsrsSettings
) -> str:
    if response in ("reset", "Reset"):
        return format_schedule(fsrs.reset(moment, settings))
    rating = Rating(response) if isinstance(response, int) else Rating[response.upper()]
    return format_schedule(fsrs.outcomes(read(segment), moment, settings, {})[rating])


def test_sm2_intervals() -> None:
    vectors = table("sm2_interval.json")
    settings = [sm2_settings(plugin) for plugin in vectors["settings"]]
    loads = [
        {TODAY + timedelta(days=int(days)): count for days, count in histogram.items()}
        for histogram in vectors["histograms"]
    ]
    assert len(vectors["rows"]) == 3683
    for response, interval, ease, late, load, setting, new_interval, new_ease in vectors["rows"]:
        rating, state = Rating[response.upper()], Sm2State(interval, ease, late)
        got = sm2.next_interval(rating, state, TODAY, settings[setting], loads[load])
        row = (response, interval, ease, late, load, setting)
        assert (row, got, sm2.next_ease(rating, ease)) == (row, new_interval, new_ease)


def test_sm2_segments() -> None:
    vectors = table("sm2_segments.json")
    settings = [sm2_settings(plugin) for plugin in vectors["settings"]]
    assert len(vectors["rows"]) == 766
    for segment, response, now, setting, new_segment in vectors["rows"]:
        row = (segment, response, now, setting)
        assert (row, by_sm2(segment, response, now, settings[setting])) == (row, new_segment)


@pytest.mark.parametrize("overdue", ["count", "plugin"])
def test_fsrs_segments_under_sm2(overdue: str) -> None:
    rows = [row for row in table("migration.json")["rows"] if row[1] == "SM-2-OSR"]
    settings = Sm2Settings(overdue="plugin" if overdue == "plugin" else "count")
    assert len(rows) == 94
    for segment, _, response, now, new_segment in rows:
        row = (segment, response, now)
        assert (row, by_sm2(segment, response, now, settings)) == (row, new_segment)


def test_sm2_segments_under_fsrs() -> None:
    rows = [row for row in table("migration.json")["rows"] if row[1] == "FSRS"]
    assert len(rows) == 146
    for segment, _, response, now, new_segment in rows:
        row = (segment, response, now)
        got = by_fsrs(segment, response, moment_at(now), FsrsSettings())
        assert (row, got) == (row, new_segment)


def test_fsrs_sequences_with_weights_and_zones() -> None:
    answers = 0
    for card in sequences("fsrs_sequences.jsonl.gz"):
        weights = tuple(card["w"] or ())
        settings = FsrsSettings(card["request_retention"], weights, card["maximum_interval"])
        segment = card["start"]
        for review in card["reviews"]:
            moment = moment_at(review["t"], ZoneInfo(card["tz"]))
            segment = "!" + by_fsrs(segment, review["rating"], moment, settings)
            where = (card["id"], review["t"])
            assert (where, segment) == (where, review["comment"])
            answers += 1
    assert answers == 4152


def test_fsrs_sequences_under_the_plugins_settings() -> None:
    answers = 0
    for card in sequences("fsrs_plugin_sequences.jsonl.gz"):
        plugin = card["settings"]
        settings = FsrsSettings(
            desired_retention=plugin.get("fsrsDesiredRetention", 0.9),
            max_interval_days=plugin.get("maximumInterval", 36525),
        )
        segment = card["start_segment"]
        for (response, now), expected in zip(
            card["sequence"], card["expected_segments"], strict=True
        ):
            segment = by_fsrs(segment, response, moment_at(now), settings)
            assert (card["id"], now, segment) == (card["id"], now, expected)
            answers += 1
    assert answers == 1566

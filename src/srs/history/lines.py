"""An entry of the review log as a line of text, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from srs.model import Rating, Review, ReviewKind


class SettingsEntry(NamedTuple):
    """What a scheduler was run with, under a digest that reviews refer to."""

    digest: str
    values: Mapping[str, object]


Entry = Review | SettingsEntry


def format_line(entry: Entry) -> str:
    """Give the line of an entry, in ASCII, without its line break."""
    if isinstance(entry, SettingsEntry):
        return json.dumps({"settings": entry.digest, "values": entry.values})
    fields: dict[str, object] = {
        "id": entry.id,
        "time": entry.time.isoformat(timespec="milliseconds"),
        "kind": entry.kind.value,
        "deck": entry.deck,
        "note": entry.note,
        "card": entry.card,
        "front": entry.front,
        "rating": None if entry.rating is None else int(entry.rating),
        "elapsed_ms": entry.elapsed_ms,
        "before": entry.before,
        "after": entry.after,
        "replaced": entry.replaced,
        "written": entry.written,
        "algorithm": entry.algorithm,
        "settings": entry.settings,
        "load": {day.isoformat(): count for day, count in entry.load.items()},
        "about": entry.about,
    }
    return json.dumps(
        {name: value for name, value in fields.items() if value not in ("", None, {})}
    )


def read_line(line: str) -> Entry:
    """Read a line. Raises ValueError, with the reason, for what is no entry."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON, or was cut off") from None
    if not isinstance(values, dict):
        raise ValueError("it is no JSON object")
    if isinstance(values.get("values"), dict) and isinstance(values.get("settings"), str):
        return SettingsEntry(values["settings"], values["values"])
    return _review(values)


def _review(values: Mapping[str, object]) -> Review:
    return Review(
        id=_text(values, "id"),
        time=_time(_text(values, "time")),
        deck=_text(values, "deck"),
        note=_text(values, "note"),
        card=_whole(values, "card"),
        kind=_kind(_text(values, "kind")),
        rating=_rating(values),
        elapsed_ms=_whole(values, "elapsed_ms") if "elapsed_ms" in values else None,
        before=_text_or_none(values, "before"),
        after=_text_or_none(values, "after"),
        algorithm=_text_or_none(values, "algorithm") or "sm2",
        about=_text_or_none(values, "about"),
        front=_text_or_none(values, "front") or "",
        replaced=_text_or_none(values, "replaced") or "",
        written=_text_or_none(values, "written") or "",
        settings=_text_or_none(values, "settings") or "",
        load=_load(values),
    )


def _text(values: Mapping[str, object], name: str) -> str:
    text = values.get(name)
    if not isinstance(text, str):
        raise ValueError(f"`{name}` is missing or no text")
    return text


def _text_or_none(values: Mapping[str, object], name: str) -> str | None:
    return _text(values, name) if values.get(name) is not None else None


def _whole(values: Mapping[str, object], name: str) -> int:
    number = values.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(f"`{name}` is missing or no whole number")
    return number


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("`time` has no offset")
    return time


def _kind(text: str) -> ReviewKind:
    if text not in set(ReviewKind):
        raise ValueError(f"the kind {text!r} is unknown")
    return ReviewKind(text)


def _rating(values: Mapping[str, object]) -> Rating | None:
    if values.get("rating") is None:
        return None
    number = _whole(values, "rating")
    if number not in set(Rating):
        raise ValueError(f"there is no rating {number}")
    return Rating(number)


def _load(values: Mapping[str, object]) -> dict[date, int]:
    load = values.get("load", {})
    if not isinstance(load, dict):
        raise ValueError("`load` is no object")
    return {date.fromisoformat(day): _whole(load, day) for day in load}

"""A card as a JSON object, with the field names that scripts rely on."""

from __future__ import annotations

from datetime import UTC, datetime

from srs.collection.deck import Deck
from srs.model import Card, FsrsSchedule, Note, Schedule
from srs.scheduling.lines import is_learning, line_of


def card_object(deck: Deck, note: Note, card: Card) -> dict[str, object]:
    """Give the object of `srs cards --json` for one card."""
    sides = deck.parsed.sides(note)[card.number]
    return {
        "path": deck.shown,
        "line": note.first_line + 1,
        "end_line": note.last_line + 1,
        "kind": note.kind,
        "note": note.number,
        "card": card.number,
        "front": readable(sides.front),
        "back": readable(sides.back),
        "decks": list(deck.names(note)),
        "tags": list(deck.tags(note)),
        "context": [readable(heading) for heading in note.context],
        "block_id": note.block_id,
        "state": state_of(card.schedule),
        "due": due_text(card.schedule),
        "schedule": schedule_object(card.schedule),
    }


def state_of(schedule: Schedule | None) -> str:
    """`new`, `learning`, `review` or `relearning`."""
    if schedule is None:
        return "new"
    if isinstance(schedule, FsrsSchedule):
        return schedule.state.name.lower()
    return "learning" if is_learning(line_of(schedule)) else "review"


def due_text(schedule: Schedule | None) -> str | None:
    """A date (SM-2) or a time stamp (FSRS) in ISO 8601."""
    if schedule is None:
        return None
    if isinstance(schedule, FsrsSchedule):
        return _stamp(schedule.due)
    return schedule.due.isoformat()


def schedule_object(schedule: Schedule | None) -> dict[str, object] | None:
    """The stored fields of a schedule."""
    if schedule is None:
        return None
    if isinstance(schedule, FsrsSchedule):
        return {
            "algorithm": "fsrs",
            "due": _stamp(schedule.due),
            "interval": _number(schedule.interval_days),
            "stability": schedule.stability_days,
            "difficulty": schedule.difficulty,
            "state": int(schedule.state),
            "reps": schedule.reps,
            "lapses": schedule.lapses,
            "step": schedule.step,
            "last_review": schedule.last_review and _stamp(schedule.last_review),
        }
    return {
        "algorithm": "sm2",
        "due": schedule.due.isoformat(),
        "interval": _number(schedule.interval_days),
        "ease": _number(schedule.ease_percent),
    }


def _number(value: float) -> float:
    """A whole number without a point."""
    return int(value) if value == int(value) else value


def readable(text: str) -> str:
    """Text that every reader of JSON takes: bytes that were no UTF-8 become replacement marks."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stamp(stamp: datetime) -> str:
    text = stamp.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")

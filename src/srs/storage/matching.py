"""Notes of a changed file found again: by their own text and their order among equals."""

from __future__ import annotations

from collections import Counter

from srs.markdown.parser import Parsed
from srs.model import Note
from srs.pieces import Sides

Key = tuple[str, tuple[Sides, ...], int]


def keys(parsed: Parsed) -> list[Key]:
    """For each note its kind, its text, and how many equal ones stand before it."""
    seen: Counter[tuple[str, tuple[Sides, ...]]] = Counter()
    result = []
    for note in parsed.notes:
        text = (note.kind, parsed.sides(note))
        result.append((*text, seen[text]))
        seen[text] += 1
    return result


def match(old: Parsed, new: Parsed) -> dict[int, Note]:
    """Map the indices of old notes to the same notes in the new text; what is gone has no entry."""
    places = dict(zip(keys(new), new.notes, strict=True))
    return {
        note.number: places[key]
        for key, note in zip(keys(old), old.notes, strict=True)
        if key in places
    }


def match_edited(old: Parsed, new: Parsed, index: int) -> Note | None:
    """The new form of a note whose text was edited: the one between the same two neighbours."""
    same = match(old, new)
    before = max((same[k].number for k in range(index) if k in same), default=-1)
    after = min(
        (same[k].number for k in range(index + 1, len(old.notes)) if k in same), default=None
    )
    end = len(new.notes) if after is None else after
    taken = {note.number for note in same.values()}
    between = [note for note in new.notes[before + 1 : end] if note.number not in taken]
    lost = [k for k in range(len(old.notes)) if k not in same and _between(same, k, before, after)]
    position = lost.index(index) if index in lost else 0
    return between[position] if position < len(between) else None


def _between(same: dict[int, Note], index: int, before: int, after: int | None) -> bool:
    """Whether a lost old note stood between the same two neighbours."""
    lower = max((same[k].number for k in same if k < index), default=-1)
    upper = min((same[k].number for k in same if k > index), default=None)
    return (lower, upper) == (before, after)

"""New schedules as edits of a note's scheduling comment, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from srs.errors import SaveError
from srs.markdown.moving import moved_edits
from srs.markdown.parser import Parsed, parse
from srs.markdown.placing import placements
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.sr_comment import BASE_EASE_PERCENT, format_schedule, unreviewed
from srs.model import Note, Schedule, SrComment
from srs.pieces import Edit, Span
from srs.text import Source, apply_edits

Schedules = Mapping[int, Schedule | None]


def schedule_edits(
    parsed: Parsed, note: Note, schedules: Schedules, base_ease_percent: int = BASE_EASE_PERCENT
) -> list[Edit]:
    """Give the edits that store schedules of a note's cards (counted from 0); None is unreviewed.

    Siblings that have no part of the comment yet get one that says so, with the base ease.
    Raises SaveError where no place is found that leaves the page and all other cards as they are.
    """
    written = {
        card: format_schedule(schedule) if schedule else unreviewed(base_ease_percent)
        for card, schedule in schedules.items()
    }
    for card in range(len(note.comment.segments) if note.comment else 0, len(note.cards)):
        written.setdefault(card, unreviewed(base_ease_percent))
    if note.comment:
        edits = _in_comment(note.comment, written)
        moved = moved_edits(parsed, note, edits) if parsed.syntax.comment == "move" else None
        return moved if moved and _is_read_back(parsed, moved, note, schedules) else edits
    comment = OPENING + "".join(f"!{written[card]}" for card in sorted(written)) + CLOSING
    for placement in placements(parsed, note, comment):
        if placement.plain or _is_read_back(parsed, [placement.edit], note, schedules):
            return [placement.edit]
    raise SaveError(
        f"{parsed.source.path}:{note.first_line + 1}: there is no place for a scheduling comment "
        "that would leave the page as it is. Put a blank line after the card, and close its code "
        "fence if it has one."
    )


def _in_comment(comment: SrComment, written: Mapping[int, str]) -> list[Edit]:
    segments = comment.segments
    edits = [Edit(segments[k].span, text) for k, text in written.items() if k < len(segments)]
    if added := [written[card] for card in sorted(written) if card >= len(segments)]:
        at = comment.span.end - len(CLOSING)
        edits.append(Edit(Span(at, at), "".join(f"!{segment}" for segment in added)))
    return edits


def restoring_edit(parsed: Parsed, note: Note, written: str, replaced: str) -> Edit | None:
    """Give the edit that puts `replaced` back where a note's comment was written as `written`.

    Both may have text around the comment that was put in with it. None if what stands there now
    is not what was written.
    """
    if note.comment is None:
        return None
    start = note.comment.span.start - written.index(OPENING)
    end = start + len(written)
    if start < 0 or parsed.source.text[start:end] != written:
        return None
    return Edit(Span(start, end), replaced)


def _is_read_back(parsed: Parsed, edits: list[Edit], note: Note, schedules: Schedules) -> bool:
    """Whether the edited text has the same notes, the new schedules, and no other change of any."""
    text = apply_edits(parsed.source.text, edits)
    after = parse(Source(parsed.source.path, text), parsed.syntax)
    if len(after.notes) != len(parsed.notes) or len(after.orphans) != len(parsed.orphans):
        return False
    for before, now in zip(parsed.notes, after.notes, strict=True):
        expected = {card.number: card.schedule for card in before.cards}
        if before is note:
            expected |= schedules
        if expected != {card.number: card.schedule for card in now.cards}:
            return False
        if before.kind != now.kind or parsed.sides(before) != after.sides(now):
            return False
    return True

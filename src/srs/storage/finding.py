"""The card of an entry of the log, found in its deck as it is now."""

from __future__ import annotations

from srs.errors import SaveError
from srs.history.names import note_digest
from srs.markdown.parser import Parsed
from srs.markdown.sr_comment import read_segment
from srs.model import Note, Review, Schedule


def find_card(parsed: Parsed, review: Review, segment: str | None) -> Note:
    """Find the card that has this segment: by its text, else as the only one that has it.

    Raises SaveError with what was found instead.
    """
    where = parsed.source.path
    alike = [note for note in parsed.notes if _is_text(parsed, note, review)]
    notes = alike if alike or segment is None else parsed.notes
    fitting = [note for note in notes if _stands_at(parsed, note, review.card, segment)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise SaveError(
            f"{where}: {len(fitting)} cards look like the one that is meant; nothing was written."
        )
    if alike:
        now = segment_of(parsed, alike[0], review.card) or "no schedule"
        raise SaveError(
            f"{where}:{alike[0].first_line + 1}: the card has changed since: it has {now} now, not "
            f"{segment or 'none'}. Nothing was written."
        )
    raise SaveError(
        f"{where}: the card {review.front!r} is gone from the file; nothing was written."
    )


def segment_of(parsed: Parsed, note: Note, card: int) -> str | None:
    """Give a card's segment as it is written in the file."""
    segments = note.comment.segments if note.comment else ()
    return parsed.source.text[slice(*segments[card].span)] if card < len(segments) else None


def schedule_in(segment: str | None) -> Schedule | None:
    """Read a segment that was logged."""
    return None if segment is None else read_segment(segment).schedule


def _stands_at(parsed: Parsed, note: Note, card: int, segment: str | None) -> bool:
    return card < len(note.cards) and segment_of(parsed, note, card) == segment


def _is_text(parsed: Parsed, note: Note, review: Review) -> bool:
    return review.card < len(note.cards) and (
        note_digest(note.kind, parsed.sides(note)) == review.note
    )

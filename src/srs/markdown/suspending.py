"""The tag that suspends a note: whether it is there, and the edits that put it and take it away."""

from __future__ import annotations

from srs.markdown.deck_rules import SUSPENDED
from srs.markdown.parser import Parsed, parse
from srs.model import Note
from srs.pieces import Edit, Span
from srs.text import Source, apply_edits

TAG = f" #{SUSPENDED}"


def is_suspended(note: Note) -> bool:
    """Whether a note has the tag."""
    return SUSPENDED in note.tags


def suspending_edit(parsed: Parsed, note: Note) -> Edit | None:
    """Give what puts the tag at the end of the first line of a note's front.

    That is before a separator, block id or comment there. None where the note would not be
    suspended then, or anything else would be read otherwise.
    """
    at = _place(parsed, note)
    edit = Edit(Span(at, at), TAG)
    return edit if _leads_to(parsed, note, edit, suspended=True) else None


def resuming_edit(parsed: Parsed, note: Note) -> Edit | None:
    """Give what takes that tag away; None as for `suspending_edit`."""
    at = _place(parsed, note)
    if not parsed.source.text.endswith(TAG, 0, at):
        return None
    edit = Edit(Span(at - len(TAG), at), "")
    return edit if _leads_to(parsed, note, edit, suspended=False) else None


def _place(parsed: Parsed, note: Note) -> int:
    """The end of the text of the front's first line."""
    source = parsed.source
    line = source.line_span(source.line_of(note.span.start))
    ends = [line.end, note.span.end]
    if note.separator.start < note.separator.end:
        ends.append(note.separator.start)
    ends += (cut.start for cut in note.cuts if note.span.start < cut.start)
    end = min(ends)
    text = source.text[note.span.start : end]
    return note.span.start + len(text.rstrip(" \t"))


def _leads_to(parsed: Parsed, note: Note, edit: Edit, *, suspended: bool) -> bool:
    """Whether an edit changes that note's tag, and nothing else that is read."""
    text = apply_edits(parsed.source.text, [edit])
    new = parse(Source(parsed.source.path, text), parsed.syntax)
    if len(new.notes) != len(parsed.notes):
        return False
    for before, after in zip(parsed.notes, new.notes, strict=True):
        if _known(before) != _known(after):
            return False
        if before.number == note.number:
            if is_suspended(after) is not suspended:
                return False
        elif parsed.sides(before) != new.sides(after) or before.tags != after.tags:
            return False
    return True


def _known(note: Note) -> object:
    schedules = [card.schedule for card in note.cards]
    return note.kind, schedules, note.context, note.block_id, note.comment is None

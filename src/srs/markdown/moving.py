"""A scheduling comment moved to where the plugin would put it when it writes it anew."""

from __future__ import annotations

from srs.markdown.notes import METADATA_CALLOUT
from srs.markdown.parser import Parsed, parse
from srs.markdown.placing import is_held, placements
from srs.model import Note
from srs.pieces import Edit, Span
from srs.text import Source, apply_edits, edited_region

_FIRST_PREFIX = ">  "


def moved_edits(parsed: Parsed, note: Note, edits: list[Edit]) -> list[Edit] | None:
    """Give edits that move a note's comment and change it as `edits` would; None to leave it.

    Only a comment at the end of the note's last line, or alone on the line after it, is moved;
    that of a single-line note in a list, quote or table stays where it was found. In a callout
    one of the two blanks that the plugin first writes before a comment goes.
    """
    assert note.comment is not None
    place = note.comment.span
    if blank := _surplus_blank(parsed, place):
        return [blank, *edits]
    removal = _removal(parsed, note, place)
    if removal is None or is_held(parsed, note) or _is_at_home(parsed, note, place):
        return None
    without = parse(Source(parsed.source.path, _spliced(parsed, [removal])), parsed.syntax)
    if len(without.notes) != len(parsed.notes):
        return None
    bare = without.notes[note.number]
    if bare.comment is not None:
        return None
    comment = edited_region(parsed.source.text, place, edits)
    for placement in placements(without, bare, comment):
        insertion = _before_removal(placement.edit, removal)
        moved = [removal, insertion]
        same = _spliced(parsed, moved) == _spliced(parsed, edits)
        return None if same else moved
    return None


def _surplus_blank(parsed: Parsed, place: Span) -> Edit | None:
    source, at = parsed.source, place.start
    number = source.line_of(at)
    if source.text[source.starts[number] : at] != _FIRST_PREFIX:
        return None
    if not number or not METADATA_CALLOUT.match(source.lines[number - 1]):
        return None
    return Edit(Span(at - 1, at), "")


def _removal(parsed: Parsed, note: Note, span: Span) -> Edit | None:
    """The edit that takes the comment out, with the blanks or the line break before it."""
    text, end = parsed.source.text, note.span.end
    line = parsed.source.line_of(end)
    if span.end <= end and parsed.source.line_of(span.start) == line:
        start = len(text[: span.start].rstrip(" \t"))
        rest = text[span.end : end].strip(" \t")
        return Edit(Span(start, span.end), "") if rest in ("", note.block_id) else None
    below = parsed.source.line_span(line + 1) if span.start > end else None
    return Edit(Span(end, span.end), "") if span == below else None


def _is_at_home(parsed: Parsed, note: Note, place: Span) -> bool:
    """Whether the comment is on the line after the note, and that is where comments go."""
    elsewhere = parsed.syntax.same_line or parsed.syntax.callout
    return place.start > note.span.end and not elsewhere


def _before_removal(edit: Edit, removal: Edit) -> Edit:
    """An insertion into the text without the comment, as one into the text with it."""
    at = edit.span.start
    if at > removal.span.start:
        at += removal.span.end - removal.span.start
    return Edit(Span(at, at), edit.replacement)


def _spliced(parsed: Parsed, edits: list[Edit]) -> str:
    return apply_edits(parsed.source.text, edits)

"""Rules for comments that are not read: in code, or never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.blocks import Kind
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.sr_comment import read_comment
from srs.model import Note, SrComment
from srs.pieces import Span

_BEGUN = re.compile(r"<!--SR:[ \t]*!?[ \t]*(?:\d|fsrs)", re.ASCII)
_MARKUP = frozenset({"markdown", "md", "html", "xml", "text", "txt"})


def in_fences(deck: CheckedDeck) -> Iterator[Finding]:
    """Comments on the last line of a note's code that look as if they had slipped in there."""
    kinds, lines = deck.parsed.blocks.kinds, deck.source.lines
    at = deck.source.text.find(OPENING)
    while at >= 0:
        number = deck.source.line_of(at)
        if kinds[number] == Kind.CODE and _closes(kinds, number + 1):
            comment = read_comment(deck.source.text, at)
            alone = comment and lines[number].strip() == deck.text_at(comment.span)
            if comment and alone and _slipped_in(deck, number, comment):
                yield Finding(
                    comment.span,
                    "This scheduling comment is code, and is not read. Move it below the line "
                    "that closes the code.",
                )
        at = deck.source.text.find(OPENING, at + len(OPENING))


def unclosed(deck: CheckedDeck) -> Iterator[Finding]:
    text, lines = deck.source.text, deck.source.lines
    line = deck.parsed.blocks.unclosed_comment
    if line is not None and not lines[line].lstrip(" \t>").startswith(OPENING):
        yield Finding(
            deck.source.line_span(line),
            "This comment is never closed: everything below it is hidden. Close it with `-->`.",
        )
    known = {comment.span.start for comment in deck.comments}
    at = text.find(OPENING)
    while at >= 0:
        end = deck.source.line_span(deck.source.line_of(at)).end
        begun = _BEGUN.match(text, at, end) or deck.line_kind(at) == Kind.SCHEDULE
        following = at + len(OPENING)
        if at not in known and begun and text.find(CLOSING, at, end) < 0 and not deck.is_code(at):
            yield Finding(
                Span(at, end),
                "This scheduling comment is never closed, and is not read. Close it with `-->`.",
            )
            following = end  # what else the line holds is within it
        at = text.find(OPENING, following)


def _closes(kinds: bytearray, number: int) -> bool:
    return number < len(kinds) and kinds[number] == Kind.FENCE_CLOSE


def _slipped_in(deck: CheckedDeck, number: int, comment: SrComment) -> bool:
    """Whether code above a comment is no text about decks, and its note lacks a comment."""
    lines, kinds = deck.source.lines, deck.parsed.blocks.kinds
    first = number
    while kinds[first] != Kind.FENCE_OPEN:
        first -= 1
    language = lines[first].strip(" \t>`~").partition(" ")[0].lower()
    code = [line.strip() for line in lines[first + 1 : number]]
    syntax = deck.parsed.syntax
    teaches = {syntax.multi_basic, syntax.multi_reversed} - {""}
    note: Note | None = deck.parsed.note_at(number)
    return (
        note is not None
        and note.comment is None
        and any(code)
        and language not in _MARKUP
        and not teaches.intersection(code)
        and bool(comment.segments)
        and not any(segment.problem for segment in comment.segments)
    )


RULES = (
    Rule(
        code="SRS106",
        name="comment-in-code",
        summary="A scheduling comment slipped into a code fence.",
        explanation="In code a comment is text: the card shows it, and counts as new. Reported is "
        "a comment on the last line of a fence in a note that has no other comment; code in "
        "`markdown`, `html` or `text`, and code with separators, may well speak of comments and is "
        "left in peace.",
        bad="Say hello\n-?-\n```python\nprint('hello')\n<!--SR:!2025-12-14,2,248-->\n```\n",
        good="Say hello\n-?-\n```python\nprint('hello')\n```\n<!--SR:!2025-12-14,2,248-->\n",
        check=in_fences,
    ),
    Rule(
        code="SRS107",
        name="unclosed-comment",
        summary="A comment is never closed.",
        explanation="An HTML comment ends at `-->`, and at nothing else. Without that, all below "
        "it is hidden, notes included; a scheduling comment without it is not read.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n",
        check=unclosed,
    ),
)

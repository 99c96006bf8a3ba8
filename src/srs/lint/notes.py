"""Rules for notes: both sides are there, and only what was meant for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.blocks import FENCED, Kind
from srs.markdown.plain_segments import OPENING
from srs.model import Note
from srs.text import BLANKS

_MULTI = frozenset({"multi_basic", "multi_reversed"})
_APART = frozenset({Kind.HEADING, Kind.RULE, Kind.COMMENT, Kind.SCHEDULE})
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")


def no_front(deck: CheckedDeck) -> Iterator[Finding]:
    lines = deck.source.lines
    for line in deck.parsed.frontless:
        above = line > deck.parsed.blocks.front_matter_end + 1 and lines[line - 2].strip()
        yield Finding(
            deck.source.line_span(line),
            "This separator has no front, so that there is no card. "
            + (
                "Remove the blank line above it."
                if above and not lines[line - 1].strip()
                else "Write the question on the line above it."
            ),
        )
    for note, sides in deck.sides:
        if note.kind in _MULTI or note.kind == "cloze":
            continue
        if not sides[0].front:
            yield Finding(note.separator, "This separator has no front. Write one before it.")


def no_back(deck: CheckedDeck) -> Iterator[Finding]:
    for note, sides in deck.sides:
        if note.kind == "cloze" or any(side.back for side in sides[:1]):
            continue
        if note.kind not in _MULTI:
            yield Finding(note.separator, "This separator has no back. Write one after it.")
        elif _lost_answer(deck, note) is None:
            yield Finding(
                note.separator,
                "This separator has no back. Write the answer on the line below it.",
            )


def cut_off(deck: CheckedDeck) -> Iterator[Finding]:
    if deck.parsed.syntax.end_marker:
        return
    for note, sides in deck.sides:
        if note.kind not in _MULTI:
            continue
        if not sides[0].back:
            lost = _lost_answer(deck, note)
            if lost is not None:
                yield Finding(
                    note.separator,
                    f"The blank line below this separator ends the note: the answer in line "
                    f"{lost + 1} is lost. Remove the blank line.",
                )
        elif (lost := _line_after(deck, note)) is not None and _goes_on(deck, note, lost):
            yield Finding(
                deck.source.line_span(lost),
                "A blank line ended the note above: this is no longer part of the answer. Remove "
                "the blank line, or begin something new here.",
            )


def swallowed(deck: CheckedDeck) -> Iterator[Finding]:
    for note in deck.parsed.notes:
        comment = _line_of_comment_within(deck, note)
        if comment is not None:
            yield Finding(
                deck.source.line_span(comment + 1),
                "This line stands right under a scheduling comment, and still belongs to that "
                "note. Put a blank line between.",
            )
        elif note.kind in _MULTI and (second := _second_separator(deck, note)) is not None:
            yield Finding(
                deck.source.line_span(second),
                f"This second separator belongs to the answer of the note in line "
                f"{deck.source.place(note.span.start)[0]}. Put a blank line between the notes.",
            )


def _lost_answer(deck: CheckedDeck, note: Note) -> int | None:
    """The line (from 0) of the answer that a blank line parted from a note without a back."""
    return None if deck.parsed.syntax.end_marker else _line_after(deck, note)


def _line_after(deck: CheckedDeck, note: Note) -> int | None:
    """The first line (from 0) under a note if that may be meant for it; None if it is not."""
    last = max(deck.source.line_of(note.span.end), note.last_line)
    below = deck.line_below(last)
    if below is None or below == last + 1 or deck.parsed.blocks.kinds[below] in _APART:
        return None
    if below in deck.parsed.frontless or deck.parsed.note_at(below):
        return None
    return below


def _goes_on(deck: CheckedDeck, note: Note, below: int) -> bool:
    """Whether a line is in the list that a note's answer began, or what its last line announces."""
    holders = deck.parsed.blocks.containers
    first, last = (deck.source.line_of(offset) for offset in note.span)
    if below in holders and last in holders:
        outer, before = holders[below][0][0], holders.get(first, ())
        if outer == holders[last][0][0] and outer not in (ident for ident, _, _ in before):
            return True
    announced = deck.source.lines[last].rstrip(BLANKS + "*_").endswith((":", "："))
    return announced and _is_list_code_or_table(deck, below)


def _is_list_code_or_table(deck: CheckedDeck, line: int) -> bool:
    blocks = deck.parsed.blocks
    if blocks.kinds[line] in (Kind.FENCE_OPEN, Kind.INDENTED):
        return True
    return line in blocks.containers or bool(_TABLE_ROW.match(blocks.lines[line]))


def _line_of_comment_within(deck: CheckedDeck, note: Note) -> int | None:
    """The line (from 0) of a note's comment if it stands alone there, with text of the note below.

    A comment above the note, or at its end, is where it should be.
    """
    comment = note.comment
    if comment is None or not note.span.start < comment.span.start < note.span.end:
        return None
    line = deck.source.line_of(comment.span.start)
    last = deck.source.line_of(comment.span.end)
    if not deck.source.lines[line].lstrip(" \t>").startswith(OPENING):
        return None
    return last if last < deck.source.line_of(note.span.end) else None


def _second_separator(deck: CheckedDeck, note: Note) -> int | None:
    syntax, kinds = deck.parsed.syntax, deck.parsed.blocks.kinds
    separators = {syntax.multi_basic, syntax.multi_reversed} - {""}
    first = deck.source.line_of(note.separator.start) + 1
    for line in range(first, deck.source.line_of(note.span.end) + 1):
        is_text = kinds[line] not in FENCED and kinds[line] != Kind.COMMENT
        if is_text and deck.source.lines[line].strip(BLANKS) in separators:
            return line
    return None


RULES = (
    Rule(
        code="SRS201",
        name="no-front",
        summary="A separator has no front.",
        explanation="The front is what stands on the lines directly above the separator. A blank "
        "line between parts the two, and then there is no card at all.",
        bad="Capital of Chile\n\n-?-\nSantiago\n",
        good="Capital of Chile\n-?-\nSantiago\n",
        check=no_front,
    ),
    Rule(
        code="SRS202",
        name="no-back",
        summary="A separator has no back.",
        explanation="The card would be asked, and there would be no answer to compare with.",
        bad="Capital of Chile\n-?-\n",
        good="Capital of Chile\n-?-\nSantiago\n",
        check=no_back,
    ),
    Rule(
        code="SRS203",
        name="answer-cut-off",
        summary="A blank line cuts off the answer, or a part of it.",
        explanation="A blank line outside a code fence ends a note. Reported is what stands below "
        "a separator and a blank line; a list that goes on after a blank line; and a list, table "
        "or code after a blank line if the line before ends with a colon. Other text below a note "
        "is taken for text between the notes. With `end_marker` in the settings, notes may have "
        "blank lines, and this rule rests.",
        bad="Cities of Chile\n-?-\n\n| city | inhabitants |\n|---|---|\n| Santiago | 6 million |\n",
        good="Cities of Chile\n-?-\n| city | inhabitants |\n|---|---|\n| Santiago | 6 million |\n",
        check=cut_off,
    ),
    Rule(
        code="SRS204",
        name="swallowed-text",
        summary="A note swallows what stands right under it.",
        explanation="Only a blank line ends a note. What stands directly under its scheduling "
        "comment, and a second question with its separator, still belong to its answer.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n"
        "Capital of Peru\n-?-\nLima\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n\n"
        "Capital of Peru\n-?-\nLima\n",
        check=swallowed,
    ),
)

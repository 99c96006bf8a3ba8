"""A new card at the end of a deck's text, checked by reading the result."""

from __future__ import annotations

from srs.errors import SaveError, UsageError
from srs.markdown.parser import Parsed, parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Note
from srs.pieces import Sides
from srs.text import Source

_KINDS = ("multi_basic", "single_basic")


def with_card(parsed: Parsed, sides: Sides) -> Parsed:
    """Give the text with one more note of one card, its other notes as they were.

    Raises SaveError if it would not read back as that.
    """
    old, syntax = parsed.source, parsed.syntax
    newline = "\r\n" if "\r\n" in old.text else "\n"
    card = card_text(sides, syntax).replace("\n", newline)
    text = old.text + _gap(old.text, newline) + card + newline
    new = parse(Source(old.path, text), syntax)
    if not (sides.front and sides.back and _is_one_more(parsed, new, sides)):
        raise SaveError(
            f"{old.path}: the card would not read back as it was given, and nothing was written. "
            "No side may be empty, hold a separator or a blank line outside of code, and the file "
            "may not end in an open code block or comment."
        )
    return new


def card_text(sides: Sides, syntax: SyntaxSettings) -> str:
    """Give a card's lines as they are written in a deck. Raises UsageError without a separator."""
    if syntax.multi_basic:
        lines = [sides.front, syntax.multi_basic, sides.back]
    elif syntax.single_basic:
        lines = [f"{sides.front}{syntax.single_basic}{sides.back}"]
    else:
        raise UsageError("No separator for new cards is set; give `multi_basic` in [syntax] one.")
    return "\n".join([*lines, syntax.end_marker] if syntax.end_marker else lines)


def split_sides(text: str, syntax: SyntaxSettings) -> Sides:
    """Take the text of one card apart at its first separator."""
    lines = text.splitlines()
    if syntax.multi_basic:
        cut = [line.strip() for line in lines].index(syntax.multi_basic)
        return Sides("\n".join(lines[:cut]).strip("\n"), "\n".join(lines[cut + 1 :]).strip("\n"))
    front, separator, back = text.partition(syntax.single_basic)
    if not separator:
        raise ValueError
    return Sides(front.strip(), back.strip())


def _gap(text: str, newline: str) -> str:
    """What makes the next line one with a blank line before it."""
    if not text.strip("\ufeff"):
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1]:
        return newline * 2
    return newline if lines[-2].strip() else ""


def _is_one_more(old: Parsed, new: Parsed, sides: Sides) -> bool:
    if len(new.notes) != len(old.notes) + 1 or new.notes[:-1] != old.notes:
        return False
    note = new.notes[-1]
    if note.kind not in _KINDS or note.comment is not None:
        return False
    return _shown(new, note) == [sides] and len(new.orphans) == len(old.orphans)


def _shown(parsed: Parsed, note: Note) -> list[Sides]:
    """What a note's cards show, all line breaks alike."""
    return [
        Sides(each.front.replace("\r\n", "\n"), each.back.replace("\r\n", "\n"))
        for each in parsed.sides(note)
    ]

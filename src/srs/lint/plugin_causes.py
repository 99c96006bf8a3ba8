"""Why the Obsidian plugin reads a note otherwise, and what helps."""

from __future__ import annotations

from typing import NamedTuple

from srs.lint.plugin_reading import PluginNote
from srs.lint.plugin_view import PluginView
from srs.markdown.blocks import FENCED, Kind
from srs.model import Note


class Cause(NamedTuple):
    """What does it, as the end of a sentence, and what to do, as a sentence."""

    what: str
    do: str


def cause_of_note(view: PluginView, note: Note) -> Cause:
    """Why a note is lost or altered."""
    lines = view.lines(note)
    around = range(min(lines[0], note.first_line) - 1, note.last_line + 2)
    theirs = view.altered.get(note.number)
    return (
        _comment(view, around)
        or _fence(view, sorted({*lines, *(theirs.lines if theirs else ())}))
        or _single(view, note, lines)
        or _other_note(view, note)
    )


def cause_of_extra(view: PluginView, theirs: PluginNote) -> Cause:
    """Why the plugin has a note where there is none of ours."""
    if cause := _fence(view, theirs.lines) or _comment(view, range(theirs.lines[0], theirs.last)):
        return cause
    if theirs.kind.startswith("single"):
        return _separator(view, theirs)
    if theirs.kind == "cloze":
        return Cause(
            "it finds hidden parts of a text there",
            "Change its patterns in the plugin's settings if that is not meant",
        )
    if theirs.lines[0] in view.parsed.frontless:
        return Cause("its card needs no question above the separator", "Write one there")
    return Cause("it finds a separator there", "Write the separator in inline code")


def _comment(view: PluginView, lines: range) -> Cause | None:
    swallowed = view.reading.swallowed
    blamed = next((swallowed[number] for number in lines if number in swallowed), None)
    if blamed is None:
        return None
    if not _hides_the_rest(view, blamed):
        return Cause(
            f"it passes over the comment in line {blamed + 1} and the line below that",
            "Let the comment stand between blank lines",
        )
    return Cause(
        f"it passes over all that follows the first line of the comment in line {blamed + 1}",
        "Write the comment in one line, between blank lines",
    )


def hidden_rest(view: PluginView) -> int | None:
    """The line (from 0) of the comment behind which the plugin reads nothing any more."""
    blamed = next(reversed(view.reading.swallowed.values()), None)
    return blamed if blamed is not None and _hides_the_rest(view, blamed) else None


def _hides_the_rest(view: PluginView, line: int) -> bool:
    return "-->" not in view.parsed.source.lines[line]


def _fence(view: PluginView, lines: list[int] | tuple[int, ...]) -> Cause | None:
    """The first line that is code for one of the two only."""
    kinds, theirs = view.parsed.blocks.kinds, view.reading.code
    for number in lines:
        ours = kinds[number] in FENCED
        if ours and number not in theirs:
            return _unknown_fence(view, number)
        if number in theirs and not ours:
            return Cause(
                f"line {number + 1} is still code to it",
                "Close the fence above at the start of a line, with the marks that open it",
            )
    return None


def _unknown_fence(view: PluginView, number: int) -> Cause:
    kinds = view.parsed.blocks.kinds
    begin = number
    while kinds[begin] != Kind.FENCE_OPEN:
        begin -= 1
    if begin in view.reading.code:
        return Cause(
            f"it ends the code of line {begin + 1} where a line begins with the same marks",
            "Put more marks around the code than stand in it",
        )
    return Cause(
        f"the code of line {begin + 1} is indented or quoted, which it takes for text",
        "Begin the fence at the start of its line, or leave blank lines and separators out of it",
    )


def _single(view: PluginView, note: Note, lines: list[int]) -> Cause | None:
    if note.kind.startswith("single"):
        return Cause(
            "by the backticks around it, it takes the first separator in the line for code",
            "Put no separator in inline code in front of the one that counts",
        )
    found = (view.by_line[line] for line in lines if line in view.by_line)
    single = (theirs for theirs in found if theirs.kind.startswith("single"))
    return next((_separator(view, theirs) for theirs in single), None)


def _separator(view: PluginView, theirs: PluginNote) -> Cause:
    syntax = view.syntax
    reverse = theirs.kind == "single_reversed"
    mark = syntax.single_reversed if reverse else syntax.single_basic
    return Cause(
        f"`{mark}` makes a card of line {theirs.lines[0] + 1} alone",
        "Write it in inline code, or choose another separator in the plugin's settings",
    )


def _other_note(view: PluginView, note: Note) -> Cause:
    line = view.parsed.source.line_of(note.separator.start)
    if theirs := view.by_line.get(line):
        return Cause(
            f"it makes one card of lines {theirs.lines[0] + 1} to {theirs.last + 1}",
            "Put a blank line before and after the card",
        )
    return Cause("it finds no card there", "Write it with another separator, on lines of its own")

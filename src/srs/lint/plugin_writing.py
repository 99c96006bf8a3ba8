"""What the Obsidian plugin would do to a note's text when it writes a grade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srs.lint.plugin_reading import PluginNote
from srs.lint.plugin_view import PluginView
from srs.markdown.blocks import FENCED, Kind
from srs.markdown.plain_segments import OPENING
from srs.markdown.tag_scopes import leading_tag
from srs.model import Note
from srs.text import BLANKS

_BLOCK_ID = re.compile(r"[ \t]*\^[A-Za-z0-9-]+[ \t]*$")


def comment_line(view: PluginView, theirs: PluginNote) -> int | None:
    """The line (from 0) of the comment that the plugin takes for a note's schedule."""
    lines = view.parsed.source.lines
    return next((number for number in theirs.lines if OPENING in lines[number]), None)


def damage(view: PluginView, note: Note, theirs: PluginNote) -> Iterator[str]:
    """What grading does to a note that the plugin reads as we do, one sentence for each thing."""
    yield from _comment_moved(view, note, theirs)
    yield from _fence_spoiled(view, theirs)
    yield from _container_ended(view, note)
    yield from _blanks_stripped(view, theirs)
    tag = leading_tag(view.parsed.source.text, note)
    if tag and ("//" in tag.name or tag.name[-1] == "/"):
        yield f"it would write the tag `#{tag.name}` without its empty parts. Correct the tag."


def _comment_moved(view: PluginView, note: Note, theirs: PluginNote) -> Iterator[str]:
    source = view.parsed.source
    line = comment_line(view, theirs)
    if line is None:
        return
    if note.comment is None:
        yield (
            f"it takes the comment in line {line + 1} for the schedule, and would delete it. "
            "Begin the comment with anything but `<!--SR:`."
        )
        return
    if line != source.line_of(note.comment.span.start):
        return
    text = source.text[note.comment.span.end : source.line_span(line).end]
    if text.strip(BLANKS) and not _BLOCK_ID.match(text):
        yield (
            f"it would move or delete the text that follows the comment in line {line + 1}. Put "
            "the comment at the end."
        )
    elif any(number > line for number in view.text_lines(theirs.lines)) and _is_alone(view, line):
        yield (
            f"it would leave a blank line for the comment in line {line + 1}, which ends the card "
            "there. Put the comment at the end of the card."
        )


def _is_alone(view: PluginView, line: int) -> bool:
    above = line - 1
    is_first = above < 0 or view.parsed.blocks.kinds[above] == Kind.BLANK
    return view.parsed.source.lines[line].lstrip(" \t>").startswith(OPENING) and not is_first


def _fence_spoiled(view: PluginView, theirs: PluginNote) -> Iterator[str]:
    last = view.text_lines(theirs.lines)[-1]
    if view.parsed.blocks.kinds[last] != Kind.FENCE_CLOSE or last not in view.reading.code:
        return
    line = view.parsed.source.lines[last]
    marks = theirs.text.split("\n")[theirs.lines.index(last)]
    if line.rstrip(BLANKS) != marks:
        yield (
            f"it would write into line {last + 1}, which closes code with more marks than open "
            "it. Use as many there."
        )
    elif view.syntax.same_line:
        yield (
            f"it would write a second grade into line {last + 1}, which then closes the code no "
            "longer. Turn `cardCommentOnSameLine` off, or put a line of text under the code."
        )


def _container_ended(view: PluginView, note: Note) -> Iterator[str]:
    """Where the comment, at the start of a line, would part what goes on below it."""
    blocks = view.parsed.blocks
    last = view.lines(note)[-1]
    if view.syntax.same_line and blocks.kinds[last] not in FENCED:
        return
    below = note.last_line + 1
    if _is_underline(view, below):
        yield f"it would part line {last + 1} from its underline. Put a blank line between."
        return
    if _goes_on(view, last, below):
        thing = "quote" if blocks.containers[last][0][1] == ">" else "list"
    elif _is_row(view, last) and _is_row(view, below):
        thing = "table"
    else:
        return
    yield (
        f"it would write the comment at the start of a line below line {last + 1}, which ends "
        f"the {thing}. Let it write comments on the same line (`cardCommentOnSameLine`), or end "
        f"the {thing} with the card."
    )


def _is_underline(view: PluginView, number: int) -> bool:
    blocks = view.parsed.blocks
    if number >= len(blocks.kinds) or blocks.kinds[number] != Kind.UNDERLINE:
        return False
    return blocks.lines[number].strip(BLANKS) != view.syntax.end_marker


def _goes_on(view: PluginView, last: int, below: int) -> bool:
    """Whether a list or quote that holds a line holds the next line of text, too."""
    blocks = view.parsed.blocks
    while below < len(blocks.kinds) and blocks.kinds[below] == Kind.BLANK:
        below += 1
    idents = {ident for ident, _, _ in blocks.containers.get(last, ())}
    return any(ident in idents for ident, _, _ in blocks.containers.get(below, ()))


def _is_row(view: PluginView, number: int) -> bool:
    blocks = view.parsed.blocks
    if number >= len(blocks.lines) or blocks.kinds[number] != Kind.TEXT:
        return False
    return blocks.lines[number].strip(BLANKS).startswith("|")


def _blanks_stripped(view: PluginView, theirs: PluginNote) -> Iterator[str]:
    lines, kinds = view.parsed.source.lines, view.parsed.blocks.kinds
    for number in view.text_lines(theirs.lines):
        line = lines[number]
        if kinds[number] != Kind.CODE and line != line.rstrip(BLANKS):
            hard = line.endswith("  ") and number + 1 in theirs.lines
            what = "the hard break" if hard else "the blanks"
            how = "Write a hard break as `\\`." if hard else "Take them out."
            yield f"it would strip {what} at the end of line {number + 1}. {how}"
            return

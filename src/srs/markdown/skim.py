"""The quick way through a text: its notes by their lines, and nothing that needs their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from srs.markdown.card_kinds import KINDS
from srs.markdown.card_kinds.kind import Content
from srs.markdown.finder import MARKERS, Finder
from srs.markdown.front import front_matter_end
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.skimmed import Run, SkimmedNote, attached
from srs.markdown.syntax import SyntaxSettings
from srs.text import BLANKS, BOM, split_lines

_BEFORE_TEXT = BLANKS + MARKERS
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_BLOCK_ID = re.compile(r" \^[A-Za-z0-9-]+$")
_METADATA = "[!sr|"
_DEEP = "    "  # may make a line code
_HEADING = re.compile(r"#+ [^#]*$").match  # without tags


class Skimmed(NamedTuple):
    """The text of the front matter, the notes in order, and the lines (from 0) that have tags."""

    front_matter: str
    notes: list[SkimmedNote]
    tagged: list[tuple[int, tuple[str, ...]]]


class _Unsure(Exception):  # noqa: N818 - no error: another way is taken
    """Something that only the parser can tell."""


def skim(text: str, syntax: SyntaxSettings, *, tags: bool) -> Skimmed | None:
    """Find the notes of a text, and its tags if they are wanted, by each line's first character.

    These are the notes that `parse` finds. Gives None, and leaves a text to it, as soon as anything
    there might make a difference: HTML, fences in lists and quotes or never closed, comments over
    several lines, rare blanks.
    """
    if text.startswith(BOM) or _METADATA in text:
        return None
    lines = split_lines(text)
    begin = front_matter_end(lines)
    search = _Search(text, lines, _finder(syntax), syntax)
    try:
        search.run(begin)
        notes = search.notes()
        tagged = list(search.tagged(begin)) if tags and "#" in text else []
    except _Unsure:
        return None
    if syntax.leading_tag and _begins_with_tag(lines[note.first] for note in notes):
        return None
    return Skimmed("\n".join(lines[1 : begin - 1]) if begin else "", notes, tagged)


def _begins_with_tag(lines: Iterable[str]) -> bool:
    from srs.markdown.tags import begins_with_tag

    return any(map(begins_with_tag, lines))


@lru_cache(maxsize=16)
def _finder(syntax: SyntaxSettings) -> Finder:
    return Finder(syntax)


def _any_of(marks: tuple[str, ...]) -> Callable[[str], object] | None:
    """What tells whether a line has one of these marks, None if there are none."""
    least = {mark for mark in marks if not any(each in mark for each in marks if each != mark)}
    if not 0 < len(least) <= 2:
        return re.compile("|".join(map(re.escape, least))).search if least else None
    one, other = min(least), max(least)
    return lambda line: one in line or other in line  # which is quicker than the expression


class _Search:
    """The lines of a text, and what was found in them: runs that are notes, comments."""

    def __init__(self, text: str, lines: list[str], finder: Finder, syntax: SyntaxSettings) -> None:
        self.lines, self.finder, self.syntax = lines, finder, syntax
        self.end = syntax.end_marker
        first = text.count("\n" + OPENING) + text.startswith(OPENING)  # those that begin a line
        self.inline, self.only_schedules = False, True
        if text.count("<!--") != first:
            openings = text.count(OPENING)
            self.inline = openings != first
            self.only_schedules = text.count("<!--") == openings
        marks = [mark for mark in finder.inside_marks if mark in text]
        self.marks = (*marks, OPENING) if self.inline else tuple(marks)
        self.runs: list[Run] = []
        self.comments: list[tuple[int, str, bool]] = []  # line, what it holds, alone on its line
        self.hidden: set[int] = set()  # the lines of comments that are alone, of any kind
        self.code: list[tuple[int, int]] = []  # first and last lines of fences
        self.first, self.kind = -1, ""
        self.without_ticks = -1  # the last line that has no backtick, nor its paragraph above it

    def run(self, begin: int) -> None:
        """Go through the lines from `begin` on."""
        lines = enumerate(islice(self.lines, begin, None), begin)
        finder, has_mark = self.finder, _any_of(self.marks)
        special, is_item, separators = finder.special, finder.is_item, finder.whole_lines
        for number, line in lines:
            if not line:
                if self.kind:
                    self.blank(number)
                else:
                    self.first = -1
                continue
            if (head := line[0]) in special:
                if line in separators and line != self.end:
                    if self.first >= 0:
                        self.kind = separators[line]
                    continue
                if head == "<" or not is_item(line):
                    self.special_line(number, line, lines)
                    continue
            if has_mark and has_mark(line):
                self.marked(number, line)
            elif self.first < 0:
                self.first = number
        self.close(len(self.lines))

    def special_line(self, number: int, line: str, lines: Iterator[tuple[int, str]]) -> None:
        """Take a line that may be more than text, and from `lines` the rest of what it begins."""
        first = line[0]
        if first == "<":
            if line.startswith("<!--") and (end := line.find(CLOSING)) > 0:
                self.comment(number, line, end)
                return
            if line[1:2].isalpha() or line[1:2] in "/?!":
                raise _Unsure
        elif first in "`~":
            if fence := _FENCE.match(line):
                if self.first < 0:
                    self.first = number
                self.fence(number, fence[1] or fence[2], lines)
                return
        elif first in _BEFORE_TEXT:
            if not line.strip(" \t"):
                self.blank(number)
                return
            self.in_something(line)
        self.marked(number, line)

    def in_something(self, line: str) -> None:
        """Look at a line that is set in, or in a quote or list. Raises _Unsure for what is odd."""
        if "```" in line or "~~~" in line:
            raise _Unsure
        if "<" in line and line.lstrip(_BEFORE_TEXT)[:1] == "<":
            raise _Unsure
        if not line.strip(_BEFORE_TEXT) and (">" in line or line.strip(" \t" + MARKERS)):
            raise _Unsure  # blank in a quote that goes on, or only to people

    def fence(self, number: int, fence: str, lines: Iterator[tuple[int, str]]) -> None:
        """Pass over a fence. Raises _Unsure if nothing closes it."""
        for at, line in lines:
            if fence in line:
                if "\t" in line:
                    raise _Unsure
                if not line.strip(" ").strip(fence[0]) and not line.startswith(_DEEP):
                    self.code.append((number, at))
                    return
        raise _Unsure

    def comment(self, number: int, line: str, end: int) -> None:
        """Take a line that begins with a comment, up to `end`: it is no text, whatever follows."""
        self.hidden.add(number)
        if line.startswith(OPENING):
            self.comments.append((number, line[len(OPENING) : end], True))
        if line.find(OPENING, 1) > 0:
            raise _Unsure

    def marked(self, number: int, line: str) -> None:
        """Take a line of text that may hold a separator, a deletion or a comment."""
        finder = self.finder
        if self.inline and OPENING in line:
            self.inline_comment(number, line)
        bare = line.strip(BLANKS)
        if self.end and bare == self.end:
            if line.startswith(_DEEP) or "\t" in line:
                raise _Unsure
            self.close(number)
            return
        if self.kind not in finder.multi and (single := finder.single_on(line)):
            self.runs.append((single[0], number, number))
            self.first, self.kind = -1, ""
            return
        if kind := finder.own_line.get(bare, ""):
            if self.first >= 0:
                self.kind = kind
            return
        if not self.kind and finder.cloze_on(line):
            self.kind = "cloze"
        if self.first < 0:
            self.first = number

    def inline_comment(self, number: int, line: str) -> None:
        """Take a comment behind text. Raises _Unsure if it may be code or in another comment."""
        at = line.index(OPENING)
        end = line.find(CLOSING, at)
        odd = end < 0 or OPENING in line[at + 1 :] or line[at - 1 : at] == "\\"
        odd = odd or _DEEP in line or "\t" in line or not line[:at].strip(_BEFORE_TEXT)
        above = number
        while not odd and above > self.without_ticks and self.lines[above]:
            odd = "`" in self.lines[above]
            above -= 1
        if odd or not self.only_schedules:
            raise _Unsure
        self.without_ticks = number
        self.comments.append((number, line[at + len(OPENING) : end], False))

    def blank(self, number: int) -> None:
        if not (self.end and self.kind):
            self.close(number)

    def close(self, number: int) -> None:
        """End the run before line `number`; it is a note if a kind was seen in it."""
        if self.kind:
            last = number - 1
            while last in self.hidden or not self.lines[last].strip(" \t"):
                last -= 1
            self.runs.append((self.kind, self.first, last))
            self.kind = ""
        self.first = -1

    def notes(self) -> list[SkimmedNote]:
        """Give the notes of all runs, with their comments."""
        held = attached(self.comments, self.runs, self.lines, self.hidden)
        counts, make = self.finder.counts, tuple.__new__  # a note, in a third of the time
        return [
            make(SkimmedNote, (*run, counts.get(run[0]) or self.count(*run), *each))
            for run, each in zip(self.runs, held, strict=True)
        ]

    def count(self, kind: str, first: int, last: int) -> int:
        """The number of cards of a kind whose text gives it."""
        kept = [k for k in range(first, last + 1) if k not in self.hidden]
        if self.inline:
            raise _Unsure
        text = _BLOCK_ID.sub("", "\n".join(self.lines[k] for k in kept))
        return KINDS[kind].cards(Content(text, ""), self.syntax)

    def tagged(self, begin: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give the lines that have tags. Raises _Unsure for one that may be code."""
        from srs.markdown.tags import tags_in

        skipped = {line for first, last in self.code for line in range(first, last + 1)}
        marked = [number for number, line in enumerate(self.lines) if "#" in line]
        for number in marked:
            line = self.lines[number]
            if _HEADING(line) or number < begin or number in skipped or number in self.hidden:
                continue
            if tags := tags_in(line):
                if _DEEP in line or "\t" in line:
                    raise _Unsure
                yield number, tags
